"""Templates of a person, a meeting and a lunch, as Obsidian's core plugin and Templater fill them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Filler = Literal["core", "templater"]
"""Who fills the template in: Obsidian's own Templates, or the plugin Templater."""


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What a vault calls the things that its templates name."""

    language: str
    person_type: str
    """Value of `type` by which notes here are people."""
    meeting_type: str
    names: Mapping[str, str]
    """Our name of a property → the vault's."""


_TITLE: Mapping[Filler, str] = {"core": "{{title}}", "templater": "<% tp.file.title %>"}
_DAY: Mapping[Filler, str] = {
    "core": "{{date:YYYY-MM-DD}}",
    "templater": "<% tp.date.now('YYYY-MM-DD') %>",
}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "person": "Person", "meeting": "Meeting", "lunch": "Lunch", "kind": "lunch",
        "met": "How we met", "needs": "What they look for", "log": "Log",
        "notes": "Notes", "promised": "I said I would", "talk": "What we talked about",
    },
    "fr": {
        "person": "Personne", "meeting": "Réunion", "lunch": "Déjeuner", "kind": "déjeuner",
        "met": "Comment nous nous sommes connus", "needs": "Ce que cette personne cherche", "log": "Échanges",
        "notes": "Notes", "promised": "J’ai promis", "talk": "Ce dont nous avons parlé",
    },
}  # fmt: skip

_PERSON_PROPERTIES = ("email", "phone", "company", "role", "field", "city", "circle", "met", "birthday")
_LISTS = ("aliases", "email", "phone")


def obsidian_templates(words: TemplateWords, filler: Filler) -> dict[str, str]:
    """Give file name (without folder) and text of each template."""
    says = _WORDS[words.language]
    ending = "" if filler == "core" else " (Templater)"
    return {
        f"{says['person']}{ending}.md": _person(words, says, filler),
        f"{says['meeting']}{ending}.md": _meeting(
            words, filler, words.meeting_type, f"## {says['notes']}\n\n## {says['promised']}\n- [ ] \n"
        ),
        f"{says['lunch']}{ending}.md": _meeting(
            words, filler, says["kind"], f"## {says['talk']}\n\n## {says['promised']}\n- [ ] \n"
        ),
    }


def _person(words: TemplateWords, says: Mapping[str, str], filler: Filler) -> str:
    lines = [f"{words.names.get('type', 'type')}: {words.person_type}", "aliases: []"]
    for ours in _PERSON_PROPERTIES:
        value = " []" if ours in _LISTS else ""
        lines.append(f"{words.names.get(ours, ours)}:{value}")
    body = f"# {_TITLE[filler]}\n\n## {says['met']}\n\n## {says['needs']}\n\n## {says['log']}\n"
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}"


def _meeting(words: TemplateWords, filler: Filler, kind: str, body: str) -> str:
    attendees = words.names.get("attendees", "attendees")
    lines = [
        f"{words.names.get('type', 'type')}: {kind}",
        f'date: "{_DAY[filler]}"',
        f"{attendees}: []",
    ]
    return "---\n" + "\n".join(lines) + f"\n---\n\n# {_TITLE[filler]}\n\n{body}"
