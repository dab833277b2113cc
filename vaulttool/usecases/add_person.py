"""Make a note for a new person."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.recognise import recognise_contact
from vaulttool.notes.edit import Edit
from vaulttool.notes.front_matter import FrontMatter
from vaulttool.notes.parse import read_properties
from vaulttool.notes.paths import in_folder
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.notes.property_edit import set_list_property, set_properties, yaml_text
from vaulttool.usecases.file_name import file_name
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.render_template import render_template
from vaulttool.vault.first_notes import first_notes
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import Source
from vaulttool.vault.resolution import Ambiguous, fold_path
from vaulttool.vault.vault_read import VaultRead

_CALLED_SO = ("person", "people", "contact", "personne", "fiche")


def add_person(
    name: str,
    said: Mapping[str, Sequence[str]],
    read: VaultRead,
    read_source: Callable[[str], Source],
    now: dt.datetime,
    language: str,
) -> Outcome:
    """Give the edit that makes a note for `name`, from the vault's own template for people if it has one.

    `said` are values by our names for properties. Raises VaultError where the person, or another note of that
    name, is there already, and where the template cannot bear the values.
    """
    name = " ".join(name.split())
    stem = file_name(name)
    _refuse_known(name, stem, read)
    folder = people_folder(read)
    path = in_folder(folder, f"{stem}.md")
    content, source = _from_template(stem, read, read_source, now, language)
    aliases = [name] if stem != name and name.casefold() != stem.casefold() else []
    content = _with(content, path, {**said, **({"aliases": aliases} if aliases else {})}, read)
    content = _as_contact(content, path, read)
    why = f"a note for {name}, from {source}" if source else f"a note for {name}"
    return Outcome(edits=(Edit(path, None, content, why),), show=(f"{path}: {why}",), data=({"path": path},))


def _refuse_known(name: str, stem: str, read: VaultRead) -> None:
    for one in (name, stem):
        found = read.people.by_name(one)
        if found is not None:
            paths = found.paths if isinstance(found, Ambiguous) else (found,)
            mend = "Open that note, or tell the two apart: “Name (Company)”."
            raise VaultError(Problem(paths[0], None, f'"{one}" is there already', mend, "known-person"))
    if read.links.has_name(stem):
        there = read.links.resolve(stem, "")
        place = there if isinstance(there, str) else there.paths[0] if there else _with_name(stem, read)
        what = f"a note of that name is there already, and [[{stem}]] would mean either"
        raise VaultError(Problem(place, None, what, "Give the person a longer name.", "known-name"))


def _with_name(stem: str, read: VaultRead) -> str:
    wanted = fold_path(stem)
    return next((p for p in read.paths if fold_path(p).removesuffix(".md").rpartition("/")[2] == wanted), "")


def people_folder(read: VaultRead) -> str:
    """Give the folder for a new person: the first that the settings name, else where most people are."""
    for folder in read.settings.people_folders:
        if not folder.startswith("*"):
            return folder.strip("/")
    held = Counter(path.rpartition("/")[0] for path in read.contacts)
    return max(held, key=lambda folder: (held[folder], folder)) if held else ""


def _from_template(
    title: str,
    read: VaultRead,
    read_source: Callable[[str], Source],
    now: dt.datetime,
    language: str,
) -> tuple[bytes, str]:
    path = _template(read, read_source)
    if path is None:
        texts = first_notes(language, "people", "templates")
        return next(text for name, text in texts.items() if name.startswith("templates/")).encode(), ""
    template = read_source(path).content
    has_bom = template.startswith(b"\xef\xbb\xbf")
    # A date in a property is ISO, whatever the daily notes are called.
    form = replace(read.settings.daily, pattern="YYYY-MM-DD")
    text = render_template(template.decode("utf-8-sig"), title, now, form)
    return (b"\xef\xbb\xbf" if has_bom else b"") + text.encode(), path


def _template(read: VaultRead, read_source: Callable[[str], Source]) -> str | None:
    """Find the template of a person: one that makes contacts, and best one that is called so."""
    rules = replace(read.settings.contact_rules(), left_out_folders=(), people_folders=())
    found: list[tuple[bool, str]] = []
    for file in read.walked.files:
        if not read.settings.is_template(file.path):
            continue
        words = fold_path(file.path.rpartition("/")[2])
        is_called_so = any(word in words for word in _CALLED_SO)
        try:
            front_matter = read_properties(read_source(file.on_disk).content, file.path)
        except (Unreadable, UnicodeDecodeError):
            continue
        makes_contacts = recognise_contact(file.path, front_matter, None, rules) is not None
        if makes_contacts or (is_called_so and front_matter.find("type") is None):
            found.append((not is_called_so, file.path))
    return min(found)[1] if found else None


def _with(content: bytes, path: str, said: Mapping[str, Sequence[str]], read: VaultRead) -> bytes:
    """Set the values under the names that the template has for them."""
    for ours, values in said.items():
        if not values:
            continue
        front_matter = read_properties(content, path)
        name, is_list = _name_in(front_matter, ours, read)
        new = (
            set_list_property(content, path, name, list(values))
            if is_list or len(values) > 1 or ours == "aliases"
            else set_properties(content, path, {name: yaml_text(values[0])}, even_if_empty=True)
        )
        if isinstance(new, Problem):
            raise VaultError(
                replace(new, mend=f"The note is made from a template; mend that. {new.mend}".strip())
            )
        content = new
    return content


def _name_in(front_matter: FrontMatter, ours: str, read: VaultRead) -> tuple[str, bool]:
    mapped = read.settings.property_name(ours)
    for name in dict.fromkeys((mapped, *PROPERTY_NAMES.get(ours, ()))):
        found = front_matter.find(name)
        if found is not None:
            return found.name, isinstance(found.value, list)
    return mapped, False


def _as_contact(content: bytes, path: str, read: VaultRead) -> bytes:
    """Make sure that the new note is a contact here: by its folder, or else by a `type`."""
    rules = read.settings.contact_rules()
    if recognise_contact(path, read_properties(content, path), None, rules) is not None:
        return content
    kind = rules.types[0] if rules.types else "person"
    new = set_properties(content, path, {"type": yaml_text(kind)}, even_if_empty=True)
    recognised = not isinstance(new, Problem) and recognise_contact(
        path, read_properties(new, path), None, rules
    )
    if isinstance(new, Problem) or not recognised:
        what = f"a note at {path} would be no contact"
        raise VaultError(
            Problem(
                "", None, what, "Look at people_folders and contact_types in your settings.", "no-contact"
            )
        )
    return new
