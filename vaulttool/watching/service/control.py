"""Have the system install, start, stop and remove the service of a vault."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.vault.journal import write_whole
from vaulttool.vault.places import open_private
from vaulttool.watching.service.launchd import Launchd
from vaulttool.watching.service.plan import Manager, Plan
from vaulttool.watching.service.systemd import Systemd
from vaulttool.watching.service.windows_task import WindowsTask

PATIENCE = 60.0
"""Seconds in which the system must answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the system said to one command."""

    code: int
    words: str


Ask = Callable[[Sequence[str]], Answer]


def manager_here(platform: str = sys.platform) -> Manager:
    """Give what runs services on this system. Raises VaultError where that is nothing we know."""
    if platform == "win32":
        return WindowsTask()
    if platform == "darwin":
        return Launchd()
    if shutil.which("systemctl") is None:
        what = "there is no systemd here that could run a service"
        mend = "Have `vaulttool watch --log` begun by whatever begins your session."
        raise VaultError(Problem("", None, what, mend, "no-service"))
    return Systemd()


def ask_system(command: Sequence[str]) -> Answer:
    """Run one command of the system."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except FileNotFoundError:
        return Answer(127, f"{command[0]} is not here")
    except subprocess.TimeoutExpired:
        return Answer(124, f"no answer within {PATIENCE:.0f} seconds")
    return Answer(done.returncode, (done.stderr.strip() or done.stdout.strip()))


def shown(plan: Plan, manager: Manager, action: str) -> list[str]:
    """Say what an action would do, without doing it."""
    lines = []
    if action == "install":
        lines = [f"# {manager.place(plan)}", *_text(manager.content(plan)).splitlines()]
    lines += ["$ " + " ".join(command) for command in manager.steps(plan, action).commands]
    return [*lines, f"# and {manager.place(plan)} would go"] if action == "uninstall" else lines


def act(plan: Plan, manager: Manager, action: str, ask: Ask = ask_system) -> list[str]:
    """Do one of "install", "start", "stop", "uninstall"; gives what to tell. Raises VaultError."""
    place = manager.place(plan)
    if action == "install":
        _write(place, manager.content(plan))
    elif not place.exists():
        what = "no service is installed for this vault"
        raise VaultError(Problem("", None, what, "`vaulttool service install` does that.", "no-service"))
    steps = manager.steps(plan, action)
    answers = [ask(command) for command in steps.commands]
    failed = [answer for answer in answers if answer.code]
    if failed and not (steps.may_fail and (action == "uninstall" or not answers[-1].code)):
        what = f"{manager.title} said: {failed[-1].words or failed[-1].code}"
        raise VaultError(Problem("", None, what, "`vaulttool service status` tells more.", "service-failed"))
    if action == "uninstall":
        place.unlink(missing_ok=True)
        if isinstance(manager, Systemd):
            ask(("systemctl", "--user", "daemon-reload"))
    return _said(plan, place, action)


def state_of(plan: Plan, manager: Manager, ask: Ask = ask_system) -> tuple[bool, list[str]]:
    """Say whether the service runs, with what there is to tell of it."""
    place = manager.place(plan)
    if not place.exists():
        return False, ["No service is installed for this vault; `vaulttool service install` does that."]
    lines = [f"{plan.name} is installed ({place})."]
    if place.read_bytes() != manager.content(plan):
        lines.append("It is not as it would be made now; `vaulttool service install` makes it anew.")
    if not Path(plan.command[0]).exists():
        lines.append(f"{plan.command[0]}, which it runs, is not there any more.")
    (command,) = manager.steps(plan, "status").commands
    answer = ask(command)
    told = (answer.words.splitlines() or [""])[0]
    lines.append(f"{manager.title}: {told or ('it runs' if not answer.code else 'it does not run')}")
    return not answer.code, lines


def _said(plan: Plan, place: Path, action: str) -> list[str]:
    match action:
        case "install":
            return [
                f"Installed as {plan.name} ({place}).",
                "It runs from your next login on; `vaulttool service start` begins now.",
            ]
        case "start":
            return [f"{plan.name} is started; `vaulttool status` tells how it does."]
        case "stop":
            return [f"{plan.name} is stopped."]
        case _:
            return [f"{plan.name} is stopped and removed."]


def _write(place: Path, content: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = open_private(place, os.O_WRONLY | os.O_TRUNC)
        try:
            write_whole(descriptor, content)
        finally:
            os.close(descriptor)
    except OSError as error:
        what = f"{place} cannot be written ({error.strerror})"
        raise VaultError(Problem("", None, what, "Make its folder writable.", "no-service")) from error


def _text(content: bytes) -> str:
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
