"""Names of contacts for the shell's completion: file names only, so that the Tab key answers at once."""

# Plain strings instead of paths: this runs at every Tab.
import os
import re

import click
from click.shell_completion import CompletionItem

MOST = 200
_LIST = re.compile(r"^\s*-\s+(.+?)\s*$")


def complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the names of people that begin with what is typed, or have a word that does."""
    root = named_root(ctx.params.get("vault"))
    if root is None:
        return []
    wanted = incomplete.strip("\"'").casefold()
    names = _names(root)
    # All at once: there may be ten thousand, and no name has a NUL.
    folded = "\0".join(names).casefold().split("\0")
    first = [name for name, one in zip(names, folded, strict=True) if one.startswith(wanted)]
    later = f" {wanted}"
    both = zip(names, folded, strict=True)
    inner = [name for name, one in both if later in one and not one.startswith(wanted)]
    first.sort(key=str.casefold)
    inner.sort(key=str.casefold)
    return [CompletionItem(_typed(name)) for name in (*first, *inner)[:MOST]]


def _typed(name: str) -> str:
    """Give a name as bash takes it; zsh and fish quote by themselves. What is in quotes stays as it is."""
    words = os.environ.get("COMP_WORDS", "")
    if (
        not os.environ.get("_VAULTTOOL_COMPLETE", "").startswith("bash")
        or words.count('"') % 2
        or words.count("'") % 2
    ):
        return name
    return re.sub(r"([^\w./@,:-])", r"\\\1", name)


def named_root(named: str | None) -> str | None:
    """Give the vault's folder, found without reading a note; None where that does not tell."""
    said = named or os.environ.get("VAULTTOOL_VAULT")
    if said:
        return os.path.expanduser(said)
    folder = os.getcwd()
    while True:
        if any(
            os.path.exists(os.path.join(folder, mark)) for mark in ("vaulttool.md", ".obsidian", "logseq")
        ):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _names(root: str) -> list[str]:
    found: list[str] = []
    for folder in people_folders(root):
        found += _names_below(os.path.join(root, folder))
    return list(dict.fromkeys(found))


def _names_below(folder: str) -> list[str]:
    """Give the names of the notes in a folder; only what is no note is looked at once more."""
    try:
        names = [name for name in os.listdir(folder) if name[0] != "."]
    except OSError:
        return []
    found = [name[:-3] for name in names if name[-3:] == ".md"]
    if len(found) == len(names):
        return found
    for name in names:
        place = os.path.join(folder, name)
        if name[-3:] != ".md" and os.path.isdir(place) and not os.path.islink(place):
            found += _names_below(place)
    return found


def people_folders(root: str) -> list[str]:
    """Give the people folders that the settings note names, else those that are usually called so."""
    try:
        note = os.path.join(root, "vaulttool.md")
        said = []
        if os.path.isfile(note):  # to open a pipe would hold the shell up
            with open(note, encoding="utf-8") as file:
                said = _said(file.read(20_000).splitlines())
    except (OSError, UnicodeDecodeError):
        said = []
    if said:
        return said
    usual = ("people", "contacts", "persons", "personnes", "crm")
    with os.scandir(root) as entries:
        return [entry.name for entry in entries if entry.is_dir() and entry.name.casefold() in usual]


def _said(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        name, colon, value = line.partition(":")
        if colon and name.strip() == "people_folders":
            below: list[str] = []
            for one in lines[number + 1 :]:
                item = _LIST.match(one)
                if item is None:
                    break
                below.append(item[1])
            values = below or value.strip().strip("[]").split(",")
            return [text for one in values if (text := one.strip().strip("\"'").removeprefix("*/"))]
    return []
