"""Whom imports read and nobody has a note of: counted in movements, asked for nothing."""

import csv

import pytest

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")
HEADS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NAMES = ("Ana", "Ben", "Cléo", "Dov", "Eda", "Fay", "Gus")


def bring(vault, company, day="15 Nov 2026", today="2026-11-24", names=NAMES):
    rows = [f"{one},Quorl,https://www.linkedin.com/in/{one}-q,,{company},Cook,{day}" for one in names]
    path = vault.root.parent / "Connections.csv"
    path.write_text("\n".join((HEADS, *rows)) + "\n")
    vault.run("import", str(path), today=today)


def review(vault, *more):
    vault.run("review", *more)
    (page,) = (path for path in vault.snapshot() if path.startswith("Reviews/"))
    text = vault.read(page)
    vault.remove(page)
    return text


def test_a_burst_of_people_without_notes_is_told_and_nobody_is_proposed(vault):
    vault.write("People/Ana Quorl.md", "---\ntype: person\nprivate: true\n---\n")
    vault.write("People/Old Friend.md", "---\ntype: person\ncompany: Vexmoor\n---\n")
    assert "Something moves" not in review(vault)
    bring(vault, "Vexmoor Ltd")
    page = review(vault)
    assert "## Something moves at Vexmoor\nSix people of Vexmoor wrote, connected or came back" in page
    assert "without a note Ben Quorl, Cléo Quorl, Dov Quorl, Eda Quorl, Fay Quorl and 1 more." in page
    assert "Ana" not in page, "their note speaks for them, and it is private"
    assert all("Quorl" not in line or "without a note" in line for line in page.splitlines())
    assert "[[Ben" not in page
    vault.run("agenda")
    assert not any("Quorl" in vault.read(path) for path in vault.snapshot() if path.startswith("Agenda"))


def test_old_connections_and_a_deleted_csv_say_nothing(vault):
    vault.write("People/Old Friend.md", "---\ntype: person\ncompany: Vexmoor\n---\n")
    bring(vault, "Vexmoor", day="15 Nov 2024")
    assert "Something moves" not in review(vault)
    bring(vault, "Ostrelle", names=("Hal", "Ida", "Jon", "Kai"))
    assert "Something moves at Ostrelle" in review(vault)
    (table,) = (path for path in vault.snapshot() if path.endswith(".csv"))
    vault.remove(table)
    assert "Something moves" not in review(vault)


def test_who_left_where_the_next_export_names_another_company(vault):
    vault.write("People/Old Friend.md", "---\ntype: person\ncompany: Vexmoor\n---\n")
    bring(vault, "Vexmoor", day="15 Nov 2020", today="2026-05-01", names=NAMES[:3])
    assert "Who came" not in review(vault)
    bring(vault, "Ostrelle SA", day="15 Nov 2020", today="2026-11-20", names=NAMES[:3])
    page = review(vault)
    assert "- Ostrelle SA: Ana Quorl, Ben Quorl, Cléo Quorl came.\n" in page
    assert "- Vexmoor: Ana Quorl, Ben Quorl, Cléo Quorl left.\n" in page
    before = vault.snapshot()
    bring(vault, "Ostrelle SA", day="15 Nov 2020", today="2026-11-20", names=NAMES[:3])
    assert vault.snapshot() == before


def test_names_are_text_in_a_page_whatever_a_person_wrote_into_the_csv(vault):
    vault.write("People/Old Friend.md", "---\ntype: person\ncompany: Vexmoor\n---\n")
    bring(vault, "Vexmoor")
    (table,) = (path for path in vault.snapshot() if path.endswith(".csv"))
    rows = list(csv.reader(vault.read(table).splitlines()))
    rows[1][1] = "[[Evil]] <!-- vaulttool:end review -->"
    vault.write(table, "\n".join(",".join(row) for row in rows) + "\nx,broken\n")
    page = review(vault)
    assert "Something moves" in page
    assert page.count("vaulttool:end review") == 1
    assert "[[Evil" not in page
