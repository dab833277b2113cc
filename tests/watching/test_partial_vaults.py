"""A device that has not everything: half a sync, another day, no memory of its own."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from daemons import ANA, MEETING, Turned, meeting, person

if TYPE_CHECKING:
    from tests.conftest import Vault

OTHER = "2026-10-01 Call.md"
PROVED = person(
    "Ana Ruiz", 'last_contact: 2026-11-24\nlast_contact_note: "[[2026-11-24 Lunch|2026-11-24]]"\n'
)


@pytest.fixture
def device(vault: Vault) -> Callable[[str], Vault]:
    def make(name: str) -> Vault:
        made = type(vault)(vault.root.parent / name, vault.home)
        made.root.mkdir()
        return made

    return make


@pytest.mark.parametrize("seed", range(3))
def test_d1_files_that_arrive_one_by_one_take_no_date_back(
    vault: Vault, turned: Callable[..., Turned], seed: int
) -> None:
    files = {
        ANA: PROVED,
        MEETING: meeting("Ana Ruiz"),
        "2026-10-01 Call.md": meeting("Ana Ruiz", day="2026-10-01"),
    }
    daemon = turned()
    for path in random.Random(seed).sample(sorted(files), 3):
        vault.write(path, files[path])
        daemon.settle(path)
        daemon.wait(40)
        assert not vault.exists(ANA) or "last_contact: 2026-11-24" in vault.read(ANA)
    assert vault.read(ANA) == PROVED and daemon.writes == 0


def test_d1_a_device_without_the_meetings_folder_leaves_the_date(
    vault: Vault, turned: Callable[..., Turned]
) -> None:
    vault.write(ANA, PROVED)
    vault.write(OTHER, meeting("Ana Ruiz", day="2026-10-01"))
    daemon = turned()
    daemon.wait(60)
    assert vault.read(ANA) == PROVED and daemon.said("is not here, so the date stays") <= 1
    assert "[[2026-11-24 Lunch]], is not here" in vault.run("check", code=1).out


def test_d3_devices_on_both_sides_of_midnight_write_the_same_and_rest(
    vault: Vault,
    device: Callable[[str], Vault],
    turned: Callable[..., Turned],
) -> None:
    """Each gets the other's note at once, again and again through the night."""
    for place in (vault, tokyo := device("Tokyo")):
        place.write(ANA, person("Ana Ruiz"))
        place.write(OTHER, meeting("Ana Ruiz", day="2026-10-01"))
        place.write("2026-11-25 Lunch.md", meeting("Ana Ruiz", day="2026-11-25"))
    daemons = [turned(), Turned(tokyo)]
    daemons[1].day = dt.date(2026, 11, 25)
    writes = []
    for hour in range(6):
        for place, other, daemon in ((vault, tokyo, daemons[1]), (tokyo, vault, daemons[0])):
            other.write(ANA, place.read(ANA))
            daemon.settle(ANA)
            daemon.wait(40)
        if hour == 4:
            daemons[0].day = dt.date(2026, 11, 25)
        writes.append(sum(one.writes for one in daemons))
    daemons[1].daemon.end()
    assert vault.read(ANA) == tokyo.read(ANA)
    assert vault.property(ANA, "last_contact") == "2026-11-25"
    assert writes[-1] <= 3 and writes[0] == writes[-1]


def test_d5_a_device_without_memory_writes_the_same_bytes(
    vault: Vault, device: Callable[[str], Vault]
) -> None:
    """Neither index nor journal: a typed date comes back from the note, an absent proof takes nothing."""
    vault.write(ANA, person("Ana Ruiz", "last_contact: 2026-10-05\n"))
    vault.write(MEETING, meeting("Ana Ruiz"))
    vault.run("update")
    other = device("laptop")
    shutil.copytree(vault.root, other.root, dirs_exist_ok=True)
    for place in (vault, other):
        place.write(MEETING, meeting("Ana Ruiz").replace("date:", "status: cancelled\ndate:"))
    vault.run("update", "--yes")
    shutil.rmtree(vault.home)
    vault.home.mkdir()
    other.run("update", "--yes")
    assert vault.read(ANA) == other.read(ANA)
    assert other.property(ANA, "last_contact") == "2026-10-05"


def test_d12_a_second_run_touches_no_file(vault: Vault) -> None:
    for number in range(25):
        vault.write(f"People/Person {number}.md", person(f"Person {number}"))
        vault.write(
            f"Meetings/2026-10-{number + 1:02} Talk.md", meeting(f"Person {number}", day="2026-10-01")
        )
    assert "into 25 notes for the first time" in vault.run("update", input="n\n", code=1).err
    vault.run("update", "--yes")
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in vault.root.rglob("*.md")}
    vault.run("update")
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in vault.root.rglob("*.md")} == before
