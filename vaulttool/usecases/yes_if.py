"""Rules by which somebody gets a note without a tick: `mails both ways >= 3`, in the one filter language."""

from collections.abc import Iterable
from dataclasses import dataclass

from vaulttool.exchange.records import ImportedPerson
from vaulttool.network.filter import parse_filter
from vaulttool.notes.edit import Edit
from vaulttool.notes.front_matter import fold_name
from vaulttool.usecases.apply_triage import Maker, NewNotes
from vaulttool.usecases.everybody import Somebody
from vaulttool.usecases.import_people import Place, Rows


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """An imported person, as a filter asks about them."""

    person: ImportedPerson

    def texts(self, name: str) -> tuple[str, ...]:
        """Give what the export says; none where it says nothing."""
        one = self.person
        found: dict[str, Iterable[object]] = {
            "mailsbothways": (min(one.sent, one.received),),
            "mails": (one.sent + one.received,),
            "sent": (one.sent,),
            "received": (one.received,),
            "name": (one.name,),
            "email": one.emails,
            "phone": one.phones,
            "company": (one.company,),
            "role": (one.role,),
            "city": (one.city,),
            "birthday": (one.birthday,),
            "url": one.urls,
            "group": one.groups,
            "groups": one.groups,
            "tag": one.groups,
            "source": (one.source,),
            "met": (one.met,),
        }
        values = found.get(fold_name(name), ())
        return tuple(str(value) for value in values if value not in (None, ""))


NAMES = "mails both ways, mails, sent, received, name, email, phone, company, role, city, group, source, met"


def notes_by_rule(
    rule: str, everyone: Iterable[Somebody], place: Place, notes: NewNotes
) -> tuple[tuple[Edit, ...], dict[int, str]]:
    """Give the notes to make of the people whom a rule takes, and their paths by the `id()` of the somebody.

    Who has a note, or may have one, gets none. Raises ValueError where the rule cannot be read.
    """
    holds = parse_filter(rule)
    maker, rows = Maker(notes), Rows(place)
    edits: list[Edit] = []
    made: dict[int, str] = {}
    for one in everyone:
        if one.has_note or not one.fresh or one.question:
            continue
        person = rows.whole(one)
        if holds(ReadPerson(person)):
            edits.append(maker.note(person, f"taken in by the rule {rule}"))
            made[id(one)] = edits[-1].path
    return tuple(edits), made
