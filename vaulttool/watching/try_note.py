"""Read one note in a process of its own, that may end: `python -m vaulttool.watching.try_note VAULT NAME`."""

import datetime as dt
import os
import sys
from pathlib import Path

from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.read_notes import facts_of_file


def main() -> None:
    """Read the note; whatever is wrong with it, ends with 0, unless the process does not come to its end."""
    root, name = Path(sys.argv[1]), sys.argv[2]
    vault = open_vault(root, dt.date.today(), str(root), dict(os.environ))
    for file in vault.walked.files:
        if file.on_disk == name:
            facts_of_file(root, file, vault.reading)


if __name__ == "__main__":
    main()
