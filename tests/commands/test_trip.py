"""A note of a trip: the agenda of those days proposes who lives there."""

import pytest

AGENDA = "Agenda/2026-W48.md"
SETTINGS = "---\ntype: vaulttool-settings\ndaily_folder: Daily\npeople_folders: [People]\n---\n"


@pytest.fixture
def trip(people):
    people.write(
        "vaulttool.md", "---\ntype: vaulttool-settings\ndaily_folder: Daily\npeople_folders: [People]\n---\n"
    )
    people.write("People/Alice Martin.md", "---\ncity: Marseille\ncircle: wide\n---\n")
    people.write("People/Bruno Stein.md", "---\ncity: Marseille 8e\n---\n")
    people.write("People/Bruno Keller.md", "---\ncity: Lyon\n---\n")

    def write(first="2026-11-25", last="2026-11-27", place="Marseille", kind="trip"):
        people.write("Trips/South.md", f"---\ntype: {kind}\nplace: {place}\nfrom: {first}\nto: {last}\n---\n")
        people.run_quickly("agenda")
        text = people.read(AGENDA)
        return text.partition("**In ")[2].partition("\n\n")[0].split("\n")

    people.trip = write
    return people


def names_in(lines):
    return [line.partition("[[")[2].partition("]]")[0] for line in lines if line.startswith("- [ ]")]


def test_the_agenda_proposes_who_lives_there(trip):
    lines = trip.trip()
    assert lines[0] == "[[South|Marseille]], 25 to 27 November.** These people live there."
    assert names_in(lines) == ["Alice Martin", "Bruno Stein"]
    assert "It has been ." not in trip.read(AGENDA)


@pytest.mark.parametrize(
    "about",
    [
        {"first": "2026-11-30", "last": "2026-12-02"},
        {"first": "2026-11-20", "last": "2026-11-23"},
        {"first": "2026-11-27", "last": "2026-11-25"},
        {"place": "Seille"},
        {"place": "New Marseille"},
        {"place": ""},
        {"kind": "note"},
        {"first": "soon"},
    ],
)
def test_another_week_another_place_or_no_trip_proposes_nobody(trip, about):
    assert names_in(trip.trip(**about)) == []


@pytest.mark.parametrize(
    "about",
    ["status: resting", "status: archived", "died: 2020-01-01", "private: true", "snooze_until: 2027-01-01"],
)
def test_of_whom_nothing_may_be_asked_is_left_out(trip, about):
    trip.write("People/Alice Martin.md", f"---\ncity: Marseille\n{about}\n---\n")
    lines = trip.trip()
    assert names_in(lines) == ["Bruno Stein"]
    assert "Alice" not in trip.read(AGENDA)


def test_a_tick_logs_it(trip):
    trip.trip()
    text = trip.read(AGENDA)
    trip.write(AGENDA, text.replace("- [ ] Lunch with [[Bruno Stein]]", "- [x] Lunch with [[Bruno Stein]]"))
    trip.run_quickly("apply")
    assert trip.read("Daily/2026-11-24.md") == "- Lunch with [[Bruno Stein]]\n"
    assert trip.property("People/Bruno Stein.md", "last_contact") == "2026-11-24"


def test_french_agendas_say_it_in_french(trip):
    trip.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\nagenda_folder: Agenda\n---\n")
    trip.trip(kind="voyage")
    said = trip.read(AGENDA)
    assert "**[[South|Marseille]], du 25 au 27 novembre.** Vous y connaissez\u00a0:" in said
    assert "Déjeuner avec [[Alice Martin]], à Marseille." in said
