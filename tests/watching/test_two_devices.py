"""Two daemons on two copies of one vault: git between them, and Syncthing's own way with files."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daemons import ANA, TODAY, Watcher, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

QUICK = {"VAULTTOOL_REST_SECONDS": "0.2", "VAULTTOOL_SETTLE_SECONDS": "0.1"}
Pair = tuple["Vault", "Vault"]


@pytest.fixture
def pair(vault: Vault) -> Pair:
    """Two empty vaults, each with its own home."""
    other = type(vault)(vault.root.parent / "vault on the laptop", vault.root.parent / "home of the laptop")
    other.home.mkdir()
    return vault, other


@pytest.fixture
def watched() -> Iterator[Callable[[Pair], list[Watcher]]]:
    started: list[Watcher] = []

    def start(pair: Pair) -> list[Watcher]:
        started.extend(Watcher(one, **QUICK) for one in pair)
        return [one.ready() for one in started]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait(10)


def notes(vault: Vault) -> dict[str, bytes]:
    return {
        path: content
        for path, content in vault.snapshot().items()
        if not any(part.startswith(".") for part in path.split("/"))
    }


def days(vault: Vault, path: str = ANA) -> str | None:
    return vault.property(path, "last_contact")


def missing(words: list[str], vault: Vault) -> list[str]:
    """Words that stand in no note; one that met a write of the daemon stands in a copy ten seconds later."""
    everything = b"".join(notes(vault).values()).decode()
    return [word for word in words if word not in everything]


def comes_to_rest(is_equal: Callable[[], bool], watchers: list[Watcher]) -> int:
    """Wait until nobody has written for a second, and all is equal; gives how often was written in all."""
    seen: list[tuple[float, int]] = []

    def is_at_rest() -> bool:
        now, count = time.monotonic(), sum(watcher.said("last contact") for watcher in watchers)
        seen.append((now, count))
        return is_equal() and any(then < now - 1 and count == before for then, before in seen)

    assert until(is_at_rest, 30)
    return seen[-1][1]


class Git:
    """A bare repository, and what a person or a plugin does with it on each device."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.bare = pair[0].root.parent / "bare.git"
        self.conflicts = 0
        self(pair[0], "init", "-q", "--bare", str(self.bare), at=pair[0].root.parent)
        self(pair[0], "init", "-q", ".")
        self(pair[0], "remote", "add", "origin", str(self.bare))

    def __call__(self, vault: Vault, *arguments: str, code: int | None = 0, at: Path | None = None) -> int:
        settings = ["user.name=A", "user.email=a@example.org", "init.defaultBranch=main", "pull.rebase=false"]
        options = [part for one in settings for part in ("-c", one)]
        done = subprocess.run(
            ["git", *options, *arguments],
            cwd=at or vault.root, env=vault.environment(), capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done.returncode

    def send(self, vault: Vault) -> None:
        """Commit, pull, push; anew where the daemon wrote in between, so that git refused to merge."""
        assert until(lambda: self._sent(vault), 30)

    def _sent(self, vault: Vault) -> bool:
        self(vault, "add", "-A")
        self(vault, "commit", "-qm", "notes", code=None)
        if self(vault, "pull", "-q", "--no-edit", "origin", "main", code=None):
            if not self.is_merging(vault):
                return self(vault, "ls-remote", "-q", "--exit-code", "origin", "main", code=None) != 0 and (
                    self(vault, "push", "-q", "origin", "HEAD:main", code=None) == 0
                )
            self.resolve(vault)
        return self(vault, "push", "-q", "origin", "HEAD:main", code=None) == 0

    def is_merging(self, vault: Vault) -> bool:
        return (vault.root / ".git" / "MERGE_HEAD").exists()

    def resolve(self, vault: Vault) -> None:
        """Keep both sides, as a person would who wants to lose nothing."""
        for path, content in notes(vault).items():
            if b"<<<<<<< " in content:
                self.conflicts += 1
                marks = (b"<<<<<<< ", b"=======", b">>>>>>> ")
                vault.write(path, b"".join(x for x in content.splitlines(True) if not x.startswith(marks)))
        self(vault, "add", "-A")
        self(vault, "commit", "-qm", "both sides")

    def until_equal(self) -> bool:
        for vault in (*self.pair, *self.pair):
            self.send(vault)
        return notes(self.pair[0]) == notes(self.pair[1])


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_d_two_daemons_and_git_come_to_rest_and_lose_nothing(
    pair: Pair, watched: Callable[[Pair], list[Watcher]]
) -> None:
    """D1, D6, D8, D12: real commits, pulls and conflicts while both daemons write."""
    git = Git(pair)
    first, second = pair
    first.write(ANA, person("Ana Ruiz", "city: Lyon\n"))
    first.write("People/Bo Lind.md", person("Bo Lind"))
    first.run("git-setup", "--yes", today=None)
    git.send(first)
    git(second, "clone", "-q", str(git.bare), str(second.root), at=first.root.parent)
    second.run("git-setup", "--yes", today=None)
    watchers = watched(pair)

    words = []
    for number, vault in zip(range(1, 5), itertools.cycle(pair), strict=False):
        both = [(one, f"word{number}{'ab'[place]}") for place, one in enumerate(pair)]
        for one, word in both:
            one.write(ANA, one.read(ANA) + f"\n{word}\n")
            words.append(word)
        day = f"2026-11-{10 + number}"
        vault.write(f"Meetings/{day} Lunch.md", meeting("Ana Ruiz", "Bo Lind", day=day) + f"talk{number}\n")
        words.append(f"talk{number}")
        assert until(lambda at=vault, day=day: days(at, "People/Bo Lind.md") == day, 30), watchers[0].lines
        git.send(vault)
    at_rest = {"2026-11-14"}
    assert until(lambda: git.until_equal() and {days(vault) for vault in pair} == at_rest, 30)
    assert git.conflicts
    assert until(lambda: git.until_equal() and not missing(words, second), 20), missing(words, second)

    first.remove("Meetings/2026-11-14 Lunch.md")  # The daemon that sees it go takes the date back, for both.
    assert until(lambda: days(first) == "2026-11-13", 30), watchers[0].lines
    assert until(lambda: git.until_equal() and days(second) == "2026-11-13", 30)
    assert comes_to_rest(git.until_equal, watchers) < 60


class Syncthing:
    """Brings files from one folder to another as Syncthing does: hidden temporary, rename, conflict copy."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.known: dict[str, bytes] = {}
        self.conflicts = 0

    def exchange(self) -> None:
        ours, theirs = (notes(vault) for vault in self.pair)
        for path in sorted({*ours, *theirs, *self.known}):
            mine, yours, was = ours.get(path), theirs.get(path), self.known.get(path)
            if mine == yours:
                self._know(path, mine)
            elif mine == was or (mine is None and yours is not None):
                self._bring(self.pair[0], path, yours)
            elif yours == was or (yours is None and mine is not None):
                self._bring(self.pair[1], path, mine)
            else:
                self._conflict(path)

    def _know(self, path: str, content: bytes | None) -> None:
        if content is None:
            self.known.pop(path, None)
        else:
            self.known[path] = content

    def _bring(self, vault: Vault, path: str, content: bytes | None) -> None:
        self._know(path, content)
        place = vault.root / path
        if content is None:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        hidden = place.with_name(f".syncthing.{place.name}.tmp")
        with hidden.open("wb") as file:
            for start in range(0, len(content), 16):
                file.write(content[start : start + 16])
                file.flush()
        hidden.replace(place)

    def _conflict(self, path: str) -> None:
        """The older file gets the name of a conflict copy, on the device that receives the newer one."""
        self.conflicts += 1
        places = [vault.root / path for vault in self.pair]
        older = min((0, 1), key=lambda number: places[number].stat().st_mtime_ns)
        name = f"{path[:-3]}.sync-conflict-20261124-{self.conflicts:06}-ABCDEFG.md"
        places[older].rename(self.pair[older].root / name)
        self._bring(self.pair[older], path, places[1 - older].read_bytes())

    def until_equal(self) -> bool:
        self.exchange()
        return notes(self.pair[0]) == notes(self.pair[1])


def test_d9_two_daemons_and_syncthing_s_files_come_to_rest_and_lose_nothing(
    pair: Pair, watched: Callable[[Pair], list[Watcher]]
) -> None:
    """D1, D4, D9: temporaries, renames into place and conflict copies, while both daemons write."""
    first, second = pair
    second.root.mkdir()
    first.write(ANA, person("Ana Ruiz", "city: Lyon\n"))
    sync = Syncthing(pair)
    sync.exchange()
    watchers = watched(pair)
    words = []
    for number, vault in zip(range(1, 5), itertools.cycle(pair), strict=False):
        day = f"2026-11-{10 + number}"
        vault.write(f"Meetings/{day} Lunch.md", meeting("Ana Ruiz", day=day))
        for place, one in enumerate(pair if number % 2 == 0 else (vault,)):
            words.append(f"word{number}{'ab'[place]}")
            one.write(ANA, one.read(ANA) + f"\n{words[-1]}\n")
        sync.exchange()
        assert until(lambda at=vault, day=day: days(at) == day, 30), watchers[0].lines
        sync.exchange()
    assert until(sync.until_equal, 30)
    assert until(lambda: sync.until_equal() and {days(vault) for vault in pair} == {"2026-11-14"}, 30), [
        watcher.lines for watcher in watchers
    ]
    assert until(lambda: sync.until_equal() and not missing(words, first), 20), missing(words, first)
    assert sync.conflicts
    copies = [path for path in notes(first) if ".sync-conflict-" in path]
    told = second.run("check", today=TODAY, code=1).out
    assert copies and all(path in told for path in copies)
    assert comes_to_rest(sync.until_equal, watchers) < 60
