"""By which names files and folders are taken for notes, or left out."""

LEFT_OUT_ANYWHERE = frozenset({"node_modules", "_site", "__pycache__"})
LEFT_OUT = frozenset({"logseq/bak", "logseq/version-files"})
BACKUPS = ("~$", "~syncthing~", "#")


def is_note_path(path: str) -> bool:
    """Say whether a path in the vault names a note: ".md", not hidden, no backup, in no left-out folder."""
    *folders, name = path.split("/")
    return is_note_name(name) and not any(
        folder.startswith(".") or folder in LEFT_OUT_ANYWHERE or "/".join(folders[: i + 1]) in LEFT_OUT
        for i, folder in enumerate(folders)
    )


def is_note_name(name: str) -> bool:
    """Say whether a file name is a note's: ends in ".md", is not hidden, no editor's backup or lock."""
    return (
        (name.endswith(".md") or name[-3:].casefold() == ".md")
        and name[0] != "."
        and not name.startswith(BACKUPS)
    )
