"""The kept properties as they stand in a contact's note, also where a merge doubled their lines."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from vaulttool.network.contact import Contact
from vaulttool.network.last_contact import (
    LAST_CONTACT,
    LAST_MET,
    Kept,
    KeptDay,
    SealState,
    parse_seal,
)
from vaulttool.network.property_value import date_of, raw_texts
from vaulttool.notes.front_matter import fold_name
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import VaultRead

DUE = "due"
_WORDS = re.compile(r"[^\[\]|\d]*[^\W\d_]{2}[^\[\]|\d]*")
"""What no merge makes of a seal, for a seal has brackets and a date."""
_YAML_NULLS = ("~", "null", "Null", "NULL")


def days_kept(settings: Settings) -> tuple[KeptDay, ...]:
    """Give the days that a vault keeps in the notes of contacts: the last contact first."""
    return (LAST_CONTACT, LAST_MET) if settings.keep_last_met == "yes" else (LAST_CONTACT,)


def keeps_due(settings: Settings) -> bool:
    """Say whether `due` is kept, too."""
    return settings.keep_due == "yes"


def kept_names(settings: Settings) -> frozenset[str]:
    """Give the folded names of the properties that follow from notes, and that nobody is to set."""
    names = [name for day in days_kept(settings) for name in day.names]
    names += [DUE] if keeps_due(settings) else []
    return frozenset(fold_name(settings.property_name(name)) for name in names)


def kept_twice(contact: Contact, read: VaultRead, day: KeptDay | None = None) -> bool:
    """Say whether one of our own lines, of one kept day or of all, is doubled (FAULTS D6)."""
    if day is None:
        return not kept_names(read.settings).isdisjoint(contact.doubled)
    return any(fold_name(read.settings.property_name(name)) in contact.doubled for name in day.names)


def written_day(contact: Contact, read: VaultRead, day: KeptDay) -> dt.date | None:
    """Give a kept day as the note says it, true or not."""
    if day is LAST_CONTACT:
        return contact.last_contact
    return date_of(contact.properties.get(fold_name(read.settings.property_name(day.name))))


def written_seal(contact: Contact, read: VaultRead, day: KeptDay) -> str:
    """Give the seal of a kept day as the note says it; "" for none."""
    if day is LAST_CONTACT:
        return contact.last_contact_note
    texts = raw_texts(contact.properties.get(fold_name(read.settings.property_name(day.note))))
    return texts[0] if texts else ""


def kept_properties(
    contact: Contact,
    read: VaultRead,
    seal_state: Callable[[str], SealState],
    proven_days: Collection[dt.date],
    of: KeptDay = LAST_CONTACT,
) -> tuple[Kept, SealState]:
    """Give what the three properties say, and what the vault says about the seal.

    `seal_state` judges the text of one seal. Where lines are doubled, ours are to be derived again, and the
    newest date that a person typed is not lost: without any seal it is as if it stood there alone; beside
    seals it is one that waits. Of the seals the newest holds that nothing here speaks against: where a device
    lacks the note, the day does not go back for want of it (FAULTS D1).
    """
    kept = _first_of_each(contact, read, of)
    if not kept_twice(contact, read, of):
        return kept, seal_state(kept.note_text) if written_seal(contact, read, of) else SealState.NONE
    written = _values(contact, read, of.name)
    seals = [text for value in _values(contact, read, of.note) for text in raw_texts(value)]
    words = next((text for text in seals if _WORDS.fullmatch(text)), None)
    if words is not None:
        return replace(kept, note_text=words), SealState.UNREADABLE
    states = {text: seal_state(text) for text in seals}
    named = {text: seal for text in seals if (seal := parse_seal(text)) is not None}
    ours = {seal.date for seal in named.values()} | set(proven_days)
    waiting = _newest(_values(contact, read, of.by_hand), ours)
    kept = replace(kept, by_hand=waiting[0], by_hand_text=waiting[1])
    if not seals:
        day, text = _newest(written)
        return replace(kept, last_contact=day, last_contact_text=text), SealState.NONE
    typed = max(_beside_seals(written, states.values(), ours), default=None)
    is_readable = kept.by_hand is not None or not kept.by_hand_text
    if typed is not None and is_readable and (kept.by_hand is None or kept.by_hand < typed):
        kept = replace(kept, by_hand=typed, by_hand_text=typed.isoformat())
    holding = [text for text in named if states[text] in (SealState.PROVES, SealState.ABSENT)]
    if not holding:
        return kept, SealState.UNREADABLE
    best = max(holding, key=lambda text: (named[text].date, text))
    day = named[best].date
    return replace(kept, last_contact=day, last_contact_text=day.isoformat(), note_text=best), states[best]


def _first_of_each(contact: Contact, read: VaultRead, kept_day: KeptDay) -> Kept:
    def raw(name: str) -> tuple[str, bool]:
        value = contact.properties.get(fold_name(read.settings.property_name(name)))
        while isinstance(value, list) and len(value) == 1:
            value = value[0]
        if value in (None, [], {}, *_YAML_NULLS):
            return "", False
        return str(value).strip(), isinstance(value, str)

    (day, is_day), (by_hand, is_by_hand) = raw(kept_day.name), raw(kept_day.by_hand)
    return Kept(
        last_contact_text=day,
        last_contact=written_day(contact, read, kept_day) if is_day else None,
        note_text=raw(kept_day.note)[0],
        by_hand_text=by_hand,
        by_hand=date_of(by_hand) if is_by_hand else None,
        path=contact.path,
        of=kept_day,
    )


def _values(contact: Contact, read: VaultRead, name: str) -> tuple[object, ...]:
    own = fold_name(read.settings.property_name(name))
    return contact.doubled.get(own) or (contact.properties.get(own),)


def _newest(values: Sequence[object], ours: Collection[dt.date] = ()) -> tuple[dt.date | None, str]:
    """Give the newest date that is not ours, with its text; rather a text that is no date, to be told."""
    said = [(date_of(text), text) for value in values for text in raw_texts(value)]
    unreadable = [text for day, text in said if day is None]
    typed = [(day, text) for day, text in said if day is not None and day not in ours]
    if unreadable or not typed:
        return None, "".join(unreadable[:1])
    return max(typed)


def _beside_seals(
    written: Sequence[object], states: Collection[SealState], ours: Collection[dt.date]
) -> Iterator[dt.date]:
    """Give the dates that are no seal's and that no note proves; none where a seal itself is doubtful."""
    if any(state in (SealState.UNREADABLE, SealState.DISPROVED) for state in states):
        return
    yield from (day for value in written if (day := date_of(value)) is not None and day not in ours)
