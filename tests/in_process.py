"""The command in this very process: as fast as a function, for tests that run it many times."""

import gc
import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

from vaulttool.cli.failing import told
from vaulttool.cli.main import vaulttool

if TYPE_CHECKING:
    from tests.conftest import Vault


def in_process(vault: "Vault") -> "Vault":
    """Give the vault with a `run` that starts no process; else it does and gives the same."""

    def run(
        *arguments: str, today: str | None = "2026-11-24", input: str = "", code: int | None = 0
    ) -> SimpleNamespace:
        command = ["vaulttool", *arguments, "--vault", str(vault.root)]
        if today is not None:
            command += ["--today", today]
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with (
            patch.dict(os.environ, vault.environment(), clear=True),
            patch.object(sys, "argv", command),
            patch.object(sys, "stdin", io.StringIO(input)),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                ended = told(vaulttool)
            finally:
                gc.enable()
        said = [stream.buffer.getvalue().decode() for stream in (out, err) if stream.flush() is None]  # type: ignore[attr-defined]
        assert "Traceback" not in said[1], said[1]
        if code is not None:
            assert ended == code, said[0] + said[1]
        return SimpleNamespace(code=ended, out=said[0], err=said[1])

    vault.run = run  # type: ignore[method-assign,assignment]
    return vault
