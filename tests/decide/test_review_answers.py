"""What answers in a review do to people's notes."""

import pytest

from decide.pages_by_hand import REVIEW, Notes

GRETA = "People/Greta Holm.md"


def ask_about_greta(notes: Notes) -> str:
    notes.person("Greta Holm")
    return notes.item(REVIEW, "[[Greta Holm]] · conference in Oslo", "new-year", GRETA)


@pytest.mark.parametrize(
    ("box", "words", "expected", "told"),
    [
        ("x", (), ("reviewed", "2026-11-24"), "kept"),
        ("X", (), ("reviewed", "2026-11-24"), "kept"),
        (" ", ("Oui !",), ("reviewed", "2026-11-24"), "kept"),
        (">", (), ("status", "resting"), "resting"),
        (" ", ("rest",), ("status", "resting"), "resting"),
        (">", ("repos",), ("status", "resting"), "resting"),
        (" ", ("not now",), ("snooze_until", "2027-02-24"), "not before 24 February 2027"),
        (">", ("pas maintenant",), ("snooze_until", "2027-02-24"), "not before 24 February 2027"),
        (" ", ("dans 6 mois",), ("snooze_until", "2027-05-24"), "not before 24 May 2027"),
        (" ", ("snooze until 2027-01-15",), ("snooze_until", "2027-01-15"), "not before 15 January 2027"),
        (" ", ("plus tard, jusqu'en mars",), ("snooze_until", "2027-03-01"), "not before 1 March 2027"),
    ],
)
def test_an_answer_is_written_into_the_note_and_told_in_the_page(notes, box, words, expected, told):
    item = ask_about_greta(notes)
    notes.answer(REVIEW, item, box, *words)
    notes.run("apply")
    name, value = expected
    assert notes.property(GRETA, name) == value
    *kept, record = notes.under(REVIEW, item)
    assert kept == [f"- {word}" for word in words]
    assert record.startswith("- → 2026-11-24, vaulttool: ")
    assert told in record


@pytest.mark.parametrize(
    ("box", "words"), [("-", ()), (" ", ("remove",)), ("-", ("no longer",)), (" ", ("retirer",))]
)
def test_who_is_removed_goes_to_the_archive(notes, box, words):
    notes.answer(REVIEW, ask_about_greta(notes), box, *words)
    notes.run("apply")
    assert not notes.exists(GRETA)
    assert notes.property("Archive/People/Greta Holm.md", "status") == "archived"


def test_only_that_value_of_the_note_changes(notes):
    item = ask_about_greta(notes)
    before = "---\r\n# mine\r\ntype: person\r\nstatut:   'active'   # since 2019\r\n---\r\n\r\nHi\u00a0!"
    notes.write(GRETA, before)
    notes.answer(REVIEW, item, ">")
    notes.run("apply")
    assert notes.read(GRETA) == before.replace("'active'", "resting")


def test_a_vault_has_its_own_names_and_words(notes):
    item = ask_about_greta(notes)
    notes.write(
        "vaulttool.md",
        '---\ntype: vaulttool-settings\nproperty_status: Zustand\nstatus_words:\n  - "ruht: resting"\n---\n',
    )
    notes.answer(REVIEW, item, ">")
    notes.run("apply")
    assert notes.property(GRETA, "Zustand") == "ruht"


def test_a_word_under_a_stranger_is_why_they_ask_and_a_tick_makes_them_known(notes):
    path = notes.person("Paul Renn", "status: unknown", "why:")
    item = notes.item(REVIEW, "[[Paul Renn]], buyer, Orbis.", "stranger", path)
    notes.answer(REVIEW, item, " ", "he looks for work: since June")
    notes.run("apply")
    assert notes.property(path, "why") == '"he looks for work: since June"'
    assert notes.property(path, "status") == "unknown"
    notes.answer(REVIEW, item, "x")
    notes.run("apply")
    assert notes.property(path, "status") == "active"
    assert notes.property(path, "why") == '"he looks for work: since June"'
    assert [line[27:] for line in notes.under(REVIEW, item)[1:]] == [
        "why they ask stands in their note",
        "known from now on",
    ]


def test_a_reason_that_was_read_half_typed_is_replaced_and_one_set_by_hand_is_not(notes):
    path = notes.person("Paul Renn", "status: unknown")
    item = notes.item(REVIEW, "[[Paul Renn]].", "stranger", path)
    notes.answer(REVIEW, item, " ", "he looks")
    notes.run("apply")
    notes.write(REVIEW, notes.read(REVIEW).replace("he looks", "he looks for work"))
    notes.run("apply")
    assert notes.property(path, "why") == "he looks for work"
    assert len(notes.under(REVIEW, item)) == 2
    notes.write(path, notes.read(path).replace("he looks for work", "a buyer"))
    before = notes.snapshot()
    notes.run("apply")
    assert notes.snapshot() == before


def test_an_answer_of_one_word_under_a_stranger_is_no_reason(notes):
    path = notes.person("Paul Renn", "status: unknown")
    item = notes.item(REVIEW, "[[Paul Renn]].", "stranger", path)
    notes.answer(REVIEW, item, " ", "he sells insurance", "non")
    notes.run("apply")
    moved = "Archive/People/Paul Renn.md"
    assert (notes.property(moved, "status"), notes.property(moved, "why")) == (
        "archived",
        "he sells insurance",
    )


def test_a_stranger_put_off_is_not_asked_about_meanwhile(notes):
    path = notes.person("Paul Renn", "status: unknown")
    item = notes.item(REVIEW, "[[Paul Renn]].", "stranger", path)
    notes.answer(REVIEW, item, ">")
    notes.run("apply")
    notes.run("review", today="2026-12-01")
    assert "Paul Renn" not in notes.read("Reviews/2026-W49.md")
    notes.run("review", today="2027-03-02")
    assert "Paul Renn" in notes.read("Reviews/2027-W09.md")


def two_notes(notes: Notes) -> str:
    one = notes.person("Milena Metro", "email: m@metro.example")
    other = notes.person("Milena (Annecy)", "email: m@metro.example")
    return notes.item(REVIEW, "[[Milena (Annecy)]] and [[Milena Metro]]: the same mail.", "same", other, one)


def test_two_people_are_never_asked_about_again(notes):
    item = two_notes(notes)
    notes.run("review", today="2026-12-01")
    assert "Milena Metro" in notes.read("Reviews/2026-W49.md")
    notes.answer(REVIEW, item, "-", "pas la même personne")
    notes.run("apply")
    assert 'not_same_as:\n  - "[[Milena Metro]]"' in notes.read("People/Milena (Annecy).md")
    notes.run("review", today="2026-12-08")
    assert "Milena Metro" not in notes.read("Reviews/2026-W50.md")


def test_one_person_is_told_and_nothing_is_merged(notes):
    item = two_notes(notes)
    before = notes.snapshot()
    notes.answer(REVIEW, item, "x")
    assert "the same person" in notes.run("apply")
    changed = {path for path, content in notes.snapshot().items() if before[path] != content}
    assert changed == {REVIEW}


def test_the_record_is_in_the_language_of_the_page(notes):
    item = ask_about_greta(notes)
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\n---\n")
    notes.answer(REVIEW, item, "x")
    notes.run("apply")
    assert notes.under(REVIEW, item) == [
        "- → 2026-11-24, vaulttool\u00a0: gardé\u00a0; la question reviendra dans un an"
    ]
    assert "Nothing new" in notes.run("apply")


def test_a_page_of_long_ago_is_read_as_well(notes):
    item = ask_about_greta(notes)
    notes.answer(REVIEW, item, "x")
    notes.run("apply", today="2028-02-01")
    assert notes.property(GRETA, "reviewed") == "2028-02-01"


def test_a_person_whose_note_moved_since_is_still_known(notes):
    item = ask_about_greta(notes)
    notes.answer(REVIEW, item, ">")
    (notes.root / GRETA).unlink()
    notes.person("Greta Holm", folder="Friends")
    notes.run("apply")
    assert notes.property("Friends/Greta Holm.md", "status") == "resting"


def test_an_item_that_only_holds_words_is_left_alone(notes):
    item = ask_about_greta(notes)
    notes.answer(REVIEW, item, " ", "ask her sister first", "rest of the story: none")
    before = notes.snapshot()
    assert "Nothing new" in notes.run("apply")
    assert notes.snapshot() == before
