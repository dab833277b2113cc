"""What the daemon does beside keeping days true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.watching.errands import EVERY

from daemons import ANA, TODAY, Turned, Watcher, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

DAY = f"{TODAY}.md"
QUESTIONS = "Inbox/Questions.md"


def test_a_line_appended_to_the_inbox_is_filed(vault: Vault, watch: Callable[..., Watcher]) -> None:
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    vault.write(ANA, person("Ana Ruiz"))
    vault.write("Inbox.md", "tea with Ana\nbuy milk\n")
    watcher = watch()
    assert until(lambda: vault.read("Inbox.md") == "buy milk\n"), watcher.lines
    with (vault.root / "Inbox.md").open("a") as file:
        file.write("lunch with Ana, her son starts school\n")
    assert until(lambda: vault.read("Inbox.md") == "buy milk\n"), watcher.lines
    assert until(lambda: vault.property(ANA, "last_contact") == TODAY, 20), watcher.lines
    assert vault.read(DAY) == (
        "- tea with [[Ana Ruiz|Ana]]\n- lunch with [[Ana Ruiz|Ana]], her son starts school\n"
    )


def test_a_tick_in_the_note_of_questions_files_the_line(vault: Vault, watch: Callable[..., Watcher]) -> None:
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    for name in ("Bo Lund", "Bo Marsh"):
        vault.write(f"People/{name}.md", person(name))
    vault.write("Inbox.md", "tea with Bo\n")
    watcher = watch()
    assert until(lambda: vault.exists(QUESTIONS)), watcher.lines
    page = vault.read(QUESTIONS)
    vault.write(QUESTIONS, page.replace("- [ ] [[Bo Marsh]]", "- [x] [[Bo Marsh]]"))
    assert until(lambda: vault.exists(DAY)), watcher.lines
    assert until(lambda: vault.read("Inbox.md") == ""), watcher.lines
    assert vault.read(DAY) == "- tea with [[Bo Marsh|Bo]]\n"
    assert until(lambda: vault.property("People/Bo Marsh.md", "last_contact") == TODAY, 20), watcher.lines


MAIL = (
    "From: Ana <ana@ruiz.example>\nTo: moi@home.example\n"
    "Date: {day} Nov 2026 10:00:00 +0000\nSubject: Hi\n\nHi.\n"
)
SETTINGS = "---\ntype: vaulttool-settings\npeople_folders: [People]\nme: [moi@home.example]\n{more}\n---\n"


def test_folders_of_mail_are_imported_again_when_they_change(
    vault: Vault, turned: Callable[..., Turned], tmp_path: Path
) -> None:
    pytest.importorskip("phonenumbers")
    new = tmp_path / "Maildir" / "new"
    new.mkdir(parents=True)
    (new / "1").write_text(MAIL.format(day=10))
    vault.write("vaulttool.md", SETTINGS.format(more=f"import_folders: [{tmp_path / 'Maildir'}]"))
    vault.write(ANA, person("Ana Ruiz", "email: ana@ruiz.example\n"))
    daemon = turned()
    daemon.wait(3)
    log = "Log/2026-11 Mail.md"
    assert "2026-11-10" in vault.read(log), daemon.lines
    assert sorted(path for path in vault.snapshot() if path.startswith("People/")) == [ANA]
    (new / "2").write_text(MAIL.format(day=12))
    daemon.wait(EVERY + 30, step=EVERY / 2)
    daemon.wait(3)
    assert "2026-11-12" in vault.read(log)
    before = vault.snapshot()
    daemon.wait(EVERY + 30, step=EVERY / 2)
    daemon.wait(3)
    assert vault.snapshot() == before
    assert vault.property(ANA, "last_contact") == "2026-11-12"


def test_a_meeting_of_a_calendar_is_asked_about_after_its_day(
    vault: Vault, turned: Callable[..., Turned], tmp_path: Path
) -> None:
    pytest.importorskip("icalendar")
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:20261124T123000", "SUMMARY:Lunch with Ana"]
    (tmp_path / "home.ics").write_text("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))
    vault.write("vaulttool.md", SETTINGS.format(more=f"calendars: [{tmp_path / 'home.ics'}]"))
    vault.write(ANA, person("Ana Ruiz"))
    daemon = turned()
    daemon.wait(3)
    assert not vault.exists(QUESTIONS)
    daemon.day += dt.timedelta(days=1)
    daemon.wait(EVERY + 30, step=EVERY / 2)
    daemon.wait(3)
    assert "12:30 Lunch with [[Ana Ruiz]] (Lunch with Ana)" in vault.read(QUESTIONS)
    assert not vault.exists(DAY)
