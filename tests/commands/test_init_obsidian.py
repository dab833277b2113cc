"""`vaulttool init --obsidian`: a vault in, what Obsidian needs out, nothing of the person's touched."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.obsidian_types import merge_types

if TYPE_CHECKING:
    from tests.conftest import Vault

ANA = "---\ntype: person\ncircle: close\nemail:\n  - ana@example.org\nlast_contact: 2026-11-02\n---\n"
TYPES = '{"types": {"Last_Contact": "date", "rating": "number"}, "later": {"b": 1, "a": [2]}}'


def adopted(vault: Vault) -> None:
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    vault.write(".obsidian/app.json", "{}")
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("Templates/Day.md", "# {{date}}\n")


def test_what_is_missing_is_added_and_a_second_time_adds_nothing(vault: Vault) -> None:
    adopted(vault)
    vault.write(".obsidian/types.json", TYPES)
    vault.run_quickly("init", "--obsidian", "--yes")
    types = json.loads(vault.read(".obsidian/types.json"))
    assert list(types) == ["types", "later"]
    assert types["later"] == {"b": 1, "a": [2]}
    assert list(types["types"])[:2] == ["Last_Contact", "rating"]
    assert "last_contact" not in types["types"]
    assert types["types"]["email"] == "multitext"
    after = vault.snapshot()
    assert {"People.base", "Meetings.base", "Templates/Person.md", "Templates/Lunch.md"} <= set(after)
    assert "already" in vault.run_quickly("init", "--obsidian", "--yes").out
    assert vault.snapshot() == after


def test_undo_takes_all_of_it_back(vault: Vault) -> None:
    adopted(vault)
    vault.write(".obsidian/types.json", TYPES)
    before = vault.snapshot()
    vault.run_quickly("init", "--obsidian", "--yes")
    vault.run_quickly("undo")
    assert vault.snapshot() == before


def test_it_asks_with_the_diff_and_writes_nothing_without_a_yes(vault: Vault) -> None:
    adopted(vault)
    vault.write(".obsidian/types.json", TYPES)
    before = vault.snapshot()
    said = vault.run_quickly("init", "--obsidian", input="n\n", code=1)
    assert '+    "email": "multitext"' in said.out
    assert vault.snapshot() == before


def test_a_broken_types_file_stops_it(vault: Vault) -> None:
    adopted(vault)
    for text in ("{", "[]", '{"types": []}', '{"types": {}, "types": {}}', "[" * 100_000):
        vault.write(".obsidian/types.json", text)
        before = vault.snapshot()
        assert ".obsidian/types.json" in vault.run_quickly("init", "--obsidian", "--yes", code=1).err
        assert vault.snapshot() == before


def test_without_obsidian_it_says_what_to_do(vault: Vault) -> None:
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    assert "Obsidian has not been here yet" in vault.run_quickly("init", "--obsidian", "--yes", code=1).err


def test_a_renamed_configuration_folder_is_found(vault: Vault) -> None:
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    vault.write(".obsidian-work/app.json", "{}")
    vault.write("People/Ana Ruiz.md", ANA)
    vault.run_quickly("init", "--obsidian", "--yes")
    assert json.loads(vault.read(".obsidian-work/types.json"))["types"]["last_contact"] == "date"


def test_templates_are_for_who_fills_them_and_no_template_counts(vault: Vault) -> None:
    adopted(vault)
    vault.write(".obsidian/plugins/templater-obsidian/data.json", '{"templates_folder": "Templates"}')
    vault.run_quickly("init", "--obsidian", "--yes")
    core, templater = (
        vault.read(f"Templates/Meeting{ending}.md").split("---\n")[1] for ending in ("", " (Templater)")
    )
    assert yaml.safe_load(core)["date"] == "{{date:YYYY-MM-DD}}"
    assert yaml.safe_load(templater)["date"] == "<% tp.date.now('YYYY-MM-DD') %>"
    listed = vault.run_quickly("list").out
    assert "Ana Ruiz" in listed
    assert "Person" not in listed


def test_a_table_says_what_the_vault_says(vault: Vault) -> None:
    adopted(vault)
    vault.write("People/Bo Lind.md", "---\ntier: friend\ncadence: P3M\n---\n")
    vault.write("People/Cy Marek.md", "---\ntier: friend\ncadence: every 6 weeks\n---\n")
    settings = (
        "---\ntype: vaulttool-settings\nproperty_last_contact: Last Chat\ncadence_close: 5 weeks\n---\n"
    )
    vault.write("vaulttool.md", settings)
    vault.run_quickly("init", "--obsidian", "--yes")
    base = yaml.safe_load(vault.read("People.base"))
    due = base["formulas"]["due"]
    assert 'date(note["Last Chat"]) + "35d"' in due
    assert 'if(note.cadence == "P3M", date(note["Last Chat"]) + "3M"' in due
    assert 'if(note.cadence == "every 6 weeks", date(note["Last Chat"]) + "42d"' in due
    assert 'if(note.tier == "friend"' in due
    assert due.count("(") == due.count(")")
    assert {view["type"] for view in base["views"]} == {"table", "cards"}
    assert '!file.inFolder("Templates")' in base["filters"]["and"]
    assert "&" not in vault.read("People.base")


DOCUMENTED = {"if", "date", "today", "list", "relative", "inFolder", "hasTag", "contains"}


def test_only_documented_functions_are_called(vault: Vault) -> None:
    adopted(vault)
    vault.run_quickly("init", "--obsidian", "--yes")
    for name in ("People.base", "Meetings.base"):
        called = set(re.findall(r"([a-zA-Z]+)\(", vault.read(name)))
        assert called <= DOCUMENTED
        assert "-" not in yaml.safe_load(vault.read(name)).get("formulas", {}).get("due", "")


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.dictionaries(names, names, max_size=5), st.dictionaries(names, names, max_size=5), names)
def test_merging_types_loses_nothing(there: dict[str, str], wanted: dict[str, str], key: str) -> None:
    before = {"types": there, f"x{key}": [1, {"y": None}]}
    merged, otherwise = merge_types(json.dumps(before), wanted)
    after = json.loads(merged)
    assert list(after) == list(before)
    assert after[f"x{key}"] == before[f"x{key}"]
    assert list(after["types"].items())[: len(there)] == list(there.items())
    assert not set(otherwise) - set(wanted)
    assert merge_types(merged, wanted)[0] == merged
