"""LinkedIn's archive beside its connections: messages, invitations, and who the user is there.

Connections.csv itself is a table of people (`csv_people`).
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from vaulttool.exchange.days import read_day
from vaulttool.exchange.decoding import clean
from vaulttool.exchange.names import clean_name, split_name
from vaulttool.exchange.records import Direction, ImportedInteraction, ImportedPerson, LeftOut, Party
from vaulttool.exchange.table import Row, read_table

MOST_PEOPLE = 15
"""A message to more is no interaction with anybody."""
_YES = frozenset(("yes", "true", "1", "oui"))
_SLUG = re.compile(r"linkedin\.[a-z.]+/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """Who the user is on LinkedIn, as their Profile.csv and Email Addresses.csv say."""

    names: frozenset[str] = frozenset()
    """Folded."""
    emails: frozenset[str] = frozenset()
    """In lower case."""


def profile_key(url: str) -> str:
    """Give the slug of a profile, by which LinkedIn knows a person: lower case, without host and query; ""
    if none."""
    found = _SLUG.search(url)
    return unquote(found[1]).casefold() if found else ""


def is_messages(columns: Collection[str]) -> bool:
    """Tell whether these folded columns are those of messages.csv."""
    return {"from", "to", "date"} <= set(columns) and bool(
        {"conversation id", "content", "folder"} & set(columns)
    )


def is_invitations(columns: Collection[str]) -> bool:
    """Tell whether these folded columns are those of Invitations.csv."""
    return {"from", "to", "sent at", "direction"} <= set(columns)


def read_own(lines: Iterable[bytes], file: str) -> Own:
    """Read Profile.csv or Email Addresses.csv; empty where it is another file."""
    names: set[str] = set()
    emails: set[str] = set()
    table = read_table(lines, file, lambda columns: "maiden name" in columns or "confirmed" in columns)
    for row in table.rows if table else ():
        if isinstance(row, Row):
            names.add(clean_name(f"{row.get('first name')} {row.get('last name')}").casefold())
            emails.add(row.get("email address").casefold())
    return Own(frozenset(names - {""}), frozenset(emails - {""}))


@dataclass(frozen=True, slots=True)
class _Message:
    sender: Party
    receivers: tuple[Party, ...]
    date: dt.date | None
    subject: str
    record: str
    problem: str


def read_messages(
    lines: Iterable[bytes], file: str, own: Own, today: dt.date
) -> Iterator[ImportedInteraction | LeftOut]:
    """Read messages.csv; without a known `own` name the user is the one who is in most conversations."""
    table = read_table(lines, file, is_messages)
    if table is None:
        yield LeftOut("no messages in it", file)
        return
    messages: list[_Message] = []
    for row in table.rows:
        if isinstance(row, LeftOut):
            yield row
        else:
            messages.append(_message(row, f"{file}:{row.line}", today))
    me = own.names or _most_present(messages)
    for message in messages:
        yield _interaction(message, me)


def _message(row: Row, record: str, today: dt.date) -> _Message:
    day = read_day(row.get("date"))
    sender = Party(clean_name(row.get("from")), url=row.get("sender profile url"))
    problem = ""
    if _YES & {row.get("is message draft").casefold(), row.get("is conversation draft").casefold()}:
        problem = "a draft"
    elif row.get("folder").casefold() in ("spam", "trash", "junk"):
        problem = "in the folder for spam"
    elif "sponsored" in row.get("conversation title").casefold():
        problem = "an advertisement"
    elif day is None or day > today:
        problem = f"no date that can be: {row.get('date')!r}" if row.get("date") else "no date"
    elif _is_robot(sender):
        problem = "written by LinkedIn or by an account that is gone"
    return _Message(sender, _receivers(row), day, row.get("subject"), record, problem)


def _is_robot(party: Party) -> bool:
    name = party.name.casefold()
    return name in ("", "linkedin", "linkedin member", "utilisateur linkedin", "membre de linkedin") or (
        "/company/" in party.url or name.startswith("linkedin ")
    )


def _receivers(row: Row) -> tuple[Party, ...]:
    """Give the receivers; a comma parts two people only where there are as many profiles."""
    names, urls = row.get("to"), [url.strip() for url in row.get("recipient profile urls").split(",")]
    parts = [clean_name(name) for name in names.split(",")]
    if len(parts) == len(urls):
        return tuple(Party(name, url=url) for name, url in zip(parts, urls, strict=True) if name or url)
    several = len(parts) > 1 and all(" " in name for name in parts)
    if len(urls) == 1 and urls[0] and not several:
        return (Party(clean_name(names), url=urls[0]),)
    return tuple(Party(name) for name in parts if name)


def _most_present(messages: list[_Message]) -> frozenset[str]:
    count = Counter(
        name
        for message in messages
        for name in {party.name.casefold() for party in (message.sender, *message.receivers)}
        if name
    )
    best = count.most_common(2)
    # Two who are equally often there are the two ends of one conversation: nobody can tell them apart.
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return frozenset()
    return frozenset((best[0][0],))


def _interaction(message: _Message, me: frozenset[str]) -> ImportedInteraction | LeftOut:
    if message.problem or message.date is None:
        return LeftOut(message.problem, message.record)
    from_me = message.sender.name.casefold() in me
    people = message.receivers if from_me else (message.sender,)
    people = tuple(p for p in people if p.name.casefold() not in me and not _is_robot(p))
    if not people:
        return LeftOut("nobody is named whom it was written to", message.record)
    if len(message.receivers) > MOST_PEOPLE:
        return LeftOut(f"a message to {len(message.receivers)} people", message.record)
    direction: Direction | None = ("me" if from_me else "them") if me else None
    return ImportedInteraction(
        message.date, "message", direction, people, "linkedin", message.record, clean(message.subject)
    )


def read_invitations(
    lines: Iterable[bytes], file: str, own: Own, today: dt.date
) -> Iterator[ImportedPerson | LeftOut]:
    """Read Invitations.csv: people who asked to connect, or were asked; an invitation is no interaction yet.

    `groups` says "asked me" or "asked by me", `met` the day, `notes` what was written with it.
    """
    table = read_table(lines, file, is_invitations)
    if table is None:
        yield LeftOut("no invitations in it", file)
        return
    for row in table.rows:
        if isinstance(row, LeftOut):
            yield row
            continue
        record = f"{file}:{row.line}"
        outgoing = row.get("direction").casefold().startswith("out")
        name = clean_name(row.get("to" if outgoing else "from"))
        url = row.get("inviteeprofileurl" if outgoing else "inviterprofileurl")
        # LinkedIn writes American dates here, whatever the language: "9/5/26, 1:12 AM".
        day = read_day(row.get("sent at"), day_first=False)
        if not name and not url:
            yield LeftOut("an invitation of an account that is gone", record)
            continue
        split = split_name(name)
        yield ImportedPerson(
            name=name,
            given=split.given,
            family=split.family,
            urls=(url,) if url else (),
            source="linkedin",
            record=record,
            notes=row.get("message"),
            maiden_name=split.maiden,
            groups=("asked by me" if outgoing else "asked me",),
            met=day if day and day <= today else None,
        )
