"""What stands in a line and is not live."""

import time

import pytest
from vaulttool.notes.dead_text import DeadText


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a ![[map.png]] b", "a b"),
        ("a ![[map.png|200]] and ![x](y (z).png) b", "a and .png) b"),
        ("![[open and ![[closed]] b", "![[open and b"),
        ("![Ana]! ![b](c.png) d", "![Ana]! d"),
        ("[![badge](a.svg)](b.md)", "[ ](b.md)"),
    ],
)
def test_embeds_are_blanked(text: str, left: str) -> None:
    blank = DeadText().blank(text)
    assert len(blank) == len(text)
    assert " ".join(blank.split()) == left


@pytest.mark.parametrize("unit", ["![[", "![", "![a](", "![a", "<!--", "%%", "`a"])
def test_what_never_closes_takes_its_time_only(unit: str) -> None:
    start = time.perf_counter()
    DeadText().blank(unit * 30_000)
    assert time.perf_counter() - start < 5
