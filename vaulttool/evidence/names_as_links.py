"""A line with its plain names written as links, so that the rules of links decide what it says of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.plain_names import Span, full_names


class Linked(NamedTuple):
    """One reading of a line."""

    text: str
    starts: frozenset[int]
    """Where in it the links stand that were none."""


def with_full_names_linked(text: str, languages: Languages) -> Iterator[Linked]:
    """Give the line with every whole name as a link, once for each way in which its names can be cut.

    "Yesterday Ana Ruiz called" is read with "Yesterday Ana Ruiz" and with "Ana Ruiz": whose name it is, if
    anybody's, only the vault knows.
    """
    layers: list[list[Span]] = []
    for span in full_names(text, languages):
        layer = next((one for one in layers if one[-1].end <= span.start), None)
        if layer is None:
            layers.append([span])
        else:
            layer.append(span)
    for layer in layers:
        yield linked(text, layer)


def linked(text: str, spans: Iterable[Span]) -> Linked:
    """Give the text with `[[…]]` around the spans, which do not overlap and come in order."""
    pieces: list[str] = []
    starts: list[int] = []
    end = length = 0
    for span in spans:
        piece = text[end : span.start]
        starts.append(length + len(piece))
        pieces += [piece, f"[[{text[span.start : span.end]}]]"]
        length += len(piece) + len(pieces[-1])
        end = span.end
    return Linked("".join([*pieces, text[end:]]), frozenset(starts))
