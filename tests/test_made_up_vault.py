"""The vault that is measured is the same each time."""

import subprocess
import sys
from pathlib import Path

MAKE = Path(__file__).parent.parent / "benchmarks" / "make_vault.py"


def made(folder: Path, *more: str) -> dict[str, bytes]:
    subprocess.run([sys.executable, str(MAKE), str(folder), "--notes", "80", *more], check=True)
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.md")}


def test_the_same_arguments_make_the_same_vault(tmp_path: Path) -> None:
    first = made(tmp_path / "one", "--seed", "7")
    assert made(tmp_path / "two", "--seed", "7") == first
    assert made(tmp_path / "three", "--seed", "8") != first
    assert len(first) == 80
    assert sum(path.startswith("People/") for path in first) == 8
