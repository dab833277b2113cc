"""Make an adopted vault feel as if Obsidian had always had it: types, templates, tables of people."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from vaulttool.exchange.obsidian_types import WrongTypes, merge_types
from vaulttool.network.cadence import Cadence
from vaulttool.network.circle import CIRCLES, read_circle
from vaulttool.network.contact import Contact
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import date_of, raw_texts
from vaulttool.notes.edit import Edit
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.paths import in_folder
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.obsidian_base import BaseWords, meetings_base, people_base
from vaulttool.pages.obsidian_templates import Filler, TemplateWords, obsidian_templates
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.source_if_there import source_if_there
from vaulttool.vault.find_vault import config_folder
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

_DATES = ("last_contact", "last_contact_by_hand", "died", "snooze_until")
_LISTS = ("email", "phone", "offers", "needs", "dates")
_MEETING_TYPE = {"en": "meeting", "fr": "réunion"}
_PERSON_TYPE = {"en": "person", "fr": "personne"}


def set_up_obsidian(vault: OpenVault) -> Outcome:
    """Give the edits that add what is missing of types.json, templates, `People.base` and `Meetings.base`.

    What is there already is left alone, and told. Raises VaultError where there is no configuration folder,
    or where its types.json cannot be read.
    """
    config = config_folder(vault.root)
    if config is None:
        mend = "Open the folder once as a vault in Obsidian, then run this again."
        raise VaultError(Problem("", None, "Obsidian has not been here yet", mend, "no-obsidian"))
    names = names_in_use(vault)
    edits, problems = _types(vault, f"{config.name}/types.json", names)
    show: list[str] = []
    uses_templater = (config / "plugins" / "templater-obsidian").is_dir()
    for path, text in {**_templates(vault, names, uses_templater), **_bases(vault, names)}.items():
        if (vault.root / path).exists():
            show.append(f"{path} is there already, and stays as it is")
        else:
            edits.append(Edit(path, None, text.encode(), "for Obsidian"))
    show = [f"{edit.path}: {edit.why}" for edit in edits] + show
    return Outcome(tuple(edits), tuple(problems), tuple(show), tuple({"path": edit.path} for edit in edits))


def names_in_use(vault: OpenVault) -> dict[str, str]:
    """Give our name of each property → what this vault calls it: by its settings, else as most notes do."""
    held = Counter(name for contact in vault.read.contacts.values() for name in contact.properties)
    found: dict[str, str] = {}
    for ours, known in PROPERTY_NAMES.items():
        usual = max(known, key=lambda name: held[fold_name(name)])
        found[ours] = usual if held[fold_name(usual)] else ours
    return {**found, **vault.settings.properties}


def _types(vault: OpenVault, path: str, names: Mapping[str, str]) -> tuple[list[Edit], list[Problem]]:
    text, expected = _read(vault, path)
    wanted = _wanted_types(list(vault.read.contacts.values()), names)
    try:
        merged, otherwise = merge_types(text, wanted)
    except WrongTypes as error:
        mend = "Mend it, or let Obsidian write it anew; it is left alone."
        raise VaultError(Problem(path, None, f"not as Obsidian writes it: {error}", mend, "types")) from error
    problems = [
        Problem(path, None, f"{name} is {kind} here, where {wanted[name]} would fit",
                "Change it in Obsidian if you like; nothing depends on it.", "type-differs")
        for name, kind in otherwise.items()
    ]  # fmt: skip
    edits = [Edit(path, expected, merged.encode(), "types of properties")] if merged != text else []
    return edits, problems


def _read(vault: OpenVault, path: str) -> tuple[str, str | None]:
    """Give a file's text and hash; nothing and None where it is not there. Raises VaultError."""
    source = source_if_there(partial(read_source, vault.root), path)
    if source is None:
        return "", None
    try:
        return source.content.decode("utf-8-sig"), source.hash
    except UnicodeDecodeError as error:
        raise VaultError(
            Problem(path, None, "the file is not UTF-8", "It is left alone.", "types")
        ) from error


def _wanted_types(contacts: Sequence[Contact], names: Mapping[str, str]) -> dict[str, str]:
    """Give the types that the values of this vault fit, so that no property turns up as wrong."""

    def values(ours: str) -> list[object]:
        own = fold_name(names.get(ours, ours))
        return [value for contact in contacts if (value := contact.properties.get(own)) not in (None, "", [])]

    dates = [one for one in _DATES if all(date_of(value) is not None for value in values(one))]
    lists = [one for one in _LISTS if all(isinstance(value, list) for value in values(one))]
    wanted = {names.get(ours, ours): "date" for ours in dates}
    wanted |= {names.get(ours, ours): "multitext" for ours in lists}
    wanted |= {names.get("last_contact_note", "last_contact_note"): "text", "date": "date"}
    return wanted | {names.get("private", "private"): "checkbox", "attendees": "multitext"}


def _templates(vault: OpenVault, names: Mapping[str, str], uses_templater: bool) -> dict[str, str]:
    """Give path and text of templates; none where the vault has no folder for them."""
    folder = next((one for one in vault.settings.templates_folders if not one.startswith("*")), "")
    if not folder.strip("/"):
        return {}
    words = TemplateWords(
        vault.language, _word_of(vault.settings.contact_types, _PERSON_TYPE[vault.language]),
        _MEETING_TYPE[vault.language], names,
    )  # fmt: skip
    fillers: tuple[Filler, ...] = ("core", "templater") if uses_templater else ("core",)
    return {
        in_folder(folder, name): text
        for filler in fillers
        for name, text in obsidian_templates(words, filler).items()
    }


def _word_of(allowed: Sequence[str], usual: str) -> str:
    return usual if usual in allowed or not allowed else allowed[0]


def _bases(vault: OpenVault, names: Mapping[str, str]) -> dict[str, str]:
    settings, rules = vault.settings, vault.settings.cadence_rules()
    circles, cadences = _words_in_use(vault, names)
    left_out = (settings.archive_folder, *(f for f in settings.templates_folders if not f.startswith("*")))
    words = BaseWords(
        language=vault.language,
        people_folders=settings.people_folders,
        contact_types=_in_use(vault, settings.contact_types, names.get("type", "type")),
        contact_tags=_in_use(vault, settings.contact_tags, names.get("tags", "tags")),
        meetings_folder=settings.meetings_folder,
        left_out_folders=left_out,
        names=names,
        circles=circles,
        circle_cadences=rules.circles,
        cadences=cadences,
        default=rules.default,
        asleep=("resting", *(own for own, meant in settings.status_words.items() if meant == "resting")),
        me=vault.read.me,
    )
    return {
        "People.base": people_base(words),
        "Meetings.base": meetings_base(words, ("meeting", "réunion", "lunch", "déjeuner", "call", "appel")),
    }


def _in_use(vault: OpenVault, words: Sequence[str], name: str) -> tuple[str, ...]:
    """Give the words that a person's note has in that property; all of them where nobody is here yet."""
    contacts = vault.read.contacts.values()
    said = {text.lstrip("#") for one in contacts for text in raw_texts(one.properties.get(fold_name(name)))}
    return tuple(word for word in words if word in said or not contacts)


def _words_in_use(
    vault: OpenVault, names: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Cadence]]:
    """Give the words that people's notes have for each circle, and those for a cadence of their own."""
    own = fold_name(names.get("circle", "circle"))
    circles: defaultdict[str, set[str]] = defaultdict(set)
    cadences: dict[str, Cadence] = {}
    for contact in vault.read.contacts.values():
        for word in raw_texts(contact.properties.get(own)):
            circles[read_circle(word)].add(word)
        if contact.cadence is not None and contact.cadence_text:
            cadences[contact.cadence_text] = contact.cadence
    return {name: tuple(sorted({name, *circles[name]})) for name in (*CIRCLES, "daily")}, cadences
