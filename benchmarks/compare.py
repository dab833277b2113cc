"""Measure vaulttool beside what else can be run on the same vault, each against the baselines of run.py.

    python benchmarks/compare.py --notes 2000
    python benchmarks/compare.py --notes 20000 --rounds 3 --with khard=/opt/khard/bin/khard
    python benchmarks/compare.py --with obsidiantools=/opt/obsidiantools/bin/python

zk, khard, friends, rg and grep are looked for on PATH, obsidiantools in this Python; `--with NAME=COMMAND`
says where else. What is not installed has a row that says so, and what fails one that says that (the reason
goes to standard error). Every figure is the time of a whole process: medians of rounds in which every program
of a task takes its turn after its own baseline. khard reads the cards that `vaulttool export vdir` writes,
friends a journal of the talks that `vaulttool interactions` prints: the same people, met as often.
"""

import argparse
import importlib.util
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from run import Bench, Spent

GATHER = """
import sys
from pathlib import Path
from obsidiantools.api import Vault
Vault(Path(sys.argv[1])).connect().gather()
"""
VERSION = "import obsidiantools.api; from importlib.metadata import version; print(version('obsidiantools'))"
RIVALS = ("zk", "obsidiantools", "khard", "friends", "rg", "grep")
OWN = "vaulttool"
FEW = 3
"""Rounds at most, where one takes long."""
ZK_INDEX = ("index", "--no-input", "--quiet", "--notebook-dir")
ZK_LIST = ("list", "--no-input", "--no-pager", "--quiet", "--notebook-dir")
JOURNAL = """### Activities:
{activities}

### Notes:

### Friends:
{friends}

### Locations:
"""


class Way(NamedTuple):
    """How one program does a task."""

    program: str
    words: str
    """As a person would type it."""
    other: str
    """What it does less or more than the others of the task."""
    command: Callable[[], Spent]
    before: Callable[[], object] = lambda: None


class Task(NamedTuple):
    """What several programs can do, and the baseline for all of them."""

    what: str
    baseline: str
    rounds: int
    ways: list[Way]


def installed(said: list[str]) -> dict[str, list[str]]:
    """Give the command of every program that is there."""
    found = {name: [path] for name in RIVALS if (path := shutil.which(name))}
    if importlib.util.find_spec("obsidiantools"):
        found["obsidiantools"] = [sys.executable]
    for one in said:
        name, _, command = one.partition("=")
        if name not in RIVALS or not command:
            raise SystemExit(f"--with {one}: say NAME=COMMAND, where NAME is one of {', '.join(RIVALS)}")
        found[name] = shlex.split(command)
    return found


class Comparison:
    """One made-up vault, and every program that is there on it."""

    def __init__(self, scratch: Path, notes: int, rounds: int, programs: dict[str, list[str]]) -> None:
        self.bench, self.rounds, self.programs = Bench(scratch, notes, rounds), rounds, programs
        self.vault, self.name = str(self.bench.vault), self.bench.name
        self.cards, self.config = scratch / "cards", scratch / "khard.conf"
        self.journal = scratch / "friends.md"
        # Programs of others get the environment of whoever asks, and never a pager.
        self.environment = {**os.environ, "FRIENDS_PAGER": "cat", "HOME": str(scratch)}
        self.failed: set[str] = set()

    def own(self, *words: str) -> str:
        """Give what one of our commands prints."""
        line = [sys.executable, str(self.bench.command), *words, "--vault", self.vault]
        done = subprocess.run(line, env=self.bench.environment, check=True, capture_output=True)
        return done.stdout.decode()

    def other(self, program: str, *words: str) -> Spent:
        return self.bench.time([*self.programs[program], *words], self.environment)

    def prepare(self) -> None:
        """Write for each program what it reads, from the same vault."""
        if "khard" in self.programs:
            self.own("export", "vdir", str(self.cards))
            self.config.write_text(f"[addressbooks]\n[[people]]\npath = {self.cards}\n")
        if "friends" in self.programs:
            self.journal.write_text(self.journal_of_talks(), encoding="utf-8")
        if "zk" in self.programs:
            self.attempt("zk", lambda: self.other("zk", "init", "--no-input", self.vault))

    def journal_of_talks(self) -> str:
        people = sorted(file.stem for file in (self.bench.vault / "People").iterdir())
        talks = [json.loads(line) for line in self.own("interactions", "--json").splitlines()]
        lines = [f"- {talk['date']}: {talk['kind']} with **{Path(talk['contact']).stem}**." for talk in talks]
        return JOURNAL.format(activities="\n".join(lines), friends="\n".join(f"- {name}" for name in people))

    def ours(self, words: str, other: str, *more: str) -> Way:
        return Way(OWN, words, other, partial(self.bench.run, words, *more))

    def of(self, program: str, words: str, other: str, *line: str) -> Way:
        return Way(program, words, other, partial(self.other, program, *line))

    def reading(self) -> list[Task]:
        zk = self.of("zk", "index", "links, tags, words; compiled; not who was met", *ZK_INDEX, self.vault)
        links = "links, front matter, words, in memory; not who was met; nothing is kept for the next time"
        obsidian = self.of("obsidiantools", "connect().gather()", links, "-c", GATHER, self.vault)
        update = self.ours("update", "links, who was met when and by which line, promises")
        forget = partial((self.bench.vault / ".zk" / "notebook.db").unlink, missing_ok=True)
        cold = [update._replace(before=self.bench.forget), zk._replace(before=forget), obsidian]
        return [
            Task("read all, cold", "read", min(self.rounds, FEW), cold),
            Task("read again, nothing changed", "look", self.rounds, [update, zk]),
        ]

    def asking(self) -> list[Task]:
        of, name, zk = self.of, self.name, (*ZK_LIST, self.vault)
        khard = ("-c", str(self.config))
        friends = ("--colorless", "--filename", str(self.journal), "list")
        listed = [
            self.ours("list", "people, last contact, day a word is due; looks at all notes"),
            of("zk", "list", "all notes, not people; compiled", *zk),
            of("khard", "list", "people, phone, mail; knows no meetings", *khard, "list"),
            of("friends", "list friends", "names", *friends, "friends"),
        ]
        shown = [
            self.ours("show", "who, ties, last contacts, promises, days to come", name),
            of("zk", "list --link-to", "notes that link there", *zk, "--link-to", f"People/{name}.md"),
            of("khard", "show", "more of a card; knows no meetings", *khard, "show", name),
            of("friends", "list activities --with", "all activities; each is typed in by hand",
               *friends, "activities", "--with", name),
        ]  # fmt: skip
        found = [
            self.ours("find", "people first, without accents and plurals, with the line", name),
            of("zk", "list --match", "ranked notes; compiled", *zk, "--match", name),
            of("rg", "rg -l", "names of notes; any pattern; compiled", "-lF", name, self.vault),
            of("grep", "grep -rl", "names of notes; any pattern; compiled", "-rlF", name, self.vault),
        ]
        complete = partial(self.bench.run, "", **self.completion())
        completed = Way(OWN, "show …<tab>", "names; ours alone", complete)
        tasks = {"list": listed, "one person": shown, "find a name": found, "completion": [completed]}
        return [Task(what, "click", self.rounds, ways) for what, ways in tasks.items()]

    def completion(self) -> dict[str, str]:
        words = f"vaulttool show --vault {self.vault} {self.name[:3]}"
        return {"_VAULTTOOL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "4"}

    def attempt(self, program: str, command: Callable[[], Spent]) -> Spent | None:
        """Run a command; what another program cannot do ends its rows, and ours everything."""
        try:
            return command()
        except (SystemExit, OSError) as failure:
            if program == OWN:
                raise
            print(failure, file=sys.stderr)
            self.failed.add(program)
            return None

    def measure(self, task: Task) -> None:
        """Print one row a program, all of them measured in turn."""
        there = [way for way in task.ways if way.program == OWN or way.program in self.programs]
        times: dict[Way, list[tuple[Spent, Spent]]] = {way: [] for way in there}
        for _ in range(task.rounds):
            for way in there:
                if way.program not in self.failed:
                    way.before()
                    baseline = self.bench.baseline(task.baseline)
                    if spent := self.attempt(way.program, way.command):
                        times[way].append((spent, baseline))
        for way in task.ways:
            if way not in times:
                figures = "not installed | | |"
            elif way.program in self.failed:
                figures = "failed | | |"
            else:
                figures = figures_of(task.baseline, times[way])
            print(f"| {task.what} | {way.program}: `{way.words}` | {figures} | {way.other} |", flush=True)

    def versions(self) -> str:
        asked = {OWN: [sys.executable, str(self.bench.command), "--version"]}
        for name, line in self.programs.items():
            asked[name] = [*line, "-c", VERSION] if name == "obsidiantools" else [*line, "--version"]
        found = []
        for name, line in asked.items():
            own = self.bench.environment if name == OWN else self.environment
            try:
                done = subprocess.run(line, env=own, capture_output=True, text=True, stdin=subprocess.DEVNULL)
                found.append(f"{name}: {done.stdout.partition(chr(10))[0] or 'does not say'}")
            except OSError:
                found.append(f"{name}: cannot be run")
        return "; ".join(found)


def figures_of(baseline: str, times: list[tuple[Spent, Spent]]) -> str:
    wall, before = (statistics.median(pair[which].wall for pair in times) for which in (0, 1))
    cpu, cpu_before = (statistics.median(pair[which].cpu for pair in times) for which in (0, 1))
    return (
        f"{wall * 1000:,.0f} ms | {baseline}, {before * 1000:,.0f} ms | {wall / before:.2f} × | "
        f"{cpu / cpu_before:.2f} ×"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--with", action="append", default=[], metavar="NAME=COMMAND", dest="programs")
    parser.add_argument("--scratch", type=Path, help="where the vault is made (default: the system's folder)")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vaulttool-bench-", dir=said.scratch) as scratch:
        comparison = Comparison(Path(scratch), said.notes, said.rounds, installed(said.programs))
        comparison.prepare()
        print(f"{said.notes:,} notes. {comparison.versions()}\n")
        print("| what | program | median | baseline | ratio | CPU | less or more |")
        print("|---|---|---|---|---|---|---|")
        for task in comparison.reading() + comparison.asking():
            comparison.measure(task)


if __name__ == "__main__":
    main()
