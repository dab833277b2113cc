"""The first notes of a new vault, and the names of its folders, in English and French."""

from collections.abc import Mapping

FOLDERS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "people": "People",
        "daily": "Daily",
        "templates": "Templates",
        "archive_folder": "Archive/People",
        "reviews_folder": "Reviews",
        "agenda_folder": "Agenda",
        "meetings_folder": "Meetings",
        "wishes_folder": "Wishes",
        "introductions_folder": "Introductions",
        "inbox_folder": "Inbox",
    },
    "fr": {
        "people": "Contacts",
        "daily": "Journal",
        "templates": "Modèles",
        "archive_folder": "Archives/Contacts",
        "reviews_folder": "Bilans",
        "agenda_folder": "Agenda",
        "meetings_folder": "Rencontres",
        "wishes_folder": "Vœux",
        "introductions_folder": "Mises en relation",
        "inbox_folder": "À trier",
    },
}

_PERSON = """---
type: {kind}
aliases: []
email: []
phone: []
company:
role:
field:
city:
circle:
met:
birthday:
---
{body}
"""

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "kind": "person",
        "template": "Person",
        "template_body": "## How we met\n\n## What they need\n\n## Log",
        "example": "Robin Example",
        "example_body": (
            "Robin is nobody: a first note to look at, and to delete when the first real person is here.\n"
            "\n"
            "- A note in this folder is a person.\n"
            "- `circle` is one of inner, close, active and wide, and says how often you want to be in "
            "touch. `cadence: 3 months` says it for one person.\n"
            "- `last_contact` is kept for you, from what your notes tell: write “Lunch with [[Robin "
            "Example]]” into a daily note, and run `vaulttool update`."
        ),
    },
    "fr": {
        "kind": "personne",
        "template": "Personne",
        "template_body": (
            "## Comment nous nous sommes connus\n\n## Ce que cette personne cherche\n\n## Échanges"
        ),
        "example": "Camille Exemple",
        "example_body": (
            "Camille n’existe pas\u00a0: une première fiche à regarder, puis à supprimer dès qu’une vraie "
            "personne est là.\n"
            "\n"
            "- Une note de ce dossier est une personne.\n"
            "- `circle` vaut inner, close, active ou wide et dit à quel rythme vous voulez avoir des "
            "nouvelles. `cadence: 3 months` le dit pour une seule personne.\n"
            "- `last_contact` est tenu à jour d’après vos notes\u00a0: écrivez «\u00a0Déjeuner avec "
            "[[Camille Exemple]]\u00a0» dans une note du jour, puis lancez `vaulttool update`."
        ),
    },
}


def first_notes(language: str, people: str, templates: str) -> dict[str, str]:
    """Give path and text of a template and of an example person, for these two folders."""
    texts = _TEXTS[language]
    template = _PERSON.format(kind=texts["kind"], body=texts["template_body"])
    example = _PERSON.format(kind=texts["kind"], body=texts["example_body"])
    return {
        f"{templates}/{texts['template']}.md": template,
        f"{people}/{texts['example']}.md": example.replace("circle:", "circle: active", 1),
    }
