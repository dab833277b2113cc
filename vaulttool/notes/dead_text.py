"""What stands in a line and is not live text: inline code, comments, embeds."""

import re

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# An embed ends before the next one begins: what never closes would else be looked for to the end of the line
# from each of its openings, which takes half a minute for sixty thousand signs of `![[`.
_EMBED = re.compile(r"!\[\[(?:(?!\]\]|!\[\[)[^\n])*\]\]|!\[(?:(?!!\[)[^\]\n])*\]\((?:(?!\]\()[^)\n])*\)")
_NOT_BREAKS = re.compile(r"[^\n]")


class DeadText:
    """Blanks out dead text by spaces, so that offsets and lines stay; remembers an open `%%` comment."""

    def __init__(self) -> None:
        self._in_comment = False

    def blank(self, text: str) -> str:
        """Give the text of the next block, in reading order, with all that is dead as spaces."""
        if "`" in text:
            text = _CODE.sub(_spaces, text)
        if "<!--" in text:
            text = _HTML_COMMENT.sub(_spaces, text)
        if "![" in text:
            text = _EMBED.sub(_spaces, text)
        if self._in_comment or "%%" in text:
            text = self._blank_comments(text)
        return text

    def _blank_comments(self, text: str) -> str:
        parts = []
        for number, part in enumerate(text.split("%%")):
            if number:
                self._in_comment = not self._in_comment
            parts.append(_NOT_BREAKS.sub(" ", part) if self._in_comment else part)
        return "  ".join(parts)


def _spaces(match: re.Match[str]) -> str:
    return _NOT_BREAKS.sub(" ", match[0])
