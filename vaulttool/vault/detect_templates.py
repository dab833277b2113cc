"""Where a vault keeps its templates."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from vaulttool.vault.detection import Finding, count_of
from vaulttool.vault.folder_names import TEMPLATES, is_called
from vaulttool.vault.note_sample import SampledNote

PLACEHOLDER = re.compile(
    r"\{\{[ ]*(?:title|date|time|name|yesterday|tomorrow|monday|sunday|value)\b[^{}\n]*\}\}|<%[-_*+ ]|"
    r"\$\{(?:FOAM_|1:)|YYYY-MM-DD",
    re.IGNORECASE,
)


def detect_templates(
    folders: Iterable[str], notes: Sequence[SampledNote], configured: Sequence[tuple[str, str]] = ()
) -> list[Finding]:
    """Find the folders of templates: those that a program names (with why), those called so, those full of
    placeholders."""
    found: dict[str, str] = dict(configured)
    for folder in sorted(ancestors(folders)):
        if is_called(folder, TEMPLATES):
            found.setdefault(folder, f"{folder} is called so")
    unrendered: defaultdict[str, list[bool]] = defaultdict(list)
    for note in notes:
        unrendered[note.folder].append(has_placeholders(note))
    for folder, marks in unrendered.items():
        if folder and sum(marks) >= 2 and sum(marks) >= 0.6 * len(marks):
            found.setdefault(folder, f"{count_of(sum(marks), 'note')} in {folder} hold placeholders")
    outer = [folder for folder in sorted(found) if not any(folder.startswith(above + "/") for above in found)]
    if not outer:
        return []
    why = "; ".join(found[folder] for folder in outer[:4])
    fr = "son nom, vos programmes ou les champs à remplir de ses notes le disent"
    return [Finding("templates_folders", tuple(outer), why, fr)]


def has_placeholders(note: SampledNote) -> bool:
    """Say whether a note holds what a template program would fill in."""
    values = " ".join(str(prop.value) for prop in note.front_matter.properties)
    return bool(PLACEHOLDER.search(note.stem) or PLACEHOLDER.search(values) or PLACEHOLDER.search(note.body))


def ancestors(folders: Iterable[str]) -> set[str]:
    """Give folders with all that hold them, without the root."""
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
