"""A contact as filters, columns and templates see it: every property by its name, ours and the user's own."""

from collections.abc import Callable
from dataclasses import dataclass

from vaulttool.network.circle import CadenceRules
from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import texts_of
from vaulttool.network.warmth import warmth_of
from vaulttool.notes.front_matter import fold_name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact together with what the network knows of it, as filters see it."""

    contact: Contact
    network: Network
    rules: CadenceRules

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the texts of a property; none where it says nothing.

        A name that the note itself has comes before what other vaults call so: `ville` means `city` where
        there is no `ville`.
        """
        folded = fold_name(name)
        if folded in _OWN:
            return _OWN[folded](self)
        if folded in self.contact.properties:
            return texts_of(self.contact.properties[folded])
        ours = _OURS.get(folded, folded)
        if ours in _OWN:
            return _OWN[ours](self)
        return next(filter(None, (texts_of(self.contact.properties.get(n)) for n in _ROWS.get(ours, ()))), ())


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value not in (None, ""))


def _silent(candidate: Candidate) -> tuple[str, ...]:
    last = candidate.network.last_contact.get(candidate.contact.path)
    return () if last is None else (str((candidate.network.today - last).days),)


def _overdue(candidate: Candidate) -> tuple[str, ...]:
    warmth = warmth_of(candidate.contact, candidate.network, candidate.rules)
    late = warmth is not None and warmth.is_overdue and candidate.contact.asks_for_acts
    return ("true",) if late else ("false",)


def _with_parents(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys("/".join(tag.split("/")[:n]) for tag in tags for n in range(1, tag.count("/") + 2))
    )


_OWN: dict[str, Callable[[Candidate], tuple[str, ...]]] = {
    "name": lambda c: c.contact.names or (c.contact.name,),
    "path": lambda c: (c.contact.path,),
    "folder": lambda c: _texts(c.contact.path.rpartition("/")[0]),
    "circle": lambda c: _texts(c.contact.circle),
    "status": lambda c: tuple(dict.fromkeys(_texts(c.contact.status, c.contact.status_text))),
    "company": lambda c: _texts(c.contact.company),
    "role": lambda c: _texts(c.contact.role),
    "field": lambda c: _texts(c.contact.field),
    "city": lambda c: _texts(c.contact.city),
    "address": lambda c: _texts(c.contact.address),
    "met": lambda c: _texts(c.contact.met),
    "metat": lambda c: _texts(c.contact.met_at),
    "aliases": lambda c: c.contact.names[1:],
    "tag": lambda c: _with_parents(c.contact.tags),
    "tags": lambda c: _with_parents(c.contact.tags),
    "email": lambda c: c.contact.emails,
    "phone": lambda c: c.contact.phones,
    "needs": lambda c: c.contact.needs,
    "offers": lambda c: c.contact.offers,
    "cadence": lambda c: _texts(c.contact.cadence_text),
    "lastcontact": lambda c: _texts(c.network.last_contact.get(c.contact.path)),
    "silent": _silent,
    "overdue": _overdue,
    "died": lambda c: ("true",) if c.contact.is_dead else (),
    "private": lambda c: ("true",) if c.contact.private else (),
}

_ROWS = {fold_name(ours): tuple(map(fold_name, names)) for ours, names in PROPERTY_NAMES.items()}
_OURS = {name: ours for ours, names in _ROWS.items() for name in names}
