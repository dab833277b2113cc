"""Who asks to connect stays unknown, with a place for the reason."""

import pytest


@pytest.fixture
def some(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    return vault


def test_an_unknown_gets_a_note_with_places_to_fill(some):
    said = some.run("ask", "Jo Park").out
    path = "People/Jo Park.md"
    assert some.property(path, "status") == "unknown"
    assert some.property(path, "asked") == "2026-11-24"
    assert some.property(path, "through") == "" and some.property(path, "why") == ""
    assert 'vaulttool draft "Jo Park"' in said


def test_through_whom_is_linked_and_the_review_tells_why(some):
    some.run("ask", "Jo Park", "--through", "Ana", "--why", "a talk: at the library")
    assert some.property("People/Jo Park.md", "through") == '"[[Ana Ruiz]]"'
    some.run("review")
    review = some.read("Reviews/2026-W48.md")
    assert "[[Jo Park]]" in review and "through Ana Ruiz: a talk: at the library." in review


def test_words_that_name_nobody_stay_words(some):
    some.run("ask", "Jo Park", "--through", "the fair in Lyon")
    assert some.property("People/Jo Park.md", "through") == "the fair in Lyon"


def test_asking_again_fills_what_was_empty_and_keeps_the_day(some):
    some.run("ask", "Jo Park", today="2026-11-20")
    before = some.read("People/Jo Park.md")
    some.run("ask", "Jo Park", "--why", "a job")
    assert some.read("People/Jo Park.md") == before.replace("why:\n", "why: a job\n")
    once = some.snapshot()
    some.run("ask", "Jo Park", "--why", "a job")
    some.run("ask", "Jo Park")
    assert some.snapshot() == once


def test_who_is_known_is_no_unknown(some):
    before = some.snapshot()
    assert "You know Ana Ruiz already" in some.run("ask", "Ana Ruiz", code=1).err
    assert some.snapshot() == before


def test_undo_takes_the_note_back(some):
    before = some.snapshot()
    some.run("ask", "Jo Park")
    some.run("undo")
    assert some.snapshot() == before


def test_the_own_word_for_unknown_is_used(some):
    some.write("vaulttool.md", '---\ntype: vaulttool-settings\nstatus_words:\n  - "stranger: unknown"\n---\n')
    some.run("ask", "Jo Park")
    assert some.property("People/Jo Park.md", "status") == "stranger"
