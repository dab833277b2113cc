"""The note of questions: what vaulttool would do if it were sure, a box for each; nothing happens unasked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vaulttool.pages.french import french_spacing
from vaulttool.pages.language import Code

Topic = Literal["names", "calendar", "inbox", "proposals"]
"""Each has a block of its own in the note."""
TOPICS: tuple[Topic, ...] = ("names", "calendar", "inbox", "proposals")
MOST = 50
"""Questions of one topic at a time: more is no choice any more."""

_WORDS: Mapping[Code, Mapping[str, str]] = {
    "en": {
        "names": "## Names without links\n\nTick what is right, `vaulttool triage` or `watch` carries it "
        "out. Write `[-]` into a box for no: it is not asked again.",
        "calendar": "## From your calendar\n\nDid it take place? Tick it, and it stands in the day's "
        "note; `[-]` for no.",
        "inbox": "## From your inbox\n\nTick who is meant, and the line goes into the day's note. It stays "
        "in the inbox until then.",
        "proposals": "## Proposed by an assistant\n\nTick what is right, and it is written into the person's "
        "note; `[-]` for no.",
        "propose": "{property} for {person}: {reason}",
        "link": "Link **{name}** in {note}: “{line}”",
        "who": "Who is **{name}** in {note}: “{line}”?",
        "person": "Make a note for **{name}**, whom {notes} names: “{line}”",
        "person_more": "Make a note for **{name}**, whom {notes} names, and {more} more: “{line}”",
        "met": "{day}: {line}",
        "left": "{count} more come when these are answered.",
    },
    "fr": {
        "names": "## Noms sans lien\n\nCochez ce qui est juste, `vaulttool triage` ou `watch` s'en charge. "
        "Mettez `[-]` dans la case pour non : la question ne revient pas.",
        "calendar": "## Du calendrier\n\nEst-ce que cela a eu lieu ? Cochez, et la ligne va dans la note du "
        "jour ; `[-]` pour non.",
        "inbox": "## De la boîte d'entrée\n\nCochez la bonne personne, et la ligne va dans la note du jour. "
        "D'ici là, elle reste où elle est.",
        "proposals": "## Proposé par un assistant\n\nCochez ce qui est juste, et c'est écrit dans la fiche ; "
        "`[-]` pour non.",
        "propose": "{property} pour {person} : {reason}",
        "link": "Lier **{name}** dans {note} : « {line} »",
        "who": "Qui est **{name}** dans {note} : « {line} » ?",
        "person": "Faire une fiche pour **{name}**, que nomme {notes} : « {line} »",
        "person_more": "Faire une fiche pour **{name}**, que nomment {notes} et {more} autres : « {line} »",
        "met": "{day} : {line}",
        "left": "{count} autres viendront quand celles-ci auront leur réponse.",
    },
}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question, with the answers to choose from where there are several."""

    id: str
    """"vt-4f2a9c0d1e"."""
    text: str
    """Safe to stand in an item."""
    choices: tuple[tuple[str, str], ...] = ()
    """Id and text of each answer."""


def questions_block(
    topic: Topic, questions: Sequence[QuestionLine], left: int, language: Code, has_answers: bool = False
) -> str:
    """Give the content of a topic's block; `left` more are not shown. Empty where there is nothing to ask.

    `has_answers`: answered questions stand in the block, which keep their heading.
    """
    words = _WORDS[language]
    if not questions and not has_answers:
        return ""
    lines = [words[topic], ""]
    for question in questions:
        lines.append(f"- [ ] {question.text} ^{question.id}")
        lines += [f"\t- [ ] {text} ^{key}" for key, text in question.choices]
    if left:
        lines += ["", words["left"].format(count=left)]
    block = "\n".join(lines)
    return french_spacing(block) if language == "fr" else block


def question_text(kind: str, language: Code, **facts: object) -> str:
    """Give the words of one question; every fact must be safe in an item already."""
    return _WORDS[language][kind].format(**facts)
