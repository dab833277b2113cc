"""All that one note says of people: every mention with its verdict. The order of the rules is here."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vaulttool.evidence.finding import OWN, Finding
from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.leading_day import leading_day
from vaulttool.evidence.meeting_note import MeetingNote, kind_of_meeting, read_meeting_note
from vaulttool.evidence.names_as_links import with_full_names_linked
from vaulttool.evidence.own_log import judge_own_line
from vaulttool.evidence.rules.acts import judge_act, judge_heading
from vaulttool.evidence.rules.attendee_lists import (
    judge_attendee_line,
    judge_attendee_list,
    judge_attendee_table,
)
from vaulttool.evidence.rules.correspondence import judge_correspondence
from vaulttool.evidence.rules.dead_line import judge_dead_line
from vaulttool.evidence.rules.fields import judge_fields
from vaulttool.evidence.rules.nested import judge_below_name, judge_nested
from vaulttool.evidence.rules.people_met import judge_people_met
from vaulttool.evidence.rules.properties import judge_properties
from vaulttool.evidence.rules.sentences import judge_sentences
from vaulttool.evidence.rules.struck import judge_struck
from vaulttool.evidence.rules.title import judge_title
from vaulttool.evidence.scene import NoteRole, Scene, Tongue, Verdicts, words_of
from vaulttool.evidence.section import Section, is_cancelled
from vaulttool.evidence.sections_of_lines import sections_of_lines
from vaulttool.evidence.sentence import Verdict
from vaulttool.evidence.to_finding import to_finding
from vaulttool.evidence.when import days_of_lines, note_day, note_week
from vaulttool.notes.note import Note

PLAIN_NAME = "plain name"
"""The rule's name in findings of names without a link, whichever rule of links decided."""

_ONLY_NAMES = re.compile(rf"\W*{PERSON}(?:[\s,&+/]+(?:and |et )?{PERSON})*\W*")

Rule = Callable[[Scene], Verdicts]

RULES: tuple[tuple[str, Rule], ...] = (
    ("struck", judge_struck),
    ("dead line", judge_dead_line),
    ("heading", judge_heading),
    ("field", judge_fields),
    ("attendees", judge_attendee_line),
    ("attendees", judge_attendee_list),
    ("attendees", judge_attendee_table),
    ("people met", judge_people_met),
    ("act", judge_act),
    ("nested", judge_nested),
    ("correspondence", judge_correspondence),
    ("sentence", judge_sentences),
)
"""Asked in this order for each line; the first that has a verdict on a link decides it."""


def find(note: Note, role: NoteRole, languages: Languages) -> tuple[Finding, ...]:
    """Give every judged mention of the note, in order; an "interaction" may lie on a day to come."""
    meeting = read_meeting_note(note, role, languages)
    day, week = note_day(note, role, meeting.is_meeting), note_week(note, role)
    findings: list[Finding] = (
        [] if role.is_contact else list(_of_the_whole_note(note, meeting, day, languages))
    )
    sections = sections_of_lines(note, languages)
    is_everywhere = role.is_contact or role.names_count
    telling = list(range(len(note.lines))) if is_everywhere else _lines_that_may_name_people(note, sections)
    if not telling:
        return tuple(findings)
    of_note = _OfNote(note, role, meeting, languages)
    for index, of_line in zip(telling, days_of_lines(note, telling, day, week), strict=True):
        findings += _of_line(of_note.scene(index, of_line, sections[index]))
    return tuple(findings)


def _lines_that_may_name_people(note: Note, sections: Sequence[tuple[Section, ...]]) -> list[int]:
    """Give the lines in which a rule could find anybody: most lines of a vault end here.

    People stand in links, in fields, behind a label with a colon, in tables, in lists of attendees, in the
    bullet above.
    """
    found: list[int] = []
    for index, line in enumerate(note.lines):
        text = line.text
        if "[" in text or "@" in text or ":" in text or line.kind == "row" or _lists_people(sections[index]):
            found.append(index)
        elif line.parent is not None:
            above = note.lines[line.parent].text
            if "[" in above or "@" in above:
                found.append(index)
    return found


def _lists_people(sections: tuple[Section, ...]) -> bool:
    return bool(sections) and sections[0] in (Section.ATTENDEES, Section.ABSENT)


def _of_the_whole_note(
    note: Note, meeting: MeetingNote, day: dt.date | None, languages: Languages
) -> Iterator[Finding]:
    named = [
        (link, target, verdict, "property", f"property {name}")
        for link, target, verdict, name in judge_properties(note, languages, meeting.is_work)
    ]
    if day is not None and not meeting.is_work:
        named += [
            ("plain", name, verdict, "title", "") for name, verdict in judge_title(note.stem, languages)
        ]
    kind = kind_of_meeting(meeting, languages) if named else ""
    for link, target, verdict, rule, text in named:
        held = _unless_off(verdict, meeting)
        yield Finding(
            target=target,
            link=link,
            line=None,
            date=day,
            label=held.label,
            kind=kind or held.kind or "meeting",
            direction=meeting.direction,
            rule=rule,
            why=held.why,
            text=text,
            gave=meeting.gave,
            received=meeting.received,
            time=meeting.time,
        )


def _unless_off(verdict: Verdict, meeting: MeetingNote) -> Verdict:
    if verdict.label == "interaction" and meeting.is_cancelled:
        return Verdict("none", "the note says that it was cancelled")
    if verdict.label == "interaction" and meeting.is_upcoming:
        return Verdict("planned", "the note says that it is still to come")
    return verdict


@dataclass(slots=True)
class _OfNote:
    """What the scenes of one note have in common."""

    note: Note
    role: NoteRole
    meeting: MeetingNote
    languages: Languages
    _own_language: Language | None = None

    def scene(self, index: int, day: dt.date | None, sections: tuple[Section, ...]) -> Scene:
        line = self.note.lines[index]
        words, time, links = words_of(line.text, self.languages)
        is_off = self.meeting.is_cancelled or (
            line.heading is not None and is_cancelled(self.note.lines[line.heading].text, self.languages)
        )
        tongue = Tongue(words, self.languages, self.own_language)
        # In the order of its fields: by their names it takes twice as long.
        return Scene(
            self.note,
            self.role,
            index,
            line,
            links,
            words,
            time,
            tongue,
            self.languages,
            day,
            sections,
            is_off,
            [],
        )

    def own_language(self) -> Language:
        if self._own_language is None:
            text = " ".join([line.text for line in self.note.lines[:80]])
            self._own_language = self.languages.of(text)
        return self._own_language


def _of_line(scene: Scene) -> list[Finding]:
    if scene.role.is_contact:
        return list(_of_contact_line(scene))
    names = _of_full_names(scene) if scene.role.names_count and scene.line.kind != "row" else ()
    return [*_of_links(scene), *_of_plain_names(scene), *_of_names_above(scene), *names]


def _of_contact_line(scene: Scene) -> Iterator[Finding]:
    """A contact's own note: its dated entries, for its person; whom else they name, by their words."""
    own = judge_own_line(scene)
    if own is None:
        for number, link in enumerate(scene.links):
            yield to_finding(
                scene,
                link.kind,
                link.target,
                Verdict("mention", "in a contact's note"),
                "contact note",
                number,
            )
        if scene.line.box is not None and scene.line.box not in "xX-" and re.search(r"\w", scene.text):
            yield _own_task(scene)
        elif "::" in scene.line.text:
            said = to_finding(
                scene, "plain", OWN, Verdict("mention", "in a contact's note"), "contact note", None
            )
            if said.lent or said.borrowed or said.returned:
                yield said
        return
    verdict, day = own
    yield to_finding(scene, "plain", OWN, verdict, "own log", None)._replace(date=day or scene.day)
    if leading_day(scene.line.text)[0] is not None and scene.links:
        yield from _of_links(scene)


def _own_task(scene: Scene) -> Finding:
    """An open task in a contact's note concerns its person, whomever else it names."""
    verdict = Verdict("planned", "open task")
    named = scene.links[0].target.rpartition("/")[2] if scene.links else ""
    return to_finding(scene, "plain", OWN, verdict, "own log", 0 if named == scene.note.stem else None)


def _of_links(scene: Scene) -> Iterator[Finding]:
    decided: dict[int, tuple[str, Verdict]] = {}
    links = len(scene.links)
    for name, rule in RULES:
        found = rule(scene)
        if found:
            for number, verdict in found.items():
                if number not in decided and number < links:
                    decided[number] = (name, verdict)
            if len(decided) == links > 0:
                break
    for number, link in enumerate(scene.links):
        name, verdict = decided.get(number, ("sentence", Verdict("mention", "named only")))
        yield to_finding(scene, link.kind, link.target, verdict, name, number)


def _of_plain_names(scene: Scene) -> Iterator[Finding]:
    for plain, verdict in scene.plain:
        yield to_finding(scene, "plain", plain.name, verdict, "attendees", None)


def _of_full_names(scene: Scene) -> Iterator[Finding]:
    """Whole names without a link, by the rules of links; what only names somebody is not kept."""
    for text, starts in with_full_names_linked(scene.line.text, scene.languages):
        words, _, links = words_of(text, scene.languages)
        line = scene.line._replace(text=text)
        read = scene._replace(line=line, links=links, text=words, plain=[])
        for link, finding in zip(links, _of_links(read), strict=True):
            if link.start in starts and finding.label in ("interaction", "planned"):
                yield finding._replace(link="name", rule=PLAIN_NAME, text=scene.line.text)


def _of_names_above(scene: Scene) -> Iterator[Finding]:
    """A line without links under a bullet that is nothing but names speaks of them."""
    parent = scene.parent
    if (
        parent is None
        or scene.links
        or scene.line.kind != "item"
        or ("[[" not in parent.text and "](" not in parent.text and "@" not in parent.text)
    ):
        return
    words, _, links = words_of(parent.text, scene.languages)
    if not links or not _ONLY_NAMES.fullmatch(words):
        return
    verdict = judge_below_name(scene)
    if verdict is not None and verdict.label != "mention" and Section.PLANNED not in scene.sections:
        for link in links:
            yield to_finding(scene, link.kind, link.target, verdict, "nested", None)
