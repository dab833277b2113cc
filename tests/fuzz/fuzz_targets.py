"""What any bytes must not do: one target for each thing that reads what a stranger may have written.

A target takes bytes and raises nothing, or AssertionError for a broken promise.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from vaulttool.cli.printing import safe
from vaulttool.exchange.calendar import read_calendar
from vaulttool.exchange.csv_people import read_people
from vaulttool.exchange.csv_write import safe_cell
from vaulttool.exchange.ldif import read_ldif
from vaulttool.exchange.mail import read_mbox
from vaulttool.exchange.names import clean_name, split_name
from vaulttool.exchange.org_contacts import read_org
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard import read_vcards
from vaulttool.notes import obsidian_yaml, yaml_gate
from vaulttool.notes.file_name import MOST_BYTES, bearable_name
from vaulttool.notes.front_matter import fold_name, read_front_matter, split_front_matter
from vaulttool.notes.managed_block import replace_block
from vaulttool.notes.parse import parse_note
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.notes.property_edit import set_list_property, set_properties, set_property, yaml_text
from vaulttool.pages.escape import link_target, link_text, list_item, one_line
from vaulttool.pages.language import Language
from vaulttool.pages.render import OwnTemplate, render
from vaulttool.vault.facts import Reading, read_facts
from vaulttool.vault.languages import load_languages
from vaulttool.vault.read_settings import read_settings
from vaulttool.vault.read_vault import resolve
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import WalkResult

from reading_notes import PEOPLE, days_of, read_notes

CORPUS = Path(__file__).parent / "corpus"
TODAY = dt.date(2026, 11, 24)
PATHS = ("2026-11-03.md", "People/Ana Ruiz.md", "2026-W45.md", "Roof.md")
_READING = Reading(Settings(), Settings().contact_rules(), load_languages("en"))
_PEOPLE = {f"People/{one}.md": read_facts(b"", f"People/{one}.md", "", _READING) for one in PEOPLE.values()}


def note(data: bytes) -> None:
    """Reading a note: its lines, its properties, whom it says one met."""
    try:
        read = parse_note(data, PATHS[0])
    except UnicodeDecodeError:
        pass
    else:
        numbers = [line.number for line in read.lines]
        assert numbers == sorted(numbers)
        assert all("\n" not in line.text for line in read.lines)
    path = PATHS[len(data) % len(PATHS)]
    facts = _PEOPLE | {path: read_facts(data, path, "", _READING)}
    days_of(resolve(_READING.settings, WalkResult(()), facts), TODAY)


def loaders(data: bytes) -> None:
    """The two YAML loaders read the same (FAULTS C7), but for byte order marks: one passes over them."""
    block = data[:300].decode("utf-8", "replace").replace("\ufeff", "")
    text = f"---\n{block}\n---\n"
    fast = read_front_matter(text, PATHS[0])
    kept = obsidian_yaml.loader, yaml_gate.loader
    obsidian_yaml.loader = yaml_gate.loader = lambda: yaml.SafeLoader  # type: ignore[assignment]
    try:
        slow = read_front_matter(text, PATHS[0])
    finally:
        obsidian_yaml.loader, yaml_gate.loader = kept
    if slow.problem is None and fast.problem is None:
        assert slow.properties == fast.properties


_COMMAND = re.compile(rb"(set|ours|remove|list) ([^:\n]*)(?:: ?([^\n]*))?\n")


def property_edit(data: bytes) -> None:
    """An edit of a note: `set NAME: VALUE`, `ours …`, `remove NAME` or `list NAME: a|b`, then the note."""
    said = _COMMAND.match(data)
    name = said[2].decode("utf-8", "replace") if said else "last_contact"
    value = (said[3] or b"").decode("utf-8", "replace") if said else "2026-11-02"
    kind = said[1] if said else b"set"
    source = data[said.end() :] if said else data

    def edit(content: bytes) -> bytes | Problem:
        if kind == b"list":
            return set_list_property(content, "p.md", name, value.split("|") if value else [])
        wanted = None if kind == b"remove" else value
        if kind == b"ours":
            return set_properties(content, "p.md", {name: wanted, "other": None}, ours=True)
        return set_property(content, "p.md", name, wanted)

    result = edit(source)
    if isinstance(result, Problem):
        assert str(result)
        return
    assert edit(result) == result, "a second edit changes more"
    _nothing_else_changed(
        source, result, {fold_name(name), "other"} if kind == b"ours" else {fold_name(name)}
    )


def _nothing_else_changed(source: bytes, result: bytes, asked: set[str]) -> None:
    before, after = source.decode("utf-8"), result.decode("utf-8")
    assert before.startswith("\ufeff") == after.startswith("\ufeff")
    old, old_body = _block(before)
    new, new_body = _block(after)
    if old is None:
        assert new is None or before.removeprefix("\ufeff") in (new_body, "")
        return
    assert new is not None
    assert new_body == old_body
    values = _values(old)
    if values is None:  # a garbled block that was mended: lines went, and none came but ours
        gone = [line for line in old.split("\n") if line not in new.split("\n")]
        assert all(fold_name(line.partition(":")[0].strip(" \t\"'\ufeff")) in asked for line in gone), gone
        return
    others = [(key, text) for key, text in values if fold_name(key) not in asked]
    assert others == [(key, text) for key, text in _values(new) or () if fold_name(key) not in asked]


def _block(text: str) -> tuple[str | None, str]:
    block, body, _ = split_front_matter(text)
    return block, body


def _values(block: str) -> list[tuple[str, str]] | None:
    """Give keys and values of a block by PyYAML's own node marks: the bytes that each value has."""
    plain = block.translate({0x85: "·", 0x2028: "·", 0x2029: "·"})
    try:
        node = yaml.compose(plain, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(node, yaml.MappingNode):
        return []
    return [
        (str(getattr(key, "value", key)), _bare(block[value.start_mark.index : value.end_mark.index]))
        for key, value in node.value
    ]


def _bare(value: str) -> str:
    """Leave comments out: libyaml counts those behind an empty value to it."""
    return "\n".join(line for line in value.split("\n") if not line.lstrip().startswith("#")).strip()


def block(data: bytes) -> None:
    """A generated block put into any note: outside its markers nothing changes."""
    content, _, source = data.partition(b"\n====\n")
    text = content.decode("utf-8", "replace")
    result = replace_block(source, "p.md", "agenda", text)
    if isinstance(result, Problem):
        return
    assert replace_block(result, "p.md", "agenda", text) == result, "a second time changes more"
    begin, end = b"<!-- vaulttool:begin agenda -->", b"<!-- vaulttool:end agenda -->"
    if source.count(begin) == source.count(end) == 1:
        assert result.startswith(source[: source.index(begin) + len(begin)])
        assert result.endswith(source[source.index(end) :])
    elif b"vaulttool:" not in source:
        assert result.startswith(source)


def settings(data: bytes) -> None:
    """A settings note of a stranger: every path stays in the vault, and the settings can be used."""
    try:
        found = read_front_matter(data.decode("utf-8-sig"), "vaulttool.md")
    except UnicodeDecodeError:
        return
    read = read_settings(found).settings
    folders = [getattr(read, name) for name in read.__slots__ if name.endswith("_folder")]
    folders += [*read.people_folders, *read.templates_folders, *read.ignore_folders, *read.private_folders]
    for folder in folders:
        names = folder.removeprefix("*/").split("/")
        assert ".." not in names
        assert not folder.startswith(("/", "~")) and "\\" not in folder and "\0" not in folder
        assert folder == "" or not any(name.startswith(".") or not name for name in names)
    for period in (read.daily, read.weekly):
        for path in PATHS:
            period.parse(path)
    read.cadence_rules()
    read_notes({PATHS[0]: "- lunch with [[Ana Ruiz]]\n"}, read)


_FACTS: Mapping[str, object] = {"few": [1, 2, 3], "who": "Ana Ruiz", "map": {"one": 1}}
_EN = Language("en")


def template(data: bytes) -> None:
    """A template of a stranger: a page, or a problem that names it."""
    own = OwnTemplate("Mine/agenda.md", data.decode("utf-8", "replace"))
    try:
        page = render("agenda.md", _FACTS, _EN, {"agenda.md": own})
    except VaultError as error:
        assert error.problem.path == "Mine/agenda.md"
    else:
        assert len(page) <= 4_000_000


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def name(data: bytes) -> None:
    """A name from outside in each place where it may come to stand."""
    text = (
        data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace") if _is_text(data) else str(data)
    )
    split_name(text)
    for made in (bearable_name(text), bearable_name(clean_name(text))):
        assert not re.search(r'[/\\*"<>:|?#^\[\]\x00-\x1f]', made)
        assert len(made.encode()) <= MOST_BYTES + len(" (person)")
        assert made not in (".", "..") and not made.startswith(".") and made == made.strip(" .")
    assert not _CONTROL.search(one_line(text)) and not _CONTROL.search(safe(text).translate({9: "", 10: ""}))
    assert not re.search(r"(?<!\\)(\[\[|`)", list_item(text))
    assert not re.search(r"[\[\]|\n]", link_text(text))
    assert not re.search(r"[\[\]|#\n]", link_target(text))
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or re.fullmatch(r"\+?[\d ()./-]+\n?", cell)
    scalar = yaml_text(text)
    assert "\n" not in scalar
    loaded = read_front_matter(f"---\na: {scalar}\n---\n", "p.md")
    assert loaded.problem is None
    assert (loaded.properties[0].value or "") == re.sub("[\ud800-\udfff]", "\ufffd", text)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def imports(data: bytes) -> None:
    """A file of another program: people with names that can be kept, or what was left out."""
    lines = data.splitlines(keepends=True)
    records = [
        *read_vcards(lines, "f"),
        *read_people(lines, "f"),
        *read_ldif(lines, "f"),
        *read_mbox(lines, "f"),
    ]
    records += read_org(lines, "f")
    records += read_calendar(lines, "f", frozenset(), TODAY)
    for one in records:
        if isinstance(one, ImportedPerson):
            assert not _CONTROL.search(one.name), one.name


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (note, loaders, property_edit, block, settings, template, name, imports)
}
