"""Write a generated page into the vault: a new note, or the managed block of the one that is there."""

from collections.abc import Callable

from vaulttool.notes.edit import Edit
from vaulttool.notes.managed_block import replace_block
from vaulttool.notes.problem import Problem
from vaulttool.pages.render import Page
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import Source

ReadSource = Callable[[str], Source]


def page_edit(path: str, page: Page, read_source: ReadSource, why: str) -> Edit | Problem | None:
    """Give the edit that brings a page to `path`; None where nothing changes, a Problem where it must not."""
    try:
        source = read_source(path)
    except Unreadable as error:
        if error.problem.rule != "absent":
            return error.problem
        new = replace_block(page.text.encode(), path, page.name, page.block)
        return new if isinstance(new, Problem) else Edit(path, None, new, why)
    changed = replace_block(source.content, path, page.name, page.block)
    if isinstance(changed, Problem):
        return changed
    return None if changed == source.content else Edit(path, source.hash, changed, why)
