"""Change one thing in a module, and see whether a test notices.

    python benchmarks/mutants.py --measure      first: which tests take which lines (minutes)
    python benchmarks/mutants.py MODULE…        vaulttool.vault.lock, …; without a name all of MODULES

For each place where the code compares, decides, counts, calls or returns, that place is changed (changes.py),
and the tests that take its line run until one fails. What they let pass is printed with its line: a test is
missing there, or the change makes no difference that anybody could see. Such a change is put into alike.txt
with its reason, and is no longer told; a reason whose change is noticed is told, for it is needless.
"""

import ast
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from changes import Change, changes
from children import go_through, start, wait
from chosen_tests import ROOT, Bench, Tests, measure, session_with

ALIKE = ROOT / "benchmarks" / "alike.txt"
MODULES = [
    "vaulttool.notes.note_text",
    "vaulttool.notes.property_edit",
    "vaulttool.notes.property_map",
    "vaulttool.vault.drafts",
    "vaulttool.vault.exchange_files",
    "vaulttool.vault.journal",
    "vaulttool.vault.journal_entries",
    "vaulttool.vault.leftovers",
    "vaulttool.vault.lock",
    "vaulttool.vault.old_inodes",
    "vaulttool.vault.placing",
    "vaulttool.vault.writer",
]

Known = dict[tuple[str, str, str], str]
"""Module, line and change to the reason why nobody could notice."""


def main(words: list[str]) -> int:
    """Try the modules that are named; exit code 1 where a change was not noticed."""
    os.chdir(ROOT)
    os.environ["CI"] = "true"  # the same examples for each change
    sys.path[:0] = [str(ROOT)]
    if words == ["--measure"]:
        return measure()
    for shared in ("hypothesis", "markdown_it", "pytest", "yaml"):
        import_module(shared)  # once, for all children
    known = dict(_read_alike(ALIKE.read_text("utf-8")))
    return max([_try(module, known) for module in words or MODULES])


def _try(module: str, known: Known) -> int:
    file = ROOT / f"{module.replace('.', '/')}.py"
    source = file.read_text("utf-8")
    every = list(changes(source))
    tests = Tests(file, f"tests/{module.split('.')[1]}/")
    with tempfile.TemporaryDirectory() as folder:
        wait(start(Bench(module, ast.parse(source), every, tests, Path(folder)).session))
        unseen, left = json.loads(Path(folder, "heard.json").read_text("utf-8"))
        passed = json.loads(Path(folder, "seconds.json").read_text("utf-8"))
    for name in sorted(set(tests.of_each_line()) - passed.keys()):
        print(f"{name} fails without any change, and is left out", flush=True)
    # What runs when the module is imported needs a session of its own.
    names = [name for name in tests.all if name in passed]
    unseen += go_through(
        [(n, partial(session_with, module, str(file), every[n].module, names)) for n in left]
    )
    return _tell(module, every, sorted(unseen), known)


def _tell(module: str, every: list[Change], unseen: list[int], known: Known) -> int:
    alike, needless = 0, {key for key in known if key[0] == module}
    for change in (every[number] for number in unseen):
        key = (module, change.text, change.what)
        needless.discard(key)
        if key in known:
            alike += 1
        else:
            print(f"{module}:{change.line}: {change.what}: no test noticed\n    {change.text}", flush=True)
    for _, text, what in sorted(needless):
        print(f"{module}: a reason without need: {what}\n    {text}", flush=True)
    noticed = len(every) - len(unseen)
    print(f"{module}: {noticed} of {len(every)} changes noticed, {alike} make no difference", flush=True)
    return 1 if needless or len(unseen) > alike else 0


def _read_alike(text: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Read alike.txt: a module, under it a line of code, under that "change: reason"."""
    module = line = ""
    for row in text.split("\n"):
        said = row.strip()
        if not said or row.startswith("#"):
            continue
        if not row.startswith(" "):
            module = said
        elif not row.startswith(" " * 8):
            line = said
        else:
            what, _, reason = said.partition(": ")
            yield (module, line, what), reason


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
