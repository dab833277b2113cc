"""Make notes of the people who were ticked in a triage note."""

from collections.abc import Callable, Iterable, Mapping

from vaulttool.exchange.note_name import NAMELESS, note_name
from vaulttool.exchange.person_note import person_note
from vaulttool.exchange.remembered import Remembered, read_remembered
from vaulttool.network.contact import Contact
from vaulttool.notes.block_items import Item
from vaulttool.notes.edit import Edit
from vaulttool.notes.managed_block import read_items
from vaulttool.notes.paths import fold_file_name, name_of
from vaulttool.notes.problem import Problem
from vaulttool.pages.triage import BLOCK, who_id
from vaulttool.usecases.import_people import Place, ReadBytes, link_rows
from vaulttool.usecases.outcome import Outcome

_TICKED = ("x", "X")


def apply_triage(
    note: str,
    contacts: Mapping[str, Contact],
    read_bytes: ReadBytes,
    place: Place,
    people_folder: str,
    taken: Iterable[str],
    property_name: Callable[[str], str] = str,
) -> Outcome:
    """Find the notes to make for the ticked people of one triage note; who has one already gets no second.

    `taken` are the paths of all notes. A tick whose person is no longer in the CSV is a Problem.
    """
    items = {item.id: item for item in read_items(read_bytes(note) or b"", BLOCK)}
    csv_path = f"{note.removesuffix('.md')}.csv"
    kept = {row.id: row for row in read_remembered(read_bytes(csv_path) or b"")}
    without_note = link_rows((), kept, contacts, place.region).without_note
    names = {fold_file_name(name_of(path)) for path in taken}
    edits: list[Edit] = []
    problems: list[Problem] = []
    for key, item in items.items():
        who = items.get(who_id(key))
        if item.box not in _TICKED and not (who and who.box in _TICKED):
            continue
        if key.endswith("-who"):
            continue
        if key not in kept:
            what = f"nobody in {csv_path} has the id of this line"
            problems.append(
                Problem(note, item.line, what, "Import the file again, or add the person by hand.")
            )
        elif key in without_note:
            edit = _edit(kept[key], item, who, note, people_folder, names, property_name)
            names.add(fold_file_name(name_of(edit.path)))
            edits.append(edit)
    return Outcome(tuple(edits), tuple(problems), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def _edit(
    row: Remembered,
    item: Item,
    who: Item | None,
    note: str,
    folder: str,
    names: set[str],
    property_name: Callable[[str], str],
) -> Edit:
    person = row.person
    shown = person.name or next(iter(person.emails), "").partition("@")[0] or NAMELESS
    name = note_name(shown, names)
    is_known = item.box in _TICKED
    words = " ".join(who.words) if who and not is_known else ""
    text = person_note(person, property_name, "" if is_known else "unknown", words)
    path = f"{folder.strip('/')}/{name}.md" if folder.strip("/") else f"{name}.md"
    why = f"ticked in {note}" if is_known else f"asked about in {note}"
    return Edit(path, None, text.encode("utf-8", "replace"), why)
