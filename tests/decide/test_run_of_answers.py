"""A run as a whole: shown before, done once, taken back, kept by a page that is made anew."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from vaulttool.usecases.apply import apply_page
from vaulttool.vault.open_vault import OpenVault, open_vault

from conftest import Vault
from decide.pages_by_hand import AGENDA, REVIEW, TODAY, Notes

GRETA, JO = "People/Greta Holm.md", "People/Jo Park.md"


def several(notes: Notes) -> None:
    """Answers of every kind on both pages."""
    notes.person("Greta Holm")
    notes.person("Jo Park", 'knows: "[[Greta Holm]]"')
    notes.person("Paul Renn", "status: unknown")
    notes.write("2026-06-01.md", "- [ ] Send [[Jo Park]] the list\n- Lunch with [[People/Greta Holm]]\n")
    notes.answer(REVIEW, notes.item(REVIEW, "[[Greta Holm]]", "new-year", GRETA), "-")
    notes.answer(
        REVIEW, notes.item(REVIEW, "[[Paul Renn]]", "stranger", "People/Paul Renn.md"), "x", "sells tea"
    )
    notes.answer(AGENDA, notes.item(AGENDA, "Lunch with [[Jo Park]]", "lunch", JO), "x")
    text = "Send [[Jo Park]] the list"
    notes.answer(AGENDA, notes.item(AGENDA, f"{text} ([[2026-06-01]])", "promise", JO, text), "x")


def test_a_dry_run_shows_everything_and_writes_nothing(notes):
    several(notes)
    before = notes.snapshot()
    shown = notes.run("apply", "--dry-run")
    assert notes.snapshot() == before
    for line in (
        "+status: archived",
        "+- Lunch with [[Jo Park]]",
        "+- [x] Send [[Jo Park]] the list ✅ 2026-11-24",
    ):
        assert line in shown


def test_a_second_run_changes_nothing_and_undo_takes_the_first_back_byte_for_byte(notes):
    several(notes)
    before = notes.snapshot()
    notes.run("apply")
    after = notes.snapshot()
    assert set(after) - set(before) == {"2026-11-24.md", "Archive/People/Greta Holm.md"}
    assert "Nothing new" in notes.run("apply", today="2026-12-24")
    assert notes.snapshot() == after
    notes.run("undo")
    assert notes.snapshot() == before


def test_json_has_one_object_for_each_deed(tmp_path: Path, notes):
    several(notes)
    vault = Vault(notes.root, tmp_path / "home")
    lines = [json.loads(line) for line in vault.run("apply", "--json").out.splitlines()]
    assert [(one["deed"], one["people"]) for one in lines] == [
        ("logged", [JO]),
        ("ticked", [JO]),
        ("archived", [GRETA]),
        ("why", ["People/Paul Renn.md"]),
        ("known", ["People/Paul Renn.md"]),
    ]


def test_a_page_made_anew_keeps_answers_and_records(notes):
    for name in ("Greta Holm", "Jo Park", "Paul Renn"):
        notes.person(name, "circle: close")
    notes.write(
        "2026-01-05.md", "".join(f"- Call with [[{n}]]\n" for n in ("Greta Holm", "Jo Park", "Paul Renn"))
    )
    notes.person("Ann Other", "status: unknown")
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_lunches: 0\n---\n")
    notes.run("review")
    notes.run("agenda")
    notes.write(AGENDA, notes.read(AGENDA).replace("- [ ]", "- [x]", 1).replace("- [ ]", "- [>]", 1))
    notes.write(REVIEW, notes.read(REVIEW).replace("- [ ]", "- [x]", 1))
    notes.run("apply")
    told = {
        page: [line for line in notes.read(page).split("\n") if "vaulttool: " in line]
        for page in (REVIEW, AGENDA)
    }
    assert [len(lines) for lines in told.values()] == [1, 2]
    for day in (TODAY, "2026-11-26"):
        for page, command in ((REVIEW, "review"), (AGENDA, "agenda")):
            notes.run(command, today=day)
            lines = notes.read(page).split("\n")
            assert [line for line in lines if "vaulttool: " in line] == told[page]
            assert all(lines[lines.index(line) - 1].startswith(("- [x]", "- [>]")) for line in told[page])
    assert "Nothing new" in notes.run("apply")


def test_many_people_to_archive_are_asked_about(notes):
    for number in range(6):
        path = notes.person(f"Person {number} Some")
        notes.answer(REVIEW, notes.item(REVIEW, f"[[Person {number} Some]]", "new-year", path), "-")
    before = notes.snapshot()
    assert "6 people would go to the archive" in notes.run("apply", code=1)
    assert notes.snapshot() == before
    assert [problem.rule for problem in apply_page(opened(notes), REVIEW).problems] == ["many-archived"]
    notes.run("apply", "--yes")
    assert not notes.exists("People/Person 3 Some.md")


def opened(notes: Notes) -> OpenVault:
    return open_vault(notes.root, dt.date.fromisoformat(TODAY), str(notes.root))


@pytest.mark.parametrize("path", [GRETA, "2026-06-01.md", "Reviews/none.md"])
def test_a_note_that_is_no_page_is_nothing_to_apply(notes, path):
    several(notes)
    assert not apply_page(opened(notes), path).edits


def test_one_page_by_itself_and_never_what_undo_took_back(notes):
    several(notes)
    edits = apply_page(opened(notes), AGENDA).edits
    assert {edit.path for edit in edits} == {AGENDA, JO, "2026-06-01.md", "2026-11-24.md"}
    notes.run("apply")
    notes.run("undo")
    assert not apply_page(opened(notes), AGENDA).edits
    notes.write(AGENDA, notes.read(AGENDA) + "\nanother word\n")
    assert apply_page(opened(notes), AGENDA).edits


def test_what_could_not_be_written_is_not_recorded_and_done_the_next_time(notes):
    several(notes)
    page = notes.read(REVIEW)
    linked = notes.root / JO
    os.link(linked, notes.root / "twin of jo")  # A note with two names is refused by the writer.
    assert "again" in notes.run("apply", code=1)
    assert notes.read(REVIEW) == page
    assert notes.exists(GRETA)
    (notes.root / "twin of jo").unlink()
    notes.run("apply")
    assert not notes.exists(GRETA)
    assert notes.exists("Archive/People/Greta Holm.md")
    assert notes.read("2026-11-24.md").count("Lunch") == 1
    assert len(notes.under(REVIEW, notes.read(REVIEW).split("Greta Holm]] ")[1].split("\n")[0])) == 1
