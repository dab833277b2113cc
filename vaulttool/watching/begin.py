"""One daemon a vault: the lock is taken before anything else."""

from collections.abc import Callable
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.vault.find_vault import find_vault
from vaulttool.vault.lock import Holder, lock_daemon
from vaulttool.vault.places import state_folder
from vaulttool.watching.daemon import Daemon
from vaulttool.watching.telling import Say
from vaulttool.watching.world import World


def begin(start: Path, named: str | None, say: Say, may_begin: Callable[[int], bool], world: World) -> Daemon:
    """Give the daemon of the vault that is meant, ready to run.

    Raises VaultError where there is no vault, or where another one watches it already.
    """
    root = find_vault(start, named, world.environment)
    held = lock_daemon(state_folder(root), world.since())
    if isinstance(held, Holder):
        who = f"process {held.pid}, since {held.since}" if held.pid else "another process"
        what = f"another vaulttool watches this vault already ({who})"
        raise VaultError(Problem("", None, what, "One is enough.", "watched-already"))
    return Daemon(root, held, say, may_begin, world)
