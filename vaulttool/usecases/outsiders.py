"""Whom imports read at companies and who have no note, for the movements of the review."""

import datetime as dt
from collections.abc import Iterable, Iterator

from vaulttool.exchange.days import read_day
from vaulttool.exchange.identity import company_key, fold, fold_email
from vaulttool.exchange.linkedin import profile_key
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.remembered import Remembered
from vaulttool.network.contact import Contact, Move
from vaulttool.network.outsider import Outsider
from vaulttool.network.property_value import text_of
from vaulttool.notes.paths import lies_in
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.everybody import csv_of, kept_rows
from vaulttool.usecases.vault_place import bytes_of
from vaulttool.vault.open_vault import OpenVault


def outsiders(
    vault: OpenVault, notes: Iterable[str], page: str
) -> tuple[tuple[Outsider, ...], tuple[Problem, ...]]:
    """Give everybody with a company and a day whom only the CSV files of triage notes know, each once, and
    what was unreadable.

    Whoever shares a name, address or profile with a contact is left out: the note speaks for them, also where
    it is private. A CSV in a private folder is read only for a `page` that lies in one too.
    """
    private = vault.settings.private_folders
    rows: list[Remembered] = []
    problems: list[Problem] = []
    for note in notes:
        if lies_in(csv_of(note), private) and not lies_in(page, private):
            continue
        try:
            found = kept_rows((note,), bytes_of(vault))
        except VaultError as error:
            problems.append(error.problem)
            continue
        rows += (row for by_id in found.values() for row in by_id.values() if _tells(row))
    return (_people(rows, tuple(vault.read.contacts.values())) if rows else ()), tuple(problems)


def _tells(row: Remembered) -> bool:
    said = row.person
    return bool(said.company and said.name and not row.note and (said.met or row.talks or row.was))


def _people(rows: Iterable[Remembered], contacts: Iterable[Contact]) -> tuple[Outsider, ...]:
    taken: set[str] = set()
    spelling: dict[str, str] = {}
    for contact in contacts:
        taken |= _keys_of_contact(contact)
        if contact.company:
            spelling.setdefault(company_key(contact.company), contact.company)
    found: dict[tuple[str, str], Outsider] = {}
    for row in sorted(rows, key=lambda row: row.id):
        if taken & set(_keys(row.person)):
            continue
        company = spelling.setdefault(company_key(row.person.company), row.person.company)
        key = fold(row.person.name), company
        one = found.get(key, Outsider(row.person.name, company))
        days, moves = {*one.days, *_days(row)}, {*one.moves, *_moves(row, company, spelling)}
        found[key] = Outsider(
            one.name,
            company,
            tuple(sorted(days)),
            tuple(sorted(moves, key=lambda move: (move.day, move.old))),
        )
    return tuple(found.values())


def _keys_of_contact(contact: Contact) -> set[str]:
    keys = {fold(name) for name in (contact.name, *contact.names)} | {
        fold_email(one) for one in contact.emails
    }
    return (keys | {profile_key(text_of(contact.properties.get("linkedin")))}) - {""}


def _keys(person: ImportedPerson) -> Iterator[str]:
    yield fold(person.name)
    yield from map(fold_email, person.emails)
    yield from filter(None, map(profile_key, person.urls))


def _days(row: Remembered) -> Iterator[dt.date]:
    """Give the day of the connection and of each word that came from them."""
    if row.person.met:
        yield row.person.met
    for day, _, direction, *_ in (talk.split() for talk in row.talks if len(talk.split()) > 2):
        if direction == "them" and (read := read_day(day)):
            yield read


def _moves(row: Remembered, company: str, spelling: dict[str, str]) -> Iterator[Move]:
    if row.was and row.read:
        yield Move(row.read, "company", spelling.get(company_key(row.was), row.was), company, row.since)
