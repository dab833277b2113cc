"""A user's unit of systemd (systemd.service(5), systemd.exec(5))."""

import os
from collections.abc import Mapping
from pathlib import Path

from vaulttool.watching.service.plan import PAUSE, TRIES, Plan, Steps

_UNIT = """\
# Made by `vaulttool service install`; made anew by it, and removed by `vaulttool service uninstall`.
[Unit]
Description=vaulttool: keeps last contacts true in {description}
StartLimitIntervalSec=3600
StartLimitBurst={tries}

[Service]
ExecStart={command}
{environment}Restart=on-failure
RestartSec={pause}
RestartPreventExitStatus=2
WatchdogSec={silent}
Nice=5
UMask=0077
NoNewPrivileges=yes
KeyringMode=private
LockPersonality=yes
MemoryDenyWriteExecute=yes
ProtectClock=yes
ProtectHostname=yes
RestrictAddressFamilies=AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallFilter=@chown
SystemCallErrorNumber=EPERM

[Install]
WantedBy=default.target
"""
# What needs a mount namespace (ProtectSystem=, PrivateTmp=…) is left out on purpose: it hides from the daemon
# that a disk is unmounted and comes back, and where users may make no namespaces the service would not start.


SILENT = 900
"""Seconds without a sign of life after which the daemon is begun anew: no single step of it takes so long."""


class Systemd:
    """The systemd of one user."""

    title = "systemd"

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment

    def place(self, plan: Plan) -> Path:
        """Give the unit's file."""
        said = self._environment.get("XDG_CONFIG_HOME", "")
        base = Path(said) if Path(said).is_absolute() else Path(self._environment["HOME"]) / ".config"
        return base / "systemd" / "user" / f"{plan.name}.service"

    def content(self, plan: Plan) -> bytes:
        """Give the unit."""
        variables = "".join(
            f"Environment={_quoted(f'{key}={value}')}\n" for key, value in plan.environment.items()
        )
        return _UNIT.format(
            description=_plain(plan.vault.name),
            tries=TRIES,
            pause=PAUSE,
            silent=SILENT,
            command=" ".join(_quoted(word).replace("$", "$$") for word in plan.command),
            environment=variables,
        ).encode("utf-8", "surrogateescape")

    def steps(self, plan: Plan, action: str) -> Steps:
        """Give what to run."""
        unit, ask = f"{plan.name}.service", ("systemctl", "--user")
        match action:
            case "install":
                return Steps(((*ask, "daemon-reload"), (*ask, "enable", unit)))
            case "start":  # after a failure that came too often, asking for it means trying anew
                return Steps(((*ask, "reset-failed", unit), (*ask, "start", unit)), may_fail=True)
            case "uninstall":
                return Steps(((*ask, "disable", "--now", unit),), may_fail=True)
            case "status":
                return Steps(((*ask, "is-active", unit),))
            case _:
                return Steps(((*ask, action, unit),))


def _quoted(word: str) -> str:
    r"""Quote one word: `%` begins a specifier, `\` and `"` are systemd's own."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("\n", "\\n")
    return f'"{escaped}"'


def _plain(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text).replace("%", "%%").rstrip("\\")
