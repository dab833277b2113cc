"""Each link that is written opens a note, by Obsidian's own rules, in the forms that a vault may have."""

import json
import shutil
from pathlib import Path

import pytest
from vaulttool.notes.links import find_links
from vaulttool.vault.resolution import LinkResolver

SAMPLE = Path(__file__).parents[2] / "sample-vault"


@pytest.mark.parametrize(
    ("form", "is_markdown"),
    [("shortest", False), ("absolute", False), ("shortest", True), ("relative", True)],
)
def test_all_links_of_all_pages_open_a_note(vault, form, is_markdown):
    shutil.copytree(SAMPLE, vault.root, dirs_exist_ok=True)
    # Two notes of one name: a short link would open either.
    vault.write("Projects/Ivo Marelec.md", "Another note of that name.\n")
    style = {"newLinkFormat": form, "useMarkdownLinks": is_markdown}
    vault.write(".obsidian/app.json", json.dumps(style))
    before = vault.snapshot()
    vault.run_quickly("update", "--yes")
    for words in (["agenda"], ["review"], ["wishes"], ["review", "--month", "2026-10"]):
        vault.run_quickly(*words)
    vault.run_quickly("agenda", "--with", "Ana Ruisol", "--on", "2026-11-27")
    after = vault.snapshot()
    resolver = LinkResolver(path for path in after if path.endswith(".md"))
    new = [path for path in after if path.endswith(".md") and path not in before]
    assert len(new) == 5
    links = [(path, link) for path in new for link in find_links(vault.read(path))]
    assert len(links) > 60
    closed = [
        (path, link.target)
        for path, link in links
        if not isinstance(resolver.resolve(link.target, path), str)
    ]
    assert closed == []
    kinds = {link.kind for path, link in links if not path.startswith("Meetings/")}
    assert ("markdown" in kinds) is is_markdown
    seals = [
        (path, link.target)
        for path in after
        if path.startswith("People/") and path.endswith(".md") and "last_contact_note" in vault.read(path)
        for link in find_links(vault.property(path, "last_contact_note") or "")
    ]
    assert len(seals) > 30
    assert [one for one in seals if not isinstance(resolver.resolve(one[1], one[0]), str)] == []
