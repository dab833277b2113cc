"""Find people and notes by what is written about them: "someone in Lyon who knows telecoms"."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vaulttool.network.circle import circle_rank
from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.question_words import Asked, debts_hold, read_question
from vaulttool.notes.paths import lies_in
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.show_person import place
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.places import usable_cache_folder
from vaulttool.vault.reader import read_source
from vaulttool.vault.text_index import text_index

MOST_PEOPLE, MOST_NOTES = 20, 10


@dataclass(frozen=True, slots=True)
class Match:
    """A note with the line that matches."""

    note: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One person, and where it stands that they are meant."""

    contact: Contact
    count: int
    """How many of the words match."""
    matches: tuple[Match, ...]


def find_words(
    vault: OpenVault, network: Network, question: str, among: Collection[str] | None = None
) -> Outcome:
    """Show the people for whom all words stand somewhere: in their note, its properties, a line about them.

    Where nobody has all of them, those with the most. The closest first, then those met last; then other
    notes with all words. `among` are the paths of the people who may be shown; None for all.
    """
    asked = read_question(question)
    if not asked.words and not asked.debts:
        mend = "Say what to look for: a place, a field of work, a company, a word of your notes."
        raise VaultError(Problem("", None, "There is no word to look for in that", mend, "no-words"))
    notes = _notes_with(vault, asked)
    people = _people(vault, network, asked, notes, among)
    others = [] if among is not None else _others(vault, asked, notes, people)
    show = _not_all(asked, people)
    show += [line for one in people[:MOST_PEOPLE] for line in _shown(one, network)]
    if len(people) > MOST_PEOPLE:
        show.append(f"… and {len(people) - MOST_PEOPLE} more people; a filter or one more word narrows it.")
    if others:
        show += ["", "Notes"] if show else ["Notes"]
        show += [f"  {place(one.note, one.line)}  {one.text}" for one in others]
    data = [_data(one, network) for one in people[:MOST_PEOPLE]] + [
        {"note": one.note, "line": one.line, "text": one.text} for one in others
    ]
    return Outcome(show=tuple(show) or ("Nobody, and no note.",), data=tuple(data))


def _not_all(asked: Asked, people: list[Found]) -> list[str]:
    """Say so where nobody has all of the words."""
    if not people or people[0].count == len(asked.words):
        return []
    return [f"Nobody with all of {', '.join(asked.words)}; with {people[0].count} of {len(asked.words)}:", ""]


def _notes_with(vault: OpenVault, asked: Asked) -> Mapping[str, frozenset[str]]:
    """Give the notes with each word, from an index that is brought up to date first."""
    files = vault.walked.files
    with text_index(usable_cache_folder(vault.root) if vault.use_index else None) as index:
        stale = index.stale(files)
        is_slow = len(stale) > 2_000 and vault.progress is not None
        index.refresh(vault.root, files, vault.progress(stale) if is_slow and vault.progress else stale)
        return {word: index.paths_with(word) for word in asked.words}


def _people(
    vault: OpenVault,
    network: Network,
    asked: Asked,
    notes: Mapping[str, frozenset[str]],
    among: Collection[str] | None,
) -> list[Found]:
    found: list[Found] = []
    for path, contact in network.contacts.items():
        if (among is not None and path not in among) or not debts_hold(network, path, asked.debts):
            continue
        matches = [match for word in asked.words if (match := _match(network, contact, word, notes[word]))]
        if matches or not asked.words:
            found.append(Found(contact, len(matches), tuple(dict.fromkeys(matches))))
    best = max((one.count for one in found), default=0)
    kept = [one for one in found if one.count == best]
    kept.sort(key=lambda one: (_closeness(one.contact), _silence(network, one), one.contact.path))
    return [
        Found(one.contact, one.count, tuple(_with_line(vault, match, asked) for match in one.matches))
        if place < MOST_PEOPLE
        else one
        for place, one in enumerate(kept)
    ]


def _match(network: Network, contact: Contact, word: str, notes: frozenset[str]) -> Match | None:
    """Give the best place of a word about a person: their own note, else the newest line that names them."""
    if contact.path in notes:
        return Match(contact.path, None, "")
    begins = re.compile(rf"(?<!\w){re.escape(word)}")
    for one in reversed(network.interactions.get(contact.path, ())):
        if one.note in notes and begins.search(fold_text(one.text)):
            return Match(one.note, one.line, one.text)
    return None


def _closeness(contact: Contact) -> int:
    return -1 if contact.circle == "daily" else circle_rank(contact.circle)


def _silence(network: Network, one: Found) -> int:
    last = network.last_contact.get(one.contact.path)
    return (network.today - last).days if last else 10**6


def _with_line(vault: OpenVault, match: Match, asked: Asked) -> Match:
    """Add the first line of a note that has one of the words, or as many of them as any line has."""
    if match.text:
        return match
    try:
        text = read_source(vault.root, match.note).content.decode("utf-8", "replace")
    except Unreadable:
        return match
    best, best_count = match, 0
    for number, line in enumerate(text.splitlines(), 1):
        folded = fold_text(line)
        count = sum(bool(re.search(rf"(?<!\w){re.escape(word)}", folded)) for word in asked.words)
        if count > best_count:
            best, best_count = Match(match.note, number, line.strip()[:200]), count
    return best


def _others(
    vault: OpenVault, asked: Asked, notes: Mapping[str, frozenset[str]], people: list[Found]
) -> list[Match]:
    """Give other notes with all words, the newest names first; none that lies in a private folder."""
    if not asked.words or asked.debts:
        return []
    private = vault.settings.contact_rules().private_folders
    paths = frozenset.intersection(*(notes[word] for word in asked.words)) - set(vault.read.contacts)
    paths -= {match.note for one in people for match in one.matches}
    shown = sorted((path for path in paths if not lies_in(path, private)), reverse=True)
    return [_with_line(vault, Match(path, None, ""), asked) for path in shown[:MOST_NOTES]]


def _shown(one: Found, network: Network) -> list[str]:
    contact, last = one.contact, network.last_contact.get(one.contact.path)
    about = [contact.role, contact.company, contact.field, contact.city, contact.circle]
    head = " · ".join([contact.name, *filter(None, about), f"last contact {last}" if last else "never met"])
    return [head, *(f"  {place(match.note, match.line)}  {match.text}".rstrip() for match in one.matches[:3])]


def _data(one: Found, network: Network) -> dict[str, object]:
    last = network.last_contact.get(one.contact.path)
    return {
        "path": one.contact.path,
        "name": one.contact.name,
        "circle": one.contact.circle,
        "last_contact": last.isoformat() if last else None,
        "matches": [{"note": match.note, "line": match.line, "text": match.text} for match in one.matches],
    }
