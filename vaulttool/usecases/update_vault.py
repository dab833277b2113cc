"""Bring an opened vault up to date."""

from functools import partial

from vaulttool.notes.problem import VaultError
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update_outcome import Update
from vaulttool.vault.open_vault import OpenVault


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
        vault.gone,
        trust_absence,
        only,
    )
    vault.keep_held(found.held)
    if is_whole and not found.outcome.edits:
        vault.keep_rest(tuple(found.outcome.problems), found.unread, found.left_out)
    return found


def refuse_if_emptied(vault: OpenVault) -> None:
    """Stop where half of the notes that this device knew are gone, or the settings: perhaps a sync under way.

    Raises VaultError; the notes that are here are left alone.
    """
    if vault.rest is not None:
        return
    if vault.loss is not None:
        raise VaultError(vault.loss)
