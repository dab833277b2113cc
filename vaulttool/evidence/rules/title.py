"""The file name of a meeting note: `2026-11-04 Coffee with Jane Roe.md`."""

import re

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.names_in_text import names_of
from vaulttool.evidence.sentence import Verdict, kind_of

_WITH = re.compile(r"(?:^|[\s_(-])(?:with|w/|avec)\s+(.+)$", re.IGNORECASE)
_DATES = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d(?:T?\d{4,6})?|\d\d[-_.]\d\d[-_.]\d{4}")
_TAIL = re.compile(
    r"\s+(?:about|re|on|at|in|for|over|sur|pour|à|chez|au sujet)\s.*$|\s*[(\[].*$|\s+[-–—:]\s.*$",
    re.IGNORECASE,
)


def judge_title(title: str, languages: Languages) -> list[tuple[str, Verdict]]:
    """Give the names in a title such as "Coffee with Jane Roe and Al" or "1-1 Jane Roe", each judged."""
    words = _DATES.sub(" ", title).strip(" _-–—")
    match = _WITH.search(words)
    if match is not None:
        head = words[: match.start()].lower().strip()
        is_act = any(language.act.match(head) for language in languages.all)
        if not is_act and any(language.heads.search(f"{head} ") for language in languages.all):
            return []
        names = names_of(_TAIL.sub("", match[1])) + names_of(match[1])
        return [(name, _verdict(head, languages)) for name in dict.fromkeys(names)]
    for language in languages.all:
        begins = language.act_before_name.match(words.lower())
        if begins and begins.end() < len(words):
            names = names_of(words[begins.end() :])
            return [(name, _verdict(begins[0], languages)) for name in names]
    return []


def _verdict(head: str, languages: Languages) -> Verdict:
    kinds = (kind_of(head, language) for language in languages.all)
    return Verdict("interaction", "named in the title", next((kind for kind in kinds if kind), "meeting"))
