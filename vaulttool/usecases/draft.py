"""A personal mail, drafted from the notes; it is printed, never sent."""

from dataclasses import dataclass
from typing import Literal

from vaulttool.network.contact import Contact
from vaulttool.network.visible import without_private
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.letter import letter_as_markdown, letter_to
from vaulttool.pages.letter_forms import as_eml, as_mailto, mail_address
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.silent import refuse_if_silent
from vaulttool.usecases.written_page import voice_of
from vaulttool.vault.open_vault import OpenVault

Form = Literal["md", "mailto", "eml"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter in the form that was asked for."""

    subject: str
    body: str
    address: str
    """"" where the note has none."""
    content: bytes
    """The whole draft in its form, UTF-8, with a final line end."""


def draft(vault: OpenVault, contact: Contact, form: Form = "md", about: str = "") -> Draft:
    """Give a letter to a contact as Markdown, a `mailto:` link or an `.eml` message.

    Raises VaultError for people to whom one does not write now, for a bad address, and where the notes hold
    nothing to write of.
    """
    refuse_if_silent(contact)
    letter = letter_to(
        contact,
        without_private(held_network(vault), but=(contact.path,)),
        voice_of(vault),
        about,
    )
    if letter is None:
        what = f"Your notes hold nothing about {contact.name} that one could write of"
        mend = 'Say what it is about: --about "the conference in May".'
        raise VaultError(Problem(contact.path, None, what, mend, "nothing-to-say"))
    address = _address(contact)
    if form == "eml":
        content = as_eml(letter, address)
    else:
        text = as_mailto(letter, address) if form == "mailto" else letter_as_markdown(letter, address)
        content = f"{text}\n".encode(errors="replace")
    return Draft(letter.subject, letter.body, address, content)


def _address(contact: Contact) -> str:
    said = contact.emails[0] if contact.emails else ""
    try:
        return mail_address(said)
    except ValueError as error:
        what = f"the address {said!r} cannot be written to: {error}"
        raise VaultError(Problem(contact.path, None, what, "Mend it in the note.", "bad-address")) from error
