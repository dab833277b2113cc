"""Who moved is a reason to write, and companies that people leave or come to are told."""

import pytest

HISTORY = "---\ncompany: {now}\n---\n\n## History\n\n- 2026-11-10: {line}\n"


@pytest.fixture
def moved(vault):
    def write(name, line, now="x", extra=""):
        note = HISTORY.format(now=now, line=line).replace("---\nc", f"---\n{extra}c", 1)
        vault.write(f"People/{name}.md", note)
        number = len(list((vault.root / "People").iterdir()))
        vault.write(f"Daily/2026-0{number}-05.md", f"Lunch with [[{name}]].\n")

    vault.moved = write
    vault.write("Home.md", "A vault.\n")
    return vault


def agenda(vault):
    vault.run("agenda")
    return vault.read("Agenda/2026-W48.md")


def test_a_move_is_a_reason_to_write_until_one_has(moved):
    moved.moved("Ana Ruiz", "company: [[Orvelle]] → [[Quaylight]] (since 2026-03-14)")
    moved.moved("Ben Okoye", "role: adviser → head of sales")
    moved.write("Daily/2026-11-23.md", "Lunch with [[Zed Low]].\n")
    moved.write("People/Zed Low.md", "---\ntype: person\n---\n")
    page = agenda(moved)
    assert "[[Ana Ruiz]]. Moved since March: from Orvelle to Quaylight. A good reason to write." in page
    assert "[[Ben Okoye]]. New role since November: head of sales, before that adviser." in page
    moved.write("Daily/2026-11-12.md", "Called [[Ana Ruiz]].\n")
    assert "Orvelle to" not in agenda(moved)


@pytest.mark.parametrize(
    "line", ["company: Orvelle → –", "email: a → b", "company: → Quaylight", "company: Orvelle"]
)
def test_what_is_no_move_is_no_reason(moved, line):
    moved.moved("Ana Ruiz", line)
    assert "Moved" not in agenda(moved)


def test_in_french_too(moved):
    moved.write("vaulttool.md", "---\nlanguage: fr\npeople_folders: People\n---\n")
    moved.moved("Ana Ruiz", "ville: Lyon → Porto (depuis 2026-03-14)")
    moved.write("Daily/2026-11-23.md", "Déjeuner avec [[Zed Low]].\n")
    moved.write("People/Zed Low.md", "---\ntype: person\n---\n")
    moved.run("agenda")
    page = next(text.decode() for path, text in moved.snapshot().items() if "2026-W48" in path)
    page = page.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    assert "[[Ana Ruiz]]. Un déménagement depuis mars : Porto, après Lyon. Une bonne raison d'écrire." in page


def test_the_review_tells_who_came_and_who_left(moved):
    moved.moved("Ana Ruiz", "company: Orvelle → Quaylight", "Quaylight")
    moved.moved("Ben Okoye", "company: orvelle → Acme", "Acme")
    moved.moved("Cy Dorn", "company: Acme → Quaylight", "Quaylight")
    moved.moved("Di Elm", "company: Orvelle → Quaylight", "Quaylight", "died: 2026-11-12\n")
    moved.run("review")
    page = moved.read("Reviews/2026-W48.md")
    part = page.partition("## Who came, who left\n")[2].strip().partition("\n\n")[0]
    assert part.splitlines() == [
        "- Acme: [[Ben Okoye]] came, [[Cy Dorn]] left.",
        "- orvelle: [[Ana Ruiz]] and [[Ben Okoye]] left.",
        "- Quaylight: [[Ana Ruiz]] and [[Cy Dorn]] came.",
    ]
