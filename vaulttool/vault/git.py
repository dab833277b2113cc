"""What is asked of git: its folder and settings for a vault, and its merge of texts by line."""

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError

_SECONDS = 60


def top_folder(folder: Path) -> Path | None:
    """Give the folder that the repository around a folder begins with; None where there is no repository."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    said = done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")
    return Path(said) if done.returncode == 0 and said else None


def configured(folder: Path, section: str) -> dict[str, str]:
    """Give the settings of one section of the repository's own configuration, by their last name."""
    done = _git(folder, "config", "--local", "--null", "--get-regexp", f"^{section.replace('.', '[.]')}[.]")
    rows = (row.partition("\n") for row in done.stdout.decode("utf-8", "replace").split("\0") if row)
    return {name.rpartition(".")[2]: value for name, _, value in rows}


def configure(folder: Path, section: str, values: Mapping[str, str]) -> None:
    """Write settings into a section of the repository's own configuration. Raises VaultError."""
    for name, value in values.items():
        _done(_git(folder, "config", "--local", f"{section}.{name}", value))


def forget_section(folder: Path, section: str) -> None:
    """Remove a section of the repository's own configuration, where it is there. Raises VaultError."""
    if configured(folder, section):
        _done(_git(folder, "config", "--local", "--remove-section", section))


def merge_lines(base: str, ours: str, theirs: str, marker_size: int = 7) -> tuple[str, bool]:
    """Merge texts by line as git does; gives the result, and whether it holds a conflict. Raises OSError."""
    if base == theirs or ours == theirs:
        return ours, False
    if base == ours:
        return theirs, False
    with tempfile.TemporaryDirectory(prefix="vaulttool-") as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(text.encode())
        labels = [part for file in files for part in ("-L", file.name)]
        names = [str(file) for file in files]
        size = f"--marker-size={marker_size}"
        done = _git(Path(folder), "merge-file", "--quiet", "-p", size, *labels, *names)
    if done.returncode < 0 or done.returncode > 127:
        raise OSError(f"git merge-file ended with {done.returncode}")
    return done.stdout.decode(), done.returncode > 0


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command: Sequence[str] = ("git", "-C", str(folder), *arguments)
    try:
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError as error:
        what = "git is not installed, or not found"
        raise VaultError(
            Problem("", None, what, "Install it, or add its folder to PATH.", "no-git")
        ) from error


def _done(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        what = f"git refused: {done.stderr.decode('utf-8', 'replace').strip()}"
        raise VaultError(Problem("", None, what, "Nothing was changed.", "git-refused"))
