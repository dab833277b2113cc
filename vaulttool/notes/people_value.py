"""The people that the value of a property names."""

import re

PERSON_KEYS = (
    "person",
    "name",
    "contact",
    "who",
    "link",
    "note",
    "personne",
    "nom",
    "participant",
    "attendee",
)
"""Keys under which a map in a list names its person: `- person: "[[Ann]]"` with `role:` beside it."""

_LINK = re.compile(r"!?\[\[[^\[\]\n]+?\]\]|\[[^\[\]\n]+\]\((?:<[^<>\n]+>|[^()\s]+)\)")
_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+(?:and|et|&|\+|y|und)\s+", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>|^\s*\[?Y{2,4}[-/.]M{1,2}[-/.]D{1,2}\]?\s*$", re.DOTALL)
_CHOICE = re.compile(r"^\s*\{?[^{}\[\]|]+(?:\s\|\s[^{}\[\]|]+)+\}?\s*$")


def people_values(value: object) -> tuple[str, ...]:
    """Give the people that a property's value names, each as a link or a plain text, in order.

    Links come as `[[target|shown]]` or as the Markdown link that was written, all else (names, mail
    addresses, `@Ann`) as plain text. Reads a text with several names, lists, unquoted `[[Ann]]` (a list in
    a list), and lists of maps. Placeholders of templates name nobody. Whoever asks resolves the texts.
    """
    if isinstance(value, str):
        return _unique(_of_text(value))
    return _unique(_of_structure(value))


def is_placeholder(text: str) -> bool:
    """Whether a template left the text to be filled in: `{{name}}`, `<% … %>`, `YYYY-MM-DD`, `a | b`."""
    # Nearly no text has a sign that one of the two patterns needs.
    if ("{{" in text or "<%" in text or "YY" in text) and _PLACEHOLDER.search(text):
        return True
    return "|" in text and _CHOICE.match(text) is not None


def _of_structure(value: object) -> list[str]:
    if isinstance(value, str):
        return _of_item(value)
    if isinstance(value, dict):
        return _of_map(value)
    if not isinstance(value, list):
        return []
    found: list[str] = []
    for item in value:
        # Without quotes YAML reads [[Ann]] as a list in a list, and "[[Lee, Ann]]" as two items of it.
        if isinstance(item, list) and item and all(isinstance(part, str) for part in item):
            target = ", ".join(item)
            found += [] if is_placeholder(target) else [f"[[{target}]]"]
        else:
            found += _of_structure(item)
    return found


def _of_map(value: dict[object, object]) -> list[str]:
    folded = {str(key).casefold(): part for key, part in value.items()}
    named = next((folded[key] for key in PERSON_KEYS if folded.get(key)), None)
    return _of_structure(named)


def _of_item(text: str) -> list[str]:
    """One item of a list is one person, even with a comma ("Lee, Ann"), unless it holds links."""
    if is_placeholder(text):
        return []
    links = [found.group().lstrip("!") for found in _LINK.finditer(text)]
    return links or [text.strip()]


def _of_text(text: str) -> list[str]:
    people: list[str] = []
    end = 0
    for found in _LINK.finditer(text):
        people += _plain(text[end : found.start()])
        people.append(found.group().lstrip("!"))
        end = found.end()
    people += _plain(text[end:])
    return [person for person in people if not is_placeholder(person)]


def _plain(text: str) -> list[str]:
    if is_placeholder(text):
        return []
    return [
        part for part in (raw.strip(" \t,;\u00a0") for raw in _BETWEEN.split(text)) if re.search(r"\w", part)
    ]


def _unique(people: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for person in people if person))
