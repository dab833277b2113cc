"""The index changes how long an answer takes, never the answer."""

import datetime as dt
import gc
import multiprocessing
import os
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.notes.edit import content_hash
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.show_at_once import show_at_once
from vaulttool.usecases.show_person import show_person
from vaulttool.usecases.update import update
from vaulttool.usecases.update_vault import update_vault
from vaulttool.vault.facts import NoteFacts, read_facts
from vaulttool.vault.index import Index
from vaulttool.vault.index_file import IndexFile
from vaulttool.vault.open_vault import OpenVault, open_vault
from vaulttool.vault.own_person import MEETINGS
from vaulttool.vault.places import cache_folder
from vaulttool.vault.read_as_if import read_as_if
from vaulttool.vault.reader import read_source
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import VaultRead
from vaulttool.vault.walk import FileStat

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
    "20261120T0900--ada.md",
    "Notes/Ada Kvist.md",
)
TEXTS = (
    "---\ntype: person\n---\n",
    '---\naliases: [Ada]\nlast_contact: 2026-01-05\nknows: "[[Bo Rund]]"\n---\n- 2026-09-03: lunch\n',
    "Lunch with [[Ada Kvist]] and [[Bo Rund]].\n",
    "Call [[Ada]] soon.\n- [ ] [[Bo Rund]] to send the plan\n",
    "- 2026-11-26 lunch with [[Ada Kvist]]\n",
    "Nothing of anybody.\n",
    "",
    "---\n: broken [\n---\n",
    "---\ntype: person\naliases: [Club, Bo]\n---\n# Robert Rund\n- [ ] send the plan\n",
    '---\nmembers: ["[[Ada Kvist]]", "[[Bo]]"]\ncounts: members\n---\n',
    "- 2026-09-01: met [[Club]]\n- lunch with [[Bo]] and [[20261120T0900]]\n",
    '---\nattendees: ["[[Ada Kvist]]", "[[Bo Rund]]", "[[Ada]]"]\ndate: 2026-08-07\n---\n',
    "- 2026-09-05: lunch with @Ada and [[People/Ada Kvist|her]]\n- 2026-09-06: met [[./Ada Kvist]]\n",
    "---\nattendees: [Ada Kvist, Robert Rund's]\ndate: 2026-08-09\n---\nMet [Bo](../People/Bo%20Rund.md).\n",
    '---\ntype: person\naliases: [Ada]\nhousehold: "[[Bo Rund]]"\nknows: "[[Club]]"\n---\n',
)
SETTINGS = (
    "---\ntype: vaulttool-settings\npeople_folders: [{}]\nkeep_last_met: yes\nkeep_due: yes\n"
    "daily_format: YYYY-MM-DD\ntemplates_folders: []\n---\n"
)


def opened(root: Path, use_index: bool, today: dt.date = TODAY) -> OpenVault:
    return open_vault(root, today, str(root), {}, use_index)


def answer(root: Path, use_index: bool, today: dt.date = TODAY) -> tuple[object, ...]:
    """Give all that a vault says, in an order of its own."""
    vault = opened(root, use_index, today)
    update = update_vault(vault)
    return (
        vault.settings,
        [(edit.path, edit.new) for edit in update.outcome.edits],
        [str(problem) for problem in (*update.outcome.problems, *update.unread, *vault.read.problems)],
        sorted(vault.read.contacts.items()),
        {path: vault.read.judged_in(path) for path in sorted(vault.read.paths)},
        {path: list(found) for path, found in vault.read.talks.items()},
        vault.read.me,
        {path: list(found) for path, found in sorted(vault.network.interactions.items())},
        list(vault.network.promises),
        list(vault.network.appointments),
        sorted(held_network(vault).last_contact.items()),
        sorted(held_network(vault).last_met.items()),
    )


def age(file: Path) -> None:
    """Make a file look as if it had rested for an hour: then only its times can tell that it changed."""
    found = file.stat()
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns - 3_600_000_000_123))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VAULTTOOL_STATE", str(tmp_path / "state"))
    vault = tmp_path / "vault"
    (vault / "People").mkdir(parents=True)
    for path, text in zip(PATHS[:3], TEXTS[:3], strict=True):
        (vault / path).write_text(text, encoding="utf-8")
    return vault


def index_of(root: Path) -> Path:
    return cache_folder(root) / "index.sqlite"


EDIT = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("age"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("settings"), st.sampled_from(("People", "Notes", "")), st.just("")),
    st.tuples(st.just("look"), st.sampled_from(PATHS), st.just("")),
)
EDITS = st.lists(EDIT, max_size=8)


MEETING = '---\nattendees: ["[[Bo Rund]]", "[[Guest {0}]]"]\ndate: 2026-05-{1:02}\n---\n'


def do(root: Path, kind: str, path: str, more: str) -> None:
    file = root / path
    if kind == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(more, encoding="utf-8")
    elif kind == "remove":
        file.unlink(missing_ok=True)
    elif kind == "settings":
        note = root / "vaulttool.md"
        note.write_text(SETTINGS.format(path), encoding="utf-8") if path else note.unlink(missing_ok=True)
    elif not file.exists():
        return
    elif kind == "age":
        age(file)
    elif kind == "move":
        (root / more).parent.mkdir(exist_ok=True)
        file.replace(root / more)
    else:
        answer(root, True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, days=st.sampled_from((0, 0, 3, -60)))
def test_with_the_index_and_without_it_the_answer_is_the_same(
    root: Path, edits: list[tuple[str, str, str]], days: int
) -> None:
    # With one meeting more Bo has been in all of enough meetings, and is the user.
    for number in range(MEETINGS - 1):
        (root / f"Meeting {number}.md").write_text(MEETING.format(number, number + 1), encoding="utf-8")
    answer(root, True)
    for edit in edits:
        do(root, *edit)
        assert answer(root, True) == answer(root, False)
    later = TODAY + dt.timedelta(days=days)
    assert answer(root, True, later) == answer(root, False, later)


SEALED = (
    '---\ntype: person\nlast_contact: 2026-11-20\nlast_contact_note: "[[2026-11-20|2026-11-20]]"\n---\n',
    '---\nlast_contact: 2026-10-02\nlast_contact_note: "[[Notes/2026-10-02|2026-10-02]]"\n---\n',
    '---\nlast_contact: 2026-12-01\nlast_met: 2026-11-20\nlast_met_note: "[[2026-11-20|2026-11-20]]"\n---\n',
)


def decided(root: Path, today: dt.date, anew: bool) -> tuple[object, ...]:
    """Give what an update would write and say, and the days that hold; `anew`: every contact is decided."""
    vault = opened(root, True, today)
    if anew:
        vault.read.held = {}
        source = partial(read_source, vault.root)
        found = update(vault.read, vault.network, vault.links, source, vault.ever_seen)
    else:
        found = update_vault(vault)
    network = held_network(vault)
    return (
        [(edit.path, edit.new, edit.why) for edit in found.outcome.edits],
        [str(problem) for problem in (*found.outcome.problems, *found.unread)],
        (found.moved_back, found.left_out, found.first_writes, found.rest_on_absence),
        dict(network.last_contact),
        dict(network.last_met),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        EDIT | st.tuples(st.just("write"), st.sampled_from(PATHS[:2]), st.sampled_from(SEALED)), max_size=8
    ),
    days=st.lists(st.sampled_from((0, 0, 2, 40, -60)), min_size=8, max_size=8),
)
def test_whose_days_stand_is_decided_again_once_they_may_not(
    root: Path, edits: list[tuple[str, str, str]], days: list[int]
) -> None:
    do(root, "settings", "People", "")
    for edit, after in zip(edits, days, strict=False):
        do(root, *edit)
        today = TODAY + dt.timedelta(days=after)
        assert decided(root, today, False) == decided(root, today, True)
        for _ in range(2):
            write_what_update_says(root)


def test_a_note_that_takes_the_name_of_a_proof_has_the_contact_decided_again(root: Path) -> None:
    (root / "Notes").mkdir()
    for text, path in (("Lunch with [[Ada Kvist]] on 2026-11-21.\n", "Notes/Tram.md"), ("", "Tram.md")):
        (root / path).write_text(text, encoding="utf-8")
        assert decided(root, TODAY, False) == decided(root, TODAY, True)
        for _ in range(2):
            write_what_update_says(root)
    assert "[[Notes/Tram|2026-11-21]]" in (root / PATHS[0]).read_text(encoding="utf-8")


def test_whoever_rests_is_not_decided_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update_until_rest(root)
    with (root / PATHS[2]).open("a", encoding="utf-8") as file:
        file.write("Nothing new of anybody.\n")
    monkeypatch.setattr("vaulttool.usecases.update.update_contact", lambda *_: pytest.fail("one is decided"))
    assert update_vault(opened(root, True)).outcome.edits == ()


def said(read: VaultRead, path: str) -> tuple[object, ...]:
    """Give what notes say, and what one of them says of whom."""
    return (
        sorted(read.contacts.items()),
        {person: list(talks) for person, talks in read.talks.items() if talks},
        list(read.promises),
        read.paths,
        [*map(str, read.problems)],
        read.judged_in(path),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS))
        | st.tuples(st.just("remove"), st.sampled_from(PATHS), st.just("")),
        max_size=5,
    )
)
def test_what_would_be_said_is_what_is_said_then(root: Path, edits: list[tuple[str, str, str]]) -> None:
    do(root, "settings", "People", "")
    for kind, path, text in edits:
        vault = opened(root, True)
        before = said(vault.read, path)
        facts = None
        if kind == "write":
            facts = read_facts(text.encode(), path, content_hash(text.encode()), vault.reading)
        with read_as_if(vault, {path: facts}) as read:
            then = said(read, path)
        assert said(opened(root, True).read, path) == before
        do(root, kind, path, text)
        assert then == said(opened(root, False).read, path)


def test_what_would_be_said_is_asked_of_the_index(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = opened(root, True)
    assert vault.read.talks
    monkeypatch.setattr("vaulttool.vault.read_vault.resolve", lambda *_: pytest.fail("all are resolved"))
    with read_as_if(vault, {PATHS[2]: None}) as read:
        assert PATHS[2] not in read.paths
        assert not any(talk.note == PATHS[2] for talks in read.talks.values() for talk in talks)


def shown(root: Path, path: str) -> Outcome:
    """Show a person after a look at all notes."""
    vault = opened(root, False)
    network = held_network(vault, (path,))
    rules, inverses = vault.settings.cadence_rules(), vault.settings.inverses()
    return show_person(vault.read.contacts[path], network, rules, inverses)


def at_once(root: Path, path: str) -> Outcome | None:
    found = show_at_once(root, path, TODAY, str(root), {}, all_talks=True)
    return None if found is None else found.outcome


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_what_is_shown_at_once_is_what_a_look_at_all_shows(
    root: Path, edits: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    do(root, "settings", "People", "")
    now = time.time_ns()
    monkeypatch.setattr("vaulttool.vault.kept_settings.time.time_ns", lambda: now + 10**12)
    for edit in edits:
        do(root, *edit) if edit[0] != "settings" else None
    wait_for_grain(root)
    contacts = opened(root, True).read.contacts
    for path in contacts:
        assert at_once(root, path) == shown(root, path)
    for path in contacts:  # of what has changed since nothing is shown as it was
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("- 2026-10-11: lunch\n")
        assert at_once(root, path) is None


def kept(folder: Path, file: FileStat) -> bool:
    """Keep the facts of one file, and say whether the next run believes them."""
    with Index(folder, Settings()) as index:
        index.keep([file], {file.path: NoteFacts(file.path, "hash")}, {})
    with Index(folder, Settings()) as index:
        return bool(index.still_true([file]))


def test_a_file_changed_within_the_clocks_grain_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000_123_456_789
    monkeypatch.setattr("vaulttool.vault.what_is_stale.time.time_ns", lambda: now)
    assert not kept(tmp_path, FileStat("A.md", 5, now - 1_000_000, now - 1_000_000, 1, "A.md"))
    assert not kept(tmp_path, FileStat("B.md", 5, 1_000, now - 1_000_000, 1, "B.md"))
    assert kept(tmp_path, FileStat("C.md", 5, now - 90_000_001, now - 90_000_001, 1, "C.md"))
    whole = now - now % 1_000_000_000
    assert not kept(tmp_path, FileStat("On FAT.md", 5, whole, whole, 1, "On FAT.md"))
    assert not kept(tmp_path, FileStat("From tomorrow.md", 5, now + 10**14 + 1, now, 1, "From tomorrow.md"))


def test_a_change_ends_the_rest(root: Path) -> None:
    update_until_rest(root)
    assert opened(root, True).rest is not None
    (root / "2026-11-22.md").write_text(TEXTS[2], encoding="utf-8")
    assert opened(root, True).rest is None
    assert [edit.path for edit in update_vault(opened(root, True)).outcome.edits] == list(PATHS[:2])


def test_a13_a_change_of_the_same_size_under_the_old_time_is_noticed(root: Path) -> None:
    file = root / "2026-11-22.md"
    file.write_text("Lunch with [[Ada Kvist]].\n", encoding="utf-8")
    age(file)
    update_until_rest(root)
    before = file.stat()
    file.write_text("Never with [[Ada Kvist]].\n", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert opened(root, True).rest is None
    assert opened(root, True).read.talks == opened(root, False).read.talks


def test_an_unchanged_vault_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update_until_rest(root)
    monkeypatch.setattr("vaulttool.vault.read_notes.facts_of_file", lambda *_: pytest.fail("a note is read"))
    assert len(opened(root, True).read.facts) == 3
    assert opened(root, True).rest is not None
    assert opened(root, True, TODAY + dt.timedelta(days=1)).rest is None


def write_what_update_says(root: Path) -> None:
    for edit in update_vault(opened(root, True)).outcome.edits:
        (root / edit.path).write_bytes(edit.new or b"")


def update_until_rest(root: Path) -> None:
    """Write what an update would write, let the files grow old, and look twice: then nothing is new."""
    write_what_update_says(root)
    wait_for_grain(root)
    update_vault(opened(root, True))
    update_vault(opened(root, True))


def wait_for_grain(root: Path) -> None:
    """Touch a file until the clock has moved on by more than the index's grain."""
    newest = max(file.stat().st_ctime_ns for file in root.rglob("*.md"))
    probe = root.parent / "probe"
    probe.touch()
    while probe.stat().st_mtime_ns - newest < 25_000_000:
        probe.touch()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "nothing in it": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_bytes(b"Dear diary, today I met nobody.\n" * 400),
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "zeros in the middle": lambda file: file.write_bytes(
        file.read_bytes()[:5000] + bytes(4000) + file.read_bytes()[9000:]
    ),
    "a folder in its place": lambda file: (file.unlink(), file.mkdir()),
    "another program's": lambda file: (file.unlink(), other_programs(file)),
    "facts that are not what they were": lambda file: garble(file),
}


def other_programs(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE share (colour TEXT)")
    connection.close()


def garble(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        for number, facts in connection.execute("SELECT number, facts FROM facts").fetchall():
            connection.execute("UPDATE facts SET facts=? WHERE number=?", (facts[:-2] + b"xy", number))
    connection.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew_without_a_word(
    root: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    update_until_rest(root)
    file = index_of(root)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    gc.collect()  # nobody has it open: who has would be waited for
    DAMAGES[damage](file)
    assert answer(root, True) == answer(root, False)
    assert answer(root, True) == answer(root, False)
    assert capsys.readouterr() == ("", "")


def test_other_settings_make_the_index_new_but_not_forgetful(root: Path) -> None:
    vault = opened(root, True)
    assert vault.read.contacts
    do(root, "settings", "Notes", "")
    changed = opened(root, True)
    assert changed.known_before == frozenset(PATHS[:3])
    assert answer(root, True) == answer(root, False)


def test_notes_that_went_are_remembered(root: Path) -> None:
    answer(root, True)
    (root / PATHS[2]).unlink()
    answer(root, True)
    assert PATHS[2] in opened(root, True).ever_seen
    assert PATHS[2] not in opened(root, True).known_before


def look_often(root: str, results: "multiprocessing.Queue[object]") -> None:
    try:
        for number in range(6):
            Path(root, f"Other {os.getpid()} {number}.md").write_text(
                "Coffee with [[Bo Rund]].\n", encoding="utf-8"
            )
            answer(Path(root), True)
        results.put(None)
    except BaseException as error:
        results.put(repr(error))


def test_two_processes_use_it_at_once(root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[object] = context.Queue()
    processes = [context.Process(target=look_often, args=(str(root), results)) for _ in range(2)]
    for process in processes:
        process.start()
    assert [results.get(timeout=60) for _ in processes] == [None, None]
    for process in processes:
        process.join()
    assert answer(root, True) == answer(root, False)


def test_an_index_that_is_locked_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(root, True)
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda file, **more: connect(file, **{**more, "timeout": 0.01}))
    other = connect(index_of(root), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    (root / PATHS[3]).parent.mkdir()
    (root / PATHS[3]).write_text(TEXTS[2], encoding="utf-8")
    assert answer(root, True) == answer(root, False)
    other.execute("ROLLBACK")
    assert other.execute("SELECT count(*) FROM share").fetchone()[0] > 0
    other.close()


def test_without_a_cache_folder_it_works_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IndexFile, "_connect", lambda self: (_ for _ in ()).throw(OSError("no room")))
    assert answer(root, True) == answer(root, False)


MEANT = (
    "- 2026-09-05: lunch with [[Ada Kvist]]\n",
    "- 2026-09-05: lunch with [[ada]]\n",
    "- 2026-09-05: lunch with [[People/Ada Kvist|her]]\n",
    "- 2026-09-05: lunch with [her](People/Ada%20Kvist.md)\n",
    "- 2026-09-05: lunch with [[./People/../People/Ada Kvist]]\n",
    "- 2026-09-05: lunch with [[20261120T0900]]\n",
    "- 2026-09-05: lunch with @Ada Kvist and her sister\n",
    '---\nattendees: ["Ada Kvist\'s", Bo Rund]\ndate: 2026-09-05\n---\n',
    '---\nattendees: ["[[Friends]]"]\ndate: 2026-09-05\n---\n',
    '---\ntype: person\nhousehold: "[[Ada Kvist]]"\n---\n',
    '---\ntype: person\nknows: "[[Ada]]"\n---\n',
)


@pytest.mark.parametrize("place", ["People/Ada Kvist.md", "20261120T0900--ada kvist.md"])
@pytest.mark.parametrize("text", MEANT)
def test_who_comes_goes_or_is_called_otherwise_is_found_in_notes_read_before(
    root: Path, text: str, place: str
) -> None:
    (root / "People/Ada Kvist.md").unlink()
    (root / "Note.md").write_text(text, encoding="utf-8")
    (root / "Friends.md").write_text('---\nmembers: ["[[Ada Kvist]]"]\ncounts: members\n---\n')
    answers = [answer(root, True)]
    for said in ("aliases: [Ada, Ada Kvist]", "aliases: [Eda]", None):
        if said is None:
            (root / place).unlink()
        else:
            (root / place).write_text(f"---\ntype: person\n{said}\n---\n", encoding="utf-8")
        answers.append(answer(root, True))
        assert answers[-1] == answer(root, False)
    assert answers[1] != answers[0] == answers[-1]
