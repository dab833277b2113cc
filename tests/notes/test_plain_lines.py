"""The fast way to the lines of a plain note gives what markdown-it gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.notes.dead_text import DeadText
from vaulttool.notes.parse import LONGEST_LINE, _lines, _take_box
from vaulttool.notes.plain_lines import plain_lines

PIECES = (
    "", " ", "  ", "   ", "    ", "      ", "- ", "* ", "+ ", "-", "1. ", "12) ", "# ", "## ", "####### ",
    "#",
    "#tag",
    "> ", "---", "===", "***", "* * *", "|---|", "a | b", "[ ] ", "[x] ", "[x]: /url", "[a](b.md)", "[[Ana]]",
    "[[Ana]]: lunch", "![[map.png]]", "![](a.png)",
    "`code`", "`", "``", "```", "```py", "````", "    ```", "<b>", "%% no %%", "\u00a0", "\t",
    "**Attendees:**",
    "Lunch", "with", " ", "2026-11-24", "3 of us", "_so_", "TODO call", "\\", "]", "[", "é", "- [ ] ", "#",
    "\x0c",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
BODIES = st.lists(LINES, max_size=12).map("\n".join)


def plain(body: str, first: int = 1):
    return plain_lines(body, first, LONGEST_LINE, DeadText().blank, _take_box)


@settings(max_examples=1500, deadline=None)
@given(BODIES)
def test_it_gives_what_markdown_it_gives(body: str) -> None:
    found = plain(body, 5)
    if found is not None:
        assert found == _lines(body, 5)


@pytest.mark.parametrize(
    "body",
    [
        "# Tuesday\n\nLunch with [[Ana]].\nAnd [[Bo]].\n\n- [ ] call [[Cy]]\n  - the boat\n\n  more\n* x",
        "**Présents :** [[Ana]], [[Bo]]\n\n## Ordre du jour ##\n- a\n    - b\n- c\n",
        "[[Ana]]: lunch\n[map](map.md) of it\n![[map.png]]\n2026-11-24 called [[Bo]]\n#tag\n",
        "- see `[[Ana]]` and ``a ` b``\n```py\n[[Bo]] <b>\t%%\n~~~\n  ```\nback\n\n````\n```\n[[Cy]]",
    ],
)
def test_usual_notes_go_the_fast_way(body: str) -> None:
    found = plain(body)
    assert found is not None
    assert found == _lines(body, 1)


@pytest.mark.parametrize(
    "body",
    [
        "> said",
        "a\n---",
        "1. x",
        "a | b\n--|--\n",
        "`x\ny`",
        "- ```\n  x\n  ```",
        "```\n<b>\n```\n<b>",
        "- a\n\n        code",
        "    code",
        "<p>",
        "a\tb",
        "# - \x0c![[map.png]]",
        "[x]: y",
    ],
)
def test_what_may_be_anything_else_is_left_to_markdown_it(body: str) -> None:
    assert plain(body) is None
