"""An agent of launchd (launchd.plist(5)). The file is tested, running it on a Mac is not."""

import os
import plistlib
from collections.abc import Mapping
from pathlib import Path

from vaulttool.watching.service.plan import PAUSE, Plan, Steps


class Launchd:
    """The launchd of one user."""

    title = "launchd"

    def __init__(self, environment: Mapping[str, str] = os.environ, user: int | None = None) -> None:
        """`user` is the number of the user, by default who runs this."""
        self._environment = environment
        self._user = user if user is not None else os.getuid() if hasattr(os, "getuid") else 0

    def place(self, plan: Plan) -> Path:
        """Give the agent's file."""
        return Path(self._environment["HOME"]) / "Library" / "LaunchAgents" / f"{_label(plan)}.plist"

    def content(self, plan: Plan) -> bytes:
        """Give the agent."""
        return plistlib.dumps(
            {
                "Label": _label(plan),
                "ProgramArguments": list(plan.command),
                "EnvironmentVariables": dict(plan.environment),
                "RunAtLoad": True,
                "KeepAlive": {"SuccessfulExit": False},
                "ThrottleInterval": PAUSE,
                "ProcessType": "Background",
                "Nice": 5,
                "Umask": 0o077,
                "WorkingDirectory": "/",
                "StandardErrorPath": str(plan.state / "service.err"),
            }
        )

    def steps(self, plan: Plan, action: str) -> Steps:
        """Give what to run."""
        domain = f"gui/{self._user}"
        target, file = f"{domain}/{_label(plan)}", str(self.place(plan))
        match action:
            case "install":
                return Steps((("launchctl", "enable", target),))
            case "start":  # it is loaded by its first start, and by every login
                return Steps(
                    (("launchctl", "bootstrap", domain, file), ("launchctl", "kickstart", target)),
                    may_fail=True,
                )
            case "status":
                return Steps((("launchctl", "print", target),))
            case _:
                return Steps((("launchctl", "bootout", target),), may_fail=action == "uninstall")


def _label(plan: Plan) -> str:
    return f"org.vaulttool.{plan.name}"
