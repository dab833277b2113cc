"""Whom a link or a name means."""

import unicodedata

import pytest

from reading_notes import days_of, read_notes

DAY = "2026-11-03.md"


def people(notes: dict[str, str], line: str) -> set[str]:
    """The names of those whom a line of a daily note met."""
    return {name for name, _ in days_of(read_notes({**notes, DAY: line + "\n"}))}


NADIA = {"People/Nadia Abe.md": "---\naliases: [Nad, Ms Abe]\n---\n"}


@pytest.mark.parametrize(
    "link",
    [
        "[[Nadia Abe]]",
        "[[nadia abe]]",
        "[[People/Nadia Abe]]",
        "[[People/Nadia Abe.md]]",
        "[[Nadia Abe|her]]",
        "[[Nadia Abe#Log]]",
        "[[Nad]]",
        "[[ms abe]]",
        "[Nadia](People/Nadia%20Abe.md)",
        "[Nadia](<People/Nadia Abe.md>)",
        "@Nad",
        "@Nadia Abe",
    ],
)
def test_every_form_of_a_link_finds_the_contact(link: str) -> None:
    assert people(NADIA, f"- Lunch with {link}") == {"Nadia Abe"}


@pytest.mark.parametrize(
    "text",
    [
        "Lunch with nadia@abe.example",
        "Lunch with hello@Nad",
        "Lunch with [[Nadia Abel]]",
        "Lunch with [Nadia](https://example.org/Nadia%20Abe.md)",
        "Lunch with [[Bo|Nadia Abe]]",
        "Lunch with Nadia Abe",
    ],
)
def test_what_looks_like_a_link_to_them_and_is_none(text: str) -> None:
    assert people(NADIA, f"- {text}") == set()


def test_a_relative_link_is_read_from_the_folder_of_its_note() -> None:
    notes = {"people/nadia-abe.md": "---\ntype: person\n---\n# Nadia Abe\n"}
    read = read_notes({**notes, "journal/2026-11-03.md": "- Lunch with [Nadia](../people/nadia-abe.md)\n"})
    assert days_of(read) == {("Nadia Abe", "2026-11-03")}


def test_an_alias_of_two_people_means_nobody_and_is_a_problem() -> None:
    notes = NADIA | {"People/Nadine Orr.md": "---\naliases: Nad\n---\n"}
    read = read_notes({**notes, DAY: "- Lunch with [[Nad]]\n"})
    assert days_of(read) == set()
    problem = next(one for one in read.problems if one.rule == "ambiguous-name")
    assert (problem.path, problem.line) == (DAY, 1)
    assert "People/Nadia Abe.md" in problem.what


def test_a_note_of_the_name_comes_before_an_alias() -> None:
    notes = NADIA | {"Boats/Nad.md": "A boat.\n"}
    assert people(notes, "- Lunch with [[Nad]]") == set()
    assert people(notes, "- Lunch with [[Nadia Abe]]") == {"Nadia Abe"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_the_same(form: str) -> None:
    notes = {"People/Élodie Müller.md": ""}
    link = unicodedata.normalize(form, "[[Élodie Müller]]")
    assert people(notes, f"- Lunch with {link}") == {"Élodie Müller"}


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_is_a_space(space: str) -> None:
    assert people(NADIA, f"- Lunch with [[Nadia{space}Abe]]") == {"Nadia Abe"}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("People/nadia-abe.md", "---\ntitle: Nadia Abe\n---\n"),
        ("People/nadia-abe.md", "# Nadia Abe\n"),
        ("People/20260102101530.md", "---\ntitle: Nadia Abe\n---\n"),
        ("People/@Nadia Abe.md", ""),
    ],
)
def test_a_slug_or_number_has_its_name_inside(path: str, content: str) -> None:
    notes = {path: content}
    assert people(notes, "Budget.\n\n**Attendees:** Nadia Abe, Somebody Else") == {"Nadia Abe"}
    assert people(notes, f"- Lunch with [[{path.removeprefix('People/').removesuffix('.md')}]]") == {
        "Nadia Abe"
    }


def test_a_title_names_its_guest() -> None:
    read = read_notes({**NADIA, "2026-11-04 Coffee with Nadia Abe.md": ""})
    assert days_of(read) == {("Nadia Abe", "2026-11-04")}
    french = read_notes({**NADIA, "2026-11-04 Café avec Nadia Abe.md": ""})
    assert days_of(french) == {("Nadia Abe", "2026-11-04")}


def test_a_link_to_a_note_that_is_no_person_is_nobody() -> None:
    assert people({"Teams/Blue.md": ""}, "- Lunch with [[Blue]]") == set()
