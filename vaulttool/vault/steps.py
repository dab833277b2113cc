"""The steps of the writer, and who is told of them."""

import contextlib
from collections.abc import Callable, Iterator

STEPS = (
    "look",
    "make temporary",
    "write temporary",
    "copy attributes",
    "sync temporary",
    "check temporary",
    "close temporary",
    "journal",
    "name temporary",
    "exchange",
    "compare",
    "replace",
    "give name",
    "set aside",
    "look at what came out",
    "exchange back",
    "put back",
    "keep copy",
    "remove hidden file",
    "sync folder",
)
"""Each step is told to the hook as "before STEP" and "after STEP"; no write takes all of them."""

Hook = Callable[[str], None]


@contextlib.contextmanager
def step(hook: Hook, name: str) -> Iterator[None]:
    """Tell the hook before and after a step."""
    hook(f"before {name}")
    yield
    hook(f"after {name}")
