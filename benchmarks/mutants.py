"""Change one thing in a module, and see whether a test notices: `python benchmarks/mutants.py MODULE…`.

For each place where the code compares, decides, counts, calls or returns, the tests of the module run once
with that place changed. What they let pass is printed with its line: a test is missing there, or the change
makes no difference that anybody could see. Modules: see TESTS. `--part 2/5` tries every fifth, beginning with
the second.
"""

import ast
import copy
import os
import signal
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 60
"""For the tests of one mutant; a longer run counts as noticed (a loop without end)."""
TESTS = {
    "vaulttool.notes.property_edit": [
        "tests/notes/test_property_edit.py",
        "tests/notes/test_property_edit_properties.py",
    ],
    "vaulttool.notes.property_map": [
        "tests/notes/test_property_edit.py",
        "tests/notes/test_property_edit_properties.py",
    ],
    "vaulttool.vault.lock": ["tests/vault/test_lock.py", "tests/vault/test_seldom.py"],
    "vaulttool.vault.journal": [
        "tests/vault/test_journal.py",
        "tests/vault/test_seldom.py",
        "tests/vault/test_writer.py",
    ],
    "vaulttool.vault.writer": [
        "tests/vault/test_writer.py",
        "tests/vault/test_writer_edges.py",
        "tests/vault/test_writer_faults.py",
    ],
    "vaulttool.vault.placing": [
        "tests/vault/test_writer.py",
        "tests/vault/test_writer_edges.py",
        "tests/vault/test_writer_faults.py",
    ],
    "vaulttool.vault.drafts": ["tests/vault/test_writer.py", "tests/vault/test_writer_system.py"],
    "vaulttool.vault.old_inodes": [
        "tests/vault/test_writer.py",
        "tests/vault/test_writer_edges.py",
        "tests/vault/test_writer_faults.py",
    ],
    "vaulttool.vault.leftovers": ["tests/vault/test_writer_faults.py", "tests/commands/test_leftovers.py"],
}
COMPARISONS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.Mult: ast.Add}


def variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Give other nodes to put in a node's place, each with what it does."""
    made = copy.deepcopy(node)
    if isinstance(made, ast.Compare) and type(made.ops[0]) in COMPARISONS:
        made.ops[0] = COMPARISONS[type(made.ops[0])]()
        yield "the other comparison", made
    elif isinstance(made, ast.BoolOp):
        made.op = ast.Or() if isinstance(made.op, ast.And) else ast.And()
        yield "and/or", made
        for index in range(len(made.values)):
            left_out = copy.deepcopy(node)
            assert isinstance(left_out, ast.BoolOp)
            del left_out.values[index]
            yield (
                f"without condition {index + 1}",
                left_out.values[0] if len(left_out.values) == 1 else left_out,
            )
    elif isinstance(made, ast.UnaryOp) and isinstance(made.op, ast.Not):
        yield "without not", made.operand
    elif isinstance(made, ast.BinOp) and type(made.op) in ARITHMETIC:
        made.op = ARITHMETIC[type(made.op)]()
        yield "another sum", made
    elif isinstance(made, ast.Constant) and isinstance(made.value, bool):
        yield "the other truth", ast.Constant(not made.value)
    elif isinstance(made, ast.Constant) and isinstance(made.value, int):
        yield "one more", ast.Constant(made.value + 1)
    elif isinstance(made, ast.IfExp | ast.If):
        made.test = ast.Constant(False)
        yield "never", made
        always = copy.deepcopy(node)
        assert isinstance(always, ast.IfExp | ast.If)
        always.test = ast.Constant(True)
        yield "always", always
    elif isinstance(made, ast.Expr) and isinstance(made.value, ast.Call):
        yield "without the call", ast.Pass()
    elif isinstance(made, ast.AugAssign | ast.Raise | ast.Delete):
        yield "without it", ast.Pass()
    elif isinstance(made, ast.Return) and made.value is not None and not _is_none(made.value):
        made.value = ast.Constant(None)
        yield "return nothing", made
    elif isinstance(made, ast.Continue | ast.Break):
        yield "go on or leave", ast.Break() if isinstance(made, ast.Continue) else ast.Continue()


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Give parent, field and index of each node that may be changed.

    Left out are annotations, decorators, and what is for another system.
    """
    stack: list[ast.AST] = [tree]
    while stack:
        parent = stack.pop()
        if _is_of_another_system(parent):
            assert isinstance(parent, ast.If)
            stack += parent.orelse
            continue
        for name, value in ast.iter_fields(parent):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST):
                    if not _is_of_another_system(child):
                        yield parent, name, index
                    stack.append(child)


def _is_of_another_system(node: ast.AST) -> bool:
    if not isinstance(node, ast.If):
        return False
    return any(word in ast.unparse(node.test) for word in ("win32", "darwin", "TYPE_CHECKING"))


def mutants(source: str) -> Iterator[tuple[int, str, ast.Module]]:
    """Give line, what is changed, and the whole changed module."""
    tree = ast.parse(source)
    for parent, name, index in places(tree):
        held = getattr(parent, name)
        original = held if index is None else held[index]
        for what, other in variants(original):
            _put(parent, name, index, other)
            yield getattr(original, "lineno", 0), what, ast.fix_missing_locations(copy.deepcopy(tree))
            _put(parent, name, index, original)


def _put(parent: ast.AST, name: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


def is_noticed(module: str, file: str, tree: ast.Module, tests: list[str]) -> bool:
    """Run the tests in a child in which the module is this one."""
    child = os.fork()
    if child == 0:
        os.setsid()
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = 1
        try:
            _install(module, file, tree)
            code = int(_run(tests))
        finally:
            os._exit(code)
    end = time.monotonic() + MOST_SECONDS
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0:
        if time.monotonic() > end:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return True
        time.sleep(0.02)
    return os.waitstatus_to_exitcode(ended[1]) != 0


def _install(module: str, file: str, tree: ast.Module) -> None:
    from importlib.abc import Loader, MetaPathFinder
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    class Finder(MetaPathFinder, Loader):
        def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
            return ModuleSpec(name, self, origin=file) if name == module else None

        def exec_module(self, made: ModuleType) -> None:
            made.__file__ = file
            exec(compile(tree, file, "exec"), made.__dict__)

    sys.meta_path.insert(0, Finder())


def _run(tests: list[str]) -> int:
    import pytest

    return pytest.main(["-q", "-x", "-n0", "-p", "no:cacheprovider", *tests])


def main() -> int:
    """Try the modules that are named; exit code 1 where a change was not noticed."""
    os.chdir(ROOT)
    os.environ["CI"] = "true"  # the same examples for each mutant
    sys.path[:0] = [str(ROOT)]
    for shared in ("hypothesis", "markdown_it", "pytest", "yaml"):
        import_module(shared)  # once, for all children
    part, parts = 1, 1
    names = sys.argv[1:]
    if names[0] == "--part":
        part, parts = (int(number) for number in names[1].split("/"))
        names = names[2:]
    passed = 0
    for module in names or TESTS:
        spec = find_spec(module.rpartition(".")[0])
        assert spec is not None and spec.submodule_search_locations
        file = Path(spec.submodule_search_locations[0]) / f"{module.rpartition('.')[2]}.py"
        if is_noticed(module, str(file), ast.parse(file.read_text("utf-8")), TESTS[module]):
            print(f"{module}: its tests fail without any change", flush=True)
            return 2
        tried = noticed = 0
        for number, (line, what, tree) in enumerate(mutants(file.read_text("utf-8"))):
            if number % parts != part - 1:
                continue
            tried += 1
            if is_noticed(module, str(file), tree, TESTS[module]):
                noticed += 1
            else:
                print(f"{module}:{line}: {what}: no test noticed", flush=True)
        passed += tried - noticed
        print(f"{module}: {noticed} of {tried} changes noticed", flush=True)
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
