"""`vaulttool lookup`: the address book of mutt, neomutt and aerc, without heavy imports."""

import os
import time
from typing import TYPE_CHECKING

import click

from vaulttool.cli.name_completion import named_root
from vaulttool.cli.options import json_option, no_index_option, vault_option
from vaulttool.vault.address_book import read_book

if TYPE_CHECKING:
    from vaulttool.vault.address_book import Addressee, Book


@click.command()
@click.argument("words", nargs=-1)
@vault_option
@json_option
@no_index_option
def command(words: tuple[str, ...], vault: str | None, as_json: bool, no_index: bool) -> None:
    """Print the mail addresses of people in whom all WORDS occur, as mail programs ask for them

    A line of how many, then address, name and "role, company", parted by tabs. Names, aliases, addresses,
    roles and companies are looked through; accents make no difference. The dead and the archived are left
    out. With --json: one person a line, with phones and postal address.

    \b
    Example: set query_command = "vaulttool lookup --vault ~/Notes %s"   (in muttrc)
    """
    begun_ns = time.time_ns()
    book = None if no_index else _kept(vault)
    if book is None:
        book = _read(vault, begun_ns, no_index)
    found = book.find(" ".join(words))
    if as_json:
        _show_json(found)
    else:
        _show(found)


def _kept(vault: str | None) -> "Book | None":
    root = named_root(vault)
    if root is None:
        return None
    from pathlib import Path

    from vaulttool.vault.places import usable_cache_folder

    place = Path(root)
    folder = usable_cache_folder(place) if place.is_dir() else None
    return None if folder is None else read_book(str(folder), os.path.realpath(root), time.time())


def _read(vault: str | None, begun_ns: int, no_index: bool) -> "Book":
    from vaulttool.cli.options import opened
    from vaulttool.usecases.address_book import address_book

    return address_book(opened(vault, None, no_index), begun_ns)


def _show(found: "list[Addressee]") -> None:
    lines = [f"{email}\t{one.name}\t{one.about}" for one in found for email in one.emails]
    count = "Nobody found" if not lines else "1 address" if len(lines) == 1 else f"{len(lines)} addresses"
    click.echo("\n".join((count, *lines)))


def _show_json(found: "list[Addressee]") -> None:
    from vaulttool.cli.printing import show_json

    names = ("path", "name", "emails", "phones", "about", "address")
    show_json({name: getattr(one, name) for name in names} for one in found)
