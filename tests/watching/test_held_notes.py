"""What the daemon decides note by note is what a look at everything decides."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.usecases.update import Update, update
from vaulttool.vault.live_index import ReadAnew
from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.places import cache_folder
from vaulttool.vault.reader import read_source
from vaulttool.watching.held_notes import HeldNotes
from vaulttool.watching.pending import Rested

TODAY = dt.date(2026, 11, 24)
PATHS = (
    "People/Ada Kvist.md",
    "People/Bo Rund.md",
    "2026-11-20.md",
    "Notes/2026-10-02.md",
    "Plan.md",
    "Bo Rund.md",
    "Notes/Club.md",
    "Archive/2026-11-20.md",
    "Notes/Ada Kvist.md",
)
TEXTS = (
    b"---\ntype: person\n---\n",
    b'---\naliases: [Ada]\nlast_contact: 2026-01-05\nknows: "[[Bo Rund]]"\n---\n- 2026-09-03: lunch\n',
    b"Lunch with [[Ada Kvist]] and [[Bo Rund]].\n",
    b"Call [[Ada]] soon.\n- [ ] [[Bo Rund]] to send the plan\n",
    b"- 2026-11-26 lunch with [[Ada Kvist]]\n- 2026-11-25: met [[Bo]]\n",
    b"Nothing of anybody.\n",
    b"",
    b"caf\xe9 with [[Ada Kvist]]\n",
    b"---\n: broken [\n---\n",
    b"---\ntype: person\naliases: [Club, Bo]\nlast_contact: soon\n---\n# Robert Rund\n",
    b'---\ntype: person\nlast_contact: 2026-11-20\nlast_contact_note: "[[2026-11-20|2026-11-20]]"\n---\n',
    b'---\nmembers: ["[[Ada Kvist]]", "[[Bo]]"]\ncounts: members\n---\n',
    b"- 2026-09-01: met [[Club]]\n- lunch with [[Bo]] and @Ada\n",
    b'---\nattendees: ["[[Ada Kvist]]", "[[Bo Rund]]", "[[Ada]]"]\ndate: 2026-08-07\n---\n',
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
        st.tuples(st.just("remove"), st.sampled_from(PATHS), st.just(b"")),
        st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS).map(str.encode)),
        st.tuples(st.just("obey"), st.just(""), st.just(b"")),
        st.tuples(st.just("other process"), st.just(""), st.just(b"")),
        st.tuples(st.just("next day"), st.just(""), st.just(b"")),
    ),
    max_size=10,
)


class Watched:
    """A vault as the daemon holds it, beside what this device has ever seen of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.today = TODAY
        self.ever_seen: set[str] = set()
        self.times_anew = -1
        self.open()

    def open(self) -> None:
        self.times_anew += 1
        self.held = HeldNotes(open_vault(self.root, self.today, str(self.root), {}), lambda: 0.0)
        self.see()

    def see(self) -> None:
        read = open_vault(self.root, self.today, str(self.root), {}, use_index=False).read
        self.ever_seen |= read.paths - read.unread

    def do(self, kind: str, path: str, more: bytes) -> None:
        touched = [path]
        file = self.root / path
        if kind == "write":
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(more)
        elif kind == "remove":
            file.unlink(missing_ok=True)
        elif kind == "move" and file.is_file():
            there = self.root / more.decode()
            there.parent.mkdir(exist_ok=True)
            file.replace(there)
            touched.append(more.decode())
        elif kind == "other process":
            _ = open_vault(self.root, self.today, str(self.root), {}).read
        elif kind == "next day":
            self.today += dt.timedelta(days=1)
        elif kind == "obey":
            for edit in self.decided().outcome.edits:
                assert edit.new is not None
                (self.root / edit.path).write_bytes(edit.new)
                self.held.wrote(edit)
                touched.append(edit.path)
        self.take([name for name in touched if name])

    def take(self, names: list[str]) -> None:
        rested = [Rested(name, 0.0, not (self.root / name).exists(), True) for name in names]
        try:
            self.held.take(rested)
        except ReadAnew:
            self.open()
        self.see()

    def decided(self) -> Update:
        try:
            return self.held.update(self.today)
        except ReadAnew:
            self.open()
            return self.held.update(self.today)

    def decided_by_all(self) -> Update:
        vault = open_vault(self.root, self.today, str(self.root), {}, use_index=False)
        read_bytes = partial(read_source, self.root)
        return update(vault.read, vault.network, vault.links, read_bytes, frozenset(self.ever_seen))


def told(found: Update) -> tuple[object, ...]:
    return (
        found.outcome.edits,
        found.outcome.problems,
        found.moved_back,
        found.first_writes,
        set(found.unread),
        set(found.left_out),
        found.rest_on_absence,
    )


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VAULTTOOL_STATE", str(tmp_path / "state"))
    vault = tmp_path / "vault"
    vault.mkdir()
    return vault


def begin(root: Path) -> Watched:
    for path in PATHS:
        (root / path).unlink(missing_ok=True)
    (root / "People").mkdir(exist_ok=True)
    for path, text in zip(PATHS[:3], TEXTS[:3], strict=True):
        (root / path).write_bytes(text)
    settings_note = '---\ntype: vaulttool-settings\npeople_folders: ["People"]\n---\n'
    (root / "vaulttool.md").write_text(settings_note)
    (cache_folder(root) / "index.sqlite").unlink(missing_ok=True)
    return Watched(root)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_note_by_note_it_is_decided_as_by_a_look_at_all(
    root: Path, steps: list[tuple[str, str, bytes]]
) -> None:
    watched = begin(root)
    for step in steps:
        watched.do(*step)
        assert told(watched.decided()) == told(watched.decided_by_all())
    # Another process may find other settings in the files, and begin the index anew for them.
    assert watched.times_anew == 0 or "other process" in {kind for kind, _, _ in steps}
    watched.held.close()
