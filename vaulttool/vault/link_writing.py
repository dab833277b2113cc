"""How this vault writes links: Obsidian's own settings, followed in every link of ours."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from vaulttool.notes.paths import name_of, without_ending
from vaulttool.vault.find_vault import config_folder
from vaulttool.vault.program_files import program_object, program_text
from vaulttool.vault.resolution import LinkResolver, fold_path

_ENDS_TARGET = re.compile(r"[#^|\[\]]")
_BRACKET = re.compile(r"(?<!\\)([\[\]])")


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """What `app.json` says of new links."""

    form: str = "shortest"
    """shortest, relative or absolute."""
    markdown: bool = False


def read_link_style(root: Path) -> LinkStyle:
    """Read the vault's link settings; Obsidian's defaults where there are none, or none that can be read."""
    folder = config_folder(root)
    said = program_object(program_text(folder / "app.json")) if folder else {}
    form = said.get("newLinkFormat")
    return LinkStyle(
        form if form in ("shortest", "relative", "absolute") else "shortest",
        said.get("useMarkdownLinks") is True,
    )


@dataclass(frozen=True, slots=True)
class LinkWriter:
    """Writes links to notes so that they open the note that is meant."""

    style: LinkStyle
    _count: Callable[[str], int] = lambda name: 0
    """How many notes bear a folded name."""

    @classmethod
    def over(cls, paths: Iterable[str], style: LinkStyle) -> "LinkWriter":
        """Give the writer for a vault with these notes."""
        names = Counter(fold_path(name_of(path)) for path in paths)
        return cls(style, names.__getitem__)

    @classmethod
    def by(cls, links: LinkResolver, style: LinkStyle) -> "LinkWriter":
        """Give the writer for a vault whose notes `links` knows."""
        return cls(style, links.count)

    def target(self, path: str) -> str:
        """Give what a wikilink to the note says: the bare name where no other note has it, else the path."""
        name = name_of(path)
        return name if self._is_unique(path) and self.style.form != "absolute" else without_ending(path)

    def wikilink(self, path: str, shown: str = "", in_table: bool = False) -> str:
        """Give `[[Name]]`, or `[[Name|shown]]` where the text differs from the name."""
        target = self.target(path)
        if not shown and "/" in target:
            shown = target.rpartition("/")[2]
        bar = "\\|" if in_table else "|"
        return f"[[{target}{bar}{shown}]]" if shown and shown != target else f"[[{target}]]"

    def can_wikilink(self, path: str) -> bool:
        """Say whether a wikilink can open the note: not where a sign of its name ends the link's target."""
        return _ENDS_TARGET.search(self.target(path)) is None

    def link(self, path: str, shown: str = "", source: str = "") -> str:
        """Give a link in the vault's own style, from the note `source`; Markdown's where no other opens."""
        if not self.style.markdown and self.can_wikilink(path):
            return self.wikilink(path, shown)
        target = path  # From the root it opens the note wherever the line stands.
        if self.style.markdown and self.style.form == "relative" and source:
            target = posixpath.relpath(path, posixpath.dirname(source) or ".")
        elif self.style.markdown and self.style.form == "shortest" and self._is_unique(path):
            target = path.rpartition("/")[2]
        text = _BRACKET.sub(r"\\\1", shown or name_of(path))
        return f"[{text}]({quote(target, safe='/')})"

    def _is_unique(self, path: str) -> bool:
        return self._count(fold_path(name_of(path))) <= 1
