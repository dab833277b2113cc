"""The rules of what counts, line by line: `lines/*.txt` have the lines, a title over each group."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from vaulttool.vault.settings import Settings

from reading_notes import PEOPLE, days_of, findings_of, read_notes, with_links

DAY_NOTE = "2026-11-03.md"
NEW_LINE = " ⏎"


def cases() -> Iterator[object]:
    """`A interaction, B mention | text`: the text goes into a note of 2026-11-03, as a bullet of its own.

    " ⏎ " is a new line; such a text, or one that brings its own sign, gets no bullet.
    "no" is any label but interaction.
    """
    for file in sorted((Path(__file__).parent / "lines").glob("*.txt")):
        title = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("## "):
                title = line.removeprefix("## ")
            elif line.strip() and not line.startswith("#"):
                said, sign, text = line.partition(" | ")
                assert sign, f"{file.name}:{number}: no text"
                yield pytest.param(said, text, file.stem[:2], id=f"{file.name}:{number} {title}: {text[:60]}")


@pytest.mark.parametrize(("said", "text", "language"), list(cases()))
def test_a_line_says_what_it_says(said: str, text: str, language: str) -> None:
    wanted = dict(re.findall(r"([A-D]) (\w+)", said))
    assert wanted, "the case expects nothing"
    assert set(wanted.values()) <= {"interaction", "planned", "mention", "none", "no"}
    assert set(wanted) == {letter.upper() for letter in re.findall(r"\{([A-Da-d])\}", text)}
    assert {letter: label_of(letter, text, language, wanted[letter]) for letter in wanted} == wanted


def label_of(letter: str, text: str, language: str, wanted: str) -> str:
    is_bare = NEW_LINE in text or text.startswith(("- ", "> ", "#", "|"))
    lines = text.replace(NEW_LINE, "\n").replace("\n ", "\n")
    body = lines if is_bare else f"- {lines}"
    read = read_notes({DAY_NOTE: with_links(body) + "\n"}, Settings(language=language))
    labels = [finding.label for finding in findings_of(read, DAY_NOTE).get(PEOPLE[letter], [])]
    if "interaction" in labels:
        return "interaction"
    if wanted == "no" or wanted in labels:
        return wanted
    return labels[0] if labels else "mention"


def test_a_whole_name_without_a_link_counts_as_the_link_does_where_settings_say_so() -> None:
    right, wrong, missed = 0, [], []
    for case in cases():
        said, text, language = case.values
        wanted = {PEOPLE[letter]: label for letter, label in re.findall(r"([A-D]) (\w+)", said)}
        plain = re.sub(r"\{([A-Da-d])\}", lambda found: PEOPLE[found[1].upper()], text)
        body = plain.replace(NEW_LINE, "\n").replace("\n ", "\n")
        body = body if NEW_LINE in plain or body.startswith(("- ", "> ", "#", "|")) else f"- {body}"
        read = read_notes({DAY_NOTE: f"{body}\n"}, Settings(language=language, names="count"))
        met = {name for name, _ in days_of(read)}
        there = {name for name, label in wanted.items() if label == "interaction"}
        right += len(met & there)
        wrong += [(text, name) for name in met - there]
        missed += [(text, name) for name in there - met]
    assert right > 150
    assert right / (right + len(wrong)) >= 0.99, wrong
    assert right / (right + len(missed)) >= 0.95, missed
