import os
import stat
import unicodedata
from types import SimpleNamespace

import pytest
from vaulttool.notes.edit import content_hash
from vaulttool.vault import reader
from vaulttool.vault.reader import Unreadable, is_dataless, read_source


def rule_of(root, path):
    with pytest.raises(Unreadable) as raised:
        read_source(root, path)
    assert raised.value.problem.path == path
    return raised.value.problem.rule


def test_bytes_hash_and_state_belong_together(vault):
    file = vault.write("People/Ana Ruiz.md", b"\xef\xbb\xbfa\r\nb\xff")
    source = read_source(vault.root, "People/Ana Ruiz.md")
    found = file.stat()
    assert source.content == b"\xef\xbb\xbfa\r\nb\xff"
    assert source.hash == content_hash(source.content)
    assert (source.stat.size, source.stat.inode, source.stat.device) == (8, found.st_ino, found.st_dev)
    assert (source.stat.mtime_ns, source.stat.ctime_ns) == (found.st_mtime_ns, found.st_ctime_ns)
    assert (source.stat.nlink, source.stat.mode) == (1, found.st_mode)


def test_an_empty_note_is_a_note(vault):
    vault.write("a.md", b"")
    assert read_source(vault.root, "a.md").content == b""


@pytest.mark.parametrize("path", ["../a.md", "/etc/passwd", "a/../b.md", "./a.md", "", "a//b.md", "a\0.md"])
def test_what_is_no_path_in_the_vault_is_refused(vault, path):
    assert rule_of(vault.root, path) == "bad-path"


def test_what_is_not_there_is_absent(vault):
    vault.write("a.md")
    assert rule_of(vault.root, "b.md") == "absent"
    assert rule_of(vault.root, "é.md") == "absent"
    assert rule_of(vault.root, "a.md/b.md") == "absent"


def test_a_decomposed_name_on_disk_is_the_composed_name(vault):
    vault.write(unicodedata.normalize("NFD", "Édith/Zoé.md"), "here")
    assert read_source(vault.root, "Édith/Zoé.md").content == b"here"


def test_links_are_followed_inside_the_vault_only(vault, tmp_path):
    (tmp_path / "secret.md").write_text("secret")
    vault.write("People/a.md", "a")
    (vault.root / "inside.md").symlink_to("People/a.md")
    (vault.root / "Folk").symlink_to("People")
    (vault.root / "out.md").symlink_to(tmp_path / "secret.md")
    (vault.root / "outside").symlink_to(tmp_path)
    (vault.root / "nowhere.md").symlink_to("gone.md")
    (vault.root / "loop.md").symlink_to("loop.md")
    assert read_source(vault.root, "inside.md").content == b"a"
    assert read_source(vault.root, "Folk/a.md").content == b"a"
    assert rule_of(vault.root, "out.md") == "outside-vault"
    assert rule_of(vault.root, "outside/secret.md") == "outside-vault"
    assert rule_of(vault.root, "nowhere.md") == "absent"
    assert rule_of(vault.root, "loop.md") in ("absent", "not-a-file")


def test_a_vault_reached_through_a_link_is_read(vault, tmp_path):
    vault.write("a.md", "a")
    (tmp_path / "way").symlink_to(vault.root)
    assert read_source(tmp_path / "way", "a.md").content == b"a"


def test_pipes_folders_and_devices_are_never_opened(vault):
    os.mkfifo(vault.root / "pipe.md")
    (vault.root / "folder.md").mkdir()
    assert rule_of(vault.root, "pipe.md") == "not-a-file"
    assert rule_of(vault.root, "folder.md") == "not-a-file"


def test_a_file_over_the_gate_is_refused_unread(vault):
    with vault.write("big.md").open("wb") as file:
        file.truncate(reader.LARGEST + 1)
    assert rule_of(vault.root, "big.md") == "too-large"


def test_d10_a_file_that_lies_in_the_cloud_is_not_downloaded(vault, monkeypatch):
    vault.write("a.md", "a")
    evicted = SimpleNamespace(st_mode=stat.S_IFREG | 0o644, st_size=9, st_flags=reader.SF_DATALESS)
    assert is_dataless(evicted)
    monkeypatch.setattr(reader, "locate", lambda root, path: (str(root / path), evicted))
    monkeypatch.setattr(reader, "_read_once", lambda place: pytest.fail("it was read"))
    assert rule_of(vault.root, "a.md") == "not-downloaded"


def saves_while_read(monkeypatch, file, saves):
    """Let another program add a line between our first look and the end of our reading, `saves` times."""
    left = list(range(saves))
    plain = reader.read_file

    def read(descriptor, size):
        content = plain(descriptor, size)
        if left:
            left.pop()
            with file.open("ab") as note:
                note.write(b"more\n")
        return content

    monkeypatch.setattr(reader, "read_file", read)


def test_a_note_saved_while_it_is_read_is_read_again(vault, monkeypatch):
    file = vault.write("a.md", "begin\n")
    saves_while_read(monkeypatch, file, saves=2)
    assert read_source(vault.root, "a.md").content == b"begin\nmore\nmore\n"


def test_a_save_of_the_same_size_is_noticed_while_reading(vault, monkeypatch):
    file = vault.write("a.md", "old")
    os.utime(file, (1, 1))
    plain = reader.read_file

    def read(descriptor, size):
        content = plain(descriptor, size)
        if content == b"old":
            with file.open("r+b") as note:
                note.write(b"new")
        return content

    monkeypatch.setattr(reader, "read_file", read)
    assert read_source(vault.root, "a.md").content == b"new"


def test_a_note_that_never_rests_is_not_read(vault, monkeypatch):
    file = vault.write("a.md", "begin\n")
    saves_while_read(monkeypatch, file, saves=1000)
    assert rule_of(vault.root, "a.md") == "moving"


def test_a_name_that_is_not_utf8_is_read_or_told(vault):
    name = os.fsdecode(b"caf\xe9.md")
    (vault.root / name).write_bytes(b"a")
    assert read_source(vault.root, name).content == b"a"
