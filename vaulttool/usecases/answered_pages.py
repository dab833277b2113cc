"""The generated pages of a vault with their answered items, and what stands in the way of reading them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaulttool.notes.block_items import Item, take_apart
from vaulttool.notes.managed_block import read_block, read_items
from vaulttool.notes.paths import in_folder
from vaulttool.notes.problem import Problem
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.settings import Settings

BLOCKS = ("review", "agenda", "introduction", "wishes")

_TASK = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<box>[xX>-])\][ \t]+(?P<text>.*)")
_ANSWERED = re.compile(rb"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[xX>-]\].*[ \t]\^vt-[a-z0-9]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One generated block as the person left it."""

    name: str
    items: tuple[Item, ...]
    """Each id once."""
    problems: tuple[Problem, ...]


def page_paths(vault: OpenVault) -> Iterator[str]:
    """Give the paths of the notes that may be generated pages, of this week and all before."""
    for file in vault.walked.files:
        if may_be_page(vault.settings, file.path):
            yield file.path


def may_be_page(settings: Settings, path: str) -> bool:
    """Tell by its path alone whether a note may be a generated page: worth a look when it was saved."""
    return any(_lies_in(path, folder) for folder in _folders(settings))


def questions_path(settings: Settings) -> str:
    """Give the path of the note of questions, whether it is there or not."""
    return in_folder(settings.inbox_folder, "Questions.md")


def twin_of(vault: OpenVault, path: str) -> str | None:
    """Give another page of the same folder or below it that is of the same name."""
    name = path.rpartition("/")[2]
    namesakes = [file.path for file in vault.walked.files if file.path.rpartition("/")[2] == name]
    others = [other for other in namesakes if other != path]
    return next(
        (o for o in others for f in _folders(vault.settings) if _lies_in(path, f) and _lies_in(o, f)), None
    )


def _folders(settings: Settings) -> Iterator[str]:
    for folder in (
        settings.reviews_folder,
        settings.agenda_folder,
        settings.introductions_folder,
        settings.wishes_folder,
    ):
        yield folder.strip("/")


def _lies_in(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") if folder else "/" not in path


def copies_of_pages(vault: OpenVault) -> Iterator[tuple[str, str]]:
    """Give path and original of conflict copies of pages."""
    for copy in vault.walked.conflict_copies:
        if any(_lies_in(copy.path, folder) for folder in _folders(vault.settings)):
            yield copy.path, copy.original


def is_answered(content: bytes) -> bool:
    """Tell whether any item of ours in a file has a sign in its box."""
    return _ANSWERED.search(content) is not None


def read_page(path: str, content: bytes) -> tuple[Block, ...]:
    """Give the blocks of a page. One that cannot be found for sure has only its problem, and no items."""
    blocks: list[Block] = []
    for name in BLOCKS:
        found = read_block(content, path, name)
        if isinstance(found, Problem):
            blocks.append(Block(name, (), (found,)))
        elif found is not None:
            problems = tuple(_without_id(path, *found))
            items, doubled = _once(path, read_items(content, name))
            blocks.append(Block(name, items, (*problems, *doubled)))
    if not blocks and is_answered(content):
        what = "lines of a generated page are answered here, but the markers around them are gone"
        mend = "Have the page written anew and answer there; until then nothing is done."
        blocks.append(Block("", (), (Problem(path, None, what, mend, "no-markers"),)))
    return tuple(blocks)


def _without_id(path: str, first: int, lines: tuple[str, ...]) -> Iterator[Problem]:
    """Answered lines that lost their id, as the copy that Tasks makes of a repeating task."""
    parts, _ = take_apart(lines, first)
    free = {part for part in parts if isinstance(part, str)}
    for number, line in enumerate(lines, first):
        if line in free and _TASK.fullmatch(line):
            what = "this line is answered, but it has no id, so nobody knows what it means"
            mend = "Answer the line that has the id at its end, and remove this one."
            yield Problem(path, number, what, mend, "no-id")


def _once(path: str, items: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Give each id once: of copies the answered one; copies that say different things are a problem."""
    kept: dict[str, Item] = {}
    problems: list[Problem] = []
    bad: set[str] = set()
    for item in items:
        other = kept.get(item.id)
        if other is None or _is_open(other):
            kept[item.id] = item
        elif not _is_open(item) and (item.box, item.words) != (other.box, other.words):
            bad.add(item.id)
            what = f"this item stands here twice (also on line {other.line}), with different answers"
            problems.append(Problem(path, item.line, what, "Remove one of the two.", "doubled-item"))
    return tuple(item for item in kept.values() if item.id not in bad), tuple(problems)


def _is_open(item: Item) -> bool:
    return item.box in (None, " ") and not item.words
