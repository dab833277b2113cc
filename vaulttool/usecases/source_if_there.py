"""Read a file that may not be there yet."""

from collections.abc import Callable

from vaulttool.notes.problem import VaultError
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import Source


def source_if_there(read_source: Callable[[str], Source], path: str) -> Source | None:
    """Give a file; None where there is none. Raises VaultError where it is there and cannot be read."""
    try:
        return read_source(path)
    except Unreadable as error:
        if error.problem.rule != "absent":
            raise VaultError(error.problem) from error
        return None
