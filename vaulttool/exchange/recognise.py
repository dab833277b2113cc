"""What kind of file somebody's export is, by its content."""

import re
from typing import Literal, get_args

from vaulttool.exchange.columns import bare_columns, is_people_header
from vaulttool.exchange.decoding import decode
from vaulttool.exchange.linkedin import is_invitations, is_messages
from vaulttool.exchange.table import read_bare_table, read_table

Kind = Literal[
    "zip", "vcard", "calendar", "mbox", "mail", "monica", "monica-sql", "friends", "org", "ldif",
    "linkedin-messages", "linkedin-invitations", "linkedin-own", "csv",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
_BY_ENDING: dict[str, Kind] = {
    "vcf": "vcard",
    "vcard": "vcard",
    "ics": "calendar",
    "ical": "calendar",
    "eml": "mail",
    "mbox": "mbox",
    "ldif": "ldif",
}
"""What a file is called decides only where its content says nothing: the reader then says what is missing."""
HEAD = 64 * 1024
"""Bytes of the beginning that `recognise` wants to see."""
_HEADER = re.compile(rb"^[!-9;-~]+[ \t]*:", re.MULTILINE)
_MAIL = re.compile(
    rb"^(?:from|date|received|message-id|return-path|delivered-to|subject)[ \t]*:", re.I | re.M
)


def recognise(head: bytes, name: str = "") -> Kind | None:
    """Name the kind of a file from its first bytes (`HEAD`); `name` only settles a doubt. None: nobody
    knows it."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    text = decode(head)
    start = text.lstrip("\ufeff \t\r\n")
    if re.search(r"^\s*BEGIN\s*:\s*VCARD", text, re.I | re.M):
        return "vcard"
    if re.search(r"^\s*BEGIN\s*:\s*(?:VCALENDAR|VEVENT)\b", text, re.I | re.M):
        return "calendar"
    plain = head.lstrip(b"\xef\xbb\xbf\r\n")
    if re.match(rb"From (?![ \t]*:)[^\r\n]*\r?\n(?:>?[!-9;-~]+[: ])", plain):
        return "mbox"
    if start.startswith("No conversations found"):
        return "linkedin-messages"
    if start.startswith("{"):
        return "monica" if re.search(r'"(?:account|contacts?|app_version)"', text) else None
    if re.search(r"^INSERT (?:IGNORE )?INTO `?\w*contact", text, re.M):
        return "monica-sql"
    return _by_lines(head, text, name)


def _by_lines(head: bytes, text: str, name: str) -> Kind | None:
    if re.search(r"^### (?:Activities|Friends|Notes|Locations):", text, re.M):
        return "friends"
    if re.search(r"^\*+ .", text, re.M) and re.search(r"^\s*:PROPERTIES:\s*$", text, re.I | re.M):
        return "org"
    if re.search(r"^dn::? ?\S", text, re.M) and re.search(r"^(?:objectclass|mail|cn)::? ", text, re.I | re.M):
        return "ldif"
    block = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    if _HEADER.match(block) and len({found.lower() for found in _MAIL.findall(block)}) >= 2:
        return "mail"
    return _by_columns(head, name)


def _by_columns(head: bytes, name: str) -> Kind | None:
    lines = head.splitlines(keepends=True)
    if name.casefold().endswith(("guide_messages.csv",)) or "learning_" in name.casefold():
        return None
    if read_table(lines, name, is_messages):
        return "linkedin-messages"
    if read_table(lines, name, is_invitations):
        return "linkedin-invitations"
    if read_table(lines, name, lambda columns: {"maiden name", "headline"} <= set(columns)):
        return "linkedin-own"
    if read_table(lines, name, lambda columns: {"email address", "confirmed", "primary"} <= set(columns)):
        return "linkedin-own"
    ending = name.casefold().rpartition(".")[2]
    is_table = ending in ("csv", "tsv", "tab")
    # A line of prose may name two columns too, and a list of words one.
    least = 1 if is_table else 2 if ending == "txt" else 4
    if read_table(lines, name, lambda columns: len(columns) >= least and is_people_header(columns)):
        return "csv"
    if by_name := _BY_ENDING.get(ending):
        return by_name
    return "csv" if is_table and read_bare_table(lines, name, bare_columns) else None
