"""The index's file answers nothing rather than something wrong, and keeps nothing that is to be gone."""

import sqlite3

import pytest
from vaulttool.vault import index_file as module
from vaulttool.vault.index_file import IndexFile, pack, unpack

TABLES = "CREATE TABLE word (text TEXT);"
ALL = "SELECT text FROM word ORDER BY text"


def made(file, schema=1, begin=lambda connection: None):
    index = IndexFile(file, schema, TABLES, begin)
    index.open()
    return index


def put(*words):
    return lambda connection: connection.executemany(
        "INSERT INTO word VALUES (?)", [(word,) for word in words]
    )


@pytest.fixture
def file(tmp_path):
    return tmp_path / "index.sqlite"


@pytest.fixture
def index(file):
    index = made(file)
    assert index.write(put("Ana Ruiz", "Bo"))
    yield index
    index.close()


def forget_ana(connection):
    connection.execute("DELETE FROM word WHERE text LIKE 'Ana%'")


def test_one_that_is_closed_answers_and_keeps_nothing(index):
    index.close()
    index.close()
    with index.one_state():
        assert index.rows(ALL) == []
    assert not index.write(put("Cy"))
    index.rewrite(forget_ana)
    index.open()
    assert index.column(ALL) == ["Ana Ruiz", "Bo"]


def test_a_rewrite_leaves_no_byte_of_what_it_takes_away(index, file):
    index.rewrite(forget_ana)
    assert index.column(ALL) == ["Bo"]
    assert not any(b"Ana" in one.read_bytes() for one in file.parent.iterdir())


def test_a_rewrite_that_cannot_be_finished_leaves_nothing_at_all(index, file):
    index.write(put(*map(str, range(1000))))
    held = []

    def forget_and_read_on(connection):
        forget_ana(connection)
        held.append(connection.execute(ALL))  # while it is read the file cannot be made anew
        held[0].fetchone()

    index.rewrite(forget_and_read_on)
    assert index.column(ALL) == []
    assert not any(b"Ana" in one.read_bytes() for one in file.parent.iterdir())


def test_a_change_that_fails_is_not_made_and_the_index_begins_anew(index):
    assert not index.write(lambda connection: connection.execute("INSERT INTO nowhere VALUES (1)"))
    assert (index.failures, index.column(ALL)) == (1, [])


def test_while_another_writes_nothing_is_kept_and_nothing_thrown_away(index, file, monkeypatch):
    index.close()
    connect = sqlite3.connect
    monkeypatch.setattr(
        module.sqlite3, "connect", lambda file, **how: connect(file, **{**how, "timeout": 0.01})
    )
    index.open()
    other = connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not index.write(put("Cy"))
    other.execute("ROLLBACK")
    other.close()
    assert (index.failures, index.column(ALL)) == (1, ["Ana Ruiz", "Bo"])


@pytest.mark.parametrize("is_named", [True, False])
def test_one_that_cannot_be_begun_is_not_usable(file, is_named):
    tried = []

    def begin(connection):
        tried.append(connection)
        raise sqlite3.DatabaseError("file is not a database")

    assert not made(file if is_named else None, begin=begin).is_usable
    assert len(tried) == 2


def test_one_of_another_schema_is_made_anew(index, file):
    index.close()
    newer = made(file, schema=2)
    assert (newer.is_usable, newer.column(ALL)) == (True, [])
    newer.close()


def test_one_without_a_name_is_gone_when_it_is_closed(tmp_path):
    index = made(None)
    assert index.write(put("Ana"))
    assert index.column(ALL) == ["Ana"]
    index.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("spoiled", [None, 7, b"", b"\0\0\0\0x", pack(b"words")[:-1] + b"z"])
def test_what_is_not_as_it_was_packed_is_nothing(spoiled):
    assert unpack(pack(b"words"), bytes) == b"words"
    assert unpack(spoiled, bytes) is None
