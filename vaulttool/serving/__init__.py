"""What answers other programs: the page in a browser on this machine, and assistants."""
