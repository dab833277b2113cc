"""Settings: what the note, the environment and flags say, and what is wrong with it."""

import datetime as dt
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.cadence import Cadence
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.vault.read_settings import SettingsRead, is_settings_note, read_settings
from vaulttool.vault.settings import Settings
from vaulttool.vault.settings_table import BY_NAME, GROUPS, SETTINGS


def read(*lines: str, **others: dict[str, str]) -> SettingsRead:
    source = "\n".join(("---", "type: vaulttool-settings", *lines, "---", ""))
    return read_settings(read_front_matter(source, "vaulttool.md"), **others)  # type: ignore[arg-type]


def test_an_empty_note_leaves_the_defaults() -> None:
    assert read() == SettingsRead(Settings())
    assert read("daily_folder:", "tags: [x]", "aliases: []") == SettingsRead(Settings())


def test_the_table_and_the_values_are_in_step() -> None:
    assert [setting.name for setting in SETTINGS] == [field.name for field in fields(Settings)]
    for setting in SETTINGS:
        assert setting.group in GROUPS
        assert setting.en.endswith(".")
        assert setting.fr.endswith(".")


def test_every_default_passes_its_own_check() -> None:
    for setting in SETTINGS:
        default = setting.default
        if isinstance(default, str | int | float):
            again = read_settings(flags={setting.name: str(default)})
            assert again.problems == ()
            assert getattr(again.settings, setting.name) == default
        elif isinstance(default, tuple):
            assert [setting.check(item) for item in default] == list(default)


def test_each_shape_is_read() -> None:
    found = read(
        "people_folders:",
        "  - People/",
        '  - "*/Contacts"',
        "daily_format: DD-MM-YYYY",
        "weekly_touches: 3",
        "settle_seconds: 1,5",
        "property_last_contact: Last Chat",
        "status_words:",
        "  - dormant: resting",
        'cadence_by_group: ["#family: 1 month", "People/Work: none"]',
        "me: [[Zoé Roy|Zoé]]",
    )
    assert found.problems == ()
    settings = found.settings
    assert settings.people_folders == ("People", "*/Contacts")
    assert settings.daily.parse("24-11-2026") is not None
    assert (settings.weekly_touches, settings.settle_seconds) == (3, 1.5)
    assert settings.property_name("last_contact") == "Last Chat"
    assert settings.property_name("email") == "email"
    assert settings.status_words == {"dormant": "resting"}
    assert settings.me == ("Zoé Roy",)
    assert settings.cadence_rules().groups["#family"] == Cadence(months=1)
    assert settings.cadence_rules().groups["People/Work"].never
    assert settings.contact_rules().statuses == {"dormant": "resting"}


def test_the_vault_itself_is_a_slash() -> None:
    assert read("daily_folder: /", "people_folders: [/]").settings.daily_folder == ""
    assert read("daily_folder: /").said == {"daily_folder"}


def test_names_of_settings_are_compared_folded() -> None:
    assert read("Daily-Folder: Days").settings.daily_folder == "Days"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("language: de", "language"),
        ("weekly_touches: many", "weekly_touches"),
        ("weekly_touches: -1", "weekly_touches"),
        ("settle_seconds: nan", "settle_seconds"),
        ("daily_format: coffee", "daily_format"),
        ("daily_format: YYYY-MM", "daily_format"),
        ("daily_format: ../YYYY-MM-DD", "daily_format"),
        ("daily_format: /YYYY-MM-DD", "daily_format"),
        ("weekly_format: YYYY-MM", "weekly_format"),
        ("cadence_inner: often", "cadence_inner"),
        ('cadence_by_group: ["#family: often"]', "cadence_by_group"),
        ('cadence_by_group: ["#family"]', "cadence_by_group"),
        ('status_words: ["dormant: asleep"]', "status_words"),
        ("people_folders: {a: b}", "people_folders"),
        ("daily_folder: [a, b]", "daily_folder"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_the_default_holds(line: str, name: str) -> None:
    found = read("# a comment", line)
    assert getattr(found.settings, name) == getattr(Settings(), name)
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.rule) == ("vaulttool.md", 4, "wrong-setting")
    assert name in problem.what
    assert problem.mend.endswith("is used meanwhile.")


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc", "~/x", "C:/x", "a\\b", ".obsidian/x", "a//b", "x/.git"]
)
def test_e1_no_path_leads_out_of_the_vault_or_into_hidden_folders(path: str) -> None:
    paths = ("folder", "folders")
    for setting in SETTINGS:
        if setting.name.endswith(paths) and setting.name != "import_folders":  # read only, wherever they lie
            shown = f"[{path!r}]" if setting.shape == "list" else repr(path)
            found = read(f"{setting.name}: {shown}")
            assert found.settings == Settings(), setting.name
            assert len(found.problems) == 1, setting.name


def test_the_environment_leads_out_of_the_vault_neither() -> None:
    assert read_settings(environment={"VAULTTOOL_DAILY_FOLDER": "/tmp"}).problems != ()


def test_flags_come_before_the_environment_and_that_before_the_note() -> None:
    found = read(
        "weekly_touches: 1",
        "weekly_lunches: 2",
        "language: en",
        environment={"VAULTTOOL_WEEKLY_TOUCHES": "3", "VAULTTOOL_LANGUAGE": "fr", "VAULTTOOL_VAULT": "/x"},
        flags={"language": "en"},
    )
    settings = found.settings
    assert (settings.weekly_touches, settings.weekly_lunches, settings.language) == (3, 2, "en")
    assert found.said == {"weekly_touches", "weekly_lunches", "language"}


def test_a_wrong_variable_is_named() -> None:
    (problem,) = read_settings(environment={"VAULTTOOL_LANGUAGE": "de"}).problems
    assert str(problem) == 'VAULTTOOL_LANGUAGE is "de": it must be auto, en or fr. "auto" is used meanwhile.'


def test_a_slip_in_a_name_is_told_and_other_properties_are_the_persons_own() -> None:
    found = read("daily_foldr: Days", "mood: good", "created: 2026-01-01")
    assert [problem.what for problem in found.problems] == ["daily_foldr is no setting"]
    assert "daily_folder" in found.problems[0].mend
    assert len(read("property_shoe_size: x").problems) == 1


def test_what_was_detected_holds_where_nobody_says_anything() -> None:
    base = Settings(daily_folder="Journal", properties={"email": "mail"})
    found = read_settings(read_front_matter("---\nproperty_phone: tel\n---\n", "x.md"), base=base)
    assert found.settings.daily_folder == "Journal"
    assert found.settings.properties == {"email": "mail", "phone": "tel"}


def test_a_settings_note_says_so() -> None:
    assert is_settings_note(read_front_matter("---\ntype: vaulttool-settings\n---\n", "x.md"))
    assert not is_settings_note(read_front_matter("---\ntype: person\n---\n", "x.md"))


def test_formats_follow_language_and_numbering() -> None:
    sunday = dt.date(2026, 11, 8)
    assert Settings(language="fr").weekly.format(sunday) == "2026-W45"
    assert Settings(language="en").weekly.format(sunday) == "2026-W46"
    assert Settings(language="en", week_numbering="iso").weekly.format(sunday) == "2026-W45"


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*BY_NAME, "property_email"]), VALUES, max_size=5))
def test_any_values_give_settings(values: dict[str, object]) -> None:
    from vaulttool.notes.front_matter import FrontMatter, Property

    note = FrontMatter(tuple(Property(name, value, 2) for name, value in values.items()))
    found = read_settings(note)
    found.settings.cadence_rules()
    found.settings.daily.format(dt.date(2026, 11, 24))
    assert all(problem.line == 2 for problem in found.problems)


def test_yes_and_no_are_understood_and_nothing_between() -> None:
    said = "keep_due: oui\nkeep_last_met: perhaps\n"
    read = read_settings(read_front_matter(f"---\n{said}---\n", "vaulttool.md"))
    assert read.settings.keep_due == "yes"
    assert [(problem.rule, "yes or no" in problem.what) for problem in read.problems] == [
        ("wrong-setting", True)
    ]
