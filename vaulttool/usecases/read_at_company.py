"""Whom exports know at a company, beside the people who have a note."""

from vaulttool.exchange.identity import company_key
from vaulttool.exchange.records import ImportedPerson
from vaulttool.notes.paths import name_of
from vaulttool.usecases.everybody import kept_rows
from vaulttool.usecases.triage_notes import triage_notes
from vaulttool.usecases.vault_place import bytes_of
from vaulttool.vault.open_vault import OpenVault

MOST = 20
"""More is a list to open: it is a plain table."""


def read_at_company(vault: OpenVault, company: str) -> tuple[str, ...]:
    """Give a line for each person there who was read by an import and has no note; none for no company."""
    wanted = company_key(company)
    if not wanted:
        return ()
    found: dict[str, str] = {}
    for note, rows in kept_rows(triage_notes(vault), bytes_of(vault)).items():
        for row in rows.values():
            if wanted in company_key(row.person.company) and not row.note:
                found.setdefault(row.person.name.casefold(), _line(row.person, name_of(note)))
    known = {name.casefold() for contact in vault.read.contacts.values() for name in contact.names}
    lines = [line for name, line in sorted(found.items()) if name not in known]
    more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return (*lines[:MOST], *more)


def _line(person: ImportedPerson, source: str) -> str:
    work = ", ".join(part for part in (person.role, person.company) if part)
    return f"{person.name or next(iter(person.emails), '?')} · {work} ({source})"
