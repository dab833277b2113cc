"""What the daemon does beside keeping days true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from daemons import ANA, TODAY, Watcher, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

DAY = f"{TODAY}.md"
QUESTIONS = "Inbox/Questions.md"


def test_a_line_appended_to_the_inbox_is_filed(vault: Vault, watch: Callable[..., Watcher]) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write("Inbox.md", "tea with Ana\nbuy milk\n")
    watcher = watch()
    assert until(lambda: vault.read("Inbox.md") == "buy milk\n"), watcher.lines
    with (vault.root / "Inbox.md").open("a") as file:
        file.write("lunch with Ana, her son starts school\n")
    assert until(lambda: vault.read("Inbox.md") == "buy milk\n"), watcher.lines
    assert until(lambda: vault.property(ANA, "last_contact") == TODAY, 20), watcher.lines
    assert vault.read(DAY) == (
        "- tea with [[Ana Ruiz|Ana]]\n- lunch with [[Ana Ruiz|Ana]], her son starts school\n"
    )


def test_a_tick_in_the_note_of_questions_files_the_line(vault: Vault, watch: Callable[..., Watcher]) -> None:
    for name in ("Bo Lund", "Bo Marsh"):
        vault.write(f"People/{name}.md", person(name))
    vault.write("Inbox.md", "tea with Bo\n")
    watcher = watch()
    assert until(lambda: vault.exists(QUESTIONS)), watcher.lines
    page = vault.read(QUESTIONS)
    vault.write(QUESTIONS, page.replace("- [ ] [[Bo Marsh]]", "- [x] [[Bo Marsh]]"))
    assert until(lambda: vault.exists(DAY)), watcher.lines
    assert until(lambda: vault.read("Inbox.md") == ""), watcher.lines
    assert vault.read(DAY) == "- tea with [[Bo Marsh|Bo]]\n"
    assert until(lambda: vault.property("People/Bo Marsh.md", "last_contact") == TODAY, 20), watcher.lines
