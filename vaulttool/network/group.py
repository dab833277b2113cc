"""A group: a note with `members`, which may say that meeting it is meeting each of them."""

from collections.abc import Callable
from dataclasses import dataclass

from vaulttool.network.property_value import link_targets, words_of
from vaulttool.notes.front_matter import fold_name

_COUNTS = ("members", "membres")


@dataclass(frozen=True, slots=True)
class Group:
    """What a group's note says."""

    members: tuple[str, ...]
    """Link targets as written."""
    counts_members: bool = False
    """`counts: members`: "with [[Book club]]" counts for each of them."""


def read_group(said: Callable[[str], list[object]]) -> Group | None:
    """Give the group that a note is, by its properties; None where it is none.

    `said` gives the values of a property by our name for it.
    """
    members = tuple(dict.fromkeys(target for value in said("members") for target in link_targets(value)))
    if not members:
        return None
    words = [fold_name(word) for value in said("counts") for word in words_of(value)]
    return Group(members, any(word in _COUNTS for word in words))
