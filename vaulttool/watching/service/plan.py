"""What a service of one vault runs, and what each kind of system is to be told."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vaulttool.vault.places import vault_id

PAUSE = 30
"""Seconds between a failure and the next try."""
TRIES = 20
"""So many tries in an hour, and then no more until the person has looked."""

_KEPT = ("XDG_STATE_HOME", "XDG_CACHE_HOME", "PYTHONPATH")


@dataclass(frozen=True, slots=True)
class Plan:
    """One service."""

    name: str
    """Of the service, in letters, digits and hyphens."""
    vault: Path
    command: tuple[str, ...]
    environment: Mapping[str, str]
    """What it must know of the person's own: where its folders lie."""
    state: Path


@dataclass(frozen=True, slots=True)
class Steps:
    """What is asked of the system for one deed, in order; it ends at the first that fails."""

    commands: tuple[tuple[str, ...], ...]
    may_fail: bool = False
    """Whether a failure means that there was nothing to do."""


class Manager(Protocol):
    """One kind of system."""

    @property
    def title(self) -> str:
        """How a person calls it."""

    def place(self, plan: Plan) -> Path:
        """Give the file that describes the service."""

    def content(self, plan: Plan) -> bytes:
        """Give what stands in that file."""

    def steps(self, plan: Plan, action: str) -> Steps:
        """Give what to run for "install", "start", "stop", "status" or "uninstall"."""


def plan_of(root: Path, state: Path, environment: Mapping[str, str] = os.environ) -> Plan:
    """Plan the service of a vault; two vaults never share a name."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", root.name).strip("-")[:40].lower()
    name = "-".join(part for part in ("vaulttool", readable, vault_id(root)[:8]) if part)
    # -P: the folder in which it is started is no place for modules.
    command = (sys.executable, "-P", "-m", "vaulttool", "watch", "--vault", str(root), "--log")
    kept = {
        key: value
        for key, value in sorted(environment.items())
        if value and (key in _KEPT or key.startswith("VAULTTOOL_")) and key != "VAULTTOOL_VAULT"
    }
    return Plan(name, root, command, kept, state)
