"""Write imported messages and meetings with known people into the vault's log, a note a month and source."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vaulttool.exchange.log_lines import Talk, lines_by_month, with_lines
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.usecases.everybody import ReadBytes, Somebody, WhoTookPart
from vaulttool.usecases.import_people import Import, Place, title_of
from vaulttool.usecases.outcome import Outcome

LOG = "Log"
"""The folder of the log notes."""


def import_talks(
    found: Import, read_bytes: ReadBytes, place: Place, made: Mapping[int, str] | None = None
) -> Outcome:
    """Find the edits that log what was done with contacts; importing twice makes none.

    Whoever took part is known by address or profile (also one that only an imported record of theirs has),
    else by a full name that one contact alone bears. What was done with others is not written. `made`: see
    `import_people`.
    """
    who = WhoTookPart(found.contacts, found.everyone)
    by_source: dict[str, list[Talk]] = defaultdict(list)
    for one in sorted(found.talks, key=lambda one: one.date):
        for party in one.people:
            somebody = who.find(party)
            path = (made or {}).get(id(somebody), "") if isinstance(somebody, Somebody) else somebody
            if path:
                by_source[one.source].append(Talk(one.date, one.kind, path, one.direction))
    return log_talks(by_source, read_bytes, place)


def remembered_talks(cells: Iterable[str], contact: str) -> dict[str, list[Talk]]:
    """Give the talks of a CSV's row by source, for somebody who has a note now."""
    found: dict[str, list[Talk]] = defaultdict(list)
    for cell in cells:
        match cell.split():
            case [day, kind, direction, source]:
                try:
                    date = dt.date.fromisoformat(day)
                except ValueError:
                    continue
                who = direction if direction in ("me", "them") else None
                found[source].append(Talk(date, kind, contact, who))  # type: ignore[arg-type]
    return found


def log_talks(by_source: Mapping[str, Sequence[Talk]], read_bytes: ReadBytes, place: Place) -> Outcome:
    """Find the edits that write talks into the log."""
    edits: list[Edit] = []
    for source in sorted(by_source):
        for month, lines in sorted(lines_by_month(by_source[source], place.wikilink).items()):
            path = f"{LOG}/{month} {title_of(source)}.md"
            old = read_bytes(path)
            new = with_lines(old or b"", lines)
            if new != (old or b""):
                why = f"{len(lines)} days of messages and meetings"
                edits.append(Edit(path, None if old is None else content_hash(old), new, why))
    return Outcome(tuple(edits), (), tuple(f"{edit.path}: {edit.why}" for edit in edits))
