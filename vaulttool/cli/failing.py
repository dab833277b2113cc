"""The one place where failures become words and exit codes."""

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NOBODY_READS = (errno.EPIPE, errno.EINVAL)
"""What writing into a closed pipe gives: on Windows the second."""


class _Patient(io.FileIO):
    """An output whose reader may leave early (`| head -3`): what comes then is dropped."""

    def write(self, content: "ReadableBuffer", /) -> int:
        try:
            return super().write(content) or 0
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return memoryview(content).nbytes


def outlive_readers() -> None:
    """Have a command do all that it was asked for, whoever stops reading what it prints."""
    sys.stdout, sys.stderr = _patient(sys.stdout), _patient(sys.stderr)


def _patient(stream: TextIO) -> TextIO:
    if stream is None or stream.isatty():
        return stream
    raw = io.BufferedWriter(_Patient(stream.fileno(), "w", closefd=False))
    return io.TextIOWrapper(raw, stream.encoding, stream.errors, line_buffering=stream is sys.stderr)


def told(command: click.Command) -> int:
    """Run a command and give its exit code.

    No traceback reaches a person: ours goes to a file that is named.
    """
    try:
        # https://no-color.org; click itself only looks at the terminal.
        code = command.main(standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        click.echo("Stopped; nothing more was written.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _tell(error)


def _tell(error: Exception) -> int:
    from vaulttool.cli.printing import safe
    from vaulttool.notes.problem import VaultError

    if isinstance(error, VaultError):
        click.echo(safe(str(error)), err=True)
        return 1
    said = safe(f"{type(error).__name__}: {error}")
    click.echo(f"Something went wrong in vaulttool itself: {said}", err=True)
    click.echo(f"Nothing is lost. {_written_down()}", err=True)
    return 1


def _written_down() -> str:
    """Keep the traceback for a bug report, where the person can find it."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="vaulttool-", suffix=".log", delete=False) as file:
        traceback.print_exc(file=file)
    return f"Please report it with the file {file.name} (it names paths, no lines of your notes)."
