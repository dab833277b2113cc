"""What somebody asks who looks for people, in English or French: the words that count, and who owes whom."""

import re
from dataclasses import dataclass

from vaulttool.network.balance import balance_of
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network

_WORDS = """
a about also an and any anybody anyone are as at be by can could do does find for from has have he her
him his how i in into is it know known knows like live lived lives living me met my need needs nobody not
of on one or our people person she show some somebody someone that the their them there they this to us
was we were what where which who whom whose why will with work worked working works would you your
au aux avec avoir ce ces cette chez connais connait dans de des du elle elles en est et etre
fait gens habite habitent il ils je la le les leur leurs lui ma mais mes moi mon ne nous ont ou
par pas personne personnes peut pour pourrait quand que quelqu sa se ses son sont
sur ta te tes toi ton travaille travaillent trouve tu un une vit vous y d l qu s n m j t c
"""
_SMALL = frozenset(_WORDS.split())
_PHRASES = (
    ("owes-nothing", r"\b(?:owes?|owing) (?:me|us) nothing\b|\bne (?:me|nous) (?:doit|doivent) rien\b"),
    ("i-owe-nothing", r"\bi owe (?:them |him |her )?nothing\b|\bje ne (?:lui |leur )?dois rien\b"),
    ("i-owe", r"\b(?:whom |who |that )?i owe\b|\b(?:a|à) qui je dois\b"),
    ("owes", r"\bowes? (?:me|us)\b|\bqui me (?:doit|doivent)\b"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart."""

    words: tuple[str, ...]
    """Folded, each a beginning of a word to look for."""
    debts: tuple[str, ...] = ()
    """Of owes-nothing, owes, i-owe-nothing, i-owe."""


def read_question(text: str) -> Asked:
    """Take a question apart: small words go, plurals become beginnings, debts become conditions."""
    rest, debts = fold_text(text), []
    for name, pattern in _PHRASES:
        changed = re.sub(pattern, " ", rest)
        if changed != rest:
            debts.append(name)
            rest = changed
    words = [word for word in re.findall(r"[\w'-]+", rest) if word not in _SMALL]
    parts = [part for word in words for part in re.findall(r"\w+", word) if part not in _SMALL]
    return Asked(tuple(dict.fromkeys(_stem(part) for part in parts)), tuple(debts))


def _stem(word: str) -> str:
    """Cut what a plural adds: "telecoms" finds telecom, "journaux" finds journal."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss") else word


def debts_hold(network: Network, path: str, debts: tuple[str, ...]) -> bool:
    """Say whether what is owed between the user and one contact is as asked.

    Open promises count, and the good turns of `gave::` and `received::`.
    """
    balance = balance_of(network, path)
    theirs = any(path in one.contacts and one.by == "them" for one in network.promises)
    mine = any(path in one.contacts and one.by == "me" for one in network.promises)
    state = {
        "owes-nothing": not theirs and balance.owed >= 0,
        "owes": theirs or balance.owed < 0,
        "i-owe-nothing": not mine and balance.owed <= 0,
        "i-owe": mine or balance.owed > 0,
    }
    return all(state[debt] for debt in debts)
