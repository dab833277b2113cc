import datetime as dt
import json

import pytest
from vaulttool.usecases.check import MOST_SHOWN, check, is_sound
from vaulttool.usecases.fix import fix
from vaulttool.vault.reader import read_source

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


def found(opened):
    """All problems by rule."""
    by_rule = {}
    for one in check(opened(), NOW).problems:
        by_rule.setdefault(one.rule, []).append(one)
    return by_rule


def fixed(vault, opened):
    """The notes that `--fix` would write, by path."""
    return {edit.path: edit.new for edit in fix(opened(), lambda path: read_source(vault.root, path)).edits}


def test_a_sound_vault_is_sound(people):
    before = people.snapshot()
    assert people.run_quickly("check").out == "Nothing is wrong.\n"
    assert people.snapshot() == before


def test_each_fault_has_its_place_and_its_mending(people):
    people.write("Notes/bad.md", b"caf\xe9 [[Alice Martin]]")
    people.write("Notes/merged.md", "# x\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n")
    people.write("Daily/2026-11-03.md", "Lunch with [[Alise Martin]]\n")
    result = people.run_quickly("check", "--json", code=1)
    one = {line["rule"]: line for line in map(json.loads, result.out.splitlines())}
    assert (one["not-utf8"]["path"], one["not-utf8"]["line"]) == ("Notes/bad.md", 1)
    assert (one["conflict-markers"]["path"], one["conflict-markers"]["line"]) == ("Notes/merged.md", 2)
    assert one["misspelt-link"]["level"] == "hint" and "[[Alice Martin]]" in one["misspelt-link"]["mend"]
    assert all(line["mend"] for line in one.values())
    text = people.run_quickly("check", code=1).out
    assert text.index("Conflicts") < text.index("cannot be read") < text.index("Links that open nothing")


def test_misspelt_words_are_told_once_with_all_whom_they_concern(people, opened):
    for number in range(5):
        people.write(f"People/P{number} Lind.md", "---\ncircle: closse\ncadence: now and then\n---\n")
    rules = found(opened)
    assert len(rules["misspelt-circle"]) == len(rules["misspelt-cadence"]) == 1
    assert (
        "it concerns 5 people (also P1 Lind, P2 Lind, P3 Lind and 1 more)" in rules["misspelt-circle"][0].what
    )
    assert rules["misspelt-circle"][0].mend.startswith('Did you mean "close"?')
    assert rules["misspelt-cadence"][0].mend.startswith("Write it as")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2 wekes", "2 weeks"),
        ("montly", "monthly"),
        ("evry 3 moths", "every 3 months"),
        ("trimestiel", "trimestriel"),
    ],
)
def test_the_cadence_that_was_probably_meant_is_named(people, opened, said, meant):
    people.write("People/Bruno Stein.md", f"---\ncadence: {said}\n---\n")
    assert f'Did you mean "{meant}"?' in found(opened)["misspelt-cadence"][0].mend


def test_a_group_in_which_nobody_is_is_named_with_the_one_that_is_like_it(people, opened):
    people.write("People/Bruno Stein.md", "---\ntags: [family/in-law]\n---\n")
    people.write(
        "vaulttool.md",
        "---\ntype: vaulttool-settings\ncadence_by_group:\n  - '#family: 1 month'\n"
        "  - '#familly/in-law: 1 month'\n  - 'Peple: 2 months'\n---\n",
    )
    idle = found(opened)["idle-group"]
    assert ['nobody is in "#familly/in-law"' in idle[0].what, "#family/in-law" in idle[0].mend] == [
        True,
        True,
    ]
    assert 'Did you mean "People" (3 people)?' in idle[1].mend and len(idle) == 2
    assert is_sound(idle)


def test_d11_two_sync_programs_on_one_folder_are_told(people, opened):
    for mark, said in (
        (".stfolder", ""),
        (".dropbox.cache", "Syncthing and Dropbox"),
        (".git", "Dropbox and git"),
    ):
        (people.root / mark).mkdir()
        told = [one.what for one in check(opened(), NOW).problems if one.rule == "two-syncs"]
        assert bool(told) == bool(said) and said in "".join(told)
    config = people.root / ".obsidian"
    config.mkdir()
    people.write(".obsidian/core-plugins.json", '{"sync": true}')
    people.write(".obsidian/sync.json", "{}")
    assert any("Obsidian Sync" in one.what for one in check(opened(), NOW).problems)


def test_hints_are_no_faults(people, opened):
    people.write("People/Al Martin.md", "---\nemail: ALICE@orbis.example\n---\n")
    people.write("People/Carl Bo.md", "---\naliases: [Al]\n---\n")
    (people.root / ".stfolder").mkdir()
    (people.root / ".git").mkdir()
    outcome = check(opened(), NOW)
    assert {one.rule for one in outcome.problems} == {"duplicate-person", "same-name", "two-syncs"}
    assert is_sound(outcome.problems)
    people.write("Daily/2026-11-03.md", "Lunch with [[Al]]\n")
    outcome = check(opened(), NOW)
    assert "ambiguous-name" in {one.rule for one in outcome.problems} and not is_sound(outcome.problems)


def test_what_is_absent_unreadable_or_a_copy_is_named(people, opened):
    seal = 'last_contact: 2026-10-01\nlast_contact_note: "[[Gone note|2026-10-01]]"'
    people.write("People/Bruno Stein.md", f"---\n{seal}\n---\n")
    people.write("People/Bruno Keller.md", "---\nlast_contact: sometime\nbirthday: 41 May\n---\n")
    people.write("Daily/2026-11-02.sync-conflict-20261103-101010-ABCDEFG.md", "Lunch\n")
    people.write("Notes/t.md", "# ok\n\n{{date}} [[Alice Martin]]\n")
    rules = found(opened)
    assert "[[Gone note]]" in rules["absent-proof"][0].what
    assert (
        rules["unreadable-date"][0].path == rules["unreadable-birthday"][0].path == "People/Bruno Keller.md"
    )
    assert rules["conflict-copy"][0].path.startswith("Daily/2026-11-02.sync-conflict")
    assert (rules["unrendered-template"][0].path, rules["unrendered-template"][0].line) == ("Notes/t.md", 3)


def test_a_hundred_faults_are_shown_as_a_few(people, opened):
    for number in range(100):
        people.write(f"Notes/{number}.md", b"\xff\xfe\n")
    shown = check(opened(), NOW).show
    assert len(shown) < MOST_SHOWN + 10 and f"  … and {100 - MOST_SHOWN} more; --json shows all." in shown


def test_fix_writes_aliases_as_whole_links_and_nothing_else(people):
    note = (
        b"\xef\xbb\xbfLunch with [[Al]] and [[alice|her]], [[Alice Martin]]\r\n\r\n"
        b"| who |\r\n|---|\r\n| [[Al]] |\r\n\r\n`[[Al]]` and [[Al]]\r\n> [[Al]] [[Al#Work]]"
    )
    people.write("Daily/2026-11-09.md", note)
    before = people.snapshot()
    people.run_quickly("check", "--fix", "--dry-run")
    assert people.snapshot() == before
    people.run_quickly("check", "--fix")
    assert people.bytes("Daily/2026-11-09.md") == note.replace(
        b"with [[Al]] and [[alice|her]]", b"with [[Alice Martin|Al]] and [[Alice Martin|her]]"
    ).replace(b"| [[Al]] |", b"| [[Alice Martin\\|Al]] |").replace(b"> [[Al]]", b"> [[Alice Martin|Al]]")
    people.run_quickly("undo")
    assert people.snapshot() == before


def test_fix_makes_doubled_kept_properties_one(people, opened):
    path = "People/Alice Martin.md"
    people.write(path, "---\nlast_contact: 2026-11-01\nlast_contact: 2026-11-02\ncity: Lyon\n---\n")
    assert "--fix" in found(opened)["duplicate-key"][0].mend
    new = fixed(people, opened)[path].decode()
    assert new.count("last_contact:") == 1 and "last_contact: 2026-11-02" in new and "city: Lyon" in new
    people.write(path, new)
    assert "duplicate-key" not in found(opened) and not fixed(people, opened)


def test_a_doubled_property_of_the_person_is_left_to_the_person(people, opened):
    people.write("People/Alice Martin.md", "---\ncity: Lyon\ncity: Oslo\n---\n")
    assert not fixed(people, opened) and "--fix" not in found(opened)["duplicate-key"][0].mend


def test_a_link_that_opens_nothing_is_told_once_however_often_it_stands(people, opened):
    for day in range(1, 10):
        people.write(f"Daily/2026-10-0{day}.md", "Lunch with [[Al]]\n")
    (one,) = found(opened)["alias-link"]
    assert (one.path, one.line) == ("Daily/2026-10-01.md", 1) and "8 more places" in one.what
    assert "[[Alice Martin|Al]]" in one.mend


@pytest.mark.parametrize("content", ["", "\n"])
def test_an_empty_note_of_a_person_is_named(people, opened, content):
    people.write("People/Alice Martin.md", content)
    people.write("People/Bruno Stein.md", content)
    by_rule = found(opened)
    assert [one.path for one in by_rule["empty-note"]] == ["People/Alice Martin.md"]
    assert [one.path for one in by_rule["empty-person"]] == ["People/Bruno Stein.md"]
    assert not is_sound(by_rule["empty-note"]) and is_sound(by_rule["empty-person"])
