"""The live lines of a plain note, seven times faster than by markdown-it, and the same.

Most notes are headings, paragraphs, bullets, and code between fences at the margin. What could be anything
else (a quotation, a table, other code, a numbered list, HTML, a comment, an underlined heading, a tab, an
indent too deep) is left to markdown-it as a whole: `plain_lines` gives None. A property test holds the two
against each other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from vaulttool.notes.note import Line

MOST_DEPTH = 6
"""Of bullets in bullets; deeper ones come close to where markdown-it stops counting."""

_DOUBTFUL = re.compile(
    r">|\d{1,9}[.)](?: |$)"  # a quotation, a numbered item
    r"|[-=_*+:|](?:[-=_*+:| ]*$)"  # a rule, a line under a heading, the second of a table, a bare bullet
    r"|#{1,6}(?: |$)|```"
    r"|[-*+] "
    r"|\[(?!\[)(?:[^\]\\]|\\.)*(?:\]:|\\?$)"  # perhaps a definition of a link
    r"|\s"  # blanks that Markdown does not take for blanks
)
_FENCE = re.compile(r"(`{3,})[^`]*$")
_HEADING = re.compile(r"(#{1,6}) +(?=[^ ])")

Blank = Callable[[str], str]
TakeBox = Callable[[str], tuple[str, str | None]]


def plain_lines(body: str, first: int, longest: int, blank: Blank, take_box: TakeBox) -> list[Line] | None:
    """Give the lines of a body whose first line is line `first` of the file; None where it is not plain.

    `blank` makes embeds spaces, `take_box` takes the box from the text of a bullet, both as in `parse`. A
    line longer than `longest` is for markdown-it too.
    """
    has_code = "```" in body
    if not has_code and _is_for_markdown_it(body):
        return None
    reading = _Reading(blank, take_box)
    for number, raw in enumerate(body.split("\n"), first):
        text = raw.lstrip(" ")
        if not text:
            reading.in_paragraph = False
            continue
        column = len(raw) - len(text)
        if has_code:
            if reading.is_code(column, text):
                continue
            if _is_for_markdown_it(text):
                return None
        ends_elsewhere = "`" in text and "`" in blank(text)  # perhaps code that ends in another line
        if ends_elsewhere or len(raw) > longest or not reading.take(number, column, text):
            return None
    return reading.lines


def _is_for_markdown_it(text: str) -> bool:
    return "<" in text or "\t" in text or "%%" in text or "~~~" in text or "\0" in text


@dataclass(slots=True)
class _Reading:
    """Where in the note the reading stands. What takes a line says whether it was plain."""

    blank: Blank
    take_box: TakeBox
    lines: list[Line] = field(default_factory=list)
    open_items: list[tuple[int, int]] = field(default_factory=list)
    """Column at which the text of each open bullet begins, and the index of its line."""
    heading: int | None = None
    in_paragraph: bool = False
    fence: str = ""
    """Of the code that the reading stands in."""

    def is_code(self, column: int, text: str) -> bool:
        """Say whether a line is a fence at the margin, or stands behind one."""
        if self.fence:
            if text.startswith(self.fence) and column <= 3 and not text.lstrip("`").strip(" \t"):
                self.fence = ""
            return True
        opening = _FENCE.match(text) if column == 0 else None
        if opening is not None:
            self.close()
            self.fence = opening[1]
        return opening is not None

    def take(self, number: int, column: int, text: str) -> bool:
        sign = text[0]
        if sign.isalpha():
            return self.take_text(number, column, text)
        if sign in "-*+" and text[1:2] == " ":
            return self.take_item(number, column, text[2:])
        if sign == "#" and column == 0 and (heading := _HEADING.match(text)):
            return self.take_heading(number, len(heading[1]), text[heading.end() :])
        return _DOUBTFUL.match(text) is None and self.take_text(number, column, text)

    def take_item(self, number: int, column: int, text: str) -> bool:
        if _may_be_no_text(text) or not self.close_items(column) or len(self.open_items) > MOST_DEPTH:
            return False
        parent = self.open_items[-1][1] if self.open_items else None
        text, box = self.take_box(self.live(text))
        self.open_items.append((column + 2, len(self.lines)))
        depth = len(self.open_items) - 1
        self.lines.append(Line(number, "item", text, depth, box, parent, self.heading))
        self.in_paragraph = True
        return True

    def close(self) -> None:
        """End every bullet and paragraph: what comes next stands at the margin."""
        self.open_items.clear()
        self.in_paragraph = False

    def take_heading(self, number: int, level: int, text: str) -> bool:
        if not text.isprintable():  # Blanks of other kinds, which the two may cut off or not.
            return False
        self.close()
        text = self.live(text).strip(" #\t")
        self.lines.append(Line(number, "heading", text, level, None, None, self.heading))
        self.heading = len(self.lines) - 1
        return True

    def take_text(self, number: int, column: int, text: str) -> bool:
        # The next line of a paragraph belongs to it wherever it begins.
        if not self.in_paragraph and not self.close_items(column):
            return False
        parent = self.open_items[-1][1] if self.open_items else None
        self.lines.append(Line(number, "text", self.live(text), 0, None, parent, self.heading))
        self.in_paragraph = True
        return True

    def close_items(self, column: int) -> bool:
        """Close the bullets that a block at this column is not in; say whether it is no code even so."""
        items = self.open_items
        while items and items[-1][0] > column:
            items.pop()
        return column - (items[-1][0] if items else 0) <= 3

    def live(self, text: str) -> str:
        return (self.blank(text) if "![" in text or "`" in text else text).strip()


def _may_be_no_text(text: str) -> bool:
    """Say whether what follows a bullet may be a block of another kind; a box before it is text."""
    if text[:1].isalpha() or (text[:1] == "[" and text[2:4] == "] "):
        return False
    return not text or _DOUBTFUL.match(text) is not None
