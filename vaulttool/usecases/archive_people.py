"""Move notes of people to the archive, with every link to them in the vault."""

import re
from collections.abc import Mapping, Sequence

from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.changes import Changes
from vaulttool.vault.canvases import canvases
from vaulttool.vault.moved_links import MovedLinks, same_path
from vaulttool.vault.open_vault import OpenVault


def place_in_archive(vault: OpenVault, changes: Changes, path: str, moves: Mapping[str, str]) -> str:
    """Give where a note goes; its own path where it lies there already.

    The very same note in that place is a move that was cut short, and goes on. Raises VaultError where there
    is no archive folder, or another note of that name in it.
    """
    folder = vault.settings.archive_folder.strip("/")
    if not folder:
        what = "no archive folder is set"
        raise VaultError(
            Problem(path, None, what, "Name one: `archive_folder` in your settings.", "no-archive")
        )
    if path.startswith(f"{folder}/"):
        return path
    place = f"{folder}/{path.rpartition('/')[2]}"
    taken = [other for other in (*vault.read.paths, *moves.values()) if same_path(place, other)]
    if taken and (taken != [place] or changes.read(place) != changes.read(path)):
        what = f"{place} is there already, so this note cannot move there"
        raise VaultError(Problem(path, None, what, "Rename one of the two.", "archive-taken"))
    return place


def move_notes(vault: OpenVault, changes: Changes, moves: Mapping[str, str]) -> Sequence[Problem]:
    """Move notes, and rewrite each link of the vault that would open another note, or none, afterwards.

    A file whose links cannot be put right is a problem, and its links stay as they are.
    """
    problems = rewrite_links(vault, changes, MovedLinks(vault.read.paths, moves, vault.links.style))
    on_disk = {file.path: file.on_disk for file in vault.walked.files}
    for path, place in moves.items():
        content = changes.read(on_disk.get(path, path))
        if content is not None:
            changes.put(place, content, f"moved from {path}")
            changes.put(on_disk.get(path, path), None, f"moved to {place}")
    return problems


def rewrite_links(vault: OpenVault, changes: Changes, links: MovedLinks) -> tuple[Problem, ...]:
    """Put the links of the whole vault right for moves; a file that cannot be is a problem, and stays."""
    problems: list[Problem] = []
    on_disk = {file.path: file.on_disk for file in vault.walked.files}
    names = ", ".join(name_of(old) for old in links.moves)
    for path in (*sorted(vault.read.paths), *canvases(vault.root)):
        is_canvas = re.search(r"\.canvas\Z", path, re.IGNORECASE) is not None
        place = on_disk.get(path, path)
        try:
            content = changes.read(place)
        except VaultError as error:
            problems.append(error.problem)
            continue
        if content is None or not links.may_concern(path, content):
            changes.forget(place)
            continue
        new = links.rewrite_canvas(path, content) if is_canvas else links.rewrite_note(path, content)
        if isinstance(new, Problem):
            problems.append(new)
        elif new != content:
            changes.put(place, new, f"links to {names}, which moved")
    return tuple(problems)
