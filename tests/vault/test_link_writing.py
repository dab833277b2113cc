"""Links as the vault's own settings want them, each opening the note that is meant."""

import json
import os
from pathlib import Path

import pytest
from vaulttool.notes.links import find_links
from vaulttool.vault.daily_template import daily_template
from vaulttool.vault.link_writing import LinkStyle, LinkWriter, read_link_style
from vaulttool.vault.resolution import LinkResolver

PATHS = [
    "People/Ann Lee.md",
    "Work/Ann Lee.md",
    "People/Bo (Ghent) #1.md",
    "Meetings/2026-11-02 Lunch.md",
    "People/C# Bob.md",
    "People/Jo [x].md",
    "Q^A/Al|Bo.md",
]
STYLES = [
    LinkStyle(form, markdown) for form in ("shortest", "relative", "absolute") for markdown in (False, True)
]


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("path", PATHS)
def test_every_link_opens_its_note(style: LinkStyle, path: str) -> None:
    written = LinkWriter.over(PATHS, style).link(path, "shown", source="Reviews/2026-W48.md")
    (link,) = find_links(written)
    assert LinkResolver(PATHS).resolve(link.target, "Reviews/2026-W48.md") == path


def test_where_no_wikilink_opens_a_note_the_link_is_markdowns() -> None:
    writer = LinkWriter.over(PATHS, LinkStyle())
    assert writer.link("People/C# Bob.md") == "[C# Bob](People/C%23%20Bob.md)"
    assert writer.link("People/Jo [x].md") == r"[Jo \[x\]](People/Jo%20%5Bx%5D.md)"
    assert not writer.can_wikilink("Q^A/Al|Bo.md") and writer.can_wikilink("Work/Ann Lee.md")


def test_a_unique_name_needs_no_folder() -> None:
    writer = LinkWriter.over(PATHS, LinkStyle())
    assert writer.target("Meetings/2026-11-02 Lunch.md") == "2026-11-02 Lunch"
    assert writer.wikilink("People/Ann Lee.md") == "[[People/Ann Lee|Ann Lee]]"
    assert writer.wikilink("People/Ann Lee.md", in_table=True) == "[[People/Ann Lee\\|Ann Lee]]"


@pytest.mark.parametrize(
    "said", [b"", b"[]", b"{", b'{"newLinkFormat": 3}', b'{"newLinkFormat": "odd"}', b"[" * 50_000]
)
def test_odd_settings_mean_obsidians_defaults(tmp_path: Path, said: bytes) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_bytes(said)
    assert read_link_style(tmp_path) == LinkStyle()


def test_the_vaults_own_settings_are_followed(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    said = json.dumps({"newLinkFormat": "absolute", "useMarkdownLinks": True})
    (tmp_path / ".obsidian" / "app.json").write_text(said)
    assert read_link_style(tmp_path) == LinkStyle("absolute", True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_settings_that_are_a_pipe_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    for name in ("app.json", "daily-notes.json"):
        os.mkfifo(tmp_path / ".obsidian" / name)
    assert read_link_style(tmp_path) == LinkStyle()
    assert daily_template(tmp_path) is None
