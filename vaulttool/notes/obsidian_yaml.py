"""YAML as Obsidian reads it, on top of python-frontmatter."""

from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from vaulttool.notes.plain_front_matter import value_of_plain
from vaulttool.notes.yaml_gate import MOST_LEVELS, loader


class ObsidianHandler(YAMLHandler):
    """python-frontmatter's handler with YAML 1.2 values kept as text."""

    def load(self, fm: str, **_: object) -> Any:
        """Give (name, value, line in the block from 0) of each property, in a list. Raises yaml.YAMLError."""
        node = yaml.compose(fm, Loader=loader())
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            raise yaml.YAMLError("it is no list of properties")
        return [(text_of(key, fm), value_of(value, fm), key.start_mark.line) for key, value in node.value]


def text_of(node: yaml.Node, block: str) -> str:
    """Give a node as text: a scalar's own, of anything else the source (`{{date}}` is a map to YAML)."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    return block[node.start_mark.index : node.end_mark.index].strip()


def value_of(node: yaml.Node, block: str, depth: int = 0) -> Any:
    """Give the value of a node: None, bool, text, list or dict. Tags are not obeyed, numbers stay text."""
    if isinstance(node, yaml.ScalarNode):
        # The loaders differ: None or "" where nothing stands.
        return node.value if node.style else value_of_plain(node.value or "")
    if depth > MOST_LEVELS:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item, block, depth + 1) for item in node.value]
    if any(not isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        return text_of(node, block)
    return {str(key.value): value_of(value, block, depth + 1) for key, value in node.value}
