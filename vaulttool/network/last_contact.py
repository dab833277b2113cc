"""What `last_contact` and its two companions should say, decided from the bytes of the vault alone."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.seen import is_seen
from vaulttool.notes.problem import Problem

_SEAL = re.compile(r"\[\[(?P<target>[^\[\]\n]+)\|[ \t]*(?P<date>\d{4}-\d{2}-\d{2})[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class KeptDay:
    """One day that is kept in contacts' notes by three properties, and which talks prove it."""

    name: str
    only_seen: bool = False
    """Whether only talks face to face prove it."""

    @property
    def note(self) -> str:
        """The property of the proof and seal."""
        return f"{self.name}_note"

    @property
    def by_hand(self) -> str:
        """The property of a typed day that a newer proof stands for."""
        return f"{self.name}_by_hand"

    @property
    def names(self) -> tuple[str, str, str]:
        """All three."""
        return self.name, self.note, self.by_hand

    @property
    def label(self) -> str:
        """The day in words."""
        return self.name.replace("_", " ")

    def is_proved_by(self, talk: Interaction) -> bool:
        """Whether a talk proves it."""
        return not self.only_seen or is_seen(talk)


LAST_CONTACT = KeptDay("last_contact")
LAST_MET = KeptDay("last_met", only_seen=True)
"""Seen face to face: a mail does not take the place of a lunch. Kept where the settings ask for it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The note that proves `last_contact`, and the day that it proves."""

    target: str
    """Link target as written."""
    date: dt.date


class SealState(Enum):
    """What the vault says about the note that a seal names."""

    NONE = "there is no seal"
    PROVES = "its note is here and proves the day"
    DISPROVED = "its note is here and does not prove the day"
    ABSENT = "its note is not here"
    GONE = "its note is not here, and this device saw it go at rest"
    UNREADABLE = "it cannot be read, or a sync program mixed or doubled the kept properties"


@dataclass(frozen=True, slots=True)
class Proof:
    """The newest interaction not after today; of several that day the first by path."""

    date: dt.date
    target: str
    """What a link to its note says: "2026-11-02 Lunch with Ana"."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The three properties of a kept day as a contact's note has them; "" where one is missing or empty."""

    last_contact_text: str = ""
    last_contact: dt.date | None = None
    """What the text says; None where that is no date."""
    note_text: str = ""
    """The seal as text, without YAML's quotes."""
    by_hand_text: str = ""
    by_hand: dt.date | None = None
    path: str = ""
    """Of the contact's note, for problems."""
    line: int | None = None
    """Of `last_contact`, counted from 1."""
    of: KeptDay = LAST_CONTACT


@dataclass(frozen=True, slots=True)
class Decision:
    """What the three properties should say."""

    last_contact: dt.date | None
    """The day that holds; None: never, or unreadable."""
    changes: Mapping[str, str | None] = field(default_factory=dict)
    """Property to text (not YAML yet) or None (remove it); only what differs from what is written."""
    properties: Mapping[str, str | None] = field(default_factory=dict)
    """All three, to write anew where their lines are doubled or garbled; empty where they are left alone."""
    why: str = ""
    """For the journal and the person: "last contact 2026-11-02, from 2026-11-02 Lunch with Ana"."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A day with the seal that is to stand beside it."""

    date: dt.date
    seal: str
    target: str


def parse_seal(text: str) -> Seal | None:
    """Read `[[2026-11-02 Lunch with Ana|2026-11-02]]`; None for anything else."""
    found = _SEAL.fullmatch(text.strip())
    # In a table Obsidian escapes the pipe.
    target = found["target"].strip().removesuffix("\\").strip() if found else ""
    if found is None or not target:
        return None
    try:
        return Seal(target, dt.date.fromisoformat(found["date"]))
    except ValueError:
        return None


def format_seal(seal: Seal) -> str:
    """Write a seal as the text of a property, without YAML's quotes."""
    return f"[[{seal.target}|{seal.date.isoformat()}]]"


def decide(
    kept: Kept,
    newest: Proof | None,
    seal: SealState,
    today: dt.date,
    trust_absence: bool = False,
    *,
    proven_days: Collection[dt.date] = (),
    latest_today: dt.date | None = None,
) -> Decision:
    """Decide the kept properties: the newest proof, or the date typed by hand if that is not older.

    `newest` is the newest interaction in the notes that are here. `proven_days` are all days of the contact's
    interactions: such a date beside another seal was mixed in by a sync program, not typed. `latest_today` is
    the day at UTC+14; a proved day until then is not taken back. By default it is two days after `today`, for
    at UTC-12 that is where UTC+14 may be already (FAULTS D3).
    `trust_absence` takes an absent note for a deleted one. Applying the decision and deciding again changes
    nothing.
    """
    unreadable = _refuse_unreadable(kept, seal)
    if unreadable is not None:
        return Decision(kept.last_contact, problem=unreadable, why=unreadable.what)
    if seal is SealState.ABSENT and trust_absence:
        seal = SealState.GONE
    named, label = parse_seal(kept.note_text), kept.of.label
    hand = _typed_by_hand(kept, seal, named, proven_days)
    held = _held(kept, seal, named, latest_today or today + dt.timedelta(days=2))
    best = _better(held, newest)
    if seal is SealState.ABSENT and held is not None and best is held and (hand is None or hand < held.date):
        if newest is None or newest.date <= (kept.last_contact or held.date):
            return _stay(kept, held)
        if newest.date == held.date:
            best = _sealed(newest)
    if hand is not None and (best is None or hand >= best.date):
        return _decision(kept, hand, None, None, f"{label} {hand}, typed by hand")
    if best is None:
        why = "no note proves a contact" if kept.of == LAST_CONTACT else f"no note proves a {label}"
        return _decision(kept, None, None, None, why)
    why = f"{label} {best.date}, from {best.target}"
    if kept.last_contact is not None and best.date < kept.last_contact:
        why += f" ({kept.last_contact} is no longer proved)"
    return _decision(kept, best.date, best.seal, hand, why)


def _refuse_unreadable(kept: Kept, seal: SealState) -> Problem | None:
    mend = "Write it as 2026-11-24, or delete the line."
    if kept.by_hand_text and kept.by_hand is None:
        what = f'{kept.of.by_hand} is "{kept.by_hand_text}", which is no date'
        return Problem(kept.path, kept.line, what, mend, "unreadable-date")
    if seal is SealState.UNREADABLE:
        if "[[" in kept.note_text or not kept.note_text:
            return None
        what = f'{kept.of.note} is "{kept.note_text}", which vaulttool did not write'
        mend = "Give that property another name, or delete the line."
        return Problem(kept.path, kept.line, what, mend, "unreadable-seal")
    if kept.last_contact_text and kept.last_contact is None:
        what = f'{kept.of.name} is "{kept.last_contact_text}", which is no date'
        return Problem(kept.path, kept.line, what, mend, "unreadable-date")
    return None


def _typed_by_hand(
    kept: Kept, seal: SealState, named: Seal | None, proven_days: Collection[dt.date]
) -> dt.date | None:
    """Give the date that a person typed: the one written, where it is not ours, else the superseded one."""
    written = kept.last_contact
    if written is None:
        return kept.by_hand
    if seal is SealState.NONE:
        # A date waits for a proof to go, so beside one that a note proves it was the seal that was lost.
        return kept.by_hand if kept.by_hand is not None and written in proven_days else written
    # Beside a seal whose note says another day now, or that cannot be read, a date counts as ours.
    may_be_typed = seal in (SealState.PROVES, SealState.ABSENT, SealState.GONE)
    if may_be_typed and named is not None and written != named.date and written not in proven_days:
        return written
    return kept.by_hand


def _held(kept: Kept, seal: SealState, named: Seal | None, latest_today: dt.date) -> _Sealed | None:
    """Give the sealed day where nothing here speaks against it."""
    if named is None or seal not in (SealState.PROVES, SealState.ABSENT):
        return None
    if seal is SealState.PROVES and named.date > latest_today:
        return None
    return _Sealed(named.date, kept.note_text, named.target)


def _better(held: _Sealed | None, newest: Proof | None) -> _Sealed | None:
    """Give the newer of two; the written one where both prove the same day, so that nothing is written."""
    if newest is None or (held is not None and held.date >= newest.date):
        return held
    return _sealed(newest)


def _sealed(proof: Proof) -> _Sealed:
    return _Sealed(proof.date, format_seal(Seal(proof.target, proof.date)), proof.target)


def _stay(kept: Kept, held: _Sealed) -> Decision:
    what = f"the note that proves {kept.of.name}, [[{held.target}]], is not here, so the date stays"
    mend = "Wait until it is synced; if it was deleted, run `vaulttool update --trust-absence`."
    written = kept.last_contact or held.date
    why = f"{kept.of.label} {written}, from {held.target}, which is not here"
    stay = _decision(kept, written, kept.note_text, kept.by_hand, why)
    return replace(stay, problem=Problem(kept.path, kept.line, what, mend, "absent-proof"))


def _decision(
    kept: Kept, day: dt.date | None, seal: str | None, by_hand: dt.date | None, why: str
) -> Decision:
    written: dict[str, str | None] = {
        kept.of.name: kept.last_contact_text or None,
        kept.of.note: kept.note_text or None,
        kept.of.by_hand: kept.by_hand_text or None,
    }
    properties: dict[str, str | None] = {
        kept.of.name: _text(day, kept.last_contact, kept.last_contact_text),
        kept.of.note: seal or None,
        kept.of.by_hand: _text(by_hand, kept.by_hand, kept.by_hand_text),
    }
    changes = {name: text for name, text in properties.items() if text != written[name]}
    return Decision(day, changes, properties, why)


def _text(day: dt.date | None, written: dt.date | None, written_text: str) -> str | None:
    """Give a date as it is written where it says the same already, in whatever form."""
    if day is None:
        return None
    return written_text if day == written else day.isoformat()
