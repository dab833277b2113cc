"""Why one note counts for one person, or does not: each place that names them, with its verdict in words."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaulttool.evidence.finding import Finding
from vaulttool.network.contact import Contact
from vaulttool.notes.front_matter import split_front_matter
from vaulttool.notes.links import find_links
from vaulttool.notes.parse import decode, parse_note
from vaulttool.notes.paths import name_of
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.show_person import place
from vaulttool.usecases.verdict_words import DEAD, LATER, NO_DAY, OTHER_PROPERTY, RULES, UNLINKED, reason
from vaulttool.vault.resolution import Ambiguous, fold_person
from vaulttool.vault.vault_read import VaultRead


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the note that names the person."""

    line: int | None
    text: str
    counts: bool
    why: str
    mend: str = ""
    date: dt.date | None = None


def why_note(
    contact: Contact, note: str, content: bytes, read: VaultRead, today: dt.date, link: str
) -> Outcome:
    """Say of each place in `note` that names the contact whether it counts, and why; if not, what would.

    `content` are the note's bytes, `link` is how one links the person.
    """
    whole = _of_whole_note(note, content, read)
    places = [Place(None, "", False, *whole)] if whole else [*_judged(contact, note, read, today)]
    if not whole:
        places += _of_others(contact, note, read, {one.line for one in places})
        places += _unjudged(contact, note, content, read, {one.line for one in places})
    places.sort(key=lambda one: (one.line or 0, not one.counts))
    if not places:
        mend = f"Write their name as {link}, with what you did: “Lunch with {link}”."
        places = [Place(None, "", False, f"nothing in {note} names {contact.name}", mend)]
    show: list[str] = []
    for one in places:
        show += [*([""] if show else []), *_shown(one, note, link)]
    data = tuple(
        {
            "note": note, "line": one.line, "text": one.text, "counts": one.counts,
            "date": one.date.isoformat() if one.date else None, "why": one.why,
            "mend": one.mend.replace("{link}", link),
        }
        for one in places
    )  # fmt: skip
    return Outcome(show=tuple(show), data=data)


def _shown(one: Place, note: str, link: str) -> Iterator[str]:
    yield place(note, one.line) + (f"  {one.text}" if one.text else "")
    day = f" on {one.date}" if one.date and one.counts else f" ({one.date})" if one.date else ""
    yield f"  It counts{day}: {one.why}." if one.counts else f"  It does not count: {one.why}{day}."
    if one.mend:
        yield f"  {one.mend.replace('{link}', link)}"


def _of_whole_note(note: str, content: bytes, read: VaultRead) -> tuple[str, str] | None:
    if read.settings.is_template(note):
        return "the note lies in a folder of templates", "Move it elsewhere, if it is no template."
    copy = next((one for one in read.walked.conflict_copies if one.path == note), None)
    if copy is not None:
        return f"it is a conflict copy of {copy.original}", "Bring the two together, and delete the copy."
    try:
        decode(content)
    except UnicodeDecodeError:
        return "the note is not UTF-8, so it cannot be read", "Save it as UTF-8 in your editor."
    facts = read.facts.get(note)
    if facts is None:
        return "the note is not among those that are read", "Look at ignore_folders in your settings."
    if not facts.findings and re.search(rb"<%[-_*+ ]|\{\{\s*(?:title|date|time|name)\b", content[:2000]):
        return "a template left its placeholders in the note", "Fill in what stands between {{ }} or <% %>."
    return None


def _judged(contact: Contact, note: str, read: VaultRead, today: dt.date) -> Iterator[Place]:
    seen: set[tuple[int | None, str]] = set()
    found = [one.finding for one in read.judged_in(note) if one.contact == contact.path]
    for finding in sorted(found, key=lambda one: one.label != "interaction"):
        one = _verdict(finding, today)
        if (one.line, one.why) not in seen and not (one.line and not one.counts and (one.line, "") in seen):
            seen |= {(one.line, one.why), (one.line, "")}
            yield one


def _verdict(finding: Finding, today: dt.date) -> Place:
    text = finding.text
    if finding.label != "interaction":
        return Place(finding.line, text, False, *reason(finding.why, finding.label), finding.date)
    if finding.date is None:
        return Place(finding.line, text, False, *NO_DAY)
    if finding.date > today:
        return Place(finding.line, text, False, *LATER, finding.date)
    return Place(finding.line, text, True, RULES.get(finding.rule, finding.rule), "", finding.date)


def _of_others(contact: Contact, note: str, read: VaultRead, known: set[int | None]) -> Iterator[Place]:
    """Find names of the person that mean a namesake, or nobody for sure."""
    names = {fold_person(name) for name in contact.names}
    for finding in read.facts[note].findings:
        if finding.line in known:
            continue
        found = read.people.resolve(finding.link, finding.target, note)
        bears = fold_person(name_of(finding.target)) in names
        if isinstance(found, Ambiguous) and (bears or contact.path in found.paths):
            what = f"“{finding.target}” may mean {', '.join(found.paths)}"
        elif isinstance(found, str) and bears and found != contact.path:
            what = f"“{finding.target}” means {found} here"
        else:
            continue
        yield Place(finding.line, finding.text, False, what, "Link the one whom you mean: {link}.")


def _unjudged(
    contact: Contact, note: str, content: bytes, read: VaultRead, known: set[int | None]
) -> Iterator[Place]:
    """Find lines that name the person, of which no rule has said anything."""
    text = decode(content)
    live = {line.number: line.text for line in parse_note(content, note).lines}
    _, _, body_line = split_front_matter(text)
    is_own = note == contact.path
    for number, raw in enumerate(text.split("\n"), 1):
        if number in known or is_own or not _names(contact, raw, note, read):
            continue
        if number < body_line:
            if None not in known:
                yield Place(number, raw.strip(), False, *OTHER_PROPERTY)
        elif number in live and _names(contact, live[number], note, read):
            yield Place(number, raw.strip(), False, *UNLINKED)
        else:
            yield Place(number, raw.strip(), False, *DEAD)


def _names(contact: Contact, text: str, note: str, read: VaultRead) -> bool:
    plain = text
    for link in reversed(find_links(text)):
        if read.people.resolve(link.kind, link.target, note) == contact.path:
            return True
        plain = plain[: link.start] + plain[link.end :]
    folded = fold_person(plain)
    names = {fold_person(name) for name in (contact.name, *contact.names)}
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names if len(name) > 2)
