"""The short form of a page: its width, its colours, and signs of other widths."""

import os
import re
import subprocess
import sys
import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.cli.main import vaulttool as command
from vaulttool.network.planner import plan_week
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.language import Language
from vaulttool.pages.review import review_page
from vaulttool.pages.terminal import Piece, terminal_lines, terminal_pieces
from vaulttool.pages.terminal_cells import cells, cut, wrap
from vaulttool.pages.voice import Voice

from made_up_network import MADE_UP

SIGNS = "ab é 日本語 한 e\u0301 👩\u200d🚀 👍🏽 \u00a0 Ｗ ﷽"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Ana", 3),
        ("日本", 4),
        ("e\u0301te\u0301", 3),
        ("한국", 4),
        ("Ｗ", 2),
        ("a\u200db", 2),
        ("", 0),
        ("\u0e01\u0e34", 1),
    ],
)
def test_wide_signs_take_two_columns_and_combining_ones_none(text, columns):
    assert cells(text) == columns


@given(
    st.text(SIGNS, max_size=60) | st.text(max_size=30),
    st.integers(8, 40),
    st.sampled_from(["", "· ", "  · "]),
)
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text, width, first):
    lines = wrap(text, width, first)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "").removeprefix(first.strip()) == text.replace(" ", "")


@given(st.text(SIGNS, max_size=30), st.integers(0, 20))
def test_a_cut_never_parts_a_sign_from_what_combines_with_it(text, most):
    kept = cut(text, most)
    assert text.startswith(kept) and cells(kept) <= most
    rest = text[len(kept) :]
    assert not rest or not unicodedata.combining(rest[0])


@pytest.mark.parametrize("width", [30, 60, 80])
def test_names_of_wide_signs_keep_the_width(width):
    block = "## 田中さん at 東京支社\n" + "- [ ] [[田中太郎|田中 太郎]] は東京の友人です。" * 9 + " ^vt-abc\n"
    lines = terminal_lines(block, "Reviews/週.md", width=width)
    assert all(cells(line) <= width for line in lines)
    assert any(cells(line) > width - 4 for line in lines)


def test_headings_names_and_the_place_have_their_looks():
    block = "**Lunch.** Two weeks.\n- [ ] Lunch with [[Ana Ruiz|Ana]] in *Lyon*. ^vt-a\n\n"
    block += "## How it goes at [[Orbis]]\nWell."
    assert terminal_pieces(block, "Agenda/x.md") == (
        (Piece("Lunch.", "heading"), Piece(" Two weeks.")),
        (Piece("· Lunch with "), Piece("Ana", "name"), Piece(" in Lyon.")),
        (Piece("How it goes at Orbis", "heading"),),
        (Piece("Well."),),
        (Piece("→ Agenda/x.md", "place"),),
    )


def test_a_name_that_is_broken_over_lines_is_a_name_in_both():
    names = [
        piece.text.strip()
        for line in terminal_pieces("Here is [[Maximiliana Ruiz de la Torre]] today.", width=20)
        for piece in line
        if piece.look == "name"
    ]
    assert " ".join(names) == "Maximiliana Ruiz de la Torre"


def test_signs_of_a_note_set_no_look():
    lines = terminal_pieces("one \ue000two\ue001 \x1b[31mthree")
    assert {piece.look for line in lines for piece in line} == {""}
    assert "\\ue000two" in lines[0][0].text and "\x1b" not in lines[0][0].text


@pytest.mark.parametrize("make", [agenda_page, review_page])
@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("width", [40, 80])
def test_pages_fit_a_screen_and_say_the_same_with_looks(make, code, width):
    block = make(plan_week(MADE_UP), MADE_UP, Voice(Language(code))).block
    lines = terminal_lines(block, "Reviews/2026-W48.md", width=width)
    assert len(lines) <= 24 and max(map(cells, lines)) <= width
    pieces = terminal_pieces(block, "Reviews/2026-W48.md", width=width)
    assert tuple("".join(piece.text for piece in line) for line in pieces) == lines
    assert {piece.look for line in pieces for piece in line} == {"", "heading", "name", "place"}


@pytest.fixture
def some(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\ncircle: close\ncity: Lyon\n---\n")
    vault.write("Daily/2026-06-01.md", "Lunch with [[Ana Ruiz]]: the move to Porto, " + "and more of it " * 9)
    return vault


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_are_left_out_where_nobody_wants_them(some, monkeypatch, no_color, coloured):
    for name, value in (some.environment() | {"NO_COLOR": no_color}).items():
        monkeypatch.setenv(name, value)
    arguments = ["agenda", "--vault", str(some.root), "--today", "2026-11-24"]
    shown = CliRunner().invoke(command, arguments, color=True).output
    assert ("\x1b[1mLunch." in shown and "\x1b[36mAna Ruiz" in shown) is coloured
    assert ("\x1b" in shown) is coloured
    assert "\x1b" not in CliRunner().invoke(command, arguments).output


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [44, 200])
def test_the_width_is_that_of_the_terminal_and_never_more_than_eighty(some, columns):
    import fcntl
    import pty
    import struct
    import termios

    reader, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {k: v for k, v in some.environment().items() if k not in ("NO_COLOR", "COLUMNS")}
    arguments = ["agenda", "--vault", str(some.root), "--today", "2026-11-24"]
    subprocess.run(
        [sys.executable, "-m", "vaulttool", *arguments],
        env=environment,
        stdout=terminal,
        timeout=60,
        check=True,
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            more = os.read(reader, 65536)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.close(reader)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert b"\x1b[36mAna Ruiz" in shown and len(lines) <= 24
    widest = max(map(cells, lines))
    assert min(columns, 80) - 16 < widest <= min(columns, 80)
