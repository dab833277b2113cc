"""The tables of the index."""

SCHEMA = 14
"""Another number, and the index is made anew."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE share (number INTEGER PRIMARY KEY, stats BLOB);
CREATE TABLE facts (number INTEGER PRIMARY KEY, facts BLOB);
CREATE TABLE gone (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE person (path TEXT PRIMARY KEY, contact BLOB, talks BLOB);
CREATE TABLE told (path TEXT PRIMARY KEY, people BLOB, more BLOB, problems BLOB);
CREATE INDEX told_wrong ON told (path) WHERE problems IS NOT NULL;
CREATE TABLE held (
    path TEXT PRIMARY KEY, contact INTEGER, met INTEGER, first INTEGER, last INTEGER
) WITHOUT ROWID;
CREATE TABLE note_name (name TEXT, path TEXT, folded TEXT, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE TABLE stamp (stamp TEXT, path TEXT, PRIMARY KEY (stamp, path)) WITHOUT ROWID;
CREATE TABLE called (name TEXT, path TEXT, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE TABLE word (word TEXT, path TEXT, is_first INTEGER, PRIMARY KEY (word, path)) WITHOUT ROWID;
CREATE TABLE open_in (note TEXT, person TEXT, PRIMARY KEY (note, person)) WITHOUT ROWID;
CREATE INDEX open_for ON open_in (person);
CREATE TABLE edge (target TEXT, path TEXT, PRIMARY KEY (target, path)) WITHOUT ROWID;
CREATE TABLE aimed (name TEXT, note TEXT, PRIMARY KEY (name, note)) WITHOUT ROWID;
CREATE TABLE meeting (note TEXT PRIMARY KEY, people BLOB) WITHOUT ROWID;
CREATE TABLE attended (person TEXT PRIMARY KEY, meetings INTEGER) WITHOUT ROWID;
CREATE INDEX attended_most ON attended (meetings);
"""
"""What stands in the tables from `person` on is known to `known_meaning` alone."""

OF_MEANING = (
    *("person", "told", "held", "note_name", "stamp", "called", "word", "edge", "open_in"),
    *("aimed", "meeting", "attended"),
)
