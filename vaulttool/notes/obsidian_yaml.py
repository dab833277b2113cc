"""YAML as Obsidian reads it, on top of python-frontmatter."""

import re
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from vaulttool.notes.yaml_gate import MOST_LEVELS, loader


class ObsidianHandler(YAMLHandler):
    """python-frontmatter's handler with Obsidian's fences and YAML 1.2 values kept as text."""

    OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
    CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)

    def detect(self, text: str) -> bool:
        """Say whether a block opens in the very first line (a BOM may stand before it) and is closed."""
        opening = self.OPENING.match(text)
        return bool(opening and self.CLOSING.search(text, opening.end()))

    def split(self, text: str) -> tuple[str, str]:
        """Give block and body, neither stripped. ValueError where `detect` says no."""
        opening = self.OPENING.match(text)
        closing = self.CLOSING.search(text, opening.end()) if opening else None
        if opening is None or closing is None:
            raise ValueError("no front matter")
        body = closing.end() + 1 if closing.end() < len(text) else closing.end()
        return text[opening.end() : closing.start()], text[body:]

    def load(self, fm: str, **_: object) -> Any:
        """Give (name, value, line in the block from 0) of each property, in a list. Raises yaml.YAMLError."""
        node = yaml.compose(fm, Loader=loader())
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            raise yaml.YAMLError("it is no list of properties")
        return [(text_of(key, fm), value_of(value, fm), key.start_mark.line) for key, value in node.value]


_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def text_of(node: yaml.Node, block: str) -> str:
    """Give a node as text: a scalar's own, of anything else the source (`{{date}}` is a map to YAML)."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    return block[node.start_mark.index : node.end_mark.index].strip()


def value_of(node: yaml.Node, block: str, depth: int = 0) -> Any:
    """Give the value of a node: None, bool, text, list or dict. Tags are not obeyed, numbers stay text."""
    if isinstance(node, yaml.ScalarNode):
        if not node.style:  # the loaders differ: None or "" where nothing stands
            if node.value in _NULL:
                return None
            return _BOOL.get(node.value, node.value)
        return node.value
    if depth > MOST_LEVELS:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item, block, depth + 1) for item in node.value]
    if any(not isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        return text_of(node, block)
    return {str(key.value): value_of(value, block, depth + 1) for key, value in node.value}
