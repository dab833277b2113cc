"""Having the system run the daemon: systemd, launchd, or Windows' task scheduler."""
