"""Filters, ties, moves, addresses and forgetting, on the sample vault."""

import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample-vault"


@pytest.fixture
def sample(vault):
    shutil.copytree(SAMPLE, vault.root, dirs_exist_ok=True)
    return vault


def test_one_filter_everywhere_and_a_bulk_change(sample):
    run = sample.run_quickly
    assert "Benedek Szalonna" in run("list", "--city", "Grenoble", "--columns", "name,met_at,silent").out
    assert "Reviews/2026-W48 Grenoble.md" in run("review", "--city", "Grenoble").out
    before = sample.snapshot()
    run("set", "tags+=hall", "--where", "field = engineering", "--yes")
    changed = [path for path, text in sample.snapshot().items() if before[path] != text]
    assert len(changed) > 10 and all(path.startswith("People/") for path in changed)
    run("undo")
    assert sample.snapshot() == before


def test_ties_and_the_ways_to_somebody(sample):
    assert "partner: Yann Kerbrat-Lossec" in sample.run_quickly("show", "Gwenaëlle").out
    ways = sample.run_quickly("find", "--who-knows", "Yann").out
    assert "Gwenaëlle Kerbrat-Lossec is partner of Yann Kerbrat-Lossec" in ways


def test_a_group_counts_once_it_says_so(sample):
    path = next(path for path, text in sample.snapshot().items() if b"members:" in text and "Groups" in path)
    sample.write("Daily/2026-11-22 hall.md", f"Dinner with [[{Path(path).stem}]].\n")
    assert "2026-11-22 hall" not in sample.run_quickly("why", "Samir").out
    sample.write(path, sample.read(path).replace("type: group\n", "type: group\ncounts: members\n"))
    assert "2026-11-22 hall" in sample.run_quickly("why", "Samir").out


def test_whom_one_knows_at_a_company_now_or_before(sample):
    now = sample.run_quickly("list", "--company", "Orvelle").out
    ever = sample.run_quickly("list", "--company", "Orvelle", "--ever").out
    assert set(now.splitlines()[1:]) < set(ever.splitlines()[1:]) or now == ever
    sample.run_quickly("set", "company=Kestrane", "--where", "name = Joachim Orlowitz", "--yes")
    assert "Joachim" not in sample.run_quickly("list", "--company", "Orvelle").out
    assert "Joachim" in sample.run_quickly("list", "--company", "Orvelle", "--ever").out


def test_addresses_a_line_a_household_and_lookup(sample):
    table = sample.run_quickly("wishes", "--addresses").out
    assert table.count("4 impasse du Goéland-qui-Rit") == 1 and table.count("Kerbrat-Lossec") == 2
    assert (
        "szalonna@vertaubois.example\tBenedek Szalonna\t"
        in sample.run("lookup", "beni bacsi", today=None).out
    )


def test_somebody_is_forgotten(sample):
    sample.run_quickly("review")
    sample.run_quickly("forget", "Delphine Courtebotte", input="Delphine Courtebotte\n")
    left = {path for path, text in sample.snapshot().items() if b"Delphine Courtebotte" in text}
    assert not any(path.startswith(("People", "Reviews", "Agenda")) for path in left)
