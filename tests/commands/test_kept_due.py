"""`due`, a plain day for Bases, where the settings ask for it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.cadence import Cadence
from vaulttool.network.circle import CadenceRules
from vaulttool.network.contact import Contact
from vaulttool.usecases.kept_due import due_of

SETTINGS = '---\ntype: vaulttool-settings\nkeep_due: yes\ncadence_by_group:\n  - "#family: 1 month"\n---\n'


def people(vault, settings=SETTINGS):
    vault.write("vaulttool.md", settings)
    vault.write("People/Ana Ruiz.md", "---\ncadence: every 6 weeks\n---\n")
    vault.write("People/Bo Lind.md", "---\ntags: [family]\n---\n")
    vault.write("People/Cy Marek.md", "---\ncircle: close\n---\n")
    vault.write("People/Di Holm.md", "---\ncadence: P1M\nstatus: archived\n---\n")
    vault.write("2026-11-02 Lunch with Ana Ruiz, Bo Lind, Cy Marek and Di Holm.md", "")


def dues(vault):
    return [
        vault.property(f"People/{name}.md", "due") for name in ("Ana Ruiz", "Bo Lind", "Cy Marek", "Di Holm")
    ]


def test_it_stands_where_a_base_cannot_compute_it(vault):
    people(vault)
    vault.run_quickly("update", "--yes")
    assert dues(vault) == ["2026-12-14", "2026-12-02", None, None]
    before = vault.snapshot()
    vault.run_quickly("update", "--yes")
    assert vault.snapshot() == before


def test_nothing_is_written_unless_asked_for(vault):
    people(vault, "---\ntype: vaulttool-settings\n---\n")
    vault.run_quickly("update", "--yes")
    assert dues(vault) == [None] * 4


def test_it_follows_the_cadence_and_goes_with_it(vault):
    people(vault)
    vault.run_quickly("update", "--yes")
    note = vault.read("People/Ana Ruiz.md")
    vault.write("People/Ana Ruiz.md", note.replace("every 6 weeks", "P3M"))
    vault.run_quickly("update", "--yes")
    assert dues(vault)[0] == "2027-02-02"
    vault.write("People/Ana Ruiz.md", vault.read("People/Ana Ruiz.md").replace("cadence: P3M\n", ""))
    vault.run_quickly("update", "--yes")
    assert dues(vault)[0] is None


def test_a_line_doubled_by_a_merge_is_mended(vault):
    people(vault)
    vault.run_quickly("update", "--yes")
    note = vault.read("People/Ana Ruiz.md")
    vault.write("People/Ana Ruiz.md", note.replace("due: 2026-12-14", "due: 2026-12-10\ndue: 2026-12-14"))
    vault.run_quickly("update", "--yes")
    assert vault.read("People/Ana Ruiz.md") == note


def test_nobody_sets_it_by_hand(vault):
    people(vault)
    assert vault.run_quickly("set", "due=2027-01-01", "--where", "name = Ana Ruiz", "--yes", code=2).code == 2


@given(st.integers(1, 60), st.integers(0, 400), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_the_notes_own_word_comes_before_the_group(months, days, last):
    own, group = Cadence(months=months), Cadence(days=days + 1)
    rules = CadenceRules(groups={"#family": group})
    contact = Contact("People/A.md", "A", cadence=own, tags=("family",))
    assert due_of(contact, last, rules) == own.after(last)
