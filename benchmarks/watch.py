"""Measure the daemon: from an editor's save to the contact's note on the disk, at rest, and over many saves.

    python benchmarks/watch.py                          # 2,000 notes, 200 saves, two minutes
    python benchmarks/watch.py --notes 100000 --saves 100
    python benchmarks/watch.py --soak 100000            # as well: so many saves, memory and descriptors

"event → contact note" begins when a save is finished and ends when the note of the person holds the new
date. A note must rest for `settle_seconds` (0.3) before it is read, so that is part of it; beside it stands
what the file system takes for the writer's own steps in the same moment: two files made durable in the
journal, a temporary made durable, an exchange, and the folders made durable. All lie in a temporary folder
that is removed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from make_vault import TODAY, make_vault
from vaulttool.vault.exchange_files import exchange

PERSON = "---\ntype: person\n---\n# {name}\n\nWords.\n"
MEETING = '---\ndate: {day}\nattendees:\n  - "[[{name}]]"\n---\nWe spoke.\n'


@dataclass
class Daemon:
    """`vaulttool watch` as a process, seen from outside (Linux)."""

    process: subprocess.Popen[str]
    lines: list[str]

    def ticks(self) -> float:
        """Seconds on a processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, name: str = "VmRSS") -> float:
        """Resident memory in MB; `VmHWM` is the most of it so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name)) / 1024

    def descriptors(self) -> int:
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())


def start(root: Path, scratch: Path) -> Daemon:
    environment = {
        **os.environ,
        "VAULTTOOL_STATE": str(scratch / "state"),
        "VAULTTOOL_CACHE": str(scratch / "cache"),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    command = [sys.executable, "-m", "vaulttool", "watch", "--vault", str(root), "--today", TODAY.isoformat()]
    process = subprocess.Popen(
        [*command, "--yes"], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment
    )
    lines: list[str] = []

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            lines.append(line.rstrip())

    threading.Thread(target=listen, daemon=True).start()
    if not until(lambda: process.poll() is not None or any("watching " in line for line in lines), 3600):
        raise SystemExit("not ready within an hour")
    if process.poll() is not None:
        raise SystemExit("\n".join(lines))
    return Daemon(process, lines)


def until(condition: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.001)
    return True


def settle(daemon: Daemon) -> None:
    """Wait until it has done nothing for twenty seconds."""
    spent, since = daemon.ticks(), time.monotonic()
    while time.monotonic() - since < 20:
        time.sleep(1)
        if daemon.ticks() - spent > 0.05:
            spent, since = daemon.ticks(), time.monotonic()


def save(note: Path, text: str) -> float:
    """Save as most editors do: a temporary, then its name. Gives when that was done."""
    fresh = note.with_name(f".{note.name}.editor")
    fresh.write_text(text)
    fresh.replace(note)
    return time.monotonic()


def own_steps(folder: Path) -> float:
    """Give what the file system takes for the steps of one write, in seconds."""
    note, fresh, kept, journal = (folder / f".bench-{name}" for name in ("note", "new", "kept", "journal"))
    note.write_bytes(b"old " * 100)
    began = time.monotonic()
    for file in (fresh, kept, journal):
        with file.open("wb") as opened:
            opened.write(b"new " * 100)
            opened.flush()
            os.fsync(opened.fileno())
    exchange(str(fresh), str(note))
    for place in (folder, folder):
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(descriptor)
        os.close(descriptor)
    took = time.monotonic() - began
    for file in (note, fresh, kept, journal):
        file.unlink()
    return took


def percentiles(seconds: list[float]) -> str:
    if len(seconds) < 2:
        return "too few"
    cut = statistics.quantiles(seconds, n=100, method="inclusive")
    return f"p50 {cut[49] * 1000:,.0f} ms, p99 {cut[98] * 1000:,.0f} ms ({len(seconds)} times)"


def latency(root: Path, names: list[str], moves_out: Path | None = None) -> tuple[list[float], list[float]]:
    """Save a meeting with one person after the other; gives the delays, and the file system's own."""
    delays, own = [], []
    for number, name in enumerate(names):
        person = root / "People" / f"{name}.md"
        own.append(own_steps(root.parent))
        if moves_out is not None:
            (root / "Meetings" / f"Out {number}.md").rename(moves_out / f"{number}.md")
        began = save(root / "Meetings" / f"Bench {name}.md", MEETING.format(day=TODAY, name=name))
        if not until(lambda person=person: f"last_contact: {TODAY}" in person.read_text(), 30):
            raise SystemExit(f"{name} was not written")
        delays.append(time.monotonic() - began)
        time.sleep(0.05)
    return delays, own


def soak(root: Path, daemon: Daemon, saves: int, names: list[str]) -> None:
    """Save so often, notes of meetings and of people, in place and by renaming."""
    folder = root / "Soak"
    folder.mkdir()
    began = time.monotonic()
    for number in range(saves):
        name = names[number % len(names)]
        day = f"2026-{number % 10 + 1:02}-{number % 28 + 1:02}"
        note = folder / f"{day} Talk {number % 50}.md"
        if number % 2:
            save(note, MEETING.format(day=day, name=name))
        else:
            note.write_text(MEETING.format(day=day, name=name))
        if number % max(1, saves // 10) == max(1, saves // 10) - 1:
            spent = time.monotonic() - began
            print(
                f"  after {number + 1:>7,} saves ({spent:,.0f} s): "
                f"{daemon.memory():.1f} MB, {daemon.descriptors()} descriptors",
                flush=True,
            )
    settled = time.monotonic()
    last = root / "Meetings" / "Bench all.md"
    save(last, MEETING.format(day=TODAY, name=names[0]))
    person = root / "People" / f"{names[0]}.md"
    if not until(lambda: f"last_contact: {TODAY}" in person.read_text(), 120):
        raise SystemExit("what was saved last was not written")
    print(f"  the last save was written after {time.monotonic() - settled:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--soak", type=int, default=0, metavar="SAVES")
    parser.add_argument("--idle", type=float, default=60.0, metavar="SECONDS")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), said)


def measure(scratch: Path, said: argparse.Namespace) -> None:
    root, out = scratch / "vault", scratch / "out"
    make_vault(root, said.notes // 10, said.notes)
    out.mkdir()
    (root / "Meetings").mkdir(exist_ok=True)
    names = [f"Bench {number}" for number in range(said.saves + 20 + 4)]
    for name in names:
        (root / "People" / f"{name}.md").write_text(PERSON.format(name=name))
    for number in range(20):
        (root / "Meetings" / f"Out {number}.md").write_text("Words.\n")
    began = time.monotonic()
    daemon = start(root, scratch)
    print(f"{said.notes:,} notes; ready after {time.monotonic() - began:.1f} s")
    settle(daemon)
    print(f"at rest after {time.monotonic() - began:.1f} s: {daemon.memory():.1f} MB", flush=True)
    daemon.process.terminate()
    daemon.process.wait(60)
    began = time.monotonic()
    daemon = start(root, scratch)
    try:
        print(f"started again: ready after {time.monotonic() - began:.1f} s")
        settle(daemon)
        print(
            f"memory at rest: {daemon.memory():.1f} MB, at most {daemon.memory('VmHWM'):.1f} MB; "
            f"{daemon.descriptors()} descriptors",
            flush=True,
        )
        before = daemon.ticks()
        time.sleep(said.idle)
        print(f"at rest for {said.idle:.0f} s: {(daemon.ticks() - before) * 1000:.0f} ms on a processor")
        delays, own = latency(root, names[: said.saves])
        print(f"event → contact note: {percentiles(delays)}")
        print(f"  of that the rest that a note must keep: {0.3 * 1000:.0f} ms")
        print(f"  the file system's own steps beside it: {percentiles(own)}", flush=True)
        delays, _ = latency(root, names[said.saves : said.saves + 20], out)
        print(f"the same while a note moves out of the vault: {percentiles(delays)}", flush=True)
        if said.soak:
            soak(root, daemon, said.soak, names[-4:])
        time.sleep(10)
        print(
            f"memory after it: {daemon.memory():.1f} MB, at most {daemon.memory('VmHWM'):.1f} MB; "
            f"{daemon.descriptors()} descriptors"
        )
    finally:
        daemon.process.terminate()
        print(f"ended with {daemon.process.wait(30)}")


if __name__ == "__main__":
    main()
