"""The labelled lines of `en.txt` and `fr.txt`: each is a day's note of its own, among the same people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "names"
PEOPLE = (
    "Ana Ruiz", "Aurore Villiers", "Austin Redgrave", "Avril Santerre", "Bo Lindqvist", "Camille Roussel",
    "Camille Tessier", "Chloé Marchand", "Claire Duvernay", "Constance Morel", "Dev Malhotra",
    "Florence Oakden",
    "George Askew", "George Penhale", "Grace Tillman", "Hope Sandler", "Jasmine Poole", "Jean Moulinier",
    "Jeanne d'Orval", "Marie-Lou Besson", "Marin Cauchois", "Mark Ostler", "May Hollis", "Nancy Wick",
    "Noor el Amrani", "Océane Duroc", "Olivier Brémond", "Paris Whitcombe", "Pierre Lenoir", "Rose Valmont",
    "Tess Winslow", "Tom Abernethy", "Victoria Lane", "Violette Faure", "Will Garrand",
)  # fmt: skip


@dataclass(frozen=True)
class Labelled:
    """One line, and whom it names."""

    place: str
    """"en.txt:12"."""
    text: str
    language: str
    named: frozenset[str]
    """Names of contacts."""
    met: frozenset[str]
    """Those of `named` with whom the user was in touch."""
    unsure: frozenset[str]
    """Names that more than one contact has, where nobody can tell which is meant."""


def labelled() -> Iterator[Labelled]:
    """Give every labelled line."""
    for file in sorted(HERE.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            said, sign, text = line.partition(" | ")
            if not sign or line.startswith(("#", '"')):
                continue
            names = [] if said == "-" else [name.strip() for name in said.split(",")]
            yield Labelled(
                f"{file.name}:{number}",
                re.sub(r"^(?!- )", "- ", text).replace(" ⏎ ", "\n"),
                file.stem,
                frozenset(name.rstrip("+") for name in names if not name.startswith("?")),
                frozenset(name.rstrip("+") for name in names if name[0] != "?" and name.endswith("+")),
                frozenset(name.strip("?+") for name in names if name.startswith("?")),
            )
