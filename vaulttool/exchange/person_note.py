"""A new contact note made of what an import says; only what is known stands in it."""

from collections.abc import Callable

from vaulttool.exchange.linkedin import profile_key
from vaulttool.exchange.records import ImportedPerson
from vaulttool.notes.yaml_text import yaml_text

_NETWORKS = ("xing", "viadeo", "plaxo")


def person_note(
    person: ImportedPerson,
    property_name: Callable[[str], str] = str,
    status: str = "",
    why: str = "",
) -> str:
    """Give the text of the note: flat properties as Obsidian writes them, no body.

    `property_name` gives the vault's own name for one of ours; a `status` is for people who are not known
    yet: when they asked, `why` they want to connect, as the person wrote it, and through whom are places to
    fill, the same as in a note of `vaulttool ask`, and the review asks.
    """
    lines = ["---", "type: person"]
    for name, value in _properties(person, status):
        key = property_name(name)
        if isinstance(value, tuple):
            lines += [f"{key}:", *(f"  - {yaml_text(_line(item))}" for item in value)]
        else:
            lines.append(f"{key}: {yaml_text(_line(value))}")
    if status:
        if person.met and "asked me" in person.groups:
            lines.append(f"{property_name('asked')}: {person.met.isoformat()}")
        lines += ["through:", f"why: {yaml_text(_line(why))}" if why else "why:"]
    lines.append("---")
    return "\n".join(lines) + "\n"


def _properties(person: ImportedPerson, status: str) -> list[tuple[str, str | tuple[str, ...]]]:
    aliases = tuple(dict.fromkeys(name for name in (person.nickname, _birth_name(person)) if name))
    linkedin = next((url for url in person.urls if profile_key(url)), "")
    found: list[tuple[str, str | tuple[str, ...]]] = [
        ("status", status),
        ("aliases", aliases),
        ("email", person.emails if len(person.emails) > 1 else "".join(person.emails)),
        ("phone", person.phones if len(person.phones) > 1 else "".join(person.phones)),
        ("company", person.company),
        ("role", person.role),
        ("city", person.city),
        ("address", postal_address(person)),
        ("birthday", person.birthday),
        (
            "met",
            person.met.isoformat() if person.met and not (status and "asked me" in person.groups) else "",
        ),
        ("linkedin", linkedin),
    ]
    found += [(name, next((url for url in person.urls if f"{name}.com" in url), "")) for name in _NETWORKS]
    others = [url for url in person.urls if url != linkedin and not any(f"{n}.com" in url for n in _NETWORKS)]
    found.append(("blog", next(iter(others), "")))
    return [(name, value) for name, value in found if value]


def postal_address(person: ImportedPerson) -> str:
    """Give where post reaches them, on a line; "" where the record has no street."""
    town = f"{person.postcode} {person.city}".strip()
    return ", ".join(filter(None, (person.street, town))) if person.street else ""


def _birth_name(person: ImportedPerson) -> str:
    """Give the name before a marriage, under which old notes may speak of them."""
    return f"{person.given} {person.maiden_name}" if person.maiden_name and person.given else ""


def _line(text: str) -> str:
    return " ".join(text.split())
