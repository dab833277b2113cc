import datetime as dt
import json

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.list_runs import list_runs, run_or_path
from vaulttool.vault.journal import Entry


def entry(run, path, command="update", undoes=""):
    return Entry(run, "2026-11-24T09:00:00+00:00", command, path, "a", "b", "because", undoes)


ENTRIES = [
    entry("20261101T090000-aa", "People/Ann Lee.md"),
    entry("20261101T090000-aa", "People/Bo Lee.md"),
    entry("20261102T090000-bb", "People/Ann Lee.md", "log"),
    entry("20261103T090000-cc", "People/Ann Lee.md", "undo", "20261102T090000-bb"),
]


def test_runs_are_listed_newest_first_with_what_still_stands():
    outcome = list_runs(ENTRIES)
    assert [one["stands"] for one in outcome.data] == [True, False, True]
    assert "log" in outcome.show[1] and "(taken back)" in outcome.show[1] and "2 notes" in outcome.show[2]
    assert list_runs([]).show == ("vaulttool has written nothing here.",)


def test_a_run_is_named_by_its_beginning_and_a_note_by_its_name():
    assert run_or_path(ENTRIES, "20261102") == ("20261102T090000-bb", "")
    assert run_or_path(ENTRIES, "ann lee") == ("", "People/Ann Lee.md")
    for said in ("2026", "Nobody"):
        with pytest.raises(VaultError):
            run_or_path(ENTRIES, said)


def test_undo_takes_back_one_note_or_all_and_says_what_was_edited_since(people):
    people.write("Daily/2026-11-03.md", "Lunch with [[Bruno Stein]]\n")
    before = people.snapshot()
    people.run_quickly("update")
    (run,) = map(json.loads, people.run_quickly("undo", "--list", "--json").out.splitlines())
    assert run["command"] == "update" and len(run["notes"]) == 2
    assert "-last_contact: 2026-11-03" in people.run_quickly("undo", "--dry-run").out
    people.run_quickly("undo", "Bruno Stein")
    assert people.bytes("People/Bruno Stein.md") == before["People/Bruno Stein.md"]
    edited = people.read("People/Alice Martin.md") + "A word of mine.\n"
    people.write("People/Alice Martin.md", edited)
    assert "edited since" in people.run_quickly("undo", code=1).err
    assert people.read("People/Alice Martin.md") == edited


def test_what_somebody_took_back_already_is_passed_over(people):
    before = people.snapshot()
    people.run_quickly("log", "Lunch with Alice Martin")
    people.run_quickly("add", "Eva Lind")
    people.remove("People/Eva Lind.md")
    people.run_quickly("undo")
    assert people.snapshot() == before


def test_old_bytes_are_kept_for_the_days_of_the_setting(people):
    people.run_quickly("log", "Lunch with Alice Martin")
    (kept,) = people.home.rglob("kept-*.bytes")
    old, recent = (kept.with_name(f"kept-{dt.date.today() - dt.timedelta(days=n)}.bytes") for n in (91, 89))
    old.write_bytes(b"long ago")
    recent.write_bytes(b"not so long ago")
    people.run_quickly("log", "Coffee with Bruno Stein")
    assert not old.exists()
    assert recent.exists()
