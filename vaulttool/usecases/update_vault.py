"""Bring an opened vault up to date."""

from collections.abc import Set
from functools import partial

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update_outcome import Update
from vaulttool.vault.open_vault import OpenVault

HALF = 0.5
FEW = 20
"""Below so many known notes, half of them gone is no sign of anything."""


def update_vault(vault: OpenVault, trust_absence: bool = False, only: frozenset[str] | None = None) -> Update:
    """Find what must be written into an opened vault so that every `last_contact` is true."""
    is_whole = only is None and not trust_absence
    rest = vault.rest if is_whole else None
    if rest is not None:
        return Update(Outcome(problems=rest.problems), (), 0, rest.unread, rest.left_out)
    from vaulttool.usecases.update import update
    from vaulttool.vault.reader import read_source

    found = update(
        vault.read,
        vault.network,
        vault.links,
        partial(read_source, vault.root),
        vault.ever_seen,
        trust_absence,
        only,
    )
    if is_whole and not found.outcome.edits:
        vault.keep_rest(tuple(found.outcome.problems), found.unread, found.left_out)
    return found


def refuse_if_emptied(vault: OpenVault) -> None:
    """Stop where half of the notes that this device knew are gone: an unmounted disk, a sync under way.

    Raises VaultError; the notes that are here are left alone.
    """
    if vault.rest is not None:
        return
    problem = emptied(vault.known_before, {file.path for file in vault.walked.files})
    if problem is not None:
        raise VaultError(problem)


def emptied(known: Set[str], here: Set[str]) -> Problem | None:
    """Say that half of the notes that were known are gone; None where they are not, or were only moved."""
    if len(known) < FEW or len(here) >= len(known) * HALF:
        return None
    what = f"{len(known - here)} of the {len(known)} notes that were here are missing, so nothing is written"
    mend = (
        "Wait for the sync, or mount the disk; if they were deleted, run `vaulttool update --trust-absence`."
    )
    return Problem("", None, what, mend, "emptied")
