"""Who of the people in a vault is its user, where nobody says so: the one who sat in every meeting."""

from collections import Counter, defaultdict
from collections.abc import Iterable

MEETINGS = 12
"""Of so many meetings at least; fewer may have had the same guest by chance."""
SHARE = 0.97
NEXT_AT_MOST = 0.6
"""Share of meetings of the next person: where two are always there, nobody can tell which of them writes."""


def own_person(attended: Iterable[tuple[str, str]], sizes: dict[str, int]) -> str | None:
    """Give the contact who attended all meetings but a stray one; None where nobody stands out.

    `attended` are pairs of meeting note and contact path, `sizes` the number of attendees that each meeting
    note names, contacts or not.
    """
    meetings = {note for note, size in sizes.items() if size >= 2}
    if len(meetings) < MEETINGS:
        return None
    notes: dict[str, set[str]] = defaultdict(set)
    for note, contact in attended:
        if note in meetings:
            notes[contact].add(note)
    ranked = Counter({contact: len(found) for contact, found in notes.items()}).most_common(2)
    if not ranked or ranked[0][1] < SHARE * len(meetings):
        return None
    if len(ranked) > 1 and ranked[1][1] > NEXT_AT_MOST * len(meetings):
        return None
    return ranked[0][0]
