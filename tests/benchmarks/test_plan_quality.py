"""The planner keeps more ties than the policies of other tools, in a short simulated life."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIVALS = ("fixed reminder", "longest silent", "random")


def figures(*arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "plan_quality.py"), "--json", *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def quick() -> dict:
    return figures("--quick")["150"]


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize("measure", ["in_circles", "alike"])
def test_the_planner_keeps_more_ties_at_equal_effort(quick, rival, measure):
    assert quick["vaulttool"][measure] > quick[rival][measure]


@pytest.mark.parametrize("rival", RIVALS)
def test_no_rival_has_less_effort_than_the_planner(quick, rival):
    for effort in ("touches", "lunches"):
        assert quick[rival][effort] == pytest.approx(quick["vaulttool"][effort], rel=0.02)


def test_the_nearest_get_their_time(quick):
    assert quick["vaulttool"]["near_time"] > max(quick[rival]["near_time"] for rival in RIVALS)


def test_ties_with_a_circle_are_kept_among_hundreds_without():
    lived = figures("--sizes", "400", "--seeds", "2", "--years", "2")["400"]
    for rival in RIVALS:
        assert lived["vaulttool"]["in_circles"] > lived[rival]["in_circles"] + 0.03


def test_the_same_seed_gives_the_same_life():
    asked = ("--sizes", "20", "--seeds", "7", "--years", "1")
    assert figures(*asked) == figures(*asked)
