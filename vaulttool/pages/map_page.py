"""The map as one HTML file: it asks no network, and opens from the disk."""

import base64
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from vaulttool.network.network_map import MapPerson, NetworkMap
from vaulttool.pages.map_canvas import GROUPS
from vaulttool.pages.map_id import map_id

_EPOCH = dt.date(1970, 1, 1)

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "People I know", "arrange": "Arrange", "by_circle": "by circle", "by_company": "by company",
        "by_field": "by field", "by_city": "by city", "ties": "Show", "edge": "ties",
        "together": "seen together", "introduction": "could be introduced", "time": "At the time of",
        "warm": "warm", "cold": "cold",
        "picture": "Map of people; the same people stand in the list beside it", "search": "Find",
        "none": "none named", "never": "Never met yet.", "last": "Last contact:", "person": "person",
        "people": "people", "seen_together": "seen together", "meet": "could be introduced",
    },
    "fr": {
        "title": "Les gens que je connais", "arrange": "Disposer", "by_circle": "par cercle",
        "by_company": "par entreprise", "by_field": "par métier", "by_city": "par ville", "ties": "Montrer",
        "edge": "les liens", "together": "vus ensemble", "introduction": "à présenter",
        "time": "À la date du",
        "warm": "chaud", "cold": "froid",
        "picture": "Carte des personnes ; la liste à côté nomme les mêmes", "search": "Chercher",
        "none": "non précisé", "never": "Jamais rencontré encore.", "last": "Dernier contact :",
        "person": "personne", "people": "personnes", "seen_together": "vus ensemble", "meet": "à présenter",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoteLinks:
    """How the page opens a note."""

    form: Literal["obsidian", "file"]
    vault: str
    """The vault's name in Obsidian: that of its folder."""
    base: str = ""
    """What stands before a path of the vault in a link to a file; "" beside the page itself."""

    def url(self, path: str) -> str:
        """Give what a browser opens for a note; the page's own script says the same."""
        if self.form == "file":
            return self.base + quote(path)
        note = quote(path.removesuffix(".md"), safe="")
        return f"obsidian://open?vault={quote(self.vault, safe='')}&file={note}"


def map_policy() -> str:
    """Give the Content-Security-Policy of the page: no network, and no script but its own two."""
    scripts = " ".join(_hash(_part(name)) for name in ("cytoscape.min.js", "map.js"))
    return f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:"


def map_page(chart: NetworkMap, language: str, links: NoteLinks) -> str:
    """Give the whole file: data, the program and the library that draws (its licence stands in it).

    Names are data: they reach the page as JSON and as text, never as markup.
    """
    import jinja2
    from markupsafe import Markup

    words = _WORDS[language]
    script, library = _part("map.js"), _part("cytoscape.min.js")
    data = json.dumps(_data(chart, language, links), ensure_ascii=False, separators=(",", ":"))
    template = jinja2.Environment(autoescape=True).from_string(_part("map.html.j2"))
    return template.render(
        code=language,
        words=words,
        policy=Markup(map_policy()),
        style=Markup(_part("map.css")),
        library=Markup(library),
        script=Markup(script),
        data=Markup(data.replace("<", "\\u003c")),
    )


def _data(chart: NetworkMap, language: str, links: NoteLinks) -> dict[str, object]:
    ids = {one.path: map_id(one.path) for one in chart.people}
    return {
        "today": _day(chart.today),
        "vault": links.vault,
        "link": links.form,
        "base": links.base,
        "words": _WORDS[language],
        "circles": GROUPS[language],
        "people": [_person(one, ids[one.path]) for one in chart.people],
        "ties": [[ids[tie.one], ids[tie.other], tie.kind, tie.label] for tie in chart.ties],
    }


def _person(one: MapPerson, id: str) -> dict[str, object]:
    return {
        "id": id,
        "name": one.name,
        "path": one.path,
        "circle": one.circle,
        "company": one.company,
        "role": one.role,
        "field": one.field,
        "city": one.city,
        "cadence": one.cadence_days,
        "days": [_day(day) for day in one.days],
    }


def _day(day: dt.date) -> int:
    """Give a day as a script counts it: days since 1970."""
    return (day - _EPOCH).days


@functools.cache
def _part(name: str) -> str:
    from importlib.resources import files

    return files("vaulttool.pages").joinpath("map", name).read_text("utf-8")


@functools.cache
def _hash(script: str) -> str:
    """Give the script's hash for the page's Content-Security-Policy: no other script runs in it."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
