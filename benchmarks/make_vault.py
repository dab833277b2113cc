"""Make a vault for measuring: the same arguments give the same bytes.

    python benchmarks/make_vault.py FOLDER --notes 20000 --contacts 2000 --seed 1

The shares of the styles are the same at every size, so that times at two sizes can be compared: a tenth
contacts (or as many as asked for), a fifth daily notes, meetings in English and French, weeks, moments, and
the rest long notes about things, some of which link each other. All people are made up.
"""

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from words import ENDINGS, ENGLISH, FIRST, FRENCH, MOTS, STEMS, SUBJECTS, WORDS

TODAY = dt.date(2026, 11, 24)
SHARES = (("daily", 0.20), ("meeting", 0.20), ("reunion", 0.08), ("week", 0.03), ("moment", 0.07))
"""Of all notes that are no contacts; what is left are notes about things."""


class VaultMaker:
    """Writes one vault; every choice comes from one seed."""

    def __init__(self, contacts: int, notes: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = self.names(contacts)
        # Most talks are with few people, as in life: the n-th is met half as often as the one before n/2.
        self.weights = [1 / (number + 3) for number in range(contacts)]
        self.others = notes - contacts
        self.things = [f"{self.random.choice(SUBJECTS)} {number}" for number in range(max(1, notes // 3))]

    def names(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            last = self.random.choice(STEMS) + self.random.choice(STEMS).lower() + self.random.choice(ENDINGS)
            found[f"{self.random.choice(FIRST)} {last}"] = None
        return list(found)

    def notes(self) -> Iterator[tuple[str, str]]:
        """Give path and text of every note."""
        for number, name in enumerate(self.people):
            yield f"People/{name}.md", self.contact(number, name)
        written = 0
        for style, share in SHARES:
            count = round(self.others * share)
            written += count
            for number in range(count):
                yield getattr(self, style)(number)
        for number in range(self.others - written):
            yield self.thing(number)

    def some(self, count: int) -> list[str]:
        return list(dict.fromkeys(self.random.choices(self.people, self.weights, k=count)))

    def prose(self, sentences: int, words: list[str] = WORDS) -> str:
        said = []
        for _ in range(sentences):
            chosen = self.random.choices(words, k=self.random.randint(6, 16))
            said.append(" ".join(chosen).capitalize() + ".")
        return " ".join(said)

    def line(self, sayings: tuple[str, ...], words: list[str] = WORDS) -> str:
        who = self.some(2)
        text = self.random.choice(sayings)
        return text.format(a=f"[[{who[0]}]]", b=f"[[{who[-1]}]]", w=" ".join(self.random.choices(words, k=6)))

    def past(self, number: int, of: int) -> dt.date:
        return TODAY - dt.timedelta(days=1 + number * 7300 // max(of, 7300) + self.random.randrange(5000))

    def contact(self, number: int, name: str) -> str:
        circle = "inner" if number < 5 else "close" if number < 20 else "active" if number < 70 else "wide"
        born = dt.date(1950, 1, 1) + dt.timedelta(days=self.random.randrange(18000))
        lines = ["---", "type: person", "aliases:", f"  - {name.split()[0]} {number}", f"circle: {circle}"]
        lines += [f"email: contact{number}@people.example", f"company: {self.random.choice(STEMS)}works"]
        lines += [f"birthday: {born}", f"field: {self.random.choice(SUBJECTS).lower()}"]
        if self.random.random() < 0.2:
            lines.append(f'introduced_by: "[[{self.some(1)[0]}]]"')
        lines += ["---", "", f"# {name}", "", self.prose(self.random.randint(1, 6)), ""]
        if self.random.random() < 0.3:
            day = self.past(0, 1)
            lines += ["## Log", f"- {day}: lunch, {' '.join(self.random.choices(WORDS, k=5))}", ""]
        return "\n".join(lines)

    def daily(self, number: int) -> tuple[str, str]:
        day = TODAY - dt.timedelta(days=number)
        lines = [f"# {day:%A} {day.day} {day:%B}", "", self.prose(self.random.randint(1, 4)), ""]
        for _ in range(self.random.randint(2, 8)):
            kind = self.random.random()
            if kind < 0.30:
                lines.append(f"- {self.line(ENGLISH)}")
            elif kind < 0.45:
                lines.append(f"- [{self.random.choice(' x')}] {' '.join(self.random.choices(WORDS, k=5))}")
            else:
                lines.append(f"- {self.prose(1)}")
        lines += ["", "## Notes", "", self.prose(self.random.randint(1, 5)), ""]
        if self.random.random() < 0.3:
            lines += [self.line(ENGLISH), ""]
        return f"Daily/{day:%Y}/{day}.md", "\n".join(lines)

    def meeting(self, number: int) -> tuple[str, str]:
        day, who = self.past(number, self.others), self.some(self.random.randint(1, 4))
        lines = ["---", "type: meeting", f"date: {day}", "attendees:"]
        lines += [f'  - "[[{name}]]"' for name in who]
        lines += ["---", "", f"# {self.random.choice(SUBJECTS)}", "", "## Topics", ""]
        lines += [f"- {self.prose(self.random.randint(1, 2))}" for _ in range(self.random.randint(3, 9))]
        lines += ["", "## Decisions", "", self.prose(self.random.randint(2, 6)), ""]
        lines += [f"- [ ] [[{who[0]}]] to send the {self.random.choice(WORDS)}", ""]
        return f"Meetings/{day:%Y}/{day} {self.random.choice(SUBJECTS)} {number}.md", "\n".join(lines)

    def reunion(self, number: int) -> tuple[str, str]:
        day, who = self.past(number, self.others), self.some(self.random.randint(1, 3))
        names = ", ".join(f"[[{name}]]" for name in who)
        lines = [f"# Réunion du {day:%d/%m/%Y}", "", f"**Présents :** {names}", "", "## Ordre du jour", ""]
        lines += [f"- {self.prose(1, MOTS)}" for _ in range(self.random.randint(2, 6))]
        lines += ["", self.line(FRENCH, MOTS), "", self.prose(3, MOTS), ""]
        return f"Réunions/{day} {self.random.choice(SUBJECTS)} {number}.md", "\n".join(lines)

    def week(self, number: int) -> tuple[str, str]:
        monday = TODAY - dt.timedelta(days=TODAY.weekday() + 7 * number)
        year, week, _ = monday.isocalendar()
        lines = [f"# Week {week}", ""]
        for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
            lines += [f"## {name}", "", f"- {self.line(ENGLISH)}", f"- {self.prose(1)}", ""]
        return f"Weeks/{year}-W{week:02d}.md", "\n".join(lines)

    def moment(self, number: int) -> tuple[str, str]:
        day, who = self.past(number, self.others), self.some(1)[0]
        act = self.random.choice(("Lunch", "Coffee", "Call", "Walk"))
        return f"Moments/{day} {act} with {who} {number}.md", f"{self.prose(self.random.randint(2, 8))}\n"

    def thing(self, number: int) -> tuple[str, str]:
        """Make a long note about no one; each third links other such notes, each sixth has code."""
        lines = ["---", f"tags: [{self.random.choice(WORDS)}, {self.random.choice(WORDS)}]", "---", ""]
        for part in range(self.random.randint(2, 8)):
            lines += [f"## {self.random.choice(SUBJECTS)}", "", self.prose(self.random.randint(3, 9)), ""]
            if number % 3 == 0:
                lines += [f"See [[{self.random.choice(self.things)}]] on {self.random.choice(WORDS)}.", ""]
            if number % 6 == 0 and part == 0:
                lines += ["```", *self.random.choices(WORDS, k=6), "```", ""]
        lines += [f"- {self.prose(1)}" for _ in range(self.random.randint(0, 6))]
        name = self.things[number % len(self.things)]
        return f"Library/{number % 40:02d}/{name}{' bis' * (number // len(self.things))}.md", "\n".join(lines)


def make_vault(folder: Path, contacts: int, notes: int, seed: int = 1) -> None:
    """Write the vault into a folder, which is made."""
    (folder / ".obsidian").mkdir(parents=True)
    (folder / ".obsidian" / "app.json").write_text("{}\n", encoding="utf-8")
    made: set[str] = set()
    for path, text in VaultMaker(contacts, notes, seed).notes():
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        (folder / path).write_bytes(text.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--contacts", type=int, help="default: a tenth of the notes")
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    contacts = said.contacts if said.contacts is not None else said.notes // 10
    make_vault(said.folder, contacts, said.notes, said.seed)


if __name__ == "__main__":
    main()
