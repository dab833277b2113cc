"""Obsidian's own tables of people and meetings: the files `People.base` and `Meetings.base`.

Only functions and keys that Obsidian documents since Bases 1.9.8 are used (its help, `Bases/Bases syntax` and
`Bases/Functions`). A day is never subtracted from a day: versions disagree on what that gives.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaulttool.network.cadence import NEVER, Cadence

_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BaseWords:
    """What a vault calls things, as its tables must say them."""

    language: str
    """Of the views' names: "en" or "fr"."""
    people_folders: tuple[str, ...]
    contact_types: tuple[str, ...]
    contact_tags: tuple[str, ...]
    meetings_folder: str
    left_out_folders: tuple[str, ...]
    """Archive and templates: their notes are in no table."""
    names: Mapping[str, str]
    """Our name of a property → the vault's."""
    circles: Mapping[str, Sequence[str]]
    """Circle → the words that people's notes have for it."""
    circle_cadences: Mapping[str, Cadence]
    cadences: Mapping[str, Cadence]
    """What notes say of their own cadence, as written → what it means."""
    default: Cadence
    asleep: tuple[str, ...] = ("resting",)
    """The vault's words of `status` for whom no page asks anything."""
    me: str | None = None
    """Path of the own note."""


_VIEWS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "overdue": "Time for a word", "circle": "By circle", "company": "By company", "cards": "Cards",
        "all": "Everybody", "never": "never", "last": "Last contact", "due": "Next", "coming": "Coming",
        "past": "Past", "with": "With this person",
    },
    "fr": {
        "overdue": "Un mot à donner", "circle": "Par cercle", "company": "Par entreprise", "cards": "Fiches",
        "all": "Tout le monde", "never": "jamais", "last": "Dernier contact", "due": "Prochain",
        "coming": "À venir", "past": "Passées", "with": "Avec cette personne",
    },
}  # fmt: skip


def people_base(words: BaseWords) -> str:
    """Give the text of `People.base`: who is waiting, by circle, by company, as cards, everybody."""
    says = _VIEWS[words.language]
    last, circle, company = (
        _note(words.names.get(ours, ours)) for ours in ("last_contact", "circle", "company")
    )
    columns = ["file.name", circle, company, "formula.seen", "formula.due"]
    awake = [f"{_note(words.names.get('status', 'status'))} != {_text(word)}" for word in words.asleep]
    is_due = {"and": [last, "formula.due", "formula.due < today()", *awake]}
    by_last = [{"property": last, "direction": "ASC"}]
    views: list[dict[str, object]] = [
        {"type": "table", "name": says["overdue"], "filters": is_due, "order": columns, "sort": by_last},
        _grouped(says["circle"], circle, columns, by_last),
        _grouped(says["company"], company, columns, by_last),
        {"type": "cards", "name": says["cards"], "order": ["file.name", company, "formula.seen"],
         "sort": by_last},
        {"type": "table", "name": says["all"], "order": columns},
    ]  # fmt: skip
    seen = f'if({last}, date({last}).relative(), "{says["never"]}")'
    return _yaml(
        {
            "filters": {"and": ['file.ext == "md"', {"or": _is_person(words)}, *_kept(words)]},
            "formulas": {"seen": seen, "due": due_formula(words)},
            "properties": {
                "formula.seen": {"displayName": says["last"]},
                "formula.due": {"displayName": says["due"]},
            },
            "views": views,
        }
    )


def meetings_base(words: BaseWords, types: Sequence[str]) -> str:
    """Give the text of `Meetings.base`: coming, past, and those with the note that embeds it.

    `types` are the words that this vault's meeting notes have as `type`.
    """
    says = _VIEWS[words.language]
    attendees, kind = (_note(words.names.get(ours, ours)) for ours in ("attendees", "type"))
    is_meeting: list[object] = [f"{kind} == {_text(word)}" for word in types]
    if words.meetings_folder.strip("/"):
        is_meeting.insert(0, f"file.inFolder({_text(words.meetings_folder.strip('/'))})")
    columns = ["file.name", "note.date", attendees]
    newest = [{"property": "note.date", "direction": "DESC"}]
    return _yaml(
        {
            "filters": {"and": ['file.ext == "md"', {"or": is_meeting}, *_outside(words.left_out_folders)]},
            "views": [
                _table(says["coming"], ["note.date", "date(note.date) >= today()"], columns,
                       [{"property": "note.date", "direction": "ASC"}]),
                _table(says["past"], ["note.date", "date(note.date) < today()"], columns, newest),
                _table(says["with"], [f"list({attendees}).contains(this)"], columns, newest),
            ],
        }
    )  # fmt: skip


def due_formula(words: BaseWords) -> str:
    """Give the formula of the day on which a person is due, empty for whom no rhythm asks.

    A plain property `due` comes first; then the note's own cadence where its words are known; then its
    circle; then the default.
    """
    last, circle, cadence, due = (
        _note(words.names.get(ours, ours)) for ours in ("last_contact", "circle", "cadence", "due")
    )
    known = "".join(
        f"if({cadence} == {_text(text)}, {_after(last, meant)}, "
        for text, meant in sorted(words.cadences.items())
    )
    circles = "".join(
        f"if({circle} == {_text(word)}, {_after(last, meant)}, "
        for name, meant in {"daily": NEVER, **words.circle_cadences}.items()
        for word in words.circles.get(name, (name,))
    )
    rest = _after(last, words.default)
    own = f"if({cadence}, {known}{_NOTHING}{')' * len(words.cadences)}, "
    by_circle = f"{circles}{rest}{')' * circles.count('if(')}"
    return f"if({due}, date({due}), if({last}, {own}{by_circle}), {_NOTHING}))"


_NOTHING = '""'


def _after(last: str, cadence: Cadence) -> str:
    if cadence.never:
        return _NOTHING
    parts = [f'"{cadence.months}M"'] * bool(cadence.months) + [f'"{cadence.days}d"'] * bool(cadence.days)
    return " + ".join([f"date({last})", *parts])


def _is_person(words: BaseWords) -> list[object]:
    kind = _note(words.names.get("type", "type"))
    return [
        *(f"file.inFolder({_text(folder.strip('/'))})" for folder in words.people_folders
          if folder.strip("/") and not folder.startswith("*")),
        *(f"{kind} == {_text(word)}" for word in words.contact_types),
        *(f"file.hasTag({_text(tag)})" for tag in words.contact_tags),
    ]  # fmt: skip


def _kept(words: BaseWords) -> list[object]:
    """Leave out archive, templates, and whom a page may not ask for."""
    status, died = (_note(words.names.get(ours, ours)) for ours in ("status", "died"))
    own = [f"file.path != {_text(words.me)}"] if words.me else []
    return [*_outside(words.left_out_folders), *own, f'{status} != "archived"', f"!{died}"]


def _outside(folders: Sequence[str]) -> list[object]:
    return [f"!file.inFolder({_text(folder.strip('/'))})" for folder in folders if folder.strip("/*")]


def _table(name: str, filters: list[str], order: list[str], sort: list[dict[str, str]]) -> dict[str, object]:
    return {"type": "table", "name": name, "filters": {"and": filters}, "order": order, "sort": sort}


def _grouped(name: str, by: str, order: list[str], sort: list[dict[str, str]]) -> dict[str, object]:
    group = {"property": by, "direction": "ASC"}
    return {"type": "table", "name": name, "groupBy": group, "order": order, "sort": sort}


def _note(name: str) -> str:
    return f"note.{name}" if _PLAIN_NAME.fullmatch(name) else f"note[{_text(name)}]"


def _text(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def _yaml(base: Mapping[str, object]) -> str:
    import yaml

    class Plain(yaml.SafeDumper):
        """Without anchors: nobody wants to read or change a table through them."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    return yaml.dump(base, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000)
