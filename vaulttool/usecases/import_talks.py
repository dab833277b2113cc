"""Write imported messages and meetings with known people into the vault's log, a note a month and source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vaulttool.exchange.identity import fold, fold_email
from vaulttool.exchange.linkedin import profile_key
from vaulttool.exchange.log_lines import Talk, lines_by_month, with_lines
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, Party
from vaulttool.network.contact import Contact
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.usecases.import_people import Place, ReadBytes, link_rows, title_of
from vaulttool.usecases.outcome import Outcome

LOG = "Log"
"""The folder of the log notes."""


def import_talks(
    interactions: Sequence[ImportedInteraction],
    people: Sequence[ImportedPerson],
    contacts: Mapping[str, Contact],
    read_bytes: ReadBytes,
    place: Place,
) -> Outcome:
    """Find the edits that log what was done with contacts; importing twice makes none.

    Whoever took part is known by address or profile (also one that only an imported record of theirs has),
    else by a full name that one contact alone bears. What was done with others is not written.
    """
    known = _known(people, contacts, place.region)
    by_source: dict[str, list[Talk]] = defaultdict(list)
    for one in sorted(interactions, key=lambda one: one.date):
        for party in one.people:
            if path := _contact(party, known):
                by_source[one.source].append(Talk(one.date, one.kind, path, one.direction))
    edits: list[Edit] = []
    for source in sorted(by_source):
        for month, lines in sorted(lines_by_month(by_source[source], place.wikilink).items()):
            path = f"{LOG}/{month} {title_of(source)}.md"
            old = read_bytes(path)
            new = with_lines(old or b"", lines)
            if new != (old or b""):
                why = f"{len(lines)} days of messages and meetings"
                edits.append(Edit(path, None if old is None else content_hash(old), new, why))
    return Outcome(tuple(edits), (), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def _known(people: Sequence[ImportedPerson], contacts: Mapping[str, Contact], region: str) -> dict[str, str]:
    """Give the contact behind each address, profile and full name that leads to one alone."""
    owners: dict[str, set[str]] = defaultdict(set)
    for path, contact in contacts.items():
        linkedin = contact.properties.get("linkedin")
        urls = (linkedin,) if isinstance(linkedin, str) else ()
        for key in _keys(contact.emails, urls, contact.names):
            owners[key].add(path)
    linked = link_rows(people, {}, contacts, region)
    for ident, path in linked.notes.items():
        person = linked.rows[ident].person
        for key in _keys(person.emails, person.urls, ()):
            owners[key].add(path)
    return {key: next(iter(paths)) for key, paths in owners.items() if len(paths) == 1}


def _keys(emails: Iterable[str], urls: Iterable[str], names: Iterable[str]) -> Iterable[str]:
    yield from (f"mail {fold_email(email)}" for email in emails)
    yield from (f"profile {slug}" for url in urls if (slug := profile_key(url)))
    # A first name alone is nobody.
    yield from (f"name {folded}" for name in names if " " in (folded := fold(name)))


def _contact(party: Party, known: Mapping[str, str]) -> str:
    for key in _keys((party.email,) if party.email else (), (party.url,), (party.name,)):
        if key in known:
            return known[key]
    return ""
