"""Add to the notes of known people what an import knows and their note does not; their own words stay."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from vaulttool.exchange.linkedin import profile_key
from vaulttool.exchange.merging import merged
from vaulttool.exchange.person_note import postal_address
from vaulttool.exchange.records import ImportedPerson
from vaulttool.network.contact import Contact
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_properties
from vaulttool.notes.yaml_text import yaml_text
from vaulttool.usecases.everybody import ReadBytes, Somebody
from vaulttool.usecases.outcome import Outcome


def fill_contacts(
    everyone: Iterable[Somebody],
    contacts: Mapping[str, Contact],
    read_bytes: ReadBytes,
    property_name: Callable[[str], str] = str,
) -> Outcome:
    """Find the edits that add properties which a contact's note lacks; one that it has is never changed.

    Only people who are surely one with a contact count. A note that cannot be edited safely is a Problem.
    """
    known: dict[str, list[ImportedPerson]] = defaultdict(list)
    for one in everyone:
        if one.contact:
            known[one.contact] += one.fresh
    edits: list[Edit] = []
    problems: list[Problem] = []
    for path in sorted(path for path, said in known.items() if said):
        missing = _missing(contacts[path], merged(known[path]), property_name)
        source = read_bytes(path) if missing else None
        if source is None:
            continue
        new = set_properties(source, path, {name: yaml_text(value) for name, value in missing.items()})
        if isinstance(new, Problem):
            problems.append(new)
        elif new != source:
            why = f"{', '.join(missing)} from {merged(known[path]).record}"
            edits.append(Edit(path, content_hash(source), new, why))
    return Outcome(tuple(edits), tuple(problems), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def _missing(contact: Contact, person: ImportedPerson, property_name: Callable[[str], str]) -> dict[str, str]:
    """Give what the note lacks; a property that is there, even empty, is the person's own."""
    linkedin = next((url for url in person.urls if profile_key(url)), "")
    known = {
        "email": next(iter(person.emails), ""),
        "phone": next(iter(person.phones), ""),
        "company": person.company,
        "role": person.role,
        "city": person.city,
        "address": postal_address(person),
        "birthday": person.birthday,
        "linkedin": linkedin,
    }
    has = {
        "email": contact.emails,
        "phone": contact.phones,
        "company": contact.company,
        "role": contact.role,
        "city": contact.city,
        "address": contact.address,
        "birthday": [day for day in contact.days if day.label == "birthday"],
        "linkedin": (),
    }
    return {
        property_name(name): " ".join(value.split())
        for name, value in known.items()
        if value and not has[name] and fold_name(property_name(name)) not in contact.properties
    }
