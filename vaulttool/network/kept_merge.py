"""Bring the kept properties of two versions of a person's note together, to be derived again."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from vaulttool.network.last_contact import Seal, format_seal, parse_seal
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.yaml_text import yaml_text

_QUOTES = "\"' "


def merge_kept(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str], names: Sequence[str]
) -> dict[str, str] | None:
    """Give the lines of the kept properties by folded name; None where their values cannot be read.

    `names` are the three as this vault spells them: last_contact, last_contact_note, last_contact_by_hand.
    The newest sealed day holds, and the newest typed one where that is newer; else it waits beside the seal.
    Whether the seal's note still proves it is asked by the next `update`.
    """
    folded = [fold_name(name) for name in names]
    sides = [[side.get(name, "") for name in folded] for side in (base, ours, theirs)]
    if sides[1] == sides[2] or sides[0] == sides[2]:
        return _lines(folded, sides[1])
    if sides[0] == sides[1]:
        return _lines(folded, sides[2])
    read = [_read(side) for side in sides[1:]]
    seals = [seal for one in read if one is not None for seal in one[0]]
    typed = [day for one in read if one is not None for day in one[1]]
    if None in read:
        return None
    end = "\r\n" if any("\r\n" in text for side in sides for text in side) else "\n"
    best = max(seals, key=lambda seal: (seal.date, seal.target), default=None)
    hand = max(typed, default=None)
    if best is None or (hand is not None and hand >= best.date):
        values = ["" if hand is None else hand.isoformat(), "", ""]
    else:
        values = [best.date.isoformat(), yaml_text(format_seal(best)), hand.isoformat() if hand else ""]
    texts = [
        f"{yaml_text(name)}: {value}{end}" if value else "" for name, value in zip(names, values, strict=True)
    ]
    return _lines(folded, texts)


def _lines(folded: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    return dict(zip(folded, texts, strict=True))


def _read(side: Sequence[str]) -> tuple[list[Seal], list[dt.date]] | None:
    """Give the seals and the typed days of one side; None where a line is more than one value of ours."""
    values = [_value(text) for text in side]
    if None in values:
        return None
    day, seal_text, by_hand = (value or "" for value in values)
    seal = parse_seal(seal_text)
    try:
        days = [dt.date.fromisoformat(text) for text in (day, by_hand) if text]
    except ValueError:
        return None
    if seal_text and seal is None:
        return None
    typed = list(_typed(days[:1] if day else [], days[1:] if day else days, seal))
    return ([seal] if seal else []), typed


def _typed(written: list[dt.date], waiting: list[dt.date], seal: Seal | None) -> Iterator[dt.date]:
    yield from waiting
    yield from (day for day in written if seal is None or day != seal.date)


def _value(chunk: str) -> str | None:
    """Give what stands behind the colon; None where the property has more than one line, or a comment."""
    if not chunk:
        return ""
    line, _, more = chunk.rstrip("\r\n").partition("\n")
    value = line.partition(":")[2].strip(_QUOTES)
    return None if more or " #" in value else value
