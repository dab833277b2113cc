"""The one place where failures become words and exit codes."""

import os
import sys

import click


def told(command: click.Command) -> int:
    """Run a command and give its exit code.

    No traceback reaches a person: ours goes to a file that is named.
    """
    try:
        code = command.main(standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        click.echo("Stopped; nothing more was written.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain about it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
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
