"""What `check --fix` may mend by itself: nothing is lost by it, and `undo` takes it back."""

from collections import defaultdict
from collections.abc import Callable

from vaulttool.notes.edit import Edit
from vaulttool.notes.links import find_links, parse_wikilink
from vaulttool.notes.parse import parse_note
from vaulttool.notes.problem import Problem
from vaulttool.usecases.kept_properties import kept_twice
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update_vault import update_vault
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import Source
from vaulttool.vault.vault_read import VaultRead

_UNSURE = ("`", "%%", "<!--", "-->", "$")
"""In a line that bears one of these a link may be no live text: it is left to the person."""


def fix(vault: OpenVault, read_source: Callable[[str], Source]) -> Outcome:
    """Give the edits that write bare aliases as whole links, and mend kept properties that a sync doubled."""
    doubled = frozenset(
        path for path, contact in vault.read.contacts.items() if kept_twice(contact, vault.read)
    )
    mended = update_vault(vault, only=doubled).outcome if doubled else Outcome()
    taken = {edit.path for edit in mended.edits}
    edits: list[Edit] = list(mended.edits)
    problems: list[Problem] = list(mended.problems)
    for path, lines in alias_lines(vault.read).items():
        if path in taken:
            continue
        try:
            source = read_source(path)
        except Unreadable as error:
            problems.append(error.problem)
            continue
        new, count = with_whole_links(source.content, path, lines, vault.read, vault.links)
        if count:
            edits.append(
                Edit(path, source.hash, new, f"{count} alias{'es' if count > 1 else ''} as whole links")
            )
    return Outcome(tuple(edits), tuple(problems), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def alias_lines(read: VaultRead) -> dict[str, set[int]]:
    """Give by note the lines in which a link says nothing but an alias that one contact bears."""
    lines: dict[str, set[int]] = defaultdict(set)
    for path, facts in read.facts.items():
        for finding in facts.findings:
            if finding.link == "wikilink" and finding.line and _meant(finding.target, path, read):
                lines[path].add(finding.line)
    return dict(lines)


def with_whole_links(
    content: bytes, path: str, lines: set[int], read: VaultRead, links: LinkWriter
) -> tuple[bytes, int]:
    """Give the note with `[[Alias]]` as `[[Name|Alias]]` in these lines (from 1), and their number."""
    rows = {line.number for line in parse_note(content, path).lines if line.kind == "row"}
    parts = content.split(b"\n")
    count = 0
    for number in sorted(lines):
        text = parts[number - 1].decode()
        if any(sign in text for sign in _UNSURE):
            continue
        for link in reversed(find_links(text)):
            raw = text[link.start : link.end]
            meant = _meant(link.target, path, read) if link.kind == "wikilink" and "#" not in raw else ""
            if meant and raw.startswith("[[") and parse_wikilink(raw[2:-2])[0] == link.target:
                whole = (
                    links.wikilink(meant, link.shown, in_table=number in rows)
                    if links.can_wikilink(meant)
                    else links.link(meant, link.shown)
                )
                text = text[: link.start] + whole + text[link.end :]
                count += 1
        parts[number - 1] = text.encode()
    return b"\n".join(parts), count


def _meant(target: str, path: str, read: VaultRead) -> str:
    if "/" in target or read.links.resolve(target, path) is not None:
        return ""
    found = read.people.by_name(target)
    return found if isinstance(found, str) else ""
