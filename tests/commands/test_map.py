"""`vaulttool map`: a vault in, a page and a canvas out."""

import json


def test_both_files_are_written_stay_the_same_and_can_be_undone(vault, people):
    before = vault.snapshot()
    vault.run_quickly("map")
    after = vault.snapshot()
    assert set(after) - set(before) == {"Map.html", "Map.canvas"}
    vault.run_quickly("map")
    assert vault.snapshot() == after
    vault.run_quickly("undo")
    assert vault.snapshot() == before


def test_the_page_asks_no_network(vault, people):
    vault.run_quickly("map")
    page = vault.read("Map.html")
    assert "default-src 'none'" in page
    for word in ("src=", "@import", "url("):
        assert word not in page.replace("data:", "").split("<script")[0]
    assert "The Cytoscape Consortium" in page


def test_nobody_private_archived_or_dead_is_on_it(vault, people):
    vault.write("People/Secret One.md", "---\nprivate: true\n---\n")
    vault.write("People/Gone One.md", "---\nstatus: archived\n---\n")
    vault.write("People/Late One.md", "---\ndied: 2025-01-01\n---\n")
    vault.write("Daily/2026-11-03.md", "Lunch with [[Secret One]], [[Alice Martin]] and [[Late One]]\n")
    vault.run_quickly("map")
    for name in ("Map.html", "Map.canvas"):
        text = vault.read(name)
        assert "Alice Martin" in text
        assert not any(hidden in text for hidden in ("Secret One", "Gone One", "Late One"))


def test_a_canvas_that_is_none_is_left_alone(vault, people):
    vault.write("Map.canvas", "my own scribble")
    before = vault.snapshot()
    said = vault.run_quickly("map", code=1)
    assert "Map.canvas" in said.err
    assert vault.snapshot() == before


def test_json_says_what_was_drawn(vault, people):
    said = json.loads(vault.run_quickly("map", "--json").out)
    assert said["people"] == 3
    assert said["paths"] == ["Map.html", "Map.canvas"]
