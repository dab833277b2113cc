"""The triage note of an import: a box for each person, and nobody in the vault before it is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass

from vaulttool.pages.escape import list_item
from vaulttool.pages.french import french_spacing
from vaulttool.pages.language import Code

BLOCK = "triage"
MOST = 100
"""Boxes in one note: more is no choice any more."""
_WORDS: dict[Code, dict[str, str]] = {
    "en": {
        "intro": "Tick the people you know: `vaulttool triage` makes a note for each. Tick “who is this?” "
        "where you want to find out first. Everybody else stays out, and is not asked about again.",
        "who": "who is this? Why do they want to connect:",
        "both": "you wrote {sent}, they wrote {received}",
        "same": "perhaps the same as {name}: {why}",
        "more": "{count} more are in {file}; `vaulttool triage --more` brings the next.",
        "met": "connected {day}",
        "differences": "What your notes say otherwise. Tick what to take over; else your own words stay.",
        "instead": "{contact}: {property} **{there}** instead of {here} ({source})",
        "also": "{contact}: {property} **{there}** too ({source})",
        "company": "company",
        "role": "role",
        "city": "city",
        "birthday": "birthday",
        "email": "address",
        "phone": "number",
    },
    "fr": {
        "intro": "Cochez les gens que vous connaissez : `vaulttool triage` fait une note pour chacun. Cochez "
        "« qui est-ce ? » pour ceux dont vous voulez d'abord savoir plus. Les autres restent dehors, et l'on "
        "n'en parle plus.",
        "who": "qui est-ce ? Pourquoi cette personne veut-elle ce contact :",
        "both": "vous avez écrit {sent} fois, on vous a écrit {received} fois",
        "same": "peut-être la même personne que {name} : {why}",
        "more": "{count} autres sont dans {file} ; `vaulttool triage --more` apporte les suivants.",
        "met": "en relation depuis le {day}",
        "differences": "Ce que vos notes disent autrement. Cochez ce qu'il faut reprendre ; sinon vos mots "
        "restent.",
        "instead": "{contact} : {property} **{there}** au lieu de {here} ({source})",
        "also": "{contact} : {property} **{there}** en plus ({source})",
        "company": "société",
        "role": "poste",
        "city": "ville",
        "birthday": "anniversaire",
        "email": "adresse",
        "phone": "numéro",
    },
}


@dataclass(frozen=True, slots=True)
class TriageEntry:
    """One person to choose or not."""

    id: str
    """"vt-4f2a9c0d1e"."""
    name: str
    about: tuple[str, ...]
    """What tells who they are: "Chef, Acme", an address."""
    sent: int = 0
    received: int = 0
    met: str = ""
    same_as: str = ""
    """A wikilink or name of somebody they may be."""
    same_why: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceEntry:
    """One property of a contact that an import says otherwise."""

    id: str
    contact: str
    """A wikilink."""
    property: str
    here: str
    """What the note says; "" for one value more of a list."""
    there: str
    source: str
    """The name of the import: "LinkedIn"."""


def triage_block(
    entries: Sequence[TriageEntry],
    left: int,
    file: str,
    language: Code = "en",
    told: Sequence[DifferenceEntry] = (),
) -> str:
    """Give the content of the block: entries as given, at most `MOST`; `left` more are in `file`.

    `told` are differences to the notes of contacts, each with a box that takes it over.
    """
    words = _WORDS[language]
    lines = [words["intro"], ""] if entries or left or not told else []
    for entry in entries[:MOST]:
        facts = [list_item(fact) for fact in entry.about if fact]
        if entry.sent or entry.received:
            facts.append(words["both"].format(sent=entry.sent, received=entry.received))
        if entry.met:
            facts.append(words["met"].format(day=entry.met))
        if entry.same_as:
            facts.append(words["same"].format(name=entry.same_as, why=list_item(entry.same_why)))
        name = list_item(entry.name or (entry.about[0] if entry.about else "?"))
        lines.append(f"- [ ] {' · '.join([f'**{name}**', *facts])} ^{entry.id}")
        lines.append(f"\t- [ ] {words['who']} ^{who_id(entry.id)}")
    if told:
        lines += [*([""] if entries else []), words["differences"], ""]
    for one in told:
        form = words["instead" if one.here else "also"]
        said = form.format(
            contact=one.contact,
            property=words[one.property],
            there=list_item(one.there),
            here=list_item(one.here),
            source=list_item(one.source),
        )
        lines.append(f"- [ ] {said} ^{one.id}")
    if left:
        lines += ["", words["more"].format(count=left, file=f"`{file}`")]
    block = "\n".join(lines)
    return french_spacing(block) if language == "fr" else block


def who_id(entry: str) -> str:
    """Give the id of the box "who is this?" under an entry."""
    return f"{entry}-who"
