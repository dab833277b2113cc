"""What the daemon says of notes: sentences, and nothing that stands in a note."""

import pytest
from vaulttool.notes.problem import Problem
from vaulttool.watching.telling import Telling


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("the note is empty", "the note is empty"),
        ('last_contact is "soon", which is no date', 'last_contact is "…", which is no date'),
        ('last_contact is "so "to say" on", which is no date', 'last_contact is "…", which is no date'),
        ('the property "city" stands twice', 'the property "city" stands twice'),
    ],
)
def test_a_problem_of_a_note_is_told_as_a_sentence_without_quotations(what, said):
    lines = []
    telling = Telling(lambda line, is_problem: lines.append(line))
    problem = Problem("People/Ana Ruiz.md", 3, what, "Mend it.", "some-rule")
    telling.problems_of_notes([problem])
    telling.problems_of_notes([problem])
    telling.problems_of_page("Reviews/2026-W48.md", [problem])
    assert lines == [
        f"People/Ana Ruiz.md:3: {said}; `vaulttool check` says more",
        f"People/Ana Ruiz.md:3: {said}; `vaulttool apply` says more",
    ]
