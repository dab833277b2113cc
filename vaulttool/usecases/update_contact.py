"""What an update would do with one contact: the edit that makes the kept properties of its note true."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vaulttool.network.circle import CadenceRules
from vaulttool.network.contact import Contact
from vaulttool.network.last_contact import LAST_CONTACT, LAST_MET, Decision, KeptDay, parse_seal
from vaulttool.network.network import Network
from vaulttool.network.talks import since
from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.decision import decision_of
from vaulttool.usecases.kept_due import due_to_write
from vaulttool.usecases.kept_properties import days_kept, kept_twice, written_day, written_seal
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import Source
from vaulttool.vault.resolution import LinkResolver
from vaulttool.vault.vault_read import HeldDays, VaultRead

UNREADABLE = frozenset({"unreadable-date", "unreadable-seal"})
"""Problems by which a contact keeps what stands in its note, whatever the notes prove."""

ReadSource = Callable[[str], Source]
"""From a path in the vault to its bytes; raises Unreadable."""


@dataclass(frozen=True, slots=True)
class ContactUpdate:
    """What an update would do with one contact."""

    edit: Edit | None = None
    problems: tuple[Problem, ...] = ()
    is_left_out: bool = False
    """Whether the note cannot be read or written, so that its day may be wrong."""
    is_first: bool = False
    """Whether the edit gives the note the kept properties for the first time."""
    goes_back: bool = False
    """Whether a date would go back or away."""
    absent: frozenset[str] = frozenset()
    """The notes that this device saw go on whose absence the edit rests."""
    held: HeldDays | None = None
    """Where there is nothing to write nor to say: what stands in the note, and for how long."""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to write nor to say."""
        return self.edit is None and not self.problems and not self.is_left_out


NOTHING = ContactUpdate()
"""Of a contact whose note is true, and of whom there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the vault, by which contacts are decided."""

    read: VaultRead
    network: Network
    links: LinkWriter
    read_source: ReadSource
    gone: LinkResolver
    """Of the notes that this device knew and that went."""
    rules: CadenceRules
    trust_absence: bool = False


def update_contact(contact: Contact, by: Evidence) -> ContactUpdate:
    """Give the edit that makes the kept properties of a contact true, and what is wrong with them."""
    read, days = by.read, days_kept(by.read.settings)
    decided = {
        day: decision_of(contact, read, by.network, by.links, by.gone, by.trust_absence, day) for day in days
    }
    problems = tuple(one.problem for one in decided.values() if one.problem is not None)
    is_left_out = any(problem.rule in UNREADABLE for problem in problems)
    due = due_to_write(contact, decided[LAST_CONTACT].last_contact, read, by.rules)
    wanted = _wanted(contact, read, decided) | due
    if not wanted:
        if problems:
            return ContactUpdate(problems=problems, is_left_out=is_left_out)
        held = _held(contact, by, {day: one.last_contact for day, one in decided.items()})
        return ContactUpdate(held=held) if held is not None else NOTHING
    whys = [one.why for one in decided.values() if one.changes] + [f"due {day}" for day in due.values()]
    why = "; ".join(whys) or decided[LAST_CONTACT].why
    edit = _edit(contact, wanted, why, read, by.read_source)
    if isinstance(edit, Problem):
        return ContactUpdate(problems=(*problems, edit), is_left_out=True)
    if edit is None:
        return ContactUpdate(problems=problems, is_left_out=is_left_out)
    return ContactUpdate(
        edit,
        problems,
        is_left_out,
        not contact.last_contact_note,
        any(_goes_back(written_day(contact, read, day), one) for day, one in decided.items()),
        _absent(contact, read, by.gone),
    )


def _held(contact: Contact, by: Evidence, days: Mapping[KeptDay, dt.date | None]) -> HeldDays | None:
    """Give the days that stand in a note as they should; None where that may end by itself, or by a note that
    comes or goes elsewhere.
    """
    today = by.network.today
    if kept_twice(contact, by.read):
        return None
    for day in days:
        written = written_seal(contact, by.read, day)
        seal = parse_seal(written)
        if seal is None and written:
            return None
        if seal is not None and (seal.date > today or not _is_here(seal.target, contact.path, by.read)):
            return None
    to_come = since(by.read.talks.get(contact.path, ()), today + dt.timedelta(days=1))
    last = to_come[0].date.toordinal() - 1 if to_come else dt.date.max.toordinal()
    contact_day, met = days[LAST_CONTACT], days.get(LAST_MET)
    return HeldDays(
        contact_day.toordinal() if contact_day else None,
        met.toordinal() if met else None,
        today.toordinal(),
        last,
    )


def _is_here(target: str, path: str, read: VaultRead) -> bool:
    return isinstance(read.links.resolve(target, path), str)


def _wanted(contact: Contact, read: VaultRead, decided: Mapping[KeptDay, Decision]) -> dict[str, str | None]:
    wanted: dict[str, str | None] = {}
    for day, decision in decided.items():
        wanted |= decision.properties if kept_twice(contact, read, day) else decision.changes
    return wanted


def _goes_back(written: dt.date | None, decision: Decision) -> bool:
    return written is not None and (decision.last_contact or dt.date.min) < written


def _absent(contact: Contact, read: VaultRead, gone: LinkResolver) -> frozenset[str]:
    """Give the notes that a contact's seals may name, of those that this device saw go."""
    absent: set[str] = set()
    for day in days_kept(read.settings):
        seal = parse_seal(written_seal(contact, read, day))
        if seal is None or read.links.resolve(seal.target, contact.path) is not None:
            continue
        found = gone.resolve(seal.target, contact.path)
        absent |= {found} if isinstance(found, str) else set(found.paths) if found else set()
    return frozenset(absent)


def _edit(
    contact: Contact, wanted: Mapping[str, str | None], why: str, read: VaultRead, read_source: ReadSource
) -> Edit | Problem | None:
    # What writes is imported where there is something to write.
    from vaulttool.notes.property_edit import set_properties

    try:
        source = read_source(contact.path)
    except Unreadable as error:
        return error.problem
    doubled = kept_twice(contact, read)
    changes = {read.settings.property_name(name): _yaml(name, text) for name, text in wanted.items()}
    new = set_properties(source.content, contact.path, changes, ours=doubled, one_line=True)
    if isinstance(new, Problem):
        return new
    return None if new == source.content else Edit(contact.path, source.hash, new, why)


def _yaml(name: str, text: str | None) -> str | None:
    from vaulttool.notes.yaml_text import yaml_link, yaml_text

    if text is None:
        return None
    return (
        yaml_link(text.strip().removeprefix("[[").removesuffix("]]"))
        if name.endswith("_note")
        else yaml_text(text)
    )
