"""The address book of mail programs: one line of how many, then address, name, rest, parted by tabs."""

import json
import os
import pty
import selectors
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ANA = """---
aliases: [Nana]
email: [ana@ruiz.example, ana.ruiz@orbis.example]
phone: "+33 6 12"
company: "[[Orbis]]"
role: editor
address: 3 rue Zoé, Lyon
---
"""


@pytest.fixture
def book(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("People/Zoé Déjà.md", "---\nemail: zoe@deja.example\n---\n")
    vault.write("People/Dead Man.md", "---\nemail: dead@man.example\ndied: 2020\n---\n")
    vault.write("People/Gone Man.md", "---\nemail: gone@man.example\nstatus: archived\n---\n")
    vault.write("Notes/Elsewhere.md", "---\ntype: person\nemail: else@where.example\n---\n")
    age(vault)
    return vault


def age(vault):
    """Make all files so old that nobody doubts their times."""
    for place, folders, files in os.walk(vault.root):
        for name in (*folders, *files, "."):
            os.utime(Path(place, name), (1_000_000_000, 1_000_000_000))


def lookup(vault, *words, **options):
    return vault.run("lookup", *words, today=None, **options).out.splitlines()


def test_the_answer_is_what_mutt_and_aerc_read(book):
    assert lookup(book, "ana") == [
        "2 addresses",
        "ana@ruiz.example\tAna Ruiz\teditor, Orbis",
        "ana.ruiz@orbis.example\tAna Ruiz\teditor, Orbis",
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("deja",), "Zoé Déjà"),
        (("ZOÉ",), "Zoé Déjà"),
        (("ruiz nan",), "Ana Ruiz"),
        (("orbis", "edit"), "Ana Ruiz"),
        (("else",), "Elsewhere"),
    ],
)
def test_all_words_are_looked_for_everywhere_accents_or_not(book, words, name):
    assert lookup(book, *words)[1].split("\t")[1] == name


def test_the_dead_and_the_archived_get_no_mail_and_nobody_is_no_error(book):
    assert lookup(book, "man") == ["Nobody found"]
    assert len(lookup(book)) == 5


def test_json_has_phones_and_the_postal_address(book):
    assert json.loads(lookup(book, "nana", "--json")[0]) == {
        "path": "People/Ana Ruiz.md",
        "name": "Ana Ruiz",
        "emails": ["ana@ruiz.example", "ana.ruiz@orbis.example"],
        "phones": ["+33 6 12"],
        "about": "editor, Orbis",
        "address": "3 rue Zoé, Lyon",
    }


def test_the_second_answer_comes_from_the_copy_without_reading_the_vault(book):
    first = lookup(book, "ana")
    assert len(list(book.home.rglob("addresses"))) == 1
    loaded = (
        "import sys; from vaulttool.cli.main import vaulttool\n"
        "try: vaulttool(sys.argv[1:])\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    # What measures the tests would load more.
    environment = {k: v for k, v in book.environment().items() if not k.startswith("COVERAGE_")}
    again = subprocess.run(
        [sys.executable, "-c", loaded, "lookup", "ana", "--vault", str(book.root)],
        capture_output=True, text=True, env=environment, check=True,
    )  # fmt: skip
    assert again.stdout.splitlines() == first
    heavy = {"sqlite3", "yaml", "markdown_it", "jinja2", "vaulttool.vault.open_vault", "pickle"}
    assert not heavy & set(again.stderr.split())


@pytest.mark.parametrize("change", ["edit", "new", "new folder", "gone", "settings"])
def test_what_changed_since_is_in_the_answer(book, change):
    assert len(lookup(book, "example")) == 5
    match change:
        case "edit":
            book.write("People/Ana Ruiz.md", ANA.replace("ana@ruiz", "anita@ruiz"))
            assert lookup(book, "anita")[1].startswith("anita@ruiz.example\t")
        case "new":
            book.write("Notes/Nico Vale.md", "---\ntype: person\nemail: nico@vale.example\n---\n")
            assert len(lookup(book, "example")) == 6
        case "new folder":
            book.write("People/Deep/Nico Vale.md", "---\nemail: nico@vale.example\n---\n")
            assert len(lookup(book, "example")) == 6
        case "gone":
            book.remove("People/Ana Ruiz.md")
            assert len(lookup(book, "example")) == 3
        case "settings":
            book.write("vaulttool.md", "---\npeople_folders: Notes\n---\n")
            assert len(lookup(book, "example")) == 2


@pytest.mark.parametrize("content", [b"", b"\xe9", b"no marshal", b"i\x01\x00\x00\x00"])
def test_a_damaged_copy_is_none(book, content):
    first = lookup(book, "ana")
    next(book.home.rglob("addresses")).write_bytes(content)
    assert lookup(book, "ana") == first


def test_signs_of_a_note_break_no_line(vault):
    vault.write("People/Eve.md", '---\nemail: e@ve.example\nrole: "a\\tb\\nc\\x1b[31m"\n---\n')
    assert lookup(vault, "eve") == ["1 address", "e@ve.example\tEve\ta b c [31m"]


def test_no_vault_is_told(vault):
    said = subprocess.run(
        [sys.executable, "-m", "vaulttool", "lookup", "x", "--vault", str(vault.root / "none")],
        capture_output=True, text=True, env=vault.environment(), check=False,
    )  # fmt: skip
    assert said.returncode == 1 and "no folder" in said.stderr


@pytest.mark.skipif(not shutil.which("neomutt"), reason="neomutt is not installed")
def test_neomutt_asks_and_shows_the_answer(book, tmp_path):
    query = f"{sys.executable} -m vaulttool lookup --vault {book.root} %s"
    config = tmp_path / "muttrc"
    config.write_text(
        f'set query_command = "{query}"\nset folder = {tmp_path}\nset spoolfile = {tmp_path}/box\n'
    )
    (tmp_path / "box").write_text("")
    pid, terminal = pty.fork()
    if pid == 0:  # the child becomes neomutt
        os.execvpe(
            "neomutt",
            ["neomutt", "-n", "-F", str(config)],
            book.environment() | {"TERM": "xterm", "LINES": "30", "COLUMNS": "110"},
        )
    try:
        until(terminal, "Help")
        os.write(terminal, b"Qnana\n")
        shown = until(terminal, "ana.ruiz@orbis.example")
        assert "Ana Ruiz" in shown and "ana@ruiz.example" in shown
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


def until(terminal: int, text: str, seconds: float = 20.0) -> str:
    """Read the screen until a text stands on it."""
    shown, end = b"", time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(terminal, selectors.EVENT_READ)
        while text.encode() not in shown:
            assert time.monotonic() < end, shown.decode(errors="replace")
            if selector.select(0.2):
                shown += os.read(terminal, 65_536)
    return shown.decode(errors="replace")
