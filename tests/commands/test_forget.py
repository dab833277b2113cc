"""A person who asks to be forgotten leaves no trace that is vaulttool's."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.notes.cut_from_blocks import cut_from_blocks

ANA = """---
aliases: [Ana]
circle: inner
email: ana@ruiz.example
needs: [a flat in Ghent]
---
Secret things.
"""


@pytest.fixture
def known(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("People/Ben Okoye.md", "---\ncircle: inner\noffers: [a flat in Ghent]\n---\n")
    vault.write(
        "Daily/2026-09-01.md",
        "Lunch with [[Ana Ruiz]].\nLunch with [[Ben Okoye]].\nAna Ruiz wrote.\nHello.\n",
    )
    for words in (
        ("update", "--yes"),
        ("review",),
        ("agenda",),
        ("wishes",),
        ("find", "secret"),
        ("map",),
        ("map", "--circle", "inner"),
        ("intro", "Ana", "Ben"),
        ("agenda", "--with", "Ana", "--on", "2026-11-25"),
        ("agenda", "--with", "Ana", "--with", "Ben", "--on", "2026-11-26"),
    ):
        vault.run_quickly(*words)
    return vault


def traces(folder, *words):
    """Files of a folder that hold one of the words, in their name or their bytes."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            said = (file.name.encode() + file.read_bytes()).lower()
            found += [file.name for word in words if word.lower().encode() in said][:1]
    return found


def test_nothing_of_the_person_is_left_but_lines_of_ones_own(known):
    assert len(traces(known.root, "Ana Ruiz")) > 6 and len(traces(known.home, "Ana Ruiz")) > 1
    before = b"".join(f.read_bytes() for f in known.home.joinpath("cache").rglob("*") if f.is_file())
    assert b"secret" in before.lower()
    done = known.run("forget", "Ana", input="Ana Ruiz\n")
    assert "goes: People/Ana Ruiz.md" in done.err and "cut in: Agenda/2026-W48.md" in done.err
    assert traces(known.root, "Ana Ruiz", "ana@ruiz", "Secret") == [
        "2026-09-01.md",
        "2026-11-26 Meeting with Ana Ruiz, Ben Okoye.md",
    ]
    assert traces(known.home / "state", "Ana", "ana@ruiz", "Secret") == []
    assert "Daily/2026-09-01.md:1  Lunch with [[Ana Ruiz]]." in done.out
    assert "Daily/2026-09-01.md:3  Ana Ruiz wrote." in done.out
    index = b"".join(f.read_bytes() for f in known.home.joinpath("cache").rglob("*") if f.is_file())
    assert b"People/Ana Ruiz.md" not in index and b"ana@ruiz" not in index
    assert b"secret" not in index.lower()
    assert "Ben Okoye" in known.read("Wishes/2027.md")
    assert "Ben Okoye" in known.read("Map.canvas")
    assert not known.exists("Map inner.html")


def test_undo_does_not_bring_it_back_and_the_vault_goes_on(known):
    known.run("forget", "Ana", input="Ana Ruiz\n")
    before = known.snapshot()
    listed = known.run("undo", "--list").out
    assert "forget" not in listed and "Ana" not in listed
    known.run("undo", code=None)
    assert not known.exists("People/Ana Ruiz.md")
    known.run("update", "--yes")
    assert "Ana Ruiz" not in known.run("list").out
    assert known.snapshot().keys() <= before.keys()


@pytest.mark.parametrize("answer", ["", "\n", "y\n", "ana ruiz\n", "Ana\n"])
def test_only_the_whole_name_does_it(known, answer):
    before = known.snapshot()
    refused = known.run_quickly("forget", "Ana", input=answer, code=130)
    assert "removed for good" in refused.err
    assert known.snapshot() == before
    assert "No such option" in known.run_quickly("forget", "Ana", "--yes", code=2).err


def test_a_dry_run_shows_it_and_changes_nothing(known):
    before = known.snapshot()
    shown = known.run_quickly("forget", "Ana", "--dry-run").out
    assert "-Secret things." in shown and "Daily/2026-09-01.md:1" in shown
    said = known.run_quickly("forget", "Ana", "--dry-run", "--json").out.splitlines()
    assert {"note": "Daily/2026-09-01.md", "line": 3, "text": "Ana Ruiz wrote."} in [
        json.loads(line) for line in said if line.startswith("{")
    ]
    assert known.snapshot() == before


def test_a_run_that_was_killed_before_it_erased_is_finished_by_the_next(known):
    kill = (
        "import os, vaulttool.vault.journal as j\n"
        "j.Journal.erase = lambda *words: os._exit(9)\n"
        "from vaulttool.cli.main import main\nmain()"
    )
    words = ["forget", "Ana", "--vault", str(known.root), "--today", "2026-11-24"]
    killed = subprocess.run(
        [sys.executable, "-c", kill, *words],
        input="Ana Ruiz\n", text=True, capture_output=True, env=known.environment(), check=False,
    )  # fmt: skip
    assert killed.returncode == 9 and not known.exists("People/Ana Ruiz.md")
    assert traces(known.home / "state", "Secret")
    known.run("forget", "Ana Ruiz", input="Ana Ruiz\n")
    assert not traces(known.home / "state", "Ana Ruiz", "Secret")
    assert "Nobody here is called" in known.run("forget", "Ana Ruiz", code=1).err


def test_copies_of_the_note_go_too_and_those_of_others_stay(known):
    known.write("People/Ana Ruiz (vaulttool kept 2026-11-20 101010).md", ANA)
    known.write("People/Ana Ruiz.sync-conflict-20261120-101010-ABCDEFG.md", ANA)
    known.write("People/Ana Ruizova.md", "---\nrole: x\n---\n")
    known.run("forget", "Ana Ruiz", input="Ana Ruiz\n")
    assert sorted(file.name for file in (known.root / "People").iterdir()) == [
        "Ana Ruizova.md",
        "Ben Okoye.md",
    ]


def test_a_vault_that_is_watched_is_not_touched(known):
    lock = (
        "import sys, pathlib, time\nfrom vaulttool.vault.lock import lock_daemon\n"
        "held = lock_daemon(pathlib.Path(sys.argv[1]), '')\nprint('held', flush=True)\nsys.stdin.read()"
    )
    state = next(known.home.joinpath("state").rglob("journal")).parent
    holder = subprocess.Popen(
        [sys.executable, "-c", lock, str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        assert "Stop `vaulttool watch`" in known.run("forget", "Ana", input="Ana Ruiz\n", code=1).err
    finally:
        holder.communicate()
    assert known.exists("People/Ana Ruiz.md")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_all_that_is_kept_of_people_is_readable_by_its_owner_only(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("Daily/2026-09-01.md", "Lunch with [[Ana Ruiz]].\n")
    before = os.umask(0)
    try:
        vault.run("update", "--yes")
        vault.run("review")
        vault.run("lookup", "ana", today=None)
        for place, folders, files in os.walk(vault.root):  # so old that the address book may be kept
            for name in (*folders, *files, "."):
                os.utime(os.path.join(place, name), (1_000_000_000, 1_000_000_000))  # noqa: PTH118
        vault.run("lookup", "ana", today=None)
    finally:
        os.umask(before)
    kept = [file for file in vault.home.rglob("*") if file.is_file()]
    assert {"addresses", "index.sqlite", "journal.jsonl"} <= {file.name for file in kept}
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    folders = {file.parent.stat().st_mode & 0o777 for file in kept}
    assert folders == {0o700}


BLOCK = """before Ana
<!-- vaulttool:begin agenda -->

# Week

Ana and Ben came back.
More of it.

- [ ] Write to [[Ana]] ^vt-abc
  because of Ana
  - mine
- [ ] Write to [[Ben]] ^vt-abd
  fine

## Ana

Of her.

## Ben

| Ana | x |
| Ben | y |

<!-- vaulttool:end agenda -->
after Ana
"""


def test_blocks_lose_items_paragraphs_rows_and_sections():
    cut = cut_from_blocks(BLOCK, lambda line: "Ana" in line)
    assert cut.text == (
        "before Ana\n<!-- vaulttool:begin agenda -->\n\n# Week\n\n\n"
        "- [ ] Write to [[Ben]] ^vt-abd\n  fine\n\n"
        "## Ben\n\n| Ben | y |\n\n<!-- vaulttool:end agenda -->\nafter Ana\n"
    )
    assert [text for _, text in cut.mentions] == ["before Ana", "after Ana"]
    assert cut.has_block and not cut.is_bare


@given(st.lists(st.sampled_from([*BLOCK.split("\n"), "```", "- Ana", "  Ana", "| Ana |", ""]), max_size=40))
def test_what_stands_outside_of_blocks_is_never_cut_and_inside_nothing_is_left(lines):
    text = "\n".join(lines)
    cut = cut_from_blocks(text, lambda line: "Ana" in line)
    assert cut.text.count("\n") <= text.count("\n")
    again = cut_from_blocks(cut.text, lambda line: "Ana" in line)
    assert again.text == cut.text
    assert cut.text.count("Ana") == sum(line.count("Ana") for _, line in again.mentions)
    if not cut.has_block:
        assert cut.text == text
