"""A small file in the cache folder that holds what was made from something with a name of 16 bytes.

Under another name, or damaged, it is none: what it held is made again.
"""

import contextlib
import os
from pathlib import Path
from zlib import crc32

from vaulttool.vault.places import open_private


def read_kept(file: Path, name: bytes) -> memoryview | None:
    """Give what was kept under that name."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    body = memoryview(content)[20:]
    is_whole = content[:16] == name and content[16:20] == crc32(body).to_bytes(4, "big")
    return body if is_whole else None


def write_kept(file: Path, name: bytes, body: bytes) -> None:
    """Keep something; where it cannot be written, nothing is kept."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        descriptor = open_private(draft, os.O_WRONLY | os.O_TRUNC)
        with open(descriptor, "wb") as opened:
            opened.write(name + crc32(body).to_bytes(4, "big") + body)
        draft.replace(file)
