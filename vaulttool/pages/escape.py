"""Texts from notes made safe for the place in a page where they will stand; one function a place.

All of them give one line: no line break passes, no control sign, no sign that turns the direction of writing.
What they give shows the same text when the page is read; where a sign cannot be shown, a like one stands.
"""

import re
import unicodedata

_TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TASK_SIGNS = re.compile("(?:[📅📆⏳⌛🛫➕✅❌🔁🏁🆔⛔🔺⏫🔼🔽⏬]|🗓\ufe0f?)\ufe0f?")
_MARKDOWN = re.compile(
    r"[\\`\[\]<*~$^|]|(?<!\w)_|_(?!\w)|#(?=\S)|&(?=#?\w+;)|!(?=\[)|(?<==)=|(?<=[<%])%|(?<=:):|(?<=-)-"
)
_IN_LINK = str.maketrans({"[": "(", "]": ")", "|": "/", "<": "‹", ">": "›", "`": "'", "\\": "/", "^": "'"})


def one_line(text: str) -> str:
    """Give a text on one line, without control signs and turning marks; nothing else changes."""
    spaced = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    kept = "".join(c for c in _TURNING.sub("", spaced) if unicodedata.category(c) not in ("Cs", "Co", "Cn"))
    return " ".join(part for part in kept.split(" ") if part)


def list_item(text: str) -> str:
    """Make a text safe in an item, callout or cell: no link, tag, field, date of a task, id or comment."""
    plain = " ".join(_TASK_SIGNS.sub("", one_line(text)).split(" ")).strip()
    return _MARKDOWN.sub(lambda sign: "\\" + sign.group(), plain)


def link_text(text: str) -> str:
    """Make a text safe as the shown part of a link, wiki or Markdown, where no backslash helps."""
    plain = _TASK_SIGNS.sub("", one_line(text)).translate(_IN_LINK)
    return re.sub(r"%(?=%)|-(?=-)|:(?=:)", lambda sign: sign.group() + "\u2060", plain).strip()


def link_target(path: str) -> str:
    """Give the target of a wikilink to a path, "" where no wikilink can lead there."""
    target = path.removesuffix(".md")
    unsafe = one_line(target) != target or re.search(r"[\[\]|#^\\]|%%|--|::|<", target)
    return "" if unsafe else target


def wikilink(path: str, shown: str) -> str:
    """Link a note by its name, or where no link can lead there show the text alone.

    The vault passes a function of this kind that also knows which names stand twice in it.
    """
    target = link_target(path).rpartition("/")[2]
    text = link_text(shown)
    if not target:
        return list_item(shown)
    return f"[[{target}]]" if text == target else f"[[{target}|{text}]]"


def mermaid_label(text: str) -> str:
    """Make a text safe between the double quotes of a Mermaid label."""
    return re.sub(r'["`<>\[\]{}()#;%\\|]', lambda sign: f"#{ord(sign.group())};", one_line(text))


def yaml_text(text: str) -> str:
    """Give a text as a double-quoted YAML scalar on one line."""
    quoted = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    # Templater runs what stands behind <% in a new note.
    return '"' + quoted.replace("<%", "\\x3c%") + '"'
