"""The language in which a vault is kept."""

import re
from collections.abc import Sequence

from vaulttool.vault.detection import Finding
from vaulttool.vault.note_sample import SampledNote

# Words of one language only, the most frequent ones: "on", "me", "son", "a" are words of both.
_ENGLISH = re.compile(
    r"\b(?:the|and|with|for|was|to|of|is|in|that|it|my|at|we|he|she|they|from|about|had|her|his)\b",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"\b(?:le|la|les|des|une|et|avec|pour|dans|est|je|du|nous|il|elle|au|que|sur|qui|ce|chez|pas)\b",
    re.IGNORECASE,
)


def detect_language(notes: Sequence[SampledNote]) -> list[Finding]:
    """Find English or French by their small words; neither where there are too few to tell."""
    english = french = 0
    for note in notes:
        text = f"{note.stem} {note.body}"
        english += len(_ENGLISH.findall(text))
        french += len(_FRENCH.findall(text))
    if english + french < 6:
        return []
    language, many = ("fr", french) if french > english else ("en", english)
    if many < 0.6 * (english + french):
        return []
    total = english + french
    why = f"{many} of {total} small words in your notes are {'French' if language == 'fr' else 'English'}"
    fr = f"{many} petits mots sur {total} y sont {'français' if language == 'fr' else 'anglais'}"
    return [Finding("language", language, why, fr)]
