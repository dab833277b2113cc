"""What is open between the user and others: words that wait for a reply, things lent and borrowed."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from vaulttool.network.loans import Loan
from vaulttool.network.replies import replies_owed
from vaulttool.network.warmth import may_be_asked_for
from vaulttool.pages.escape import list_item
from vaulttool.pages.teller import Teller

MOST = 4
"""Of each; what is open still will be so in a week."""
_AFTER = dt.timedelta(days=14)
"""Before that a book is being read."""


def open_loops(teller: Teller, named: Collection[str]) -> dict[str, Any] | None:
    """Give what the review tells, without replies to whom the agenda names; None where nothing is open."""
    network = teller.network
    live = [contact for contact in network.contacts.values() if may_be_asked_for(contact, network.today)]
    others = [contact for contact in live if contact.path not in named]
    paths = {contact.path for contact in live}
    old = [
        loan
        for loan in network.loans
        if loan.contact in paths and (loan.since is None or loan.since + _AFTER <= network.today)
    ]
    replies = [
        {
            "who": teller.person(last.contact),
            "ago": teller.language.span((network.today - last.date).days),
            "words": teller.words(last),
            "proof": teller.proof(last),
        }
        for last in replies_owed(network, others)[:MOST]
    ]
    lent = [loan_facts(loan, teller) for loan in old if loan.by == "me"][:MOST]
    borrowed = [loan_facts(loan, teller) for loan in old if loan.by == "them"][:MOST]
    if not replies and not lent and not borrowed:
        return None
    return {"replies": replies, "lent": lent, "borrowed": borrowed}


def loan_facts(loan: Loan, teller: Teller) -> dict[str, Any]:
    """Give one loan: with whom, what, since when."""
    return {
        "who": teller.person(loan.contact),
        "what": list_item(loan.what),
        "proof": teller.note_proof(loan.note, loan.since, (loan.contact,)),
        "by_me": loan.by == "me",
    }
