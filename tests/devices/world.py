"""Several devices with one vault, a sync program between them, and what is true of it all."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

from vaulttool.network.last_contact import parse_seal
from vaulttool.notes.edit import Edit
from vaulttool.vault.resolution import LinkResolver

from devices.device import Device
from devices.hand import KEPT, values_of, with_line, without_kept, without_line
from devices.text_merge import driver_merge, text_merge

PEOPLE = ("People/Ana Ruiz.md", "People/Bo Lind.md", "People/Cy Moss.md")
FIRST_DAY = dt.date(2026, 11, 24)
MEETING_DAYS = tuple(FIRST_DAY + dt.timedelta(days=n) for n in (-14, -10, -6, -2, 0, 1, 2))
TYPED_DAYS = tuple(FIRST_DAY + dt.timedelta(days=n) for n in (-15, -9, -4, -1))
"""Never days of a meeting, so that one sees who wrote a date."""
MOST_ROUNDS = 20
MOST_ROUNDS_OF_A_QUARREL = 40
"""Where one device is of an older version: the others write three times before they leave a note alone."""


MOST_WRITES = 20
"""Of one device until all is at rest: what the brake against quarrels lets pass for two or three people."""


class Version(NamedTuple):
    """A file as the sync program knows it."""

    number: int
    content: bytes | None
    """None: deleted."""


NEVER = Version(0, None)


class World:
    """Devices and a sync program: "merge" (Obsidian Sync), "copies" (Syncthing) or "git" (git-setup done)."""

    def __init__(self, program: str, devices: list[tuple[int, str, bool]]) -> None:
        """`devices`: days ahead, the folder left out, whether it is of an older version."""
        self.program = program
        self.today = FIRST_DAY
        self.devices = [
            Device("ABC"[number], ahead, leaves_out, is_older, self._watch)
            for number, (ahead, leaves_out, is_older) in enumerate(devices)
        ]
        self.server: dict[str, Version] = {}
        self.synced: list[dict[str, Version]] = [{} for _ in devices]
        self.words: set[str] = set()
        """Typed, and not deleted by the person."""
        self.lost_by_sync: set[str] = set()
        """Words that the sync program's own merge dropped."""
        self.typed: defaultdict[str, set[str]] = defaultdict(set)
        self.has_undone = False
        self.counts: Counter[str] = Counter()
        self._words = 0
        for path in PEOPLE[:2]:
            name = path[7:-3]
            self.server[path] = Version(1, f"---\ntype: person\n---\n# {name}\n{self.word()}\n".encode())
            for number, device in enumerate(self.devices):
                device.files[path] = self.server[path].content or b""
                self.synced[number][path] = self.server[path]

    # What a person types

    def word(self) -> str:
        """Give a word that stands nowhere yet, and is like no other."""
        self._words += 1
        digest = hashlib.blake2b(str(self._words).encode(), digest_size=5).digest()
        word = "".join("bdfgklmnprstvz"[byte % 14] + "aeiou"[byte // 14 % 5] for byte in digest)
        self.words.add(word)
        return word

    def meet(self, device: Device, person: str, day: dt.date, kind: str) -> None:
        """Write the note of a meeting; where it is there already, one more line."""
        path = f"Meetings/{day} {kind}.md"
        if not device.has(path):
            return
        if path in device.files:
            device.files[path] += f"{self.word()}\n".encode()
            return
        lines = f'---\ndate: {day}\nattendees:\n  - "[[{person[7:-3]}]]"\n---\n{self.word()}\n'
        device.files[path] = lines.encode()

    def correct(self, device: Device, path: str, day: dt.date) -> None:
        """Correct the day of a meeting."""
        device.files[path] = with_line(device.files[path], "date", str(day))

    def cancel(self, device: Device, path: str) -> None:
        """Say that a meeting did not take place."""
        device.files[path] = with_line(device.files[path], "status", "cancelled")

    def delete(self, device: Device, path: str) -> None:
        """Delete a note."""
        self._forget_words(device.files.pop(path))
        device.saw_deleted.add(path)

    def move(self, device: Device, path: str, new: str, links_follow: bool) -> None:
        """Rename or move a note, in an editor that mends links or in a file manager."""
        if new in device.files:
            return
        device.files[new] = device.files.pop(path)
        device.saw_deleted.add(path)
        if links_follow:
            old_name, new_name = (one.rpartition("/")[2][:-3].encode() for one in (path, new))
            for other, content in device.files.items():
                device.files[other] = content.replace(b"[[" + old_name + b"|", b"[[" + new_name + b"|")

    def write_line(self, device: Device, path: str, at_top: bool) -> None:
        """Write a line into a note."""
        line = f"{self.word()} {self.word()}\n".encode()
        head, title, rest = device.files[path].partition(b"\n# ")
        if at_top and title:
            named, _, rest = rest.partition(b"\n")
            device.files[path] = head + title + named + b"\n" + line + rest
        else:
            content = device.files[path]
            device.files[path] = content + (b"" if content.endswith(b"\n") else b"\n") + line

    def log(self, device: Device, path: str, day: dt.date) -> None:
        """Write a line of a log into the person's own note."""
        content = device.files[path]
        head = b"" if b"## Log" in content else b"\n## Log\n"
        device.files[path] = content + head + f"- {day}: called, {self.word()}\n".encode()

    def add_property(self, device: Device, path: str, name: str) -> None:
        """Set a property of the person's own."""
        self.words -= set(values_of(device.files[path], name)[:1])
        device.files[path] = with_line(device.files[path], name, self.word())

    def type_day(self, device: Device, path: str, day: dt.date) -> None:
        """Type a date over last_contact."""
        self.typed[path].add(str(day))
        device.files[path] = with_line(device.files[path], "last_contact", str(day))

    def clear_day(self, device: Device, path: str, name: str) -> None:
        """Delete the line of a kept property."""
        device.files[path] = without_line(device.files[path], name)

    def add_person(self, device: Device) -> None:
        """Write the note of one more person."""
        path = PEOPLE[2]
        if path not in device.files:
            device.files[path] = f"---\ntype: person\n---\n# Cy Moss\n{self.word()}\n".encode()

    def bring_together(self, device: Device) -> None:
        """Bring a conflict copy together with its note, as a person would."""
        copy = next(iter(device.copies()), None)
        if copy is None:
            return
        content = device.files.pop(copy.path)
        device.saw_deleted.add(copy.path)
        into = device.files.get(copy.original, b"")
        missing = [line for line in content.split(b"\n") if line and line not in into.split(b"\n")]
        own = [line for line in missing if not re.match(rb"(?:last_contact|date|status|city)\w*:", line)]
        device.files[copy.original] = into + b"".join(line + b"\n" for line in own)
        self._forget_words(b"\n".join(set(missing) - set(own)))

    def undo(self, device: Device) -> None:
        """Take back what vaulttool wrote last on a device."""
        self.has_undone |= device.undo()

    # What happens to a device

    def leave_out(self, device: Device) -> None:
        """Have no meetings any more on a device: its person chose so in the sync program."""
        number = self.devices.index(device)
        gone = [path for path in device.files if path.startswith("Meetings/")]
        if device.leaves_out or any(self._is_changed(number, path) for path in gone):
            return
        device.leaves_out = "Meetings"
        for path in [path for path in self.synced[number] if path.startswith("Meetings/")]:
            device.files.pop(path, None)
            del self.synced[number][path]

    def send(self, device: Device, path: str) -> bool:
        """Send one file, unless another version must be received first; say whether it was new."""
        number = self.devices.index(device)
        base, at_server = self.synced[number].get(path, NEVER), self.server.get(path, NEVER)
        if not device.has(path) or not self._is_changed(number, path) or base.number != at_server.number:
            return False
        self.server[path] = Version(at_server.number + 1, device.files.get(path))
        self.synced[number][path] = self.server[path]
        return True

    def receive(self, device: Device, path: str, is_newer: bool) -> bool:
        """Receive one file; say whether it was new. `is_newer`: the local one, if both changed."""
        number = self.devices.index(device)
        base, remote = self.synced[number].get(path, NEVER), self.server.get(path, NEVER)
        if not device.has(path) or base.number == remote.number:
            return False
        self.synced[number][path] = remote
        local = device.files.get(path)
        if not self._differs(base, local) or local in (remote.content, None):
            self._put(device, path, remote.content)
        elif remote.content is not None:
            before = self._words_in(local) | self._words_in(remote.content)
            self._both_changed(device, path, base.content, local, remote.content, is_newer)
            after = self._words_in(b"".join(device.files.values()))
            self.lost_by_sync |= before - after
        return True

    def _both_changed(
        self, device: Device, path: str, base: bytes | None, local: bytes, remote: bytes, is_newer: bool
    ) -> None:
        self.counts["conflicts"] += 1
        if self.program == "git":
            device.files[path] = driver_merge(base or b"", local, remote)
        elif self.program == "merge":
            if base is None:
                device.files[path] = local if is_newer else remote
            else:
                device.files[path] = text_merge(base, local, remote)
        elif ".sync-conflict-" in path:  # Syncthing makes no conflict copies of conflict copies.
            device.files[path] = local if is_newer else remote
        else:
            stamp = f"20261124-{self.counts['conflicts']:06}-ABCDEF{device.name}"
            copy = f"{path[:-3]}.sync-conflict-{stamp}.md"
            device.files[path], device.files[copy] = (local, remote) if is_newer else (remote, local)

    # What must be true

    def settle(self, order: int, daemons_first: bool) -> None:
        """Let everything arrive and every daemon run until nothing changes; then all is equal and true."""
        devices = self.devices[order % len(self.devices) :] + self.devices[: order % len(self.devices)]
        before = sum(device.writes for device in self.devices)
        most = MOST_ROUNDS_OF_A_QUARREL if any(one.is_older for one in self.devices) else MOST_ROUNDS
        rounds = 1
        while self._round(devices, daemons_first):
            rounds += 1
            assert rounds <= most, "never at rest"
        writes = sum(device.writes for device in self.devices) - before
        self.counts["rests"] += 1
        self.counts["writes"] += writes
        self.counts[f"rests after {rounds:02} rounds"] += 1
        self.counts[f"rests after {writes:02} writes"] += 1
        assert writes <= MOST_WRITES * len(self.devices), f"{writes} writes without a human edit"
        if self._quarrels_over_midnight():
            # Two days are written at once, and a merge garbles them each time, until the brake: told, and
            # over as soon as what has come on one device has come on all.
            self.counts["quarrels over midnight"] += 1
            self.today = MEETING_DAYS[-1] - dt.timedelta(days=min(one.days_ahead for one in self.devices))
            self.settle(order, daemons_first)
            return
        self._check_rest()

    def _quarrels_over_midnight(self) -> bool:
        """Say whether devices fight over a note, because a meeting is today for some of them only."""
        days = {self.today + dt.timedelta(days=device.days_ahead) for device in self.devices}
        if not any(min(days) < day <= max(days) for day in MEETING_DAYS):
            return False
        quarrelled = set.union(*(device.in_quarrel() for device in self.devices))
        wants: defaultdict[str, set[bytes | None]] = defaultdict(set)
        for device in self.devices:
            edits = device.update(self.today + dt.timedelta(days=device.days_ahead)).outcome.edits
            for edit in edits:
                wants[edit.path].add(edit.new)
        return any(len(wants[path]) > 1 for path in quarrelled)

    def _round(self, devices: list[Device], daemons_first: bool) -> bool:
        is_changed = False
        paths = sorted({*self.server, *(path for device in devices for path in device.files)})
        if daemons_first:
            is_changed |= self._run(devices)
        for device in devices:
            for path in paths:
                is_changed |= self.receive(device, path, True)
                is_changed |= self.send(device, path)
            if not daemons_first:
                is_changed |= self._run([device])
        return is_changed

    def _run(self, devices: list[Device]) -> bool:
        before = [device.writes for device in devices]
        for device in devices:
            device.run(self.today)
        return before != [device.writes for device in devices]

    def _check_rest(self) -> None:
        # What is true where it is tomorrow already may wait until it is so everywhere.
        earliest = self.today + dt.timedelta(days=min(device.days_ahead for device in self.devices))
        for device in self.devices:
            for path, version in self.server.items():
                if device.has(path):
                    assert device.files.get(path) == version.content, f"{device.name} differs in {path}"
            if not self.has_undone and not any(one.is_older for one in self.devices):
                update = device.update(earliest)
                assert not update.outcome.edits, f"{device.name} still wants {update.outcome.show}"
        self._check_words()
        self._check_days(earliest)

    def _check_words(self) -> None:
        everything = b"\n".join(
            [content for device in self.devices for content in device.files.values()]
            + [version.content for version in self.server.values() if version.content]
        ).decode()
        lost = {word for word in self.words - self.lost_by_sync if word not in everything}
        assert not lost, f"lost: {lost}"

    def _check_days(self, earliest: dt.date) -> None:
        """No day is older than the newest one that a note proves, wherever that note is.

        A note that a merge left unreadable is told, and left alone.
        """
        if self.has_undone or any(one.is_older for one in self.devices):
            return
        for device in self.devices:
            read, update = device.read(), device.update(earliest)
            self.counts["left alone"] += len(update.left_out)
            proved: defaultdict[str, list[dt.date]] = defaultdict(list)
            for path, talks in read.talks.items():
                proved[path] += [talk.date for talk in talks if talk.date <= earliest]
            for path in {path for path, found in proved.items() if found} - set(update.left_out):
                day = read.contacts[path].last_contact
                assert day is not None and day >= max(proved[path]), f"{path}: {day} < {max(proved[path])}"

    def _watch(self, device: Device, edit: Edit, old: bytes) -> None:
        """Judge one write of ours before it is made."""
        assert edit.new is not None
        assert without_kept(edit.new) == without_kept(old), f"{edit.path}: foreign bytes changed"
        self._watch_typed(device, edit, old)
        days, seals = (values_of(old, name) for name in KEPT[:2])
        seal = parse_seal(seals[0].strip("\"'")) if len(seals) == 1 else None
        new_day = max(values_of(edit.new, "last_contact"), default="")
        if seal is None or days != [str(seal.date)] or new_day >= days[0]:
            return
        self.counts["dates back"] += 1
        here, gone, knew = (
            LinkResolver(paths).resolve(seal.target, edit.path)
            for paths in (device.files, device.saw_deleted, device.ever_seen)
        )
        assert here is not None or gone is not None or (device.leaves_out and knew), (
            f"{device.name} takes {edit.path} back from {days[0]} to {new_day} for want of {seal.target}"
        )

    def _watch_typed(self, device: Device, edit: Edit, old: bytes) -> None:
        """The date that a person typed stays, or a newer one that a person typed."""
        assert edit.new is not None
        typed, kept = (
            {value for name in (KEPT[0], KEPT[2]) for value in values_of(content, name)}
            & self.typed[edit.path]
            for content in (old, edit.new)
        )
        if not typed or typed & kept:
            return
        seals = [parse_seal(text.strip("\"'")) for text in values_of(old, "last_contact_note")]
        here = [one is None or LinkResolver(device.files).resolve(one.target, edit.path) for one in seals]
        if not seals and len(values_of(old, KEPT[0])) > 1 and max(values_of(edit.new, KEPT[0])) > max(typed):
            return  # A merge put a newer date beside it, without its seal.
        dates = {str(one.date) for one in seals if one is not None} | self.typed[edit.path]
        if not set(values_of(old, KEPT[0])) <= dates:
            self.counts["mixed by the merge"] += 1  # It passes for typed, later than the one before.
            return
        # A date beside a seal that is garbled, or that its note disproves, counts as ours: a merge mixes so.
        assert any(here), (
            f"{device.name} drops {typed} in {edit.path}: {old.decode()}\n->\n{edit.new.decode()}"
        )
        self.counts["typed beside a doubtful seal"] += 1

    # Small things

    def _put(self, device: Device, path: str, content: bytes | None) -> None:
        if content is not None:
            device.files[path] = content
        elif device.files.pop(path, None) is not None:
            device.saw_deleted.add(path)

    def _is_changed(self, number: int, path: str) -> bool:
        return self._differs(self.synced[number].get(path, NEVER), self.devices[number].files.get(path))

    @staticmethod
    def _differs(base: Version, local: bytes | None) -> bool:
        return base.content != local

    def _words_in(self, content: bytes) -> set[str]:
        return self.words & set(re.findall(r"[a-z]{10}", content.decode()))

    def _forget_words(self, content: bytes) -> None:
        self.words -= self._words_in(content)


Act = Callable[[World, Device], None]
