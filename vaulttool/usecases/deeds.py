"""Carry out one answer: what each deed changes in the vault."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.kept_answers import KEPT_APART, NOT_SAME
from vaulttool.network.rhythm import week_start
from vaulttool.notes.line_edit import answer_task, line_of
from vaulttool.notes.links import find_links
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.answer import Answer
from vaulttool.pages.answer_words import later_by
from vaulttool.pages.record_line import Deed
from vaulttool.usecases.archive_people import place_in_archive
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.day_line import put_day_line
from vaulttool.usecases.item_meaning import Meaning
from vaulttool.usecases.person_note import add_link, set_in_note, status_word, text_in_note
from vaulttool.vault.open_vault import OpenVault

LATER_MONTHS = 3
"""How long "not now" lasts in a review, and "no" in an agenda, where no day is named."""

_LINES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "lunch": "Lunch with {one}",
        "write": "Wrote to {one} [from:: me]",
        "wish": "Happy new year to {one} [from:: me]",
        "introduce": "Introduction with {one} and {other} [gave:: an introduction] [from:: me]",
    },
    "fr": {
        "lunch": "Déjeuner avec {one}",
        "write": "Écrit à {one} [from:: moi]",
        "wish": "Bonne année à {one} [from:: moi]",
        "introduce": "Échange avec {one} et {other}\u00a0: mise en relation "
        "[gave:: une mise en relation] [from:: moi]",
    },
}
"""In the form that counts as an interaction (the rules of `evidence`)."""
_WORDS_SENT = ("email", "message", "letter", "card", "call", "video")
_KINDS = {"lunch": ("lunch",), "write": _WORDS_SENT, "wish": _WORDS_SENT}
_REPEATS = re.compile(r"🔁|[\[(]repeat::")
_DATAVIEW = re.compile(r"[\[(](?:created|scheduled|start|due|priority)::")


@dataclass(slots=True)
class Bench:
    """Where the answers of one command are carried out."""

    vault: OpenVault
    changes: Changes
    moves: dict[str, str] = field(default_factory=dict)
    """Notes that go to the archive when all else is done."""


@dataclass(frozen=True, slots=True)
class Done:
    """One deed as the record tells it."""

    deed: Deed
    people: tuple[str, ...]
    """Paths of the contacts whom it concerns."""
    day: dt.date | None = None
    place: str = ""
    """Path of the note or folder that tells of it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One answered item."""

    page: str
    """Path of its page."""
    monday: dt.date
    """Of the page's week."""
    line: int
    meaning: Meaning
    answer: Answer


def carry_out(deed: Deed, case: Case, bench: Bench) -> Done:
    """Make the changes of one deed. Raises VaultError where that cannot be done safely."""
    return _DEEDS[deed](case, bench)


def note_reason(case: Case, bench: Bench) -> Done | None:
    """Keep the words under a stranger as the answer to "why"; None where no new record is needed.

    Words that go on where the note ends were half typed when they were read: they replace it.
    """
    path, answer = case.meaning.path, case.answer
    known = text_in_note(bench.vault, bench.changes, path, "why")
    said = " ".join(answer.words)
    if known and said != known and said.startswith(known):
        _set_why(case, bench, said)
        return None if "why" in answer.recorded else Done("why", (path,))
    new = " ".join(answer.fresh)
    if not new or new in known:
        return None
    _set_why(case, bench, f"{known}; {new}" if known else new)
    return Done("why", (path,))


def _set_why(case: Case, bench: Bench, why: str) -> None:
    told = f"why they ask, from {case.page}"
    set_in_note(bench.vault, bench.changes, case.meaning.path, {"why": why}, told)


def _keep(case: Case, bench: Bench) -> Done:
    today = bench.vault.today.isoformat()
    set_in_note(bench.vault, bench.changes, case.meaning.path, {"reviewed": today}, f"kept, in {case.page}")
    return Done("kept", (case.meaning.path,))


def _rest(case: Case, bench: Bench) -> Done:
    people = (case.meaning.path, *case.meaning.also)
    for path in people:
        _set_status(path, case, bench, "resting")
    return Done("rests", people)


def _know(case: Case, bench: Bench) -> Done:
    _set_status(case.meaning.path, case, bench, "active")
    return Done("known", (case.meaning.path,))


def _archive(case: Case, bench: Bench) -> Done:
    path = case.meaning.path
    _set_status(path, case, bench, "archived")
    place = bench.moves.get(path) or place_in_archive(bench.vault, bench.changes, path, bench.moves)
    if place != path:
        bench.moves[path] = place
    return Done("archived", (path,), place=place.rpartition("/")[0])


def _set_status(path: str, case: Case, bench: Bench, status: str) -> None:
    word = status_word(bench.vault, status)
    set_in_note(bench.vault, bench.changes, path, {"status": word}, f"{status}, in {case.page}")


def _snooze(case: Case, bench: Bench) -> Done:
    """Not before the day that was named; else three months, or in an agenda until the week after next."""
    today, answer, path = bench.vault.today, case.answer, case.meaning.path
    until = answer.until
    if until is None:
        is_next_plan = (
            case.meaning.kind in ("lunch", "write", "promise", "introduce") and answer.meant != "no"
        )
        until = (
            max(week_start(today), case.monday) + dt.timedelta(days=14)
            if is_next_plan
            else later_by(today, months=LATER_MONTHS) or today
        )
        known = bench.vault.read.contacts[path].snooze_until
        until = max(until, known) if known else until
    why = f"not now, in {case.page}"
    set_in_note(bench.vault, bench.changes, path, {"snooze_until": until.isoformat()}, why)
    return Done("snoozed", (path,), day=until)


def _same(case: Case, bench: Bench) -> Done:
    return Done("same", (case.meaning.path, case.meaning.other))


def _tell_apart(case: Case, bench: Bench) -> Done:
    meaning = case.meaning
    add_link(bench.vault, bench.changes, meaning.path, NOT_SAME, meaning.other, f"two people, in {case.page}")
    return Done("different", (meaning.path, meaning.other))


def _keep_apart(case: Case, bench: Bench) -> Done:
    meaning = case.meaning
    why = f"no introduction, in {case.page}"
    add_link(bench.vault, bench.changes, meaning.path, KEPT_APART, meaning.other, why)
    return Done("never", (meaning.path, meaning.other))


def _log(case: Case, bench: Bench) -> Done:
    """Tell of a lunch or a letter in the day's note, unless the notes tell of it already."""
    day, person = case.answer.on or bench.vault.today, _with_whom(case, bench)
    return Done("logged", (person,), day, _tell_in_day(person, day, case, bench))


def _wish(case: Case, bench: Bench) -> Done:
    """Tell of a wish in the day's note, a line for each of the household."""
    day, people = case.answer.on or bench.vault.today, (case.meaning.path, *case.meaning.also)
    notes = [_tell_in_day(person, day, case, bench) for person in people]
    return Done("wished", people, day, notes[0])


def _tell_in_day(person: str, day: dt.date, case: Case, bench: Bench) -> str:
    kind = case.meaning.kind
    told = _told(bench, person, day, _KINDS[kind])
    if told is not None:
        return told.note
    text = _line(bench, kind, person)
    return put_day_line(bench.vault, bench.changes, day, text, (person,), f"done, in {case.page}")


def _with_whom(case: Case, bench: Bench) -> str:
    """The person of the item, or the one whom a line under a lunch names: "with [[Ivo Marek]]"."""
    for words in case.answer.words if case.meaning.kind == "lunch" else ():
        links = find_links(words)
        rest = words[: links[0].start] + words[links[0].end :] if len(links) == 1 else words
        if rest.strip(" .,:").casefold() in ("", "with", "avec"):
            found = (
                bench.vault.read.people.resolve(links[0].kind, links[0].target, case.page) if links else None
            )
            if isinstance(found, str):
                return found
    return case.meaning.path


def _told(bench: Bench, person: str, day: dt.date, kinds: tuple[str, ...]) -> Interaction | None:
    talks = bench.vault.network.interactions.get(person, ())
    return next((talk for talk in talks if talk.date == day and talk.kind in kinds), None)


def _introduce(case: Case, bench: Bench) -> Done:
    day = case.answer.on or bench.vault.today
    pair = tuple(sorted((case.meaning.path, case.meaning.other)))
    told = _introduction_of(bench, *pair)
    if told is not None:
        return Done("introduced", pair, told.date, told.note)
    text = _line(bench, "introduce", *pair)
    why = f"introduced, in {case.page}"
    note = put_day_line(bench.vault, bench.changes, day, text, pair, why)
    return Done("introduced", pair, day, note)


def _introduction_of(bench: Bench, one: str, other: str) -> Interaction | None:
    """Give the introduction of the two that a note tells of already."""
    talks = bench.vault.network.interactions
    theirs = {(talk.note, talk.date) for talk in talks.get(other, ()) if talk.kind == "introduction"}
    mine = [talk for talk in talks.get(one, ()) if talk.kind == "introduction"]
    return next((talk for talk in mine if (talk.note, talk.date) in theirs), None)


def _line(bench: Bench, kind: str, *people: str) -> str:
    links = [bench.vault.links.link(path, bench.vault.read.contacts[path].name) for path in people]
    return _LINES[bench.vault.language][kind].format(one=links[0], other=links[-1])


def _tick(case: Case, bench: Bench) -> Done:
    day = case.answer.on or bench.vault.today
    if case.meaning.box not in ("x", "X"):
        _answer_promise(case, bench, "x", day)
    return Done("ticked", (case.meaning.path,), day, case.meaning.other)


def _drop(case: Case, bench: Bench) -> Done:
    if case.meaning.box != "-":
        _answer_promise(case, bench, "-", case.answer.on or bench.vault.today)
    return Done("dropped", (case.meaning.path,), place=case.meaning.other)


def _answer_promise(case: Case, bench: Bench, sign: str, day: dt.date) -> None:
    """Put the sign into the box of the task itself, with the day as Tasks writes it."""
    note, line = case.meaning.other, case.meaning.line
    content = bench.changes.read(note) or b""
    text = line_of(content, line)
    if _REPEATS.search(text):
        what = "this task comes back after it is done, and only the Tasks plugin makes the next one"
        raise VaultError(Problem(note, line, what, "Tick it there, in Obsidian.", "repeating-task"))
    words = {"x": ("✅", "completion"), "-": ("❌", "cancelled")}[sign]
    told = f"[{words[1]}:: {day}]" if _DATAVIEW.search(text) else f"{words[0]} {day}"
    why = f"{'kept' if sign == 'x' else 'given up'}, in {case.page}"
    bench.changes.put(note, answer_task(content, note, line, sign, f" {told}"), why)


_DEEDS: Mapping[Deed, Callable[[Case, Bench], Done]] = {
    "kept": _keep, "rests": _rest, "archived": _archive, "snoozed": _snooze, "known": _know, "same": _same,
    "different": _tell_apart, "logged": _log, "ticked": _tick, "dropped": _drop,
    "introduced": _introduce, "never": _keep_apart, "wished": _wish,
}  # fmt: skip
