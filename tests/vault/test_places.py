import os
from pathlib import Path

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.vault.places import cache_folder, open_private, state_folder, vault_id


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_two_vaults_have_two_folders_and_a_link_to_a_vault_is_that_vault(tmp_path):
    one, two, link = tmp_path / "one", tmp_path / "two", tmp_path / "link"
    one.mkdir()
    two.mkdir()
    link.symlink_to(one)
    assert vault_id(one) != vault_id(two)
    assert vault_id(link) == vault_id(one)


@pytest.mark.parametrize(
    ("environment", "platform", "state", "cache"),
    [
        ({"XDG_STATE_HOME": "S", "XDG_CACHE_HOME": "C"}, "linux", "S/vaulttool", "C/vaulttool"),
        ({"XDG_STATE_HOME": "S", "VAULTTOOL_STATE": "V"}, "linux", "V", "home/.cache/vaulttool"),
        ({"VAULTTOOL_CACHE": "V"}, "linux", "home/.local/state/vaulttool", "V"),
        ({}, "darwin", "home/Library/Application Support/vaulttool", "home/Library/Caches/vaulttool"),
        ({"LOCALAPPDATA": "L"}, "win32", "L/vaulttool/state", "L/vaulttool/cache"),
    ],
)
def test_each_platform_and_variable_has_its_place(tmp_path, environment, platform, state, cache):
    environment = {name: str(tmp_path / value) for name, value in environment.items()}
    environment["HOME"] = str(tmp_path / "home")
    name = vault_id(tmp_path)
    assert state_folder(tmp_path, environment, platform) == tmp_path / state / name
    assert cache_folder(tmp_path, environment, platform) == tmp_path / cache / name


def test_a_relative_variable_is_ignored(tmp_path):
    environment = {"HOME": str(tmp_path), "XDG_STATE_HOME": "here", "VAULTTOOL_STATE": "there"}
    assert state_folder(tmp_path, environment, "linux").is_relative_to(tmp_path / ".local" / "state")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_folders_are_0700_and_files_0600_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        folder = state_folder(tmp_path, {"VAULTTOOL_STATE": str(tmp_path / "s")}, "linux")
        os.close(open_private(folder / "file", os.O_RDWR))
    finally:
        os.umask(before)
    assert mode(folder) == mode(folder.parent) == 0o700
    assert mode(folder / "file") == 0o600


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(VaultError, match="cannot be made"):
        state_folder(tmp_path, {"VAULTTOOL_STATE": str(tmp_path / "file" / "s")}, "linux")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_that_was_there_keeps_its_mode(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    theirs.chmod(0o755)
    state_folder(tmp_path, {"VAULTTOOL_STATE": str(theirs)}, "linux")
    assert mode(theirs) == 0o755
