"""From facts to a page: the templates, ours or the person's own, in a sandbox."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.english import sought
from vaulttool.pages.french import elide, french_spacing, has_article, seeks
from vaulttool.pages.language import Language

if TYPE_CHECKING:
    import jinja2
    from jinja2.bccache import Bucket


@dataclass(frozen=True, slots=True)
class Page:
    """A generated note: what a new one holds, and the block that is ours in it."""

    name: str
    """Of the managed block: agenda, review, briefing."""
    block: str
    """The content between the markers, without them and without a final newline."""
    text: str
    """The whole note for a first writing, markers included, with a final newline."""


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the person's own: where it lies in the vault, and its text."""

    path: str
    text: str


class KeptCode(Protocol):
    """What keeps the code of our own templates between runs."""

    def get(self, name: str) -> bytes | None:
        """Give the code that was kept under a name."""

    def put(self, name: str, code: bytes) -> None:
        """Keep code under a name."""

    def __hash__(self) -> int:
        """Two that keep the same are one."""


def render(
    template: str,
    facts: Mapping[str, Any],
    language: Language,
    own: Mapping[str, OwnTemplate] | None = None,
    kept: KeptCode | None = None,
) -> str:
    """Give the text of a template, in the language's typography, without doubled blank lines.

    `own` are the person's own templates by name ("agenda.md"), used in place of ours and under limits; one
    that is wrong, or without end, raises VaultError with its path, its line and the name it does not know.
    """
    import jinja2

    from vaulttool.pages.template_limits import MOST_TEMPLATE

    own = own or {}
    for one in own.values():
        if len(one.text) > MOST_TEMPLATE:
            raise VaultError(_problem(one.path, None, f"it is longer than {MOST_TEMPLATE} signs"))
    environment = _environment(language, own) if own else _built_in(language, kept)
    try:
        raw = environment.get_template(f"{template}.j2").render(facts)
    except jinja2.TemplateSyntaxError as error:
        path = error.filename if error.name else None
        what = (error.message or "it cannot be read").rstrip(".")
        raise VaultError(_problem(path or _path(own, template), error.lineno, what)) from error
    except RecursionError as error:
        path, line = _place_of(error, own) or (_path(own, template), None)
        raise VaultError(_problem(path, line, "it calls or includes itself without end")) from error
    except (
        jinja2.TemplateError, AssertionError, AttributeError, TypeError, ValueError, ArithmeticError,
        LookupError, MemoryError, SyntaxError,
    ) as error:  # fmt: skip
        path, line = _place_of(error, own) or (_path(own, template), None)
        raise VaultError(_problem(path, line, _told(error))) from error
    ended = _with_single_stops(re.sub(r"[ \t]+$", "", raw, flags=re.MULTILINE))
    tidy = re.sub(r"\n{3,}", "\n\n", ended).strip()
    return french_spacing(tidy) if language.code == "fr" else tidy


@cache
def _built_in(language: Language, kept: KeptCode | None) -> "jinja2.Environment":
    """Our own templates, compiled once: a page may have several, a run many pages."""
    from jinja2 import BytecodeCache

    class Keeping(BytecodeCache):
        def load_bytecode(self, bucket: "Bucket") -> None:
            code = kept.get(bucket.key) if kept is not None else None
            if code is not None:
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: "Bucket") -> None:
            if kept is not None:
                kept.put(bucket.key, bucket.bytecode_to_string())

    found = _environment(language, {})
    found.bytecode_cache = Keeping()
    return found


def _environment(language: Language, own: Mapping[str, OwnTemplate]) -> "jinja2.Environment":
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    from vaulttool.pages.template_limits import LimitedEnvironment

    def find(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        one = own.get(name.removesuffix(".j2"))
        return (one.text, one.path, lambda: True) if one else None

    ours = jinja2.PackageLoader("vaulttool.pages", f"templates/{language.code}")
    kind = LimitedEnvironment if own else SandboxedEnvironment
    environment = kind(
        loader=jinja2.ChoiceLoader([jinja2.FunctionLoader(find), ours]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    if language.code == "fr":
        environment.globals.update(elide=elide, has_article=has_article, seeks=seeks)
    else:
        environment.globals.update(sought=sought)
    return environment


def _with_single_stops(text: str) -> str:
    """Leave out a full stop where the words before it, bare or shown by a link, end a sentence themselves."""
    return re.sub(
        r"(?<!\.)(?P<end>(?:[.!?]|…|\.\.\.)(?:\]\]|\]\([^()\n]*\))?)\.(?=[\s\"»)]|$)",
        r"\g<end>", text, flags=re.MULTILINE,
    )  # fmt: skip


def with_markers(name: str, block: str) -> str:
    """Put a block between its markers, each on a line of its own with a blank line beside it."""
    return f"<!-- vaulttool:begin {name} -->\n\n{block}\n\n<!-- vaulttool:end {name} -->"


def page(name: str, heading: str, block: str, before: str = "", after: str = "") -> Page:
    """Give a page with its heading, the managed block, and what a new note has around them."""
    parts = [before + f"# {heading}", with_markers(name, block), after]
    return Page(name, block, "\n\n".join(part for part in parts if part).rstrip("\n") + "\n")


def _problem(path: str, line: int | None, what: str) -> Problem:
    return Problem(
        path=path,
        line=line,
        what=f"the template cannot be used: {what}",
        mend="Mend it there, or remove it so that vaulttool's own is used again.",
        rule="template",
    )


def _told(error: BaseException) -> str:
    import jinja2

    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error.name} to take in"
    return str(error).rstrip(".")


def _path(own: Mapping[str, OwnTemplate], template: str) -> str:
    return own[template].path if template in own else template


def _place_of(error: BaseException, own: Mapping[str, OwnTemplate]) -> tuple[str, int] | None:
    """The own template, and its line, in which it happened: Jinja2 rewrites the frames of its code so."""
    paths = {one.path for one in own.values()}
    place, frame = None, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename in paths:
            place = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        frame = frame.tb_next
    return place
