"""Who of the people in a vault is its user, where nobody says so: the one who sat in every meeting."""

from collections import Counter
from collections.abc import Mapping, Sequence

MEETINGS = 12
"""Of so many meetings at least; fewer may have had the same guest by chance."""
SHARE = 0.97
NEXT_AT_MOST = 0.6
"""Share of meetings of the next person: where two are always there, nobody can tell which of them writes."""


def own_person(meetings: Mapping[str, tuple[int, tuple[str, ...]]]) -> str | None:
    """Give the contact who attended all meetings but a stray one; None where nobody stands out.

    `meetings` are, by note, how many attendees it names, contacts or not, two at least; and which contacts.
    """
    attended = Counter(contact for _, contacts in meetings.values() for contact in set(contacts))
    return who_stands_out(len(meetings), attended.most_common(2))


def who_stands_out(meetings: int, ranked: Sequence[tuple[str, int]]) -> str | None:
    """Give what `own_person` does: `ranked` are the two who attended most of so many meetings."""
    if meetings < MEETINGS or not ranked or ranked[0][1] < SHARE * meetings:
        return None
    if len(ranked) > 1 and ranked[1][1] > NEXT_AT_MOST * meetings:
        return None
    return ranked[0][0]
