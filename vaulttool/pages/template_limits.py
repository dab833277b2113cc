"""A person's own templates under limits: a template may come from a stranger, and must end soon and small.

Jinja2's sandbox keeps code away from the machine; it stops neither `'x' * 10**9` nor loops in loops. Here
every loop, call and include pays steps, by the size of what it runs, and every text that is made pays its
signs. Steps are counted, not seconds, so that the same page is made or refused on every device.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

MOST_TEMPLATE = 65_536
"""Signs of one template: ten times our longest."""
MOST_STEPS = 2_000_000
"""About what a page of wishes for some ten thousand people takes; about a second."""
MOST_SIGNS = 4_000_000
"""Signs of all texts made on the way to a page, each macro's own included."""
MOST_NUMBER = 10**15

_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round",
    "select", "selectattr", "sort", "title", "trim", "unique", "upper", "wordcount",
)  # fmt: skip
_COMPARING = ("dictsort", "groupby", "max", "min", "sort", "unique")
_METHODS: Mapping[type, tuple[str, ...]] = {
    str: (
        "capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "isupper", "lower",
        "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit", "rstrip", "split",
        "splitlines", "startswith", "strip", "title", "upper",
    ),
    dict: ("get", "items", "keys", "values"),
    list: ("count", "index"),
    tuple: ("count", "index"),
    LoopContext: ("changed", "cycle"),
}  # fmt: skip
_BINARY: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "**": operator.pow,
}  # fmt: skip
_CONTAINERS = (list, tuple, set, frozenset)
_SIZED = (str, dict, range, *_CONTAINERS)
_PLAIN_FIELDS = re.compile(r"%[sd%]")


class TooMuchError(SecurityError):
    """A template asks for more than a page may cost."""


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which everything that a template does is paid for."""

    intercepted_binops = frozenset(_BINARY)

    def __init__(self, loader: jinja2.BaseLoader, **options: Any) -> None:
        super().__init__(loader=loader, **options)
        self.steps = MOST_STEPS
        self.signs = MOST_SIGNS
        self.weights: dict[str | None, int] = {}
        """Nodes of each template, macro and block by name; the heavier of two of one name."""
        self.globals = {"range": range, "namespace": Namespace}
        self.filters = {name: self._paying(self.filters[name], name in _COMPARING) for name in _FILTERS}
        self.tests = {name: self._paying(test, True) for name, test in self.tests.items()}
        self.filters |= {
            "join": jinja2.pass_context(_join), "replace": jinja2.pass_context(_replace),
            "format": jinja2.pass_context(_format), " looped": jinja2.pass_context(_looped),
            " joined": jinja2.pass_context(_joined), " written": jinja2.pass_context(_written),
            " weighed": jinja2.pass_context(_weighed),
        }  # fmt: skip

    def pay(self, steps: int = 1, signs: int = 0) -> None:
        """Take steps and signs from what is left; raises TooMuchError where there is too little."""
        self.steps -= steps
        self.signs -= signs
        if self.steps < 0:
            raise TooMuchError("it would take too long: loops or calls without end")
        if self.signs < 0:
            raise TooMuchError("it would make too long a text")

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        for node in (source, *source.find_all((nodes.Macro, nodes.Block, nodes.CallBlock))):
            of = name if node is source else getattr(node, "name", None)
            self.weights[of] = max(self.weights.get(of, 1), _weight(node))
        return super()._generate(_Metering(self).visit(source), name, filename, defer_init)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Load a template for an include, import or extends, which pays for what it will run."""
        found = super().get_template(name, parent, globals)
        self.pay(self.weights.get(found.name, 1))
        return found

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call this: macros, blocks, and the methods that make nothing big."""
        if obj is range or obj is Namespace or isinstance(obj, Macro | BlockReference | LoopContext):
            return True
        owner = type(getattr(obj, "__self__", None))
        return getattr(obj, "__name__", "") in _METHODS.get(owner, ())

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give an item; a tuple as its key is paid for, since all that is in it is looked at."""
        if isinstance(argument, tuple):
            self.weigh(argument)
        return super().getitem(obj, argument)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call, at the price of its weight and arguments."""
        if not isinstance(obj, jinja2.Undefined) and not self.is_safe_callable(obj):
            raise SecurityError(f"{getattr(obj, '__name__', obj)!r} is not for templates")
        named = isinstance(obj, Macro | BlockReference)
        self.pay((self.weights.get(obj.name, 1) if named else 1) + _size(getattr(obj, "__self__", "")))
        if isinstance(obj, LoopContext):
            args = tuple(_looped(context, arg, 1) for arg in args)
        elif not named:
            for arg in args:
                self.weigh(arg)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with numbers of a few digits, and join texts and lists; no text is multiplied."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            return _reckoned(operator, left, right)
        if operator == "+":
            self.pay(1, _size(left) + _size(right))
        elif isinstance(left, _SIZED) or isinstance(right, _SIZED):
            raise TooMuchError(f'"{operator}" is not for texts and lists here')
        return _BINARY[operator](left, right)

    def weigh(self, value: Any) -> None:
        """Pay for all that a comparison may look at: a list that holds itself twice has no end."""
        self.pay(1 + _size(value) // 100)
        if isinstance(value, dict):
            value = [*value, *value.values()]
        if isinstance(value, _CONTAINERS):
            for part in value:
                self.weigh(part)

    def _paying(self, function: Any, compares: bool) -> Callable[..., Any]:
        @functools.wraps(function)
        def paid(*args: Any, **kwargs: Any) -> Any:
            for value in args:
                if compares:
                    self.weigh(value)
                else:
                    self.pay(_size(value))
            return function(*args, **kwargs)

        return paid


class _Metering(NodeTransformer):
    """Puts the toll gates into a template: at loops, at what is written, at joined and compared values."""

    def __init__(self, environment: LimitedEnvironment) -> None:
        self.environment = environment

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        weight = nodes.Const(_weight(node), lineno=node.lineno)
        self.generic_visit(node)
        node.iter = self._through(" looped", node.iter, weight)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [self._through(" written", child) for child in node.nodes]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return self._through(" joined", parts)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = self._through(" weighed", node.expr)
        for operand in node.ops:
            operand.expr = self._through(" weighed", operand.expr)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.key = self._through(" weighed", node.key)
        return node

    def _through(self, name: str, node: nodes.Node, *args: nodes.Expr) -> nodes.Filter:
        gate = nodes.Filter(cast(nodes.Expr, node), name, list(args), [], None, None, lineno=node.lineno)
        return gate.set_environment(self.environment)  # type: ignore[return-value]


def _reckoned(sign: str, left: float, right: float) -> float:
    is_large = sign == "**" and (abs(left) > 1000 or abs(right) > 15)
    result = 0.0 if is_large else _BINARY[sign](left, right)
    if is_large or isinstance(result, complex) or abs(result) > MOST_NUMBER:
        raise TooMuchError("the number would be too large")
    return float(result) if isinstance(result, float) else int(result)


def _weight(node: nodes.Node) -> int:
    return 1 + sum(1 for _ in node.find_all(nodes.Node))


def _size(value: Any) -> int:
    return len(value) if isinstance(value, _SIZED) else 1


def _toll(context: Context) -> LimitedEnvironment:
    assert isinstance(context.environment, LimitedEnvironment)
    return context.environment


def _looped(context: Context, values: Iterable[Any], weight: int) -> Iterator[Any]:
    # A generator would raise too late for the line to be told: what cannot be iterated fails here.
    return _each(_toll(context), iter(values), weight)


def _each(toll: LimitedEnvironment, values: Iterator[Any], weight: int) -> Iterator[Any]:
    for value in values:
        toll.pay(weight)
        yield value


def _text(value: Any) -> str:
    if isinstance(value, _SIZED) and not isinstance(value, str):
        raise SecurityError("a list is written item by item")
    return str(value)


def _written(context: Context, value: Any) -> str:
    text = _text(value)
    _toll(context).pay(1, len(text))
    return text


def _weighed(context: Context, value: Any) -> Any:
    _toll(context).weigh(value)
    return value


def _joined(context: Context, values: Iterable[Any], separator: str = "") -> str:
    toll, parts = _toll(context), []
    for value in values:
        parts.append(_text(value))
        toll.pay(1, len(parts[-1]) + len(separator))
    return separator.join(parts)


def _join(context: Context, values: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    if attribute is not None:
        values = map(jinja2.filters.make_attrgetter(context.environment, attribute), values)
    return _joined(context, values, str(d))


def _replace(context: Context, text: str, old: str, new: str) -> str:
    text, old, new = _text(text), _text(old), _text(new)
    _toll(context).pay(1 + len(text), len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _format(context: Context, pattern: str, *values: Any) -> str:
    pattern = _text(pattern)
    if "%" in _PLAIN_FIELDS.sub("", pattern):
        raise TooMuchError("only %s and %d can be filled in")
    parts = [_text(value) for value in values]
    _toll(context).pay(1 + len(pattern), len(pattern) + sum(map(len, parts)))
    return pattern % values
