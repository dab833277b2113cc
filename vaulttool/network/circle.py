"""The circles of closeness: how many people each can hold, how often it asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaulttool.network.cadence import NEVER, Cadence
from vaulttool.network.contact import Contact
from vaulttool.notes.accents import without_accents
from vaulttool.notes.front_matter import fold_name

CIRCLES = ("inner", "close", "active", "wide")
"""From the nearest to the widest."""

CAPACITY: Mapping[str, int] = {"inner": 5, "close": 15, "active": 50, "wide": 150}
"""How many people a circle holds, those of the nearer ones included (Dunbar's layers)."""

DEFAULT_CADENCES: Mapping[str, Cadence] = {
    "inner": Cadence(days=14),
    "close": Cadence(months=2),
    "active": Cadence(months=6),
    "wide": Cadence(months=12),
    "daily": NEVER,
}

_SYNONYMS = {
    "inner": (
        "inner",
        "core",
        "intimate",
        "innermost",
        "best",
        "1",
        "tier1",
        "intime",
        "intimes",
        "noyau",
        "a",
    ),
    "close": (
        "close",
        "near",
        "friend",
        "friends",
        "strong",
        "2",
        "tier2",
        "proche",
        "proches",
        "forte",
        "b",
    ),
    "active": (
        "active",
        "warm",
        "medium",
        "regular",
        "3",
        "tier3",
        "actif",
        "active",
        "actifs",
        "moyen",
        "c",
    ),
    "wide": (
        "wide",
        "loose",
        "outer",
        "weak",
        "far",
        "4",
        "tier4",
        "large",
        "etendu",
        "lointain",
        "faible",
        "d",
    ),
    "daily": ("daily", "everyday", "quotidien", "foyer", "household"),
}
_CIRCLE_OF = {word: circle for circle, words in _SYNONYMS.items() for word in words}


@dataclass(frozen=True, slots=True)
class CadenceRules:
    """What the settings say of cadences."""

    circles: Mapping[str, Cadence] = field(default_factory=lambda: DEFAULT_CADENCES)
    """By circle."""
    groups: Mapping[str, Cadence] = field(default_factory=dict)
    """By tag ("#family") or folder ("People/Family"); the first in order holds."""
    default: Cadence = DEFAULT_CADENCES["wide"]
    """For whoever has no readable circle and no readable cadence."""


DEFAULT_RULES = CadenceRules()


def read_circle(text: str) -> str:
    """Give the circle that a word means (English and French synonyms), "" where it means none."""
    return _CIRCLE_OF.get(fold_name(without_accents(text).strip()), "")


def probable_circle(word: str) -> str:
    """Give the circle that a misspelt word probably means ("closse": close), "" where it is like none."""
    import difflib

    near = difflib.get_close_matches(fold_name(without_accents(word).strip()), _CIRCLE_OF, n=1, cutoff=0.7)
    return _CIRCLE_OF[near[0]] if near else ""


def circle_rank(circle: str) -> int:
    """Give the nearness of a circle, 0 for the inner one; contacts without circle stand behind the widest."""
    return CIRCLES.index(circle) if circle in CIRCLES else len(CIRCLES)


def effective_cadence(contact: Contact, rules: CadenceRules = DEFAULT_RULES) -> tuple[Cadence, str]:
    """Give the cadence that holds for a contact, and why in a few words.

    The note's own word comes first, then tag or folder in settings, then the circle, then the default.
    A misspelt cadence or circle never ends the care: the next rule in this order takes its place.
    """
    if contact.circle == "daily":
        return NEVER, "you live or work with them"
    if contact.cadence is not None:
        return contact.cadence, f"cadence: {contact.cadence_text}"
    for group, cadence in rules.groups.items():
        if belongs(contact, group):
            return cadence, f"settings for {group}"
    if contact.circle in CIRCLES:
        cadence = rules.circles.get(contact.circle, DEFAULT_CADENCES[contact.circle])
        return cadence, f"circle: {contact.circle}"
    return rules.default, "the default, since the note names no circle"


def is_placed(contact: Contact, rules: CadenceRules = DEFAULT_RULES) -> bool:
    """Whether the user said how near somebody is to be: by circle, by cadence, or by a group in settings.

    Whoever was only imported is not placed: nobody asked for a rhythm with them yet.
    """
    if effective_cadence(contact, rules)[0].never:
        return False
    named = contact.cadence is not None or contact.circle in CIRCLES
    return named or any(belongs(contact, group) for group in rules.groups)


def unreadable_care(contact: Contact) -> tuple[str, ...]:
    """Name the properties of a contact that mean nothing to us: "circle" and "cadence", for `check`."""
    misspelt_circle = contact.circle and contact.circle not in (*CIRCLES, "daily")
    misspelt_cadence = contact.cadence_text and contact.cadence is None
    return tuple(
        name for name, wrong in (("circle", misspelt_circle), ("cadence", misspelt_cadence)) if wrong
    )


def belongs(contact: Contact, group: str) -> bool:
    """Whether a contact is in a group: has the tag ("#family", or one below it), or lies in the folder."""
    if group.startswith("#"):
        tag = group[1:].casefold()
        return any(own == tag or own.startswith(f"{tag}/") for own in contact.tags)
    return contact.path.startswith(group.strip("/") + "/")
