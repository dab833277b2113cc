"""What is asked of git, and what becomes of it where git says no, or is not there."""

import os
import shutil
import subprocess

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.vault.git import configure, configured, forget_section, merge_lines, top_folder

has_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@has_git
def test_settings_are_written_read_and_forgotten(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    forget_section(tmp_path, "merge.vaulttool")  # that is not there
    configure(tmp_path, "merge.vaulttool", {"name": "by property", "driver": "x %A"})
    assert configured(tmp_path, "merge.vaulttool") == {"name": "by property", "driver": "x %A"}
    forget_section(tmp_path, "merge.vaulttool")
    assert configured(tmp_path, "merge.vaulttool") == {}


@has_git
def test_what_git_refuses_is_told(tmp_path):
    with pytest.raises(VaultError) as caught:
        configure(tmp_path, "merge.vaulttool", {"name": "x"})
    assert caught.value.problem.rule == "git-refused"


def test_without_git_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VaultError) as caught:
        top_folder(tmp_path)
    assert caught.value.problem.rule == "no-git"


@pytest.mark.skipif(os.name != "posix", reason="starts a program of the shell")
@pytest.mark.parametrize("end", ["exit 255", "kill -9 $$"])
def test_a_merge_that_git_does_not_end_well_is_no_merge(tmp_path, monkeypatch, end):
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\n{end}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="merge-file"):
        merge_lines("base\n", "ours\n", "theirs\n")
