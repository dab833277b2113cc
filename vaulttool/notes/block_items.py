"""The items of a generated block, and what the person did with them.

An item is a list line that ends in a block id: `- [ ] Write to [[Ana]] ^vt-9c1`. Under it stand the lines
that are indented below it or follow it without a blank line, up to the next item, heading or unindented
paragraph.

Which of these lines a person wrote is decided from the block's bytes alone, so that every device decides the
same: a `<!-- vaulttool:made … -->` line holds a short digest of each item and of each line under it as they
were generated. What matches one is vaulttool's and may be generated anew; what does not is the person's and
is kept. Where that line is missing, every line under an item that is not generated again counts as theirs.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_ID = re.compile(r"(?<=[ \t])\^(?P<id>vt-[A-Za-z0-9-]+)(?=[ \t]|\Z)")
_HEAD = re.compile(
    r"(?P<indent>[ \t]*)(?P<bullet>(?:[-*+]|\d+[.)])[ \t]+)(?:\[(?P<box>.)\](?:[ \t]+|\Z))?(?P<text>.*)"
)
_MADE = re.compile(r"[ \t]*<!-- vaulttool:made(?P<digests>(?: [0-9a-f]+)*) -->[ \t]*")
_ENDS_AN_ITEM = re.compile(r" {0,3}(?:#{1,6}(?:[ \t]|$)|<!--)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a generated block, as it stands in the note."""

    id: str
    """Without the sign: `vt-9c1`."""
    box: str | None
    """The sign in its box: " ", "x", ">", "-", any; None where it has no box."""
    text: str
    """Without bullet, box and id."""
    words: tuple[str, ...]
    """The lines under it that the person wrote, without indentation and bullet."""
    line: int
    """Counted from 1 in the file."""


@dataclass(slots=True)
class Listed:
    """An item with the lines under it, while a block is taken apart and put together."""

    indent: str
    bullet: str
    box: str | None
    text: str
    id: str
    line: int
    under: list[str] = field(default_factory=list)

    def head(self) -> str:
        """Give the item's own line."""
        box = "" if self.box is None else f"[{self.box}] "
        text = f"{self.text} " if self.text else ""
        return f"{self.indent}{self.bullet}{box}{text}^{self.id}"

    def digests(self) -> list[str]:
        """Give the digests of its text and of each line under it."""
        return [_digest(self.id, self.text), *(_digest(self.id, line) for line in self.under if line.strip())]


def take_apart(lines: Iterable[str], first_line: int = 1) -> tuple[list[str | Listed], frozenset[str] | None]:
    """Give free lines and items in order, and the digests of what was generated (None: they are missing)."""
    parts: list[str | Listed] = []
    made: frozenset[str] | None = None
    open_items: list[Listed] = []
    blanks = 0
    for number, line in enumerate(lines, first_line):
        note = _MADE.fullmatch(line)
        item = _listed(line, number)
        if note is not None:
            made = (made or frozenset()) | frozenset(note["digests"].split())
        elif item is not None:
            parts += [""] * blanks
            open_items = [above for above in open_items if _width(above.indent) < _width(item.indent)] + [
                item
            ]
            parts.append(item)
        elif not line.strip():
            blanks += 1
            continue
        elif open_items and _stands_under(line, open_items, blanks):
            _owner(line, open_items).under.extend([""] * blanks + [line])
        else:
            open_items = []
            parts += [""] * blanks + [line]
        blanks = 0
    return parts, made


def _listed(line: str, number: int) -> Listed | None:
    found = _ID.search(line)
    head = _HEAD.fullmatch(line[: found.start()]) if found else None
    if found is None or head is None:
        return None
    text = head["text"].rstrip(" \t")
    item = Listed(head["indent"], head["bullet"], head["box"], text, found["id"], number)
    behind = line[found.end() :].strip(" \t")
    if behind:
        # Typed behind the id, where the cursor lands: the id would be none there any more. Where two items
        # were joined, the second id loses its sign, or these words would be an item of their own next time.
        words = re.sub(r"\^+vt-", "vt-", behind)
        item.under.append(f"{item.indent}{' ' * len(item.bullet)}- {words}")
    return item


def _stands_under(line: str, open_items: Sequence[Listed], blanks: int) -> bool:
    if _width(line) > _width(open_items[0].indent):
        return True
    return blanks == 0 and not _ENDS_AN_ITEM.match(line)


def _owner(line: str, open_items: Sequence[Listed]) -> Listed:
    above = [item for item in open_items if _width(item.indent) < _width(line)]
    return above[-1] if above else open_items[-1]


def _width(line: str) -> int:
    blanks = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blanks.expandtabs(4))


def _digest(identity: str, line: str) -> str:
    return hashlib.blake2b(f"{identity}|{line.strip()}".encode(), digest_size=4).hexdigest()[:6]


def words_of(item: Listed, made: frozenset[str] | None, again: Sequence[str] = ()) -> list[str]:
    """Give the lines under an item that the person wrote, blank lines between them included.

    `again`: the lines that are generated under it now; the same line is not kept a second time.
    """
    known = {_digest(item.id, line) for line in again} | (made or frozenset())
    words: list[str] = []
    blank = False
    for line in item.under:
        if not line.strip():
            blank = True
        elif _digest(item.id, line) not in known:
            words += [""] if blank and words else []
            words.append(line)
            blank = False
    return words


def is_rewritten(item: Listed, made: frozenset[str] | None) -> bool:
    """Tell whether the person changed the item's own text (or Tasks put its date of completion there)."""
    return made is not None and _digest(item.id, item.text) not in made


def is_answered(item: Listed) -> bool:
    """Tell whether its box holds a sign."""
    return item.box is not None and item.box != " "


def made_line(items: Iterable[Listed]) -> str:
    """Give the line that lets the next run know what was generated."""
    digests = dict.fromkeys(digest for item in items for digest in item.digests())
    return " ".join(["<!-- vaulttool:made", *digests, "-->"])


def still_made(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Give the lines of a block in which we changed texts in place: what was known as generated still is."""
    old, made = take_apart(before)
    if made is None:
        return list(after)
    new = [part for part in take_apart(after)[0] if isinstance(part, Listed)]
    pairs = zip((part for part in old if isinstance(part, Listed)), new, strict=True)
    digests = [pair for was, now in pairs for pair in zip(was.digests(), now.digests(), strict=True)]
    more = "".join(f" {now}" for was, now in digests if was in made and now not in made)
    return [_MADE.sub(rf"<!-- vaulttool:made\g<digests>{more} -->", line) for line in after]


def moved_under(line: str, old: Listed, new: Listed) -> str:
    """Give a line that stands under one item so that it stands under another, which may be nested deeper."""
    is_under = not new.indent or _width(line) > _width(new.indent)
    if not line or (old.indent == new.indent and is_under):
        return line
    if line.startswith(old.indent) and _width(line) > _width(old.indent):
        return new.indent + line[len(old.indent) :]
    return f"{new.indent}  {line.strip()}"


def plain_words(line: str) -> str:
    """Give a line without indentation and bullet."""
    return re.sub(r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?", "", line).rstrip()
