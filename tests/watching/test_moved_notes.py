"""People and folders that are renamed or moved under the daemon: seals and generated pages follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from vaulttool.notes.block_items import still_made

from daemons import Turned, meeting, person

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Turned]
AGENDA = "Agenda/2026-W48.md"
TALK = "Meetings/2026-10-20 Talk.md"


@pytest.fixture
def planned(vault: Vault) -> Vault:
    """Two people, and the agenda of the week with a lunch with one of them."""
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: en\n---\n")
    for name in ("Ana Ruiz", "Bo Lund"):
        vault.write(f"People/{name}.md", person(name, "cadence: 2 weeks\n") + "\n- 2026-10-21 called her\n")
    vault.write(TALK, meeting("Ana Ruiz", "Bo Lund", day="2026-10-20"))
    vault.run("agenda")
    assert "- [ ] Lunch with [[Ana Ruiz]]." in vault.read(AGENDA)
    return vault


def rename(daemon: Turned, old: str, new: str) -> None:
    place = daemon.vault.root / new
    place.parent.mkdir(parents=True, exist_ok=True)
    (daemon.vault.root / old).rename(place)
    daemon.settle(old, new)
    daemon.wait(30)


def test_links_in_generated_pages_follow_a_person_who_is_renamed(planned: Vault, turned: Start) -> None:
    typed = "\nMy own line about [[Ana Ruiz]].\n"
    planned.write(AGENDA, planned.read(AGENDA) + typed)
    before = planned.read(AGENDA)
    daemon = turned()
    rename(daemon, "People/Ana Ruiz.md", "People/Ana Sol.md")
    after = planned.read(AGENDA)
    assert after.endswith(typed)  # what stands outside of our own marks is the person's
    ours = after.removesuffix(typed)
    assert "[[Ana Ruiz]]" not in ours and "[[Ana Sol" in ours
    assert ours.count("\n") == before.removesuffix(typed).count("\n")
    assert daemon.said(f"{AGENDA}: links to Ana Ruiz, which moved") == 1
    daemon.wait(120)
    assert planned.read(AGENDA) == after
    assert planned.property("People/Ana Sol.md", "last_contact_note") == '"[[Ana Sol|2026-10-21]]"'


def test_what_was_generated_is_still_known_as_such(planned: Vault, turned: Start) -> None:
    daemon = turned()
    rename(daemon, "People/Ana Ruiz.md", "People/Ana Sol.md")
    planned.write(TALK, planned.read(TALK).replace("Ana Ruiz", "Ana Sol"))  # as Obsidian does it
    daemon.settle(TALK)
    daemon.daemon.end()
    planned.run("agenda")
    text = planned.read(AGENDA)
    items = [line for line in text.splitlines() if "[[Ana Sol" in line and "^vt-" in line]
    assert "Ana Ruiz" not in text
    assert len(items) == len({line.split("^vt-")[0] for line in items})  # none is kept a second time


def test_links_by_name_stay_as_they_are_where_a_folder_moves(planned: Vault, turned: Start) -> None:
    before = planned.read(AGENDA)
    daemon = turned()
    seal = planned.property("People/Ana Ruiz.md", "last_contact_note")
    (planned.root / "Meetings").rename(planned.root / "Talks")
    daemon.settle("Meetings", "Talks")
    daemon.wait(30)
    assert planned.read(AGENDA) == before
    assert planned.property("People/Ana Ruiz.md", "last_contact_note") == seal
    rename(daemon, "People/Bo Lund.md", "People/Friends/Bo Lund.md")
    assert planned.read(AGENDA) == before
    assert planned.property("People/Friends/Bo Lund.md", "last_contact") == "2026-10-21"


def test_a_person_who_is_deleted_changes_no_page(planned: Vault, turned: Start) -> None:
    before = planned.read(AGENDA)
    daemon = turned()
    planned.remove("People/Ana Ruiz.md")
    daemon.settle("People/Ana Ruiz.md")
    daemon.wait(30)
    assert planned.read(AGENDA) == before


def test_only_what_was_generated_before_is_known_as_generated_after() -> None:
    before = ["- [ ] Write to [[Ana]] ^vt-1", "- [ ] typed over [[Ana]] ^vt-2"]
    after = [line.replace("Ana", "Ana Sol") for line in before]
    assert still_made(before, after) == after
    from vaulttool.notes.block_items import Listed, is_rewritten, made_line, take_apart

    made = made_line([part for part in take_apart(before[:1])[0] if isinstance(part, Listed)])
    parts, digests = take_apart(still_made([*before, made], [*after, made]))
    assert [is_rewritten(part, digests) for part in parts if isinstance(part, Listed)] == [False, True]
