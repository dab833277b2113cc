"""How well people of many sources are linked: nicknames, maiden names, initials, namesakes, families, movers.

Run: pip install 'vaulttool[import]' and python benchmarks/match_hard.py [PEOPLE [SEED]]. All are made up.

Two sets with the same hard people. "even": two to four of LinkedIn, an address book, mail, an old network and
a calendar, each as often as the others. "usual": two to four in the shares in which one person's sources know
them: LinkedIn (name, company and profile, seldom an address) six in ten, a phone (name and number, sometimes
company or address) six, mail (name and address) six, a calendar three, an old network one; who writes
and who is invited has the same address as a rule. The second line of each says the recall by what the two
records of a true pair have in common: a third of the pairs share nothing but a name, and who links those
without asking links namesakes.
"""

import random
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from match_febrl import answer, measure
from vaulttool.exchange.identity import Identity, identity
from vaulttool.exchange.linking import link
from vaulttool.exchange.matching import compare
from vaulttool.exchange.names import split_name
from vaulttool.exchange.records import ImportedPerson

GIVEN = (
    "Robert", "William", "Elizabeth", "Katherine", "Emmanuel", "Jean-Pierre", "Marie", "Émilie",
    "Thomas", "Alexander", "Margaret", "Joseph", "Anna", "Sophie", "Luc", "François", "Hélène",
    "Michael", "Daniel", "Susan", "Jürgen", "Johannes", "Ana", "Luis", "José", "María", "Nicolas",
    "Camille", "Zoé", "Paul",
)  # fmt: skip
SHORT = {
    "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Katherine": "Kate", "Emmanuel": "Manu",
    "Alexander": "Alex", "Margaret": "Peggy", "Joseph": "Joe", "Michael": "Mike", "Daniel": "Dan",
    "Susan": "Sue", "Johannes": "Hannes", "Thomas": "Tom", "Nicolas": "Nico",
}  # fmt: skip
FAMILY = (
    "Müller", "Martin", "Durand", "Lefèvre", "Le Gall", "van den Berg", "García", "Ruiz", "Lee",
    "Smith", "Nguyen", "Moreau", "Schmidt", "Weber", "Rossi", "O'Brien", "Kowalski", "Novák", "Jensen",
    "Dubois", "Petit", "Roux", "Fontaine", "Keller", "Baumann", "Ferrari", "Silva", "Santos", "Murphy",
    "Clarke",
)  # fmt: skip
FIRST = (
    "Bau", "Mar", "Ler", "Hof", "Kel", "Ros", "Ber", "Fon", "Dur", "Lam", "Vil", "Gau", "Nor", "Sel",
    "Wit", "Tor",
)  # fmt: skip
LAST = (
    "mann", "tin", "oux", "stein", "ler", "setti", "nard", "taine", "and", "bert", "lard", "thier",
    "din", "ver", "tler", "res",
)  # fmt: skip


@dataclass
class One:
    key: int
    given: str
    family: str
    birth_family: str
    company: str
    old_company: str
    private: str
    work: str
    phone: str
    birthday: str
    slug: str


def plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in marks if sign.isalnum() and sign.isascii()).lower()


def person(key: int, rng: random.Random, like: One | None) -> One:
    """Make somebody; `like` is a namesake, or (one in three) somebody of the same house."""
    given, house = rng.choice(GIVEN), like is not None and rng.random() < 0.33
    family = rng.choice(FAMILY) if rng.random() < 0.4 else rng.choice(FIRST) + rng.choice(LAST)
    if like is not None:
        family, given = (
            like.family,
            rng.choice([g for g in GIVEN if g != like.given]) if house else like.given,
        )
    company, old = (
        f"{rng.choice(FIRST)}{rng.choice(LAST)} {rng.choice(FIRST)}{rng.choice(LAST)} {form}"
        for form in rng.sample(("SA", "GmbH", "Ltd"), 2)
    )
    name = f"{plain(given)}.{plain(family)}"
    return One(
        key, given, family,
        rng.choice(FAMILY) if rng.random() < 0.1 else "", company, old,
        f"{name}{key}@gmail.com", f"{name}@{plain(company.rpartition(' ')[0])}.example",
        like.phone if house and like else f"+336{rng.randrange(10**8):08}",
        f"{rng.randrange(1940, 2002)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}", f"{name}-{key:x}",
    )  # fmt: skip


USUAL = {"linkedin": 0.6, "vcard": 0.6, "mail": 0.6, "calendar": 0.3, "viadeo": 0.1}


def records(one: One, rng: random.Random, mix: str) -> list[ImportedPerson]:
    """Give what two to four sources say of somebody, each in its own way."""
    made = {
        "linkedin": {"company": one.company, "urls": (f"https://linkedin.com/in/{one.slug}",),
                         "emails": (one.work,) if rng.random() < 0.25 else ()},
        "vcard": {"emails": tuple(e for e in (one.private, one.work) if rng.random() < 0.7),
                      "phones": (one.phone,),
                      "birthday": one.birthday if rng.random() < 0.4 else "",
                      "company": one.company if rng.random() < 0.4 else ""},
        "mail": {"emails": (one.work if rng.random() < 0.4 else one.private,)},
        "viadeo": {"company": one.old_company if rng.random() < 0.5 else one.company,
                       "emails": (one.private,) if rng.random() < 0.6 else ()},
        "calendar": {"emails": (one.work,)},
    }  # fmt: skip
    chosen = rng.sample(sorted(made), rng.randrange(2, 5)) if mix == "even" else []
    while not 2 <= len(chosen) <= 4:
        chosen = [source for source in sorted(made) if rng.random() < USUAL[source]]
    if mix == "usual" and rng.random() < 0.8:
        made["calendar"] = made["mail"]
    return [said(one, source, made[source], rng) for source in chosen]


def said(one: One, source: str, about: dict[str, object], rng: random.Random) -> ImportedPerson:
    given, family = one.given, one.family
    if rng.random() < 0.2:
        given = SHORT.get(given, given)
    elif source in ("mail", "calendar") and rng.random() < 0.15:
        given = given[0] + "."
    if one.birth_family and source == "viadeo":
        family = one.birth_family
    name = f"{given} {family}"
    if rng.random() < 0.2:
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if rng.random() < 0.1:
        name = f"{family.upper()} {given}"
    split = split_name(name)
    born = one.birth_family if source == "vcard" else ""
    return ImportedPerson(
        name, split.given, split.family, source=source, record=f"{one.key}", maiden_name=born, **about
    )


def kind(first: Identity, second: Identity) -> str:
    """Say what two records of one person have in common."""
    why = compare(first, second).why
    if any(word in why for word in ("the same address", "the same number", "the same profile")):
        return "a key"
    name = "a name" if "the same name" in why else "a name in another form"
    works = any("company" in word for word in why)
    return f"{name} and a company" if works else f"{name} alone"


def by_kind(found: list[Identity], truth: dict[str, str]) -> str:
    """Give a line of the recall by kind of pair: without asking, with questions, and the share of pairs."""
    linked = link(found)
    alone, asked = (
        {key: number for number, group in enumerate(groups) for key in group}
        for groups in (linked.groups, answer(linked, truth))
    )
    people: dict[str, list[Identity]] = defaultdict(list)
    for one in found:
        people[truth[one.key]].append(one)
    all_pairs, sure, with_questions = Counter[str](), Counter[str](), Counter[str]()
    for records_of_one in people.values():
        for first, second in combinations(records_of_one, 2):
            what = kind(first, second)
            all_pairs[what] += 1
            sure[what] += alone[first.key] == alone[second.key]
            with_questions[what] += asked[first.key] == asked[second.key]
    parts = [
        f"{what} ({count / all_pairs.total():.0%} of pairs) {sure[what] / count:.2f}, "
        f"with questions {with_questions[what] / count:.2f}"
        for what, count in sorted(all_pairs.items())
    ]
    right = sum(truth[one.first] == truth[one.second] for one in linked.questions)
    return f"  {'; '.join(parts)}; {right} of {len(linked.questions)} questions are answered with yes"


def main(people: int, seed: int) -> None:
    for mix in ("even", "usual"):
        rng = random.Random(seed)
        everyone: list[One] = []
        for key in range(people):
            like = rng.choice(everyone) if everyone and rng.random() < 0.08 else None
            everyone.append(person(key, rng, like))
        found = [
            (identity(record, "FR"), str(one.key)) for one in everyone for record in records(one, rng, mix)
        ]
        truth = {one.key: key for one, key in found}
        print(mix, measure([one for one, _ in found], truth))
        print(by_kind([one for one, _ in found], truth))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
