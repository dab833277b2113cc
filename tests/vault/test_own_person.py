"""Who of the people is the user."""

from vaulttool.vault.own_person import MEETINGS, own_person


def meetings(count: int) -> dict[str, int]:
    return {f"{number}.md": 3 for number in range(count)}


def test_who_sat_in_every_meeting_is_the_user() -> None:
    sizes = meetings(20)
    attended = [(note, "me.md") for note in sizes] + [(note, "ana.md") for note in list(sizes)[:9]]
    assert own_person(attended, sizes) == "me.md"


def test_two_who_are_always_there_are_told_apart_by_nobody() -> None:
    sizes = meetings(20)
    attended = [(note, who) for note in sizes for who in ("me.md", "ana.md")]
    assert own_person(attended, sizes) is None


def test_few_meetings_prove_nothing() -> None:
    sizes = meetings(MEETINGS - 1)
    assert own_person([(note, "me.md") for note in sizes], sizes) is None


def test_talks_of_two_prove_nothing() -> None:
    sizes = dict.fromkeys(meetings(30), 1)
    assert own_person([(note, "ana.md") for note in sizes], sizes) is None
