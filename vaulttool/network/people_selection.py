"""Choosing the people whom a filter lets through."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from vaulttool.network.candidate import Candidate
from vaulttool.network.circle import CIRCLES, DEFAULT_RULES, CadenceRules, read_circle
from vaulttool.network.contact import Contact
from vaulttool.network.filter import comparison, parse_filter
from vaulttool.network.folding import fold_text, words_in
from vaulttool.network.network import Network
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.recognise import STATUSES
from vaulttool.notes.front_matter import fold_name


def checked_filter(
    asked: PeopleFilter, contacts: Iterable[Contact], status_words: Mapping[str, str] | None = None
) -> PeopleFilter:
    """Give the filter with our own words for circle and status.

    `status_words` are the vault's own words of a status (word → ours). Raises ValueError with what is wrong:
    the place of a slip in `where`, the circles or words of status that there are.
    """
    parse_filter(asked.where)
    people = tuple(contacts)
    return dataclasses.replace(
        asked,
        circle=circle_named(asked.circle, people),
        status=status_named(asked.status, people, status_words or {}),
    )


def select(network: Network, asked: PeopleFilter, rules: CadenceRules = DEFAULT_RULES) -> tuple[Contact, ...]:
    """Give the contacts that a filter lets through, in order of path. Raises ValueError as `parse_filter`.

    The short options say "is" for circle, tag and status, "contains" for city and field. A company is meant
    where it has all the words asked for: "Orange" means Orange Bank, and not Orangina.
    """
    conditions = tuple(_conditions(asked))
    return tuple(
        contact
        for contact in network.contacts.values()
        if all(condition(Candidate(contact, network, rules)) for condition in conditions)
    )


def circle_named(said: str, contacts: Iterable[Contact]) -> str:
    """Give the circle that a word means: one of ours, or one that somebody's note names.

    Raises ValueError with the circles that there are.
    """
    if not said or (ours := read_circle(said)):
        return ours if said else ""
    own = {fold_text(contact.circle): contact.circle for contact in contacts if contact.circle}
    if fold_text(said) in own:
        return own[fold_text(said)]
    known = dict.fromkeys((*CIRCLES, "daily", *sorted(own.values())))
    raise ValueError(f'"{said}" is no circle here; there are {", ".join(known)}')


def status_named(said: str, contacts: Iterable[Contact], status_words: Mapping[str, str]) -> str:
    """Give the status that a word means: one of ours, or a word of one's own that settings or notes have.

    Raises ValueError with the words that there are.
    """
    if not said:
        return ""
    mapped = {fold_name(word): ours for word, ours in status_words.items()}
    if ours := mapped.get(fold_name(said)) or STATUSES.get(fold_name(said)):
        return ours
    own = {fold_text(contact.status_text): contact.status_text for contact in contacts}
    if fold_text(said) in own:
        return said
    known = dict.fromkeys(("active", "resting", "archived", "unknown", *status_words, *sorted(own.values())))
    raise ValueError(f'"{said}" is no status here; there are {", ".join(filter(None, known))}')


def companies_ever(contact: Contact) -> tuple[str, ...]:
    """Give the companies of a person now and before: by `company`, by `former_companies`, by History."""
    moved = (side for move in contact.moves if move.what == "company" for side in (move.old, move.new))
    return tuple(dict.fromkeys(filter(None, (contact.company, *contact.former_companies, *moved))))


def _conditions(asked: PeopleFilter) -> Iterable[Callable[[Candidate], bool]]:
    if asked.where:
        yield parse_filter(asked.where)
    for name in ("circle", "tag", "status"):
        if value := getattr(asked, name):
            yield comparison(name, "=", value)
    for name in ("city", "field"):
        if value := getattr(asked, name):
            yield comparison(name, "~", value)
    if asked.company:
        yield _of_company(asked.company, asked.ever)
    if asked.overdue:
        yield comparison("overdue", "", "")


def _of_company(name: str, ever: bool) -> Callable[[Candidate], bool]:
    wanted = words_in(name)

    def holds(candidate: Candidate) -> bool:
        contact = candidate.contact
        companies = companies_ever(contact) if ever else (contact.company,)
        return any(bool(wanted) and wanted <= words_in(company) for company in companies)

    return holds
