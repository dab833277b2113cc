"""What came of reading notes anew."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading notes anew."""

    changed: tuple[str, ...] = ()
    """Paths of notes whose facts are others now: changed, new or gone."""
    doubtful: tuple[tuple[str, float], ...] = ()
    """Notes that stand empty or cut though they were whole: name on disk, and since when they rest."""
    moves: tuple[tuple[str, str], ...] = ()
    """Old and new paths of notes that went, and stand elsewhere as they were."""
    new_settings: bool = False
    """Whether the settings note is among them: then nothing here counts any more."""
