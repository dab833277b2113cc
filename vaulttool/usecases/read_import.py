"""Read every record of the files that a person wants to import; decide and write nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from vaulttool.exchange.calendar import read_calendar
from vaulttool.exchange.correspondence import correspondence, guess_me
from vaulttool.exchange.csv_people import read_people
from vaulttool.exchange.decoding import decode
from vaulttool.exchange.friends_md import read_friends
from vaulttool.exchange.ldif import read_ldif
from vaulttool.exchange.linkedin import Own, read_invitations, read_messages, read_own
from vaulttool.exchange.mail import MailHead, read_mails, read_mbox
from vaulttool.exchange.monica import read_monica, read_monica_sql
from vaulttool.exchange.org_contacts import read_org
from vaulttool.exchange.recognise import Kind, recognise
from vaulttool.exchange.records import LeftOut, Record
from vaulttool.exchange.table import FirstRows, first_rows, fold_header, read_table
from vaulttool.exchange.vcard import read_vcards
from vaulttool.usecases.import_files import UNREADABLE, ImportFile, TooLargeError, import_files

_SAMPLE = 3_000
"""Mails of each mailbox by which the user's own address is found."""
_TABLES = (".csv", ".tsv", ".txt")
_MAIL_HEAD = 256 * 1024


@dataclass(frozen=True, slots=True)
class How:
    """What the person says about the files."""

    today: dt.date
    kind: Kind | None = None
    """None: each file by its content."""
    source: str = ""
    """A name for the source of a CSV ("viadeo"); "": by its columns."""
    me: frozenset[str] = frozenset()
    """The user's own addresses, in lower case; empty: found in the files."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Columns of a CSV, to what they hold."""
    day_first: bool | None = None
    """How `12/05/1980` is meant; None: by the whole column."""


def read_import(paths: Iterable[Path], how: How) -> Iterator[Record]:
    """Give every record of the files, and what cannot be read as `LeftOut`.

    Raises VaultError where a path does not exist or a library of `vaulttool[import]` is missing.
    """
    with ExitStack() as opened:
        found = list(chain.from_iterable(import_files(path, opened) for path in paths))
        yield from (file for file in found if isinstance(file, LeftOut))
        files = [(file, _kind(file, how)) for file in found if isinstance(file, ImportFile)]
        own = _own(files)
        files = _without_lists(files)
        for file, kind in files:
            if kind == "linkedin-own":
                yield LeftOut("about yourself: read to know you, nobody else is in it", file.name)
        for file, kind in files:
            if kind not in ("mbox", "mail", "linkedin-own", None):
                yield from _safely(file, kind, own, how)
        yield from _mail([(file, kind) for file, kind in files if kind in ("mbox", "mail")], own, how)
        yield from _unknown([file for file, kind in files if kind is None], len(files))


def _kind(file: ImportFile, how: How) -> Kind | None:
    folder = file.name.split("/")[-2:-1]
    if folder in (["cur"], ["new"]):
        return "mail"
    if how.kind:
        return how.kind
    try:
        head = file.head_in_utf8()
        return recognise(head, file.name) or ("csv" if _is_told(file, head, how) else None)
    except UNREADABLE:
        return None


def _is_told(file: ImportFile, head: bytes, how: How) -> bool:
    """Tell whether the person said what the columns of a table hold, or that it is one."""
    if not file.name.lower().endswith(_TABLES):
        return False
    chosen = {fold_header(column) for column in how.mapping}
    is_known = read_table(head.splitlines(keepends=True), file.name, lambda names: bool(chosen & set(names)))
    return bool(how.source) or is_known is not None


def unknown_tables(paths: Iterable[Path], how: How) -> list[FirstRows]:
    """Give the first rows of each table whose columns nobody knows. Raises VaultError as `read_import`."""
    found: list[FirstRows] = []
    with ExitStack() as opened:
        for path in paths:
            # An archive holds tables of all kinds: who wants one of them takes it out.
            for file in () if path.is_dir() else import_files(path, opened):
                if not isinstance(file, ImportFile) or file.name.count("/"):
                    continue
                if file.name.lower().endswith(_TABLES) and _kind(file, how) is None:
                    rows = first_rows(file.head().splitlines(keepends=True))
                    found += [rows] if rows else []
    return found


def _own(files: Iterable[tuple[ImportFile, Kind | None]]) -> Own:
    found = []
    for file, kind in files:
        if kind == "linkedin-own":
            with suppress(*UNREADABLE):
                found.append(read_own(file.lines(), file.name))
    return Own(
        frozenset(chain.from_iterable(own.names for own in found)),
        frozenset(chain.from_iterable(own.emails for own in found)),
    )


def _without_lists(files: list[tuple[ImportFile, Kind | None]]) -> list[tuple[ImportFile, Kind | None]]:
    """In LinkedIn's archive a column of names alone holds skills."""
    if not any(kind in ("linkedin-messages", "linkedin-own") for _, kind in files):
        return files
    lists = ("skills.csv", "languages.csv", "honors.csv", "courses.csv", "organizations.csv", "interests.csv")
    return [
        (file, None if kind == "csv" and file.name.rpartition("/")[2].lower() in lists else kind)
        for file, kind in files
    ]


def _unknown(files: list[ImportFile], all_files: int) -> Iterator[LeftOut]:
    """Name a file that nobody knows; of a big archive, where most files are something else, only the
    count."""
    if len(files) <= 3 or len(files) == all_files:
        yield from (
            LeftOut("no kind of file that vaulttool knows; say what it is with --as", f.name) for f in files
        )
    else:
        yield LeftOut(f"{len(files)} files hold no people, messages or meetings", files[0].name.split("/")[0])


def _safely(file: ImportFile, kind: Kind | None, own: Own, how: How) -> Iterator[Record]:
    try:
        yield from _records(file, kind, own, how)
    except UNREADABLE as error:
        yield LeftOut(f"the rest cannot be read: {error}", file.name)
    except TooLargeError:
        yield LeftOut("larger than 200 MB: export less at once", file.name)


def _records(file: ImportFile, kind: Kind | None, own: Own, how: How) -> Iterator[Record]:
    name = file.name
    if kind == "vcard":
        yield from read_vcards(file.lines_in_utf8(), name)
    elif kind == "calendar":
        yield from read_calendar(file.lines_in_utf8(), name, how.me or own.emails, how.today)
    elif kind == "linkedin-messages":
        yield from read_messages(file.lines_in_utf8(), name, own, how.today)
    elif kind == "linkedin-invitations":
        yield from read_invitations(file.lines_in_utf8(), name, own, how.today)
    elif kind == "monica":
        yield from read_monica(decode(file.whole()), name, how.today)
    elif kind == "monica-sql":
        yield from read_monica_sql(file.lines(), name, how.today)
    elif kind == "friends":
        yield from read_friends(file.lines_in_utf8(), name, how.today)
    elif kind == "ldif":
        yield from read_ldif(file.lines_in_utf8(), name)
    elif kind == "org":
        yield from read_org(file.lines_in_utf8(), name)
    else:
        people = read_people(
            file.lines_in_utf8(), name, source=how.source, mapping=how.mapping, day_first=how.day_first
        )
        yield from people


def _mail(files: list[tuple[ImportFile, Kind | None]], own: Own, how: How) -> Iterator[Record]:
    """Read all mail together: Takeout has one mail under each of its labels, Maildir one file a mail."""
    if not files:
        return
    broken: list[LeftOut] = []
    sample = chain.from_iterable(islice(_heads([one], []), _SAMPLE) for one in files)
    me = how.me or (guess_me(sample) | own.emails)
    yield from correspondence(_heads(files, broken), me, how.today, files[0][0].name.split("/")[0])
    yield from broken


def _heads(files: list[tuple[ImportFile, Kind | None]], broken: list[LeftOut]) -> Iterator[MailHead]:
    for file, kind in files:
        try:
            if kind == "mbox":
                heads = read_mbox(file.lines(), file.name)
                first = next(heads, None)
                if first is None:
                    broken.append(LeftOut("no mail in it", file.name))
                    continue
                yield from chain((first,), heads)
            else:
                yield from read_mails([(file.name, file.head(_MAIL_HEAD))])
        except UNREADABLE as error:
            broken.append(LeftOut(f"the rest cannot be read: {error}", file.name))
        except TooLargeError:
            broken.append(LeftOut("larger than 200 MB: export less at once", file.name))
