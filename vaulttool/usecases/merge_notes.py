"""Join two notes that are about one person."""

from dataclasses import replace
from functools import partial

from vaulttool.network.contact import Contact
from vaulttool.network.kept_answers import NOT_SAME
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.notes.front_matter import FrontMatter, Property, fold_name
from vaulttool.notes.join_notes import JoinRules, join_notes
from vaulttool.notes.parse import read_properties
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.notes.property_edit import set_list_property, set_properties, yaml_link
from vaulttool.usecases.archive_people import rewrite_links
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.days_after import put_days, read_after
from vaulttool.usecases.kept_properties import kept_names
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.moved_links import MovedLinks
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

_LEFT = {
    "en": "Properties of the note {name} that this one has otherwise:",
    "fr": "Propriétés de la note {name} que celle-ci a autrement :",
}

_LISTS = ("aliases", "email", "phone", "tags", "offers", "needs", "dates", "categories")


def merge_notes(vault: OpenVault, kept: Contact, other: Contact) -> Outcome:
    """Give the edits that join `other` into `kept`: one note, and every link opens it.

    All bytes of both stay, also what the two say differently. Raises VaultError on doubt: what speaks
    against one person, a note that cannot be edited safely, a talk that would count no more.
    """
    _refuse_two_people(kept, other)
    changes = Changes(partial(read_source, vault.root))
    links = MovedLinks(vault.read.paths, {other.path: kept.path}, vault.links.style)
    problems = rewrite_links(vault, changes, links)
    unsafe = next((one for one in problems if one.path in (kept.path, other.path)), None)
    if unsafe is not None:
        raise VaultError(unsafe)
    first, second = changes.read(kept.path) or b"", changes.read(other.path) or b""
    changes.put(kept.path, join_notes(first, second, _rules(vault, kept, other)), f"joined with {other.path}")
    _put_names(vault, changes, kept, other)
    _put_days(vault, changes, kept, other, second)
    changes.put(other.path, None, f"joined into {kept.path}")
    problems = (*problems, *put_days(vault, changes, frozenset((kept.path,))))
    _refuse_lost_days(vault, changes, kept, other)
    edits = changes.edits()
    show = tuple(f"{edit.path}: {edit.why}" for edit in edits)
    return Outcome(edits, tuple(problems), show, ({"kept": kept.path, "joined": other.path},))


def _refuse_two_people(kept: Contact, other: Contact) -> None:
    def refuse(what: str, mend: str) -> None:
        raise VaultError(Problem(other.path, None, what, mend, "two-people"))

    if kept.path == other.path:
        refuse("both names mean this one note", "Name two notes.")
    for one, second in ((kept, other), (other, kept)):
        tie = next((edge for edge in one.edges if edge.target == second.path), None)
        if tie is not None:
            said = "not the same" if fold_name(tie.name) == fold_name(NOT_SAME) else tie.name
            refuse(
                f'"{one.name}" names "{second.name}" as "{said}", so they are two people',
                f"Remove that property of {one.path} if they are one.",
            )
    days = [next((day for day in one.days if day.label == "birthday"), None) for one in (kept, other)]
    if days[0] and days[1]:
        years = {day.year for day in days if day and day.year is not None}
        if (days[0].month, days[0].day) != (days[1].month, days[1].day) or len(years) > 1:
            refuse("the two have different birthdays", "Correct one of the two if they are one person.")
    if kept.private != other.private:
        refuse("one of the two notes is private, the other is not", "Make both alike, then join them.")
    if kept.is_dead != other.is_dead:
        refuse("one of the two has died, by their note", "Make both alike, then join them.")


def _rules(vault: OpenVault, kept: Contact, other: Contact) -> JoinRules:
    own_name = vault.settings.property_name
    rows = [(own_name(ours), *names) for ours, names in PROPERTY_NAMES.items()]

    lists = [row for row, ours in zip(rows, PROPERTY_NAMES, strict=True) if ours in _LISTS]

    def is_list(name: str) -> bool:
        return any(fold_name(name) in map(fold_name, row) for row in lists)

    def same_property(front_matter: FrontMatter, name: str) -> Property | None:
        row = next((row for row in rows if fold_name(name) in map(fold_name, row)), ())
        return front_matter.find(name, *row)

    passed_over = kept_names(vault.settings)
    words = _LEFT[vault.language].format(name=other.name)
    return JoinRules(kept.path, other.path, other.name, words, same_property, is_list, frozenset(passed_over))


def _put_names(vault: OpenVault, changes: Changes, kept: Contact, other: Contact) -> None:
    """Add every name of the second to the aliases of the first, so that old links by name find it."""
    content = changes.read(kept.path) or b""
    known = {name.casefold() for name in (*kept.names, kept.name, name_of(kept.path))}
    names = dict.fromkeys((name_of(other.path), other.name, *other.names))
    found = _rules(vault, kept, other).same_property(read_properties(content, kept.path), "aliases")
    value = found.value if found else None
    there = [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []
    new = [name for name in names if name.casefold() not in known | {one.casefold() for one in there}]
    if new:
        key = found.name if found else vault.settings.property_name("aliases")
        changes.put(
            kept.path, set_list_property(content, kept.path, key, [*there, *new]), f"also called {new[0]}"
        )


def _put_days(vault: OpenVault, changes: Changes, kept: Contact, other: Contact, second: bytes) -> None:
    """Take over the later of the two last contacts with its seal, and the later day typed by hand."""
    own_name = vault.settings.property_name
    later, earlier = (other, kept) if _day(other) > _day(kept) else (kept, other)
    typed = [one.last_contact_by_hand for one in (kept, other)]
    if earlier.last_contact and not earlier.last_contact_note and later.last_contact_note:
        typed.append(earlier.last_contact)
    by_hand = max((day for day in typed if day is not None), default=None)
    wanted: dict[str, str | None] = {}
    if later is other and other.last_contact is not None:
        seal = read_properties(second, other.path).find(own_name("last_contact_note"))
        link = str(seal.value).strip().removeprefix("[[").removesuffix("]]") if seal and seal.value else ""
        wanted[own_name("last_contact")] = other.last_contact.isoformat()
        wanted[own_name("last_contact_note")] = yaml_link(link) if link else None
    if by_hand is not None and by_hand != kept.last_contact_by_hand:
        wanted[own_name("last_contact_by_hand")] = by_hand.isoformat()
    if wanted:
        content = changes.read(kept.path) or b""
        changes.put(kept.path, set_properties(content, kept.path, wanted), "the later last contact of both")


def _day(contact: Contact) -> str:
    return contact.last_contact.isoformat() if contact.last_contact else ""


def _refuse_lost_days(vault: OpenVault, changes: Changes, kept: Contact, other: Contact) -> None:
    """Look at the result as at any vault: each day that counted for one of the two counts for the one."""
    before = vault.network.interactions
    wanted = {one.date for path in (kept.path, other.path) for one in before.get(path, ())}
    with read_after(vault, changes) as after:
        there = {talk.date for talk in after.talks.get(kept.path, ())}
        contact = after.contacts.get(kept.path)
    if contact is None or contact.name != kept.name:
        what = "joined with the other note, this one would be no note of the same person any more"
        raise VaultError(
            Problem(kept.path, None, what, "Look at its first heading and its type.", "unsafe-join")
        )
    if lost := sorted(wanted - there):
        what = f"a contact on {lost[0]} would count no more when the notes are joined"
        mend = "Look for an unclosed code block or comment at the end of the first note."
        raise VaultError(Problem(kept.path, None, what, mend, "unsafe-join"))
    if more := sorted(day for day in there - wanted if day <= vault.today):
        what = f"a contact on {more[0]} would count that neither note proves now"
        raise VaultError(Problem(kept.path, None, what, "Give the second note a heading.", "unsafe-join"))


def cut(outcome: Outcome) -> tuple[Outcome, Outcome]:
    """Cut the edits in two: the second, the note that goes, is to be written only when all others are."""
    rest = tuple(edit for edit in outcome.edits if edit.new is not None)
    gone = tuple(edit for edit in outcome.edits if edit.new is None)
    return replace(outcome, edits=rest), replace(outcome, edits=gone)
