import subprocess
import sys

import pytest
from vaulttool.cli.name_completion import complete_name, people_folders


def test_init_shows_asks_and_writes_one_note(people):
    before = people.snapshot()
    shown = people.run_quickly("init", "--dry-run").out
    assert "people_folders: People" in shown and "+people_folders" in shown
    people.run("init", input="n\n", code=1)
    assert people.snapshot() == before
    people.run_quickly("init", "--yes")
    assert people.snapshot().keys() - before.keys() == {"vaulttool.md"}
    assert {path: people.bytes(path) for path in before} == before
    assert "vaulttool.md" in people.run_quickly("init", "--yes", code=1).err


def test_init_begins_a_vault_in_a_new_folder(vault):
    vault.run_quickly("init", str(vault.root / "new"), "--yes", "--language", "fr")
    assert vault.exists("new/vaulttool.md") and vault.exists("new/Contacts/Camille Exemple.md")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(vault, shell):
    done = subprocess.run(
        [sys.executable, "-m", "vaulttool", "completion", shell], capture_output=True, text=True, check=True
    )
    assert "_VAULTTOOL_COMPLETE" in done.stdout and not done.stderr


class Asked:
    """What click gives to a completion."""

    def __init__(self, root):
        self.params = {"vault": str(root)}


def test_names_are_completed_from_the_people_folder(people, monkeypatch):
    people.write("Projects/Alpha.md")

    def completed(typed, shell="zsh", words=""):
        monkeypatch.setenv("_VAULTTOOL_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        return [item.value for item in complete_name(Asked(people.root), None, typed)]

    assert completed("al") == ["Alice Martin"]
    assert completed("st") == ["Bruno Stein"]
    assert completed("Br", "bash", "vaulttool show Br") == ["Bruno\\ Keller", "Bruno\\ Stein"]
    assert completed("Br", "bash", 'vaulttool show "Br') == ["Bruno Keller", "Bruno Stein"]


@pytest.mark.parametrize(
    "said", ["people_folders:\n  - Crew\n", 'people_folders: ["Crew"]\n', "people_folders: Crew\n"]
)
def test_the_settings_note_says_where_people_are(vault, said):
    vault.write("vaulttool.md", f"---\ntype: vaulttool-settings\n{said}---\n")
    assert people_folders(str(vault.root)) == ["Crew"]


def test_completion_imports_no_yaml():
    code = "import sys, vaulttool.cli.show, vaulttool.cli.why; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
