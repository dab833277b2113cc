"""The places of a module that compare, decide, count, call or return, and what may stand there instead."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.Mult: ast.Add}


@dataclass(frozen=True, slots=True)
class Change:
    """A module with one thing changed."""

    line: int
    text: str
    """The line as it stands in the file, without what is around it."""
    what: str
    function: str
    """Qualified name of the outermost function around it; "" for what runs when the module is imported."""
    lines: range
    """Of the whole statement, without those inside it."""
    module: ast.Module


@dataclass(frozen=True, slots=True)
class _Place:
    parent: ast.AST
    field: str
    index: int | None
    statement: ast.stmt
    function: str

    @property
    def node(self) -> ast.AST:
        held = getattr(self.parent, self.field)
        return held if self.index is None else held[self.index]

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def changes(source: str) -> Iterator[Change]:
    """Give every change of a module, one at a time."""
    tree, lines = ast.parse(source), source.split("\n")
    for place in list(_places(tree, tree.body[0], "", "")):
        original = place.node
        line = getattr(original, "lineno", place.statement.lineno)
        for what, other in _variants(original):
            place.put(other)
            made = ast.fix_missing_locations(copy.deepcopy(tree))
            place.put(original)
            text = lines[line - 1].strip()
            yield Change(line, text, what, place.function, _lines_of(place.statement), made)


def _places(node: ast.AST, statement: ast.stmt, names: str, function: str) -> Iterator[_Place]:
    """Give each node below this one that may be changed.

    Left out are annotations, decorators, and what is for another system. `names` is the qualified name up to
    here.
    """
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        if _is_of_another_system(node) and field != "orelse":
            continue
        # The values that arguments have by default are made where the function is.
        inside = names if isinstance(node, ast.FunctionDef) and not function and field == "body" else function
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST):
                continue
            around = child if isinstance(child, ast.stmt) else statement
            if not _is_of_another_system(child):
                yield _Place(node, field, index, around, inside)
            named = isinstance(child, ast.FunctionDef | ast.ClassDef)
            below = f"{names}.{child.name}".lstrip(".") if named and not inside else names
            yield from _places(child, around, below, inside)


def _lines_of(statement: ast.stmt) -> range:
    body = getattr(statement, "body", None)
    end = body[0].lineno - 1 if isinstance(body, list) else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(end, statement.lineno) + 1)


def _is_of_another_system(node: ast.AST) -> bool:
    if not isinstance(node, ast.If):
        return False
    return any(word in ast.unparse(node.test) for word in ("win32", "darwin", "TYPE_CHECKING"))


def _variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
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
    elif isinstance(made, ast.Return) and made.value is not None and not _means_no(made.value):
        made.value = ast.Constant(None)
        yield "return nothing", made
    elif isinstance(made, ast.Continue | ast.Break):
        yield "go on or leave", ast.Break() if isinstance(made, ast.Continue) else ast.Continue()


def _means_no(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in (None, False)
