"""`vaulttool git-merge`."""

import click


@click.command()
@click.argument("base", type=click.Path(dir_okay=False))
@click.argument("ours", type=click.Path(dir_okay=False))
@click.argument("theirs", type=click.Path(dir_okay=False))
@click.argument("marker_size", type=click.IntRange(1, 1000), default=7)
@click.option("--kept", multiple=True, metavar="NAME", help="The vault's names of the three kept properties.")
def command(base: str, ours: str, theirs: str, marker_size: int, kept: tuple[str, ...]) -> None:
    """Merge one note; git calls this after `git-setup`

    Front matter is merged by property, the rest by line, into the file OURS. Exit code 1: both sides changed
    the same thing, and what each says stands between git's marks.

    \b
    Example: vaulttool git-merge BASE OURS THEIRS 7
    """
    from pathlib import Path

    from vaulttool.usecases.git_merge import KEPT, git_merge

    names = kept if len(kept) == len(KEPT) else KEPT
    if git_merge(Path(base), Path(ours), Path(theirs), marker_size, names):
        raise click.exceptions.Exit(1)
