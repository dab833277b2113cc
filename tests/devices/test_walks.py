"""Several devices come to rest on equal bytes, and nothing that was typed is missing (FAULTS D).

The long run is asked for by name; it takes as many walks as it is told, over all cores:
`VAULTTOOL_SYNC_WALKS=100000 VAULTTOOL_SYNC_SEED=1 pytest -n0 -m long -k sync_walks`.
"""

import multiprocessing
import os
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from devices.walk import COUNTS, Walk

STEPS = 30
PORTION = 100
"""Walks drawn from one seed: hypothesis keeps all of a run in memory."""


def walks(number: int, count: int, shrink: bool = True) -> None:
    machine = seed(number)(type(f"Walk{number}", (Walk,), {}))
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=count,
            stateful_step_count=STEPS,
            database=None,
            deadline=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("number", range(3))
def test_d_devices_come_to_rest(number):
    """D1, D3 to D9: sync in any order, other days, other versions, lost state, merges, conflict copies."""
    walks(number, 20)


def _portion(number: int) -> tuple[int, str, Counter[str]]:
    COUNTS.clear()
    try:
        walks(number, PORTION, shrink=False)
    except BaseException as error:  # A walk that fails must not end the others.
        return number, "".join(_told(error)), Counter(COUNTS)
    return number, "", Counter(COUNTS)


def _told(error: BaseException) -> list[str]:
    inner = getattr(error, "exceptions", (error,))
    return [f"{one!r}\n" + "\n".join(getattr(one, "__notes__", ())) + "\n" for one in inner]


@pytest.mark.long
def test_sync_walks():
    count = int(os.environ.get("VAULTTOOL_SYNC_WALKS", "100000"))
    first = int(os.environ.get("VAULTTOOL_SYNC_SEED", "1000"))
    seconds = float(os.environ.get("VAULTTOOL_SYNC_SECONDS", "inf"))
    total: Counter[str] = Counter()
    failed: list[str] = []
    began = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for number, told, counts in pool.imap_unordered(_portion, range(first, first + -(-count // PORTION))):
            total += counts
            if told:
                failed.append(f"seed {number}: {told}")
                print(failed[-1], flush=True)
            print(f"{total['walks']} walks of {STEPS} steps, {len(failed)} failed", flush=True)
            if time.monotonic() - began > seconds:
                pool.terminate()
                break
    for name, number in sorted(total.items()):
        print(f"{name}: {number}")
    assert not failed
