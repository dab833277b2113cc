"""The contact that a person means by a name on the command line."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaulttool.network.contact import Contact
from vaulttool.notes.accents import without_accents
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.update import UNREAD
from vaulttool.vault.resolution import fold_path, fold_person, words_of_name
from vaulttool.vault.vault_read import VaultRead

MOST_SHOWN = 5


def find_person(read: VaultRead, said: str) -> Contact:
    """Give the contact by path, name, alias, or a first name that only one contact has.

    Where nobody is called so, accents make no difference. Raises VaultError with the candidates where
    nobody or more than one is meant, and with what is wrong where the note is here and cannot be read.
    """
    contacts = read.contacts
    said = said.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    by_path = {fold_path(path).removesuffix(".md"): path for path in contacts}
    found = by_path.get(fold_path(said).removesuffix(".md").removeprefix("./"))
    if found is not None:
        return contacts[found]
    for names, wanted in _ways(contacts, fold_person(said)):
        paths = sorted(names.get(wanted, ()))
        if len(paths) == 1:
            return contacts[paths[0]]
        if paths:
            mend = "Say which: " + _shown(paths, contacts) + "."
            what = f'"{said}" may mean {len(paths)} people'
            raise VaultError(Problem("", None, what, mend, "ambiguous-name"))
    raise VaultError(_unreadable(said, read) or _unknown(said, contacts))


def _ways(contacts: Mapping[str, Contact], said: str) -> Iterator[tuple[Mapping[str, set[str]], str]]:
    """Give tables of names, each with what to look for in it, the best first."""
    tables = (_by_name(contacts), _by_word(contacts))
    yield from ((table, said) for table in tables)
    for table in tables:
        bare: dict[str, set[str]] = defaultdict(set)
        for name, paths in table.items():
            bare[without_accents(name)] |= paths
        yield bare, without_accents(said)


def _unreadable(said: str, read: VaultRead) -> Problem | None:
    return next(
        (
            problem
            for problem in read.problems
            if problem.rule in UNREAD and fold_person(name_of(problem.path)) == fold_person(name_of(said))
        ),
        None,
    )


def _by_name(contacts: Mapping[str, Contact]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for path, contact in contacts.items():
        stem = name_of(path)
        for name in (stem, contact.name, *contact.names):
            names[fold_person(name)].add(path)
    return names


def _by_word(contacts: Mapping[str, Contact]) -> dict[str, set[str]]:
    """First names, then the other words of names."""
    words: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    for path, contact in contacts.items():
        for number, part in enumerate(words_of_name(contact)):
            (words if number else first)[part].add(path)
    return {**words, **first}


def _shown(paths: list[str], contacts: Mapping[str, Contact]) -> str:
    names = [contacts[path].name for path in paths]
    said = [name if names.count(name) == 1 else path for path, name in zip(paths, names, strict=True)]
    more = f" and {len(said) - MOST_SHOWN} more" if len(said) > MOST_SHOWN else ""
    return ", ".join(said[:MOST_SHOWN]) + more


def _unknown(said: str, contacts: Mapping[str, Contact]) -> Problem:
    what = f'Nobody here is called "{said}"'
    if not contacts:
        mend = "There are no contacts yet; `vaulttool add NAME` makes the first."
        return Problem("", None, what, mend, "unknown-name")
    names: dict[str, str] = {}
    for words, bearers in (*_by_name(contacts).items(), *_by_word(contacts).items()):
        for path in bearers:
            names.setdefault(words, path)
    near = difflib.get_close_matches(fold_person(said), names, n=MOST_SHOWN, cutoff=0.7)
    paths = list(dict.fromkeys(names[name] for name in near))
    mend = f"Did you mean {_shown(paths, contacts)}?" if paths else "`vaulttool list` shows everyone."
    return Problem("", None, what, mend, "unknown-name")
