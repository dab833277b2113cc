"""People towards whom nothing is proposed any more."""

from vaulttool.network.contact import Contact
from vaulttool.notes.problem import Problem, VaultError


def refuse_if_silent(contact: Contact) -> None:
    """Stop where no act may be proposed towards a contact: raises VaultError with the reason."""
    if contact.asks_for_acts:
        return
    if contact.is_dead:
        raise VaultError(
            Problem(contact.path, None, f"{contact.name} has died", "Nothing is proposed.", "silent")
        )
    what = f"{contact.name} is {contact.status}, so nothing is proposed to them"
    raise VaultError(Problem(contact.path, None, what, "Set status to active first.", "silent"))
