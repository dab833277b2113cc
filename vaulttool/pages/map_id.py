"""The stable ids of the map, the page's and the canvas's."""

import hashlib

_OURS = "7a17"


def map_id(subject: str) -> str:
    """Give 16 hex digits, the form of Obsidian's own ids; the first four say that the id is ours.

    The same subject (a path) has the same id on every device.
    """
    return _OURS + hashlib.blake2b(subject.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def is_map_id(id: str) -> bool:
    """Say whether an id was given by `map_id`; one of 65,536 others looks like it."""
    return len(id) == 16 and id.startswith(_OURS)
