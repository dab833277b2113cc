"""A private person stands in no page, map or export that is not in a private folder."""

import json

import pytest

PRIVATE = """---
circle: close
birthday: 1980-11-26
needs: [a flat in Ghent]
offers: [piano lessons]
email: quiet@one.example
address: 1 Hidden Lane
company: Orbis
{}---
"""


@pytest.fixture(params=["property", "folder"])
def quiet(vault, request):
    own = "private: true\n" if request.param == "property" else ""
    folder = "People" if own else "People/Private"
    vault.write("vaulttool.md", "---\npeople_folders: People\nprivate_folders: People/Private\n---\n")
    vault.write(f"{folder}/Quiet One.md", PRIVATE.format(own))
    vault.write("People/Ben Okoye.md", "---\ncircle: close\nneeds: [piano lessons]\n---\n")
    vault.write("Daily/2026-01-05.md", "Lunch with [[Quiet One]].\nLunch with [[Ben Okoye]].\n")
    vault.write("Daily/2026-11-20.md", "- [ ] call [[Ben Okoye]] about [[Quiet One]]\n")
    vault.write("Daily/2026-11-26.md", "Dinner with [[Quiet One]] and [[Ben Okoye]].\n")
    return vault


def test_no_page_map_or_export_names_them(quiet):
    before = set(quiet.snapshot())
    for words in (
        ("review",),
        ("review", "--month", "2026-11"),
        ("review", "--where", "private"),
        ("agenda",),
        ("agenda", "--with", "Ben", "--on", "2026-11-25"),
        ("wishes",),
        ("map",),
    ):
        quiet.run_quickly(*words)
    pages = {path: text for path, text in quiet.snapshot().items() if path not in before}
    assert len(pages) >= 7
    assert not [path for path, text in pages.items() if b"Quiet" in text]
    for words in (("export", "vcard"), ("export", "csv"), ("export", "json"), ("export", "ics")):
        assert "Quiet" not in quiet.run_quickly(*words, "--where", "name").out
    assert "Hidden" not in quiet.run_quickly("wishes", "--addresses").out
    assert "Quiet" not in quiet.run_quickly("draft", "Ben", "--about", "the tree").out


def test_a_note_for_a_meeting_with_them_is_refused_unless_it_is_private(quiet):
    refused = quiet.run_quickly("agenda", "--with", "Quiet", "--on", "2026-11-25", code=1).err
    assert "is private, and Meetings/2026-11-25" in refused
    quiet.write(
        "vaulttool.md",
        "---\npeople_folders: People\nprivate_folders: [People/Private, Meetings]\n---\n",
    )
    quiet.run_quickly("agenda", "--with", "Quiet", "--on", "2026-11-25")
    assert quiet.exists("Meetings/2026-11-25 Meeting with Quiet One.md")


def test_they_are_there_for_oneself(quiet):
    assert "Quiet One" in quiet.run_quickly("list").out
    assert "Quiet One" in quiet.run_quickly("show", "Quiet").out
    assert json.loads(quiet.run_quickly("list", "--where", "private", "--json").out)["name"] == "Quiet One"
    quiet.run_quickly("update", "--yes")
    assert b"last_contact: 2026-01-05" in b"".join(
        text for path, text in quiet.snapshot().items() if "Quiet" in path
    )
