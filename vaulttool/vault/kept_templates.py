"""Compiled page templates, kept between runs: to compile them takes longer than to write a page."""

import marshal
from dataclasses import dataclass
from pathlib import Path

from vaulttool.vault.index_version import program_version
from vaulttool.vault.kept_file import read_kept, write_kept

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class KeptTemplates:
    """The code of templates by name, as Jinja2 gives it; it knows itself of which text it was made."""

    folder: Path
    """The cache folder."""

    def get(self, name: str) -> bytes | None:
        """Give the code of a template; None where none is kept."""
        return self._read().get(name)

    def put(self, name: str, code: bytes) -> None:
        """Keep the code of a template."""
        write_kept(self.folder / "templates", _program(), marshal.dumps(self._read() | {name: code}))

    def _read(self) -> dict[str, bytes]:
        body = read_kept(self.folder / "templates", _program())
        return {} if body is None else marshal.loads(body)


def _program() -> bytes:
    return bytes.fromhex(program_version(_SCHEMA, packages=("pages",)))
