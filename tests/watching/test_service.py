"""Services: the files that three systems are given, what they are asked, and systemd's run for real."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.watching.service import control
from vaulttool.watching.service.control import Answer, act, manager_here, shown, state_of
from vaulttool.watching.service.launchd import Launchd
from vaulttool.watching.service.plan import Manager, Plan, plan_of
from vaulttool.watching.service.systemd import Systemd
from vaulttool.watching.service.windows_task import WindowsTask

from daemons import ANA, person

if TYPE_CHECKING:
    from tests.conftest import Vault

ODD = "Nötes \"of\" me & 100% $HOME; \\ 'x'"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / ODD).mkdir()
    (tmp_path / "state").mkdir()
    environment = {
        "VAULTTOOL_LANGUAGE": "fr",
        "XDG_STATE_HOME": "/a b/50%",
        "VAULTTOOL_VAULT": "/other",
        "PATH": "/bin",
    }
    return plan_of(tmp_path / ODD, tmp_path / "state", environment)


class System:
    """A system that notes what it is asked, and answers."""

    def __init__(self, **answers: int) -> None:
        self.asked: list[str] = []
        self.answers = answers

    def __call__(self, command: Sequence[str]) -> Answer:
        self.asked.append(" ".join(command))
        code = next((code for word, code in self.answers.items() if word in command), 0)
        return Answer(code, "it failed" if code else "active")


def managers(tmp_path: Path) -> list[Manager]:
    environment = {"HOME": str(tmp_path)}
    return [Systemd(environment), Launchd(environment, 501), WindowsTask()]


def test_the_name_is_plain_and_no_other_vaults(plan: Plan, tmp_path: Path) -> None:
    assert re.fullmatch(r"vaulttool-n-tes-of-me-100-home-x-[0-9a-f]{8}", plan.name)
    (tmp_path / "日記").mkdir()
    assert re.fullmatch(r"vaulttool-[0-9a-f]{8}", plan_of(tmp_path / "日記", tmp_path).name)
    assert dict(plan.environment) == {"VAULTTOOL_LANGUAGE": "fr", "XDG_STATE_HOME": "/a b/50%"}


def test_each_system_is_asked_in_its_own_words(plan: Plan, tmp_path: Path) -> None:
    for manager in managers(tmp_path):
        system = System()
        with pytest.raises(VaultError, match="no service is installed"):
            act(plan, manager, "start", system)
        assert system.asked == [] and state_of(plan, manager, system)[0] is False
        for action in ("install", "start", "stop"):
            assert act(plan, manager, action, system)
        runs, lines = state_of(plan, manager, system)
        assert runs and not any("made anew" in line for line in lines)
        assert state_of(replace(plan, command=("/none/python", "-P")), manager, system)[1][1:3] == [
            "It is not as it would be made now; `vaulttool service install` makes it anew.",
            "/none/python, which it runs, is not there any more.",
        ]
        place = manager.place(plan)
        if os.name == "posix":
            assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert act(plan, manager, "uninstall", system)
        assert not place.exists()
        assert all(plan.name in line or "reload" in line or str(place) in line for line in system.asked)


def test_what_the_system_refuses_is_told_in_its_words(plan: Plan, tmp_path: Path) -> None:
    for manager in managers(tmp_path):
        with pytest.raises(VaultError, match="said: it failed"):
            act(plan, manager, "install", System(enable=1, **{"/Create": 1}))
    systemd = managers(tmp_path)[0]
    act(plan, systemd, "install", System())
    assert act(plan, systemd, "start", System(**{"reset-failed": 1}))  # had not failed before
    with pytest.raises(VaultError):
        act(plan, systemd, "start", System(start=1))
    assert act(plan, systemd, "uninstall", System(disable=1))  # a person removed it by hand


def test_a_dry_run_shows_the_file_and_the_commands_and_does_nothing(plan: Plan, tmp_path: Path) -> None:
    for manager in managers(tmp_path):
        lines = shown(plan, manager, "install")
        assert lines[0] == f"# {manager.place(plan)}"
        assert any("watch" in line for line in lines[1:]) and lines[-1].startswith("$ ")
        assert shown(plan, manager, "uninstall")[-1].endswith("would go")
        assert not manager.place(plan).exists()


def test_what_is_here_decides_what_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(manager_here("win32"), WindowsTask)
    assert isinstance(manager_here("darwin"), Launchd)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(VaultError, match="no systemd"):
        manager_here("linux")
    assert control.ask_system(["/no/such/program"]).code == 127


def test_the_agent_of_launchd_is_a_property_list_that_restarts_after_failures_only(plan: Plan) -> None:
    agent = plistlib.loads(Launchd({"HOME": "/Users/ana"}, 501).content(plan))
    assert agent["ProgramArguments"] == list(plan.command)
    assert agent["EnvironmentVariables"] == dict(plan.environment)
    assert agent["KeepAlive"] == {"SuccessfulExit": False} and agent["ThrottleInterval"] == 30
    assert agent["Umask"] == 0o077 and agent["RunAtLoad"] is True
    place = Launchd({"HOME": "/Users/ana"}, 501).place(plan)
    assert place.name == agent["Label"] + ".plist"


def test_the_task_of_windows_has_the_words_and_the_order_of_its_schema(plan: Plan) -> None:
    windows = replace(plan, command=(r"C:\Program Files\Python\python.exe", "-m", "a b", 'c"d', "e\\"))
    root = ElementTree.fromstring(WindowsTask().content(windows))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert [child.tag for child in root] == [
        space + name for name in ("RegistrationInfo", "Triggers", "Principals", "Settings", "Actions")
    ]
    found = {element.tag.removeprefix(space): element.text for element in root.iter()}
    assert found["Command"] == r"C:\Program Files\Python\pythonw.exe"
    assert found["Arguments"] == r'-m "a b" c\"d e' + "\\"
    assert (found["Interval"], found["Count"], found["ExecutionTimeLimit"]) == ("PT1M", "20", "PT0S")
    assert found["MultipleInstancesPolicy"] == "IgnoreNew"
    assert ODD in (found["Description"] or "")


needs_analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")


@needs_analyze
def test_systemd_finds_nothing_wrong_in_the_unit(plan: Plan, tmp_path: Path) -> None:
    unit = tmp_path / f"{plan.name}.service"
    unit.write_bytes(Systemd().content(plan))
    (tmp_path / "run").mkdir()
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path / "run")}
    verify = ["systemd-analyze", "--user", "verify", str(unit)]
    done = subprocess.run(verify, capture_output=True, text=True, env=environment, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rate = ["systemd-analyze", "--user", "security", "--offline=true", "--no-pager", str(unit)]
    done = subprocess.run(rate, capture_output=True, text=True, env=environment, timeout=30, check=False)
    found = re.search(r"exposure level .*: ([\d.]+)", done.stdout)
    assert found is not None, done.stderr
    # What is left are namespaces (see the unit) and capabilities, of which a user's service has none.
    assert float(found[1]) <= 6.0


REAL = """
mount --make-rprivate / && mount -t tmpfs tmpfs /run || exit 77
mkdir -p /run/systemd/system /run/user/0
export XDG_RUNTIME_DIR=/run/user/0
/lib/systemd/systemd --user --log-target=console > /run/systemd.log 2>&1 &
for i in $(seq 100); do systemctl --user is-system-running > /dev/null 2>&1 && break; sleep 0.05; done
systemctl --user is-system-running > /dev/null 2>&1 || exit 77
"$@" "$0"
code=$?
systemctl --user exit
exit $code
"""
"""A systemd of our own, in a mount namespace of our own: nothing of the machine's is touched."""

DEEDS = """
set -e
svc() { "$PYTHON" -m vaulttool service "$@" --vault "$VAULT"; }
tool() { "$PYTHON" -m vaulttool "$@" --vault "$VAULT"; }
wait_for() { for i in $(seq 400); do "$@" > /dev/null 2>&1 && return 0; sleep 0.05; done; return 1; }
svc status && exit 10 || true
svc install
svc start
wait_for tool status
unit=$(systemctl --user list-units --plain --no-legend 'vaulttool-*' | cut -d' ' -f1)
echo "unit=$unit"
svc status
systemd-analyze --user security --no-pager "$unit" | tail -1
printf -- '---\\ndate: 2026-11-10\\nattendees:\\n  - "[[Ana Ruiz]]"\\n---\\n' > "$VAULT/Lunch.md"
wait_for grep -q "last_contact: 2026-11-10" "$VAULT/People/Ana Ruiz.md"
echo written
before=$(systemctl --user show -P MainPID "$unit")
kill -KILL "$before"
is_waiting() { test "$(systemctl --user show -P SubState "$unit")" = auto-restart; }
wait_for is_waiting
echo "pause=$(systemctl --user show -P RestartUSec "$unit")"
tool status || echo "status=$?"
svc start
wait_for tool status
after=$(systemctl --user show -P MainPID "$unit")
test "$after" != "$before" && echo again
svc stop
echo "result=$(systemctl --user show -P Result "$unit")"
svc uninstall
svc status || echo "installed=$?"
"""


@pytest.mark.long
@needs_analyze
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="a systemd of our own needs root")
def test_systemd_runs_it_restarts_it_and_removes_it(vault: Vault, tmp_path: Path) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    environment = vault.environment() | {"PYTHON": sys.executable, "VAULT": str(vault.root)}
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", REAL, DEEDS, "sh", "-c"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )
    if done.returncode == 77:
        pytest.skip("no systemd of our own can be begun here")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert "written" in lines and "again" in lines
    assert "pause=30s" in lines
    assert "status=1" in lines and "result=success" in lines and "installed=1" in lines
    assert "was killed, or the machine was switched off" in done.stdout
    assert not list(vault.home.rglob("*.service"))
