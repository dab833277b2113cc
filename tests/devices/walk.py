"""Walks of people, sync programs and daemons over several devices, drawn by hypothesis."""

import datetime as dt
from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from devices.device import Device
from devices.world import MEETING_DAYS, PEOPLE, TYPED_DAYS, World

numbers = st.integers(0, 5)
devices = st.tuples(
    st.sampled_from((0, 0, 0, -1, 1)),
    st.sampled_from(("", "", "", "Meetings")),
    st.sampled_from((False,) * 7 + (True,)),
)
meeting_days, typed_days = st.sampled_from(MEETING_DAYS), st.sampled_from(TYPED_DAYS)
COUNTS: Counter[str] = Counter()
"""Of all walks in this process."""


class Walk(RuleBasedStateMachine):
    """One walk; the world judges each write and each rest."""

    @initialize(
        program=st.sampled_from(("merge", "copies", "git")), devices=st.lists(devices, min_size=2, max_size=3)
    )
    def begin(self, program, devices):
        devices[0] = (devices[0][0], "", devices[0][2])  # One device has everything.
        self.world = World(program, devices)

    def device(self, number: int) -> Device:
        return self.world.devices[number % len(self.world.devices)]

    def note(self, device: Device, number: int, folder: str = "") -> str | None:
        found = sorted(
            path for path in device.files if path.startswith(folder) and ".sync-conflict" not in path
        )
        return found[number % len(found)] if found else None

    @rule(at=numbers, person=numbers, day=meeting_days, kind=st.sampled_from(("Lunch", "Call")))
    def meet(self, at, person, day, kind):
        self.world.meet(self.device(at), PEOPLE[person % 3], day, kind)

    @rule(
        at=numbers,
        which=numbers,
        what=st.sampled_from(("correct", "cancel", "delete", "move", "rename")),
        day=meeting_days,
    )
    def change_meeting(self, at, which, what, day):
        device = self.device(at)
        path = self.note(device, which, "Meetings/")
        if path is None:
            return
        if what == "correct":
            self.world.correct(device, path, day)
        elif what == "cancel":
            self.world.cancel(device, path)
        elif what == "delete":
            self.world.delete(device, path)
        elif what == "move":
            self.world.move(device, path, "Meetings/Old/" + path.rpartition("/")[2], False)
        else:
            self.world.move(device, path, path[:-3] + " again.md", which % 2 == 0)

    @rule(
        at=numbers,
        which=numbers,
        what=st.sampled_from(("line", "top", "log", "city", "clear", "unseal")),
        day=meeting_days,
    )
    def write(self, at, which, what, day):
        device = self.device(at)
        path = self.note(device, which, "People/")
        if path is None:
            return
        if what in ("line", "top"):
            self.world.write_line(device, path, what == "top")
        elif what == "log":
            self.world.log(device, path, day)
        elif what == "city":
            self.world.add_property(device, path, "city")
        else:
            self.world.clear_day(device, path, "last_contact" if what == "clear" else "last_contact_note")

    @rule(at=numbers, which=numbers, day=typed_days)
    def type_day(self, at, which, day):
        path = self.note(self.device(at), which, "People/")
        if path is not None:
            self.world.type_day(self.device(at), path, day)

    @rule(at=numbers, what=st.sampled_from(("person", "together", "undo", "restart", "lose", "leave out")))
    def happen(self, at, what):
        device = self.device(at)
        if what == "person":
            self.world.add_person(device)
        elif what == "together":
            self.world.bring_together(device)
        elif what == "undo":
            self.world.undo(device)
        elif what == "restart":
            device.start()
        elif what == "lose":
            device.lose_state()
        elif at % len(self.world.devices):
            self.world.leave_out(device)

    @rule(at=numbers)
    def run(self, at):
        self.device(at).run(self.world.today)

    @rule(at=numbers, which=numbers, is_newer=st.booleans())
    def sync_one(self, at, which, is_newer):
        device = self.device(at)
        paths = sorted({*self.world.server, *device.files})
        self.world.receive(device, paths[which % len(paths)], is_newer)
        self.world.send(device, paths[which % len(paths)])

    @rule(at=numbers, backwards=st.booleans(), is_newer=st.booleans())
    def sync_all(self, at, backwards, is_newer):
        device = self.device(at)
        for path in sorted({*self.world.server, *device.files}, reverse=backwards):
            self.world.receive(device, path, is_newer)
            self.world.send(device, path)

    @rule(order=numbers, daemons_first=st.booleans())
    def settle(self, order, daemons_first):
        self.world.settle(order, daemons_first)

    @rule()
    def night(self):
        self.world.today += dt.timedelta(days=1)

    def teardown(self):
        if hasattr(self, "world"):
            self.world.settle(0, True)
            COUNTS.update(self.world.counts)
            COUNTS["walks"] += 1
