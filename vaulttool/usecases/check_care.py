"""Circles, cadences and groups that mean nothing: whom they concern, and which word was probably meant."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from vaulttool.network.cadence import probable_cadence
from vaulttool.network.circle import belongs, probable_circle, unreadable_care
from vaulttool.network.contact import Contact
from vaulttool.notes.problem import Problem

MOST_NAMED = 3

_CARE = {
    "circle": "Circles are inner, close, active, wide and daily; meanwhile the default cadence holds.",
    "cadence": 'Write it as "2 weeks", "3 months", "yearly" or "none"; meanwhile the circle decides.',
}
_PROBABLE = {"circle": probable_circle, "cadence": probable_cadence}


def care_problems(contacts: Mapping[str, Contact], groups: Mapping[str, str]) -> Iterator[Problem]:
    """Give the problems of notes, and of `groups`: tag or folder to cadence, as the settings have them."""
    yield from _misspelt_care(contacts)
    yield from _idle_groups(contacts, groups)


def named(names: list[str]) -> str:
    """Give some names, and how many more there are."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _misspelt_care(contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    """One problem for each wrong word, with the number of people whom it concerns."""
    people: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for contact in contacts.values():
        for name in unreadable_care(contact):
            people[name, contact.circle if name == "circle" else contact.cadence_text].append(contact)
    for (name, word), concerned in sorted(people.items()):
        who = named([contact.name for contact in concerned[1:]])
        also = f"; it concerns {len(concerned)} people (also {who})" if who else ""
        meant = _PROBABLE[name](word)
        mend = (f'Did you mean "{meant}"? ' if meant else "") + _CARE[name]
        what = f'{name} is "{word}", which means nothing here{also}'
        yield Problem(concerned[0].path, None, what, mend, f"misspelt-{name}")


def _idle_groups(contacts: Mapping[str, Contact], groups: Mapping[str, str]) -> Iterator[Problem]:
    """Groups of the settings in which nobody is: deleted, renamed or misspelt."""
    for group in groups:
        if any(belongs(contact, group) for contact in contacts.values()):
            continue
        tags = {f"#{tag}" for contact in contacts.values() for tag in contact.tags}
        folders = {contact.path.rpartition("/")[0] for contact in contacts.values()}
        near = difflib.get_close_matches(group, tags if group.startswith("#") else folders, n=1, cutoff=0.7)
        mend = "Mend it in the settings note; meanwhile the circles of the people whom it meant decide."
        if near:
            count = sum(belongs(contact, near[0]) for contact in contacts.values())
            people = "1 person" if count == 1 else f"{count} people"
            mend = f'Did you mean "{near[0]}" ({people})? {mend}'
        yield Problem("", None, f'cadence_by_group: nobody is in "{group}"', mend, "idle-group")
