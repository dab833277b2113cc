"""Whether two records are one person: sure, unsure or different, and why.

Hard keys (an own address, number or profile) settle it unless the names speak against it; names need a second
clue; a contradiction (another profile, another birthday, another given name) outweighs clues.
Weights are tenths of the evidence that a link without asking needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vaulttool.exchange.identity import VAULT, FoldedName, Identity
from vaulttool.exchange.nicknames import are_forms_of_one
from vaulttool.notes.problem import Problem, VaultError

Verdict = Literal["sure", "unsure", "different"]
SURE = 10.0
UNSURE = 6.0
_CONFLICT = -8.0


@dataclass(frozen=True, slots=True)
class Match:
    """What comparing two records says."""

    verdict: Verdict
    weight: float
    why: tuple[str, ...]
    """In the words of a question to the person: "the same address", "another birthday"."""
    contradicted: bool = False
    """Whether something says that they are two: another profile or birthday, another given name in one
    family."""


def compare(first: Identity, second: Identity) -> Match:
    """Compare two records; the order makes no difference. Raises VaultError where rapidfuzz is missing."""
    if first.source == second.source == VAULT:
        return Match("different", 0, ("two notes of yours",), contradicted=True)
    name_weight, name_why = _names(first, second)
    keys = _keys(first, second)
    clues = [(name_weight, name_why), *keys, *_clues(first, second, name_weight)]
    weight = sum(weight for weight, _ in clues)
    why = tuple(said for _, said in clues if said)
    contradicted = any(part <= -6 for part, _ in clues)
    if first.uid and first.uid == second.uid and VAULT in (first.source, second.source):
        # A card that left this vault and comes back, whatever was changed in it.
        return Match("sure", max(weight, SURE), why)
    born_together = len(first.birthday) == 10 and first.birthday == second.birthday
    if born_together and any(part >= 10 for part, _ in keys) and not any(part < 0 for part, _ in keys):
        # Married, renamed, misspelt: two keys that have nothing to do with each other agree.
        return Match("sure", max(weight, SURE), why)
    if weight >= SURE and not contradicted and len(clues) > 1:
        return Match("sure", weight, why)
    # Also an own address under quite another name: it changed hands, or somebody married.
    if weight >= UNSURE or (name_weight == _CONFLICT and born_together and weight >= UNSURE / 2):
        return Match("unsure", weight, why, contradicted)
    return Match("different", weight, why, contradicted)


def is_hopeless(first: Identity, second: Identity) -> bool:
    """Tell fast that two records are different: two profiles, and too few other facts to make up for it."""
    return (
        _same_network(first, second)
        and not first.profiles & second.profiles
        and not first.emails & second.emails
        and not first.phones & second.phones
        and (first.uid or "-") != second.uid
        and not (first.birthday and second.birthday)
        and not (first.city and second.city)
        and not (first.street and second.street)
    )


def _keys(first: Identity, second: Identity) -> list[tuple[float, str]]:
    """Weigh what only one person has, or should have."""
    found: list[tuple[float, str]] = []
    if first.emails & second.emails:
        found.append((10, "the same address"))
    if first.phones & second.phones:
        found.append((6, "the same number"))
    if first.profiles & second.profiles:
        found.append((12, "the same profile"))
    elif _same_network(first, second):
        found.append((-8, "another profile on the same network"))
    if first.uid and first.uid == second.uid:
        found.append((12, "the same key of the address book"))
    if first.shared_emails & second.shared_emails:
        found.append((1, "the same address of an office"))
    return found


def _same_network(first: Identity, second: Identity) -> bool:
    hosts = {profile.partition("/")[0] for profile in first.profiles}
    return bool(hosts & {profile.partition("/")[0] for profile in second.profiles})


def _clues(first: Identity, second: Identity, name_weight: float) -> list[tuple[float, str]]:
    """Weigh what many people share; none of it counts for people of different names."""
    found: list[tuple[float, str]] = []
    if first.birthday and second.birthday:
        found.append(_birthdays(first.birthday, second.birthday))
    if name_weight <= 0:
        if not found or found[0][0] < 6:
            return [clue for clue in found if clue[0] < 0]
        # Another name and the same birthday: the same house makes it worth a question.
        return found + _addresses(first, second)
    if first.company and second.company:
        if first.company == second.company or _alike(first.company, second.company):
            found.append((4, "the same company"))
    elif _company_of_domain(first, second) or _company_of_domain(second, first):
        found.append((4, "an address of the same company"))
    common = first.domains & second.domains
    if common and not first.emails & second.emails and first.source == second.source:
        found.append((-3, "two addresses at one company"))
    elif common and not first.emails & second.emails:
        found.append((1.5, "addresses at one company"))
    if first.role and first.role == second.role:
        found.append((1, "the same work"))
    found += _addresses(first, second)
    if _names_mailbox(first, second) or _names_mailbox(second, first):
        found.append((1, "an address made of the name"))
    return found


def _alike(first: str, second: str) -> bool:
    """Compare companies word by word: a long first word in common makes no company the same."""
    words = first.split(), second.split()
    return len(words[0]) == len(words[1]) and all(
        one == other or _similar(one, other) >= 0.93 for one, other in zip(*words, strict=True)
    )


def _addresses(first: Identity, second: Identity) -> list[tuple[float, str]]:
    """Weigh where they live; a family shares all of it."""
    found: list[tuple[float, str]] = []
    if first.city and second.city and _similar(first.city, second.city) >= 0.93:
        found.append((2, "the same town"))
    if first.street and second.street and _similar(first.street, second.street) >= 0.93:
        found.append((3, "the same street"))
    if first.postcode and first.postcode == second.postcode:
        found.append((1, "the same postcode"))
    return found


def _birthdays(first: str, second: str) -> tuple[float, str]:
    if first == second:
        return (4, "the same birthday") if first.startswith("--") else (6, "the same birthday")
    if first[-5:] == second[-5:] and (first.startswith("--") or second.startswith("--")):
        return (4, "the same birthday")
    digits = first.replace("-", ""), second.replace("-", "")
    if sorted(digits[0]) == sorted(digits[1]) or sum(a != b for a, b in zip(*digits, strict=False)) == 1:
        return (1.5, "nearly the same birthday")
    return (-7, "another birthday")


def _company_of_domain(one: Identity, other: Identity) -> bool:
    company = one.company.replace(" ", "")
    return len(company) > 2 and any(
        company == domain.replace("-", "") or (len(company) > 5 and company in domain)
        for domain in other.domains
    )


def _names_mailbox(one: Identity, other: Identity) -> bool:
    """Tell whether an address of `one` is made of the name of `other`, who has none of their own."""
    if other.emails:
        return False
    for name in other.names:
        if name.given and name.family:
            whole = {name.given[0] + name.joined_family, name.joined_family + name.given[0]}
            for email in one.emails:
                local = "".join(sign for sign in email.partition("@")[0] if sign.isalpha())
                if local in whole:
                    return True
    return False


def _names(first: Identity, second: Identity) -> tuple[float, str]:
    """Weigh the best agreement among all names of both; 0 where one has none."""
    best: tuple[float, str] | None = None
    for one in first.names:
        for other in second.names:
            for turned in (other, FoldedName(other.family, other.given)):
                found = _name(one, turned, frozenset((first.maiden, second.maiden)) - {""})
                if best is None or found > best:
                    best = found
    return best or (0, "")


def _name(one: FoldedName, other: FoldedName, maiden: frozenset[str]) -> tuple[float, str]:
    if not (one.given and other.given) or not (one.family and other.family):
        alone = one.given + one.family, other.given + other.family
        if not alone[0] or not alone[1]:
            return (0, "")
        return (1.5, "one given name") if alone[0][0] == alone[1][0] else (_CONFLICT / 2, "another name")
    given, family = _given(one.given, other.given), _family(one, other, maiden)
    if given == "other":
        return (_CONFLICT, "another given name") if family != "other" else (_CONFLICT / 2, "another name")
    if family == "other":
        return (0.5, "the same given name, another family name")
    weights = {
        ("equal", "equal"): (6, "the same name"),
        ("part", "equal"): (5, "the same name, one given name more"),
        ("fuzzy", "equal"): (4.5, "nearly the same name"),
        ("equal", "fuzzy"): (4.5, "nearly the same name"),
        ("short", "equal"): (4, "a short form of the same name"),
        ("initial", "equal"): (3, "the same initial and family name"),
        ("equal", "part"): (4, "the same name, one family name more"),
        ("equal", "maiden"): (5, "the same name by birth"),
        ("fuzzy", "fuzzy"): (3, "nearly the same name"),
    }
    return weights.get((given, family), (2, "a name that may be the same"))


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Compare given names: equal, part, short, initial, fuzzy or other."""
    joined = "".join(one), "".join(other)
    if joined[0] == joined[1]:
        return "equal"
    if one[0] == other[0]:
        return "part" if len(one) != len(other) or min(len(one[-1]), len(other[-1])) == 1 else "fuzzy"
    for short, long in ((one, other), (other, one)):
        initials = "".join(word[0] for word in long)
        if "".join(short) in (initials, initials[0]) and len("".join(short)) <= 3:
            return "initial"
    if are_forms_of_one(one[0], other[0]):
        return "short"
    if min(map(len, joined)) >= 4 and _similar(*joined) >= 0.9:
        return "fuzzy"
    return "other"


def _family(one: FoldedName, other: FoldedName, maiden: frozenset[str]) -> str:
    """Compare family names: equal, maiden, part, fuzzy or other."""
    joined = one.joined_family, other.joined_family
    if joined[0] == joined[1]:
        return "equal"
    if maiden & set(joined):
        return "maiden"
    if set(one.family) < set(other.family) or set(other.family) < set(one.family):
        return "part"
    if min(map(len, joined)) >= 4 and _similar(*joined) >= 0.92:
        return "fuzzy"
    return "other"


def _similar(first: str, second: str) -> float:
    return _similarity()(first, second)


@cache
def _similarity() -> Callable[[str, str], float]:
    try:
        from rapidfuzz.distance import JaroWinkler
    except ImportError as missing:
        mend = "Install it: pip install 'vaulttool[import]'."
        raise VaultError(
            Problem("", None, "comparing people needs a library that is not here", mend)
        ) from missing
    return JaroWinkler.similarity
