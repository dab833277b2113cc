"""What a page says of a person or a talk: links, days and the person's own words, safe to stand in a line."""

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction, Promise
from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text, words_in
from vaulttool.network.network import Network
from vaulttool.network.property_value import shown_text
from vaulttool.notes.day_names import WEEKDAYS
from vaulttool.notes.paths import name_of
from vaulttool.pages.escape import list_item
from vaulttool.pages.language import Language
from vaulttool.pages.own_properties import OwnProperties

Link = Callable[[str, str], str]
"""From a note's path and the text to show to a link as the vault writes links, safe in a line."""

LONGEST_WORDS = 130
_QUOTES = tuple('"«»“”')
_GOES_ON = (":", ";", ",", "—", "–", "-")
FIELD = re.compile(r"[\[(]?\b\w+::[^\])]*[\])]?|[📅⏳🛫➕✅❌]\ufe0f?\s*\d{4}-\d\d-\d\d")
_STAMP = re.compile(r"^\W*(?:\d{4}-\d\d-\d\d|\d{1,2}[:h]\d\d)\W*")
_WEEKDAY = re.compile(rf"(?:{'|'.join(WEEKDAYS['en'] + WEEKDAYS['fr'])})[.:,] (?=\w)", re.IGNORECASE)
_MARKS = re.compile(r"\s\^[\w-]+$|[*`]|~~|==|(?<!\w)_|_(?!\w)")


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells facts of one network in one language."""

    network: Network
    language: Language
    link: Link

    def person(self, path: str) -> str:
        """Link a contact by name."""
        contact = self.network.contacts.get(path)
        return self.link(path, contact.name if contact else name_of(path))

    def people(self, paths: tuple[str, ...] | list[str]) -> str:
        """Link several contacts: "A, B and C"."""
        return self.language.join([self.person(path) for path in paths])

    def properties(self, path: str) -> OwnProperties:
        """Give what a contact's note says under any name."""
        contact = self.network.contacts.get(path)
        return OwnProperties(contact.properties if contact else {})

    def position(self, contact: Contact) -> str:
        """Give role and company: "Operations, Brightwater"; "" where the note has neither."""
        text = ", ".join(filter(None, (contact.role, contact.company)))
        return list_item(text[:1].upper() + text[1:])

    def day(self, day: dt.date) -> str:
        """Give a day, with its year where that is not this one."""
        return self.language.day(day, self.network.today)

    def proof(self, talk: Interaction) -> str:
        """Link the note that proves a talk, showing its day."""
        return self.link(talk.note, self.day(talk.date))

    def words(self, talk: Interaction | None, most: int = LONGEST_WORDS) -> str:
        """Give what the person wrote of a talk, on a line; "" where only a file name tells of it."""
        if talk is None or talk.line is None:
            return ""
        contact = self.network.contacts.get(talk.contact)
        return self.own_words(talk.text, about=contact.name if contact else "", most=most)

    def kind_beside(self, talk: Interaction | None, words: str) -> str:
        """Give the word for a talk's kind; "" where the words beside it begin with it, in either language."""
        if talk is None:
            return ""
        kinds = {fold_text(language.kind(talk.kind)) for language in (Language("en"), Language("fr"))} - {""}
        begin = fold_text(words)
        repeats = any(re.match(rf"\W*{re.escape(kind)}(?!\w)", begin) for kind in kinds)
        return "" if repeats else self.language.kind(talk.kind)

    def own_words(self, text: str, about: str = "", most: int = LONGEST_WORDS) -> str:
        """Give words of a note as they would be quoted: links as shown, fields, stamps and ids left out.

        Whole sentences up to about `most` signs. Where the first one only opens ("Lunch with Ana by the
        canal.") and `about` is Ana, the words begin behind it.

        "" where they say no more than a kind and a name ("Coffee with Ana").
        """
        plain = plain_words(text)
        if about and len(words_in(plain) - words_in(about)) < 3:
            return ""
        told = _whole_sentences(_without_opening(plain, about), most)
        told = told.removesuffix(".")
        bare = told[1:-1].strip() if told[:1] in _QUOTES and told[-1:] in _QUOTES else told
        # French pages quote with « », within which " may stand.
        within = bare if self.language.code == "fr" else bare.replace('"', "'")
        return list_item(within.removesuffix("."))

    def promise(self, promise: Promise) -> str:
        """Give the words of a promise with its people as links, and the rest made safe."""
        return _with_links(promise.text, promise, self)

    def promise_proof(self, promise: Promise) -> str:
        """Link the note in which a promise stands, showing the day it was made, else what note it is."""
        return self.note_proof(promise.note, promise.made, promise.contacts)

    def note_proof(self, note: str, day: dt.date | None, contacts: Collection[str]) -> str:
        """Link a note that says something of contacts, showing its day, else what note it is."""
        if day:
            return self.link(note, self.day(day))
        own = {"en": "their note", "fr": "sa fiche"}[self.language.code]
        return self.link(note, own if note in contacts else name_of(note))


def without_stamp(text: str) -> str:
    """Leave out the day or time with which a line, or the name of a meeting's note, begins."""
    return _STAMP.sub("", text)


def plain_words(text: str) -> str:
    """Give a line of a note as it is read: links as shown, no fields, leading day or time, marks or id."""
    read = _MARKS.sub("", without_stamp(shown_text(FIELD.sub("", text)))).strip(" ,;:—–-")
    day = _WEEKDAY.match(read)
    return read[day.end() :] if day else read


def _without_opening(text: str, name: str) -> str:
    """Leave out "Lunch with Ana:" at the head of a line that goes on: the page has said as much."""
    sentences = _sentences(text)
    names = (name, name.partition(" ")[0]) if name else ()
    opening = next((word for word in names if word in sentences[0]), "") if sentences else ""
    if not opening or len(sentences[0].partition(opening)[0].split()) not in range(1, 5):
        return text
    rest = sentences[0].partition(opening)[2].lstrip(" ")
    if len(sentences) > 1 and (rest[:1] not in (":", ";", "—", "–") or len(rest.split()) < 3):
        return " ".join(sentences[1:])
    return (
        " ".join((rest[1:].strip(), *sentences[1:]))
        if rest[:1] in _GOES_ON and len(rest.split()) > 1
        else text
    )


def _whole_sentences(text: str, most: int) -> str:
    told = ""
    for sentence in _sentences(text):
        if told and len(told) + len(sentence) > most:
            return told
        told = f"{told} {sentence}".strip()
    if len(told) > most * 1.3:
        told = told[:most].rpartition(" ")[0].rstrip(" .,;:") + "…"
    return told


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?…])\s+(?=[^\W_a-z]|[\"«“])", text) if part]


def _with_links(text: str, promise: Promise, teller: Teller) -> str:
    shown = _MARKS.sub("", shown_text(FIELD.sub("", text))).strip()
    names = {
        teller.network.contacts[path].name: path
        for path in promise.contacts
        if path in teller.network.contacts
    }
    parts, rest = [], shown
    for name, path in names.items():
        before, found, after = rest.partition(name)
        if found:
            parts += [list_item(before + "·")[:-1], teller.person(path)]
            rest = after
    linked = "".join(parts) + list_item("·" + rest)[1:]
    unnamed = [path for name, path in names.items() if fold_text(name) not in fold_text(shown)]
    if promise.note in unnamed:  # a task in one's own note speaks of "her"; the page says first who that is
        colon = {"en": ":", "fr": " :"}[teller.language.code]
        return f"{teller.people(unnamed)}{colon} {linked}"
    return f"{linked} ({teller.people(unnamed)})" if unnamed else linked
