"""Texts as Obsidian writes them in YAML, so that its next rewrite of a note changes no line of ours."""

import re

_NOT_PLAIN = re.compile(
    r"""^$ | ^[\s,\[\]{}\#&*!|>'"%@`] | ^[?-]$ | ^[?-]\s | :\s | \s\# | [\s:-]$ | [\x00-\x1f\x7f]""",
    re.VERBOSE,
)
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"\\\\]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NOT_TEXT = re.compile(
    r"""null|Null|NULL|~|true|True|TRUE|false|False|FALSE
    |[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+
    |[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?
    |[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|""",
    re.VERBOSE,
)


def is_text(plain: str) -> bool:
    """Tell whether YAML 1.2 reads a plain scalar as text: not as a number, true, false or null."""
    return _NOT_TEXT.fullmatch(plain) is None


def yaml_text(value: str) -> str:
    """Give a text as Obsidian would write it behind `key: ` or `- `, on one line.

    Plain where that is safe, single quotes where only double ones would need escapes, else double quotes.
    Line breaks become escapes (Obsidian would begin a block); a lone surrogate becomes U+FFFD. `<%` becomes
    one too: Templater runs what it finds behind it in a new note, and a value may be a stranger's.
    """
    value = _SURROGATE.sub("\ufffd", value)
    odd = set(_ESCAPED.findall(value))
    if odd <= {'"', "\\"} and "<%" not in value:
        if not _NOT_PLAIN.search(value) and is_text(value):
            return value
        if '"' in odd and "'" not in value:
            return f"'{value}'"
    return '"' + _ESCAPED.sub(_escape, value).replace("<%", "\\x3c%") + '"'


def yaml_link(target: str) -> str:
    """Give a wikilink as a property's value: `Ana|her` becomes `"[[Ana|her]]"`."""
    return yaml_text(f"[[{target}]]")


def _escape(sign: re.Match[str]) -> str:
    text = sign.group()
    return _SHORT.get(text) or (f"\\x{ord(text):02x}" if ord(text) < 256 else f"\\u{ord(text):04x}")
