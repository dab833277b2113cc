"""The kept inputs, and variations of them, on every target: no promise breaks."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz_targets import CORPUS, TARGETS

FUZZER = Path(__file__).with_name("fuzz.py")
VARIATIONS = {"note": 200, "settings": 150, "template": 200, "imports": 300}
"""So many a target in the default run; 800 for those that are not named."""
LONG_RUNS = {
    "property_edit": 400_000,
    "block": 200_000,
    "name": 150_000,
    "loaders": 100_000,
    "template": 50_000,
    "imports": 50_000,
    "settings": 30_000,
    "note": 30_000,
}
"""A million and more."""
PIECES = (
    b"\n", b"\r", b"---\n", b"...\n", b": ", b"# ", b"- ", b'"', b"'", b"[[", b"]]", b"|\n", b"&a ", b"*a",
    b"{", b"}", b"? ", b"!!python/object:os.system ", b"%%", b"<!--", b"../", b"\x00", b"\x1b[2J",
    b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\x85", b"\xed\xa0\x80", b"\xff",
)  # fmt: skip


def kept(name: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted((CORPUS / name).iterdir())]


def variation(chance: random.Random, inputs: list[bytes]) -> bytes:
    """Give an input with some pieces put in, taken out, or exchanged with those of another."""
    made = bytearray(chance.choice(inputs))
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.choice((0, 0, 1, 3, 10)))
        other = chance.choice(inputs)
        place = chance.randrange(len(other) + 1)
        piece = other[place : place + chance.choice((1, 3, 12, 40))]
        made[start:end] = chance.choice((piece, chance.choice(PIECES), bytes([chance.randrange(256)])))
    return bytes(made)


@pytest.mark.parametrize("name", TARGETS)
def test_kept_inputs_and_variations_break_no_promise(name: str) -> None:
    inputs = kept(name)
    chance = random.Random(20261124)  # each run tries the same ones; the long run looks for others
    tried = [*inputs, *(variation(chance, inputs) for _ in range(VARIATIONS.get(name, 800)))]
    for one in tried:
        try:
            TARGETS[name](one)
        except Exception as error:
            raise AssertionError(f"{name}: {one!r}") from error


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_a_million_inputs_led_by_coverage_break_no_promise(name: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    command = [sys.executable, str(FUZZER), name, str(LONG_RUNS[name]), str(tmp_path / "new")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    [count] = re.findall(r"Done (\d+) runs", done.stderr)
    print(f"{name}: {count} inputs")
    assert int(count) >= LONG_RUNS[name]


def test_every_target_has_kept_inputs_and_a_long_run() -> None:
    assert sorted(TARGETS) == sorted(LONG_RUNS) == sorted(folder.name for folder in CORPUS.iterdir())
    assert all(kept(name) for name in TARGETS)
