"""One line into today's daily note, in a form that counts, and the days of the people it names."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from vaulttool.network.contact import Contact
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.parse import parse_note
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.day_line import day_note
from vaulttool.usecases.link_people import link_people
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.place_line import Placed, placings
from vaulttool.usecases.render_template import render_template
from vaulttool.usecases.source_if_there import source_if_there
from vaulttool.usecases.update import update
from vaulttool.usecases.verdict_words import NO_DAY, reason
from vaulttool.vault.daily_template import daily_template
from vaulttool.vault.facts import NoteFacts, read_facts
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.read_as_if import read_as_if
from vaulttool.vault.reader import read_source
from vaulttool.vault.vault_read import network_on

NO_PLACE = "no place in the note bears it"
MEND_PLACE = "Close the comment (%%, <!--) or code block (```) that reaches to the end of the note."


@dataclass(frozen=True, slots=True)
class _Tried:
    """The note with the line, and what the vault then says."""

    placed: Placed
    facts: NoteFacts
    counts: tuple[str, ...]
    """Paths of the people for whom the line counts today."""
    refused: tuple[tuple[str, str], ...]
    """Path and reason of those for whom it does not."""


def log_line(vault: OpenVault, said: str, with_them: Sequence[Contact], now: dt.datetime) -> Outcome:
    """Give the edits that write a line into the daily note of `now`, and the kept properties that follow.

    Raises VaultError where there are no words, or the daily note cannot be written.
    """
    words = _words(said)
    path, content, expected = _daily_note(vault, now)
    linked = link_people(words, vault.read, vault.links, with_them, vault.language)
    try:
        note = parse_note(content, path)
    except ValueError as error:
        problem = Problem(
            path, None, "the daily note is not UTF-8", "Save it as UTF-8 in your editor.", "not-utf8"
        )
        raise VaultError(problem) from error
    tried = _best(vault, path, [*placings(content, note, linked.text, vault.reading.languages)])
    edit = Edit(path, expected, tried.placed.content, f"line {tried.placed.line}: {linked.text}")
    changes = _changes(vault, tried)
    show = [f"{path}:{tried.placed.line}: - {linked.text}", *_told(tried, vault), *_unsure(linked.unsure)]
    data = {
        "note": path,
        "line": tried.placed.line,
        "text": linked.text,
        "counts_for": list(tried.counts),
        "will_not_count": [{"contact": one, "why": why} for one, why in tried.refused],
    }
    return Outcome((edit, *changes.edits), changes.problems, tuple(show), (data,))


def _words(said: str) -> str:
    """Give the words on one line, without a bullet of their own."""
    said = unicodedata.normalize("NFC", said)
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    text = re.sub(r"^[-*+] ", "", text)
    if not text:
        raise VaultError(
            Problem("", None, "There is nothing to log", 'Write it as "Lunch with Alice Martin".')
        )
    if "%%" in text or "<!--" in text:
        what = "The line would open a comment, which hides what stands below it"
        raise VaultError(Problem("", None, what, "Write it without %% and <!--."))
    return text


def _daily_note(vault: OpenVault, now: dt.datetime) -> tuple[str, bytes, str | None]:
    path = day_note(vault, now.date())
    source = source_if_there(partial(read_source, vault.root), path)
    if source is not None:
        return path, source.content, source.hash
    template = daily_template(vault.root)
    try:
        text = read_source(vault.root, template).content.decode("utf-8-sig") if template else ""
    except (Unreadable, UnicodeDecodeError):
        text = ""
    return path, render_template(text, name_of(path), now, vault.settings.daily).encode(), None


def _best(vault: OpenVault, path: str, places: Sequence[Placed]) -> _Tried:
    """Take the first place where the line counts for all; else the one where it counts for most."""
    best: _Tried | None = None
    for placed in places:
        if not _is_live(placed, path):
            continue
        tried = _try(vault, path, placed)
        if best is None or len(tried.counts) > len(best.counts):
            best = tried
        if not tried.refused:
            break
    if best is None:
        raise VaultError(Problem(path, None, NO_PLACE, MEND_PLACE, "no-place"))
    return best


def _is_live(placed: Placed, path: str) -> bool:
    """Say whether the line is text, and not part of a comment or code block that nobody has closed."""
    return any(line.number == placed.line and line.text for line in parse_note(placed.content, path).lines)


def _try(vault: OpenVault, path: str, placed: Placed) -> _Tried:
    facts = read_facts(placed.content, path, content_hash(placed.content), vault.reading)
    with read_as_if(vault, {path: facts}) as read:
        judged = read.judged_in(path)
    counts: dict[str, None] = {}
    refused: dict[str, str] = {}
    for one in judged:
        if one.finding.line != placed.line:
            continue
        finding = one.finding
        if finding.label == "interaction" and finding.date == vault.today:
            counts[one.contact] = None
        elif finding.label == "interaction":
            refused[one.contact] = NO_DAY[0] if finding.date is None else f"it would count for {finding.date}"
        else:
            refused[one.contact] = reason(finding.why, finding.label)[0]
    left = tuple((path, why) for path, why in refused.items() if path not in counts)
    return _Tried(placed, facts, tuple(counts), left)


def _changes(vault: OpenVault, tried: _Tried) -> Outcome:
    if not tried.counts:
        return Outcome()
    source, people = partial(read_source, vault.root), frozenset(tried.counts)
    with read_as_if(vault, {tried.facts.path: tried.facts}) as read:
        links, network = LinkWriter.by(read.links, vault.links.style), network_on(read, vault.today)
        return update(read, network, links, source, vault.ever_seen, only=people).outcome


def _told(tried: _Tried, vault: OpenVault) -> list[str]:
    names = [vault.read.contacts[path].name for path in tried.counts]
    told = [f"It counts for {', '.join(names)}."] if names else []
    told += [f"It will not count for {vault.read.contacts[path].name}: {why}." for path, why in tried.refused]
    if not told:
        told = ["It will not count: no contact is named in it. `--with NAME` says whom you mean."]
    return told


def _unsure(names: Sequence[str]) -> list[str]:
    return [
        f"“{name}” may mean more than one person, so it is not linked; `--with` says whom." for name in names
    ]
