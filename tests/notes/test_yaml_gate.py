"""YAML that would stop or fill the process is refused before it is loaded."""

import subprocess
import sys

import pytest
from vaulttool.notes.yaml_gate import MOST_ALIASES, MOST_BYTES, MOST_LEVELS, gate

DEEP = 25_000


@pytest.mark.parametrize(
    "block",
    [
        "",
        "name: Ana Rivera\nlast_contact: 2026-11-02\n",
        "tags: [a, b]\npartner: [[Jo]]\n",
        "a: &x 1\nb: *x\n",
        "broken: [\n",
        "people:\n" + "".join(f"  - Person {n}\n" for n in range(500)),
        "x: " + "[" * (MOST_LEVELS - 1) + "]" * (MOST_LEVELS - 1),
    ],
)
def test_lets_ordinary_front_matter_pass(block: str) -> None:
    assert gate(block) is None


@pytest.mark.parametrize(
    "block",
    [
        "[" * 65 + "]" * 65,
        "{a: " * 65 + "}" * 65,
        "[" * 900,
        "- " * DEEP,
        "? " * DEEP,
        "-\n" + "".join(" " * n + "-\n" for n in range(1, 70)),
    ],
)
def test_c4_refuses_depth_in_each_notation(block: str) -> None:
    assert "deeper" in str(gate(block))


@pytest.mark.parametrize("sign", ["[", "{", "[{", "-\t"])
def test_what_it_lets_pass_as_no_yaml_the_loader_refuses(sign: str) -> None:
    """Newer builds of libyaml end flow collections at 1,000 levels with an error of their own."""
    program = (
        "import yaml\n"
        "from vaulttool.notes.yaml_gate import gate, loader\n"
        f"block = {sign!r} * {DEEP}\n"
        "try: gate(block) or yaml.load(block, Loader=loader())\n"
        "except yaml.YAMLError: pass\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0


def test_refuses_depth_by_indentation() -> None:
    assert "deeper" in str(gate("".join(" " * n + "a:\n" for n in range(MOST_LEVELS + 1))))


def test_refuses_what_is_too_large_in_bytes_not_in_characters() -> None:
    assert gate("x: " + "é" * (MOST_BYTES // 2 - 2)) is None
    assert "1 MB" in str(gate("x: " + "é" * (MOST_BYTES // 2)))


def test_c5_refuses_an_alias_bomb() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, MOST_ALIASES)]
    assert "aliases" in str(gate("\n".join(lines)))


def test_does_not_raise_on_a_lone_surrogate() -> None:
    assert gate("a: *x \ud800") is None


@pytest.mark.parametrize("sign", ["- ", "? "])
def test_c4_loading_what_the_gate_refuses_would_end_the_process(sign: str) -> None:
    """Pins why the gate is there, and that it comes before the loader."""
    program = (
        "import sys, yaml\n"
        "from vaulttool.notes.yaml_gate import gate, loader\n"
        f"block = {sign!r} * {DEEP}\n"
        "if 'gated' in sys.argv and gate(block): sys.exit(7)\n"
        "yaml.load(block, Loader=loader())\n"
    )
    gated = subprocess.run(
        [sys.executable, "-c", program, "gated"], capture_output=True, timeout=60, check=False
    )
    bare = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert gated.returncode == 7
    assert bare.returncode not in (0, 7)
