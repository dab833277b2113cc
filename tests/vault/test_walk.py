"""Walking: which files of a folder are notes."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.vault.note_file_names import is_note_path
from vaulttool.vault.walk import file_at, walk, walk_folder

if TYPE_CHECKING:
    from tests.conftest import Vault


@dataclass(frozen=True)
class Ignoring:
    ignore_folders: tuple[str, ...] = ()


def paths(vault: Vault, *ignored: str) -> list[str]:
    return [file.path for file in walk(vault.root, Ignoring(ignored)).files]


NOTES = [
    "Ana.md",
    "People/Bo.MD",
    "2026/11/2026-11-24.md",
    "a b/c.d.md",
    "Modèles/Été.md",
    "logseq/pages/x.md",
]
NO_NOTES = [
    ".obsidian/x.md",
    ".trash/Ana.md",
    "People/.hidden.md",
    "People/.stversions/Ana.md",
    "People/.#Ana.md",
    "People/#Ana.md#",
    "People/Ana.md~",
    "People/.Ana.md.swp",
    "People/~$Ana.md",
    "People/Ana.md.sb-1a2b3c4d-AbC123",
    "People/Ana.md___jb_tmp___",
    "logseq/bak/journals/x.md",
    "site/node_modules/read/README.md",
    "Ana.txt",
    "People/.md",
]


def test_notes_are_found_and_nothing_else(vault: Vault) -> None:
    for path in NOTES + NO_NOTES:
        vault.write(path, path)
    assert paths(vault) == sorted(NOTES)
    assert [path for path in NOTES + NO_NOTES if is_note_path(path)] == NOTES


def test_a_file_comes_with_what_the_disk_says(vault: Vault) -> None:
    there = vault.write("People/Ana.md", "abc").stat()
    (file,) = walk(vault.root).files
    assert (file.path, file.on_disk, file.size) == ("People/Ana.md", "People/Ana.md", 3)
    assert (file.mtime_ns, file.ctime_ns, file.inode) == (there.st_mtime_ns, there.st_ctime_ns, there.st_ino)
    assert not file.is_evicted


def test_folders_of_the_settings_are_left_out(vault: Vault) -> None:
    vault.write("Books/a.md")
    vault.write("Old/Books/b.md")
    assert paths(vault, "Books/") == ["Old/Books/b.md"]


def test_sure_copies_are_reported_and_not_read(vault: Vault) -> None:
    vault.write("Ana.md", "x")
    vault.write("Ana.sync-conflict-20261124-093000-ABCDEFG.md", "y")
    vault.write("Ana.md.conflict1", "z")
    result = walk(vault.root)
    assert [file.path for file in result.files] == ["Ana.md"]
    assert [copy.original for copy in result.conflict_copies] == ["Ana.md", "Ana.md"]


def test_a_second_anna_is_a_person_and_a_copy_of_ana_is_not(vault: Vault) -> None:
    anna = "---\ntype: person\nemail: anna@example.org\n---\nSings alto, from Gent.\n"
    vault.write("Anna.md", anna)
    vault.write("Anna 2.md", anna.replace("anna@", "anna2@").replace("Gent", "Turin"))
    vault.write("Bo.md", "Plays chess.\nLives in Lyon.\nHas a dog.\n")
    vault.write("Bo 2.md", "Plays chess.\nLives in Lyon.\nHas two dogs.\n")
    result = walk(vault.root)
    assert [file.path for file in result.files] == ["Anna 2.md", "Anna.md", "Bo.md"]
    assert [copy.path for copy in result.conflict_copies] == ["Bo 2.md"]


def test_links_are_not_followed(vault: Vault, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "Secret.md").write_text("x")
    vault.write("People/Ana.md")
    (vault.root / "out").symlink_to(outside)
    (vault.root / "Secret.md").symlink_to(outside / "Secret.md")
    (vault.root / "People" / "loop").symlink_to(vault.root)
    (vault.root / "Dangling.md").symlink_to(vault.root / "gone.md")
    result = walk(vault.root)
    assert [file.path for file in result.files] == ["People/Ana.md"]
    assert [problem.path for problem in result.problems] == ["Secret.md", "out"]


def test_a_root_that_is_a_link_is_walked(vault: Vault, tmp_path: Path) -> None:
    vault.write("Ana.md")
    link = tmp_path / "link"
    link.symlink_to(vault.root)
    assert [file.path for file in walk(link).files] == ["Ana.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_folders_called_md_are_no_notes(vault: Vault) -> None:
    os.mkfifo(vault.root / "pipe.md")
    vault.write("folder.md/Ana.md")
    assert paths(vault) == ["folder.md/Ana.md"]


def test_names_are_compared_composed_and_opened_as_they_are(vault: Vault) -> None:
    decomposed = unicodedata.normalize("NFD", "Zoé.md")
    vault.write(decomposed)
    (file,) = walk(vault.root).files
    assert file.path == unicodedata.normalize("NFC", "Zoé.md")
    assert (vault.root / file.on_disk).exists()


def test_two_spellings_of_one_name_are_a_problem(vault: Vault) -> None:
    vault.write(unicodedata.normalize("NFD", "Zoé.md"), "decomposed")
    vault.write(unicodedata.normalize("NFC", "Zoé.md"), "composed")
    if len(list(vault.root.iterdir())) == 1:
        pytest.skip("this file system knows one spelling only")
    result = walk(vault.root)
    assert len(result.files) == 1
    assert [problem.rule for problem in result.problems] == ["same-name-twice"]


def test_a_name_that_is_not_utf8_is_reported_escaped(vault: Vault) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(vault.root) + b"/Ren\xe9.md"))).write_text("x")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    result = walk(vault.root)
    assert result.files == ()
    assert [problem.path for problem in result.problems] == ["Ren\\xe9.md"]


def test_a_folder_whose_name_is_not_utf8_is_reported_and_not_entered(vault: Vault) -> None:
    folder = Path(os.fsdecode(os.fsencode(vault.root) + b"/Ren\xe9"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    (folder / "Ana.md").write_text("x")
    result = walk(vault.root)
    assert result.files == ()
    assert [(problem.path, problem.rule) for problem in result.problems] == [("Ren\\xe9", "name-not-utf-8")]


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_to_a_file_that_is_no_note_is_no_matter(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    (vault.root / "picture.png").symlink_to(tmp_path / "picture.png")
    assert walk(vault.root).problems == ()


def test_one_file_is_looked_at_by_its_name(vault: Vault) -> None:
    vault.write("Ana.md", "x")
    vault.write("folder/Bo.md", "x")
    assert file_at(vault.root, "Ana.md", "Ana.md") == walk(vault.root).files[0]
    assert [file_at(vault.root, name, name) for name in ("folder", "gone.md", "a\0b.md")] == [None] * 3


@pytest.mark.parametrize(
    ("original", "copy"),
    [("Anna.md", "words\n" * 2), ("Anna.MD", "words of hers\n" * 20)],
    ids=["much shorter", "in other letters"],
)
def test_a_doubtful_copy_that_nothing_shows_to_be_one_is_a_note(
    vault: Vault, original: str, copy: str
) -> None:
    vault.write(f"People/{original}", "words of hers\n" * 20)
    vault.write("People/Anna 2.md", copy)
    assert len(walk(vault.root).files) == 2


def test_d10_placeholders_of_icloud_are_told(vault: Vault) -> None:
    vault.write("People/.Ana.md.icloud", "x")
    assert walk(vault.root).evicted == ("People/Ana.md",)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_a_problem(vault: Vault) -> None:
    vault.write("closed/Ana.md")
    vault.write("Bo.md")
    (vault.root / "closed").chmod(0)
    result = walk(vault.root)
    (vault.root / "closed").chmod(0o700)
    assert [file.path for file in result.files] == ["Bo.md"]
    assert [problem.path for problem in result.problems] == ["closed"]


def test_a_missing_vault_stops(tmp_path: Path) -> None:
    with pytest.raises(VaultError):
        walk(tmp_path / "gone")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_look_at_one_folder_finds_what_a_look_at_all_finds_there(vault: Vault) -> None:
    odd = [
        "People/Ana.sync-conflict-20261120-101112-ABCDEFG.md",
        "Modèles/E\u0301te\u0301.md",
        "left/out/a.md",
    ]
    for path in [*NOTES, *NO_NOTES, *odd, "Ana 2.md"]:
        vault.write(path, "The same words in each of them.\n" * 3)
    (vault.root / "loop").symlink_to(vault.root / "People")
    ignoring = Ignoring(("left/",))
    found = walk(vault.root, ignoring).files
    folders = {str(place.relative_to(vault.root)) for place in vault.root.rglob("*") if place.is_dir()}
    assert len(folders) > 12
    for folder in [
        *sorted(folders - {"."}),
        "",
        "loop",
        "none",
        "Ana.md",
        "loop/none",
        ".obsidian",
        "left/out",
    ]:
        here = [file for file in found if file.on_disk.rpartition("/")[0] == folder]
        assert list(walk_folder(vault.root, folder, ignoring).files) == here, folder
