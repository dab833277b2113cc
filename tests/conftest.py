"""A vault for tests: show it, act, show it again."""

import gc
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import settings

# A busy machine is slow now and then: no example fails for its time. In CI every run tries the same ones.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

TODAY = "2026-11-24"


@dataclass(frozen=True)
class Result:
    """What a command gave: exit code and what it printed."""

    code: int
    out: str
    err: str


class Vault:
    """A folder of notes, its user's state folders, and the command that works on them."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root = root
        self.home = home

    def write(self, path: str, text: str | bytes = "") -> Path:
        """Write a note (text as UTF-8, bytes as they are), folders included."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def bytes(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the vault with its bytes."""
        return {
            str(f.relative_to(self.root)): f.read_bytes() for f in sorted(self.root.rglob("*")) if f.is_file()
        }

    def property(self, path: str, name: str) -> str | None:
        """The raw text of a property, as it stands behind `name:` in the front matter."""
        for line in self.read(path).splitlines():
            key, sign, value = line.partition(":")
            if sign and key.strip() == name:
                return value.strip()
        return None

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("VAULTTOOL_", "XDG_"))}
        return kept | {
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "NO_COLOR": "1",
        }

    def run(
        self, *arguments: str, today: str | None = TODAY, input: str = "", code: int | None = 0
    ) -> Result:
        """Run `vaulttool ARGUMENTS --vault ROOT --today DAY` as a person would, in the process of the tests.

        A process of its own does the same and takes ten times as long; see `run_process`.
        """
        from vaulttool.cli.failing import told
        from vaulttool.cli.main import vaulttool

        runner = _runner(self.environment())
        with (
            runner.isolation(input=input) as (out, err, *_),
            patch.object(sys, "argv", ["vaulttool", *self._words(arguments, today)]),
        ):
            try:
                found = told(vaulttool)
            finally:
                gc.enable()  # a command switches it off, for it ends soon
            said = Result(found, out.getvalue().decode(), err.getvalue().decode())
        return self._checked(said, code)

    def run_process(
        self, *arguments: str, today: str | None = TODAY, input: str = "", code: int | None = 0
    ) -> Result:
        """Run the same as a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "vaulttool", *self._words(arguments, today)],
            input=input,
            capture_output=True,
            text=True,
            env=self.environment(),
            timeout=60,
            check=False,
        )
        return self._checked(Result(done.returncode, done.stdout, done.stderr), code)

    def _words(self, arguments: tuple[str, ...], today: str | None) -> list[str]:
        day = [] if today is None else ["--today", today]
        return [*arguments, "--vault", str(self.root), *day]

    def _checked(self, result: Result, code: int | None) -> Result:
        assert "Traceback" not in result.err, result.err
        assert code is None or result.code == code, result.out + result.err
        return result


def _runner(environment: dict[str, str]) -> CliRunner:
    try:
        return CliRunner(env=environment, mix_stderr=False)  # type: ignore[call-arg]  # click 8.1 would mix them
    except TypeError:
        return CliRunner(env=environment)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    root, home = tmp_path / "vault", tmp_path / "home"
    root.mkdir()
    home.mkdir()
    return Vault(root, home)
