"""The map in a real browser: it loads, searches, slides, opens notes, by mouse and keys, light and dark."""

import dataclasses
import json
import random
from pathlib import Path

import pytest
from vaulttool.network.network_map import network_map
from vaulttool.pages.map_page import NoteLinks, map_page

from browser import CHROMIUM, browser
from made_up_network import MADE_UP, PEOPLE, TALKS, network, person, talk

AXE = Path(__file__).parents[2] / "docs" / "images" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = (
    "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 1'> \u2028 ${x} {{ y }}"
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH")


def write(folder, some, language="en"):
    page = folder / "Map.html"
    page.write_text(
        map_page(network_map(some), language, NoteLinks("obsidian", "My Vault")), encoding="utf-8"
    )
    return page.as_uri()


def load(page, uri):
    page.open(uri)
    page.wait("window.vaulttoolMap !== undefined")
    page.script(
        "window.opened = []; document.addEventListener('click', (event) => {"
        "const a = event.target.closest('a');"
        "if (a) { event.preventDefault(); window.opened.push(a.href); } })"
    )


def place(page, name):
    return page.script(
        f"(() => {{ const name = {json.dumps(name)};"
        "const node = vaulttoolMap.nodes().filter((n) => n.data('name') === name)[0];"
        "const at = node.renderedPosition(), box = document.getElementById('map').getBoundingClientRect();"
        "return [at.x + box.x, at.y + box.y]; })()"
    )


def colour(page, name):
    quoted = json.dumps(name)
    return page.script(f"vaulttoolMap.nodes().filter((n) => n.data('name') === {quoted})[0].data('colour')")


def test_one_walks_through_it(tmp_path):
    name = PEOPLE[0].name
    with browser() as page:
        load(page, write(tmp_path, MADE_UP))
        shown = page.script("vaulttoolMap.nodes().not('.title').length")
        assert shown == len(network_map(MADE_UP).people) > 5

        page.click(*place(page, name))
        page.wait("window.opened.length === 1")
        assert page.script("window.opened[0]").startswith("obsidian://open?vault=My%20Vault&file=")
        assert page.script("document.querySelector('#person h2').textContent") == name

        page.script("document.getElementById('search').focus()")
        page.type(name[:4].upper())
        page.wait("document.getElementById('people').children.length < 4")
        page.press("ArrowDown")
        assert page.script("document.activeElement.textContent") == name
        assert page.script("vaulttoolMap.nodes('.dim').length") > 0
        page.press("Enter")
        page.wait("window.opened.length === 2")

        now = colour(page, name)
        page.script("(() => { const time = document.getElementById('time'); time.value = 0;"
                    "time.dispatchEvent(new Event('input')); })()")  # fmt: skip
        assert colour(page, name) != now
        for by in ("company", "field", "city", "circle"):
            page.script(f"(() => {{ const by = document.getElementById('arrange'); by.value = '{by}';"
                        "by.dispatchEvent(new Event('change')); })()")  # fmt: skip
            assert page.script("vaulttoolMap.nodes('.title').length") > 0
        assert page.errors == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_names_of_notes_are_text_and_nothing_else(tmp_path, language):
    wicked = person("Wicked", circle="close", company=HOSTILE, field=HOSTILE, city=HOSTILE, role=HOSTILE)
    wicked = dataclasses.replace(wicked, name=HOSTILE)
    some = network([*PEOPLE, wicked], [*TALKS, talk("Wicked", "2026-05-01", "call", text=HOSTILE)])
    with browser() as page:
        load(page, write(tmp_path, some, language))
        page.click(*place(page, HOSTILE))
        page.wait("window.opened.length === 1")
        assert page.script("document.querySelector('#person h2').textContent") == HOSTILE
        assert page.script("window.broken === undefined")
        assert page.errors == []


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core package: npm install --prefix docs/images")
@pytest.mark.parametrize("is_dark", [False, True])
def test_no_serious_fault_of_accessibility(tmp_path, is_dark):
    with browser() as page:
        if is_dark:
            page.dark()
        load(page, write(tmp_path, MADE_UP))
        back = page.script("getComputedStyle(document.body).backgroundColor")
        assert back == ("rgb(29, 28, 26)" if is_dark else "rgb(251, 250, 248)")
        page.script(AXE.read_text(encoding="utf-8") + "; 1")
        found = page.script("axe.run().then((result) => result.violations.map((v) => [v.impact, v.id]))")
        assert [one for one in found if one[0] in ("serious", "critical")] == []


PAN = """(async () => {
    const times = [];
    let before = performance.now();
    for (let i = 0; i < 30; i++) {
        vaulttoolMap.panBy({ x: 7, y: 3 });
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - before);
        before = now;
    }
    return times.sort((a, b) => a - b)[15];
})()"""


def test_two_thousand_people_move_nearly_as_lightly_as_a_dozen(tmp_path):
    chance = random.Random(7)
    circles = ["inner"] * 5 + ["close"] * 15 + ["active"] * 80 + ["wide"] * 1900
    people = [
        person(f"P{number}", circle=circle, company=f"Firm {chance.randrange(200)}")
        for number, circle in enumerate(circles)
    ]
    talks = [
        talk(f"P{chance.randrange(2000)}", f"2026-{month:02}-12", "call") for month in range(1, 11)
    ] * 400
    with browser() as page:
        load(page, write(tmp_path, MADE_UP))
        few = page.script(PAN)
        load(page, write(tmp_path, network(people, talks)))
        assert page.script("vaulttoolMap.nodes().not('.title').length") == 2000
        many = page.script(PAN)
        assert many <= 5 * few, f"a frame takes {many:.0f} ms with 2,000 people, {few:.0f} ms with a dozen"
        assert page.errors == []
