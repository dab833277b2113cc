"""What the kept properties of one contact should say, from all that the vault knows."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.contact import Contact
from vaulttool.network.last_contact import (
    LAST_CONTACT,
    LAST_MET,
    Decision,
    KeptDay,
    Proof,
    SealState,
    decide,
    parse_seal,
)
from vaulttool.network.network import Network
from vaulttool.usecases.kept_properties import days_kept, kept_properties
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.resolution import LinkResolver
from vaulttool.vault.vault_read import VaultRead


def with_held_days(
    network: Network,
    read: VaultRead,
    links: LinkWriter,
    gone: LinkResolver,
    only: Collection[str] | None = None,
) -> Network:
    """Give the network with the days that hold, so that a day typed by hand counts like a proved one.

    With `only`, the other contacts keep the day that notes prove: they are not looked at.
    """

    def held(path: str, day: KeptDay) -> dt.date | None:
        known = read.held_on(path, network.today)
        if known is not None:
            stands = known.last_contact if day is LAST_CONTACT else known.last_met
            return None if stands is None else dt.date.fromordinal(stands)
        return decision_of(read.contacts[path], read, network, links, gone, False, day).last_contact

    some = read.contacts if only is None else [path for path in read.contacts if path in only]
    met = {path: held(path, LAST_MET) for path in some} if LAST_MET in days_kept(read.settings) else {}
    last = {path: held(path, LAST_CONTACT) for path in some}
    others = {} if only is None else network.last_contact
    return replace(network, last_contact={**others, **last}, last_met=met)


def decision_of(
    contact: Contact,
    read: VaultRead,
    network: Network,
    links: LinkWriter,
    gone: LinkResolver,
    trust_absence: bool,
    day: KeptDay = LAST_CONTACT,
) -> Decision:
    """Decide one contact's kept properties; `gone` are the notes that this device knew and that went."""
    interactions = [i for i in network.interactions.get(contact.path, ()) if day.is_proved_by(i)]
    proven_days = {interaction.date for interaction in interactions}
    kept, seal = kept_properties(
        contact, read, lambda text: _seal_state(text, contact.path, read, gone, day), proven_days, day
    )
    newest = _newest(interactions, links)
    return decide(kept, newest, seal, network.today, trust_absence, proven_days=proven_days)


def _newest(interactions: Sequence[Interaction], links: LinkWriter) -> Proof | None:
    if not interactions:
        return None
    day = max(interaction.date for interaction in interactions)
    first = min(interaction.note for interaction in interactions if interaction.date == day)
    return Proof(day, links.target(first))


def _seal_state(text: str, path: str, read: VaultRead, gone: LinkResolver, day: KeptDay) -> SealState:
    seal = parse_seal(text)
    if seal is None:
        return SealState.UNREADABLE
    note = read.links.resolve(seal.target, path)
    if isinstance(note, str):
        if note in read.unread:
            return SealState.ABSENT  # What cannot be read just now takes no date back.
        return SealState.PROVES if read.proves(path, note, seal.date, day) else SealState.DISPROVED
    return SealState.GONE if note is None and gone.resolve(seal.target, path) else SealState.ABSENT
