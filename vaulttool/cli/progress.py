"""How far reading is: a bar over notes, a count of records."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

One = TypeVar("One")


def counting(records: Iterable[One]) -> Iterator[One]:
    """Give the same records, and show on a terminal how many there were so far."""
    if not sys.stderr.isatty():
        yield from records
        return
    for number, one in enumerate(records, start=1):
        if number % 500 == 0:
            click.echo(f"\r{number} records read", nl=False, err=True)
        yield one
    click.echo("\r\x1b[K", nl=False, err=True)


def reading_bar(files: Iterable[One]) -> Iterator[One]:
    """Give the same files, and show on a terminal how far it is and how fast it goes."""
    if not sys.stderr.isatty():
        yield from files
        return
    many = list(files)
    with click.progressbar(many, label="Reading notes", file=sys.stderr, show_pos=True) as bar:
        yield from bar
