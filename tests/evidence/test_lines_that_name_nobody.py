"""Lines that are passed over, since no rule could find anybody in them, hold nobody indeed."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.find import find
from vaulttool.evidence.scene import NoteRole
from vaulttool.notes.parse import parse_note
from vaulttool.vault.languages import load_languages

LINES = st.sampled_from(
    [
        "",
        "# 2026-11-03",
        "## Attendees",
        "## Présents",
        "## Absent",
        "## People met",
        "## Notes",
        "**Attendees**",
        "Attendees",
        "- Attendees",
        "  - Ada Kvist",
        "  - Bo Rund (host)",
        "- Ada Kvist, Bo Rund",
        "Ada Kvist",
        "- [[Ada Kvist]]",
        "  - called about the boat",
        "  - [ ] send her the plan",
        "Lunch with [[Ada Kvist]].",
        "She told me of it.",
        "with:: Ada Kvist",
        "**Attendees:** Ada Kvist, Bo Rund",
        "| Name | Present |",
        "|---|---|",
        "| Ada Kvist | yes |",
        "@Bo Rund called.",
        "Met Ada and [[Bo Rund]].",
        "- 2026-11-02 lunch",
        "Cancelled",
        "Déjeuner avec [[Ada Kvist]].",
        "> said [[Bo Rund]]",
        "    - deeper",
        "And Bo, by phone.",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(LINES, max_size=12),
    st.sampled_from(("2026-11-03 Lunch with Ada.md", "Plan.md")),
    st.sampled_from(("", "---\ntype: meeting\nattendees: Bo Rund\n---\n", "---\nstatus: cancelled\n---\n")),
)
def test_passing_them_over_loses_nobody(lines: list[str], path: str, head: str) -> None:
    note = parse_note((head + "\n".join(lines)).encode(), path)
    languages = load_languages("en")
    quick = find(note, NoteRole(), languages)
    every = list(range(len(note.lines)))
    with patch("vaulttool.evidence.find._lines_that_may_name_people", return_value=every):
        assert find(note, NoteRole(), languages) == quick
