"""Mail: who wrote to whom and when, from headers alone; bodies are passed over line by line."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_tz

from vaulttool.exchange.addresses import LONGEST, addresses, decode_words
from vaulttool.exchange.decoding import clean, decode

_WANTED = frozenset(
    b"from to cc bcc date subject message-id list-id list-unsubscribe list-post precedence auto-submitted "
    b"x-gmail-labels content-type delivered-to x-original-to envelope-to received x-spam-flag x-autoreply "
    b"x-autorespond feedback-id".split()
)
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_ENVELOPE = re.compile(rb"From (?:\S+@\S+|\S+|.{0,80}?)? ?.*\d{4}|From -|From \S+@\S+\s*$")
_STRICT = re.compile(
    rb"From (?:-|\S+)"
    rb"(?:[ \t]+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t]+\w+[ \t]+\w+[ \t]+[\d:]{4,8}[ \t].*\d{4}.*|[ \t]*)\s*$"
)
"""An envelope that needs no blank line before it: a day with its time, or the dash of Netscape alone."""
_FIRST = re.compile(
    rb"(?:Return-Path|Received|Message-ID|From|To|Date|Subject|Delivered-To|X-[A-Za-z-]+|MIME-Version|Sender|"
    rb"Reply-To|Content-Type|Status|Envelope-To|DKIM-Signature|Authentication-Results)[ \t]*:",
    re.IGNORECASE,
)
_MOST_HEADER = 512 * 1024
"""Bytes of one mail's headers."""


@dataclass(frozen=True, slots=True)
class MailHead:
    """The headers of one mail, decoded, by their names in lower case."""

    headers: dict[str, str]
    record: str

    def get(self, name: str) -> str:
        """Give the header as one line, "" where there is none."""
        return self.headers.get(name, "")

    def text(self, name: str) -> str:
        """Give the header with its encoded words decoded."""
        return clean(decode_words(self.get(name)))

    def addresses(self, *names: str) -> list[tuple[str, str]]:
        """Give names and addresses of these headers."""
        return [found for name in names if (text := self.get(name)) for found in addresses(text)]

    @property
    def is_crowd(self) -> bool:
        """Whether the address headers are longer than any letter to people."""
        return any(len(self.get(name)) > LONGEST for name in ("to", "cc", "from"))

    @property
    def date(self) -> dt.date | None:
        """The day in the writer's own zone; of the last server that took it where the writer gave none."""
        return _day(self.get("date")) or _day(self.get("received").rpartition(";")[2])

    @property
    def labels(self) -> frozenset[str]:
        """Gmail's labels, decoded (they are translated), folded."""
        text = decode_words(self.get("x-gmail-labels"))
        return frozenset(label.strip(' "').casefold() for label in text.split(",") if label.strip())


def read_mbox(lines: Iterable[bytes], file: str) -> Iterator[MailHead]:
    """Read the heads of an mbox file from its raw lines, in memory that does not grow with it.

    A mail begins with `From ` after a blank line where a header follows at once: bodies hold such lines too.
    Some programs leave the blank line out; then envelope and first header must be what they write.
    """
    head, first, in_head, blank = bytearray(), 0, False, True
    pending: tuple[int, re.Pattern[bytes]] | None = None
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if pending and (pending[1].match(line) or line.startswith(b">From ")):
            if first:
                yield _head(bytes(head), f"{file}:{first}")
            head, first, in_head = bytearray(), pending[0], True
        elif pending and in_head:
            in_head = False
        pending = None
        if line.startswith(b"From ") and (_ENVELOPE.match(line) if blank else _STRICT.match(line)):
            pending = (number, _HEADER if blank else _FIRST)
            blank = False
            continue
        blank = not line.strip()
        if in_head and blank:
            in_head = False
        elif in_head and len(head) < _MOST_HEADER:
            head += line
    if first:
        yield _head(bytes(head), f"{file}:{first}")


def read_mails(files: Iterable[tuple[str, bytes]]) -> Iterator[MailHead]:
    """Read the heads of single mails (.eml, Maildir), given by name and bytes (the beginning is enough)."""
    for name, source in files:
        head = re.split(rb"\r?\n\r?\n", source.lstrip(b"\r\n")[:_MOST_HEADER], maxsplit=1)[0]
        if head.startswith(b"From "):
            head = head.partition(b"\n")[2]
        yield _head(head, name)


def _head(raw: bytes, record: str) -> MailHead:
    headers: dict[str, str] = {}
    name = b""
    held: list[bytes] = []
    for line in [*raw.split(b"\n"), b"end:"]:
        if line[:1] in (b" ", b"\t") and name:
            held.append(line)
            continue
        if name in _WANTED:
            key = name.decode("ascii")
            said = " ".join(decode(b" ".join(held)).split())
            # Of several Received headers the first is the last server; of several To headers all count.
            if key not in headers:
                headers[key] = said
            elif key in ("to", "cc", "bcc"):
                headers[key] += f", {said}"
        found = _HEADER.match(line)
        name, held = (found[1].lower(), [found[2].strip()]) if found else (b"", [])
    return MailHead(headers, record)


def _day(text: str) -> dt.date | None:
    try:
        found = parsedate_tz(text[:200])
        return dt.date(*found[:3]) if found else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
