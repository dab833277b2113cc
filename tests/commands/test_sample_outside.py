"""Names without links, the inbox, calendars, a trip and a mail, on the sample vault."""

import os
import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample-vault"
QUESTIONS = "Inbox/Questions.md"
SETTINGS = "---\ntype: vaulttool-settings\ndaily_folder: Daily\npeople_folders: [People]\n"
MAIL = "From: Zed <zed@nobody.example>\nTo: me@home.example\nDate: 20 Nov 2026 10:00:00 +0100\n\nHi.\n"


@pytest.fixture
def sample(vault):
    shutil.copytree(SAMPLE, vault.root, dirs_exist_ok=True)
    return vault


def tick(vault, words):
    lines = vault.read(QUESTIONS).split("\n")
    at = next(number for number, line in enumerate(lines) if words in line)
    lines[at] = lines[at].replace("[ ]", "[x]", 1)
    vault.write(QUESTIONS, "\n".join(lines))


def test_names_without_links_are_asked_about_and_linked(sample):
    before = sample.snapshot()
    sample.run_quickly("names")
    assert set(sample.snapshot()) - set(before) == {QUESTIONS}
    tick(sample, "Link **Rémi Castagnou** in [[2026-06-26]]")
    sample.run_quickly("triage")
    old, new = before["Daily/2026-06-26.md"].decode(), sample.read("Daily/2026-06-26.md")
    assert new == old.replace("with Rémi Castagnou and Ivo", "with [[Rémi Castagnou]] and Ivo")


def test_a_line_of_the_inbox_goes_into_the_day(sample):
    sample.write("vaulttool.md", f"{SETTINGS}---\n")
    file = sample.write("Inbox.md", "coffee with Gaspard, his knee is better\nlunch with Claire\nbuy milk\n")
    os.utime(file, (0, 0))
    before = sample.read("Daily/2026-11-24.md")
    sample.run_quickly("update", "--yes")
    line = "coffee with [[Gaspard Thévenoux|Gaspard]], his knee is better\n"
    assert sample.read("Daily/2026-11-24.md") == f"{before.rstrip()}\n- {line}"
    assert sample.read("Inbox.md") == "lunch with Claire\nbuy milk\n"
    assert "Who is **Claire** in [[Inbox]]" in sample.read(QUESTIONS)


def test_the_agenda_of_the_trip_proposes_who_lives_there(sample):
    sample.write(
        "vaulttool.md", "---\ntype: vaulttool-settings\ndaily_folder: Daily\npeople_folders: [People]\n---\n"
    )
    sample.run("agenda", today="2026-12-07")
    part = sample.read("Agenda/2026-W50.md").partition("7 to 9 December.**")[2].partition("\n\n")[0]
    assert "Lunch with [[Samir Haddouche]] in Marseille." in part


def test_a_calendar_and_a_mail_are_read(sample, tmp_path):
    pytest.importorskip("icalendar")
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTART:20261127T123000",
        "SUMMARY:Lunch with Gaspard",
    ]
    (tmp_path / "home.ics").write_text("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))
    sample.write(
        "vaulttool.md",
        f"{SETTINGS}me: [me@home.example]\ncalendars: [{tmp_path / 'home.ics'}]\n---\n",
    )
    sample.run_quickly("agenda")
    assert "12:30: Lunch with [[Gaspard Thévenoux|Gaspard]]." in sample.read("Agenda/2026-W48.md")
    assert "no contact has the address" in sample.run_quickly("log", input=MAIL, code=1).err
