"""The advice that the tool exists to give: each row of it from a small vault to its page."""

import re

import pytest

from decide.pages_by_hand import REVIEW
from pages.small_vault import agenda, day, review


def test_one_lunch_a_week_its_streak_and_the_rhythm_of_the_year(notes):
    for number in range(1, 6):
        notes.person(f"Friend{number} Dahl", "city: Lyon", "circle: close")
        day(notes, number * 7, f"Lunch with [[Friend{number} Dahl]] by the river.")
    notes.person("Ana Ruiz", "city: Lyon", "circle: close")
    notes.person("Bo Li", "city: Lyon", "circle: close")
    notes.person("Far Away", "city: Porto", "circle: close")
    day(notes, 150, "Lunch with [[Ana Ruiz]] on the quay.", "Lunch with [[Far Away]] in Porto.")
    day(notes, 140, "Lunch with [[Bo Li]] on the quay.")
    page = agenda(notes)
    assert "**Lunch.** Five weeks in a row now." in page
    assert "- [ ] Lunch with [[Ana Ruiz]] in Lyon. " in page
    assert "  - or [[Bo Li]] (Lyon too, " in page
    assert "Lunch with [[Far Away]]" not in page
    seen = review(notes)
    assert "> A lunch a week: five weeks in a row." in seen and "```mermaid\nxychart-beta" in seen


def test_the_warning_comes_while_all_is_well(notes):
    for number in range(4):
        notes.person(f"Friend{number} Dahl", "circle: close")
        day(notes, number + 1, f"Lunch with [[Friend{number} Dahl]].")
    assert re.search(
        r"If you stopped today, half of your near circles would be out of touch by \*\*.+\*\*", review(notes)
    )


def test_a_drought_is_named(notes):
    notes.person("Ana Ruiz")
    day(notes, 21, "Lunch with [[Ana Ruiz]].")
    assert "No talk stands in your notes for three weeks." in review(notes)


def test_who_only_writes_in_need_is_told(notes):
    for number in range(6):
        notes.person(f"Friend{number} Dahl")
        line = f"- Wrote to [[Friend{number} Dahl]] [from:: me] [received:: a name at the port]"
        day(notes, number * 10 + 1, line)
    assert "Write once without a request." in review(notes)
    for number in range(6):
        day(notes, number * 10 + 1, f"- Wrote to [[Friend{number} Dahl]] [from:: me] [gave:: a name]")
    notes.run("review")
    assert "Write once without a request." not in notes.read(REVIEW)


def test_who_comes_back_in_need_is_met_with_the_good_one_knows(notes):
    notes.person("Marc Oyelowe", "needs: a job in rail")
    notes.person("Lea Brandt", "circle: close", "offers: a job in rail")
    day(notes, 3, "- [[Marc Oyelowe]] wrote to me, he is looking for work. [from:: them]")
    day(notes, 2000, "Lunch with [[Marc Oyelowe]] [received:: a drive to Basel at five in the morning]")
    day(notes, 2, "Lunch with [[Lea Brandt]].")
    page = review(notes)
    part = page.partition("## Back after a silence\n")[2].partition("\n## ")[0]
    assert "[[Marc Oyelowe]] is back" in part and "five years" in part
    assert "a drive to Basel at five in the morning" in part
    assert "You know who might help: [[Lea Brandt]]." in part
    assert not re.search(r"overdue|never wrote|score", page)


def test_give_a_hundred_and_receive_ten(notes):
    notes.person("Claire Aubert", "needs: a small flat in Ghent")
    notes.person("Bo Li")
    for ago in (10, 20, 30):
        day(notes, ago, f"Lunch with [[Claire Aubert]] [received:: good turn number {ago}]")
    day(notes, 5, "Lunch with [[Bo Li]] [gave:: the slides]")
    page = review(notes)
    assert "you helped one time and were helped three times" in page
    assert "With [[Claire Aubert]] it is three to nothing the other way" in page
    assert "The note says what is needed: a small flat in Ghent." in page


def test_introductions_only_between_people_one_knows_and_permission_first(notes):
    notes.person("Ana Ruiz", "needs: a lawyer for the port", "email: ana@ruiz.example")
    notes.person("Bo Li", "offers: advice of a lawyer", "email: bo@li.example")
    notes.person("Cy Orr", "offers: the best lawyer of the port")
    day(notes, 30, "Lunch with [[Ana Ruiz]].")
    day(notes, 40, "Lunch with [[Bo Li]].")
    page = agenda(notes)
    part = page.partition("**You could bring together.**\n")[2]
    assert "[[Ana Ruiz]] looks for: a lawyer for the port. [[Bo Li]] offers: " in part
    assert "Ask each of them first." in part and "Cy Orr" not in page
    before = notes.snapshot()
    assert "Cy Orr" in notes.run("intro", "Ana Ruiz", "Cy Orr", code=1)
    assert notes.snapshot() == before
    notes.run("intro", "Ana Ruiz", "Bo Li")
    made = notes.read("Introductions/Ana Ruiz × Bo Li.md")
    places = [made.index(f"## {text}") for text in ("First, ask Ana", "First, ask Bo", "Then, write to both")]
    assert places == sorted(places)


def test_quality_not_quantity(notes):
    for number in range(40):
        notes.person(f"Friend{number} Dahl", "circle: active", "cadence: 1 month")
        day(notes, 10 + 9 * number, f"Lunch with [[Friend{number} Dahl]].")
    part = review(notes).partition("## More than a year holds\n")[2]
    assert "Your cadences ask for 480 touches a year; you make about 40." in part
    assert "The *active* circle holds 40 people; at 3, everything fits." in part


def test_a_stranger_is_asked_why_and_is_nobody_until_then(notes):
    notes.person("Ana Ruiz")
    notes.run("ask", "Jo Park", "--through", "Ana Ruiz")
    assert notes.property("People/Jo Park.md", "status") == "unknown"
    assert "Jo Park" not in agenda(notes)
    page = review(notes)
    item = re.search(r"- \[ \] \[\[Jo Park\]\], through Ana Ruiz\. (\^vt-\w+)", page)
    assert item and "Before a yes: what brings them?" in page
    notes.answer(REVIEW, item[1], " ", "she gives a talk at the library")
    notes.run("apply")
    assert notes.property("People/Jo Park.md", "why") == "she gives a talk at the library"
    assert notes.property("People/Jo Park.md", "status") == "unknown"


@pytest.mark.parametrize(
    ("aspect", "said"),
    [
        ("field", "eight are in software"),
        ("company", "eight are at software"),
        ("city", "eight live in software"),
    ],
)
def test_diversity_names_who_is_missing(notes, aspect, said):
    for number in range(8):
        notes.person(f"Friend{number} Dahl", f"{aspect}: software")
        day(notes, number + 70, f"Lunch with [[Friend{number} Dahl]].")
    notes.person("Hana Sato", f"{aspect}: medicine")
    day(notes, 1200, "Lunch with [[Hana Sato]].")
    part = review(notes).partition("## All alike\n")[2].partition("\n## ")[0]
    assert said.replace("eight", "8") in part or said in part
    assert "[[Hana Sato]] (medicine, last seen 2023)" in part


def test_data_that_is_missing_and_two_notes_of_one_person_are_told(notes):
    for name in ("Ana Ruiz", "Bo Li", "Ana  Ruiz"):
        notes.person(name, "circle: close", f"email: {name[:2].lower()}@x.example")
    notes.person("Cy Orr", "circle: close")
    page = review(notes)
    assert "- No mail address and no number in the notes of these near ones: [[Cy Orr]]." in page
    assert "the same mail address, an@x.example." in page
    notes.person("Bo Li", "circle: close")
    assert "No mail address" not in review(notes)


def test_a_personal_mail_has_something_real_in_it(notes):
    notes.person("Ana Ruiz", "circle: close", "email: ana@ruiz.example")
    day(
        notes,
        120,
        "Called [[Ana Ruiz]]: her doubts about the move to Porto.",
        "- [ ] Send [[Ana Ruiz]] the reading list",
    )
    before = notes.snapshot()
    mail = notes.run("draft", "Ana Ruiz")
    assert "four months since our call" in mail and "reading list" in mail and "the move to Porto" in mail
    assert notes.run("draft", "Ana Ruiz", "--as", "mailto").startswith("mailto:ana@ruiz.example?")
    assert notes.snapshot() == before


@pytest.mark.parametrize(
    ("box", "name", "value"),
    [("x", "reviewed", "2026-02-10"), (">", "status", "resting"), ("-", "status", "archived")],
)
def test_could_you_wish_them_a_happy_new_year(notes, box, name, value):
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_touches: 0\nweekly_lunches: 0\n---\n")
    notes.person("Greta Holm")
    day(notes, 700, "Lunch with [[Greta Holm]] at the conference in Oslo.")
    # The only contact of a vault has their turn in the first of four quarters.
    page, path = review(notes, "2026-02-10"), "Reviews/2026-W07.md"
    found = re.search(
        r"## Could you wish them a happy new year\?\n(?:.+\n)+?- \[ \] \[\[Greta Holm\]\] .+ (\^vt-\w+)", page
    )
    assert found and "the conference in Oslo" in found[0]
    notes.answer(path, found[1], box)
    notes.run("apply", today="2026-02-10")
    note = "Archive/People/Greta Holm.md" if box == "-" else "People/Greta Holm.md"
    assert notes.property(note, name) == value
    assert "Greta Holm" not in review(notes, "2026-02-17")


def test_everyone_is_asked_about_once_a_year(notes):
    names = [f"Friend{number} Dahl" for number in range(30)]
    for name in names:
        notes.person(name)
    asked = [
        name
        for month in range(1, 13)
        for name in set(
            re.findall(r"- \[ \] \[\[(Friend\d+ Dahl)\]\]", review(notes, f"2026-{month:02d}-15"))
        )
    ]
    assert set(asked) == set(names)


def test_many_requests_of_one_company_at_once_are_seen(notes):
    for number in range(6):
        notes.person(f"Friend{number} Dahl", "company: Orbis")
        day(notes, 3 * number + 1, f"- [[Friend{number} Dahl]] wrote to me [from:: them]")
    notes.person("Nadia Benali", "company: Orbis", "circle: close")
    day(notes, 60, "Lunch with [[Nadia Benali]].")
    part = review(notes).partition("## Something moves at Orbis\n")[2].partition("\n## ")[0]
    assert "Six people of Orbis wrote or came back within three weeks: [[Friend" in part
    assert "In the two years before it was" in part and "Chance alone makes a cluster like this" in part
    assert "You know [[Nadia Benali]] better than the others" in part


def test_a_platform_comes_in_by_its_export_and_makes_nobody_a_contact(notes, tmp_path):
    pytest.importorskip("rapidfuzz")
    pytest.importorskip("phonenumbers")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Jo Park\nN:Park;Jo;;;\nORG:Orbis\nEMAIL:jo@park.example\nEND:VCARD\n"
    (tmp_path / "people.vcf").write_text(card)
    notes.person("Ana Ruiz")
    notes.run("import", str(tmp_path / "people.vcf"))
    assert not notes.exists("People/Jo Park.md")
    (inbox,) = (path for path in notes.snapshot() if path.startswith("Inbox/") and path.endswith(".md"))
    page = notes.read(inbox)
    assert "- [ ] **Jo Park** · " in page and "Why do they want to connect" in page
    notes.write(inbox, page.replace("- [ ] **Jo Park**", "- [x] **Jo Park**"))
    notes.run("triage")
    assert notes.property("People/Jo Park.md", "company") == "Orbis"
    assert "Jo Park" in notes.run("list")


def test_who_is_asked_about_after_an_import_stands_in_the_review_with_the_reason(notes, tmp_path):
    pytest.importorskip("rapidfuzz")
    pytest.importorskip("phonenumbers")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Jo Park\nN:Park;Jo;;;\nORG:Orbis\nEMAIL:jo@park.example\nEND:VCARD\n"
    (tmp_path / "people.vcf").write_text(card)
    notes.run("import", str(tmp_path / "people.vcf"))
    (inbox,) = (path for path in notes.snapshot() if path.startswith("Inbox/") and path.endswith(".md"))
    page = notes.read(inbox)
    (line,) = (one for one in page.split("\n") if "who is this?" in one and one.endswith("-who"))
    answered = line.replace("[ ]", "[x]") + "\n\t\tshe sells: insurance"
    notes.write(inbox, page.replace(line, answered))
    notes.run("triage")
    assert notes.property("People/Jo Park.md", "status") == "unknown"
    assert notes.property("People/Jo Park.md", "why") == '"she sells: insurance"'
    assert notes.property("People/Jo Park.md", "through") == ""
    assert "- [ ] [[Jo Park]], Orbis: she sells: insurance. " in review(notes)
    assert "Jo Park" not in agenda(notes)


@pytest.mark.parametrize("touches", [2, 5])
def test_the_week_ends_when_its_budget_is_spent(notes, touches):
    notes.write("vaulttool.md", f"---\ntype: vaulttool-settings\nweekly_touches: {touches}\n---\n")
    for number in range(20):
        notes.person(f"Friend{number} Dahl", "circle: close", "city: Lyon")
        day(notes, 100 + number, f"Lunch with [[Friend{number} Dahl]].")
    page = agenda(notes)
    written = {2: "two", 5: "five"}[touches]
    assert page.count("- [ ] ") == touches + 1
    assert (
        f"That is all for this week: {written} touches and a lunch. The week is full; the rest can wait."
        in page
    )
