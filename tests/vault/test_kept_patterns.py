"""Patterns that are kept are the patterns that `re` compiles."""

import re
from pathlib import Path

import pytest
from vaulttool.evidence.lazy_pattern import Making, make_with
from vaulttool.vault import languages
from vaulttool.vault.kept_patterns import KeptPatterns
from vaulttool.vault.languages import load_languages

LINES = (
    "lunch with \ue000 and \ue001, called \ue002 yesterday; met \ue003 at the quay",
    "déjeuner avec \ue000, \ue001 n'est pas venue, appelé \ue002 hier soir",
    "\ue000 wrote, i answered: postponed to next week (no answer from \ue001)",
    "i should call \ue000 ; \ue001's brother told me that \ue002 had seen \ue003",
    "",
)


@pytest.fixture
def texts() -> list[str]:
    """Give the texts of all patterns of all languages."""
    found: list[str] = []

    def compile(text: str) -> re.Pattern[str]:
        found.append(text)
        return re.compile(text)

    make_with(Making(compile))
    languages._loaded.clear()
    for language in load_languages().all:
        for pattern in (one for table in language.tables for one in table.values()):
            pattern.search("")
        for name in ("boundary", "heads", "third", "word"):
            getattr(language, name).search("")
    make_with(Making())
    languages._loaded.clear()
    return found


def said(pattern: re.Pattern[str]) -> object:
    found = [match for line in LINES for match in pattern.finditer(line)]
    places = [(match.string, match.span(), match.groups(), match.lastindex) for match in found]
    return pattern.flags, pattern.groups, pattern.groupindex, places


def test_kept_patterns_find_what_others_find(tmp_path: Path, texts: list[str]) -> None:
    assert len(texts) > 100
    first = KeptPatterns(tmp_path)
    new = [said(first.compile(text)) for text in texts]
    first.save()
    again = KeptPatterns(tmp_path)
    assert [said(again.compile(text)) for text in texts] == new == [said(re.compile(text)) for text in texts]


@pytest.mark.parametrize("damage", [b"", b"no patterns", None])
def test_damaged_patterns_are_compiled_anew(tmp_path: Path, damage: bytes | None) -> None:
    first = KeptPatterns(tmp_path)
    first.compile(r"a+(?P<x>b)")
    first.save()
    file = tmp_path / "vaulttool-patterns"
    file.write_bytes(file.read_bytes()[:-3] + b"xyz" if damage is None else damage)
    found = KeptPatterns(tmp_path).compile(r"a+(?P<x>b)").match("aab")
    assert found is not None and found["x"] == "b"


def test_another_python_compiles_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(_: str) -> object:
        raise AttributeError("no such insides")

    monkeypatch.setattr("vaulttool.vault.kept_patterns._form_of", lacks)
    assert KeptPatterns(tmp_path).compile("a|b").search("xb")


def test_another_python_does_not_know_what_a_pattern_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(_: str) -> object:
        raise ImportError("no such insides")

    monkeypatch.setattr("vaulttool.vault.kept_patterns._parse", lacks)
    patterns = KeptPatterns(tmp_path)
    assert [patterns.needed("lunch", frozenset()) for _ in range(2)] == [None, None]


def test_what_is_no_pattern_is_told(tmp_path: Path) -> None:
    with pytest.raises(re.error):
        KeptPatterns(tmp_path).compile("(")
