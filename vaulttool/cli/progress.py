"""The progress bar over notes that are read."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

One = TypeVar("One")


def reading_bar(files: Iterable[One]) -> Iterator[One]:
    """Give the same files, and show on a terminal how far it is and how fast it goes."""
    if not sys.stderr.isatty():
        yield from files
        return
    many = list(files)
    with click.progressbar(many, label="Reading notes", file=sys.stderr, show_pos=True) as bar:
        yield from bar
