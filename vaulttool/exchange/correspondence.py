"""What mails say about people: interactions with a direction, and who is really known."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vaulttool.exchange.mail import MailHead
from vaulttool.exchange.names import split_name
from vaulttool.exchange.records import Direction, ImportedInteraction, ImportedPerson, LeftOut, Party, Record

MOST_PEOPLE = 15
"""A mail to more is no interaction with anybody."""
_FIRST_YEAR = 1985
_ROBOT = re.compile(
    r"^(?:.*[._+-])?(?:no-?_?reply|do-?not-?_?reply|ne-?pas-?repondre|notifications?|mailer-daemon|"
    r"postmaster|"
    r"bounces?|newsletters?|alerts?|nepasrepondre|automated|daemon|root|listserv|majordomo|noresponse|"
    r"unsubscribe|auto-?confirm|marketing|digest|updates?|invitations?|messages-noreply)(?:[._+=-].*)?@",
    re.IGNORECASE,
)


def _labels(text: str) -> frozenset[str]:
    return frozenset(text.split(";"))


_SENT = _labels(
    "sent;sent mail;messages envoyés;envoyés;gesendet;enviados;enviado;posta inviata;inviati;verzonden;"
    "skickat;sendt;"
    "lähetetyt;wysłane;éléments envoyés"
)
_DRAFT = _labels(
    "drafts;draft;brouillons;brouillon;entwürfe;borradores;bozze;concepten;utkast;kladder;rascunhos"
)
_BIN = _labels(
    "spam;trash;bin;junk;corbeille;papierkorb;papelera;cestino;pourriel;courrier indésirable;prullenbak;"
    "skräppost;papperskorg;lixeira;lixo;kosz"
)


@dataclass(slots=True)
class _Known:
    """What is counted of one address."""

    names: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    received: int = 0
    direct: int = 0
    record: str = ""


def guess_me(heads: Iterable[MailHead]) -> frozenset[str]:
    """Find the user's own addresses: senders of sent mail, receivers of deliveries; else whoever is in
    most mails."""
    sure: Counter[str] = Counter()
    present: Counter[str] = Counter()
    total = 0
    for head in heads:
        total += 1
        sender = [address for _, address in head.addresses("from")]
        if head.labels & _SENT:
            sure.update(sender)
        sure.update(address for _, address in head.addresses("delivered-to", "x-original-to", "envelope-to"))
        if not head.is_crowd:
            present.update({*sender, *(address for _, address in head.addresses("to", "cc"))})
    if sure:
        most = sure.most_common(1)[0][1]
        return frozenset(address for address, count in sure.items() if count * 20 >= most)
    best = present.most_common(2)
    # In a mailbox of two mails between two people either may be the user.
    if best and total > 2 and best[0][1] * 2 > total and (len(best) < 2 or best[0][1] > best[1][1]):
        return frozenset((best[0][0],))
    return frozenset()


def correspondence(
    heads: Iterable[MailHead], me: frozenset[str], today: dt.date, file: str
) -> Iterator[Record]:
    """Give an interaction for each mail between the user and people, what was left out, and at the end the
    people.

    A person is whom the user wrote to, or who wrote to the user directly at least twice; the others are
    counted
    in one `LeftOut`. `me` in lower case; empty: directions are not known. Mails seen before (by
    Message-ID) are
    passed over in silence: Takeout has a mail once a label.
    """
    seen: set[int] = set()
    known: dict[str, _Known] = {}
    for head in heads:
        identity = hash(head.get("message-id"))
        if head.get("message-id") and identity in seen:
            continue
        seen.add(identity)
        problem = _no_letter(head, me)
        found = LeftOut(problem, head.record) if problem else _interaction(head, me, today)
        yield found
        if isinstance(found, ImportedInteraction):
            _count(found, head, me, known)
    strangers = 0
    for address, one in sorted(known.items(), key=lambda item: (-item[1].sent - item[1].received, item[0])):
        if one.sent or one.direct >= 2 or (not me and one.received):
            yield _person(address, one)
        else:
            strangers += 1
    if strangers:
        yield LeftOut(
            f"{strangers} addresses that wrote only once, or never to you alone, and got no answer", file
        )


def _no_letter(head: MailHead, me: frozenset[str]) -> str:
    """Say why a mail is no letter between people; "" if it is one."""
    sender = next((address for _, address in head.addresses("from")), "")
    from_me = sender in me
    automatic = head.get("auto-submitted").casefold()
    if not sender:
        return "no sender" if head.headers else "no headers: this is no mail"
    if head.labels & _DRAFT:
        return "a draft"
    if head.labels & _BIN or head.get("x-spam-flag").casefold() == "yes":
        return "spam, or thrown away"
    if head.is_crowd:
        return f"a mail to more than {MOST_PEOPLE} people"
    if head.get("content-type").casefold().startswith("text/calendar"):
        return "an invitation of a calendar"
    if _ROBOT.match(sender):
        return "written by a robot"
    if from_me:
        return ""
    if any(head.get(name) for name in ("list-id", "list-unsubscribe", "list-post", "feedback-id")):
        return "a newsletter or a mailing list"
    if head.get("precedence").casefold() in ("bulk", "list", "junk"):
        return "a newsletter or a mailing list"
    if (automatic and not automatic.startswith("no")) or head.get("x-autoreply") or head.get("x-autorespond"):
        return "an automatic answer"
    return ""


def _interaction(head: MailHead, me: frozenset[str], today: dt.date) -> ImportedInteraction | LeftOut:
    day = head.date
    if day is None or day.year < _FIRST_YEAR or day > today + dt.timedelta(days=1):
        return LeftOut(f"no date that can be: {head.get('date')[:60]!r}", head.record)
    name, sender = head.addresses("from")[0]
    receivers = head.addresses("to", "cc", "bcc")
    if len(receivers) > MOST_PEOPLE:
        return LeftOut(f"a mail to {len(receivers)} people", head.record)
    from_me = sender in me
    pairs = receivers if from_me else [(name, sender)]
    people: dict[str, Party] = {}
    for name, address in pairs:
        if address not in me and not _ROBOT.match(address):
            people.setdefault(address, Party(name, address))
    if not people:
        return LeftOut("written to oneself, or to nobody", head.record)
    kind = "message" if "chat" in head.labels else "email"
    direction: Direction | None = ("me" if from_me else "them") if me else None
    return ImportedInteraction(
        min(day, today), kind, direction, tuple(people.values()), "mail", head.record, head.text("subject")
    )


def _count(found: ImportedInteraction, head: MailHead, me: frozenset[str], known: dict[str, _Known]) -> None:
    receivers = {address for _, address in head.addresses("to")}
    for party in found.people:
        one = known.setdefault(party.email, _Known(record=found.record))
        if party.name:
            one.names[party.name] += 1
        if found.direction == "me":
            one.sent += 1
        else:
            one.received += 1
            one.direct += bool(receivers & me)


def _person(address: str, known: _Known) -> ImportedPerson:
    name = max(known.names, key=lambda said: (" " in said, known.names[said], said), default="")
    split = split_name(name)
    return ImportedPerson(
        name=name,
        given=split.given,
        family=split.family,
        emails=(address,),
        source="mail",
        record=known.record,
        nickname=split.nickname,
        maiden_name=split.maiden,
        sent=known.sent,
        received=known.received,
    )
