"""The comparison runs with our own program alone, and ends for nothing that another program does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPARE = ROOT / "benchmarks" / "compare.py"


def compared(folder: Path, *arguments: str) -> list[list[str]]:
    """Give the cells of each row, where no program is on PATH."""
    asked = [sys.executable, str(COMPARE), "--notes", "40", "--rounds", "1", "--scratch", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": str(folder)}
    done = subprocess.run(
        [*asked, *arguments], capture_output=True, encoding="utf-8", check=True, timeout=120, env=environment
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    folder = tmp_path_factory.mktemp("compare")
    fails = f"rg={sys.executable} -c 'raise SystemExit(3)'"
    return compared(folder, "--with", fails, "--with", f"grep={folder / 'moved away'}")


def test_each_task_has_our_own_time_and_ratio(rows):
    own = {row[0]: row for row in rows if row[1].startswith("vaulttool: ")}
    assert list(own) == [
        "read all, cold",
        "read again, nothing changed",
        "list",
        "one person",
        "find a name",
        "completion",
    ]
    assert all(row[2].endswith(" ms") and row[4].endswith(" ×") for row in own.values())


def test_what_is_not_installed_or_fails_has_a_row_that_says_so(rows):
    said = {row[1].partition(":")[0]: row[2] for row in rows}
    assert said["rg"] == said["grep"] == "failed"
    assert {said[name] for name in ("zk", "khard", "friends")} == {"not installed"}


def test_each_row_says_what_is_less_or_more(rows):
    assert all(len(row) == 7 and row[6] for row in rows)
