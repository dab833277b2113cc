"""Introductions that could be made: what one looks for and the other can offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vaulttool.network.contact import Contact
from vaulttool.network.folding import words_in
from vaulttool.network.household import households
from vaulttool.network.kept_answers import KEPT_APART, NOT_SAME
from vaulttool.network.network import Network
from vaulttool.network.talks import columns_of
from vaulttool.network.warmth import may_be_asked_for

_SMALL = """
about after all and another any avec been best call chez contact contacts cette dans des deux elle est
for from good has have help helps her him his how idea ideas introduction introductions into knows les
leur look looking looks make more new nom nouveau nouvelle name names not one other our out par pas
people person personne personnes plus pour qui recherche sans ses soon some someone somebody son sur that
the their them they this time trouve une un vers very want wants who with work works would year years
your cherche offre conseil conseils advice job jobs emploi travail poste aide first next small petit
petite grand grande big
"""
_SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two people who could help each other."""

    seeker: str
    """Path of the contact who looks for something."""
    helper: str
    need: str
    """What the seeker looks for, as written."""
    offer: str
    """What the helper can offer, or their field or role, as written."""
    words: tuple[str, ...]
    """The words that both have."""


def introductions(network: Network) -> tuple[Introduction, ...]:
    """Give the introductions that could be made, those with the most words in common first.

    Both must be known by a real interaction; an edge, a household or an earlier introduction between them
    rules the pair out, and so does a private note. One need of one person gives one introduction.
    """
    known = [
        contact
        for path, contact in sorted(network.contacts.items())
        if network.interactions.get(path) and may_be_asked_for(contact, network.today) and not contact.private
    ]
    offers = _by_word(known, _wanted(known))
    if not offers:
        return ()
    homes, joined = households(network.contacts), introduced(network)
    found = [
        introduction
        for seeker in known
        for need in seeker.needs
        if (introduction := _best(seeker, need, offers, joined, homes))
    ]
    return tuple(sorted(found, key=lambda i: (-len(i.words), i.seeker, i.helper, i.need)))


def have_met(one: Contact, other: Contact) -> bool:
    """Whether an edge joins the two, in whichever note it stands; a "no" to introducing them does, too."""
    return bool(_edges_between(one, other) - {NOT_SAME})


def _edges_between(one: Contact, other: Contact) -> set[str]:
    found = {edge.name for edge in one.edges if edge.target == other.path}
    return found | {edge.name for edge in other.edges if edge.target == one.path}


def refusal(network: Network, one: str, other: str) -> str:
    """Say why two people cannot be introduced; "" if they can.

    "same"; "silent PATH" (dead, archived, resting), "unknown PATH" (asked to connect, no more), "never-met
    PATH", "private PATH"; "kept-apart" where the user said so, "joined" by an edge or a
    household, "introduced" before.
    """
    if one == other:
        return "same"
    for path in (one, other):
        contact = network.contacts[path]
        if not contact.asks_for_acts:
            return f"silent {path}"
        if contact.status == "unknown":
            return f"unknown {path}"
        if not network.interactions.get(path):
            return f"never-met {path}"
        if contact.private:
            return f"private {path}"
    if KEPT_APART in _edges_between(network.contacts[one], network.contacts[other]):
        return "kept-apart"
    homes = households(network.contacts)
    if homes[one] == homes[other] or have_met(network.contacts[one], network.contacts[other]):
        return "joined"
    return "introduced" if frozenset((one, other)) in introduced(network) else ""


def need_met(seeker: Contact, helper: Contact) -> Introduction | None:
    """Give what one of two people looks for and the other can offer best; None where no word fits."""
    offers = _by_word([helper], _wanted([seeker]))
    homes = {seeker.path: "one", helper.path: "other"}
    found = [i for need in seeker.needs if (i := _best(seeker, need, offers, set(), homes))]
    return max(found, key=lambda introduction: len(introduction.words), default=None)


def _best(
    seeker: Contact,
    need: str,
    offers: Mapping[str, list["_Offer"]],
    joined: set[frozenset[str]],
    homes: Mapping[str, str],
) -> Introduction | None:
    """The offer with the most words of the need; of like ones the first by path."""
    wanted = _telling_words(need)
    found = {offer.order: offer for word in wanted for offer in offers.get(word, ())}
    best: Introduction | None = None
    for _, offer in sorted(found.items()):
        helper = offer.helper
        if homes[helper.path] == homes[seeker.path] or have_met(seeker, helper):
            continue
        if frozenset((seeker.path, helper.path)) in joined:
            continue
        common = wanted & offer.words
        if best is None or len(common) > len(best.words):
            best = Introduction(seeker.path, helper.path, need, offer.text, tuple(sorted(common)))
    return best


@dataclass(frozen=True, slots=True)
class _Offer:
    order: tuple[str, int]
    helper: Contact
    text: str
    words: frozenset[str]


def _wanted(seekers: Iterable[Contact]) -> frozenset[str]:
    return frozenset(word for seeker in seekers for need in seeker.needs for word in _telling_words(need))


def _by_word(known: list[Contact], wanted: frozenset[str]) -> dict[str, list[_Offer]]:
    """All that people offer, their field and role included, by each wanted word in it."""
    by_word: dict[str, list[_Offer]] = {}
    if not wanted:
        return by_word
    for contact in known:
        for place, text in enumerate((*contact.offers, contact.field, contact.role)):
            words = _telling_words(text)
            for word in words & wanted:
                by_word.setdefault(word, []).append(_Offer((contact.path, place), contact, text, words))
    return by_word


@lru_cache(maxsize=4096)
def _telling_words(text: str) -> frozenset[str]:
    """Words that can carry a match: no small ones, plurals cut."""
    return frozenset(_singular(word) for word in words_in(text) if len(word) > 2 and word not in _SMALL_WORDS)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss") else word


def introduced(network: Network) -> set[frozenset[str]]:
    """Give the pairs that a note of an introduction names together."""
    by_note: dict[tuple[str, str], set[str]] = {}
    for path, interactions in network.interactions.items():
        for interaction in interactions if "introduction" in columns_of(interactions).kinds else ():
            if interaction.kind == "introduction":
                by_note.setdefault((interaction.note, interaction.date.isoformat()), set()).add(path)
    return {frozenset((a, b)) for people in by_note.values() for a in people for b in people if a < b}
