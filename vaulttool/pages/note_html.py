"""A generated note as HTML, as Obsidian's reading view shows it: links, callouts, boxes, the one chart."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Link = Callable[[str], str]
"""From the target of a link to a note, without `#` and text, to what a browser opens; "" for nothing."""

_WIKILINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_CALLOUT = re.compile(r"\[!(\w+)\][+-]? ?(.*)")
_BOX = re.compile(r"\[(.)\] ")
_ITEM_ID = re.compile(r"[ \t]+\^(vt-[A-Za-z0-9-]+)$")
_COMMENT = re.compile(r"^<!--.*?-->$\n?", re.MULTILINE | re.DOTALL)
_LABELS = re.compile(r"x-axis \[(.*)\]")
_BARS = re.compile(r"bar \[([\d., ]*)\]")


def note_html(
    text: str, link: Link, answers: Mapping[str, str] | None = None, draws_charts: bool = True
) -> str:
    """Give the body of a note as HTML. HTML in the note is shown as text.

    An item with a box and an id becomes `<li class="task" data-id="vt-…" data-box=" ">`. `answers` are
    buttons for it, box → word; without them the box is shown as a ticked or empty one. Without
    `draws_charts` a chart stays the text that Mermaid reads, `<pre class="mermaid">`.
    """
    reader = _reader(link, draws_charts)
    tokens = reader.parse(_COMMENT.sub("", text))
    _make_callouts(tokens)
    _make_items(tokens, answers)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _reader(link: Link, draws_charts: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Obsidian shows a line break where one stands in the note.
    reader = MarkdownIt("commonmark", {"breaks": True, "html": False}).enable(["table", "strikethrough"])
    reader.inline.ruler.before("link", "wikilink", lambda state, silent: _wikilink(state, silent, link))
    reader.add_render_rule("made", lambda _self, tokens, index, *_: tokens[index].content)
    reader.add_render_rule("fence", lambda _self, tokens, index, *_: _fence(tokens[index], draws_charts))
    reader.add_render_rule("link_open", lambda renderer, *rest: _link_open(link, renderer, *rest))
    return reader


def _wikilink(state: "StateInline", silent: bool, link: Link) -> bool:
    found = _WIKILINK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        target = found[1].partition("#")[0]
        href = link(target)
        state.push("link_open", "a", 1).attrs = {"class": "note", "title": target} | (
            {"href": href} if href else {}
        )
        state.push("text", "", 0).content = found[2] or found[1]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _link_open(
    link: Link, renderer: Any, tokens: "Sequence[Token]", index: int, options: Any, env: Any
) -> str:
    """Let a Markdown link to a note open it too."""
    from urllib.parse import unquote

    token = tokens[index]
    href = str(token.attrGet("href") or "")
    if token.attrGet("class") != "note" and href.partition("#")[0].endswith(".md") and ":" not in href:
        token.attrSet("href", link(unquote(href.partition("#")[0])))
    return str(renderer.renderToken(tokens, index, options, env))


def _make_callouts(tokens: "Sequence[Token]") -> None:
    """Make a quote that begins with `[!kind]` a callout with a title."""
    for index, token in enumerate(tokens):
        inline = tokens[index + 2] if token.type == "blockquote_open" else None
        if inline is None or not inline.children or not (found := _CALLOUT.match(inline.children[0].content)):
            continue
        token.attrSet("class", f"callout {found[1]}")
        inline.children[0:1] = [_made(f"<strong>{html.escape(found[2] or found[1].capitalize())}</strong>")]


def _make_items(tokens: "Sequence[Token]", answers: Mapping[str, str] | None) -> None:
    """Make `[ ]` at the beginning of an item a box or buttons, and take its id out of the text."""
    for index, token in enumerate(tokens):
        inline = tokens[index + 2] if token.type == "list_item_open" else None
        if inline is None or not inline.children or not (found := _BOX.match(inline.content)):
            continue
        first, last = inline.children[0], inline.children[-1]
        first.content = first.content.removeprefix(found[0])
        named = _ITEM_ID.search(last.content)
        last.content = _ITEM_ID.sub("", last.content)
        token.attrSet("class", "task")
        token.attrSet("data-box", found[1])
        if named is not None:
            token.attrSet("data-id", named[1])
        if answers is None or named is None:
            checked = "" if found[1] == " " else " checked"
            inline.children.insert(0, _made(f'<input type="checkbox"{checked}>'))
        else:
            inline.children.append(_made(_buttons(found[1], answers)))


def _buttons(box: str, answers: Mapping[str, str]) -> str:
    buttons = "".join(
        f'<button type="button" data-box="{html.escape(sign)}" aria-pressed="{str(sign == box).lower()}">'
        f"{html.escape(word)}</button>"
        for sign, word in answers.items()
    )
    return f' <span class="answers">{buttons}</span>'


def _made(markup: str) -> "Token":
    from markdown_it.token import Token

    return Token("made", "", 0, content=markup)


def _fence(token: "Token", draws_charts: bool) -> str:
    is_chart = token.info.strip() == "mermaid"
    chart = _chart(token.content) if is_chart and draws_charts else ""
    return chart or f'<pre class="{"mermaid" if is_chart else "code"}">{html.escape(token.content)}</pre>\n'


def _chart(source: str) -> str:
    """Draw the bars of an `xychart-beta` without a library; "" where it is another chart."""
    labels, bars = _LABELS.search(source), _BARS.search(source)
    if labels is None or bars is None:
        return ""
    values = [float(value) for value in bars[1].split(",") if value.strip()]
    names = re.findall(r'"([^"]*)"', labels[1])
    highest = max([*values, 1.0])
    columns = "".join(
        f'<rect x="{place * 40 + 6}" y="{100 - 90 * value / highest:.1f}" width="28" '
        f'height="{90 * value / highest:.1f}"/><text x="{place * 40 + 20}" y="116">{html.escape(name)}</text>'
        for place, (value, name) in enumerate(zip(values, names, strict=False))
    )
    told = ", ".join(f"{name} {value:g}" for value, name in zip(values, names, strict=False))
    return (
        f'<svg class="chart" role="img" aria-label="{html.escape(told)}" '
        f'viewBox="0 0 {len(values) * 40} 122">{columns}</svg>\n'
    )
