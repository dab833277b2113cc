"""Whom the agenda names, week after week, on any device."""

import re

from decide.pages_by_hand import AGENDA, at_home
from pages.small_vault import agenda, day


def test_not_now_is_not_proposed_the_week_after_on_another_device(notes, monkeypatch, tmp_path):
    notes.person("Ana Ruiz", "circle: close", "city: Lyon")
    notes.person("Bo Li", "circle: inner", "city: Porto")
    day(notes, 150, "Lunch with [[Ana Ruiz]].", "Called [[Bo Li]].")
    page = agenda(notes)
    items = dict(re.findall(r"- \[ \] .*?\[\[(.+?)\]\].* (\^vt-\w+)", page))
    assert set(items) == {"Ana Ruiz", "Bo Li"}
    for item in items.values():
        notes.answer(AGENDA, item, ">")
    notes.run("apply")
    for name, value in at_home(tmp_path / "other home").items():
        monkeypatch.setenv(name, value)
    after = agenda(notes, "2026-12-01")
    assert "Ana Ruiz" not in after and "Bo Li" not in after
    back = agenda(notes, "2026-12-08")
    assert "[[Ana Ruiz]]" in back and "[[Bo Li]]" in back


def test_where_two_wait_alike_the_one_who_gave_and_the_one_who_differs_come_first(notes):
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_touches: 2\nweekly_lunches: 0\n---\n")
    for number in range(8):
        notes.person(f"Friend{number} Dahl", "circle: close", "field: software")
        day(notes, 200 + number, f"Called [[Friend{number} Dahl]].")
    notes.person("Kind Soul", "circle: close", "field: software")
    notes.person("Other World", "circle: close", "field: medicine")
    day(notes, 199, "Called [[Kind Soul]] [received:: a bed for the night]", "Called [[Other World]].")
    page = agenda(notes)
    assert set(re.findall(r"- \[ \] \[\[(.+?)\]\]", page)) == {"Kind Soul", "Other World"}


def test_a_birthday_that_a_line_of_the_week_tells_is_told_once(notes):
    notes.person("Jo Park", "birthday: 1986-11-28")
    notes.person("Ana Ruiz", "birthday: 1986-11-27")
    said = "## Next days\n- Saturday: [[Jo Park]] is forty. No socks.\n- Friday: lunch with [[Ana Ruiz]]\n"
    notes.write("Weekly/2026-W48.md", said)
    coming = agenda(notes).partition("**Coming.**")[2]
    assert coming.count("Jo Park") == 1 and "Jo Park is forty" in coming
    assert "[[Ana Ruiz]] is 40" in coming and "unch with Ana Ruiz" in coming


def test_whose_name_no_wikilink_opens_is_linked_as_markdown_and_can_be_answered(notes):
    path = notes.person("Ana [the baker] Ruiz", "circle: close")
    notes.write(path, notes.read(path) + "- 2026-06-01: called her\n")
    page = agenda(notes)
    item = re.search(r"\]\(People/Ana%20%5Bthe%20baker%5D%20Ruiz\.md\).* (\^vt-\w+)", page)
    assert item and "[[Ana" not in page
    notes.answer(AGENDA, item[1], "x")
    notes.run("apply")
    notes.run("update")
    assert notes.property(path, "last_contact") == "2026-11-24"
