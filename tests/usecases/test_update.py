"""`vaulttool update`: vault in, command, vault out."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Vault

ANA = "People/Ana Ruiz.md"
LUNCH = "2026-11-02 Lunch with Ana Ruiz.md"
SEALED = (
    '---\nlast_contact: 2026-11-02\nlast_contact_note: "[[2026-11-02 Lunch with Ana Ruiz|2026-11-02]]"\n---\n'
)


def test_a_meeting_note_sets_the_day_and_its_proof(vault: "Vault") -> None:
    vault.write(ANA, "---\ntype: person\n---\n# Ana\n")
    vault.write(LUNCH)
    vault.run("update")
    assert vault.read(ANA) == SEALED.replace("---\nlast", "---\ntype: person\nlast", 1) + "# Ana\n"


def test_a_second_run_writes_nothing(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    vault.write(LUNCH)
    vault.run("update")
    before, state = vault.snapshot(), (vault.root / ANA).stat().st_mtime_ns
    vault.run("update")
    assert vault.snapshot() == before
    assert (vault.root / ANA).stat().st_mtime_ns == state


def test_dry_run_shows_a_diff_and_writes_nothing(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    vault.write(LUNCH)
    before = vault.snapshot()
    shown = vault.run("update", "--dry-run").out
    assert "+last_contact: 2026-11-02" in shown
    assert vault.snapshot() == before


def test_deleting_the_meeting_note_brings_the_hand_typed_day_back(vault: "Vault") -> None:
    vault.write(ANA, "---\nlast_contact: 2026-10-01\n---\nhello\n")
    vault.write(LUNCH)
    vault.run("update")
    assert vault.property(ANA, "last_contact") == "2026-11-02"
    assert vault.property(ANA, "last_contact_by_hand") == "2026-10-01"
    vault.remove(LUNCH)
    vault.run("update")
    assert vault.read(ANA) == "---\nlast_contact: 2026-10-01\n---\nhello\n"


def test_a_proof_that_this_device_never_saw_is_not_taken_for_deleted(vault: "Vault") -> None:
    vault.write(ANA, SEALED)
    told = vault.run("update", code=None)
    assert vault.read(ANA) == SEALED
    assert "is not here, so the date stays" in told.err
    vault.run("update", "--trust-absence")
    assert vault.property(ANA, "last_contact") is None


def test_a_corrected_note_moves_the_day_back(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    vault.write("2026-10-05.md", "- coffee with [[Ana Ruiz]]\n")
    vault.write("2026-11-12.md", "- lunch with [[Ana Ruiz]]\n")
    vault.run("update")
    assert vault.property(ANA, "last_contact") == "2026-11-12"
    vault.write("2026-11-12.md", "- lunch with [[Ana Ruiz]] cancelled\n")
    vault.run("update")
    assert vault.property(ANA, "last_contact") == "2026-10-05"


def test_a_day_typed_over_ours_holds_until_a_newer_proof_and_comes_back_after_it(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    vault.write("2026-11-06.md", "- coffee with [[Ana Ruiz]]\n")
    vault.run("update")
    vault.write(ANA, vault.read(ANA).replace("last_contact: 2026-11-06", "last_contact: 2026-11-10"))
    vault.run("update")
    assert vault.property(ANA, "last_contact") == "2026-11-10"
    later = vault.write("2026-11-12.md", "- lunch with [[Ana Ruiz]]\n")
    vault.run("update")
    assert vault.property(ANA, "last_contact") == "2026-11-12"
    later.unlink()
    vault.run("update")
    assert vault.property(ANA, "last_contact") == "2026-11-10"


def test_a_planned_meeting_counts_once_its_day_has_come(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    vault.write("2026-11-25 Lunch with Ana Ruiz.md")
    vault.run("update", today="2026-11-24")
    assert vault.property(ANA, "last_contact") is None
    vault.run("update", today="2026-11-25")
    assert vault.property(ANA, "last_contact") == "2026-11-25"


def test_d3_a_day_that_has_come_elsewhere_on_earth_is_not_taken_back(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    vault.write("2026-11-25 Lunch with Ana Ruiz.md")
    vault.run("update", today="2026-11-25")
    before = vault.read(ANA)
    vault.run("update", today="2026-11-24")
    assert vault.read(ANA) == before


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (b"---\na: 1\na: 2\n---\n", "twice"),
        (b"---\na: [\n---\n", "not valid YAML"),
        (b"---\nx: \xe9\n---\n", "not UTF-8"),
    ],
)
def test_a_note_that_cannot_be_edited_safely_is_named_and_left_alone(
    vault: "Vault", source: bytes, what: str
) -> None:
    vault.write(ANA, source)
    vault.write(LUNCH)
    told = vault.run("update", code=None)
    assert vault.bytes(ANA) == source
    assert f"{ANA}:" in told.err
    assert what in told.err


def test_our_own_lines_doubled_by_a_merge_are_mended(vault: "Vault") -> None:
    vault.write(ANA, "---\nlast_contact: 2026-11-01\nlast_contact: 2026-11-02\ncompany: X # keep\n---\n")
    vault.write(LUNCH)
    vault.run("update")
    assert vault.read(ANA).count("last_contact:") == 1
    assert vault.property(ANA, "last_contact") == "2026-11-02"
    assert vault.property(ANA, "company") == "X # keep"


def test_every_other_byte_stays(vault: "Vault") -> None:
    ugly = (
        b"\xef\xbb\xbf---\r\n# people\r\naliases: [Ana, 'A. R.']   # names\r\nphone: 0612345678\r\n"
        b"bio: >-\r\n  one\r\n  two\r\nanchor: &a x\r\nother: *a\r\n---\r\nNo final newline, and --- inside"
    )
    vault.write(ANA, ugly)
    vault.write(LUNCH)
    vault.run("update")
    ours = (
        b'last_contact: 2026-11-02\r\nlast_contact_note: "[[2026-11-02 Lunch with Ana Ruiz|2026-11-02]]"\r\n'
    )
    assert vault.bytes(ANA).replace(ours, b"") == ugly


def test_a_vault_whose_notes_are_gone_is_left_alone(vault: "Vault") -> None:
    vault.write(ANA, "---\n---\n")
    for day in range(1, 29):
        vault.write(f"2026-10-{day:02}.md", "- coffee with [[Ana Ruiz]]\n")
    vault.run("update")
    before = vault.read(ANA)
    for day in range(1, 29):
        vault.remove(f"2026-10-{day:02}.md")
    told = vault.run("update", code=1)
    assert "are missing, so nothing is written" in told.err
    assert vault.read(ANA) == before


def test_a_first_run_over_many_people_asks(vault: "Vault") -> None:
    for number in range(25):
        vault.write(f"People/Person Number{number}.md", "---\n---\n")
    names = ", ".join(f"[[Person Number{number}]]" for number in range(25))
    vault.write("2026-11-02.md", f"- picnic with {names}\n")
    before = vault.snapshot()
    asked = vault.run("update", input="n\n", code=1)
    assert "25 notes for the first time" in asked.err
    assert vault.snapshot() == before
    vault.run("update", input="y\n")
    assert vault.property("People/Person Number7.md", "last_contact") == "2026-11-02"


def test_undo_takes_a_whole_run_back_byte_for_byte(vault: "Vault") -> None:
    vault.write(ANA, "---\r\nx: 1\r\n---\r\n")
    vault.write("People/Bo Lind.md", "no front matter")
    vault.write("2026-11-02.md", "- coffee with [[Ana Ruiz]] and [[Bo Lind]]\n")
    before = vault.snapshot()
    vault.run("update")
    assert vault.snapshot() != before
    vault.run("undo", today=None)
    assert vault.snapshot() == before


@pytest.mark.parametrize("source", [b"", b"---\na: [\n---\n", b"---\na: 1\na: 2\n---\n", b"caf\xe9"])
def test_an_update_that_leaves_notes_out_says_so_with_its_exit_code(vault: "Vault", source: bytes) -> None:
    vault.write(ANA, source)
    vault.write(LUNCH)
    told = vault.run("update", code=1)
    assert told.out == "Everything that can be written is up to date; 1 note could not be.\n"
    vault.write("People/Bo Lund.md", "---\n---\n")
    vault.write("2026-11-03 Lunch with Bo Lund.md")
    told = vault.run("update", code=1)
    assert "1 of" in told.out and "is brought up to date; 1 note could not be." in told.out


@pytest.mark.parametrize("nothing", ["null", "~", "", "[]"])
def test_a_property_without_value_is_filled(vault: "Vault", nothing: str) -> None:
    vault.write(ANA, f"---\nlast_contact: {nothing}\n---\n")
    vault.write(LUNCH)
    vault.run("update")
    assert vault.read(ANA) == SEALED


@pytest.mark.parametrize("odd", ["{a: b}", "[2026-01-02, 2026-01-03]", "soon"])
def test_what_is_no_date_is_left_alone_and_told(vault: "Vault", odd: str) -> None:
    vault.write(ANA, f"---\nlast_contact: {odd}\n---\n")
    vault.write(LUNCH)
    ran = vault.run("update", code=1)
    assert "which is no date" in ran.err and ANA in ran.err
    assert vault.read(ANA) == f"---\nlast_contact: {odd}\n---\n"
