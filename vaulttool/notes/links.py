"""Links in live text: wikilinks, Markdown links, and `@` mentions."""

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote

from vaulttool.notes.paths import name_of

LinkKind = Literal["wikilink", "markdown", "at", "plain", "name"]
""""plain": a name where names stand, as in a list of attendees; "name": a whole name in running text."""


class Link(NamedTuple):
    """One link in a text."""

    kind: LinkKind
    target: str
    """Path or name without heading, block and shown text; percent-decoded. "at": the words after the sign."""
    shown: str
    """What the reader sees."""
    start: int
    """Offset in the text that was searched."""
    end: int


_LINK = re.compile(
    r"(?P<image>!)?(?:"
    r"\[(?P<roam>[^\[\]\n]*)\]\(\[\[(?P<page>(?:(?!\[\[|\]\]).)+)\]\]\)"  # Logseq: [text]([[page]])
    r"|\[\[(?P<wiki>(?:(?!\[\[|\]\])[^\n])+)\]\]"
    r"|\[(?P<text>(?:\\.|[^\[\]\n\\])*)\]\((?P<dest><[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
    r")"
)
_PLAIN_LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_AT = re.compile(
    r"(?<![\w@/.])@(?P<name>[^\W\d_][\w'’.-]*"
    r"(?:[ \u00a0](?:(?:de|da|del|della|di|van|von|der|den|du|la|le|el|bin|al|ten|ter|y)[ \u00a0])*"
    r"(?:d['’])?[^\W\d_a-z][\w'’-]*){0,4})"
)
_POSSESSIVE = re.compile(r"['’]s$")
_SCHEME = re.compile(r"^(?!denote:)[a-zA-Z][a-zA-Z0-9+.-]+:")
""""denote:" leads to a note, by the stamp in its name."""


def find_links(text: str) -> list[Link]:
    """Find the links of a text in order; embeds, web addresses and links without a target are left out."""
    found = _bracketed(text) if "[" in text else []
    if "@" in text:
        taken = [(link.start, link.end) for link in found]
        for match in _AT.finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                name = _POSSESSIVE.sub("", match["name"]).rstrip(".'’-")
                found.append(Link("at", name, name, match.start(), match.start() + 1 + len(name)))
        found.sort(key=lambda link: link.start)
    return found


def _bracketed(text: str) -> list[Link]:
    plain = [] if "![" in text else list(_PLAIN_LINK.finditer(text))
    if text.count("[") == text.count("]") == 2 * len(plain):  # No other link can be there.
        each = ((*parse_wikilink(match[1]), *match.span()) for match in plain)
        return [Link("wikilink", *one) for one in each if one[0]]
    found: list[Link] = []
    for match in _LINK.finditer(text):
        if match["image"]:
            continue
        link = _wikilink(match) if match["wiki"] or match["page"] else _markdown_link(match)
        if link is not None:
            found.append(link)
    return found


def parse_wikilink(inner: str) -> tuple[str, str]:
    """Give target and shown text of what stands between `[[` and `]]`; `\\|` of a table counts as `|`."""
    if "|" not in inner and "#" not in inner:
        target = inner.strip()
        return target, name_of(target)
    path, bar, shown = inner.replace("\\|", "|").partition("|")
    target = path.partition("#")[0].strip()
    return target, (shown.strip() if bar else "") or name_of(target)


def _wikilink(match: re.Match[str]) -> Link | None:
    target, shown = parse_wikilink(match["wiki"] or match["page"])
    if match["page"]:
        shown = match["roam"]
    return Link("wikilink", target, shown, match.start(), match.end()) if target else None


def _markdown_link(match: re.Match[str]) -> Link | None:
    destination = match["dest"].strip("<>")
    if _SCHEME.match(destination) or destination.startswith(("#", "//")):
        return None
    target = unquote(destination.partition("#")[0])
    return Link("markdown", target, match["text"], match.start(), match.end()) if target else None
