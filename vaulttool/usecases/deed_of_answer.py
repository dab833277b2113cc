"""What an answer asks for: one table for each kind of item."""

from collections.abc import Mapping

from vaulttool.pages.answer import Answer, Meant, Unclear
from vaulttool.pages.record_line import Deed, is_open
from vaulttool.usecases.item_meaning import Kind

DEEDS: Mapping[Kind, Mapping[Meant, Deed]] = {
    "new-year": {"yes": "kept", "aside": "rests", "rest": "rests", "later": "snoozed", "no": "archived",
                 "remove": "archived"},
    "stranger": {"yes": "known", "aside": "snoozed", "later": "snoozed", "rest": "rests", "no": "archived",
                 "remove": "archived"},
    "same": {"yes": "same", "no": "different"},
    "lunch": {"yes": "logged", "aside": "snoozed", "later": "snoozed", "rest": "rests", "no": "snoozed",
              "remove": "archived"},
    "write": {"yes": "logged", "aside": "snoozed", "later": "snoozed", "rest": "rests", "no": "snoozed",
              "remove": "archived"},
    "promise": {"yes": "ticked", "aside": "snoozed", "later": "snoozed", "no": "dropped"},
    "introduce": {"yes": "introduced", "aside": "snoozed", "later": "snoozed", "no": "never",
                  "remove": "never"},
    "wish": {"yes": "wished", "no": "rests", "rest": "rests", "remove": "archived"},
}  # fmt: skip
_OF_PAGE: Mapping[str, tuple[Kind, ...]] = {
    "review": ("new-year", "stranger", "same"),
    "agenda": ("lunch", "write", "promise", "introduce"),
    "introduction": ("introduce",),
    "wishes": ("wish",),
}


def deed_of(kind: Kind, meant: Meant) -> Deed | Unclear:
    """Give what an answer asks for; Unclear where it means nothing for this kind of item."""
    deed = DEEDS[kind].get(meant)
    if deed is not None:
        return deed
    return Unclear(f'"{meant}" is no answer to this line', "Write [x] for yes, [>] for not now, [-] for no.")


def settled(block: str, answer: Answer) -> bool | Unclear:
    """Tell whether the item's own record says that this answer was carried out.

    Unclear where another answer was: that one stands until it is taken back.
    """
    if block == "wishes" and answer.meant in ("aside", "later"):
        return True  # Later this month: there is nothing to do but to leave it there.
    recorded = set(answer.recorded)
    if not recorded:
        return False
    if answer.meant is None:
        return any(not is_open(deed) for deed in recorded)
    asked = {DEEDS[kind].get(answer.meant) for kind in _OF_PAGE[block]}
    if "unknown" in recorded or (asked & recorded and answer.until is None):
        return True
    if all(is_open(deed) for deed in recorded):
        return False
    return Unclear(
        "another answer to this line was carried out already",
        "Take that back with `vaulttool undo`, or change the person's note and remove the line that says it.",
    )
