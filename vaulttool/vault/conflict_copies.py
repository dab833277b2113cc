"""Names that sync programs give to the loser of a conflict."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A file that a program put beside another one, because both had changed."""

    path: str
    original: str
    """Path of the note that it is a copy of; it may be gone."""
    sure: bool
    """False where a person may have chosen the name too: then the texts decide (`texts_are_alike`)."""


# rclone, then what git's mergetool leaves of the note with its marks.
_BEHIND_ENDING = re.compile(r"(.+\.md)\.(?:conflict\d*|orig)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<original>.+?)(?: \d{1,3}| ?\(\d{1,3}\))")
_HINTS = ("confli", "konfli", "-safebackup-", "_backup_", "_base_", "_local_", "_remote_")
_GIT_MARKERS = re.compile(r"^<{7} .*?^={7}$.*?^>{7} ", re.MULTILINE | re.DOTALL)


@cache
def _sure() -> tuple[re.Pattern[str], ...]:
    # Compiled when a name has a word of the kind in it: that is seldom, and each run looks at all names.
    return tuple(
        re.compile(rf"(?P<original>.+)(?:{tail})", re.IGNORECASE)
        for tail in (
            # Syncthing; the letters are the device.
            r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?",
            # Obsidian Sync, Dropbox in its languages, Nextcloud and its kin, Seafile; a number may follow.
            r" ?\((?:[^()]*\b)?(?:conflicted copy|copie en conflit|konfliktkopie|in konflikt stehende kopie"
            r"|copia in conflitto|copia en conflicto|case conflict|sfconflict)\b.*\)(?: \(\d+\))?",
            r"_conflict-\d{8}-\d{6}",
            # OneDrive on Linux, then Resilio and rclone, pCloud, git's mergetool.
            r"-[^-]+-safeBackup-\d{4}",
            r"\.conflict\d*",
            r" \[conflicted\](?: ?\(\d+\))?",
            r"_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+",
        )
    )


def conflict_of(path: str, beside: Container[str]) -> ConflictCopy | None:
    """Say of which note a path is a conflict copy, by its name alone.

    `beside` holds the stems of the notes of its folder, as they are written.
    """
    folder, slash, name = path.rpartition("/")
    whole = _BEHIND_ENDING.fullmatch(name)
    if whole:
        return ConflictCopy(path, folder + slash + whole[1], True)
    stem, extension = (name[:-3], name[-3:]) if name[-3:].casefold() == ".md" else (name, "")
    if _has_hint(stem):
        for pattern in _sure():
            found = pattern.fullmatch(stem)
            if found:
                return ConflictCopy(path, folder + slash + found["original"].rstrip() + extension, True)
    original = _doubtful_original(stem, beside)
    return None if original is None else ConflictCopy(path, folder + slash + original + extension, False)


def copies_among(paths: Sequence[str]) -> list[ConflictCopy]:
    """Give the conflict copies among notes, sure and doubtful; `paths` in order."""
    # Nearly no vault has one, and all names are looked at in each run: first by two looks at all at once.
    # One that goes on where another ends, by space, bracket or hyphen, stands right before that one's ".md".
    goes_on = any(map(str.startswith, paths, [path[:-3] for path in paths[1:]]))
    together = "\n".join(paths).encode().lower()
    if not goes_on and not any(hint.encode() in together for hint in _HINTS):
        return []
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        folders[path.rpartition("/")[0]].append(path)
    return [copy for folder in folders.values() for copy in conflict_copies(folder)]


def conflict_copies(paths: Sequence[str]) -> list[ConflictCopy]:
    """Give the conflict copies among the notes of one folder, sure and doubtful."""
    # One name in thousands is a copy: look closely only at a name with a word of the kind in it,
    # or at one that goes on where another one ends.
    suspects = {path for path in paths if _has_hint(path)} | _going_on(paths)
    if not suspects:
        return []
    stems = {path[:-3].rpartition("/")[2] for path in paths}
    return [copy for path in sorted(suspects) if (copy := conflict_of(path, stems)) is not None]


def _going_on(paths: Sequence[str]) -> set[str]:
    """Give the paths whose name goes on where that of another ends."""
    # In order, all that begin with a name follow it.
    found: set[str] = set()
    begun: list[str] = []
    for stem, path in sorted([(path[:-3], path) for path in paths]):
        while begun and not stem.startswith(begun[-1]):
            begun.pop()
        if begun and any(stem[len(original) : len(original) + 1] in (" ", "(", "-") for original in begun):
            found.add(path)
        begun.append(stem)
    return found


def _has_hint(text: str) -> bool:
    folded = text.casefold()
    return any(hint in folded for hint in _HINTS)


def _doubtful_original(stem: str, beside: Container[str]) -> str | None:
    if stem[-1:] == ")" or stem[-1:].isdigit():
        numbered = _NUMBERED.fullmatch(stem)
        if numbered and numbered["original"] in beside:
            return numbered["original"]
    # OneDrive: NAME-COMPUTER and NAME-COMPUTER-2, and a computer is called DESKTOP-4F2K or Anns-MacBook.
    end = stem.rfind("-")
    while end > 0:
        tail = stem[end + 1 :]
        if stem[:end] in beside and tail and " " not in tail and not tail.replace("-", "").isdigit():
            return stem[:end]
        end = stem.rfind("-", 0, end)
    return None


# What notes of one template share says nothing about whose they are.
_SAYS_NOTHING = re.compile(
    r"""-{3}|\#{1,6}\s.*|[^:]+:|
    (?:type|tags?|categories|cssclasses|created|updated|modified|last[ _-]contact\w*)\s*:.*""",
    re.IGNORECASE | re.VERBOSE,
)


def texts_are_alike(one: str, other: str) -> bool:
    """Say whether two texts are the same note, grown apart: most lines that say something are equal.

    Headings, empty properties and those of a template are not counted: Anna 2 may be another Anna.
    """
    if one == other:
        return bool(one.strip())
    lines, others = _telling_lines(one), _telling_lines(other)
    most = max(lines.total(), others.total())
    return most > 0 and (lines & others).total() >= 0.6 * most


def _telling_lines(text: str) -> Counter[str]:
    stripped = (line.strip() for line in text.splitlines())
    return Counter(line for line in stripped if line and not _SAYS_NOTHING.fullmatch(line))


def has_git_markers(text: str) -> bool:
    """Say whether git left both sides of a conflict in a text."""
    return "<<<<<<< " in text and _GIT_MARKERS.search(text) is not None
