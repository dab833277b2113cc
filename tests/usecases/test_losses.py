"""A vault that lost half of its notes, or its settings, is left alone until somebody says it is meant."""

import pytest

ANA = "People/Ana Ruiz.md"
SETTINGS = "---\ntype: vaulttool-settings\nproperty_last_contact: Last chat\n---\n"


@pytest.fixture
def met(vault):
    """A vault with fifteen people, each met once, and settings."""
    vault.write("vaulttool.md", SETTINGS)
    for number in range(15):
        name = "Ana Ruiz" if number == 0 else f"Person {number}"
        vault.write(f"People/{name}.md", "---\ntype: person\n---\n")
        vault.write(f"Meetings/2026-10-{number + 1:02} Lunch with {name}.md")
    vault.run("update", "--yes")
    return vault


def without(vault, folder):
    gone = {path: content for path, content in vault.snapshot().items() if path.startswith(folder)}
    for path in gone:
        vault.remove(path)
    return gone


def test_d2_half_of_the_notes_gone_is_refused_also_after_somebody_looked(met):
    gone = without(met, "Meetings/2026-10") | without(met, "People/Person 1")
    left = met.snapshot()
    for command in (["list"], ["check"], ["update"], ["update", "--yes"]):
        told = met.run(*command, code=None)
        assert command == ["list"] or "notes that were here are missing" in told.out + told.err
        assert met.snapshot() == left
    for path, content in gone.items():
        met.write(path, content)
    assert "up to date" in met.run("update").out


def test_d2_the_person_may_say_that_they_were_deleted(met):
    without(met, "Meetings/2026-10")
    without(met, "People/Person 1")
    met.run("update", "--trust-absence", "--yes")
    assert met.property(ANA, "Last chat") is None
    assert "up to date" in met.run("update").out


def test_d2_the_settings_gone_are_refused_and_may_move(met):
    met.remove("vaulttool.md")
    left = met.snapshot()
    for command in (["check"], ["update", "--yes"]):
        told = met.run(*command, code=1)
        assert "the vault's settings, was here and is gone" in told.out + told.err
        assert met.snapshot() == left
    met.write("Meta/vaulttool.md", SETTINGS)
    assert "up to date" in met.run("update").out
    met.remove("Meta/vaulttool.md")
    met.write("Meta/My settings.md", SETTINGS)
    assert "up to date" in met.run("update").out


def test_d2_settings_that_were_deleted_on_purpose_do_not_stop_for_ever(met):
    met.remove("vaulttool.md")
    met.run("update", "--trust-absence", "--yes")
    assert "up to date" in met.run("update").out
