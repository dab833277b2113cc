"""A vault whose pages are answered by hand, and the command that carries the answers out, in this process."""

import os
from pathlib import Path

from click.testing import CliRunner
from vaulttool.cli.main import vaulttool
from vaulttool.notes.managed_block import replace_block
from vaulttool.notes.problem import VaultError
from vaulttool.pages.item_id import ItemIds

TODAY = "2026-11-24"
MONDAY = "2026-11-23"
REVIEW = "Reviews/2026-W48.md"
AGENDA = "Agenda/2026-W48.md"
BLOCK = {REVIEW: "review", AGENDA: "agenda"}


class Notes:
    """A vault on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ids = {path: ItemIds(f"{name} {MONDAY}") for path, name in BLOCK.items()}
        self.items: dict[str, list[str]] = {REVIEW: [], AGENDA: []}

    def write(self, path: str, text: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def person(self, name: str, *properties: str, folder: str = "People") -> str:
        path = f"{folder}/{name}.md"
        self.write(path, "".join(["---\ntype: person\n", *(f"{line}\n" for line in properties), "---\n"]))
        return path

    def item(self, page: str, text: str, kind: str, path: str, subject: str = "") -> str:
        """Put an item on a page, as it would be generated; gives its id."""
        found = self.ids[page].of(kind, path, subject)
        self.items[page].append(f"- [ ] {text} {found}")
        block = "\n".join(["## Something to decide", *self.items[page]])
        there = self.read(page).encode() if self.exists(page) else b"# A page\n"
        made = replace_block(there, page, BLOCK[page], block)
        assert isinstance(made, bytes)
        self.write(page, made)
        return found

    def answer(self, page: str, item: str, box: str = " ", *words: str, done: str = "") -> None:
        """Answer an item as a person would: a sign in its box, lines under it, what Tasks adds."""
        lines = self.read(page).split("\n")
        at = next(number for number, line in enumerate(lines) if line.endswith(item))
        lines[at] = lines[at].replace("[ ]", f"[{box}]", 1).replace(f" {item}", f"{done} {item}")
        lines[at + 1 : at + 1] = [f"  - {word}" for word in words]
        self.write(page, "\n".join(lines))

    def property(self, path: str, name: str) -> str | None:
        for line in self.read(path).split("\n"):
            key, sign, value = line.partition(":")
            if sign and key == name:
                return value.strip()
        return None

    def snapshot(self) -> dict[str, bytes]:
        return {
            str(file.relative_to(self.root)): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file()
        }

    def run(self, *arguments: str, today: str = TODAY, code: int = 0) -> str:
        """Run a command; gives all that it printed."""
        result = CliRunner().invoke(vaulttool, [*arguments, "--vault", str(self.root), "--today", today])
        if isinstance(result.exception, VaultError):
            assert code == 1, str(result.exception)
            return str(result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == code, result.output
        return result.output

    def under(self, page: str, item: str) -> list[str]:
        """The lines that stand under an item, without indentation."""
        lines = self.read(page).split("\n")
        at = next(number for number, line in enumerate(lines) if line.endswith(item))
        found = []
        for line in lines[at + 1 :]:
            if not line.startswith("  "):
                break
            found.append(line.strip())
        return found


def at_home(home: Path) -> dict[str, str]:
    """Environment with which nothing of the machine's own user is touched."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("VAULTTOOL_", "XDG_"))}
    return kept | {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "STATE", "CONFIG")}
