"""What the README says and what CI runs are the same."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def readme_command(name: str) -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^<!-- ci: {name} -->\n```\w*\n(.+?)^```", text, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no command under <!-- ci: {name} -->"
    return found[1]


def test_the_readme_has_the_command_that_runs_all_tests() -> None:
    command = readme_command("tests")
    assert "[test]" in command
    assert "pytest" in command


def test_the_readme_has_the_main_job_for_the_sample_vault() -> None:
    command = readme_command("main job")
    assert "vaulttool update" in command
    assert "sample-vault" in command


@pytest.mark.skipif(not (ROOT / ".ci/run").exists(), reason="not in a clone")
def test_the_ci_script_is_valid_bash_and_may_be_run() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)
