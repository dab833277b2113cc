"""On labelled vaults of sixteen styles of note-taking, as a person would run it there: without any settings.

They lie beside the repository, in `../shared/evidence`, or where VAULTTOOL_SHARED says.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2].parent / "shared"
EVIDENCE = Path(os.environ.get("VAULTTOOL_SHARED") or BESIDE) / "evidence"
LEAST = 0.98

pytestmark = pytest.mark.skipif(
    not (EVIDENCE / "score.py").is_file(), reason="needs the labelled vaults of ../shared/evidence"
)


def predictions(folder: Path, today: str, environment: dict[str, str]) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "vaulttool", "interactions", "--json", "--no-index"]
    done = subprocess.run(
        [*command, "--vault", str(folder), "--today", today],
        capture_output=True, text=True, env=environment, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) | {"vault": folder.name} for line in done.stdout.splitlines()]


def test_nearly_every_interaction_and_last_contact_is_right(vault, tmp_path: Path) -> None:
    today = json.loads((EVIDENCE / "expected.json").read_text(encoding="utf-8"))["today"]
    folders = sorted(path for path in (EVIDENCE / "vaults").iterdir() if path.is_dir())
    found = [one for folder in folders for one in predictions(folder, today, vault.environment())]
    file = tmp_path / "predictions.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in found), encoding="utf-8")
    scored = subprocess.run(
        [sys.executable, str(EVIDENCE / "score.py"), str(file), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    score = json.loads(scored.stdout)
    assert score["unread_lines"] == 0
    assert score["f1"] >= LEAST, score
    assert score["last_contact_exact"] >= LEAST, score
