"""Templates are compiled once, and by whatever is kept of them a page is the same."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from vaulttool.pages import render
from vaulttool.usecases.pages_of_week import agenda
from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.places import cache_folder

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VAULTTOOL_STATE", str(tmp_path / "state"))
    vault = tmp_path / "vault"
    (vault / "People").mkdir(parents=True)
    (vault / "People" / "Ada Kvist.md").write_text("---\ncircle: close\n---\n- 2026-01-05: lunch\n")
    return vault


def page(root: Path, use_index: bool = True) -> bytes | None:
    """Write the agenda as another process would."""
    render._built_in.cache_clear()
    return agenda(open_vault(root, TODAY, str(root), {}, use_index)).edits[0].new


def test_a_template_is_compiled_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page(root)
    monkeypatch.setattr("jinja2.Environment._generate", lambda *_, **__: pytest.fail("it is compiled again"))
    assert page(root) == first


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-9] + b"123456789"),
        lambda file: file.write_bytes(b""),
    ],
)
def test_what_is_damaged_is_compiled_again(root: Path, damage: Callable[[Path], object]) -> None:
    page(root)
    damage(cache_folder(root) / "templates")
    assert page(root) == page(root, use_index=False)
