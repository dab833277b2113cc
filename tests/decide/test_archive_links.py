"""A note goes to the archive, and every link to it goes with it; undo brings all of it back."""

import json

import pytest
from vaulttool.vault.link_writing import LinkStyle
from vaulttool.vault.moved_links import MovedLinks

from decide.pages_by_hand import REVIEW, Notes

GRETA, MOVED = "People/Greta Holm.md", "Archive/People/Greta Holm.md"


def rewritten(text: str, paths: tuple[str, ...] = (), source: str = "2026-06-01.md") -> str:
    links = MovedLinks({GRETA, source, *paths}, {GRETA: MOVED}, LinkStyle())
    assert links.may_concern(source, text.encode()) or text == ""
    new = links.rewrite_note(source, text.encode())
    assert isinstance(new, bytes)
    return new.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Greta Holm]], [[greta holm|her]]", "[[Greta Holm]], [[greta holm|her]]"),
        ("[[People/Greta Holm]]", "[[Greta Holm]]"),
        ("[[People/Greta Holm.md|her]]", "[[Greta Holm.md|her]]"),
        ("[[People/Greta Holm#Log|log]]", "[[Greta Holm#Log|log]]"),
        ("[[People/Greta Holm#^abc]]", "[[Greta Holm#^abc]]"),
        ("![[People/Greta Holm#Log]]", "![[Greta Holm#Log]]"),
        ("| [[People/Greta Holm\\|her]] | x |", "| [[Greta Holm\\|her]] | x |"),
        ("[her](People/Greta%20Holm.md)", "[her](Archive/People/Greta%20Holm.md)"),
        ("[her](<People/Greta Holm.md#Log>)", "[her](<Archive/People/Greta Holm.md#Log>)"),
        ('[her](./People/Greta%20Holm.md "Greta")', '[her](./Archive/People/Greta%20Holm.md "Greta")'),
        ("[her](Greta%20Holm.md)", "[her](Greta%20Holm.md)"),
        ("[her]: People/Greta%20Holm.md", "[her]: Archive/People/Greta%20Holm.md"),
        ('---\nboss: "[[People/Greta Holm]]"\n---\n', '---\nboss: "[[Greta Holm]]"\n---\n'),
        ("%% [[People/Greta Holm]] %%", "%% [[Greta Holm]] %%"),
        ("`[[People/Greta Holm]]` [[People/Greta Holm]]", "`[[People/Greta Holm]]` [[Greta Holm]]"),
        ("```\n[[People/Greta Holm]]\n```\n", "```\n[[People/Greta Holm]]\n```\n"),
        ("[web](https://x.example/Greta%20Holm.md)", "[web](https://x.example/Greta%20Holm.md)"),
    ],
)
def test_links_are_written_so_that_they_open_the_same_note(before, after):
    assert rewritten(before) == after


def test_a_bare_name_that_would_open_another_note_gets_the_path():
    text = "[[Greta Holm]], [[Greta Holm|her]], ![[Greta Holm]]\n| [[Greta Holm]] |\n"
    other = "Zoo/Greta Holm.md"
    assert rewritten(text, (other,), "People/Jo Park.md") == (
        "[[Archive/People/Greta Holm|Greta Holm]], [[Archive/People/Greta Holm|her]], "
        "![[Archive/People/Greta Holm]]\n| [[Archive/People/Greta Holm\\|Greta Holm]] |\n"
    )
    assert rewritten("[[Zoo/Greta Holm]]", (other,)) == "[[Zoo/Greta Holm]]"


def test_the_links_of_the_note_itself_still_lead_where_they_led():
    text = "[[Jo Park]] [jo](./Jo%20Park.md) ![pic](../Files/pic.png) ![[me.png]]"
    paths = ("People/Jo Park.md", "Zoo/Jo Park.md")
    assert rewritten(text, paths, GRETA) == (
        "[[People/Jo Park|Jo Park]] [jo](../../People/Jo%20Park.md) ![pic](../../Files/pic.png) ![[me.png]]"
    )


def everything(notes: Notes) -> None:
    notes.person("Greta Holm", 'knows: "[[Jo Park]]"')
    notes.person("Jo Park", 'knows: "[[People/Greta Holm]]"')
    notes.write("a.md", "[[People/Greta Holm]] and [x](People/Greta%20Holm.md)\r\n")
    notes.write("b.md", b"\xef\xbb\xbf![[People/Greta Holm]]")
    notes.write("untouched.md", "Greta Holm, [[Greta Holm]]")
    canvas = {
        "nodes": [
            {"id": "1", "type": "file", "file": GRETA, "x": 0, "y": 0, "width": 1, "height": 1},
            {"id": "2", "type": "text", "text": "see [[People/Greta Holm]] \u00e9\n"},
        ],
        "edges": [],
    }
    notes.write("Maps/people.canvas", json.dumps(canvas, indent="\t"))
    notes.answer(REVIEW, notes.item(REVIEW, "[[Greta Holm]]", "new-year", GRETA), "-")


def test_a_whole_vault_follows_and_comes_back(notes):
    everything(notes)
    before = notes.snapshot()
    notes.run("apply")
    assert notes.read("a.md") == "[[Greta Holm]] and [x](Archive/People/Greta%20Holm.md)\r\n"
    assert notes.read("b.md") == "\ufeff![[Greta Holm]]"
    assert notes.property("People/Jo Park.md", "knows") == '"[[Greta Holm]]"'
    nodes = json.loads(notes.read("Maps/people.canvas"))["nodes"]
    assert (nodes[0]["file"], nodes[1]["text"]) == (MOVED, "see [[Greta Holm]] é\n")
    kept = notes.read("Maps/people.canvas")
    kept = kept.replace(MOVED, GRETA).replace("[[Greta Holm]]", "[[People/Greta Holm]]")
    assert kept.encode() == before["Maps/people.canvas"]
    assert notes.snapshot()["untouched.md"] == before["untouched.md"]
    notes.run("undo")
    assert notes.snapshot() == before


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(notes):
    everything(notes)
    notes.write("latin.md", "caf\u00e9 [[People/Greta Holm]]".encode("latin-1"))
    notes.write("Maps/broken.canvas", '{"nodes": [{"file": "People/Greta Holm.md"')
    told = notes.run("apply", code=1)
    assert "latin.md: the note is not UTF-8" in told
    assert "Maps/broken.canvas: the canvas cannot be read" in told
    assert notes.exists(MOVED)


def test_two_people_go_at_once(notes):
    everything(notes)
    jo = notes.item(REVIEW, "[[Jo Park]]", "new-year", "People/Jo Park.md")
    notes.answer(REVIEW, jo, " ", "remove")
    before = notes.snapshot()
    notes.run("apply")
    assert notes.property("Archive/People/Jo Park.md", "knows") == '"[[Greta Holm]]"'
    notes.run("undo")
    assert notes.snapshot() == before
