"""All that several records say of one person, as one."""

from collections.abc import Sequence
from dataclasses import replace

from vaulttool.exchange.decoding import unique
from vaulttool.exchange.names import SplitName, compose, split_name
from vaulttool.exchange.records import ImportedPerson

_BEST = (
    "linkedin",
    "vcard",
    "google",
    "outlook",
    "monica",
    "org-contacts",
    "friends.md",
    "ldif",
    "csv",
    "mail",
)
"""Sources by how well a person keeps their own name there."""


def merged(records: Sequence[ImportedPerson]) -> ImportedPerson:
    """Give one person: the first word of the best source, all addresses of all; the order makes no
    difference."""
    ordered = sorted(records, key=_goodness) if len(records) > 1 else records
    named = next((one for one in ordered if one.given and one.family), ordered[0])
    is_whole = bool(named.given and named.family)
    name = compose(named.given, named.family) if is_whole else named.name
    split = SplitName() if is_whole else split_name(name)
    if len(ordered) == 1:
        given, family = named.given or split.given, named.family or split.family
        return replace(named, name=name.strip(), given=given, family=family)

    def first(field: str) -> str:
        return next((value for one in ordered if (value := getattr(one, field))), "")

    return ImportedPerson(
        name=name.strip(),
        given=named.given or split.given,
        family=named.family or split.family,
        emails=unique(email for one in ordered for email in one.emails),
        phones=unique(phone for one in ordered for phone in one.phones),
        company=first("company"),
        role=first("role"),
        birthday=max((one.birthday for one in ordered), key=len, default=""),
        urls=unique(url for one in ordered for url in one.urls),
        source=ordered[0].source,
        record=ordered[0].record,
        notes="\n\n".join(unique(one.notes for one in ordered)),
        nickname=first("nickname"),
        maiden_name=first("maiden_name"),
        city=first("city"),
        groups=unique(group for one in ordered for group in one.groups),
        met=min((one.met for one in ordered if one.met), default=None),
        uid=first("uid"),
        sent=sum(one.sent for one in ordered),
        received=sum(one.received for one in ordered),
    )


def _goodness(one: ImportedPerson) -> tuple[int, str, str]:
    place = _BEST.index(one.source) if one.source in _BEST else len(_BEST)
    return (place, one.source, one.record)
