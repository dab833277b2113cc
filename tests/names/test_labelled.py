"""How well names without links are found, on lines full of words and places that are names too."""

import datetime as dt

import pytest
from vaulttool.usecases.names import names_without_links
from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.settings import Settings

import reading_notes
from labelled_names import PEOPLE, Labelled, labelled
from reading_notes import days_of, read_notes

PROPOSED, COUNTED, FOUND = 0.95, 0.99, 0.9
"""Least precision of what is proposed and of what counts, and least share of what is there to find."""
FIRST_DAY, LAST_DAY = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


@pytest.fixture(scope="module")
def proposed(tmp_path_factory):
    """What is proposed for each line: the name of the one person, or the word that is asked about."""
    root = tmp_path_factory.mktemp("vault")
    (root / "People").mkdir()
    for name in PEOPLE:
        (root / "People" / f"{name}.md").write_text("---\ntype: person\n---\n", encoding="utf-8")
    lines: dict[str, Labelled] = {}
    for number, one in enumerate(labelled()):
        path = f"{FIRST_DAY + dt.timedelta(days=number)}.md"
        lines[path] = one
        (root / path).write_text(f"{one.text}\n", encoding="utf-8")
    vault = open_vault(root, LAST_DAY, str(root), {}, use_index=False)
    found: dict[Labelled, set[str]] = {one: set() for one in lines.values()}
    for name in names_without_links(vault):
        people = {vault.read.contacts[path].name for path in name.people}
        found[lines[name.note]] |= people if len(people) == 1 else {name.words}
    return found


def test_the_set_is_large_enough_to_say_anything():
    lines = list(labelled())
    assert len(lines) > 200
    assert sum(not one.named and not one.unsure for one in lines) > 80
    assert sum(len(one.met) for one in lines) > 80
    assert {one.language for one in lines} == {"en", "fr"}


def test_what_is_proposed_is_right(proposed):
    wrong = [(one.place, name) for one, names in proposed.items() for name in names - one.named - one.unsure]
    right = sum(len(names & (one.named | one.unsure)) for one, names in proposed.items())
    assert right / (right + len(wrong)) >= PROPOSED, wrong


def test_most_of_what_is_there_is_found(proposed):
    wanted = {(one, name) for one in proposed for name in one.named | one.unsure}
    missed = [(one.place, name) for one, name in wanted if name not in proposed[one]]
    assert 1 - len(missed) / len(wanted) >= FOUND, missed


def test_namesakes_are_asked_and_never_guessed(proposed):
    for one, names in proposed.items():
        if one.unsure:
            assert names <= one.unsure, one.place


@pytest.fixture
def read_as_one_vault(monkeypatch):
    """Read all lines as days of one vault; gives what counts by line."""
    monkeypatch.setattr(reading_notes, "PEOPLE", {name: name for name in PEOPLE})
    lines = {str(FIRST_DAY + dt.timedelta(days=number)): one for number, one in enumerate(labelled())}

    def read(**settings: str) -> dict[Labelled, set[str]]:
        counted: dict[Labelled, set[str]] = {one: set() for one in lines.values()}
        for language in ("en", "fr"):
            mine = {f"{day}.md": f"{one.text}\n" for day, one in lines.items() if one.language == language}
            found = days_of(read_notes(mine, Settings(language=language, **settings)), LAST_DAY)
            for name, day in found:
                # "Yesterday" is the day before: no line of it has another person's line beside it.
                one = lines[day] if f"{day}.md" in mine and name in _names(lines[day]) else None
                after = lines.get(str(dt.date.fromisoformat(day) + dt.timedelta(days=1)))
                counted[one or after or lines[day]].add(name)
        return counted

    return read


def _names(one: Labelled) -> set[str]:
    return {name for name in PEOPLE if name.casefold() in one.text.casefold()}


def test_what_counts_without_a_link_is_right(read_as_one_vault):
    counted = read_as_one_vault(names="count")
    wrong = [(one.place, name) for one, names in counted.items() for name in names - one.met]
    right = sum(len(names & one.met) for one, names in counted.items())
    wanted = sum(len(_names(one) & one.met) for one in counted)
    assert right / (right + len(wrong)) >= COUNTED, wrong
    assert right / wanted >= FOUND


def test_nothing_counts_without_a_link_where_nobody_asked_for_it(read_as_one_vault):
    assert not any(read_as_one_vault().values())
