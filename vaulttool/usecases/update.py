"""Bring every `last_contact` up to date."""

import datetime as dt
from collections.abc import Callable, Mapping

from vaulttool.network.contact import Contact
from vaulttool.network.last_contact import (
    LAST_CONTACT,
    Decision,
    KeptDay,
    parse_seal,
)
from vaulttool.network.network import Network
from vaulttool.notes.edit import Edit
from vaulttool.notes.paths import lies_in
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_properties
from vaulttool.notes.yaml_text import yaml_link, yaml_text
from vaulttool.usecases.decision import decision_of
from vaulttool.usecases.kept_due import due_to_write
from vaulttool.usecases.kept_properties import (
    days_kept,
    kept_twice,
    written_day,
    written_seal,
)
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update_outcome import Update
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.read_vault import VaultRead
from vaulttool.vault.reader import Source
from vaulttool.vault.resolution import LinkResolver

UNREAD = frozenset(
    {"not-utf8", "too-large", "unreadable", "front-matter-refused", "evicted", "not-a-file", "crashed"}
)
"""Problems by which a whole note is missing from what is known."""
UNREADABLE = frozenset({"unreadable-date", "unreadable-seal"})
"""Problems by which a contact keeps what stands in its note, whatever the notes prove."""

__all__ = ["Update", "update"]

ReadSource = Callable[[str], Source]
"""From a path in the vault to its bytes; raises Unreadable."""


def update(
    read: VaultRead,
    network: Network,
    links: LinkWriter,
    read_source: ReadSource,
    ever_seen: frozenset[str] = frozenset(),
    trust_absence: bool = False,
    only: frozenset[str] | None = None,
) -> Update:
    """Find the edits that make the kept properties of all contacts (or of `only`) true on that day."""
    days = days_kept(read.settings)
    rules = read.settings.cadence_rules()
    gone = LinkResolver(path for path in ever_seen if path not in read.paths)
    edits: list[Edit] = []
    problems: list[Problem] = []
    moved_back: list[str] = []
    left_out: list[str] = []
    rest_on_absence: dict[str, frozenset[str]] = {}
    first_writes = 0
    for path, contact in read.contacts.items():
        if only is not None and path not in only:
            continue
        decided = {day: decision_of(contact, read, network, links, gone, trust_absence, day) for day in days}
        found = [decision.problem for decision in decided.values() if decision.problem is not None]
        problems += found
        if any(problem.rule in UNREADABLE for problem in found):
            left_out.append(path)
        due = due_to_write(contact, decided[LAST_CONTACT].last_contact, read, rules)
        wanted = _wanted(contact, read, decided) | due
        if not wanted:
            continue
        whys = [one.why for one in decided.values() if one.changes] + [f"due {day}" for day in due.values()]
        why = "; ".join(whys) or decided[LAST_CONTACT].why
        edit = _edit(contact, wanted, why, read, read_source)
        if isinstance(edit, Problem):
            problems.append(edit)
            left_out.append(path)
        elif edit is not None:
            edits.append(edit)
            if absent := _absent(contact, read, gone):
                rest_on_absence[path] = absent
            first_writes += not contact.last_contact_note
            if any(_goes_back(written_day(contact, read, day), one) for day, one in decided.items()):
                moved_back.append(path)
    show = tuple(f"{edit.path}: {edit.why}" for edit in edits)
    unread = tuple(problem for problem in read.problems if problem.rule in UNREAD)
    folders = read.settings.contact_rules().people_folders
    left_out += (problem.path for problem in unread if lies_in(problem.path, folders))
    outcome = Outcome(tuple(edits), tuple(problems), show)
    return Update(outcome, tuple(moved_back), first_writes, unread, tuple(left_out), rest_on_absence)


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
    if text is None:
        return None
    return (
        yaml_link(text.strip().removeprefix("[[").removesuffix("]]"))
        if name.endswith("_note")
        else yaml_text(text)
    )
