"""Does the planner keep more ties than what other tools do? Ten simulated years answer.

    python benchmarks/plan_quality.py            # 150, 500, 1,500 contacts, three seeds; minutes
    python benchmarks/plan_quality.py --quick    # 150 contacts, two years, six seeds; seconds

**Equal effort.** A life is lived first by vaulttool's own `plan_week`, with five touches and one lunch a
week at most. What it did each week (it may do less, where nobody is due) is then all that each other policy
has in that week: a *fixed reminder* per contact (the last talk plus the same cadences that vaulttool knows,
set anew by each talk, the oldest first, the next to come where none is due: the best that such a tool can
be), those *longest silent* first, and *random* people. All see the same notes, and nothing else.

**Measures**, means over all weeks. *in circles*: the share of the ties of the four circles that are warm.
*circles alike*: the mean of the shares of each circle, so that the five inner people weigh as much as the
hundred wide ones: a small circle takes as much of a life as a large one (3). *all*: the share of all ties
in the notes, people without any circle included: to be read with care, since an acquaintance is kept by a
word in two years and an inner tie by one a week, so whoever neglects the fifteen nearest keeps the most
heads. *near time*: share of the time that goes to the 15 of the two nearest circles (a lunch 90 minutes, a
mail 20). *lost*, *regained*: ties of the four circles that fell below half of "warm" in a year, and such
ties that became warm again.

**What is assumed**, the sources at the end. The numbers without a source are choices of ours; each policy
lives under the same ones.

- The circles hold 5, 10, 35 and 100 people (1); whoever is beyond the 150 stands in no circle. They are in
  touch weekly, monthly, half-yearly, yearly (2).
- Closeness lies between 0 and 1 and halves with each half-life of silence: a median of 14 and 60 days in
  the two nearest circles, and of 180, 365, 730 days beyond: friendship that is not looked after decays
  within months (4), a bridge to another world within about a year (5); acquaintances fade slowly from
  little. Half-lives differ from person to person (lognormal, 0.35) and last twice as long among relatives,
  who are two in five of the inner, one in ten of the wide circle (4). No policy sees them; the cadences
  that vaulttool and the reminders use are the tool's defaults, which do not fit them.
- An answered mail, a call or a chance meeting adds 0.5 to closeness, a lunch 0.8, a word without answer
  0.15. From 0.25 on a tie is warm, what its circle means; below 0.125 it is lost.
- A warm tie answers nineteen words in twenty, a cold one two in five: a tie that has slept for years is
  worth waking (6), though not everybody answers. On birthdays everybody answers.
- They make the first move too: 26, 6, 1, 0.35 and 0.1 times a year at full closeness, and less as it cools.
  Four of five such messages are answered on the spot; the fifth waits, does little until then, and shows in
  the notes.
- Six in ten live in the same town, the only ones with whom one has lunch, or meets by chance: on average 8,
  3, 1, 0.5 and 0.15 times a year, many never and a few all the time. One such meeting in seven is never
  noted.
- One proposal in ten is "not now": the person is left alone for four weeks, and the next in line is asked.
- Nobody moves, dies, or is met for the first time in these ten years, nobody changes circle, and there are
  no promises and introductions: these would test other things than whom a week's few words go to. That
  circles keep their share of the words while people come and go (7) makes this bearable.

1. Zhou, Sornette, Hill, Dunbar: Discrete hierarchical organization of social group sizes. Proc. R. Soc. B,
   2005.
2. Hill, Dunbar: Social network size in humans. Human Nature, 2003.
3. Sutcliffe, Dunbar, Binder, Arrow: Relationships and the social brain. British Journal of Psychology,
   2012.
4. Roberts, Dunbar: The costs of family and friends. Evolution and Human Behavior, 2011; Managing
   relationship decay. Human Nature, 2015.
5. Burt: Decay functions. Social Networks, 2000; Bridge decay. Social Networks, 2002.
6. Levin, Walter, Murnighan: Dormant ties: the value of reconnecting. Organization Science, 2011.
7. Saramäki and others: Persistence of social signatures in human communication. PNAS, 2014.
"""

import argparse
import json
import statistics
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from policies import POLICIES
from simulated_life import Life, Measures

SIZES = (150, 500, 1_500)
SEEDS = (1, 2, 3)
YEARS = 10
WEEK = (5, 1)
"""Touches and lunches."""

Row = dict[str, float]
COLUMNS = {
    "in_circles": "in circles",
    "alike": "circles alike",
    "all": "all",
    "near_time": "near time",
    "lost": "lost/y",
    "regained": "regained/y",
    "touches": "touches/w",
    "lunches": "lunches/w",
}


def figures(measures: Measures) -> Row:
    """Give the figures of one life, as shares of 1 and as numbers a year or week."""
    weeks = len(measures.efforts)
    years = weeks * 7 / 365.25
    return {
        "in_circles": measures.warm_in_circles / weeks,
        "alike": statistics.mean(warm for circle, warm in measures.warm.items() if circle) / weeks,
        "all": measures.warm_ties / weeks,
        "near_time": measures.near_minutes / max(1, measures.minutes),
        "lost": measures.lost / years,
        "regained": measures.regained / years,
        "touches": sum(touches for touches, _ in measures.efforts) / weeks,
        "lunches": sum(lunches for _, lunches in measures.efforts) / weeks,
    }


def lives(people: int, seed: int, years: int) -> dict[str, Row]:
    """Live the same years by each policy: the planner first, the others with the effort that it took."""
    efforts = [WEEK] * round(years * 365.25 / 7)
    rows = {}
    for name, policy in POLICIES.items():
        measures = Life(people, seed).live(policy, efforts)
        efforts = measures.efforts if name == "vaulttool" else efforts
        rows[name] = figures(measures)
    return rows


def compare(sizes: tuple[int, ...], seeds: tuple[int, ...], years: int) -> dict[int, dict[str, Row]]:
    """Give, by number of contacts and policy, the means over all seeds."""
    asked = list(product(sizes, seeds))
    with ProcessPoolExecutor(max_workers=min(2, len(asked))) as pool:
        lived = dict(
            zip(asked, pool.map(lives, *zip(*asked, strict=True), [years] * len(asked)), strict=True)
        )
    return {
        size: {
            policy: {
                column: statistics.mean(lived[size, seed][policy][column] for seed in seeds)
                for column in COLUMNS
            }
            for policy in POLICIES
        }
        for size in sizes
    }


def table(results: dict[int, dict[str, Row]]) -> str:
    """Give the results as a Markdown table."""
    head = ["contacts", "policy", *COLUMNS.values()]
    lines = [" | ".join(head), " | ".join(["---"] * len(head))]
    for size, rows in results.items():
        for policy, row in rows.items():
            cells = [f"{row[c]:.1%}" if c in ("in_circles", "alike", "all", "near_time") else f"{row[c]:.1f}"
                     for c in COLUMNS]  # fmt: skip
            lines.append(" | ".join([f"{size:,}", policy, *cells]))
    return "\n".join(f"| {line} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the planner with other policies.")
    parser.add_argument("--quick", action="store_true", help="150 contacts, two years, six seeds")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="CONTACTS")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--years", type=int, default=YEARS)
    said = parser.parse_args()
    if said.quick:
        results = compare((150,), (1, 2, 3, 4, 5, 6), 2)
    else:
        results = compare(tuple(said.sizes), tuple(said.seeds), said.years)
    print(json.dumps(results) if said.json else table(results))


if __name__ == "__main__":
    main()
