"""Conflict copies: each program's name for them, and the honest names that look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.vault.conflict_copies import (
    conflict_copies,
    conflict_of,
    copies_among,
    has_git_markers,
    texts_are_alike,
)


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz.sync-conflict-20261124-093000-ABCDEFG.md",
        "Ana Ruiz.sync-conflict-20261124-093000.md",
        "Ana Ruiz (Conflicted copy MacBook 202611240930).md",
        "Ana Ruiz (Conflicted copy Bo's Mac (2) 202611240930).md",
        "Ana Ruiz (Conflicted copy).md",
        "Ana Ruiz (Bo's conflicted copy 2026-11-24).md",
        "Ana Ruiz (Bo's conflicted copy 2026-11-24) (1).md",
        "Ana Ruiz (conflicted copy 2026-11-24).md",
        "Ana Ruiz (Case Conflict).md",
        "Ana Ruiz (Case Conflict 1).md",
        "Ana Ruiz (Copie en conflit de Bo 2026-11-24).md",
        "Ana Ruiz (Konfliktkopie von Bo 2026-11-24).md",
        "Ana Ruiz (copia in conflitto di Bo 2026-11-24).md",
        "Ana Ruiz (copia en conflicto de Bo 2026-11-24).md",
        "Ana Ruiz (conflicted copy 2026-11-24 093000).md",
        "Ana Ruiz (bo conflicted copy 2026-11-24 093000).md",
        "Ana Ruiz_conflict-20261124-093000.md",
        "Ana Ruiz (SFConflict bo@example.org 2026-11-24-09-30-00).md",
        "Ana Ruiz-LAPTOP-safeBackup-0001.md",
        "Ana Ruiz.Conflict.md",
        "Ana Ruiz.Conflict1.md",
        "Ana Ruiz.conflict1.md",
        "Ana Ruiz.md.conflict1",
        "Ana Ruiz [conflicted].md",
        "Ana Ruiz_BACKUP_4711.md",
        "Ana Ruiz_REMOTE_4711.md",
    ],
)
def test_a_name_that_only_a_program_gives_is_sure(name: str) -> None:
    copy = conflict_of(f"People/{name}", set())
    assert copy is not None
    assert copy.original == "People/Ana Ruiz.md"
    assert copy.sure


@pytest.mark.parametrize(
    "name",
    ["Ana 2.md", "Ana (1).md", "Ana(1).md", "Ana-DESKTOP-4F2K.md", "Ana-Bos-Mac-2.md", "Ana-bo.md"],
)
def test_a_name_that_a_person_may_have_chosen_is_doubtful_beside_its_original(name: str) -> None:
    copy = conflict_of(f"People/{name}", {"Ana"})
    assert copy is not None
    assert (copy.original, copy.sure) == ("People/Ana.md", False)
    assert conflict_of(f"People/{name}", {"Anna"}) is None


@pytest.mark.parametrize(
    "name",
    [
        "Ana.md",
        "Conflict (2026).md",
        "Resolving conflicts (notes).md",
        "Conflict resolution.md",
        "2026-11-24.md",
        "2026-11-24 Lunch with Ana.md",
        "Local_base_12x.md",
        "Ana (friend).md",
        "Ana - old.md",
    ],
)
def test_other_names_are_no_copies(name: str) -> None:
    assert conflict_of(name, {"Ana", "2026-11", "2026", "Resolving"}) is None


def test_the_brackets_of_the_original_stay() -> None:
    copy = conflict_of("Ana (Lyon) (Bo's conflicted copy 2026-11-24).md", set())
    assert copy is not None
    assert copy.original == "Ana (Lyon).md"


def test_a_folder_is_searched_at_once() -> None:
    names = ["Ana.md", "Ana-D.md", "Ana-DESKTOP.md", "Anab.md", "Bo 2.md", "Bo.conflict1.md"]
    found = conflict_copies([f"People/{name}" for name in names])
    assert [(copy.path, copy.sure) for copy in found] == [
        ("People/Ana-D.md", False),
        ("People/Ana-DESKTOP.md", False),
        ("People/Bo.conflict1.md", True),
    ]


@given(st.lists(st.text("AB -(1)2", min_size=1), unique=True))
def test_the_quick_search_finds_what_a_close_look_finds(stems: list[str]) -> None:
    paths = [f"{stem}.md" for stem in stems]
    looked = {path for path in paths if conflict_of(path, set(stems))}
    assert {copy.path for copy in conflict_copies(paths)} == looked
    in_vault = sorted(f"{folder}{path}" for path in paths for folder in ("", "A/", "A -/"))
    assert {copy.path for copy in copies_among(in_vault)} == {
        f"{folder}{path}" for path in looked for folder in ("", "A/", "A -/")
    }


PERSON = "---\ntype: person\nemail: ana@example.org\ncity: Lyon\nlast_contact: 2026-11-03\n---\nFrom Lille.\n"


def test_texts_grown_apart_are_alike() -> None:
    assert texts_are_alike(PERSON, PERSON.replace("2026-11-03", "2026-11-20"))
    assert texts_are_alike(PERSON, PERSON + "Likes jazz.\n")
    assert texts_are_alike(PERSON, PERSON)


def test_two_people_of_one_template_are_not_alike() -> None:
    template = "---\ntype: person\nemail:\ncity:\ntags: [person]\n---\n# Notes\n"
    assert not texts_are_alike(template, template.replace("email:", "email: anna2@example.org"))
    assert not texts_are_alike(PERSON, PERSON.replace("ana@", "anna2@").replace("Lyon", "Gent"))
    assert not texts_are_alike("", "")


def test_git_markers_are_seen_only_as_lines_of_their_own() -> None:
    assert has_git_markers("a\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> main\n")
    assert not has_git_markers("a <<<<<<< HEAD\n=======\n")
