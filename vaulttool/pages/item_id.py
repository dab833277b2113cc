"""The stable id at the end of an item's line, by which its answer is found again."""

import base64
import hashlib

SHORTEST, LONGEST = 3, 5


class ItemIds:
    """Gives the ids of one page: the same item has the same id on every device, no two items one."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.given: dict[str, tuple[str, str, str]] = {}

    def of(self, kind: str, path: str, subject: str = "") -> str:
        """Give `^vt-` and three to five signs of base32, a hash of page, kind, path and subject."""
        item = (kind, path, subject)
        signs = _signs("\0".join((self.page, *item)))
        for length in range(SHORTEST, LONGEST + 1):
            found = f"^vt-{signs[:length]}"
            if self.given.setdefault(found, item) == item:
                return found
        return f"^vt-{signs[:16]}"


def is_id_of(item: str, page: str, kind: str, path: str, subject: str = "") -> bool:
    """Tell whether an id without its sign ("vt-9c1") was given for this item of a page.

    Ids are short: ask it only of the few people whom the item's own line names, never of everybody.
    """
    signs = item.removeprefix("vt-")
    return len(signs) >= SHORTEST and _signs("\0".join((page, kind, path, subject))).startswith(signs)


def _signs(text: str) -> str:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).digest()
    return base64.b32encode(digest).decode().lower()
