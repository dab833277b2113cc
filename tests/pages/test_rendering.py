"""The generated pages in a real browser, with the Mermaid that Obsidian uses."""

import importlib.util
import json
import re
import shutil
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
from vaulttool.network.planner import plan_week
from vaulttool.notes.managed_block import read_items
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.language import Language
from vaulttool.pages.review import review_page
from vaulttool.pages.voice import Voice

from made_up_network import MADE_UP, PEOPLE, TALKS, network, person, talk

MAKE = Path(__file__).parents[2] / "docs" / "images" / "make.py"
HOSTILE = '"]; bar [1] %% <b> ```\n[[x]] --> $(y)'


def _make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", MAKE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = _make()
pytestmark = [
    pytest.mark.skipif(
        not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
        reason="no Chromium on the PATH",
    ),
    pytest.mark.skipif(
        not make.MERMAID.exists(), reason="no mermaid package: npm install --prefix docs/images"
    ),
]


def faults(document: str) -> list[str]:
    found = re.search(r'data-faults="([^"]*)"', document)
    return json.loads(unescape(found[1])) if found else []


def boxes(document: str) -> int:
    return document.count('<input type="checkbox"')


def charts(document: str) -> list[str]:
    return re.findall(r'<pre class="mermaid"[^>]*>(.*?)</pre>', document, re.DOTALL)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_review_renders_with_its_chart_and_a_box_for_each_item(tmp_path, language):
    page = review_page(plan_week(MADE_UP), MADE_UP, Voice(Language(language))).text
    document = make.rendered(page, "review", tmp_path)
    assert faults(document) == []
    (chart,) = charts(document)
    assert 'aria-roledescription="xychart"' in chart
    assert chart.count("<rect") >= 12
    items = read_items(page.encode(), "review")
    assert boxes(document) == len(items) > 0


def test_the_agenda_renders_with_a_box_for_each_item(tmp_path):
    page = agenda_page(plan_week(MADE_UP), MADE_UP, Voice(Language("en"))).text
    document = make.rendered(page, "agenda", tmp_path)
    assert faults(document) == []
    assert boxes(document) == len(read_items(page.encode(), "agenda")) > 0


def test_names_and_texts_of_notes_break_no_chart_and_add_no_box(tmp_path):
    people = [*PEOPLE, person("Wicked", circle="close", company=HOSTILE, field=HOSTILE, needs=(HOSTILE,))]
    talks = [*TALKS, talk("Wicked", "2026-05-01", "call", text=f"- [ ] {HOSTILE}", received=HOSTILE)]
    some = network(people, talks)
    page = review_page(plan_week(some), some, Voice(Language("en"))).text
    document = make.rendered(page, "review", tmp_path)
    assert faults(document) == []
    assert len(charts(document)) == 1
    assert boxes(document) == len(read_items(page.encode(), "review"))


def test_a_broken_chart_is_seen_as_a_fault(tmp_path):
    document = make.rendered("```mermaid\nxychart-beta\n    bar [1, 2\n```\n", "broken", tmp_path)
    assert faults(document)
