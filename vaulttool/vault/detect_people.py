"""Where a vault keeps its people."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from vaulttool.network.property_names import NOT_PEOPLE, PROPERTY_NAMES
from vaulttool.network.property_value import words_of
from vaulttool.network.recognise import ContactRules
from vaulttool.notes.front_matter import fold_name
from vaulttool.vault.detect_templates import ancestors
from vaulttool.vault.detection import Finding, count_of
from vaulttool.vault.folder_names import GENERAL, PEOPLE, fold_folder_name, is_called
from vaulttool.vault.note_sample import SampledNote

_TELLING = (
    "email", "phone", "company", "role", "city", "circle", "cadence", "last_contact", "met", "met_at",
    "introduced_by", "birthday", "household", "first_name", "last_name",
)  # fmt: skip
_PERSON_KEYS = frozenset(fold_name(other) for name in _TELLING for other in PROPERTY_NAMES[name]) - {
    "title", "role", "location", "place", "frequency", "industry", "field",
} | {"linkedin", "relationship", "partner", "spouse", "children", "twitter", "github"}  # fmt: skip
_NAME = re.compile(r"@?[^\W\d_][\w'’.-]*(?: (?:de|du|von|van|der|la|le|di|da|al|el|[^\W\d_][\w'’.-]*)){1,3}")
_FIRST_NAME = re.compile(r"[^\W\d_][^\W\d_'’-]+")
_TAG = re.compile(r"(?<!\S)#([^\s#]+)")
_SLUG = re.compile(r"[^\W\d_]{2,}(?:[-_.][^\W\d_]{2,}){1,2}")


def detect_people(notes: Sequence[SampledNote], is_left_out: Callable[[str], bool]) -> list[Finding]:
    """Find the folders of people; where notes say by themselves that they are people, folders add little."""
    groups: defaultdict[str, list[SampledNote]] = defaultdict(list)
    for note in notes:
        if not is_left_out(note.path):
            groups[note.folder].append(note)
    found = {folder: why for folder, group in groups.items() if (why := _why_people(folder, group))}
    found |= _folders_of_folders(groups, found)
    declared = sum(is_declared(note) for group in groups.values() for note in group)
    if not found and not declared:
        return []
    if not found:
        why = f"{count_of(declared, 'note')} say by type, category or tag that they are people"
        fr = f"{count_of(declared, 'note')} disent par type, catégorie ou étiquette être des personnes"
        return [Finding("people_folders", (), why, fr)]
    folders = _joined(_with_parents(found, groups))
    why = "; ".join(found[folder] for folder in sorted(found)[:4])
    return [Finding("people_folders", folders, why, "ses notes se lisent comme des personnes")]


def _why_people(folder: str, group: Sequence[SampledNote]) -> str:
    """Say why a folder holds people, "" if it doesn't look so."""
    if not folder:
        return ""
    people = [note for note in group if looks_like_person(note)]
    declared = sum(is_declared(note) for note in group)
    if declared and fold_folder_name(folder) in GENERAL:
        # They are people by their own word; the next page of this folder may be anything.
        return ""
    named = is_called(folder, PEOPLE)
    share = len(people) / len(group)
    looked = f"{len(people)} of {count_of(len(group), 'note')} looked at in {folder} read like people"
    if named and share >= 0.5:
        return f"{looked}, and so does its name"
    if named and not any(is_something_else(note) for note in group) and _could_be_names(group) >= 0.6:
        return f"its name is {folder.rpartition('/')[2]}, and its notes bear names of people"
    if len(group) >= 2 and share >= 0.7 and declared >= 0.5 * len(group):
        return f"{declared} of {count_of(len(group), 'note')} looked at in {folder} say that they are people"
    if len(group) >= 3 and share >= 0.8 and _names_only(group) >= 0.6:
        return looked
    return ""


def _folders_of_folders(groups: Mapping[str, Sequence[SampledNote]], found: Iterable[str]) -> dict[str, str]:
    """Find people who have a folder each: Contacts/Ana Ruiz/contact.md."""
    seen = tuple(found)
    whys: dict[str, str] = {}
    for folder in sorted(ancestors(groups)):
        inside = [note for below, group in groups.items() if below.startswith(folder + "/") for note in group]
        has_some = any(other == folder or other.startswith(folder + "/") for other in seen)
        if is_called(folder, PEOPLE) and not has_some and folder not in groups and len(inside) >= 2:
            why = _why_people(folder, inside)
            whys |= {folder: why} if why else {}
    return whys


def _could_be_names(group: Sequence[SampledNote]) -> float:
    """Give the share of notes that are called as people may be, first names alone among them."""
    return sum(bears_a_name(note) or bool(_FIRST_NAME.fullmatch(note.stem)) for note in group) / len(group)


def _names_only(group: Sequence[SampledNote]) -> float:
    return sum(bears_a_name(note) for note in group) / len(group)


def bears_a_name(note: SampledNote) -> bool:
    """Say whether the file is called as people are: "Ana Ruiz", "@Ana", "ana-ruiz"."""
    stem = note.stem
    if stem.startswith("@") and not any(c.isdigit() for c in stem):
        return True
    if _NAME.fullmatch(stem):
        return all(word[:1].isupper() or len(word) < 4 for word in stem.lstrip("@").split())
    return bool(_SLUG.fullmatch(stem))


def looks_like_person(note: SampledNote) -> bool:
    """Say whether a note says that it is a person, or has what only notes of people have."""
    if is_declared(note):
        return True
    if is_something_else(note):
        return False
    keys = {fold_name(prop.name.partition("[")[0]) for prop in note.front_matter.properties}
    telling = len(keys & _PERSON_KEYS)
    return telling >= 2 or (telling == 1 and bears_a_name(note))


def is_declared(note: SampledNote) -> bool:
    """Say whether the note's type, category or tag is one of those that mean a person."""
    rules = ContactRules()
    kinds = {*_folded(note, "type"), *_folded(note, "categories")}
    wanted = {fold_name(word) for word in (*rules.types, *rules.categories)}
    tags = {tag.lstrip("#").casefold() for tag in (*_words(note, "tags"), *_TAG.findall(note.body))}
    return bool(kinds & wanted) or bool(tags & set(rules.tags))


def is_something_else(note: SampledNote) -> bool:
    """Say whether the note's type or category is that of another thing: a company, a meeting, a book."""
    return bool(
        {*_folded(note, "type"), *_folded(note, "categories")} & {fold_name(kind) for kind in NOT_PEOPLE}
    )


def _folded(note: SampledNote, name: str) -> Iterable[str]:
    return (fold_name(word) for word in _words(note, name))


def _words(note: SampledNote, name: str) -> tuple[str, ...]:
    found = note.front_matter.find(*PROPERTY_NAMES[name])
    return () if found is None else words_of(found.value)


def _with_parents(found: Iterable[str], groups: Iterable[str]) -> set[str]:
    """Name People rather than People/Family and People/Work, if everything below it is people."""
    people, all_folders = set(found), set(groups)
    for folder in sorted(people, key=lambda folder: folder.count("/"), reverse=True):
        parent = folder.rpartition("/")[0]
        below = {other for other in all_folders if other == parent or other.startswith(parent + "/")}
        if (
            parent
            and is_called(parent, PEOPLE)
            and all(other in people for other in below if other != parent)
        ):
            people.add(parent)
    return people


def _joined(found: Iterable[str]) -> tuple[str, ...]:
    """Leave out what lies below another one; three of one name under different folders become `*/NAME`."""
    outer: list[str] = []
    for folder in sorted(found):
        if not any(folder.startswith(above + "/") for above in outer):
            outer.append(folder)
    last: defaultdict[str, list[str]] = defaultdict(list)
    for folder in outer:
        last[folder.rpartition("/")[2]].append(folder)
    many = {name for name, folders in last.items() if len(folders) >= 3 and is_called(name, PEOPLE)}
    joined = [f"*/{name}" if (name := folder.rpartition("/")[2]) in many else folder for folder in outer]
    return tuple(dict.fromkeys(joined))
