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

from devices.hand import values_of, without_kept
from devices.walk import COUNTS, Walk
from devices.world import MEETING_DAYS, PEOPLE, Version, World

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


def test_d6_a_day_that_a_merge_garbles_over_midnight_is_mended_when_the_day_has_come_everywhere():
    world = World("merge", [(-1, "", False), (0, "", False)])
    behind, ahead = world.devices
    world.meet(ahead, PEOPLE[0], MEETING_DAYS[2], "Call")
    world.meet(ahead, PEOPLE[0], MEETING_DAYS[4], "Lunch")
    for device in (ahead, behind):
        for path in sorted({*world.server, *device.files}):
            world.receive(device, path, True)
            world.send(device, path)
    garbled = b'last_contact: 2026-11-8\nlast_contact_note: "[[2026-11-8 Lunch|2026-11-8]]"\n---\n# '
    content = ahead.files[PEOPLE[0]].replace(b"---\n# ", garbled)
    for number, device in enumerate(world.devices):
        device.files[PEOPLE[0]] = content
        world.server[PEOPLE[0]] = world.synced[number][PEOPLE[0]] = Version(2, content)
    world.settle(0, True)
    assert world.counts["quarrels over midnight"] == 1
    assert values_of(behind.files[PEOPLE[0]], "last_contact") == [str(MEETING_DAYS[4])]
    assert behind.files == ahead.files


def test_d6_a_seal_whose_key_a_merge_shortened_is_ours_and_words_under_it_are_not():
    note = b"---\ntype: person\nlast_contactnote: %s\n---\n# Ana\n"
    assert without_kept(note % b'"[[Call|2026-11-24]]"') == b"---\ntype: person\n---\n# Ana\n"
    assert without_kept(note % b"her mother rang") == note % b"her mother rang"
    below = b"# Ana\nlast_contactnote: 2026-11-24\n"
    assert below in without_kept(b"---\ntype: person\n---\n" + below)


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
