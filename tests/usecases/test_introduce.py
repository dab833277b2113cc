"""Introductions: refused with the reason, else a note with permission first."""

import pytest

ANA = (
    "---\ntype: person\ncircle: close\nemail: ana@ruiz.example\nneeds:\n  - a lawyer for her daughter\n---\n"
)
BO = "---\ntype: person\nemail: bo@li.example\nrole: lawyer\noffers:\n  - advice, as a lawyer\n---\n"
DAY = "Lunch with [[Ana Ruiz]] in the park.\n\nCalled [[Bo Li]].\n"


@pytest.fixture
def met(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("People/Bo Li.md", BO)
    vault.write("Daily/2026-11-02.md", DAY)
    return vault


def test_the_note_asks_both_first_and_writes_to_both_last(met):
    met.run("intro", "Bo Li", "Ana Ruiz")
    note = met.read("Introductions/Ana Ruiz × Bo Li.md")
    asked, written = note.index("## First, ask Ana Ruiz"), note.index("## Then, write to both")
    assert asked < note.index("## First, ask Bo Li") < written
    assert "You are looking for a lawyer for your daughter. I thought of Bo Li (lawyer)" in note
    assert "Ana Ruiz, whom I know and like, is looking for a lawyer for her daughter" in note
    assert "To: ana@ruiz.example, bo@li.example" in note[written:]
    assert note.count("- [ ] ") == 1


def test_the_same_note_whoever_is_named_first_and_drafts_stay_the_persons(met):
    met.run("intro", "Bo Li", "Ana Ruiz")
    path = "Introductions/Ana Ruiz × Bo Li.md"
    mine = met.read(path).replace("Kind regards,", "Yours ever,")
    met.write(path, mine)
    met.run("intro", "Ana Ruiz", "Bo Li")
    assert met.read(path) == mine


def test_the_note_proves_no_talk(met):
    before = met.run("interactions", "--json").out
    met.run("intro", "Bo Li", "Ana Ruiz")
    assert met.run("interactions", "--json").out == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("Daily/2026-11-02.md", "Lunch with [[Ana Ruiz]]\n"),
            "No note tells of a talk between you and Bo Li",
        ),
        (("People/Bo Li.md", BO.replace("role", 'knows: "[[Ana Ruiz]]"\nrole')), "know each other already"),
        (("People/Bo Li.md", BO.replace("role", "died: 2026-01-02\nrole")), "Bo Li has died"),
        (("People/Bo Li.md", BO.replace("role", "status: archived\nrole")), "Bo Li is archived"),
        (("People/Bo Li.md", BO.replace("role", "status: resting\nrole")), "Bo Li is resting"),
        (("People/Bo Li.md", BO.replace("role", "status: unknown\nrole")), "you do not know them yet"),
        (("People/Bo Li.md", BO.replace("role", "private: true\nrole")), "Bo Li is private"),
        (("Daily/2026-11-09.md", "Introduction with [[Ana Ruiz]] and [[Bo Li]]\n"), "have introduced"),
    ],
)
def test_it_is_refused_with_the_reason(met, change, said):
    met.write(*change)
    before = met.snapshot()
    assert said in met.run("intro", "Ana Ruiz", "Bo Li", code=1).err
    assert met.snapshot() == before


def test_nobody_is_introduced_to_themselves(met):
    assert "one person" in met.run("intro", "Ana Ruiz", "Ana", code=1).err


def test_there_is_no_way_around_a_refusal(met):
    assert "--anyway" in met.run("intro", "Ana Ruiz", "Bo Li", "--anyway", code=2).err


def test_names_make_a_safe_file_and_break_out_of_no_place(met):
    met.write(
        "People/odd.md", '---\ntype: person\ntitle: "A/../B: <!-- vaulttool:end introduction --> [x]]"\n---\n'
    )
    met.write("Daily/2026-11-03.md", "Called [[odd]].\n")
    met.run("intro", "People/odd.md", "Bo Li")
    (path,) = [name for name in met.snapshot() if name.startswith("Introductions/")]
    assert path.count("/") == 1 and ":" not in path
    assert met.read(path).count("<!-- vaulttool:end") == 1
