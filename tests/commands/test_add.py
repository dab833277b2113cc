import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.recognise import recognise_contact
from vaulttool.notes.file_name import MOST_BYTES
from vaulttool.notes.parse import read_properties
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.add_person import add_person
from vaulttool.usecases.file_name import file_name
from vaulttool.vault.reader import read_source

NOW = dt.datetime(2026, 11, 24, 9, 5)


def added(vault, opened, name, **said):
    """The path and text of the note that `add` would make."""
    one = opened()
    outcome = add_person(name, said, one.read, lambda path: read_source(vault.root, path), NOW, "en")
    (edit,) = outcome.edits
    assert edit.expected is None
    return edit.path, edit.new.decode()


def test_add_makes_a_contact_and_refuses_to_make_it_twice(people):
    said = ("--circle", "close", "--company", "Rock: & Co", "--email", "eva@rock.example")
    assert "People/Eva Lind.md" in people.run_quickly("add", "Eva Lind", *said).out
    assert people.property("People/Eva Lind.md", "company") == '"Rock: & Co"'
    assert "is there already" in people.run_quickly("add", "eva lind", code=1).err
    assert "Eva Lind" in people.run_quickly("list", "--circle", "close").out


def test_an_own_template_is_filled_in(vault, opened):
    vault.write("People/Old.md", "---\ntype: person\n---\n")
    vault.write(
        "Templates/Person.md",
        b"\xef\xbb\xbf---\r\ntype: person\r\norganisation:\r\ncourriel: []\r\nadded: \"{{date}}\"\r\n---\r\n"
        b"# {{title}}\r\nWeek {{date:GGGG-[W]WW}} at {{time}}\r\n{{unknown}}\r\n<% tp.file.title %>\r\n",
    )  # fmt: skip
    path, text = added(vault, opened, "Eva Lind", company=("Orbis",), email=("e@x.example",))
    assert path == "People/Eva Lind.md"
    assert text == (
        "\ufeff---\r\ntype: person\r\norganisation: Orbis\r\ncourriel:\r\n  - e@x.example\r\n"
        'added: "2026-11-24"\r\n---\r\n# Eva Lind\r\nWeek 2026-W48 at 09:05\r\nEva Lind\r\n'
    )


def test_a_name_that_files_cannot_bear_stays_as_alias(vault, opened):
    vault.write("People/Old.md", "---\ntype: person\n---\n")
    path, text = added(vault, opened, "Jo [AC/DC]: Young?")
    assert path == "People/Jo AC-DC Young.md"
    assert read_properties(text.encode(), path).find("aliases").value == ["Jo [AC/DC]: Young?"]


def test_a_name_that_another_note_bears_is_refused(people, opened):
    people.write("Projects/Orbis.md", "a project")
    with pytest.raises(VaultError, match="Projects/Orbis"):
        added(people, opened, "orbis")
    with pytest.raises(VaultError, match="People/Alice Martin"):
        added(people, opened, "Al")


def test_where_people_are_told_by_type_the_new_note_is_one(vault, opened):
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\npeople_folders: ['*/Crew']\n---\n")
    vault.write("Team/Crew/Ann Lee.md", "")
    path, text = added(vault, opened, "Eva Lind")
    assert path == "Team/Crew/Eva Lind.md"
    assert recognise_contact(
        path, read_properties(text.encode(), path), None, opened().settings.contact_rules()
    )


@given(st.text(min_size=1, max_size=300))
def test_every_file_name_is_one_that_all_systems_bear(name):
    try:
        made = file_name(name)
    except VaultError:
        return
    assert not re.search(r'[\x00-\x1f\x7f/\\*"<>:|?#^\[\]]', made) and "%%" not in made
    assert made == made.strip(" .") == unicodedata.normalize("NFC", made)
    assert 0 < len(made.encode()) <= MOST_BYTES + len(" (person)")
    assert made.partition(".")[0].rstrip().upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")
    assert file_name(made) == made


@pytest.mark.parametrize(
    ("name", "made"), [("Con", "Con (person)"), ("aux.x", "aux x (person)"), (" .Eve. ", "Eve")]
)
def test_names_that_windows_keeps_for_itself(name, made):
    assert file_name(name) == made


@pytest.mark.parametrize("said", ["12/05/1980", "1980-13-05", "05-31x", "1980-5-12", "12 May 1980"])
def test_a_birthday_that_may_be_read_otherwise_elsewhere_is_refused(people, said):
    told = people.run_quickly("add", "Jo Park", "--birthday", said, code=2).err
    assert "1980-05-12" in told and "--05-12" in told
    assert not people.exists("People/Jo Park.md")


@pytest.mark.parametrize("said", ["1980-05-12", "--02-29", "02-29"])
def test_a_birthday_is_written_as_it_was_said(people, said):
    people.run_quickly("add", "Jo Park", f"--birthday={said}")
    assert people.property("People/Jo Park.md", "birthday").strip('"') == said
