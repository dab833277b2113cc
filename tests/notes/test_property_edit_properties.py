"""Whatever a front matter looks like, an edit exchanges one value and no other byte."""

import re
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.notes import property_edit, property_map, yaml_gate
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_property, yaml_text

OTHERS = [
    ["aliases: [Bo, 'B. R.'] # short"],
    ["company:   Acme  "],
    ['"email": "ana@example.org"'],
    ["tags:", "- a", "# inside", "- b # c"],
    ["notes: |", "  a: 1", "", "    b", "  # text"],
    ["about: >-", "  é 😀", "  last_contact: no"],
    ["keep: |+", "  x", "", ""],
    ["place: &home Lyon", "born: *home"],
    ["partner: [[Jo]]"],
    ["address: {city: Lyon,", "  street: 'x: y'}"],
    ["nested:", "  last_contact: 1999-01-01", "  deep:", "    - - a"],
    ["plain: runs", "  over lines"],
    ["? odd key", ": odd value"],
    ["empty:"],
    ["phone: 0612345678"],
    ["Été: déjà\u00a0vu"],
    ["odd: a\u2028b\x85c\u2029d"],
    ["# last_contact: 2020-01-01"],
    [""],
    ["   # indented"],
]
KEYS = ["last_contact", "Last Contact", "last-contact", "'lastContact' ", "&k last_contact"]
VALUES = [
    "",
    " ",
    " 2026-10-01",
    "  'x'",
    ' "a\\u00e9"',
    " soon",
    " [a, b]",
    " &a1 x",
    " !!str x",
    " ~",
    "\tx",
]
COMMENTS = ["", " # mine", "  # é: [", "   "]


@dataclass(frozen=True)
class Ugly:
    """A note in pieces: what stands before the property's value, the value, and what stands behind it."""

    before: str
    value: str
    behind: str

    @property
    def source(self) -> bytes:
        return f"{self.before}{self.value}{self.behind}".encode()


@st.composite
def ugly_notes(draw: st.DrawFn, with_property: bool = True) -> Ugly:
    def lines(groups: list[list[str]]) -> str:
        return "".join(line + draw(st.sampled_from(["\n", "\r\n"])) for group in groups for line in group)

    groups = draw(st.lists(st.sampled_from(OTHERS), max_size=6, unique_by=lambda group: group[0]))
    cut = draw(st.integers(0, len(groups)))
    before = draw(st.sampled_from(["", "\ufeff"])) + lines([["---"], *groups[:cut]])
    end = lines(groups[cut:]) + draw(st.sampled_from(["---", "...", "--- \t"]))
    end += draw(
        st.sampled_from(["", "\n", "\r\nbody", "\n---\nlast_contact: 1\n---\n", "\n\n# é\r\ntext \n"])
    )
    if not with_property:
        return Ugly(before, "", end)
    value, comment = draw(st.sampled_from(VALUES)), draw(st.sampled_from(COMMENTS))
    gap = value[: len(value) - len(value.strip())] if value.strip() else ""
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    return Ugly(
        f"{before}{draw(st.sampled_from(KEYS))}:{gap}", value.removeprefix(gap), f"{comment}{line_end}{end}"
    )


def read(source: bytes) -> dict[str, object]:
    text = source.decode("utf-8-sig").translate({0x85: "·", 0x2028: "·", 0x2029: "·"})
    block = text.partition("\n")[2]
    lines = block.splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines) if line.strip() in ("---", "...") and line[0] in "-.")
    loaded = yaml.load("".join(lines[:end]), Loader=yaml.CBaseLoader)
    return loaded or {}


@given(ugly_notes())
def test_c1_setting_exchanges_the_value_and_no_other_byte(note: Ugly) -> None:
    result = set_property(note.source, "p.md", "last_contact", "2026-11-02")
    assert isinstance(result, bytes), str(result)
    text = result.decode()
    assert text.startswith(note.before)
    assert text.endswith(note.behind.lstrip(" \t") if not note.value.strip() else note.behind)
    assert text[len(note.before) :].lstrip(" ").startswith("2026-11-02")
    spare = len(text) - len(note.before) - len(note.behind) - len("2026-11-02")
    assert abs(spare) <= (3 if not note.value.strip() else 0)
    before, after = read(note.source), read(result)
    changed = {key for key in after if before.get(key) != after[key]}
    assert [after[key] for key in changed] == ["2026-11-02"]
    assert set_property(result, "p.md", "last_contact", "2026-11-02") == result


@given(ugly_notes(with_property=False), st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_new_property_is_one_line_more_and_taking_it_out_gives_the_note_back(note: Ugly, text: str) -> None:
    added = set_property(note.source, "p.md", "last_contact", yaml_text(text))
    assert isinstance(added, bytes), str(added)
    assert read(added) == read(note.source) | {"last_contact": text}
    assert len(added) - len(note.source) - len(f"last_contact: {yaml_text(text)}".encode()) in (1, 2)
    assert set_property(added, "p.md", "last_contact", yaml_text(text)) == added
    assert set_property(added, "p.md", "last_contact", None) == note.source


@given(ugly_notes())
def test_removing_takes_that_line_and_no_other(note: Ugly) -> None:
    result = set_property(note.source, "p.md", "last_contact", None)
    if isinstance(result, Problem):
        # Without the line between them, the comment would become text of the block scalar above.
        assert result.rule == "unsafe-edit"
        assert re.search(rb"(notes|about|keep): ", note.source) and b"   # indented" in note.source
        return
    at = note.before.encode().count(b"\n")
    lines = note.source.split(b"\n")
    assert result == b"\n".join(lines[:at] + lines[at + 1 :])


@given(st.text("-. \t\r\na:1\ufeff{[|\"'#&*") | ugly_notes().map(lambda note: note.source.decode()))
def test_a5_no_opening_ever_gets_a_second_block(text: str) -> None:
    result = set_property(text.encode(), "p.md", "k", "v")
    if isinstance(result, Problem):
        return
    mapped = property_map.map_properties(result.decode().removeprefix("\ufeff"), "p.md")
    assert isinstance(mapped, property_map.PropertyMap)
    assert "v" in read(result).values()
    if text.removeprefix("\ufeff").startswith("---\n"):
        assert len(result) - len(text.encode()) - len("k: v") in (1, 2)


@given(st.binary(max_size=60) | st.text("-\na: [{\"'|>#&*!?1\r\t").map(lambda t: f"---\n{t}\n---\n".encode()))
def test_never_raises(source: bytes) -> None:
    for ours in (False, True):
        result = property_edit.set_properties(source, "p.md", {"a": "1", "b": None}, ours=ours)
        assert isinstance(result, bytes | Problem)


@given(ugly_notes())
def test_c7_both_loaders_give_the_same_edit(note: Ugly) -> None:
    fast = set_property(note.source, "p.md", "last_contact", "2026-11-02")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(property_map, "loader", lambda: yaml.SafeLoader)
        patch.setattr(yaml_gate, "loader", lambda: yaml.SafeLoader)
        slow = set_property(note.source, "p.md", "last_contact", "2026-11-02")
    assert slow == fast or (isinstance(slow, Problem) and b":\tx" in note.source)
