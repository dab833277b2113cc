"""People in properties, in every form that was seen in real vaults."""

import pytest

from reading_notes import PEOPLE, days_of, findings_of, read_notes

MEETING = "2026-11-03 Budget.md"
BOTH = {PEOPLE["A"], PEOPLE["B"]}


def met(front_matter: str, path: str = MEETING) -> set[str]:
    return {name for name, _ in days_of(read_notes({path: f"---\n{front_matter}\n---\n"}))}


@pytest.mark.parametrize(
    "value",
    [
        ' ["[[Ana Ruiz]]", "[[Bo Lindqvist]]"]',
        '\n  - "[[Ana Ruiz]]"\n  - "[[Bo Lindqvist]]"',
        '\n- "[[Ana Ruiz]]"\n- "[[Bo Lindqvist]]"',
        ' "[[Ana Ruiz]], [[Bo Lindqvist]]"',
        ' "[[Ana Ruiz]] and [[Bo Lindqvist]]"',
        " [Ana Ruiz, Bo Lindqvist]",
        " Ana Ruiz, Bo Lindqvist",
        '\n  - "[[People/Ana Ruiz]]"\n  - "[[Bo Lindqvist|Bo]]"',
        "\n  - [[Ana Ruiz]]\n  - [[Bo Lindqvist]]",
        '\n  - person: "[[Ana Ruiz]]"\n    role: chair\n  - person: "[[Bo Lindqvist]]"\n    role: minutes',
        '\n  - "[[Ana Ruiz]]"\n  - Bo Lindqvist\n  - someone@example.org\n  - "[[+Engineering]]"',
        ' ["@Ana Ruiz", "@Bo Lindqvist"]',
    ],
)
def test_a_list_of_attendees_in_any_form(value: str) -> None:
    assert met(f"attendees:{value}") == BOTH


@pytest.mark.parametrize(
    "name", ["attendees", "Attendees", "attending", "people", "participants", "contacts", "with", "présents"]
)
def test_every_name_of_the_attendees_property(name: str) -> None:
    assert met(f'{name}: "[[Ana Ruiz]]"') == {PEOPLE["A"]}


@pytest.mark.parametrize(
    "name", ["author", "topics", "about", "subject", "sponsor", "reviewed_by", "referred_by", "account_owner"]
)
def test_other_properties_name_people_without_their_being_there(name: str) -> None:
    assert met(f'{name}: "[[Ana Ruiz]]"') == set()


@pytest.mark.parametrize("name", ["absent", "absents", "regrets", "excusés"])
def test_the_absent_were_not_there(name: str) -> None:
    assert met(f'attendees: "[[Bo Lindqvist]]"\n{name}: "[[Ana Ruiz]]"') == {PEOPLE["B"]}


@pytest.mark.parametrize(
    "state",
    [
        "status: cancelled",
        "status: Canceled",
        "statut: annulée",
        "outcome: no-show",
        "status: postponed",
        "status: upcoming",
        "status: planned",
    ],
)
def test_a_meeting_that_was_not_held_has_no_attendees(state: str) -> None:
    assert met(f'{state}\nattendees: "[[Ana Ruiz]]"') == set()


@pytest.mark.parametrize("path", ["2026-11-03 Budget (cancelled).md", "2026-11-03 CANCELLED Budget.md"])
def test_a_title_may_say_that_it_was_cancelled(path: str) -> None:
    assert met('attendees: "[[Ana Ruiz]]"', path) == set()


@pytest.mark.parametrize("value", ['"{{attendees}}"', '"<% tp.file.title %>"'])
def test_a_placeholder_names_nobody(value: str) -> None:
    assert met(f"attendees: {value}") == set()


@pytest.mark.parametrize(
    "front_matter",
    [
        "date: 2026-11-03\nattendees: [[Ana Ruiz]], [[Bo Lindqvist]]",
        "title: Budget: round two\ndate: 2026-11-03\nattendees:\n  - [[Ana Ruiz]]\n  - [[Bo Lindqvist]]",
        'date: 2026-11-03\nreports-to: @Dov\nattendees: ["[[Ana Ruiz]]", "[[Bo Lindqvist]]"]',
        'date: 2026-11-03\nattendees: ["[[Ana Ruiz]]", "[[Bo Lindqvist]]"]\ndate: 2026-11-03',
    ],
)
def test_front_matter_that_is_no_yaml_still_counts_and_is_a_problem(front_matter: str) -> None:
    read = read_notes({"Budget.md": f"---\n{front_matter}\n---\n"})
    assert days_of(read) == {(name, "2026-11-03") for name in BOTH}
    assert [one.path for one in read.problems] == ["Budget.md"]


def test_a_property_is_proof_without_a_line() -> None:
    read = read_notes({MEETING: '---\nattendees: "[[Ana Ruiz]]"\n---\n'})
    finding = findings_of(read, MEETING)[PEOPLE["A"]][0]
    assert (finding.line, finding.rule) == (None, "property")
