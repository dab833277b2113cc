"""Put records of many sources together, a group a person; ask where it is not sure. The order of files is
nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vaulttool.exchange.identity import VAULT, Identity
from vaulttool.exchange.matching import Match, compare, is_hopeless

_MOST_IN_BLOCK = 60
"""Records that share a weak key (a family name with an initial): above it the key tells nothing."""
ASKED = 20
"""One question to so many records at most."""
_RIVAL = 1.0
"""What each other group that may be the same person takes from a question, in the weights of `matching`."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two groups that may be one person."""

    first: str
    """Key of an identity of the one group, the smaller of the two."""
    second: str
    match: Match


@dataclass(frozen=True, slots=True)
class Linked:
    """The people behind all records."""

    groups: tuple[tuple[str, ...], ...]
    """Keys of the identities of one person, sorted; a contact with a note first where there is one."""
    questions: tuple[Question, ...]
    """The likeliest first, at most one for `ASKED` records."""


def link(identities: Sequence[Identity]) -> Linked:
    """Join what is sure. A record that would join two who are different joins neither: it becomes a
    question."""
    by_key = {one.key: one for one in sorted(identities, key=lambda one: one.key)}
    matches: dict[tuple[str, str], Match] = {}
    for first, second in sorted(set(_candidates(by_key.values()))):
        if is_hopeless(by_key[first], by_key[second]):
            continue
        match = compare(by_key[first], by_key[second])
        if match.verdict != "different":
            matches[first, second] = match
    groups = {key: frozenset((key,)) for key in by_key}
    doubtful = _between_two(matches, by_key)
    sure = [pair for pair, match in matches.items() if match.verdict == "sure" and pair not in doubtful]
    for first, second in sorted(sure, key=lambda pair: (-matches[pair].weight, pair)):
        _join(first, second, groups, by_key)
    asked = _questions(matches, groups, max(1, len(by_key) // ASKED))
    sorted_groups = {tuple(sorted(group, key=_vault_first)) for group in groups.values()}
    return Linked(tuple(sorted(sorted_groups, key=lambda group: _vault_first(group[0]))), asked)


def _vault_first(key: str) -> tuple[bool, str]:
    return (not key.startswith(f"{VAULT}\0"), key)


def _candidates(identities: Iterable[Identity]) -> Iterator[tuple[str, str]]:
    """Give the pairs that are worth comparing: they share a key or nearly a name."""
    strong: dict[str, list[str]] = defaultdict(list)
    weak: dict[str, list[str]] = defaultdict(list)
    for one in identities:
        for key in (*one.emails, *one.phones, *one.profiles, *filter(None, (one.uid,))):
            strong[key].append(one.key)
        for block in set(_blocks(one)):
            weak[block].append(one.key)
    for blocks, most in ((strong, _MOST_IN_BLOCK), (weak, _MOST_IN_BLOCK)):
        for keys in blocks.values():
            if 1 < len(keys) <= most:
                yield from combinations(sorted(keys), 2)


def _blocks(one: Identity) -> Iterator[str]:
    for name in one.names:
        words = sorted((*name.given, *name.family))
        yield "all " + "".join(sorted("".join(words)))
        if name.given and name.family:
            yield f"family {name.joined_family} {name.given[0][0]}"
            yield f"family {name.given[0]} {name.family[0][0]}"
            yield f"turned {''.join(name.given)} {name.family[0][0]}"
            yield f"heads {sorted((name.given[0][:3], name.joined_family[:3]))}"
            if one.maiden:
                yield f"family {one.maiden} {name.given[0][0]}"
        if one.birthday and words:
            yield f"born {one.birthday[-5:]} {one.birthday[:4]}"


def _between_two(matches: dict[tuple[str, str], Match], by_key: dict[str, Identity]) -> set[tuple[str, str]]:
    """Find sure pairs that are not sure any more: one record that fits two who are different (namesakes)."""
    partners: dict[str, list[str]] = defaultdict(list)
    for (first, second), match in matches.items():
        if match.verdict == "sure":
            partners[first].append(second)
            partners[second].append(first)
    doubtful: set[tuple[str, str]] = set()
    for key, others in partners.items():
        for one, other in combinations(others, 2):
            if compare(by_key[one], by_key[other]).contradicted:
                weights = {who: matches[min(key, who), max(key, who)].weight for who in (one, other)}
                strongest, weakest = max(weights.values()), min(weights.values())
                # An own address decides against a mere name; two that are alike decide nothing.
                lost = (
                    weights
                    if strongest - weakest < 6
                    else [who for who in weights if weights[who] == weakest]
                )
                doubtful |= {(min(key, who), max(key, who)) for who in lost}
    return doubtful


def _join(first: str, second: str, groups: dict[str, frozenset[str]], by_key: dict[str, Identity]) -> None:
    """Join the groups of two, unless any two across them are different people who share a name."""
    one, other = groups[first], groups[second]
    if one == other:
        return
    for a in one:
        for b in other:
            if {a, b} != {first, second} and compare(by_key[a], by_key[b]).contradicted:
                return
    joined = one | other
    for key in joined:
        groups[key] = joined


def _questions(
    matches: dict[tuple[str, str], Match], groups: dict[str, frozenset[str]], most: int
) -> tuple[Question, ...]:
    """Give a question for each two groups that are left apart, the likeliest first.

    A name that fits several who are left apart is one that many bear: each rival that fits as well or better
    takes from a question what a small clue gives.
    """
    asked: dict[tuple[str, str], Question] = {}
    weights: dict[str, list[float]] = defaultdict(list)
    for (first, second), match in sorted(matches.items(), key=lambda item: (-item[1].weight, item[0])):
        if groups[first] == groups[second]:
            continue
        pair = (min(groups[first]), min(groups[second]))
        pair = (min(pair), max(pair))
        if pair not in asked:
            asked[pair] = Question(first, second, match)
            for group in pair:
                weights[group].append(match.weight)

    def likely(pair: tuple[str, str]) -> float:
        own = asked[pair].match.weight
        rivals = sum(weight >= own for group in pair for weight in weights[group]) - 2
        return own - _RIVAL * rivals

    def joined(pair: tuple[str, str]) -> int:
        return len(groups[pair[0]]) * len(groups[pair[1]])

    # Of two that are as likely, the one whose answer puts more together.
    best = sorted(asked, key=lambda pair: (-likely(pair), -joined(pair), pair))
    return tuple(asked[pair] for pair in best[:most])
