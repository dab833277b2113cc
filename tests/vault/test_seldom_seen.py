"""What a vault shows seldom: programs that keep their settings elsewhere, files that cannot be looked at."""

import errno
import os

import pytest
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.problem import VaultError
from vaulttool.vault import facts, index_version, note_sample
from vaulttool.vault import find_vault as find_vault_module
from vaulttool.vault.detect_me import detect_me
from vaulttool.vault.detect_people import bears_a_name, detect_people
from vaulttool.vault.detect_weeks import _is_day
from vaulttool.vault.facts import Reading, read_facts
from vaulttool.vault.find_vault import config_folder, find_settings_note, find_vault
from vaulttool.vault.languages import load_languages
from vaulttool.vault.note_sample import sample_notes
from vaulttool.vault.own_person import MEETINGS, own_person
from vaulttool.vault.program_settings import program_settings
from vaulttool.vault.read_settings import read_settings
from vaulttool.vault.settings import Settings
from vaulttool.vault.settings_note import render_settings_note
from vaulttool.vault.vault_settings import vault_settings
from vaulttool.vault.walk import walk


def put(root, path, text=""):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def fail(*_, **__):
    raise PermissionError(errno.EACCES, "Permission denied")


# Finding a vault


def test_a_vault_is_found_by_name_by_mark_by_git_and_by_its_notes(tmp_path, monkeypatch):
    monkeypatch.setattr(find_vault_module.Path, "home", lambda: tmp_path / "home")
    marked, kept, plain = (tmp_path / name for name in ("marked", "kept", "plain"))
    put(marked, ".foam/x")
    put(kept, ".git/HEAD")
    put(plain, "People/Ana.md")
    (kept / "deep").mkdir()
    assert find_vault(marked, None, {}) == marked
    assert find_vault(kept / "deep", None, {}) == kept
    assert find_vault(plain, None, {}) == plain
    assert find_vault(tmp_path, str(plain), {}) == plain
    with pytest.raises(VaultError):
        find_vault(tmp_path, str(tmp_path / "not there"), {})


def test_a_folder_that_cannot_be_listed_is_no_vault(tmp_path, monkeypatch):
    (tmp_path / "x").mkdir()
    monkeypatch.setattr(find_vault_module.Path, "iterdir", fail)
    assert not find_vault_module._holds_notes(tmp_path / "x")
    assert not find_vault_module._holds_notes(find_vault_module.Path.home())
    assert config_folder(tmp_path / "x") is None


def test_a_renamed_configuration_is_known_by_its_file(tmp_path):
    put(tmp_path, ".mobile/app.json", "{}")
    assert config_folder(tmp_path) == tmp_path / ".mobile"


def test_settings_are_found_by_name_and_by_type_and_not_in_what_cannot_be_read(tmp_path, monkeypatch):
    put(tmp_path, "Config/about.md", "---\ntype: vaulttool-settings\n---\n")
    put(tmp_path, "A.md", "vaulttool-settings is a word\n")
    files = walk(tmp_path).files
    assert find_settings_note(tmp_path, files) == "Config/about.md"
    with monkeypatch.context() as patched:
        patched.setattr(find_vault_module.Path, "open", fail)
        assert find_settings_note(tmp_path, files) is None
    put(tmp_path, "Config/Vaulttool.md", "---\n---\n")
    assert find_settings_note(tmp_path, walk(tmp_path).files) == "Config/Vaulttool.md"


def test_a_settings_note_that_is_not_utf8_is_told(tmp_path):
    (tmp_path / "vaulttool.md").write_bytes(b"---\nme: Ren\xe9\n---\n")
    assert [problem.rule for problem in vault_settings(tmp_path, walk(tmp_path).files, {}).problems] == [
        "not-utf-8"
    ]


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_settings_note_that_lies_elsewhere_is_told_and_the_rest_holds(vault, tmp_path):
    vault.write("People/Ana Ruiz.md", "---\ncity: Lyon\n---\n")
    (tmp_path / "elsewhere.md").write_text("---\npeople_folders: [Gens]\n---\n")
    (vault.root / "vaulttool.md").symlink_to(tmp_path / "elsewhere.md")
    for _ in range(2):  # the second time from what is kept
        assert "vaulttool.md" in vault.run("check", code=1).out
        assert "Ana Ruiz" in vault.run("list").out


def test_what_the_settings_leave_out_is_not_there(vault):
    vault.write("vaulttool.md", "---\npeople_folders: [People]\nignore_folders: [People/Old]\n---\n")
    vault.write("People/Ana Ruiz.md", "---\ncity: Lyon\n---\n")
    vault.write("People/Old/Bo Lind.md", "---\ncity: Lyon\n---\n")
    said = vault.run("list").out
    assert "Ana Ruiz" in said and "Bo Lind" not in said


# A sample of notes


def test_a_sample_takes_some_of_each_folder_and_no_more_than_asked(tmp_path, monkeypatch):
    for folder in ("a", "b"):
        for number in range(20):
            put(tmp_path, f"{folder}/{number}.md", "---\n---\n")
    files = walk(tmp_path).files
    sample = sample_notes(tmp_path, files, 6)
    assert [len([one for one in sample if one.folder == folder]) for folder in ("a", "b")] == [3, 3]
    monkeypatch.setattr(note_sample.Path, "open", fail)
    assert sample_notes(tmp_path, files, 6) == ()


def sampled(tmp_path, *paths):
    for path in paths:
        put(tmp_path, path, "")
    return sample_notes(tmp_path, walk(tmp_path).files)


def test_who_is_called_me_is_the_user(tmp_path):
    [found] = detect_me(sampled(tmp_path, "People/Me.md", "People/Ana Ruiz.md"))
    assert found.value == ("Me",)


def test_people_are_not_looked_for_where_nothing_counts(tmp_path):
    notes = sampled(tmp_path, "People/Ana Ruiz.md", "People/Bo Lind.md", "People/@Cy.md")
    assert detect_people(notes, lambda path: True) == []
    assert [bears_a_name(note) for note in notes] == [True] * 3


def test_no_day_is_no_day():
    assert not _is_day("2026-02-30")
    assert _is_day("2026-02-28")


def test_nobody_who_came_now_and_then_is_the_user():
    some = {f"{n}.md": (3, ("a.md",) if n % 2 else ()) for n in range(MEETINGS * 2)}
    assert own_person(some) is None
    assert own_person({f"{n}.md": (3, ()) for n in range(MEETINGS)}) is None
    assert own_person({f"{n}.md": (3, ("a.md",)) for n in range(MEETINGS)}) == "a.md"


# Settings of other programs


@pytest.mark.parametrize(
    ("template", "folder", "form"),
    [
        ("filepath: 'journal/$FOAM_DATE_YEAR-$FOAM_DATE_MONTH-$FOAM_DATE_DATE.md'", "journal", "YYYY-MM-DD"),
        ('filepath: "/${FOAM_DATE_YEAR}${FOAM_DATE_MONTH}${FOAM_DATE_DATE}.md"', "", "YYYYMMDD"),
        ("filepath: notes/nothing.md", "notes", "YYYY-MM-DD"),
    ],
)
def test_foams_template_of_daily_notes_is_read(tmp_path, template, folder, form):
    put(tmp_path, ".foam/templates/daily-note.md", f"---\nfoam_template:\n  {template}\n---\n")
    [found] = [one for one in program_settings(tmp_path) if ".foam" in one.source]
    assert (found.daily_folder, found.daily_format) == (folder, form)


def test_foam_without_any_setting_keeps_its_journals(tmp_path):
    put(tmp_path, ".foam/templates/other.md")
    assert [one.daily_folder for one in program_settings(tmp_path)] == []
    put(tmp_path, "journals/2026-11-24.md")
    [found] = program_settings(tmp_path)
    assert (found.source, found.daily_folder, found.daily_format) == (".foam", "journals", "YYYY-MM-DD")


# Notes of settings


def test_settings_of_every_shape_are_written_and_read_back():
    chosen = Settings(
        properties={"last_contact": "Last Chat"},
        cadence_by_group={"#family": "1 month"},
        people_folders=("People", "*/Gens"),
        status_words={"ami": "active"},
        inverse_edges={"teaches": "learns from"},
    )
    page = render_settings_note(chosen)
    read = read_settings(read_front_matter(page, "vaulttool.md"))
    assert read.problems == ()
    assert read.settings == chosen
    assert read.settings.inverses()["teaches"] == "learns from"


def test_an_empty_item_among_pairs_is_no_pair():
    said = 'status_words:\n  - "ami: active"\n  -\n'
    read = read_settings(read_front_matter(f"---\n{said}---\n", "vaulttool.md"))
    assert (read.problems, dict(read.settings.status_words)) == ((), {"ami": "active"})


def test_a_property_of_another_name_must_be_a_name():
    said = "property_last_contact: [a, b]\nproperty_nothing: x\nproperty_email:\nweekly_touches: true\n"
    read = read_settings(read_front_matter(f"---\n{said}---\n", "vaulttool.md"))
    assert [problem.rule for problem in read.problems] == ["wrong-setting"] * 3
    assert read.settings == Settings()


# Files that go while they are looked at


def test_a_note_that_goes_while_its_folder_is_walked_is_not_there(tmp_path, monkeypatch):
    put(tmp_path, "Ana.md")
    put(tmp_path, "Bo.md")

    class Entry:
        def __init__(self, entry):
            self._entry = entry

        def __getattr__(self, name):
            return getattr(self._entry, name)

        def stat(self, **how):
            if self.name == "Bo.md":
                raise FileNotFoundError(errno.ENOENT, "gone")
            return self._entry.stat(**how)

    class Scan:
        def __init__(self, path):
            with plain(path) as entries:
                self._entries = [Entry(entry) for entry in entries]

        def __enter__(self):
            return iter(self._entries)

        def __exit__(self, *_):
            return None

    plain = os.scandir
    monkeypatch.setattr("vaulttool.vault.walk.os.scandir", Scan)
    assert [file.path for file in walk(tmp_path).files] == ["Ana.md"]


def test_a_copy_that_cannot_be_compared_is_taken_for_a_note(tmp_path, monkeypatch):
    text = "# Anna\n\nLikes tea and long walks along the river.\n" * 5
    put(tmp_path, "People/Anna.md", text)
    put(tmp_path, "People/Anna 2.md", text)
    assert len(walk(tmp_path).files) == 1
    monkeypatch.setattr("vaulttool.vault.walk.Path.read_bytes", fail)
    assert len(walk(tmp_path).files) == 2


def test_the_version_knows_folders_of_sources_and_nothing_else(tmp_path):
    put(tmp_path, "a.py")
    put(tmp_path, "b/c.toml")
    put(tmp_path, "b/d.txt")
    put(tmp_path, "__pycache__/e.py")
    assert sorted(said.split()[0] for said in index_version._sources(tmp_path)) == ["a.py", "c.toml"]


def test_a_note_that_cannot_be_read_has_no_facts_and_says_why(monkeypatch):
    reading = Reading(Settings(templates_folders=("Mine",)), Settings().contact_rules(), load_languages("en"))
    template = read_facts(b"---\ntype: person\n---\n", "Mine/Person.md", "h", reading)
    unfilled = read_facts(b"---\ntype: person\ncreated: <% tp.date.now() %>\n---\n", "A.md", "h", reading)
    assert (template.contact, template.problems, unfilled.contact) == (None, (), None)
    foreign = read_facts(b"caf\xe9\n", "A.md", "h", reading)
    assert [problem.rule for problem in foreign.problems] == ["not-utf8"]
    monkeypatch.setattr(facts, "MOST_BYTES", 3)
    large = read_facts(b"words", "A.md", "h", reading)
    assert [problem.rule for problem in large.problems] == ["too-large"]
