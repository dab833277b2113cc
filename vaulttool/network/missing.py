"""What is missing in notes that have it otherwise: near people whom one could not write to."""

from vaulttool.network.network import Network
from vaulttool.network.warmth import may_be_asked_for

NEAR = ("inner", "close")


def without_address(network: Network) -> tuple[str, ...]:
    """Give the paths of near people whose notes have neither mail address nor number, by path.

    None in a vault where most near people have none: there the addresses are kept somewhere else.
    """
    near = [
        contact
        for path, contact in sorted(network.contacts.items())
        if contact.circle in NEAR and may_be_asked_for(contact, network.today)
    ]
    missing = [contact.path for contact in near if not contact.emails and not contact.phones]
    return tuple(missing) if len(missing) * 2 < len(near) else ()
