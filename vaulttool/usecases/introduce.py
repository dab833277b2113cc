"""The note that prepares an introduction, or why there is none to make."""

from vaulttool.network.contact import Contact
from vaulttool.network.introductions import refusal
from vaulttool.network.network import Network
from vaulttool.notes.paths import in_folder
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.introduction import introduction_page
from vaulttool.usecases.file_name import file_name
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.silent import refuse_if_silent
from vaulttool.usecases.written_page import page_outcome, voice_of
from vaulttool.vault.open_vault import OpenVault

_REASONS = {
    "same": ("These are one person", "Name two."),
    "unknown": ("{name} asked to connect, and you do not know them yet", "Meet them first."),
    "never-met": (
        "No note tells of a talk between you and {name}, and one introduces only people whom one knows",
        "Meet them first; `vaulttool why` shows what counts.",
    ),
    "private": ("{name} is private, and an introduction would tell of them", ""),
    "kept-apart": (
        "You said that {one} and {other} are not to be introduced",
        "Remove `kept_apart` from the note if you think otherwise now.",
    ),
    "joined": ("Your notes say that {one} and {other} know each other already", ""),
    "introduced": ("Your notes say that you have introduced {one} and {other} before", ""),
}
"""By the word of `refusal`: what stands in the way, and what could be done."""


def introduce(vault: OpenVault, one: Contact, other: Contact) -> Outcome:
    """Give the note that prepares an introduction: permission first, then the mail to both.

    The same note whichever of the two is named first. Raises VaultError with the reason where the two cannot
    be introduced; there is no way around it.
    """
    for contact in (one, other):
        refuse_if_silent(contact)
    network = held_network(vault)
    reason = refusal(network, one.path, other.path)
    if reason:
        raise VaultError(_refused(reason, network, one, other))
    first, second = sorted((one, other), key=lambda contact: contact.path)
    page = introduction_page(
        first,
        second,
        network,
        voice_of(vault),
    )
    name = file_name(f"{first.name} × {second.name}")
    return page_outcome(
        vault, in_folder(vault.settings.introductions_folder, f"{name}.md"), page, "introduction"
    )


def _refused(reason: str, network: Network, one: Contact, other: Contact) -> Problem:
    word, _, path = reason.partition(" ")
    what, mend = _REASONS[word]
    contact = network.contacts.get(path, one)
    told = what.format(name=contact.name, one=one.name, other=other.name)
    return Problem(path, None, told, mend, f"introduction-{word}")
