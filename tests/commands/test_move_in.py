"""Moving in from Monica as docs/how-to/migrate.md tells it, with the counts checked after the move."""

import json

import pytest

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")

PEOPLE = 30


def monica():
    contacts = [
        {
            "uuid": f"c-{number}",
            "properties": {"first_name": f"Given{number}", "last_name": f"Family{number}"},
            "data": [
                {"type": "call", "values": [{"properties": {"called_at": "2026-11-02T10:00:00Z"}}]}
                for _ in range(number % 2)
            ],
        }
        for number in range(PEOPLE)
    ]
    nameless = {"uuid": "c-none", "properties": {}}
    groups = [{"type": "contact", "values": [*contacts, nameless]}]
    return json.dumps({"version": "1.0-preview.1", "account": {"data": groups}})


def test_the_counts_are_those_of_the_export(vault):
    file = vault.home / "monica.json"
    file.write_text(monica())
    understood = vault.run_quickly("import", "--dry-run", "--json", str(file)).out.splitlines()
    records = [json.loads(line) for line in understood]
    assert sum("name" in one for one in records) == PEOPLE
    assert sum("kind" in one for one in records) == PEOPLE // 2
    assert sum("problem" in one for one in records) == 1

    vault.run_quickly("import", "--yes-if", "source = Monica", str(file))
    vault.run_quickly("update", "--yes")
    listed = [json.loads(line) for line in vault.run_quickly("list", "--json").out.splitlines()]
    assert len(listed) == PEOPLE
    assert sum(one["last_contact"] == "2026-11-02" for one in listed) == PEOPLE // 2
    assert sum(one["last_contact"] is None for one in listed) == PEOPLE // 2

    after = vault.snapshot()
    vault.run_quickly("import", "--yes-if", "source = Monica", str(file))
    assert vault.snapshot() == after
