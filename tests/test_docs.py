"""What the pages in docs/ say is what the program does."""

import re
import tomllib
from pathlib import Path

import pytest

import settings_page
from reading_notes import days_of, read_notes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
OWN_NOTE = "People/Ana Ruiz.md"
ROW = re.compile(r"^\| (yes|no) \| `(.+)` \|$")


def documented_lines() -> list[object]:
    cases, column, title = [], "", ""
    for line in (DOCS / "what-counts.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            title = line.removeprefix("## ")
        elif line.startswith("| counts?"):
            column = line.split("|")[2].strip()
        elif match := ROW.match(line):
            cases.append(pytest.param(match[1] == "yes", column, match[2], id=f"{title}: {match[2]}"))
    return cases


def test_the_page_of_what_counts_has_both_kinds_of_lines() -> None:
    assert len(documented_lines()) > 60


@pytest.mark.parametrize(("counts", "column", "text"), documented_lines())
def test_a_documented_line_counts_as_the_page_says(counts: bool, column: str, text: str) -> None:
    if column == "property":
        notes = {"2026-11-03 Budget.md": f"---\n{text}\n---\n"}
    elif column.endswith("own note"):
        notes = {OWN_NOTE: f"---\ncity: Lyon\n---\n\n{text}\n"}
    elif text.endswith(".md"):
        notes = {text: ""}
    else:
        notes = {"2026-11-03.md": f"{text}\n" if text.startswith(("- ", "#", ">")) else f"- {text}\n"}
    met = {name for name, _ in days_of(read_notes(notes))}
    assert ("Ana Ruiz" in met) is counts


def test_the_page_of_settings_is_up_to_date() -> None:
    written = settings_page.PAGE.read_text(encoding="utf-8")
    assert written == settings_page.page(), "run `python tests/settings_page.py`"


def test_every_fault_that_the_code_names_stands_on_the_page() -> None:
    page = (DOCS / "reliability.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([A-E]\d+) \|", page, re.MULTILINE))
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "vaulttool").rglob("*.py"))
    named = {
        row
        for found in re.findall(r"FAULTS((?:,? [A-E]\d+)+)", code)
        for row in re.findall(r"[A-E]\d+", found)
    }
    assert len(named) > 20
    assert named <= rows


def test_every_fault_has_a_test_that_bears_its_number_or_a_reason() -> None:
    page = (DOCS / "reliability.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([A-E]\d+) \|(.*)$", page, re.MULTILINE))
    tests = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    named = {
        row.upper()
        for numbers in re.findall(r"^ *def test_((?:[a-e]\d+_)+)", tests, re.MULTILINE)
        for row in numbers.strip("_").split("_")
    }
    assert named <= set(rows), "a test bears a number that the page does not explain"
    untested = {row for row in set(rows) - named if "Not tested here" not in rows[row]}
    # Several devices are walked by machines that meet those faults in any order.
    assert {row for row in untested if row[0] != "D"} == set()


def test_the_page_of_languages_explains_every_table() -> None:
    text = (DOCS / "languages.md").read_text(encoding="utf-8")
    with (ROOT / "vaulttool/evidence/languages/en.toml").open("rb") as file:
        table = tomllib.load(file)
    missing = [key for key in table if f"`{key}`" not in text and f"`[{key}]`" not in text]
    assert missing == []


def test_the_page_of_architecture_names_every_package() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    packages = [path.parent.name for path in (ROOT / "vaulttool").glob("*/__init__.py")]
    assert packages
    assert [name for name in packages if f"`vaulttool/{name}/`" not in text] == []


@pytest.mark.parametrize(
    "page",
    sorted([ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")]),
    ids=lambda path: path.name,
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize(
    "path", re.findall(r"`(\w+/\w+\.py)`", (DOCS / "architecture.md").read_text(encoding="utf-8"))
)
def test_files_that_the_architecture_names_are_there(path: str) -> None:
    assert (ROOT / "vaulttool" / path).is_file()


def test_the_page_of_templates_names_every_template_and_filter() -> None:
    from jinja2 import DictLoader
    from vaulttool.pages.template_limits import LimitedEnvironment
    from vaulttool.vault.page_templates import NAMES

    text = (DOCS / "templates.md").read_text(encoding="utf-8")
    filters = {name for name in LimitedEnvironment(DictLoader({})).filters if not name.startswith(" ")}
    assert [name for name in NAMES if f"`{name}`" not in text] == []
    assert set(re.findall(r"`([a-z]+)`", text.rpartition("are there:")[2])) == filters
