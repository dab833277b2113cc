"""Bring every `last_contact` up to date."""

from collections.abc import Iterable, Mapping

from vaulttool.network.network import Network
from vaulttool.notes.paths import lies_in
from vaulttool.notes.problem import Problem
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update_contact import ContactUpdate, Evidence, ReadSource, update_contact
from vaulttool.usecases.update_outcome import Update
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.resolution import LinkResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import VaultRead

UNREAD = frozenset(
    {"not-utf8", "too-large", "unreadable", "front-matter-refused", "evicted", "not-a-file", "crashed"}
)
"""Problems by which a whole note is missing from what is known."""
__all__ = ["Update", "update"]


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
    gone = LinkResolver(path for path in ever_seen if path not in read.paths)
    by = Evidence(read, network, links, read_source, gone, read.settings.cadence_rules(), trust_absence)
    found = {
        path: update_contact(read.contacts[path], by)
        for path in read.contacts
        if (only is None or path in only) and read.held_on(path, network.today) is None
    }
    return together(found, read.problems, read.settings)


def together(found: Mapping[str, ContactUpdate], of_vault: Iterable[Problem], settings: Settings) -> Update:
    """Give what an update would do with all contacts, by path; `of_vault` are the problems of all notes."""
    edits = [one.edit for one in found.values() if one.edit is not None]
    problems = [problem for one in found.values() for problem in one.problems]
    show = tuple(f"{edit.path}: {edit.why}" for edit in edits)
    unread = tuple(problem for problem in of_vault if problem.rule in UNREAD)
    left_out = [path for path, one in found.items() if one.is_left_out]
    if unread:
        folders = settings.contact_rules().people_folders
        left_out += (problem.path for problem in unread if lies_in(problem.path, folders))
    return Update(
        Outcome(tuple(edits), tuple(problems), show),
        tuple(path for path, one in found.items() if one.goes_back),
        sum(one.is_first for one in found.values()),
        unread,
        tuple(left_out),
        {path: one.absent for path, one in found.items() if one.absent},
        {path: one.held for path, one in found.items() if one.held is not None},
    )
