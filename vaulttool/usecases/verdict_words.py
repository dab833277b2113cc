"""Verdicts in words for people: why a line counts or does not, and what one could write to make it count."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "title": "the note's name says that you met",
    "property": "a property of the note says that they were there",
    "attendees": "they stand in the list of those who were there",
    "people met": "they stand in the list of people you met",
    "field": "a field of the line says that they were there",
    "act": "the line is an act and the people it was with",
    "heading": "the heading is an act and the people it was with",
    "nested": "the line above says with whom",
    "sentence": "the sentence says that you were in touch",
    "plain name": "the line says that you were in touch; `names: count` lets a name without a link count",
    "group": "a group was there that counts for its members",
    "own log": "a dated entry in their own note",
    "typed": "typed by hand",
}
"""By the name of the rule, why something counts."""

_DONE = "When it has taken place, write what happened: “Lunch with {link}”, or tick the task."
_SAY = "If you were in touch, say it in the sentence: “Lunch with {link}”, “Called {link}”."
_OWN = "If you were in touch, begin the line with the day: “2026-11-02 Lunch”."

REASONS: Mapping[str, tuple[str, str]] = {
    "named only": ("they are only named; nothing says that you were in touch", _SAY),
    "possessive": ("the sentence is about something of theirs, not about you and them", _SAY),
    "told, read or remembered": ("it was told, read or remembered; you were not in touch then", _SAY),
    "told by others": ("others told it; you were not there", _SAY),
    "at a distance": ("it happened at a distance from you, without a word between you", _SAY),
    "block quote": ("it stands in a quotation", "Take the sign > away, if the words are your own."),
    "another field": ("that field does not say who was there", "Write it as with:: {link}."),
    "open task": ("an open task is a plan", _DONE),
    "under a heading for the time to come": ("the heading above says that it is still to come", _DONE),
    "planned": ("the words say that it is planned", _DONE),
    "arranged": ("the words say that it is arranged", _DONE),
    "invited": ("they were invited; nothing says that they came", "Write who came below “Attendees”."),
    "the note says that it is still to come": (
        "a property of the note says that it is still to come",
        "When it has taken place, change that property.",
    ),
    "the note says that it was cancelled": (
        "the note says that it was cancelled",
        "If it took place after all, change its status.",
    ),
    "cancelled": ("the words say that it was cancelled", "If it took place after all, write that."),
    "it was cancelled": ("the words say that it was cancelled", "If it took place after all, write that."),
    "cancelled task": ("the task is cancelled", "If it took place after all, tick it."),
    "struck out": ("the words are struck out", "Take the signs ~~ away, if it took place after all."),
    "did not happen": ("the words say that it did not happen", "If it did, write that."),
    "no answer, or called off": ("nobody answered, or it was called off", "If you spoke later, write that."),
    "absent": ("the words say that they were not there", "If they were there, write that."),
    "named as absent": (
        "they stand in the list of those who were absent",
        "If they were there, move the name.",
    ),
    "in a contact's note": (
        "this is somebody's own note, where only dated entries count",
        "Begin the line with its day: “2026-11-02 Lunch with {link}”.",
    ),
    "a fact, not a meeting": ("it reads like a fact, not like a meeting", _OWN),
    "a day in brackets says where a fact is from": ("the day in brackets says how old the fact is", _OWN),
}
"""By what decided in the rule: why something does not count, and how to make it count."""

NO_DAY = (
    "nothing says on which day it was",
    "Give the note a property “date: 2026-11-02”, or put the line below a heading with the day.",
)
LATER = ("its day is still to come", "It counts from that day on.")
UNLINKED = (
    "the name is not linked",
    "Write it as {link}, if you were in touch; `vaulttool names` asks about all such names.",
)
DEAD = (
    "it stands in code, a comment or another place that is no live text",
    "Write it as a line of the note.",
)
OTHER_PROPERTY = ("that property does not say who was there", "Name them in the property attendees.")


def reason(why: str, label: str) -> tuple[str, str]:
    """Give in words why something does not count, and what to write; an unknown `why` gets the nearest."""
    known = REASONS.get(why)
    if known is not None:
        return known
    by_label = {"planned": REASONS["planned"], "none": REASONS["did not happen"]}
    return by_label.get(label, REASONS["named only"])
