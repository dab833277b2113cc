"""The tests that take a line of a module, run with the module changed."""

import ast
import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from changes import Change
from children import go_through, start, wait

ROOT = Path(__file__).parents[1]
MEASURED = ROOT / ".coverage"
DURATIONS = ROOT / ".durations.json"
MOST_SECONDS = 300.0
"""Of a session with a module that was changed in what its import does."""
SECONDS_FAR = 10.0
"""Of tests outside the module's own folder; those inside it all run."""


def measure() -> int:
    """Run the whole suite, and write down which test takes which lines, and how long."""
    import pytest

    class Clock:
        durations: dict[str, float] = {}  # noqa: RUF012

        def pytest_runtest_logreport(self, report: Any) -> None:
            self.durations[report.nodeid] = self.durations.get(report.nodeid, 0) + report.duration

    with tempfile.NamedTemporaryFile("w", suffix=".ini") as how:
        # Not as pyproject.toml has it: a copy of this process would write into the file that is open here.
        how.write("[run]\nsource = vaulttool/vault, vaulttool/notes\n")
        how.flush()
        arguments = ["-q", "-n0", "--cov", f"--cov-config={how.name}", "--cov-context=test", "--cov-report="]
        code = int(pytest.main(arguments, plugins=[Clock()]))
    DURATIONS.write_text(json.dumps(Clock.durations), "utf-8")
    return code


class Tests:
    """Which tests take a line, and how long each takes."""

    def __init__(self, file: Path, near: str) -> None:
        from coverage import CoverageData

        data = CoverageData(str(MEASURED))
        data.read()
        self._near = near
        self._durations: dict[str, float] = json.loads(DURATIONS.read_text("utf-8"))
        self._by_line: dict[int, set[str]] = {}
        for line, contexts in data.contexts_by_lineno(str(file)).items():
            names = {context.rpartition("|")[0] for context in contexts}
            self._by_line[line] = names & self._durations.keys()
        self.all = self.of(self._by_line)
        """Those that are chosen for the module as a whole."""

    def of(self, lines: Iterable[int]) -> list[str]:
        """Give the tests that take one of these lines, the quick ones first."""
        names = {name for line in lines for name in self._by_line.get(line, ())}
        left, chosen = SECONDS_FAR, []
        for name in sorted(names, key=lambda name: (self._durations[name], name)):
            if not name.startswith(self._near):
                left -= self._durations[name] + 0.005
            if left > 0 or name.startswith(self._near):
                chosen.append(name)
        return chosen

    def of_each_line(self) -> list[str]:
        """Give all that are chosen for any line."""
        return sorted({name for line in self._by_line for name in self.of([line])} | set(self.all))


class Bench:
    """A session of pytest that collects once, and runs the tests of each change in a child."""

    def __init__(
        self, module: str, as_is: ast.Module, every: list[Change], tests: Tests, folder: Path
    ) -> None:
        self._module = module
        self._as_is = as_is
        self._every = every
        self._tests = tests
        self._folder = folder

    def session(self) -> int:
        """Write into the folder which changes no test noticed, and which need a session of their own.

        And of each test how long it takes; those that fail without any change are left out.
        """
        return _session(self._tests.of_each_line(), self)

    def pytest_runtestloop(self, session: Any) -> bool:
        """Take the place of pytest's own loop."""
        session.config._tmp_path_factory.getbasetemp()  # one for all children
        functions = dict(_functions(sys.modules[self._module], self._module))
        clock = self._folder / "seconds.json"
        wait(start(partial(_write_seconds, clock, self._as_is, functions, session.items)))
        seconds = json.loads(clock.read_text("utf-8"))
        items = {
            item.nodeid: (item, 60 + 10 * seconds[item.nodeid])
            for item in session.items
            if item.nodeid in seconds
        }
        jobs, left = [], []
        for number, change in enumerate(self._every):
            if change.function in functions:
                names = [name for name in self._tests.of(change.lines) if name in items]
                jobs.append(
                    (number, partial(_run, change.module, functions, [items[name] for name in names]))
                )
            else:
                left.append(number)
        (self._folder / "heard.json").write_text(json.dumps([go_through(jobs), left]), "utf-8")
        return True


def session_with(module: str, file: str, tree: ast.Module, names: list[str]) -> int:
    """Run these tests in a session in which the module is this one from the beginning."""
    from importlib.abc import Loader, MetaPathFinder
    from importlib.machinery import ModuleSpec

    class Finder(MetaPathFinder, Loader):
        def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
            return ModuleSpec(name, self, origin=file) if name == module else None

        def exec_module(self, made: ModuleType) -> None:
            made.__file__ = file
            exec(compile(tree, file, "exec"), made.__dict__)

    sys.meta_path.insert(0, Finder())
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    return _session(names)


def _session(names: list[str], *plugins: object) -> int:
    import pytest

    wanted = {name: number for number, name in enumerate(names)}

    class Chosen:
        def pytest_collection_modifyitems(self, items: list[Any]) -> None:
            items[:] = sorted((i for i in items if i.nodeid in wanted), key=lambda i: wanted[i.nodeid])

    files = sorted({name.partition("::")[0] for name in names})
    arguments = ["-q", "-x", "-s", "-n0", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none"]
    return int(pytest.main([*arguments, *files], plugins=[Chosen(), *plugins]))


def _write_seconds(
    file: Path, as_is: ast.Module, functions: dict[str, FunctionType], items: list[Any]
) -> int:
    _exchange(functions, as_is)
    seconds: dict[str, float] = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        began = time.monotonic()
        if not _fails(item, following):
            seconds[item.nodeid] = time.monotonic() - began
    file.write_text(json.dumps(seconds), "utf-8")
    return 0


def _run(tree: ast.Module, functions: dict[str, FunctionType], items: list[tuple[Any, float]]) -> int:
    """Run until one test fails, or takes far too long, which ends this process."""
    _exchange(functions, tree)
    following = [item for item, _ in items[1:]]
    for (item, seconds), then in zip(items, [*following, None], strict=True):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        if _fails(item, then):
            return 1
    return 0


def _exchange(functions: dict[str, FunctionType], tree: ast.Module) -> None:
    for name, code in _codes(compile(tree, "changed", "exec")):
        if name in functions:
            functions[name].__code__ = code


def _fails(item: Any, following: Any) -> bool:
    from _pytest.runner import runtestprotocol

    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _functions(owner: Any, module: str) -> Iterator[tuple[str, FunctionType]]:
    """Give the functions of a module and of its classes, what is wrapped around them taken off."""
    for held in list(vars(owner).values()):
        found = getattr(held, "fget", None) or getattr(held, "__func__", None) or held
        found = getattr(found, "__wrapped__", found)
        if isinstance(found, FunctionType) and found.__module__ == module:
            yield found.__code__.co_qualname, found
        elif isinstance(found, type) and found.__module__ == module and found is not owner:
            yield from _functions(found, module)


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner.co_qualname, inner
            if not inner.co_flags & 0x2:  # the body of a class, and no function
                yield from _codes(inner)
