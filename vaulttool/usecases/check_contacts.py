"""What is wrong with contacts: words that mean nothing, names that several bear, one person twice."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaulttool.network.contact import Contact
from vaulttool.network.duplicates import duplicates
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import text_of
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem
from vaulttool.usecases.check_care import care_problems, named
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.resolution import fold_person
from vaulttool.vault.vault_read import VaultRead

MOST_LINKS = 300
"""Links that open nothing, beyond which looking for names like them would take too long."""


def contact_problems(read: VaultRead, links: LinkWriter) -> Iterator[Problem]:
    """Give the problems of all contacts together; `links` writes those that a person is advised to write."""
    yield from care_problems(read.contacts, read.settings.cadence_by_group)
    yield from _birthdays(read)
    yield from _same_names(read.contacts)
    yield from _duplicates(read.contacts)
    yield from _unlinkable(read.contacts, links)
    yield from _links(read, links)


def _birthdays(read: VaultRead) -> Iterator[Problem]:
    for contact in read.contacts.values():
        if any(day.label == "birthday" for day in contact.days):
            continue
        for name in dict.fromkeys((read.settings.property_name("birthday"), *PROPERTY_NAMES["birthday"])):
            said = text_of(contact.properties.get(fold_name(name)))
            if any(sign.isdigit() for sign in said):
                mend = "Write it as 1980-05-12, or 05-12 without the year."
                yield Problem(
                    contact.path, None, f'{name} is "{said}", which is no day', mend, "unreadable-birthday"
                )
                break


def _same_names(contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    """Names and aliases of one word that several bear; longer ones are perhaps one person twice."""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for path, contact in contacts.items():
        for name in (name_of(path), *contact.names):
            bearers[fold_person(name)].setdefault(path, name)
    for folded, paths in sorted(bearers.items()):
        if len(paths) > 1 and " " not in folded:
            first, *others = sorted(paths)
            what = f'"{paths[first]}" is a name of {named(others)} too, so it alone means nobody'
            yield Problem(first, None, what, "Take it out of aliases in all notes but one.", "same-name")


def _duplicates(contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    for pair in duplicates(contacts.values()):
        what = f"this and {pair.other} have the same {pair.why}: {pair.value}"
        yield Problem(
            pair.one, None, what, "If they are one person, bring the two notes together.", "duplicate-person"
        )


def _unlinkable(contacts: Mapping[str, Contact], links: LinkWriter) -> Iterator[Problem]:
    for path in contacts:
        if not links.can_wikilink(path):
            what = "no [[link]] opens this note, for its path holds one of # ^ | [ ]"
            mend = f"Rename it in your editor; until then write {links.link(path)}."
            yield Problem(path, None, what, mend, "unlinkable-name")


def _links(read: VaultRead, links: LinkWriter) -> Iterator[Problem]:
    """Links of people's kind that open nothing, each once: an alias alone, or nearly somebody's name."""
    places: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for path, facts in read.facts.items():
        for finding in facts.findings:
            target = finding.target
            if finding.link == "wikilink" and "/" not in target and read.links.resolve(target, path) is None:
                places[target].append((path, finding.line))
    names: dict[str, str] = {}
    for path, contact in read.contacts.items():
        for name in contact.names:
            names.setdefault(fold_person(name), path)
    looked = 0
    for target, found in sorted(places.items()):
        person = read.people.by_name(target)
        if isinstance(person, str):
            yield _alias_link(target, read.contacts[person], found, links)
        elif person is None and " " in target and looked < MOST_LINKS:
            looked += 1
            near = difflib.get_close_matches(fold_person(target), names, n=1, cutoff=0.87)
            if near:
                what = f"[[{target}]] opens nothing, so it counts for nobody{_elsewhere(found)}"
                mend = f"Did you mean [[{read.contacts[names[near[0]]].name}]]?"
                yield Problem(*found[0], what, mend, "misspelt-link")


def _alias_link(
    target: str, contact: Contact, found: list[tuple[str, int | None]], links: LinkWriter
) -> Problem:
    what = f"[[{target}]] opens nothing in Obsidian; it counts for {contact.name}{_elsewhere(found)}"
    whole = f"[[{name_of(contact.path)}|{target}]]"
    if not links.can_wikilink(contact.path):
        whole = links.link(contact.path, target)
    mend = f"Write {whole}; `vaulttool check --fix` does."
    return Problem(*found[0], what, mend, "alias-link")


def _elsewhere(found: list[tuple[str, int | None]]) -> str:
    others = len(set(found)) - 1
    return f" (and in {others} more place{'s' if others > 1 else ''})" if others else ""
