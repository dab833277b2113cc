"""A vault for pages, in this process."""

import pytest

from decide.pages_by_hand import Notes, at_home


@pytest.fixture
def notes(tmp_path, monkeypatch):
    for name, value in at_home(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    (tmp_path / "vault").mkdir()
    return Notes(tmp_path / "vault")
