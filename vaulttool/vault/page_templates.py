"""The person's own templates for pages, in the folder that the settings name."""

from pathlib import Path

from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import read_source

NAMES = (
    "agenda.md",
    "review.md",
    "reasons.md",
    "period.md",
    "briefing.md",
    "wishes.md",
    "introduction.md",
    "introduction_drafts.md",
    "letter.txt",
    "beside_letter.md",
)


def read_page_templates(root: Path, folder: str) -> dict[str, tuple[str, str]]:
    """Read the templates that are there, by name, each with its path; none where no folder is named.

    They may carry ".j2" behind their name. In one that is not UTF-8 broken bytes are replaced by signs.
    """
    if not folder.strip("/"):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for name in NAMES:
        for path in (f"{folder.strip('/')}/{name}", f"{folder.strip('/')}/{name}.j2"):
            try:
                text = read_source(root, path).content.decode("utf-8-sig", "replace")
                found[name] = (path, text)
                break
            except Unreadable:
                continue
    return found
