"""Daemons that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from daemons import Turned, Watcher

if TYPE_CHECKING:
    from tests.conftest import Vault


@pytest.fixture
def watch(vault: Vault) -> Iterator[Callable[..., Watcher]]:
    """Start the daemon on the test's vault and wait until it is ready."""
    started: list[Watcher] = []

    def start(
        *arguments: str, before: Sequence[str] = (), is_silent: bool = False, **environment: str
    ) -> Watcher:
        started.append(Watcher(vault, *arguments, before=before, **environment))
        return started[-1] if is_silent else started[-1].ready()

    yield start
    for watcher in started:
        watcher.process.kill()
        watcher.process.wait(10)


@pytest.fixture
def turned(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Turned]]:
    for name in ("state", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(vault.home / name))
    started: list[Turned] = []

    def start(**settings: str) -> Turned:
        started.append(Turned(vault, **settings))
        return started[-1]

    yield start
    for one in started:
        one.daemon.end()
