"""Put links in generated pages right after notes were renamed or moved by another program."""

import re
from collections.abc import Mapping
from functools import partial

from vaulttool.notes.block_items import still_made
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.answered_pages import page_paths
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.moved_links import MovedLinks
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

_BLOCK = re.compile(rb"<!-- vaulttool:begin (?P<name>\S+) -->.*?<!-- vaulttool:end (?P=name) -->", re.DOTALL)


def follow_moves(vault: OpenVault, moves: Mapping[str, str]) -> Outcome:
    """Rewrite the links between our own marks that would open another note, or none; no others.

    `moves` are the old and new paths of notes that the vault has as moved already.
    """
    before = (vault.read.paths - set(moves.values())) | set(moves)
    links = MovedLinks(before, moves, vault.links.style)
    came_from = {new: old for old, new in moves.items()}
    names = ", ".join(name_of(old) for old in moves) if len(moves) < 4 else f"{len(moves)} notes"
    changes = Changes(partial(read_source, vault.root))
    problems: list[Problem] = []
    for path in page_paths(vault):
        try:
            content = changes.read(path)
            if content is not None and links.may_concern(path, content):
                new = _with_blocks(links, came_from.get(path, path), content)
                changes.put(path, new, f"links to {names}, which moved")
        except VaultError as error:
            problems.append(error.problem)
    return Outcome(changes.edits(), tuple(problems))


def _with_blocks(links: MovedLinks, path: str, content: bytes) -> bytes:
    def put(block: re.Match[bytes]) -> bytes:
        new = links.rewrite_note(path, block[0])
        if isinstance(new, Problem):
            return block[0]
        lines = still_made(block[0].decode().split("\n"), new.decode().split("\n"))
        return "\n".join(lines).encode()

    return _BLOCK.sub(put, content)
