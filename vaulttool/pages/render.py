"""From facts to a page: the templates, ours or the person's own, in a sandbox."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.french import french_spacing
from vaulttool.pages.language import Language


@dataclass(frozen=True, slots=True)
class Page:
    """A generated note: what a new one holds, and the block that is ours in it."""

    name: str
    """Of the managed block: agenda, review, briefing."""
    block: str
    """The content between the markers, without them and without a final newline."""
    text: str
    """The whole note for a first writing, markers included, with a final newline."""


def render(
    template: str, facts: Mapping[str, Any], language: Language, own: Mapping[str, str] | None = None
) -> str:
    """Give the text of a template, in the language's typography, without doubled blank lines.

    `own` are the person's own templates by name ("agenda.md"), used in place of ours; one that is wrong
    raises VaultError with its line and the name that it does not know.
    """
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    ours = jinja2.PackageLoader("vaulttool.pages", f"templates/{language.code}")
    environment = SandboxedEnvironment(
        loader=jinja2.ChoiceLoader(
            [jinja2.DictLoader({f"{name}.j2": text for name, text in (own or {}).items()}), ours]
        ),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    try:
        raw = environment.get_template(f"{template}.j2").render(facts)
    except jinja2.TemplateSyntaxError as error:
        raise VaultError(_problem(template, error.lineno, error.message or "it cannot be read")) from error
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise VaultError(_problem(template, _line_of(error, template), str(error))) from error
    ended = _with_single_stops(re.sub(r"[ \t]+$", "", raw, flags=re.MULTILINE))
    tidy = re.sub(r"\n{3,}", "\n\n", ended).strip()
    return french_spacing(tidy) if language.code == "fr" else tidy


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


def _problem(template: str, line: int | None, what: str) -> Problem:
    return Problem(
        path=template,
        line=line,
        what=f"the template cannot be used: {what}",
        mend="Mend it there, or remove it so that vaulttool's own is used again.",
        rule="template",
    )


def _line_of(error: BaseException, template: str) -> int | None:
    """The line of the template in which it happened: Jinja2 rewrites the frames of its code so."""
    line, frame = None, error.__traceback__
    while frame is not None:
        if template in frame.tb_frame.f_code.co_filename or frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
