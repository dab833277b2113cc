"""The daemon asks the index what notes say; whatever happens to it, every day stays true."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.vault.places import cache_folder

from daemons import ANA, MEETING, Turned, meeting, person

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Turned]
BO = "People/Bo Rund.md"


def garble(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE person SET contact=zeroblob(40), talks=zeroblob(40)")
        connection.execute("UPDATE facts SET facts=zeroblob(40)")
    connection.close()


def other_version(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET value='another' WHERE key='version'")
    connection.close()


def overwrite(file: Path) -> None:
    file.with_name("index.sqlite-wal").unlink(missing_ok=True)
    file.write_bytes(b"not a database\n" * 4096)


def forget_meaning(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM meta WHERE key='meaning'")
    connection.close()


@pytest.fixture
def people(vault: Vault) -> Vault:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write(BO, person("Bo Rund"))
    vault.write("Home.md", "A vault.\n")
    return vault


@pytest.mark.parametrize("damage", [garble, other_version, overwrite, forget_meaning])
def test_an_index_that_is_damaged_meanwhile_is_made_anew(
    people: Vault, turned: Start, damage: Callable[[Path], None]
) -> None:
    people.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned()
    damage(cache_folder(people.root) / "index.sqlite")
    people.write("Meetings/2026-11-23 Call.md", meeting("Bo Rund", day="2026-11-23"))
    daemon.settle("Meetings/2026-11-23 Call.md")
    daemon.wait(30)
    assert people.property(BO, "last_contact") == "2026-11-23"
    people.write(MEETING, "Nobody came.\n")
    daemon.settle(MEETING)
    daemon.wait(30)
    assert people.property(ANA, "last_contact") is None


def test_without_a_cache_folder_every_save_counts(
    people: Vault, turned: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.write("no folder", "")
    monkeypatch.setenv("VAULTTOOL_CACHE", str(people.root / "no folder"))
    daemon = turned()
    people.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    assert people.property(ANA, "last_contact") == "2026-11-24"
    people.write(MEETING, meeting("Bo Rund"))
    daemon.settle(MEETING)
    daemon.wait(10)
    assert people.property(ANA, "last_contact") is None
    assert people.property(BO, "last_contact") == "2026-11-24"


@pytest.mark.parametrize("command", ["list", "update"])
def test_what_another_process_read_first_counts_all_the_same(
    people: Vault, turned: Start, command: str
) -> None:
    people.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned()
    people.write(MEETING, meeting("Bo Rund"))
    daemon.saw(MEETING)
    people.run_process(command, *(["--dry-run"] if command == "update" else []), "--today", "2026-11-24")
    daemon.wait(10)
    assert people.property(ANA, "last_contact") is None
    assert people.property(BO, "last_contact") == "2026-11-24"


def test_many_own_writes_of_a_first_look_are_known(people: Vault, turned: Start) -> None:
    names = [f"Person {number}" for number in range(60)]
    for name in names:
        people.write(f"People/{name}.md", person(name))
    people.write(MEETING, meeting(*names))
    daemon = turned()
    assert daemon.writes == 60
    daemon.settle(*(f"People/{name}.md" for name in names))
    daemon.wait(30)
    assert daemon.writes == 60
