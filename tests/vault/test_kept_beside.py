"""What is kept in the cache folder beside the index: words, prints of folders, addresses."""

import os
import sqlite3
import time

import pytest
from vaulttool.vault import text_index as module
from vaulttool.vault.address_book import MOST_SECONDS, NAME, Addressee, read_book, write_book
from vaulttool.vault.places import cache_folder
from vaulttool.vault.seen_folders import keep_prints, print_of, seen_prints
from vaulttool.vault.text_index import text_index
from vaulttool.vault.walk import walk


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def notes(root):
    (root / "Ana.md").write_text("Runs a museum.\n")
    (root / "Bo.md").write_text("Likes museums.\n")
    return walk(root).files


# Words


def found(folder, root, files, word="museum"):
    with text_index(folder) as index:
        index.refresh(root, files, index.stale(files))
        return sorted(index.paths_with(word))


def test_a_note_that_cannot_be_read_has_no_words_and_is_asked_again(tmp_path):
    files = notes(tmp_path)
    (tmp_path / "Bo.md").unlink()
    assert found(tmp_path, tmp_path, files) == ["Ana.md"]
    with text_index(tmp_path) as index:
        assert [file.path for file in index.stale(files)] == ["Bo.md"]


def test_a_note_in_the_cloud_is_known_by_its_name_only(tmp_path):
    files = [file._replace(is_evicted=True) for file in notes(tmp_path)]
    assert found(None, tmp_path, files) == []
    assert found(None, tmp_path, files, "bo") == ["Bo.md"]


def test_words_of_another_version_are_read_anew(tmp_path):
    files = notes(tmp_path)
    found(tmp_path, tmp_path, files)
    with sqlite3.connect(tmp_path / module.NAME) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    assert found(tmp_path, tmp_path, files) == ["Ana.md", "Bo.md"]


def test_without_a_place_for_them_words_are_found_all_the_same(tmp_path):
    files = notes(tmp_path)
    (tmp_path / module.NAME).mkdir()
    assert found(tmp_path, tmp_path, files) == ["Ana.md", "Bo.md"]


# Prints of folders


def test_a_file_and_a_folder_have_a_print_that_follows_them(cache):
    (cache / "mail").mkdir()
    (cache / "mail" / "1.eml").write_text("x")
    os.utime(cache / "mail" / "1.eml", (7, 7))
    assert print_of(cache / "mail") == print_of(cache / "mail" / "1.eml") == "1 1 7000000000"
    assert print_of(cache / "gone") == "0 0 0"
    (cache / "mail" / "2.eml").write_text("xy")
    assert print_of(cache / "mail").startswith("2 3 ")


def test_prints_are_kept_and_nothing_but_prints_is_believed(cache):
    assert seen_prints(cache) == {}
    keep_prints(cache, {"mail": "1 1 7"})
    assert seen_prints(cache) == {"mail": "1 1 7"}
    for said in ("[]", "{", '{"mail": 7}'):
        (cache_folder(cache) / "imports.json").write_text(said)
        assert seen_prints(cache) == ({"mail": "7"} if ":" in said else {})


def test_without_a_cache_folder_no_print_is_kept(cache, monkeypatch):
    (cache / "cache").write_text("a file where the folder should be")
    keep_prints(cache, {"mail": "1 1 7"})
    assert seen_prints(cache) == {}


# Addresses


def test_addresses_are_believed_for_so_long_and_no_longer(tmp_path):
    (tmp_path / "vault").mkdir()
    os.utime(tmp_path / "vault", (7, 7))
    folder, root = str(tmp_path), str(tmp_path / "vault")
    assert read_book(folder, root, 0) is None
    ana = Addressee(" ana", "Ana.md", "Ana", ("ana@ruiz.example",), (), "", "")
    write_book(folder, root, [ana], [], [""], time.time_ns())
    written = (tmp_path / NAME).stat().st_mtime
    assert read_book(folder, root, written).find("ana") == [ana]
    ages = (-1, 0, MOST_SECONDS, MOST_SECONDS + 1)
    assert [read_book(folder, root, written + age) is not None for age in ages] == [False, True, True, False]
