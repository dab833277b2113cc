"""A few days and people of a vault, and its pages of a week."""

import datetime as dt

from decide.pages_by_hand import AGENDA, REVIEW, TODAY, Notes

THEN = dt.date.fromisoformat(TODAY)


def day(notes: Notes, ago: int, *lines: str) -> None:
    """A daily note of some days ago."""
    date = THEN - dt.timedelta(days=ago)
    notes.write(f"Daily/{date.isoformat()}.md", "".join(f"{line}\n\n" for line in lines))


def agenda(notes: Notes, today: str = TODAY) -> str:
    notes.run("agenda", today=today)
    return notes.read(AGENDA if today == TODAY else f"Agenda/{week_of(today)}.md")


def review(notes: Notes, today: str = TODAY) -> str:
    notes.run("review", today=today)
    return notes.read(REVIEW if today == TODAY else f"Reviews/{week_of(today)}.md")


def week_of(today: str) -> str:
    year, week, _ = dt.date.fromisoformat(today).isocalendar()
    return f"{year}-W{week:02d}"
