"""Front matter read as Obsidian reads it, whatever stands in it."""

import frontmatter
import pytest
import yaml
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.property_edit import set_property
from vaulttool.notes.yaml_gate import loader

AMBIGUOUS = (
    "017",
    "12:30",
    "1_000",
    "+33612345678",
    "NO",
    "2026-05-01T10:00:00Z",
    "0x1F",
    "1e3",
    ".5",
    "0o17",
)


def read(block: str) -> dict[str, object]:
    found = read_front_matter(f"---\n{block}\n---\nbody\n", "p.md")
    assert found.problem is None, str(found.problem)
    return {one.name: one.value for one in found.properties}


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_c1_a_value_stays_the_text_that_was_written(text: str) -> None:
    assert read(f"phone: {text}") == {"phone": text}
    note = f"---\nphone: {text}\n---\n".encode()
    assert set_property(note, "p.md", "city", "Lyon") == note.replace(b"\n---\n", b"\ncity: Lyon\n---\n")


def test_c1_why_no_library_writes() -> None:
    """Pins what python-frontmatter does to a note on the way through."""
    note = "---\nb: 017\na: [x, y] # mine\n---\n\n  body\n"
    assert frontmatter.dumps(frontmatter.loads(note)) != note
    assert "mine" not in frontmatter.dumps(frontmatter.loads(note))
    assert "15" in frontmatter.dumps(frontmatter.loads(note))


@pytest.mark.parametrize("block", ["content: x", "handler: x", "2024: x", "true: x"])
def test_c2_keys_that_python_frontmatter_cannot_bear_are_read(block: str) -> None:
    with pytest.raises(TypeError):
        frontmatter.loads(f"---\n{block}\n---\n")
    name, _, value = block.partition(": ")
    assert read(block) == {name: value}


def test_c2_a_block_that_begins_with_a_brace_is_read_as_yaml_and_not_edited() -> None:
    assert read('{"a": "b"}') == {"a": "b"}


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("2026-02-30", ValueError),
        ("0000-00-00", ValueError),
        ("2026-05-01 25:00:00", ValueError),
        ("2026-05-01 10:00:00 +99:99", ValueError),
        ("0x_", ValueError),
        ("0b_", ValueError),
        ("1" * 5000, ValueError),
        ("!!float abc", ValueError),
        ('!!int ""', IndexError),
        ("!!bool maybe", KeyError),
        ("!!timestamp foo", AttributeError),
        ("!!python/object/apply:os.system [ls]", yaml.YAMLError),
    ],
)
def test_c3_what_makes_the_loader_raise_is_a_text_to_us(value: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        yaml.load(f"a: {value}", Loader=loader())
    found = read(f"a: {value}\nb: 1")
    assert found["b"] == "1"
    assert isinstance(found["a"], str | list)


def test_c3_a_lone_surrogate_is_a_problem_of_the_note_alone() -> None:
    with pytest.raises(UnicodeEncodeError):
        yaml.load("a: \ud800", Loader=yaml.CSafeLoader)
    found = read_front_matter("---\na: \ud800\nb: 1\n---\n", "p.md")
    assert found.problem is not None
    assert found.problem.rule == "invalid-yaml"
    assert [one.name for one in found.properties] == ["a", "b"]


def test_c6_a_key_that_stands_twice_is_named_with_both_lines() -> None:
    assert yaml.load("a: 1\na: 2", Loader=loader()) == {"a": 2}
    found = read_front_matter("---\na: 1\nb: 2\na: 3\n---\n", "p.md")
    assert found.problem is not None
    assert (found.problem.line, "line 2" in found.problem.what) == (4, True)


@pytest.mark.parametrize("block", ["? x", "? x\n: y", "a: \nb:", "a: ''", "- x: ", "a: [b, ]", "a: {b, c: }"])
def test_c7_both_loaders_read_what_has_no_value_alike(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_front_matter(f"---\n{block}\n---\n", "p.md")
    monkeypatch.setattr("vaulttool.notes.obsidian_yaml.loader", lambda: yaml.SafeLoader)
    assert read_front_matter(f"---\n{block}\n---\n", "p.md").properties == fast.properties


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-05-01", "2026-05-01"),
        ('"2026-05-01 10:00"', "2026-05-01 10:00"),
        ("2026-5-1", "2026-5-1"),
        ("[2026-05-01, x]", ["2026-05-01", "x"]),
        ("[[Acme]]", [["Acme"]]),
        ("~", None),
        ("", None),
        (".nan", ".nan"),
        ("{a: 1}", {"a": "1"}),
        ("!!set {a}", {"a": None}),
    ],
)
def test_c8_a_value_is_text_until_asked(written: str, value: object) -> None:
    assert read(f"last_contact: {written}") == {"last_contact": value}
