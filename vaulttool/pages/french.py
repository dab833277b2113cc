"""No-break spaces where French typography wants them, and nowhere else."""

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_UNTOUCHED = re.compile(
    r"^\s*(?:[-*+>]|#+) (?:\[.\] )?"
    r"|\[\[.*?\]\]|\]\([^)]*\)|\[[^\[\]]*::[^\[\]]*\]|`[^`]*`|<!--.*?-->|\^vt-\w+|https?://\S+"
    r"|[📅⏳🛫➕✅❌] ?\d{4}-\d\d-\d\d"
)


def french_spacing(text: str) -> str:
    """Exchange plain spaces before `: ; ? !` and inside « » for no-break ones.

    Links, boxes, fields and dates of tasks, ids, code and comments keep their plain spaces, and so do front
    matter and fenced blocks. Only spaces that are there are exchanged, so a second pass changes nothing.
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
    text = re.sub(r" (?=:(?!:)| ?»)", NO_BREAK, text).replace("« ", f"«{NO_BREAK}")
    return re.sub(r" (?=[;?!])", NARROW, text)
