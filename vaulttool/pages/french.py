"""What French asks of words that stand beside each other: elision, apostrophes, no-break spaces."""

import re

from vaulttool.network.folding import fold_text
from vaulttool.network.property_value import shown_text

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_UNTOUCHED = re.compile(
    r"^\s*(?:[-*+>]|#+) (?:\[.\] )?"
    r"|\[\[.*?\]\]|\]\([^)]*\)|\[[^\[\]]*::[^\[\]]*\]|`[^`]*`|<!--.*?-->|\^vt-\w+|https?://\S+|\S+@\S+"
    r"|[📅⏳🛫➕✅❌] ?\d{4}-\d\d-\d\d"
)


_NO_ELISION = re.compile(r"(?:oui(?!\w)|onz|ouistiti|uhlan|ulul|ya|ye(?!ux)|yi|yo(?!nne)|yu)")
_MUTE_H = re.compile(
    r"(?:habi[lt]|haleine|harmoni|hebdo|heberg|helice|heliport|herbe|herit|hesit|heur|hier|hippo|histo|hiver"
    r"|homm|homo|honn|honor|hopit|horaire|horiz|horlog|horo|hospi|hote|huil|huissier|huitre|huma|humb|humeur"
    r"|humid|humour|hydr|hygi|hymne|hypno|hypo"
    r"|(?:habib|hector|helen[ae]|heli|heloise|henri\w*|herbert|hermine|hermione|herve|hilaire|hippolyte|honor[ei]n?e?"
    r"|hortense|hubert|hugo|hugues|huguette|hyacinthe)(?!\w))"
)
"""Words and names before whose h French elides; before all others, foreign names among them, it does not."""
_ELIDED = re.compile(r"\b(?i:que|de|le|la|je|me|te|se|ne|ce)$")


def elide(word: str, following: str) -> str:
    """Put a small word before another one: "que" and "Ana" are "qu'Ana", "que" and "Hans" are "que Hans".

    `following` may be a link or bold: what it shows counts. y elides before a consonant ("d'Yves").
    """
    if _ELIDED.search(word) and _begins_with_vowel(following):
        return f"{word[:-1]}'{following}"
    return f"{word} {following}"


def has_article(phrase: str) -> bool:
    """Whether a phrase may stand behind a verb ("un toit", "quelqu'un à Gand"), not as a bare "graphiste"."""
    return (
        re.match(
            r"(?:(?:un|une|des|du|de|le|la|les|ton|ta|tes|votre|vos|son|sa|ses|leurs?|ce|cet|cette|mon|ma|mes"
            r"|quelques?|qui|comment|où|plusieurs|deux|trois|quatre|à)\s|(?:l|d|quelqu)['’])",
            phrase,
            re.IGNORECASE,
        )
        is not None
    )


def seeks(verb: str, phrase: str) -> str:
    """Give "cherche un toit", and where no article leads over "cherche : graphiste"."""
    return f"{verb} {phrase}" if has_article(phrase) else f"{verb} : {phrase}"


def _begins_with_vowel(text: str) -> bool:
    shown = fold_text(shown_text(text).lstrip("*_«“\"'\\ "))
    if shown.startswith("h"):
        return _MUTE_H.match(shown) is not None
    if _NO_ELISION.match(shown):
        return False
    return shown[:1] in tuple("aeiouœæ") or re.match(r"y(?:[^\W\d_])", shown) is not None


def french_spacing(text: str) -> str:
    """Exchange plain spaces before `: ; ? !` and inside « » for no-break ones, and apostrophes for ’.

    Links, boxes, fields and dates of tasks, ids, addresses, code and comments keep their plain signs; so do
    front matter and fenced blocks. Only signs that are there are exchanged, so a second pass changes nothing.
    """
    lines = text.split("\n")
    fence = "---" if lines[0] == "---" else ""
    result = []
    for number, line in enumerate(lines):
        if fence:
            fence = "" if number and line.strip() == fence else fence
            result.append(line)
        elif line.startswith("```"):
            fence = "```"
            result.append(line)
        else:
            result.append(_spaced(line))
    return "\n".join(result)


def _spaced(line: str) -> str:
    end = 0
    parts = []
    for found in _UNTOUCHED.finditer(line):
        parts += [_exchange(line[end : found.start()]), found.group()]
        end = found.end()
    return "".join((*parts, _exchange(line[end:])))


def _exchange(text: str) -> str:
    text = re.sub(r"(?<=[^\W\d_])'(?=\w|\*\*)|(?i:(?<=\b[cdjlmnst])|(?<=\bqu))'$", "’", text)
    text = re.sub(r" (?=:(?!:)| ?»)", NO_BREAK, text).replace("« ", f"«{NO_BREAK}")
    return re.sub(r" (?=[;?!])", NARROW, text)
