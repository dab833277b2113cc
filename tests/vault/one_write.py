"""One write of one note, as a program of its own that may be killed or fooled."""

OLD = b"last_contact: 2026-10-01\n" * 10
NEW = b"last_contact: 2026-11-02\n" * 10

# The names of hidden files are known beforehand, so that a tracer can wait for them.
PROGRAM = f"""
import datetime as dt, pathlib, secrets, sys
secrets.token_hex = lambda size: "0" * 8
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.vault.journal import Journal, Run
from vaulttool.vault.writer import Writer
folder = pathlib.Path(sys.argv[1])
edit = Edit("Ana.md", content_hash({OLD!r}), {NEW!r}, "")
with Writer(folder / "vault", Journal(folder / "state")) as writer:
    result = writer.write(edit, Run("1", dt.datetime(2026, 11, 24, tzinfo=dt.UTC), "update"))
print(type(result).__name__, result.problem)
"""
