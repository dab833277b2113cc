"""Names of contacts that stand in dated notes without a link, and links to people who have no note yet."""

import datetime as dt
import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaulttool.evidence.finding import Finding
from vaulttool.evidence.names_as_links import linked
from vaulttool.evidence.plain_names import Span
from vaulttool.notes.days import parse_day
from vaulttool.notes.dead_text import DeadText
from vaulttool.notes.note import Line
from vaulttool.notes.parse import parse_note
from vaulttool.notes.paths import lies_in, name_of
from vaulttool.usecases.name_book import NameBook, Named, name_book
from vaulttool.vault.facts import read_facts
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source
from vaulttool.vault.resolution import fold_person


@dataclass(frozen=True, slots=True)
class NameFound:
    """One name without a link."""

    note: str
    line: int
    """Counted from 1."""
    text: str
    """The line, without bullet."""
    words: str
    span: Span
    """In the raw line."""
    date: dt.date
    people: tuple[str, ...]
    """Paths of those who may be meant; one where it is sure."""
    label: str
    """What the line would say of them with a link."""
    is_full: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A link in a person's place that leads to no note."""

    name: str
    places: tuple[tuple[str, Finding], ...]
    """Notes with what they say, the newest first."""


def names_without_links(vault: OpenVault) -> list[NameFound]:
    """Find the names, the newest day first: one for each note, day and person.

    A whole name is found wherever it may be a person's. A first name is one only where the line says that
    the user was in touch; where several are called so, the one whom the note names in full, else all.
    """
    book = name_book(vault.read.contacts.items())
    found: list[NameFound] = []
    for path in _notes(vault):
        try:
            content = read_source(vault.root, path).content
            text = content.decode("utf-8-sig")
        except (Unreadable, UnicodeDecodeError):
            continue
        if book.may_name(text):
            found += names_in_note(vault, book, path, content)
    return sorted(found, key=lambda one: (-one.date.toordinal(), one.note, one.line))


def _notes(vault: OpenVault) -> Iterator[str]:
    settings = vault.settings
    generated = (
        settings.reviews_folder, settings.agenda_folder, settings.wishes_folder,
        settings.introductions_folder, settings.inbox_folder,
    )  # fmt: skip
    folders = tuple(folder for folder in generated if folder.strip("/"))
    for path, facts in vault.read.facts.items():
        is_read = facts.hash and facts.contact is None and not settings.is_template(path)
        if is_read and path != settings.inbox_note and not lies_in(path, folders):
            yield path


def names_in_note(vault: OpenVault, book: NameBook, path: str, content: bytes) -> list[NameFound]:
    """Find the names in one note."""
    raw, rows = content.split(b"\n"), parse_note(content, path).lines
    named: list[tuple[Line, Named]] = []
    for line in rows:
        if line.number <= len(raw) and line.kind != "quote":
            bare = DeadText().blank(raw[line.number - 1].decode("utf-8", "replace"))
            named += [
                (line, one) for one in book.find(bare, vault.reading.languages) if one.words in line.text
            ]
    if not named:
        return []
    judged = _judged_as_links(vault, path, raw, named)
    known = _known_days(vault, path)
    nearby = {one.paths[0] for _, one in named if one.is_full and len(one.paths) == 1}
    nearby |= {contact for contact, _ in known}
    best: dict[tuple[object, ...], NameFound] = {}
    for line, one in named:
        label, day = judged.get((line.number, one.paths[0]), ("mention", None))
        people = _meant(one, nearby)
        if day is None or (not one.is_full and label != "interaction"):
            continue
        if any((person, day) in known for person in people):
            continue
        found = NameFound(path, line.number, line.text, one.words, one.span, day, people, label, one.is_full)
        key = (day, *people)
        if key not in best or _rank(found) > _rank(best[key]):
            best[key] = found
    return list(best.values())


def _rank(found: NameFound) -> tuple[bool, bool]:
    return found.label == "interaction", found.is_full


def _meant(named: Named, nearby: set[str]) -> tuple[str, ...]:
    if len(named.paths) == 1 or named.is_full:
        return named.paths
    here = [path for path in named.paths if path in nearby]
    return (here[0],) if len(here) == 1 else named.paths


def _known_days(vault: OpenVault, path: str) -> set[tuple[str, dt.date]]:
    """Give whom the note links already, and on which days."""
    known: set[tuple[str, dt.date]] = set()
    for finding in vault.read.facts[path].findings:
        contact = vault.read.people.resolve(finding.link, finding.target, path)
        if isinstance(contact, str) and finding.date is not None:
            known.add((contact, finding.date))
    return known


_STRENGTH = ("mention", "none", "planned", "interaction")


def _judged_as_links(
    vault: OpenVault, path: str, raw: Sequence[bytes], named: Sequence[tuple[Line, Named]]
) -> dict[tuple[int, str], tuple[str, dt.date | None]]:
    """Read the note as if every name were a link: by line and first candidate, verdict and day."""
    by_line: dict[int, list[Named]] = defaultdict(list)
    for line, one in named:
        by_line[line.number].append(one)
    lines = list(raw)
    targets: dict[str, str] = {}
    for number, names in by_line.items():
        text = lines[number - 1].decode("utf-8", "replace")
        lines[number - 1] = linked(text, [one.span for one in names]).text.encode()
        targets |= {one.words: one.paths[0] for one in names}
    facts = read_facts(b"\n".join(lines), path, "", vault.reading)
    found: dict[tuple[int, str], tuple[str, dt.date | None]] = {}
    for finding in facts.findings:
        target = targets.get(finding.target) if finding.link == "wikilink" else None
        if target is None or finding.line is None or finding.line not in by_line:
            continue
        key = finding.line, target
        if key not in found or _STRENGTH.index(finding.label) > _STRENGTH.index(found[key][0]):
            found[key] = finding.label, finding.date
    return found


def people_without_note(vault: OpenVault) -> list[Unknown]:
    """Find the links in a person's place that lead to no note, the newest first."""
    read = vault.read
    names = {fold_person(name) for contact in read.contacts.values() for name in contact.names}
    me = {fold_person(name) for name in vault.settings.me}
    places: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for path, facts in read.facts.items():
        for finding in facts.findings:
            is_met = (
                finding.link == "wikilink" and finding.label == "interaction" and finding.date is not None
            )
            if is_met and _opens_nothing(vault, finding.target, path):
                places[fold_person(name_of(finding.target))].append((path, finding))
    found: list[Unknown] = []
    for folded, here in places.items():
        # Nearly somebody's name: `check` says that the link is misspelt.
        if folded in me or difflib.get_close_matches(folded, names, n=1, cutoff=0.87):
            continue
        here.sort(key=lambda one: (-(one[1].date or dt.date.min).toordinal(), one[0]))
        found.append(Unknown(name_of(here[0][1].target), tuple(here)))
    return sorted(found, key=lambda one: (-len({path for path, _ in one.places}), one.name))


def _opens_nothing(vault: OpenVault, target: str, path: str) -> bool:
    name = name_of(target)
    return (
        name[:1].isalpha()
        and parse_day(name) is None
        and vault.read.links.resolve(target, path) is None
        and vault.read.people.resolve("wikilink", target, path) is None
    )
