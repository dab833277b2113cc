"""Words of a note turned so that they can be said to the person of whom they speak.

A note says "a flat for her daughter"; a letter says "a flat for your daughter". Where no rule of this file
can turn a text safely it says nothing: the note's own words then stand beside the letter, for the writer
alone.
"""

import re
from dataclasses import dataclass

from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text
from vaulttool.network.property_value import shown_text
from vaulttool.pages.escape import one_line
from vaulttool.pages.language import Code
from vaulttool.pages.teller import FIELD

LONGEST = 120
_TITLE_WORDS = "dr pr prof professor professeur maitre me mr mrs ms m mme mlle sir lady st ste"
_TITLES = frozenset(_TITLE_WORDS.split())
_ENGLISH = "the a an of to for with her his their your my and in on at who from some someone"
_FRENCH = """le la les un une des du de d l au aux pour avec sa son ses leur et en dans qui chez quelqu'un
sur par mon ma mes ton ta tes votre vos notre nos ce cette"""
_SMALL: dict[Code, frozenset[str]] = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAID_OF: dict[Code, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:she|he|they|him|them|hers|theirs|herself|himself)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:elles?|ils?|lui|leurs?|eux)\b", re.IGNORECASE),
}
_TELLS = re.compile(
    r"^(?:to|not?|lent|drove|gave|sent|introduced|helped|told|found|brought|was|is|has|à|prêté|donné|envoyé"
    r"|présenté|aidé|trouvé)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom a letter speaks, in which language, how near."""

    language: Code
    plural: bool
    near: bool
    """French says "tu" to a near person, "vous" to others and to several."""

    @property
    def tu(self) -> bool:
        """Whether French says "tu"."""
        return self.near and not self.plural


def addressed(people: tuple[Contact, ...], language: Code) -> Addressed:
    """Give how a letter speaks to people: near are the inner and close circles, and whom one lives with."""
    near = all(contact.circle in ("inner", "close", "daily") for contact in people)
    return Addressed(language, len(people) > 1, near)


def first_name(contact: Contact) -> str:
    """Give the name by which one greets: the first word that is no title, the whole name where in doubt."""
    words = one_line(contact.name).split()
    named = [word for word in words if fold_text(word).strip(".") not in _TITLES]
    if not named or len(named) < len(words):
        # "Dr Hana Sato" may be no friend of first names: she is greeted as her note calls her.
        return " ".join(words)
    return named[0].strip(",;")


def sayable(text: str, to: Addressed) -> str:
    """Give a phrase of a note as it can be said to its person on one line; "" where that is not safe.

    It is unsafe in another language, as a whole sentence, when long, or where it speaks of "him" or "her".
    """
    plain = spoken(text, to.language)
    if not plain or _SAID_OF[to.language].search(plain):
        return ""
    turned = _turned_french(plain, to.tu) if to.language == "fr" else _turned_english(plain)
    if re.search(r"\b(?:her|his)\b", turned):
        return ""
    # "A flat" begins an entry of a list, and stands as "a flat" in a sentence; names keep their letters.
    first = turned.split(" ")[0]
    is_word = fold_text(first) in _SMALL[to.language]
    return turned[0].lower() + turned[1:] if is_word else turned


def spoken(text: str, language: Code) -> str:
    """Give a phrase of a note as one says it to somebody else; "" in another language, or a sentence."""
    plain = one_line(FIELD.sub("", shown_text(text))).strip(" .,;:")
    if len(plain) > LONGEST or re.search(r"[.!?]\s|[<>{}|\\^`\[\]]|::|https?:", plain):
        return ""
    return plain if _fits(plain, language) and not _TELLS.match(plain) else ""


def _fits(text: str, language: Code) -> bool:
    """Whether a text may be of a language: no other one has more of its small words in it."""
    words = [fold_text(part) for word in _WORD.findall(text) for part in (word, *re.split("['’]", word)[:-1])]
    counted = {code: sum(word in small for word in words) for code, small in _SMALL.items()}
    other: Code = "fr" if language == "en" else "en"
    if counted[language] == counted[other] and language == "en":
        return not re.search("[àâçéèêëîïôûùœ]", text.lower().partition(" ")[0])
    return counted[language] > counted[other] or (counted[language] == counted[other] == 0)


def _turned_english(text: str) -> str:
    return re.sub(
        r"\b(her|his|their)\b(?= \w)",
        lambda found: "Your" if found.group()[0].isupper() else "your",
        text,
        flags=re.IGNORECASE,
    )


def _turned_french(text: str, tu: bool) -> str:
    yours = {"son": "ton", "sa": "ta", "ses": "tes"} if tu else {"son": "votre", "sa": "votre", "ses": "vos"}

    def turned(found: re.Match[str]) -> str:
        word = yours[found.group().lower()]
        return word.capitalize() if found.group()[0].isupper() else word

    return re.sub(r"\b(?:son|sa|ses)\b(?= \w)", turned, text, flags=re.IGNORECASE)


def sayable_promise(text: str, people: tuple[Contact, ...], to: Addressed) -> str:
    """Give an open task as one says it to its person: "Send [[Ana]] the list" → "send you the list".

    "" where that is not safe, as in `sayable`.
    """
    plain = one_line(FIELD.sub("", shown_text(text))).strip(" .,;:")
    names = sorted({n for c in people for n in (c.name, *c.names, first_name(c)) if n}, key=len, reverse=True)
    name = "|".join(re.escape(one_line(n)) for n in names)
    if name and to.language == "fr":
        plain = re.sub(rf"\s+à (?:{name})\b", "", plain)
        plain = re.sub(rf"\b([dD]|[qQ]u)['’](?={name}\b)", r"\1e ", plain)
        plain = re.sub(rf"\b(?:{name})\b", "toi" if to.tu else "vous", plain)
    elif name:
        plain = re.sub(rf"\b(?:{name})['’]s\b", "your", plain)
        plain = re.sub(rf"\b(?:{name})\b", "you", plain)
    said = sayable(plain, to)
    first = said.partition(" ")[0]
    return said[:1].lower() + said[1:] if first[1:].islower() else said
