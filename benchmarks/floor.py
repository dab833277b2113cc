"""Measure what a note costs a cold run step by step, on one processor: what no faster rule could save.

    python benchmarks/make_vault.py FOLDER --notes 2000
    python benchmarks/floor.py FOLDER

Each step is done for all notes by itself, what it needs being there: microseconds a note, the best of some
rounds, and how often `open(path, "rb").read()` over the same notes fits into it.
"""

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path

from make_vault import TODAY
from vaulttool.network.recognise import is_contact
from vaulttool.notes.front_matter import read_front_matter, split_front_matter
from vaulttool.notes.parse import decode, parse_text
from vaulttool.vault.facts import read_facts
from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.reader import read_source

ROUNDS = 5


def time_of(step: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        step()
        best = min(best, time.process_time() - start)
    return best


def plain_read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    vault = open_vault(folder, TODAY, str(folder), use_index=False)
    files, reading = vault.walked.files, vault.reading
    reading.languages.make_ready()
    gc.disable()
    sources = [read_source(vault.root, file.on_disk) for file in files]
    texts = [(decode(source.content), source.path) for source in sources]
    found = [(path, read_front_matter(text, path)) for text, path in texts]
    notes = [(text, path, properties) for (text, path), (_, properties) in zip(texts, found, strict=True)]
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("read", lambda: [plain_read(folder / file.on_disk) for file in files]),
        ("careful read and hash", lambda: [read_source(vault.root, file.on_disk) for file in files]),
        ("text, split at line ends", lambda: [decode(one.content).split("\n") for one in sources]),
        ("where the front matter ends", lambda: [split_front_matter(text) for text, _ in texts]),
        ("front matter", lambda: [read_front_matter(text, path) for text, path in texts]),
        ("whether it is a contact", lambda: [is_contact(path, own, reading.rules) for path, own in found]),
        ("lines", lambda: [parse_text(*one) for one in notes]),
        ("all facts", lambda: [read_facts(one.content, one.path, one.hash, reading) for one in sources]),
    )
    read = 0.0
    print("| step | a note | of read |\n|---|---|---|")
    for name, step in steps:
        spent = time_of(step)
        read = read or spent
        print(f"| {name} | {spent / len(files) * 1e6:.0f} µs | {spent / read:.1f} × |", flush=True)


if __name__ == "__main__":
    main()
