"""A drafted letter in the forms that mail programs open: a `mailto:` link, an `.eml` file."""

import re
from urllib.parse import quote

from vaulttool.pages.letter import Letter

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"?&#%\x00-\x20\x7f]+@[^\s@<>()\[\]\\,;:\"?&#%/\x00-\x20\x7f]+")


def mail_address(text: str) -> str:
    """Give the one address that a property holds, without "mailto:"; "" for an empty text.

    Raises ValueError where it is no single plain address: with a line break, a second address, or a part that
    a link would read as "?bcc=" (FAULTS E5).
    """
    if re.search(r"[\r\n]", text):
        raise ValueError("it has a line break in it")
    bare = re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE)
    if bare and not _ADDRESS.fullmatch(bare):
        raise ValueError("it is no single mail address")
    return bare


def as_mailto(letter: Letter, address: str) -> str:
    """Give a link that opens a new mail with the letter in it (RFC 6068); lines of the body end in CR LF.

    `address` may be "". Each part is quoted by itself, so that none can add another.
    """
    local, sign, domain = mail_address(address).partition("@")
    to = f"{quote(local, safe='')}{sign}{quote(domain, safe='')}"
    body = letter.body.rstrip("\n").replace("\n", "\r\n")
    return f"mailto:{to}?subject={_quoted(letter.subject)}&body={_quoted(body)}"


def as_eml(letter: Letter, address: str) -> bytes:
    """Give the letter as a message in UTF-8 that mail programs open as an unsent draft (`X-Unsent`)."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    plain = mail_address(address)
    message = EmailMessage(policy=SMTP if plain.isascii() else SMTP.clone(utf8=True))
    message["Subject"] = letter.subject
    if plain:
        local, _, domain = plain.partition("@")
        message["To"] = Address(_displayed(letter.name), local, domain)
    message["X-Unsent"] = "1"
    message.set_content(letter.body, charset="utf-8")
    return message.as_bytes()


def _displayed(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")
