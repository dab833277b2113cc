"""Detection: a vault in, its habits out."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.network.recognise import recognise_contact
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.vault.detect import detect
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import walk

if TYPE_CHECKING:
    from tests.conftest import Vault


SHARED = Path(os.environ.get("VAULTTOOL_SHARED", Path(__file__).parents[2].parent / "shared"))
EVIDENCE = SHARED / "evidence"


def detected(root: Path | Vault) -> Settings:
    folder = root if isinstance(root, Path) else root.root
    detection = detect(folder, walk(folder).files)
    assert detection == detect(folder, walk(folder).files)
    assert all(finding.why and not finding.why.endswith(".") for finding in detection.findings)
    return detection.settings()


def days(vault: Vault, folder: str, form: str, *, count: int = 12, start: str = "2026-11-08") -> None:
    first = dt.date.fromisoformat(start)
    for number in range(count):
        vault.write(f"{folder}{(first + dt.timedelta(days=number)).strftime(form)}.md", "- up early\n")


def test_an_empty_vault_tells_nothing(vault: Vault) -> None:
    settings = detected(vault)
    assert settings == Settings()


def test_folders_of_days_that_no_form_fits_are_no_part_of_the_form(vault: Vault) -> None:
    days(vault, "Daily/2026 notes/", "%Y-%m-%d")
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("Daily", "YYYY-MM-DD")


def test_of_the_numbers_in_a_name_the_first_that_is_a_day_counts(vault: Vault) -> None:
    for day in range(10, 25):
        vault.write(f"Notes/99-99-99 Lunch {day}.11.2026.md", "words\n")
    assert detected(vault).daily_format == "DD.MM.YYYY"


# People


def test_a_folder_called_so_holds_people_even_without_properties(vault: Vault) -> None:
    vault.write("10 - People/Ana Ruiz.md", "Met in Lille.\n")
    vault.write("10 - People/Bo Lind.md", "")
    vault.write("Books/Quiet Rivers.md", "A novel.\n")
    assert detected(vault).people_folders == ("10 - People",)


def test_a_folder_of_another_name_holds_people_if_its_notes_have_what_people_have(vault: Vault) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Chloé Roy"):
        vault.write(f"Circle of trust/{name}.md", f"---\nemail: x@example.org\ncompany: Orbis\n---\n{name}\n")
        vault.write(f"Companies/{name} Ltd.md", "---\ntype: company\nphone: '1'\ncity: Lyon\n---\n")
    vault.write("Ideas/Slow Gardens.md", "---\ncity: Lyon\n---\n")
    assert detected(vault).people_folders == ("Circle of trust",)


def test_a_team_folder_of_minutes_holds_no_people(vault: Vault) -> None:
    for day in ("2026-11-03", "2026-11-10", "2026-11-17"):
        vault.write(f"Team/{day} Weekly meeting.md", "---\ntype: meeting\nattendees: [Ana]\n---\n")
    assert detected(vault).people_folders == Settings().people_folders


def test_people_declared_among_other_pages_need_no_folder(vault: Vault) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Chloé Roy"):
        vault.write(f"pages/{name}.md", "---\ntype: person\n---\n")
    assert detected(vault).people_folders == ()
    vault.write("pages/Garden plan.md", "Beans.\n")
    assert detected(vault).people_folders == ()


def test_people_in_subfolders_are_named_by_their_parent(vault: Vault) -> None:
    for folder in ("Family", "Work", "Old friends"):
        vault.write(f"People/{folder}/Ana {folder[0]}.md", "---\ntype: person\n---\n")
        vault.write(f"People/{folder}/Bo {folder[0]}.md", "---\ntype: person\n---\n")
    assert detected(vault).people_folders == ("People",)


def test_people_of_many_customers_are_found_under_each(vault: Vault) -> None:
    for customer in ("Acme", "Orbis", "Zenith"):
        vault.write(f"Customers/{customer}/People/Ana {customer}.md", "---\nemail: a@example.org\n---\n")
        vault.write(f"Customers/{customer}/Plan.md", "x\n")
    assert detected(vault).people_folders == ("*/People",)


def test_people_may_have_a_folder_each(vault: Vault) -> None:
    for name in ("ana-ruiz", "bo-lind"):
        vault.write(f"contacts/{name}/contact.md", "---\nemail: x@example.org\nphone: '1'\n---\n")
    assert detected(vault).people_folders == ("contacts",)


@pytest.mark.parametrize("source", [b"\xff\xfe\x00---\n", b"---\n" + b"a: [" * 3000 + b"\n---\n", b""])
def test_ugly_notes_are_looked_at_too(vault: Vault, source: bytes) -> None:
    vault.write("People/-.md", source)
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    assert detected(vault).people_folders == ("People",)


def test_programs_settings_of_the_wrong_kind_say_nothing(vault: Vault) -> None:
    wrong = '{"folder": ["x"], "format": 3, "template": {}, "calendarSets": [3], "templates_folder": 1}'
    plugins = ("periodic-notes", "templater-obsidian")
    for name in ("daily-notes", "templates", *(f"plugins/{plugin}/data" for plugin in plugins)):
        vault.write(f".obsidian/{name}.json", wrong)
    vault.write(".obsidian/plugins/calendar/data.json", '{"weeklyNoteFormat": ["x"], "weeklyNoteFolder": 3}')
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("", "YYYY-MM-DD")
    assert settings.templates_folders == Settings().templates_folders


def test_first_names_alone_are_people_only_in_a_folder_called_so(vault: Vault) -> None:
    for name in ("Ana", "Bo", "Chloé"):
        vault.write(f"Friends/{name}.md", "likes jazz\n")
        vault.write(f"Plants/{name}.md", "needs water\n")
    assert detected(vault).people_folders == ("Friends",)


def test_a_tag_in_the_text_declares_a_person(vault: Vault) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Chloé Roy"):
        vault.write(f"Leute/{name}.md", "#person #lyon\n")
    assert detected(vault).people_folders == ("Leute",)


# Days


@pytest.mark.parametrize(
    ("folder", "form", "expected"),
    [
        ("", "%Y-%m-%d", ("", "YYYY-MM-DD")),
        ("Daily/", "%Y-%m-%d", ("Daily", "YYYY-MM-DD")),
        ("journals/", "%Y_%m_%d", ("journals", "YYYY_MM_DD")),
        ("diary/", "%Y%m%d", ("diary", "YYYYMMDD")),
        ("log/", "%Y/%Y-%m-%d", ("log", "YYYY/YYYY-MM-DD")),
        ("log/", "%Y/%m-%B/%Y-%m-%d", ("log", "YYYY/MM-MMMM/YYYY-MM-DD")),
        ("log/", "%Y/%m/%d", ("log", "YYYY/MM/DD")),
        ("Daily/", "%d-%m-%Y", ("Daily", "DD-MM-YYYY")),
        ("Daily/", "%m-%d-%Y", ("Daily", "MM-DD-YYYY")),
        ("Daily/", "%d.%m.%Y", ("Daily", "DD.MM.YYYY")),
        ("Daily/", "%Y-%m-%d %A", ("Daily", "YYYY-MM-DD dddd")),
        ("Daily/", "%d %B %Y", ("Daily", "DD MMMM YYYY")),
        ("Daily/", "%d %b %Y", ("Daily", "DD MMM YYYY")),
        ("", "Diary %Y-%m-%d", ("", "[Diary ]YYYY-MM-DD")),
    ],
)
def test_daily_notes_are_known_by_their_names(
    vault: Vault, folder: str, form: str, expected: tuple[str, str]
) -> None:
    days(vault, folder, form)
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == expected
    assert settings.daily.parse(dt.date(2026, 11, 16).strftime(form)) is not None


def test_the_first_days_of_a_month_lie_closer_together_in_the_right_order(vault: Vault) -> None:
    days(vault, "Daily/", "%d-%m-%Y", count=9, start="2026-11-02")
    assert detected(vault).daily_format == "DD-MM-YYYY"


def test_the_first_days_of_a_month_in_american_order(vault: Vault) -> None:
    days(vault, "Daily/", "%m-%d-%Y", count=9, start="2026-11-02")
    assert detected(vault).daily_format == "MM-DD-YYYY"


def test_french_months_tell_their_language(vault: Vault) -> None:
    for name in ("08-févr.-2026", "09-févr.-2026", "02-avr.-2026"):
        vault.write(f"Journal/{name}.md")
    settings = detected(vault)
    assert (settings.daily_format, settings.date_locale) == ("DD-MMM-YYYY", "fr")
    assert settings.daily.format(dt.date(2026, 8, 3)) == "03-août-2026"


def test_meeting_names_tell_the_order_of_day_and_month(vault: Vault) -> None:
    vault.write("04-11-2026 Lunch with Ana.md")
    vault.write("23-11-2026 Call with Bo.md")
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("", "DD-MM-YYYY")


def test_a_meeting_that_comes_back_is_no_daily_note(vault: Vault) -> None:
    days(vault, "Meetings/", "%Y-%m-%d Lunch with Ana")
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("", "YYYY-MM-DD")


def test_obsidians_own_settings_come_before_names(vault: Vault) -> None:
    days(vault, "Old/", "%Y-%m-%d")
    vault.write(
        ".obsidian/daily-notes.json", '{"folder": "Journal/Days", "format": "DD-MM-YYYY", "autorun": true}'
    )
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("Journal/Days", "DD-MM-YYYY")


@pytest.mark.parametrize(
    "said", ["{}", "", "[]", "{", '{"folder": "", "format": ""}', '{"folder": "../../x"}']
)
def test_missing_or_wrong_answers_of_obsidian_leave_its_defaults(vault: Vault, said: str) -> None:
    vault.write(".obsidian/daily-notes.json", said)
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("", "YYYY-MM-DD")


def test_periodic_notes_win_over_daily_notes_where_they_are_enabled(vault: Vault) -> None:
    data = {
        "daily": {"enabled": True, "folder": "P", "format": "YYYY/YYYY-MM-DD", "template": "Forms/day"},
        "weekly": {"enabled": True, "folder": "W", "format": ""},
    }
    vault.write(".obsidian/plugins/periodic-notes/data.json", json.dumps(data))
    vault.write(".obsidian/daily-notes.json", '{"folder": "D"}')
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("P", "YYYY/YYYY-MM-DD")
    assert (settings.weekly_folder, settings.weekly_format) == ("W", "gggg-[W]ww")
    assert settings.templates_folders == ("Forms",)
    data["daily"]["enabled"] = False
    vault.write(".obsidian/plugins/periodic-notes/data.json", json.dumps(data))
    assert detected(vault).daily_folder == "D"


def test_periodic_notes_of_the_beta_keep_sets(vault: Vault) -> None:
    sets = [
        {"id": "a", "day": {"enabled": True, "folder": "A"}},
        {
            "id": "b",
            "day": {"enabled": True, "folder": "B", "format": "YYYYMMDD"},
            "week": {"enabled": True, "folder": "W", "format": "gggg-[W]ww"},
        },
    ]
    data = {"activeCalendarSet": "b", "calendarSets": sets, "weekStart": "monday"}
    vault.write(".config-x/app.json", "{}")
    vault.write(".config-x/plugins/periodic-notes/data.json", json.dumps(data))
    settings = detected(vault)
    assert (settings.daily_folder, settings.daily_format) == ("B", "YYYYMMDD")
    assert (settings.weekly_folder, settings.week_numbering) == ("W", "iso")


def test_logseq_foam_and_dendron_say_where_their_days_are(vault: Vault) -> None:
    vault.write("logseq/config.edn", ';; :journals-directory "no"\n{:journals-directory "tage"\n}')
    assert (detected(vault).daily_folder, detected(vault).daily_format) == ("tage", "YYYY_MM_DD")
    vault.remove("logseq/config.edn")
    vault.write(
        ".vscode/settings.json",
        '{\n// a comment\n"foam.openDailyNote.directory": "j",\n'
        '"foam.openDailyNote.filenameFormat": "\'day\' yyyy-mm-dd",\n}',
    )
    assert (detected(vault).daily_folder, detected(vault).daily_format) == ("j", "[day] YYYY-MM-DD")
    vault.remove(".vscode/settings.json")
    vault.write(
        "dendron.yml",
        "workspace:\n  journal:\n    dailyDomain: daily\n    name: journal\n    dateFormat: y.MM.dd\n",
    )
    assert detected(vault).daily.parse("daily.journal.2026.11.24.md") is not None


# Weeks


def test_week_notes_are_iso_unless_their_days_say_otherwise(vault: Vault) -> None:
    vault.write("weeks/2026-W45.md", "## Monday\n- 2026-11-02 call\n")
    settings = detected(vault)
    assert (settings.weekly_folder, settings.weekly_format) == ("weeks", "GGGG-[W]WW")
    vault.write("weeks/2026-W46.md", "- 2026-11-08 lunch on Sunday\n")
    vault.write("weeks/2026-W45.md", "- 2026-11-01 a walk on Sunday\n")
    settings = detected(vault)
    assert (settings.weekly_format, settings.week_numbering) == ("gggg-[W]ww", "en-us")
    assert settings.weekly.format(dt.date(2026, 11, 8)) == "2026-W46"


# Templates


def test_template_folders_are_known_by_name_program_and_placeholders(vault: Vault) -> None:
    vault.write("Meta/Modèles/Personne.md", "---\ntype: personne\n---\n")
    vault.write("Forms/Day.md", "# {{date:YYYY-MM-DD}}\n")
    vault.write("Forms/Person.md", "---\nmet: <% tp.date.now() %>\n---\n")
    vault.write("Blanks/x.md", "x\n")
    vault.write(".obsidian/templates.json", '{"folder": "Blanks"}')
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    settings = detected(vault)
    assert settings.templates_folders == ("Blanks", "Forms", "Meta/Modèles")
    assert settings.people_folders == ("People",)
    assert settings.is_template("meta/modèles/Personne.md")


# Names of properties, owner, language


def test_the_vaults_own_names_of_properties_are_kept(vault: Vault) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Chloé Roy"):
        vault.write(f"People/{name}.md", "---\nDate Last Contacted: 2026-11-02\nmail: x@example.org\n---\n")
    assert detected(vault).properties == {"last_contact": "Date Last Contacted", "email": "mail"}


def test_our_own_names_need_no_mapping(vault: Vault) -> None:
    for name in ("Ana Ruiz", "Bo Lind"):
        vault.write(
            f"People/{name}.md", "---\nlast-contact: 2026-11-02\nemail: x@example.org\nmail: y\n---\n"
        )
    assert detected(vault).properties == {}


@pytest.mark.parametrize(
    "text", ["---\nme: true\n---\n", "---\ntags: [me]\n---\n", "---\naliases: [Moi]\n---\n"]
)
def test_the_owners_note_says_so(vault: Vault, text: str) -> None:
    vault.write("People/Zoé Owner.md", text)
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    assert detected(vault).me == ("Zoé Owner",)


def test_who_organises_every_meeting_is_the_owner(vault: Vault) -> None:
    for day in ("03", "10", "17"):
        vault.write(
            f"2026-11-{day} Point.md",
            '---\nparticipants:\n  - personne: "[[Zoé Owner]]"\n    role: organisateur\n'
            '  - personne: "[[Ana]]"\n---\n',
        )
    assert detected(vault).me == ("Zoé Owner",)


def test_language_is_that_of_the_small_words(vault: Vault) -> None:
    vault.write(
        "a.md", "Déjeuner avec Ana dans le quartier, une bonne idée pour la suite. Je suis chez elle.\n"
    )
    assert detected(vault).language == "fr"
    vault.write(
        "a.md", "Lunch with Ana in the old town; she was there for an hour and told me of her work.\n"
    )
    assert detected(vault).language == "en"


# Whole vaults


@pytest.mark.skipif(not EVIDENCE.is_dir(), reason="the evidence vaults are not here")
def test_the_evidence_vaults_are_detected_right() -> None:
    told = json.loads((EVIDENCE / "manifest.json").read_text())["vaults"]
    for name, expected in told.items():
        root = EVIDENCE / "vaults" / name
        settings = detected(root)
        assert settings.templates_folders == (expected["templates_dir"],), name
        assert settings.language == expected["lang"], name
        assert expected["date_format"] in (*settings.daily_format.split("/"), settings.weekly_format) or (
            expected["date_format"] in settings.daily_format
        ), name
        assert contacts_of(root, settings) == {
            f"{expected['contacts_dir']}/{file.relative_to(root / expected['contacts_dir']).as_posix()}"
            for file in (root / expected["contacts_dir"]).rglob("*.md")
        }, name


def contacts_of(root: Path, settings: Settings) -> set[str]:
    found = set()
    for file in walk(root).files:
        text = (root / file.on_disk).read_text()
        if recognise_contact(file.path, read_front_matter(text, file.path), None, settings.contact_rules()):
            found.add(file.path)
    return found


def test_the_sample_vault_is_detected_right() -> None:
    root = Path(__file__).parents[2] / "sample-vault"
    settings = detected(root)
    assert settings.people_folders == ("People",)
    assert (settings.daily_folder, settings.daily_format) == ("Daily", "YYYY-MM-DD")
    assert (settings.weekly_folder, settings.weekly_format) == ("Weekly", "GGGG-[W]WW")
    assert settings.templates_folders == ("Templates",)
    assert settings.language == "en"
    assert len(settings.me) == 1
    assert "vaulttool.md" not in contacts_of(root, settings)
