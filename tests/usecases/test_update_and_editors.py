"""`vaulttool update` beside an editor at work."""

import gc
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from vaulttool.cli import update as command

from daemons import ANA, MEETING, TODAY, meeting, person

if TYPE_CHECKING:
    from tests.conftest import Vault


@pytest.fixture
def ana(vault: "Vault") -> "Vault":
    vault.write(ANA, person("Ana Ruiz"))
    vault.write(MEETING, meeting("Ana Ruiz"))
    return vault


@pytest.mark.parametrize("editor", ["Kate", "Vim"])
def test_a15_a_note_with_unsaved_text_in_an_editor_is_left_alone_and_named(ana: "Vault", editor: str) -> None:
    swap = bytearray(1100)
    swap[:2], swap[24:28], swap[1007] = b"b0", os.getpid().to_bytes(4, "little"), 0x55
    lock = ana.write(
        "People/.Ana Ruiz.md.kate-swp" if editor == "Kate" else "People/.Ana Ruiz.md.swp", bytes(swap)
    )
    before = ana.snapshot()
    said = ana.run("update", code=1)
    assert f"{ANA}: {editor} holds unsaved text" in said.err
    assert ana.snapshot() == before
    lock.unlink()
    ana.run("update")
    assert ana.property(ANA, "last_contact") == TODAY


@pytest.mark.parametrize("is_finished", [True, False])
def test_a4_a_date_does_not_go_back_while_its_proof_is_being_saved(
    ana: "Vault", monkeypatch: pytest.MonkeyPatch, is_finished: bool
) -> None:
    ana.run("update")
    before, whole = ana.bytes(ANA), ana.bytes(MEETING)
    slept: list[float] = []
    with (ana.root / MEETING).open("wb", buffering=0) as editor:  # emptied, and not yet written

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            if is_finished:
                editor.write(whole)

        now = (ana.root / MEETING).stat().st_mtime_ns + 200_000_000
        monkeypatch.setattr(command, "time", SimpleNamespace(sleep=sleep, time_ns=lambda: now))
        for name, value in ana.environment().items():
            monkeypatch.setenv(name, value)
        said = CliRunner().invoke(command.command, ["--vault", str(ana.root), "--today", TODAY])
    gc.enable()  # which a command leaves switched off
    assert (said.exit_code, slept) == (0, [0.8] if is_finished else [0.8] * command.MOST_WAITS)
    # A note that stays empty proves nothing: somebody cleared it.
    assert (ana.bytes(ANA) == before) is is_finished
