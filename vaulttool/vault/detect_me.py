"""The note of the vault's owner."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import is_yes, link_targets, words_of
from vaulttool.notes.front_matter import fold_name
from vaulttool.vault.detection import Finding, count_of
from vaulttool.vault.note_sample import SampledNote

_ME = frozenset(("me", "myself", "self", "moi", "moimême", "owner"))
_SAYS = ("type", "categories", "tags", "relationship", "relation", "aliases", "alias")
_PEOPLE = ("attendees", "participants", "people", "présents")
_ORGANISERS = ("organiser", "organizer", "organisateur", "organisatrice", "host", "hôte")


def detect_me(notes: Sequence[SampledNote]) -> list[Finding]:
    """Find the note that says that it is its owner's, or the one person who organises every meeting."""
    for note in notes:
        why = _why_me(note)
        if why:
            return [Finding("me", (note.stem,), f"{note.path} {why}")]
    return _who_organises(notes)


def _why_me(note: SampledNote) -> str:
    if fold_name(note.stem) in _ME:
        return "is called so"
    own = note.front_matter.find(*PROPERTY_NAMES["me"])
    if own is not None and is_yes(own.value):
        return f"says {own.name}: true"
    for name in _SAYS:
        found = note.front_matter.find(name)
        if found is not None and any(fold_name(word.lstrip("#")) in _ME for word in words_of(found.value)):
            return f"says so in {found.name}"
    return ""


def _who_organises(notes: Sequence[SampledNote]) -> list[Finding]:
    organised: Counter[str] = Counter()
    meetings = 0
    for note in notes:
        found = note.front_matter.find(*_PEOPLE)
        if found is not None:
            organisers = set(_organisers(found.value))
            meetings += bool(organisers)
            organised.update(organisers)
    if meetings < 3 or len(organised) != 1:
        return []
    ((name, number),) = organised.items()
    return [
        Finding(
            "me", (name,), f"{name} organises all of {count_of(number, 'meeting')} that name an organiser"
        )
    ]


def _organisers(value: Any) -> Iterator[str]:
    """Give who stands in a list of maps with the role of organiser."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            roles = [
                str(text).casefold() for key, text in item.items() if fold_name(str(key)) in ("role", "rôle")
            ]
            if any(role in _ORGANISERS for role in roles):
                others = [text for key, text in item.items() if fold_name(str(key)) not in ("role", "rôle")]
                yield from (target for text in others for target in link_targets(text))
