"""From imported people to boxes, and from ticks to notes."""

import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from vaulttool.exchange.note_name import note_name
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.remembered import Remembered, read_remembered, write_remembered
from vaulttool.network.contact import Contact
from vaulttool.notes.paths import fold_file_name
from vaulttool.usecases.apply_triage import NewNotes, apply_triage
from vaulttool.usecases.fill_contacts import fill_contacts
from vaulttool.usecases.import_people import Place, gather, import_people, more_of_note
from vaulttool.usecases.outcome import Outcome

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")
PLACE = Place(wikilink=lambda path: f"[[{path.rpartition('/')[2].removesuffix('.md')}]]")


class Vault(dict[str, bytes]):
    """Paths to bytes, on which outcomes are carried out."""

    def take(self, outcome: Outcome) -> Outcome:
        for edit in outcome.edits:
            assert edit.new is not None
            self[edit.path] = edit.new
        return outcome

    def text(self, path: str) -> str:
        return self[path].decode()

    def tick(self, path: str, words: str) -> None:
        lines = self.text(path).split("\n")
        at = next(number for number, line in enumerate(lines) if words in line)
        lines[at] = lines[at].replace("[ ]", "[x]", 1)
        self[path] = "\n".join(lines).encode()


def person(name: str, **about: object) -> ImportedPerson:
    given, _, family = name.partition(" ")
    known = {
        "source": "linkedin",
        "record": f"c.csv:{name}",
        "urls": (f"https://www.linkedin.com/in/{name.replace(' ', '-')}",),
    }
    return ImportedPerson(name, given, family, **(known | about))  # type: ignore[arg-type]


ANA = person("Ana Ruiz", company="Acme", role="Chef", met=dt.date(2024, 1, 15))
BOB = person("Bob Lee", emails=("bob@lee.example",), sent=3, received=5)


def bring(vault: Vault, *people: ImportedPerson, contacts: dict[str, Contact] | None = None) -> Outcome:
    return vault.take(import_people(gather(people, (), contacts or {}, vault.get, PLACE), vault.get, PLACE))


def test_nobody_becomes_a_contact_by_itself():
    vault = Vault()
    bring(vault, ANA, BOB)
    assert sorted(vault) == ["Inbox/LinkedIn.csv", "Inbox/LinkedIn.md"]
    items = [line for line in vault.text("Inbox/LinkedIn.md").split("\n") if line.startswith("- [ ]")]
    assert [re.sub(r" \^vt-\w+$", "", item) for item in items] == [
        "- [ ] **Bob Lee** · bob@lee.example · you wrote 3, they wrote 5",
        "- [ ] **Ana Ruiz** · Chef, Acme · connected 2024-01-15",
    ]


def test_importing_twice_and_in_another_order_changes_nothing():
    vault = Vault()
    bring(vault, ANA, BOB)
    assert not bring(vault, BOB, ANA).edits
    vault.tick("Inbox/LinkedIn.md", "Bob Lee")
    assert not bring(vault, ANA, BOB).edits


def test_who_has_a_note_is_not_asked_about_and_who_may_have_one_is():
    vault = Vault()
    known = Contact(
        "People/Ana.md", "Ana Ruiz", ("Ana Ruiz",), properties={"linkedin": "linkedin.com/in/Ana-Ruiz"}
    )
    namesake = Contact("People/Bob Lee.md", "Bob Lee", ("Bob Lee",))
    bring(vault, ANA, BOB, contacts={known.path: known, namesake.path: namesake})
    text = vault.text("Inbox/LinkedIn.md")
    assert "Ana Ruiz" not in text
    assert "perhaps the same as [[Bob Lee]]: the same name" in text


def test_a_tick_makes_a_note_once_and_a_question_one_of_unknown_status():
    vault = Vault()
    bring(vault, ANA, BOB)
    vault.tick("Inbox/LinkedIn.md", "**Ana Ruiz**")
    lines = vault.text("Inbox/LinkedIn.md").split("\n")
    at = next(number for number, line in enumerate(lines) if "Bob Lee" in line) + 1
    lines[at] = lines[at].replace("[ ]", "[x]") + "\n\t\tmet at the fair, wants a job"
    vault["Inbox/LinkedIn.md"] = "\n".join(lines).encode()
    vault.take(apply_triage("Inbox/LinkedIn.md", {}, vault.get, PLACE, NewNotes("People", ())))
    assert vault.text("People/Ana Ruiz.md") == (
        "---\ntype: person\ncompany: Acme\nrole: Chef\nmet: 2024-01-15\n"
        "linkedin: https://www.linkedin.com/in/Ana-Ruiz\n---\n"
    )
    assert "status: unknown\n" in vault.text("People/Bob Lee.md")
    assert vault.text("People/Bob Lee.md").endswith("through:\nwhy: met at the fair, wants a job\n---\n")
    url = "https://www.linkedin.com/in/Ana-Ruiz"
    ana = Contact(
        "People/Ana Ruiz.md", "Ana Ruiz", ("Ana Ruiz",), company="Acme", properties={"linkedin": url}
    )
    bob = Contact("People/Bob Lee.md", "Bob Lee", ("Bob Lee",), emails=("bob@lee.example",))
    now = {ana.path: ana, bob.path: bob}
    assert not apply_triage("Inbox/LinkedIn.md", now, vault.get, PLACE, NewNotes("People", vault)).edits


def test_a_tick_that_was_carried_out_changes_no_line():
    vault = Vault()
    bring(vault, ANA, BOB)
    vault.tick("Inbox/LinkedIn.md", "**Ana Ruiz**")
    url = "https://www.linkedin.com/in/Ana-Ruiz"
    ana = Contact(
        "People/Ana Ruiz.md", "Ana Ruiz", ("Ana Ruiz",), company="Acme", properties={"linkedin": url}
    )
    assert not bring(vault, ANA, BOB, contacts={ana.path: ana}).edits


def test_known_people_get_what_is_missing_and_keep_their_own_words():
    vault = Vault(
        {"People/Ana.md": b"---\nemail: ana@ruiz.example\ncompany: Mine # really\nrole:\n---\nText\n"}
    )
    said = {"email": "ana@ruiz.example", "company": "Mine", "role": None}
    ana = Contact(
        "People/Ana.md",
        "Ana Ruiz",
        ("Ana Ruiz",),
        company="Mine",
        emails=("ana@ruiz.example",),
        properties=said,
    )
    card = person(
        "Ana Ruiz",
        emails=("ana@ruiz.example",),
        company="Acme",
        role="Chef",
        city="Lyon",
        birthday="1980-05-12",
    )
    found = gather([card], (), {ana.path: ana}, vault.get, PLACE)
    vault.take(fill_contacts(found.everyone, {ana.path: ana}, vault.get))
    assert vault.text("People/Ana.md") == (
        "---\nemail: ana@ruiz.example\ncompany: Mine # really\nrole:\n"
        "city: Lyon\nbirthday: 1980-05-12\nlinkedin: https://www.linkedin.com/in/Ana-Ruiz\n---\nText\n"
    )


def test_never_more_than_a_hundred_boxes_and_more_brings_the_next():
    vault = Vault()
    people = [person(f"Given{number} Family{number}") for number in range(250)]
    bring(vault, *people)
    first = set(re.findall(r"\*\*(\w+ \w+)\*\*", vault.text("Inbox/LinkedIn.md")))
    assert len(first) == 100
    assert "150 more are in `Inbox/LinkedIn.csv`" in vault.text("Inbox/LinkedIn.md")
    vault.take(more_of_note("Inbox/LinkedIn.md", {}, vault.get, PLACE))
    second = set(re.findall(r"\*\*(\w+ \w+)\*\*", vault.text("Inbox/LinkedIn.md")))
    assert len(second) == 100
    assert not first & second
    assert not bring(vault, *people).edits


def test_a_tick_whose_person_is_gone_from_the_table_is_told():
    vault = Vault()
    bring(vault, ANA)
    vault.tick("Inbox/LinkedIn.md", "Ana Ruiz")
    del vault["Inbox/LinkedIn.csv"]
    outcome = apply_triage("Inbox/LinkedIn.md", {}, vault.get, PLACE, NewNotes("People", ()))
    assert not outcome.edits
    assert len(outcome.problems) == 1


def test_names_of_strangers_steer_neither_page_nor_file():
    vault = Vault()
    evil = ImportedPerson("A]] %% <!-- vaulttool:end triage --> - [x] ../../b", source="linkedin", record="e")
    bring(vault, evil)
    assert vault.text("Inbox/LinkedIn.md").count("<!-- vaulttool:end") == 1
    vault.tick("Inbox/LinkedIn.md", "- [ ]")
    edit, _ = apply_triage("Inbox/LinkedIn.md", {}, vault.get, PLACE, NewNotes("People", ())).edits
    assert re.fullmatch(r"People/[^/\\\[\]#^|<>:]+\.md", edit.path)


@given(st.text(max_size=300))
def test_every_name_is_a_file_name(text: str):
    name = note_name(text)
    assert name
    assert len(name.encode()) <= 140
    assert not re.search(r'[\x00-\x1f\\/:*?"<>|#^\[\]]', name)
    assert name == name.strip(" .")
    assert fold_file_name(note_name(text, {fold_file_name(name)})) != fold_file_name(name)


def test_names_keep_their_letters():
    assert note_name("Nguyễn Văn An") == "Nguyễn Văn An"
    assert note_name("O'Brien, Seán") == "O'Brien, Seán"
    assert note_name("con") == "con (person)"
    assert note_name("..") == "Unknown person"


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
@example([("\0", "A\0\0B")])
def test_the_table_comes_back_as_it_went(texts: list[tuple[str, str]]):
    rows = [
        Remembered(
            f"vt-{number}", ImportedPerson(" ".join(name.split()), company=" ".join(company.split())), number
        )
        for number, (name, company) in enumerate(texts)
    ]
    source = write_remembered(rows)
    assert write_remembered(read_remembered(source)) == source
