"""A mail that a mail program hands over: whom to make a note for, and what to log of it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from vaulttool.exchange.decoding import clean
from vaulttool.exchange.identity import fold_email
from vaulttool.exchange.mail import MailHead, read_mails
from vaulttool.exchange.records import Direction
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.escape import list_item
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.day_line import day_note, put_day_line
from vaulttool.usecases.days_after import put_days
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.own_addresses import own_addresses
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

LONGEST_SUBJECT = 100
_LINES: Mapping[tuple[str, str], str] = {
    ("en", "them"): "Email from {who}{subject} [from:: them]",
    ("en", "me"): "Email to {who}{subject} [from:: me]",
    ("fr", "them"): "Mail de {who}{subject} [from:: them]",
    ("fr", "me"): "Mail à {who}{subject} [from:: moi]",
}
_ANSWERS = re.compile(r"^(?:(?:re|fw|fwd|tr|aw|sv|rép|rif)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_NO_MAIL = Problem(
    "",
    None,
    "this is no mail: it has no From and no To",
    "Hand over a whole message, headers included.",
    "no-mail",
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """Whom the headers name, besides the user."""

    name: str
    email: str


def read_mail(source: bytes) -> MailHead:
    """Read the headers of one mail; the body is not looked at. Raises VaultError where it is none."""
    head = next(iter(read_mails([("standard input", source)])))
    if not head.addresses("from", "to", "cc"):
        raise VaultError(_NO_MAIL)
    return head


def person_of_mail(vault: OpenVault, head: MailHead) -> Stranger:
    """Give the one whom the mail is from, or the first to whom the user wrote it.

    Raises VaultError where that is the user alone, or somebody who has a note with this address.
    """
    mine = own_addresses(vault)
    sender = head.addresses("from")
    found = sender if sender and sender[0][1] not in mine else head.addresses("to", "cc")
    others = [(name, address) for name, address in found if address not in mine]
    if not others:
        raise VaultError(
            Problem("", None, "the mail names nobody but you", "Say who: `vaulttool add NAME`.", "no-mail")
        )
    name, address = others[0]
    known = _by_address(vault).get(fold_email(address))
    if known is not None:
        what = f"{address} is an address of {vault.read.contacts[known].name} already"
        raise VaultError(Problem(known, None, what, "Open that note.", "known-person"))
    return Stranger(name or _name_in(address), address)


def log_mail(vault: OpenVault, head: MailHead) -> Outcome:
    """Give the edits that log a mail in the note of its day, for whom of your contacts it is from or to.

    The same mail is not logged twice. Raises VaultError where it has no day, or names nobody you know.
    """
    day = head.date
    if day is None or day > vault.today:
        what = "the mail has no date" if day is None else f"the mail is of {day}, a day to come"
        raise VaultError(Problem("", None, what, "Log it by hand: `vaulttool log`.", "no-mail"))
    people, direction = _parties(vault, head)
    changes = Changes(partial(read_source, vault.root))
    subject = list_item(_ANSWERS.sub("", clean(head.text("subject"))))[:LONGEST_SUBJECT].strip()
    lines = [_put(vault, changes, day, path, direction, subject) for path in people]
    problems = put_days(vault, changes, frozenset(people))
    note = day_note(vault, day)
    edits = changes.edits()
    show = tuple(f"{note}: - {line}" for line in lines) if edits else (f"{note} tells of it already.",)
    data = tuple(
        {"note": note, "text": line, "counts_for": [path], "date": day.isoformat()}
        for line, path in zip(lines, people, strict=True)
    )
    return Outcome(edits, tuple(problems), show, data)


def _put(
    vault: OpenVault, changes: Changes, day: dt.date, path: str, direction: Direction, subject: str
) -> str:
    """Put a line for one person; without the subject where its words would say that nothing took place."""
    who = vault.links.link(path, vault.read.contacts[path].name)
    colon = " : " if vault.language == "fr" else ": "
    line = _LINES[vault.language, direction]
    bare = line.format(who=who, subject="")
    text = line.format(who=who, subject=f"{colon}{subject}") if subject else bare
    state = changes.state()
    try:
        put_day_line(vault, changes, day, text, (path,), "from a mail")
    except VaultError:
        changes.back_to(state)
        text = bare
        put_day_line(vault, changes, day, text, (path,), "from a mail")
    return text


def _parties(vault: OpenVault, head: MailHead) -> tuple[tuple[str, ...], Direction]:
    mine, known = own_addresses(vault), _by_address(vault)

    def contacts(found: list[tuple[str, str]]) -> tuple[str, ...]:
        paths = [known.get(fold_email(address)) or _by_name(vault, name) for name, address in found]
        return tuple(dict.fromkeys(path for path in paths if path))

    sender = head.addresses("from")
    from_me = bool(sender) and sender[0][1] in mine
    theirs = () if from_me else contacts(sender)
    if theirs:
        return theirs, "them"
    to = contacts(head.addresses("to", "cc"))
    # Where nobody knows the user's address, a mail to a contact from no contact is the user's.
    if to and (from_me or not mine):
        return to, "me"
    who = ", ".join(address for _, address in (head.addresses("to", "cc") if from_me else sender)[:3])
    what = f"no contact has the address {who}" if who else "the mail names nobody"
    raise VaultError(Problem("", None, what, "Make a note first: `vaulttool add < MAIL`.", "unknown-person"))


def _by_address(vault: OpenVault) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for path, contact in vault.read.contacts.items():
        for email in contact.emails:
            owners.setdefault(fold_email(email), set()).add(path)
    return {address: next(iter(paths)) for address, paths in owners.items() if len(paths) == 1}


def _by_name(vault: OpenVault, name: str) -> str:
    found = vault.read.people.by_name(name) if " " in name.strip() else None
    return found if isinstance(found, str) else ""


def _name_in(address: str) -> str:
    """Give the name in an address: "ana.ruiz@…" is Ana Ruiz. Raises VaultError where there is none."""
    parts = [part for part in re.split(r"[._-]+", address.partition("@")[0]) if part.isalpha()]
    if len(parts) < 2:
        what = f"the mail says no name for {address}"
        raise VaultError(
            Problem("", None, what, f"Say it: `vaulttool add NAME --email {address}`.", "no-name")
        )
    return " ".join(part.capitalize() for part in parts)
