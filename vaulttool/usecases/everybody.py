"""Everybody who was ever read, put together with the contacts: one linking for a whole import."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vaulttool.exchange.identity import VAULT, identity, identity_of_contact
from vaulttool.exchange.linking import Question, link
from vaulttool.exchange.records import ImportedPerson, Party
from vaulttool.exchange.remembered import Remembered, person_id, read_remembered
from vaulttool.network.contact import Contact

ReadBytes = Callable[[str], bytes | None]
"""From a path in the vault to its bytes; None where there is no such file."""
_KEPT = "remembered"


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person with all that is known of them."""

    fresh: tuple[ImportedPerson, ...]
    """As this import says."""
    kept: tuple[tuple[str, Remembered], ...]
    """The triage note and row of each time that they were read before."""
    contact: str
    """Path of their note, "" where there is none."""
    question: Question | None
    """What is to be asked about them."""

    @property
    def has_note(self) -> bool:
        """Whether they have one, or had: whoever it was made for does not get a second."""
        return bool(self.contact) or any(row.note for _, row in self.kept)

    @property
    def persons(self) -> list[ImportedPerson]:
        """All records of them."""
        return [*self.fresh, *(row.person for _, row in self.kept)]


def everybody(
    people: Sequence[ImportedPerson],
    kept: Mapping[str, Mapping[str, Remembered]],
    contacts: Mapping[str, Contact],
    region: str,
) -> tuple[Somebody, ...]:
    """Link new records, the rows of all CSV files (`kept`: triage note to rows by id) and the contacts."""
    fresh = {f"{person.source}\0{person.record}": person for person in people}
    rows = {
        f"{_KEPT}\0{note}\0{key}": (note, row) for note, by_id in kept.items() for key, row in by_id.items()
    }
    identities = [identity(person, region, key) for key, person in fresh.items()]
    identities += [identity(row.person, region, key) for key, (_, row) in rows.items()]
    identities += [identity_of_contact(contact, region) for contact in contacts.values()]
    linked = link(identities)
    asked: dict[str, Question] = {}
    for question in linked.questions:
        for key in (question.first, question.second):
            asked.setdefault(key, question)
    found = []
    for group in _with_their_rows(linked.groups, fresh, rows):
        members = [key for key in group if not key.startswith(f"{VAULT}\0")]
        if members:
            made = (rows[key][1].note for key in members if key in rows)
            found.append(
                Somebody(
                    tuple(fresh[key] for key in members if key in fresh),
                    tuple(rows[key] for key in members if key in rows),
                    next((key.partition("\0")[2] for key in group if key.startswith(f"{VAULT}\0")), "")
                    or next((path for path in made if path in contacts), ""),
                    next((asked[key] for key in group if key in asked), None),
                )
            )
    return tuple(found)


def _with_their_rows(
    groups: Iterable[tuple[str, ...]],
    fresh: Mapping[str, ImportedPerson],
    rows: Mapping[str, tuple[str, Remembered]],
) -> Iterable[tuple[str, ...]]:
    """Join a record with the row of the very same id: a bare name proves nothing, but it was read before."""
    row_of = {(row.person.source, row.id): key for key, (_, row) in rows.items()}
    group_of: dict[str, list[str]] = {}
    for group in groups:
        members = list(group)
        group_of |= dict.fromkeys(group, members)
    for key, person in fresh.items():
        row = row_of.get((person.source, person_id(person)))
        if row and group_of[row] is not group_of[key]:
            joined = [*group_of[row], *group_of[key]]
            if sum(one.startswith(f"{VAULT}\0") for one in joined) < 2:
                group_of |= dict.fromkeys(joined, joined)
    return [tuple(group) for group in {id(group): group for group in group_of.values()}.values()]


def kept_rows(notes: Iterable[str], read_bytes: ReadBytes) -> dict[str, dict[str, Remembered]]:
    """Read the CSV beside each triage note."""
    return {
        note: {row.id: row for row in read_remembered(read_bytes(csv_of(note)) or b"")}
        for note in sorted(set(notes))
    }


def csv_of(note: str) -> str:
    """Give the path of the CSV beside a triage note."""
    return f"{note.removesuffix('.md')}.csv"


class WhoTookPart:
    """Finds the one person behind a party of an interaction."""

    def __init__(self, contacts: Mapping[str, Contact], everyone: Sequence[Somebody]) -> None:
        from vaulttool.exchange.party_keys import party_keys

        owners: dict[str, set[str | Somebody]] = defaultdict(set)
        for path, contact in contacts.items():
            linkedin = contact.properties.get("linkedin")
            urls = (linkedin,) if isinstance(linkedin, str) else ()
            for key in party_keys(contact.emails, urls, contact.names):
                owners[key].add(path)
        for one in everyone:
            for person in one.persons:
                names = () if one.contact else (person.name,)
                for key in party_keys(person.emails, person.urls, names):
                    owners[key].add(one.contact or one)
        self._owners = {key: next(iter(found)) for key, found in owners.items() if len(found) == 1}

    def find(self, party: Party) -> "str | Somebody | None":
        """Give the path of a contact, or somebody without a note; None for nobody, or several."""
        from vaulttool.exchange.party_keys import party_keys

        keys = party_keys((party.email,) if party.email else (), (party.url,), (party.name,))
        return next((self._owners[key] for key in keys if key in self._owners), None)
