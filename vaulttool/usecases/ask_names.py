"""The questions about names without links: link it, whom is meant, make a note for them."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from vaulttool.notes.dead_text import DeadText
from vaulttool.notes.links import find_links
from vaulttool.notes.note import Line
from vaulttool.notes.parse import parse_note
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.escape import link_text, list_item
from vaulttool.pages.questions import question_text
from vaulttool.usecases.add_person import add_person
from vaulttool.usecases.answered_pages import questions_path
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.name_book import name_book
from vaulttool.usecases.names import NameFound, Unknown, names_without_links, people_without_note
from vaulttool.usecases.questions import Question, question_id
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

LONGEST = 110
"""Characters of a line in a question."""


def name_questions(vault: OpenVault) -> list[Question]:
    """Give a question for each name without a link, then one for each person without a note.

    Whoever is private stands in no page outside of their folder, and of the dead nothing is asked.
    """
    return [*_links(vault), *_people(vault)]


def _links(vault: OpenVault) -> Iterator[Question]:
    for one in names_without_links(vault):
        people = [vault.read.contacts[path] for path in one.people]
        if any(person.private or person.is_dead for person in people):
            continue
        key = ("name", name_of(one.note), one.date.isoformat(), one.text, one.words)
        facts = {
            "name": list_item(one.words),
            "note": vault.links.link(one.note, link_text(name_of(one.note)), questions_path(vault.settings)),
            "line": quoted(one.text, one.words),
        }
        if len(one.people) == 1:
            why = f"{one.words} linked in {one.note}"
            ident = question_id(*key, one.people[0])
            text = question_text("link", vault.language, **facts)
            person = vault.read.contacts[one.people[0]]
            if one.words.casefold() != person.name.casefold():
                text += f" → {vault.links.link(person.path, link_text(person.name))}"
            yield Question(ident, text, partial(link_name, vault, one, one.people[0]), why)
            continue
        choices = tuple(
            Question(
                question_id(*key, path),
                person_in_question(vault, path),
                partial(link_name, vault, one, path),
                f"{one.words} linked in {one.note} as {vault.read.contacts[path].name}",
            )
            for path in one.people
        )
        yield Question(question_id(*key), question_text("who", vault.language, **facts), choices=choices)


def person_in_question(vault: OpenVault, path: str) -> str:
    """Link somebody, with what tells them from a namesake."""
    contact = vault.read.contacts[path]
    about = ", ".join(list_item(text) for text in (contact.company, contact.city) if text)
    link = vault.links.link(path, link_text(contact.name))
    return f"{link} ({about})" if about else link


def quoted(text: str, words: str = "") -> str:
    """Give a line of a note so that it can stand in a question: links as they show, not too long."""
    for link in reversed(find_links(text)):
        if link.kind in ("wikilink", "markdown"):
            text = text[: link.start] + link.shown + text[link.end :]
    text = " ".join(text.split())
    at = max(0, text.find(words) + len(words) - LONGEST // 2) if len(text) > LONGEST else 0
    start = text.find(" ", at) + 1 if at else 0
    end = start + LONGEST
    kept = text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0] + "…"
    return list_item(f"…{kept}" if start else kept)


def link_name(vault: OpenVault, found: NameFound, path: str, changes: Changes) -> tuple[str, ...]:
    """Put the link around the name, and change nothing else."""
    content = changes.read(found.note) or b""
    lines = content.split(b"\n")
    line = next((one for one in parse_note(content, found.note).lines if one.number == found.line), None)
    place = _place(vault, found, line, lines[found.line - 1].decode("utf-8", "replace")) if line else None
    if line is None or place is None:
        what = f'"{found.words}" does not stand in this line any more'
        raise VaultError(Problem(found.note, found.line, what, "Run `vaulttool names` again."))
    raw = lines[found.line - 1].decode("utf-8")
    link = (
        vault.links.wikilink(path, found.words, in_table=True)
        if line.kind == "row" and not vault.links.style.markdown
        else vault.links.link(path, found.words, found.note)
    )
    lines[found.line - 1] = (raw[: place[0]] + link + raw[place[1] :]).encode()
    changes.put(found.note, b"\n".join(lines), f"{found.words} linked")
    return (path,)


def _place(vault: OpenVault, found: NameFound, line: Line, raw: str) -> tuple[int, int] | None:
    book = name_book(vault.read.contacts.items())
    for one in book.find(DeadText().blank(raw), vault.reading.languages, any_case=True):
        if one.words == found.words and set(found.people) <= set(one.paths) and one.words in line.text:
            return one.span
    return None


def _people(vault: OpenVault) -> Iterator[Question]:
    for one in people_without_note(vault):
        note, finding = one.places[0]
        notes = list(dict.fromkeys(path for path, _ in one.places))
        facts = {
            "name": list_item(one.name),
            "notes": vault.links.link(note, link_text(name_of(note)), questions_path(vault.settings)),
            "more": len(notes) - 1,
            "line": quoted(finding.text) or list_item(name_of(note)),
        }
        text = question_text("person_more" if len(notes) > 1 else "person", vault.language, **facts)
        deed = partial(_add, vault, one)
        yield Question(question_id("person", one.name.casefold()), text, deed, f"a note for {one.name}")


def _add(vault: OpenVault, unknown: Unknown, changes: Changes) -> tuple[str, ...]:
    now = dt.datetime.combine(vault.today, dt.time())
    outcome = add_person(unknown.name, {}, vault.read, partial(read_source, vault.root), now, vault.language)
    for edit in outcome.edits:
        changes.put(edit.path, edit.new, edit.why)
    return ()
