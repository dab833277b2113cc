"""A person's name in one text, taken apart: given name, family name with its particles, titles out."""

import re
import unicodedata
from dataclasses import dataclass

from vaulttool.exchange.decoding import clean


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    "van von vom de der den des di da del della dello degli dal dalla dos das do du la le les lo el al "
    "ter ten te "
    "zu zum zur af av y e i und bin ibn bint ben abu st saint sainte mac mc san santa"
)
_CAPITAL_PARTICLES = _words(
    "van von de der den di da del della dos das du la le les el al ter ten zu st saint mac mc são santa"
)
"""Those that also begin a family name with a capital letter ("Jean Le Gall"); "Do", "San", "Ben" are
names."""
_VIETNAMESE = _words("Nguyễn Trần Phạm Huỳnh Hoàng Võ Đặng Bùi Đỗ Ngô Dương")
_JOINING = frozenset(("y", "e", "i", "und"))
_PREFIXES = _words(
    "dr prof professor professeur pr mr mrs ms miss mx sir dame lord lady rev revd hon m mme mlle mlles "
    "messrs me "
    "maître monsieur madame mademoiselle docteur herr frau fräulein hr fr doktor ing dipl-ing mag dott "
    "dottssa "
    "sig sigra sr sra srta don doña dña ir drs dhr mevr mw capt col gen lt maj sgt cdt phd med habil dipl"
)
_LONE_PREFIXES = _words("m me mag don sir dame lord lady pr fr sr ir capt gen col hon med miss")
"""Also names or initials: a title only with a full stop, or as one of the words below."""
_SURE_WITHOUT_STOP = _words("m sir dame lord lady pr sr miss capt")
_SUFFIXES = _words(
    "jr sr junior senior ii iii iv phd md mba msc bsc ma ba bs ms pe esq cpa cfa mph jd llm llb dds rn "
    "pmp cissp frcs "
    "obe mbe cbe kc qc ret dphil edd psyd mphil meng beng dipwset dipl ing frsa fca aca acca shrm-cp "
    "phr sphr csm "
    "cpcu mcipd fcipd ceng mbcs pmi-acp acp dvm do pharmd aia ra gisp leed emba mpa mpp mfa ddr rdn ccie itil"
)
_ENDINGS = _words(
    "jr sr ii iii iv phd md mba emba esq msc obe mbe pmp cpa cfa cissp csm phr sphr shrm-cp dds dvm mph "
    "llm meng ceng"
)
"""Suffixes that are believed without a comma before them."""
_MAIDEN = re.compile(
    r"[(\[]?\b(?:née?|born|geb\.?|geborene|nata)\s+([^()\[\],]+?)\s*(?:[)\]]|$)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])\s*")
_QUOTED = re.compile(r"""\s[“"«„‘']\s?([^"“”«»‘’']{1,30}?)\s?[”"»“’']\s""")
_NOTHING = _words("undefined null none nil n/a na unknown - . ?")


@dataclass(frozen=True, slots=True)
class SplitName:
    """The parts of a name."""

    given: str = ""
    family: str = ""
    maiden: str = ""
    nickname: str = ""

    @property
    def spoken(self) -> str:
        """The name as a person would say it: given name first."""
        return f"{self.given} {self.family}".strip()


def clean_name(text: str) -> str:
    """Give a name without emoji, invisible signs and the words that programs write for nothing
    ("undefined")."""
    kept = "".join(sign for sign in clean(text) if unicodedata.category(sign) not in ("So", "Sk", "Co", "Cn"))
    kept = clean(kept.replace("\ufe0f", "").replace("\u200d", "") if not kept.isascii() else kept)
    kept = kept.strip(" ,;|*·•~_")
    return "" if kept.casefold() in _NOTHING else kept


def without_titles(text: str, *, known_only: bool = False) -> str:
    """Cut degrees and titles: "Looper, DipWSET" gives "Looper", "Dr. Ana Ruiz" gives "Ana Ruiz".

    `known_only`: capitals behind a comma that no list knows stay, since they may be a given name ("Dupont,
    JP").
    """
    head, *tail = [part.strip() for part in re.split(r",|\s[|–—]\s|\s-\s", text)]
    known_only = known_only or _is_capitals(head)
    if tail and head and all(_is_suffix(word, known_only) for part in tail for word in part.split()):
        text = head
    words = text.split()
    while len(words) > 1 and _is_prefix(words[0]):
        words.pop(0)
    while len(words) > 1 and _folded(words[-1]) in _ENDINGS:
        words.pop()
    return " ".join(words).strip(" ,")


def split_name(text: str) -> SplitName:
    """Take a full name apart.

    Reads "Given Family", "Family, Given", "FAMILY Given", particles, titles, "(née Durand)", nicknames in
    quotes
    or brackets, and Chinese, Japanese and Korean names without a blank. A single word is a given name.
    """
    text = clean_name(text)
    if "@" in text:
        return SplitName()
    maiden = ""
    if found := _MAIDEN.search(text):
        maiden = clean_name(found[1])
        text = clean(text[: found.start()] + " " + text[found.end() :])
    text, nickname = _nickname(re.split(r"\s[|•·]\s", text)[0])
    text = without_titles(text, known_only=" " not in text.partition(",")[0].strip())
    given, family = _halves(text)
    return SplitName(given, family, maiden, nickname)


def _nickname(text: str) -> tuple[str, str]:
    nickname = ""
    if found := _QUOTED.search(f" {text} "):
        nickname = found[1]
        text = clean(f" {text} "[: found.start()] + " " + f" {text} "[found.end() :])
    if found := _BRACKETS.search(text):
        rest = clean(text[: found.start()] + " " + text[found.end() :])
        if rest:
            # What stands in brackets may as well be a company: it is no part of the name, and no nickname.
            text = rest
    return text, clean_name(nickname)


def _halves(text: str) -> tuple[str, str]:
    if "," in text:
        family, _, given = text.partition(",")
        # "Ruiz, Ana, PhD": what follows a second comma is no name.
        given = without_titles(given.partition(",")[0].strip())
        return (given, without_titles(family.strip())) if given else ("", family.strip())
    words = text.split()
    if len(words) < 2:
        return _without_blank(text)
    if words[0] in _VIETNAMESE:
        return " ".join(words[1:]), words[0]
    capitals = [_is_capitals(word) for word in words]
    if not all(capitals):
        if capitals[0]:
            end = capitals.index(False)
            # "JP Dupont" has initials first; "DUPONT Marie" a family name.
            if len(words[0]) > 2 or end > 1:
                return " ".join(words[end:]), " ".join(words[:end])
        if capitals[-1] and len(words[-1]) > 2:
            start = len(words) - capitals[::-1].index(False)
            return " ".join(words[:start]), " ".join(words[start:])
    start = _family_start(words)
    return " ".join(words[:start]), " ".join(words[start:])


def _family_start(words: list[str]) -> int:
    """Find the word with which the family name begins: its first particle, else the last word."""
    for at, word in enumerate(words[1:-1], start=1):
        small = word.casefold().strip(".")
        if small in _JOINING and word.islower():
            return max(1, at - 1)
        if (word.islower() and small in _PARTICLES) or (small in _CAPITAL_PARTICLES and len(word) > 1):
            return at
        if word.casefold() in ("d'", "d’", "l'"):
            return at
    return len(words) - 1


def _without_blank(text: str) -> tuple[str, str]:
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in text}
    if scripts in ({"CJK"}, {"HANGUL"}) and 2 <= len(text) <= 4:
        cut = 2 if len(text) == 4 else 1
        return text[cut:], text[:cut]
    return text, ""


def compose(given: str, family: str, middle: str = "") -> str:
    """Give a name as it is said where it comes from: "Ana Ruiz", but "Ngô Thị Hoà" and "田中太郎"."""
    if given and family and _is_east_asian(given + family):
        return f"{family}{given}"
    if given and family.split()[:1] and family.split()[0] in _VIETNAMESE:
        return " ".join(part for part in (family, middle, given) if part)
    return " ".join(part for part in (given, middle, family) if part)


def _is_east_asian(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith(("CJK", "HANGUL")) for sign in text.replace(" ", "x"))


def is_particle(text: str) -> bool:
    """Tell whether the text is nothing but particles of a family name: "van den"."""
    words = text.split()
    return (
        bool(words) and all(word.casefold().strip(".") in _PARTICLES for word in words) and text[0].islower()
    )


def _folded(word: str) -> str:
    return word.casefold().replace(".", "").strip("(),")


def _is_prefix(word: str) -> bool:
    small = _folded(word)
    if small not in _PREFIXES:
        return False
    return "." in word or small not in _LONE_PREFIXES or small in _SURE_WITHOUT_STOP


def _is_suffix(word: str, known_only: bool = False) -> bool:
    small = _folded(word)
    if small in _SUFFIXES or not small:
        return True
    if known_only:
        return False
    letters = [sign for sign in word if sign.isalpha()]
    upper = sum(sign.isupper() for sign in letters)
    # Degrees and certificates nobody has a list of: "CISM", "DipWSET", "M.A.I.A.", "PMP®".
    return (
        bool(letters)
        and upper >= 2
        and (upper == len(letters) or upper * 2 > len(letters))
        and len(word) <= 10
    )


def _is_capitals(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters) and "." not in word
