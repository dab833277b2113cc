"""The name of a note about somebody, or why there is none."""

from vaulttool.notes.file_name import bearable_name
from vaulttool.notes.problem import Problem, VaultError


def file_name(name: str) -> str:
    """Give the name of a note about `name`, without ".md".

    Raises VaultError where nothing of the name may stand.
    """
    text = bearable_name(name)
    if not any(sign.isalnum() for sign in text):
        what = f'"{name}" gives no name for a note'
        raise VaultError(Problem("", None, what, "Write the name with letters or digits.", "bad-name"))
    return text
