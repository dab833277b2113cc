"""What the links of a vault must say after notes have moved, so that each opens the note that it opened.

A note that another program moves is a delete and a create to Obsidian: it touches no link.
Rewritten are wikilinks and embeds, Markdown links, reference definitions, links in properties, and the files
and texts of canvases; never code. A link that still opens the right note keeps its bytes.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from vaulttool.notes.paths import fold_file_name, without_ending
from vaulttool.notes.problem import Problem
from vaulttool.vault.link_writing import LinkStyle, LinkWriter
from vaulttool.vault.resolution import LinkResolver, fold_path

_WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>(?:(?!\[\[|\]\])[^\n#|])+?)(?P<slash>\\?)(?P<rest>(?:[#|](?:(?!\[\[|\]\])[^\n])*)?)\]\]"
)
_MARKDOWN = re.compile(
    r"(?P<before>\]\()(?P<dest><[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)(?P<after>(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\))"
)
_DEFINITION = re.compile(
    r"(?P<before>^ {0,3}\[[^\]\n]+\]:[ \t]+)(?P<dest><[^<>\n]+>|[^\s<>]+)(?P<after>(?=\s|$))", re.MULTILINE
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//|#")
_FENCE = re.compile(r"[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')


class MovedLinks:
    """Rewrites the links of one file after another; `moves` are old and new paths of notes."""

    def __init__(self, paths: Iterable[str], moves: Mapping[str, str], style: LinkStyle) -> None:
        before = frozenset(paths)
        after = (before - set(moves)) | set(moves.values())
        self.moves = moves
        self._paths = before
        self._before = LinkResolver(sorted(before))
        self._after = LinkResolver(sorted(after))
        self._writer = LinkWriter.over(sorted(after), style)
        self._names = {fold_path(without_ending(path)).rpartition("/")[2] for path in moves}

    def may_concern(self, path: str, content: bytes) -> bool:
        """Tell fast whether a file can hold a link to rewrite."""
        if path in self.moves:
            return True
        text = fold_path(content.decode("utf-8", "replace"))
        return any(name in text or fold_path(quote(name)) in text for name in self._names) or (
            "%" in text and any(name in fold_path(unquote(text)) for name in self._names)
        )

    def rewrite_note(self, path: str, content: bytes) -> bytes | Problem:
        """Give a note with its links put right; `path` is where it lay before the move."""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            what = "the note is not UTF-8, so its links cannot be put right"
            return Problem(path, None, what, "Save it as UTF-8 in your editor.", "not-utf8")
        return "".join(self._text(part, path) if live else part for part, live in _parts(text)).encode()

    def rewrite_canvas(self, path: str, content: bytes) -> bytes | Problem:
        """Give a canvas with the files of its nodes, and the links in its cards, put right."""
        try:
            text = content.decode("utf-8")
            json.loads(text)
        except ValueError:
            what = "the canvas cannot be read, so its links cannot be put right"
            return Problem(path, None, what, "Open it in Obsidian.", "bad-canvas")
        ascii_only = text.isascii()

        def put(match: re.Match[str]) -> str:
            said = json.loads(match[0])
            key = re.search(r'"(file|text)"\s*:\s*\Z', text[: match.start()][-40:])
            if key is None:
                return match[0]
            new = self._file(said) if key[1] == "file" else self._text(said, path)
            return match[0] if new == said else json.dumps(new, ensure_ascii=ascii_only)

        new = _STRING.sub(put, text)
        json.loads(new)
        return new.encode()

    def _file(self, said: str) -> str:
        folded = fold_path(said)
        return next((new for old, new in self.moves.items() if fold_path(old) == folded), said)

    def _text(self, text: str, source: str) -> str:
        def wiki(match: re.Match[str]) -> str:
            return self._wikilink(match, text, source)

        def markdown(match: re.Match[str]) -> str:
            return match["before"] + self._destination(match["dest"], source) + match["after"]

        text = _WIKI.sub(wiki, text)
        return _DEFINITION.sub(markdown, _MARKDOWN.sub(markdown, text))

    def _wanted(self, target: str, source: str) -> str | None:
        """Give the note that a link must open now; None where it does, or opened none for sure."""
        before = self._before.resolve(target, source)
        if not isinstance(before, str):
            return None
        wanted = self.moves.get(before, before)
        if before != wanted and fold_path(target).lstrip("/").removesuffix(".md") == fold_path(
            without_ending(before)
        ):
            # Obsidian may still find it by the end of its path; whoever wrote the whole path means the place.
            return wanted if "/" in target else self._if_astray(target, source, wanted)
        return self._if_astray(target, source, wanted)

    def _if_astray(self, target: str, source: str, wanted: str) -> str | None:
        now = self._after.resolve(target, self.moves.get(source, source))
        return None if now == wanted else wanted

    def _wikilink(self, match: re.Match[str], text: str, source: str) -> str:
        said = match["target"]
        wanted = self._wanted(said.strip(), source)
        if wanted is None:
            return match[0]
        target = self._target(wanted, source)
        rest = match["slash"] + match["rest"]
        said_name = without_ending(said.strip()).rpartition("/")[2]
        is_renamed = fold_path(said_name) != fold_path(target.rpartition("/")[2])
        if ("/" in target or is_renamed) and not rest and not match["embed"]:
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip(" >")
            rest = ("\\|" if line.startswith("|") else "|") + said_name
        ending = ".md" if said.strip().casefold().endswith(".md") else ""
        return f"{match['embed']}[[{target}{ending}{rest}]]"

    def _target(self, wanted: str, source: str) -> str:
        target = self._writer.target(wanted)
        opens = self._after.resolve(target, self.moves.get(source, source))
        return target if opens == wanted else without_ending(wanted)

    def _destination(self, written: str, source: str) -> str:
        bare = written.strip("<>")
        if _SCHEME.match(bare):
            return written
        path, sign, part = bare.partition("#")
        target = unquote(path)
        home = posixpath.dirname(self.moves.get(source, source))
        led = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        opened = self._before.resolve(target, source)
        if (opened == led and led in self._paths) or self._leads_to_a_file(target, led, source):
            # Read from its own folder the link was right too, as on GitHub: it must stay so.
            wanted = self.moves.get(led, led)
            if posixpath.normpath(posixpath.join(home, target)) == wanted:
                return written
            new = posixpath.relpath(wanted, home or ".")
            new = f"./{new}" if target.startswith("./") and not new.startswith("../") else new
            if wanted in self.moves.values() or wanted in self._paths:
                now = self._after.resolve(new, self.moves.get(source, source))
                new = new if now == wanted else wanted
        else:
            found = self._wanted(target, source)
            if found is None:
                return written
            new = found if target.casefold().endswith(".md") else without_ending(found)
        if written.startswith("<"):
            return f"<{new}{sign}{part}>"
        return f"{quote(new, safe='/')}{sign}{part}"

    def _leads_to_a_file(self, target: str, led: str, source: str) -> bool:
        """Tell whether a relative path of a moved note leads to a file that is no note, such as a picture."""
        is_relative = target.startswith(("./", "../")) and not led.startswith("..")
        return source in self.moves and is_relative and self._before.resolve(target, source) is None


def _parts(text: str) -> list[tuple[str, bool]]:
    """Cut a text into live parts and code; together they are the text."""
    parts: list[tuple[str, bool]] = []
    fence = ""
    for line in re.split(r"(?<=\n)", text):
        sign = _FENCE.match(line)
        if fence:
            parts.append((line, False))
            if sign and sign[1].startswith(fence) and not line[sign.end() :].strip():
                fence = ""
        elif sign:
            fence = sign[1]
            parts.append((line, False))
        else:
            end = 0
            for code in _CODE.finditer(line):
                parts += [(line[end : code.start()], True), (code[0], False)]
                end = code.end()
            parts.append((line[end:], True))
    return parts


def same_path(one: str, other: str) -> bool:
    """Tell whether two paths are one on a disk that does not tell letter case or Unicode forms apart."""
    return fold_file_name(one) == fold_file_name(other)
