"""English phrases as they stand in a sentence."""

import re

_DETERMINED = re.compile(
    r"(?:an?|the|some(?:one|body|thing)?|any(?:one|body|thing)?|my|your|his|her|our|their|this|that|more|new"
    r"|another|two|three|four|five|six|\d+|people|who(?:ever)?)\b",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(r"\s(?:who|that|which|with|in|for|at|to|of|near|on|from|by|as)\s|,")
_ONE_THING = re.compile(
    r"(?:\w{2,}(?:er|or|ist|ian|wright|smith|tect)|tutor|nurse|chef|cook|guide|coach|accountant|assistant"
    r"|consultant|student|agent|expert|partner|mentor|flat|apartment|house|room|office|desk|job|post|position"
    r"|internship|placement|garden|boat|car|studio|workshop|venue|grant|loan|loft|cottage|school)",
    re.IGNORECASE,
)
_NOT_ONE = frozenset(
    ("water", "paper", "power", "weather", "timber", "silver", "butter", "leather", "labour")
)


def sought(phrase: str) -> str:
    """Give what somebody looks for with the article that a note leaves out: "logistics lawyer", "a …".

    Only where the thing is surely one that can be counted: "work in rail" and "clients" stay as they are.
    """
    head = _HEAD_ENDS.split(phrase, maxsplit=1)[0].split()
    if not head or _DETERMINED.match(phrase) or not phrase[:1].islower() or head[-1].lower() in _NOT_ONE:
        return phrase
    if not _ONE_THING.fullmatch(head[-1]):
        return phrase
    return f"{'an' if re.match(r'[aeio]|u(?!ni)', phrase) else 'a'} {phrase}"
