"""What a vault already does: people, days, templates, names, language, each with what was seen."""

from collections.abc import Sequence
from pathlib import Path

from vaulttool.notes.paths import lies_in
from vaulttool.vault.detect_days import detect_days
from vaulttool.vault.detect_language import detect_language
from vaulttool.vault.detect_me import detect_me
from vaulttool.vault.detect_people import detect_people, looks_like_person
from vaulttool.vault.detect_properties import detect_properties
from vaulttool.vault.detect_templates import detect_templates
from vaulttool.vault.detect_weeks import detect_weeks
from vaulttool.vault.detection import Detection, Finding, one_each
from vaulttool.vault.note_sample import SampledNote, sample_notes
from vaulttool.vault.program_settings import ProgramSettings, program_settings
from vaulttool.vault.walk import FileStat


def detect(root: Path, files: Sequence[FileStat]) -> Detection:
    """Look at the programs' settings, at all names, and at the heads of a few hundred notes.

    The same files give the same answer, whatever the clock and the machine say.
    """
    notes = sample_notes(root, files)
    programs = program_settings(root)
    language = detect_language(notes)
    configured = [(folder, f"{said.source} names {folder}") for said in programs for folder in said.templates]
    folders = {file.path.rpartition("/")[0] for file in files}
    templates = detect_templates(folders, notes, configured)
    left_out: tuple[str, ...] = templates[0].value if templates else ()
    live_folders = {folder for folder in folders if not lies_in(f"{folder}/", left_out)}
    paths = [file.path for file in files if file.path.rpartition("/")[0] in live_folders]
    live = [note for note in notes if not lies_in(note.path, left_out)]
    days = detect_days(paths, language[0].value if language else "en")
    people = [note for note in live if looks_like_person(note)]
    return Detection(
        one_each(
            (
                *language,
                *detect_me(live),
                *detect_people(live, lambda path: lies_in(path, left_out)),
                *detect_properties(people),
                *_configured_days(programs),
                *days,
                *_configured_weeks(programs, paths, live),
                *templates,
            )
        )
    )


def _configured_days(programs: Sequence[ProgramSettings]) -> list[Finding]:
    """Give what a program says of daily notes."""
    for said in programs:
        if said.daily_format is not None:
            why, fr = f"{said.source} says so", f"{said.source} le dit"
            return [
                Finding("daily_folder", said.daily_folder or "", why, fr),
                Finding("daily_format", said.daily_format, why, fr),
            ]
    return []


def _configured_weeks(
    programs: Sequence[ProgramSettings], paths: Sequence[str], notes: Sequence[SampledNote]
) -> list[Finding]:
    for said in programs:
        if said.weekly_format is not None:
            why, fr = f"{said.source} says so", f"{said.source} le dit"
            return [
                Finding("weekly_folder", said.weekly_folder or "", why, fr),
                Finding("weekly_format", said.weekly_format, why, fr),
                *([Finding("week_numbering", said.numbering, why, fr)] if said.numbering else []),
                *detect_weeks(paths, notes, said.weekly_format),
            ]
    return detect_weeks(paths, notes)
