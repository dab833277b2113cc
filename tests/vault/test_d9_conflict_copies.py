"""Every program's conflict copy is known, told by `check`, counted for nobody and never written."""

import json

import pytest

ANA = "People/Ana Ruiz.md"
NOTE = "---\ntype: person\nemail: ana@example.org\ncity: Lyon\n---\n# Ana Ruiz\n\nFrom Lille.\nLikes jazz.\n"
COPIES = {
    "Syncthing": "Ana Ruiz.sync-conflict-20261124-093000-ABCDEFG.md",
    "Obsidian Sync": "Ana Ruiz (Conflicted copy MacBook 202611240930).md",
    "Obsidian Sync, file against folder": "Ana Ruiz (Conflicted copy).md",
    "Dropbox, user": "Ana Ruiz (Bo's conflicted copy 2026-11-24).md",
    "Dropbox, typographic apostrophe": "Ana Ruiz (Bo’s conflicted copy 2026-11-24).md",
    "Dropbox, computer": "Ana Ruiz (DESKTOP-4F2K's conflicted copy 2026-11-24).md",
    "Dropbox, twice a day": "Ana Ruiz (Bo's conflicted copy 2026-11-24 (1)).md",
    "Dropbox, number behind": "Ana Ruiz (Bo's conflicted copy 2026-11-24) (1).md",
    "Dropbox, nobody": "Ana Ruiz (conflicted copy 2026-11-24).md",
    "Dropbox, case": "Ana Ruiz (Case Conflict).md",
    "Dropbox, case, second": "Ana Ruiz (Case Conflict 1).md",
    "Dropbox, French": "Ana Ruiz (Copie en conflit de Bo 2026-11-24).md",
    "Dropbox, German": "Ana Ruiz (Bos Konfliktkopie 2026-11-24).md",
    "Dropbox, Italian": "Ana Ruiz (copia in conflitto di Bo 2026-11-24).md",
    "Dropbox, Spanish": "Ana Ruiz (copia en conflicto de Bo 2026-11-24).md",
    "Nextcloud": "Ana Ruiz (conflicted copy 2026-11-24 093000).md",
    "Nextcloud, user": "Ana Ruiz (bo conflicted copy 2026-11-24 093000).md",
    "ownCloud, old": "Ana Ruiz_conflict-20261124-093000.md",
    "Seafile": "Ana Ruiz (SFConflict bo@example.org 2026-11-24-09-30-00).md",
    "OneDrive": "Ana Ruiz-DESKTOP-4F2K.md",
    "OneDrive, second": "Ana Ruiz-DESKTOP-4F2K-2.md",
    "OneDrive, plain computer": "Ana Ruiz-Laptop.md",
    "OneDrive on Linux": "Ana Ruiz-laptop-safeBackup-0001.md",
    "Google Drive": "Ana Ruiz (1).md",
    "iCloud": "Ana Ruiz 2.md",
    "Resilio": "Ana Ruiz.Conflict.md",
    "Resilio, numbered": "Ana Ruiz.Conflict1.md",
    "rclone": "Ana Ruiz.md.conflict1",
    "rclone, before the ending": "Ana Ruiz.conflict1.md",
    "rclone, named": "Ana Ruiz.conflict2.md",
    "pCloud": "Ana Ruiz [conflicted].md",
    "git's mergetool, backup": "Ana Ruiz_BACKUP_4711.md",
    "git's mergetool, base": "Ana Ruiz_BASE_4711.md",
    "git's mergetool, local": "Ana Ruiz_LOCAL_4711.md",
    "git's mergetool, remote": "Ana Ruiz_REMOTE_4711.md",
    "git's mergetool, original": "Ana Ruiz.md.orig",
}


def people(vault) -> list[str]:
    return [json.loads(line)["path"] for line in vault.run("list", "--json", "--no-index").out.splitlines()]


def test_d9_copies_of_all_programs_are_told_and_count_for_nobody(vault):
    vault.write(ANA, NOTE)
    vault.write("2026-11-02 Lunch with Ana Ruiz.md", "Lovely.\n")
    for name in COPIES.values():
        vault.write(f"People/{name}", NOTE.replace("Likes jazz.", "Likes jazz.\n- 2026-11-20: called"))
    vault.write("2026-11-20 Call with Ana Ruiz.sync-conflict-20261124-093000-ABCDEFG.md")
    before = vault.snapshot()
    assert people(vault) == [ANA]
    vault.run("update", "--yes")
    after = vault.snapshot()
    assert vault.property(ANA, "last_contact") == "2026-11-02"
    assert {path for path in after if after[path] != before.get(path)} == {ANA}
    told = {
        one["path"]
        for line in vault.run("check", "--json", code=1).out.splitlines()
        if (one := json.loads(line))["rule"] == "conflict-copy"
    }
    assert {program for program, name in COPIES.items() if f"People/{name}" not in told} == set()
    assert len(told) == len(COPIES) + 1


@pytest.mark.parametrize(
    "name",
    ["Ana Ruiz 2.md", "Ana Ruiz (1).md", "Ana Ruiz-Laptop.md", "Ana Ruiz-Martin.md", "Ana Ruiz (2).md"],
)
def test_d9_another_person_of_such_a_name_is_one(vault, name):
    vault.write(ANA, NOTE)
    vault.write(
        f"People/{name}", NOTE.replace("ana@", "second@").replace("Lyon", "Gent").replace("Lille", "Metz")
    )
    vault.write("2026-11-02 Lunch.md", f'---\nattendees:\n  - "[[{name[:-3]}]]"\n---\n')
    assert people(vault) == sorted([ANA, f"People/{name}"])
    assert "conflict" not in vault.run("check", code=None).out
    vault.run("update")
    assert vault.property(f"People/{name}", "last_contact") == "2026-11-02"
    assert vault.property(ANA, "last_contact") is None


def test_d9_a_copy_without_its_note_is_told_all_the_same(vault):
    copy = "People/Ana Ruiz.sync-conflict-20261124-093000-ABCDEFG.md"
    vault.write(copy, NOTE)
    assert people(vault) == []
    assert copy in vault.run("check", code=1).out


@pytest.mark.parametrize("where", ["front matter", "body"])
def test_d9_marks_of_git_are_told_and_the_note_is_not_written(vault, where):
    marks = "<<<<<<< ours\ncity: Gent\n=======\ncity: Lille\n>>>>>>> theirs\n"
    note = NOTE.replace("city: Lyon\n", marks) if where == "front matter" else NOTE + marks
    vault.write(ANA, note)
    vault.write("2026-11-02 Lunch with Ana Ruiz.md")
    vault.run("update", code=None)
    assert "git left the marks of a conflict" in vault.run("check", code=1).out
    if where == "front matter":
        assert vault.read(ANA) == note
    else:
        assert vault.read(ANA).endswith(marks)
