"""Who of the people is the user."""

from vaulttool.vault.own_person import MEETINGS, own_person


def meetings(count: int, *always: str, often: str = "") -> dict[str, tuple[int, tuple[str, ...]]]:
    """Make up meetings of three, some of whom are contacts; `often` came to the first nine."""
    return {
        f"{number}.md": (3, (*always, *((often,) if often and number < 9 else ()))) for number in range(count)
    }


def test_who_sat_in_every_meeting_is_the_user() -> None:
    assert own_person(meetings(20, "me.md", often="ana.md")) == "me.md"


def test_two_who_are_always_there_are_told_apart_by_nobody() -> None:
    assert own_person(meetings(20, "me.md", "ana.md")) is None


def test_few_meetings_prove_nothing() -> None:
    assert own_person(meetings(MEETINGS - 1, "me.md")) is None
