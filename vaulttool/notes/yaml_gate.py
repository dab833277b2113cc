"""What is checked before YAML from a note is loaded: size, depth and aliases."""

import re
from functools import cache
from typing import Any

MOST_BYTES = 1_000_000
"""Of one front matter block, as UTF-8."""
MOST_LEVELS = 64
"""Of collections in collections. libyaml ends the whole process at about 25,000."""
MOST_ALIASES = 16
"""Of `*name` in one block: few enough that the loaded value stays small even where each doubles the last."""

_OPENING = re.compile(r"[\[{]|[?-](?=\s|\Z)")
_INDENT = re.compile(r"^ +", re.MULTILINE)


@cache
def loader() -> Any:
    """Give PyYAML's safe loader class: libyaml's where it was built in, the pure one elsewhere."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def gate(block: str) -> str | None:
    """Give the reason for which a YAML text must not be loaded, as a clause; None where it may be.

    Text that is no YAML passes: loading it is safe, and says what is wrong.
    """
    if len(block) > MOST_BYTES or (len(block) * 4 > MOST_BYTES and len(_utf8(block)) > MOST_BYTES):
        return "the front matter is larger than 1 MB"
    if "*" not in block and not _may_be_deep(block):
        return None
    return _walk(block)


def _utf8(block: str) -> bytes:
    return block.encode("utf-8", "surrogatepass")


def _may_be_deep(block: str) -> bool:
    """Tell from signs alone, at a hundredth of the price, whether counting the levels is worth it."""
    signs = len(_OPENING.findall(block))
    deepest = max((len(blanks.group()) for blanks in _INDENT.finditer(block)), default=0)
    return signs + deepest >= MOST_LEVELS


def _walk(block: str) -> str | None:
    """Count on events, which no depth can hurt, and leave at the first level or alias too many."""
    import yaml

    level = aliases = 0
    try:
        for event in yaml.parse(block, Loader=loader()):
            if isinstance(event, yaml.CollectionStartEvent):
                level += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                level -= 1
            elif isinstance(event, yaml.AliasEvent):
                aliases += 1
            if level > MOST_LEVELS:
                return f"the front matter is nested deeper than {MOST_LEVELS} levels"
            if aliases > MOST_ALIASES:
                return f"the front matter uses more than {MOST_ALIASES} aliases"
    except (yaml.YAMLError, UnicodeError):
        return None
    return None
