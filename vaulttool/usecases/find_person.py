"""The contact that a person means by a name on the command line."""

import difflib
from collections import defaultdict
from collections.abc import Mapping

from vaulttool.network.contact import Contact
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.vault.read_vault import VaultRead
from vaulttool.vault.resolution import fold_path, fold_person

MOST_SHOWN = 5


def find_person(read: VaultRead, said: str) -> Contact:
    """Give the contact by path, name, alias, or a first name that only one contact has.

    Raises VaultError with the candidates where nobody or more than one is meant.
    """
    contacts = read.contacts
    said = said.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    by_path = {fold_path(path).removesuffix(".md"): path for path in contacts}
    found = by_path.get(fold_path(said).removesuffix(".md").removeprefix("./"))
    if found is not None:
        return contacts[found]
    for names in (_by_name(contacts), _by_word(contacts)):
        paths = sorted(names.get(fold_person(said), ()))
        if len(paths) == 1:
            return contacts[paths[0]]
        if paths:
            mend = "Say which: " + _shown(paths, contacts) + "."
            what = f'"{said}" may mean {len(paths)} people'
            raise VaultError(Problem("", None, what, mend, "ambiguous-name"))
    raise VaultError(_unknown(said, contacts))


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
        parts = fold_person(contact.name).split()
        for number, part in enumerate(parts):
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
