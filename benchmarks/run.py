"""Measure every command on made-up vaults, each against its own baseline in the same run.

    python benchmarks/run.py --quick            # 2,000 notes
    python benchmarks/run.py --notes 2000 20000 100000

Every figure is the time of a whole process, from start to end: medians of interleaved rounds (baseline,
command, baseline, command…), so that a busy machine slows both. "ratio" is that of the wall times; "CPU" is
the same for the time on the processors, all processes added up, which a busy machine changes less. The
vaults lie in a temporary folder that is removed; journal and index too. Python finds its bytecode, as it does
where pip has installed the program. All baselines are single Python
processes:

- read: `open(path, "rb").read()` over all notes (neither `os.read` with a large buffer nor `Path.read_bytes`)
- look: recursive `os.scandir` with `stat` of every file
- click: `python -c "import click"`
"""

import argparse
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from make_vault import TODAY, make_vault

READ = """
import os, sys
def look(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            look(entry.path)
        elif entry.name.endswith(".md"):
            with open(entry.path, "rb") as file:
                file.read()
look(sys.argv[1])
"""
LOOK = """
import os, sys
def look(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            look(entry.path)
        else:
            entry.stat(follow_symlinks=False)
look(sys.argv[1])
"""
ENTRY = "import sys\nfrom vaulttool.cli.main import main\nsys.exit(main())\n"
"""What pip writes as the command."""
WARM_AGAIN = 3_600
"""Seconds by which all files are made older: a vault is not written in the second before it is read."""


@dataclass(frozen=True)
class Measured:
    """One row of the table."""

    what: str
    notes: int
    median: float
    """Seconds."""
    baseline: str
    baseline_median: float
    cpu_ratio: float
    at_most: float

    @property
    def ratio(self) -> float:
        return self.median / self.baseline_median


class Spent(NamedTuple):
    """What a process took, in seconds."""

    wall: float
    cpu: float


class Bench:
    """One made-up vault, and the means to run commands on it."""

    def __init__(self, scratch: Path, notes: int, rounds: int) -> None:
        self.vault, self.cache, self.notes, self.rounds = (
            scratch / f"vault{notes}",
            scratch / "cache",
            notes,
            rounds,
        )
        self.command = scratch / "vaulttool"
        self.command.write_text(ENTRY)
        self.environment = {
            # As installed: with the bytecode that pip writes, of everything.
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": str(scratch / "bytecode"),
            "VAULTTOOL_CACHE": str(self.cache),
            "VAULTTOOL_STATE": str(scratch / "state"),
            "PYTHONPATH": str(Path(__file__).parent.parent),
        }
        make_vault(self.vault, notes // 10, notes)
        self.run("init", "--yes")
        self.run("update", "--yes")
        self.age()
        for page in ("review", "agenda"):
            self.run(page, "--dry-run")
        self.name = min((self.vault / "People").iterdir()).stem
        self.changes = 0

    def age(self) -> None:
        then = time.time() - WARM_AGAIN
        for file in self.vault.rglob("*.md"):
            os.utime(file, (then, then))

    def run(self, *words: str, **environment: str) -> "Spent":
        line = [sys.executable, str(self.command), *words]
        if not environment and words[0] != "--help":
            line += ["--vault", str(self.vault), "--today", TODAY.isoformat()]
        return self.time(line, {**self.environment, **environment})

    def time(self, line: list[str], environment: dict[str, str] | None = None) -> "Spent":
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            line, env=environment or self.environment, capture_output=True, stdin=subprocess.DEVNULL
        )
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if done.returncode:
            raise SystemExit(f"{line} failed:\n{done.stderr.decode()}")
        return Spent(wall, cpu)

    def baseline(self, name: str) -> "Spent":
        if name == "click":
            return self.time([sys.executable, "-c", "import click"])
        return self.time([sys.executable, "-c", READ if name == "read" else LOOK, str(self.vault)])

    def measure(
        self,
        what: str,
        baseline: str,
        at_most: float,
        command: Callable[[], "Spent"],
        before: Callable[[], object] = lambda: None,
        rounds: int = 0,
    ) -> Measured:
        times: list[Spent] = []
        baselines: list[Spent] = []
        for _ in range(rounds or self.rounds):
            before()
            baselines.append(self.baseline(baseline))
            times.append(command())
        wall, wall_before = (statistics.median(one.wall for one in many) for many in (times, baselines))
        cpu, cpu_before = (statistics.median(one.cpu for one in many) for many in (times, baselines))
        row = Measured(what, self.notes, wall, baseline, wall_before, cpu / cpu_before, at_most)
        print(text_of(row), flush=True)
        return row

    def forget(self) -> None:
        """Remove the index. What patterns compile to is the machine's, like Python's own `.pyc` files."""
        for folder in self.cache.iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)

    def change(self) -> None:
        """Append a sentence to a hundred daily notes, others each time."""
        self.changes += 1
        notes = sorted((self.vault / "Daily").rglob("*.md"))
        step = max(1, len(notes) // 100)
        for note in notes[self.changes % step :: step][:100]:
            with note.open("a", encoding="utf-8") as file:
                file.write(f"\nThe plans of the bridge lie on the table, sheet {self.changes}.\n")

    def without_page(self, folder: str) -> Callable[[], None]:
        return lambda: shutil.rmtree(self.vault / folder, ignore_errors=True)

    def all(self) -> list[Measured]:
        completion = {
            "_VAULTTOOL_COMPLETE": "bash_complete",
            "COMP_WORDS": f"vaulttool show --vault {self.vault} {self.name[:3]}",
            "COMP_CWORD": "4",
        }
        few = min(self.rounds, 3)
        rows = [
            self.measure("update cold", "read", 6, lambda: self.run("update"), self.forget, few),
            self.measure("update warm", "look", 1.8, lambda: self.run("update")),
            self.measure("update, 100 changed", "look", 2, lambda: self.run("update"), self.change),
        ]
        for page, folder in (("review", "Reviews"), ("agenda", "Agenda")):
            clear = self.without_page(folder)
            rows.append(self.measure(f"{page} warm, written", "look", 2.2, partial(self.run, page), clear))
        many = self.rounds * 3
        rows += [
            self.measure("--help", "click", 1.25, lambda: self.run("--help"), rounds=many),
            self.measure(
                "completion of a name", "click", 1.3, lambda: self.run("", **completion), rounds=many
            ),
            self.measure("show NAME", "click", 1.8, lambda: self.run("show", self.name)),
        ]
        return rows


def text_of(row: Measured) -> str:
    reached = "yes" if row.ratio <= row.at_most else "no"
    return (
        f"| {row.what} | {row.notes:,} | {row.median * 1000:,.0f} ms | {row.baseline}, "
        f"{row.baseline_median * 1000:,.0f} ms | {row.ratio:.2f} × | "
        f"{row.cpu_ratio:.2f} × | {row.at_most} × | {reached} |"
    )


def growth(rows: list[Measured]) -> list[str]:
    """Give by which power of the number of notes each time grows, from the smallest vault to the largest."""
    found = []
    for what in ("update cold", "update warm"):
        same = sorted((row for row in rows if row.what == what), key=lambda row: row.notes)
        if len(same) > 1:
            first, last = same[0], same[-1]
            power = math.log(last.median / first.median) / math.log(last.notes / first.notes)
            found.append(
                f"| growth of {what}, {first.notes:,} to {last.notes:,} | | | | {power:.2f} | | 1.05 | "
                f"{'yes' if power <= 1.05 else 'no'} |"
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2,000 notes only")
    parser.add_argument("--notes", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--scratch", type=Path, help="where the vaults are made (default: the system's folder)"
    )
    said = parser.parse_args()
    print(
        "| what | notes | median | baseline | ratio | CPU | at most | reached |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    rows: list[Measured] = []
    for notes in [2_000] if said.quick else said.notes:
        with tempfile.TemporaryDirectory(prefix="vaulttool-bench-", dir=said.scratch) as scratch:
            rows += Bench(Path(scratch), notes, said.rounds).all()
    print("\n".join(growth(rows)))


if __name__ == "__main__":
    main()
