"""The same vault and day give the same bytes on every device, whatever its locale, clock and file order."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample-vault"
DEVICES = (
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "2"},
)
RUN = """
import json, sys
from vaulttool.cli.main import vaulttool
for words in json.loads(sys.argv[1]):
    vaulttool.main(words, standalone_mode=False)
"""
COMMANDS = (("review",), ("agenda",), ("wishes", "2027"), ("review", "--month", "2026-11"))


class Device:
    """A copy of the vault with its own home, written in an order of its own."""

    def __init__(self, vault, number: int, notes: dict[str, bytes]) -> None:
        self.vault = type(vault)(
            vault.root.parent / f"vault of {number}", vault.home.parent / f"home {number}"
        )
        self.vault.home.mkdir()
        self.settings = DEVICES[number]
        names = sorted(notes)
        random.Random(number).shuffle(names)
        for name in names:
            self.vault.write(name, notes[name])

    def run(self, *commands: Sequence[str]) -> None:
        """Run some commands in one program, in the locale, zone and order of hashes of this device."""
        said = [[*words, "--vault", str(self.vault.root), "--today", "2026-11-24"] for words in commands]
        subprocess.run(
            [sys.executable, "-c", RUN, json.dumps(said)],
            env=self.vault.environment() | self.settings,
            capture_output=True,
            timeout=120,
            check=True,
        )


@pytest.fixture
def notes() -> dict[str, bytes]:
    return {str(file.relative_to(SAMPLE)): file.read_bytes() for file in SAMPLE.rglob("*") if file.is_file()}


def test_d7_two_devices_write_the_same_pages_and_keep_what_was_ticked_and_said(vault, notes):
    devices = [Device(vault, number, notes) for number in range(len(DEVICES))]
    for device in devices:
        device.run(*COMMANDS)
    first, second = (device.vault.snapshot() for device in devices)
    new = sorted(set(first) - set(notes))
    assert {name.partition("/")[0] for name in new} == {"Agenda", "Reviews", "Wishes"} and len(new) == 4
    assert first == second

    answered = first | {
        name: re.sub(rb"- \[ \] (.+)", rb"- [x] \1\n  - words of my own", first[name], count=1)
        for name in new
    }
    assert answered != first
    for device in devices:
        for name in new:
            device.vault.write(name, answered[name])
    for device in devices:
        device.run(*COMMANDS)
    again, other = (device.vault.snapshot() for device in devices)
    assert again == other
    for name in new:
        assert again[name].count(b"- [x] ") == answered[name].count(b"- [x] ")
        assert again[name].count(b"words of my own") == answered[name].count(b"words of my own")
        assert name.startswith("Wishes/") or again[name] == answered[name]
