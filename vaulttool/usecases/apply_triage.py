"""Make notes of the people who were ticked in a triage note, and take over what was ticked of contacts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from vaulttool.exchange.differences import Difference, differences
from vaulttool.exchange.log_lines import Talk
from vaulttool.exchange.note_name import NAMELESS, note_name
from vaulttool.exchange.person_note import person_note
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.remembered import Remembered, write_remembered
from vaulttool.network.contact import Contact
from vaulttool.network.move import MOVED, Move
from vaulttool.notes.block_items import Item
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.managed_block import read_items
from vaulttool.notes.paths import fold_file_name, name_of
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_list_property, set_property, yaml_text
from vaulttool.pages.triage import BLOCK, who_id
from vaulttool.usecases.everybody import ReadBytes, Somebody, csv_of
from vaulttool.usecases.history import untold, with_history
from vaulttool.usecases.import_people import Import, Place, Rows, gather
from vaulttool.usecases.import_talks import log_talks, remembered_talks
from vaulttool.usecases.outcome import Outcome

_TICKED = ("x", "X")


@dataclass(frozen=True, slots=True)
class NewNotes:
    """How notes of new people are made in this vault."""

    folder: str
    taken: Iterable[str]
    """Paths of all notes."""
    property_name: Callable[[str], str] = str
    unknown: str = "unknown"
    """The vault's own word for the status of somebody who asked and is not known yet."""


def apply_triage(
    note: str, contacts: Mapping[str, Contact], read_bytes: ReadBytes, place: Place, notes: NewNotes
) -> Outcome:
    """Find the notes to make for the ticked people of one triage note; who has one already gets no second.

    A note has what every source said of the person, and their messages and meetings come into the log. A
    ticked difference is taken over into the contact's note. A tick that means nobody is a Problem.
    """
    items = {item.id: item for item in read_items(read_bytes(note) or b"", BLOCK)}
    ticked = {key for key, item in items.items() if item.box in _TICKED}
    found = gather((), (), contacts, read_bytes, _with(place, note))
    rows = {row.id: (one, row) for one in found.everyone for where, row in one.kept if where == note}
    offered = _differences(found, note, place.region)
    maker, whole = Maker(notes), Rows(place)
    edits: list[Edit] = []
    problems: list[Problem] = []
    talks: dict[str, list[Talk]] = defaultdict(list)
    made: dict[str, str] = {}
    for key, item in items.items():
        who = items.get(who_id(key))
        if key.endswith("-who") or not (key in ticked or (who and who.id in ticked)):
            continue
        if key in rows:
            one, row = rows[key]
            if not one.has_note:
                edits.append(_note(one, item, who, note, maker, whole))
                made[key] = edits[-1].path
                for source, said in remembered_talks(row.talks, edits[-1].path).items():
                    talks[source] += said
        elif key in offered:
            difference, row = offered[key]
            taken = _take_over(difference, edits, problems, contacts, read_bytes, notes.property_name)
            if taken:
                _keep_before(difference, row, edits, problems, contacts, place)
        elif not _is_done(item, found, note):
            what = f"nobody in the table beside {note} has the id of this line"
            problems.append(
                Problem(note, item.line, what, "Import the file again, or add the person by hand.")
            )
    edits += _remembered(found, note, made, read_bytes)
    logged = log_talks(talks, read_bytes, place)
    edits += logged.edits
    return Outcome(tuple(edits), tuple(problems), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def _remembered(found: Import, note: str, made: Mapping[str, str], read_bytes: ReadBytes) -> list[Edit]:
    """Give the edit that writes down beside the note which notes were made."""
    old = read_bytes(csv_of(note))
    if not made or old is None:
        return []
    rows = (replace(row, note=made.get(row.id, row.note)) for row in found.kept[note].values())
    why = f"{len(made)} of them have a note now"
    return [Edit(csv_of(note), content_hash(old), write_remembered(rows), why)]


def _with(place: Place, note: str) -> Place:
    return replace(place, notes=tuple(dict.fromkeys((*place.notes, note))))


def _differences(found: Import, note: str, region: str) -> dict[str, tuple[Difference, Remembered]]:
    """Give what a note may propose, by the ids of its boxes, each with the row that says it."""
    return {
        difference.id: (difference, row)
        for one in found.everyone
        if (contact := found.contacts.get(one.contact))
        for where, row in one.kept
        if where == note
        for difference in differences(contact, row.person, region)
    }


def _is_done(item: Item, found: Import, note: str) -> bool:
    """Tell whether a box proposed what the contact's note says by now."""
    told = (told for row in found.kept.get(note, {}).values() for told in row.told)
    return item.id in {pair.rpartition("@")[0] for pair in told}


class Maker:
    """Makes notes of new people, no two of one name."""

    def __init__(self, notes: NewNotes) -> None:
        self._notes = notes
        self._names = {fold_file_name(name_of(path)) for path in notes.taken}

    def note(self, person: ImportedPerson, why: str, is_known: bool = True, words: str = "") -> Edit:
        """Give the edit that makes a note; `words` say why somebody unknown wants to connect."""
        shown = person.name or next(iter(person.emails), "").partition("@")[0] or NAMELESS
        name = note_name(shown, self._names)
        self._names.add(fold_file_name(name))
        status = "" if is_known else self._notes.unknown
        text = person_note(person, self._notes.property_name, status, words)
        folder = self._notes.folder.strip("/")
        return Edit(f"{folder}/{name}.md".lstrip("/"), None, text.encode("utf-8", "replace"), why)


def _note(one: Somebody, item: Item, who: Item | None, note: str, maker: Maker, rows: Rows) -> Edit:
    is_known = item.box in _TICKED
    words = " ".join(who.words) if who and not is_known else ""
    why = f"ticked in {note}" if is_known else f"asked about in {note}"
    return maker.note(rows.whole(one), why, is_known, words)


def _take_over(
    difference: Difference,
    edits: list[Edit],
    problems: list[Problem],
    contacts: Mapping[str, Contact],
    read_bytes: ReadBytes,
    property_name: Callable[[str], str],
) -> bool:
    """Add the edit that a ticked difference asks for, on top of another one of the same note; say whether."""
    path = difference.contact
    earlier = next((edit for edit in edits if edit.path == path), None)
    source = earlier.new if earlier else read_bytes(path)
    if source is None:
        return False
    name = property_name(difference.name)
    if difference.is_more:
        contact = contacts[path]
        there = contact.emails if difference.name == "email" else contact.phones
        new = set_list_property(source, path, name, [*there, *_added(earlier, difference), difference.there])
    else:
        new = set_property(source, path, name, yaml_text(difference.there))
    if isinstance(new, Problem):
        problems.append(new)
        return False
    why = f"{difference.name} {difference.there}"
    if earlier:
        edits.remove(earlier)
        why = f"{earlier.why}, {why}"
    expected = earlier.expected if earlier else content_hash(source)
    edits.append(Edit(path, expected, new, why))
    return True


def _keep_before(
    difference: Difference,
    row: Remembered,
    edits: list[Edit],
    problems: list[Problem],
    contacts: Mapping[str, Contact],
    place: Place,
) -> None:
    """Let the note's History tell what the property said before, in the edit that changes it."""
    what = next((one for one in MOVED if one == difference.name), None)
    if what is None or place.today is None:
        return
    move = Move(place.today, what, difference.here, difference.there, row.since)
    edit = edits.pop()
    new = edit.new
    if untold([move], contacts[difference.contact]) and new is not None:
        told = with_history(new, edit.path, [move], place.language, place.history_heading)
        if isinstance(told, Problem):
            problems.append(told)
        else:
            new = told
    edits.append(replace(edit, new=new))


def _added(earlier: Edit | None, difference: Difference) -> list[str]:
    """Give what an earlier tick of this run added to the same list."""
    if earlier is None:
        return []
    said = (part.partition(" ") for part in earlier.why.split(", "))
    return [value for name, _, value in said if name == difference.name]
