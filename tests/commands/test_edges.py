"""Every property that links a contact ties two people, seen from both ends."""

import json

import pytest


@pytest.fixture
def net(vault):
    ana = "---\nsister: '[[Jo Park]]'\nplays chess with: ['[[Ben Okoye|Ben]]']\n---\n"
    vault.write("People/Ana Ruiz.md", ana)
    vault.write("People/Jo Park.md", '---\nparent: "[[Old Park]]"\n---\n')
    vault.write("People/Old Park.md", "---\nknows: [[Far Away]]\n---\n")
    vault.write("People/Ben Okoye.md", '---\npartner: "[[Mia Solis]]"\n---\n')
    vault.write("People/Mia Solis.md", '---\npartner: "[[Ben Okoye]]"\ntutor: "[[Far Away]]"\n---\n')
    vault.write("Daily/2026-10-01.md", "Lunch with [[Ana Ruiz]].\nCalled [[Mia Solis]].\n")
    return vault


def ways(vault, name, *options):
    return vault.run_quickly("find", "--who-knows", name, *options).out.splitlines()


def test_show_has_ties_from_both_ends_each_once(net):
    assert "  sibling: Ana Ruiz\n  parent" not in net.run_quickly("show", "Old Park").out
    assert "Ties\n  child: Jo Park" in net.run_quickly("show", "Old Park").out
    assert "Ties\n  parent: Old Park\n  sibling: Ana Ruiz\n" in net.run_quickly("show", "Jo Park").out
    ben = net.run_quickly("show", "Ben Okoye").out
    assert ben.count("Mia Solis") == 1
    assert "Named by\n  Ana Ruiz: plays_chess_with" in ben
    one = json.loads(net.run_quickly("show", "Old Park", "--json").out)
    assert one["edges"] == []
    assert one["ties"] == [
        {"name": "child", "contact": "People/Jo Park.md", "said_in": "People/Jo Park.md", "said_as": "parent"}
    ]


def test_inverses_are_named_in_settings_in_either_direction(net):
    net.write(
        "vaulttool.md",
        "---\npeople_folders: People\n"
        "inverse_edges: ['Plays chess with: chess partner', 'elder: parent']\n---\n",
    )
    assert "chess partner: Ana Ruiz" in net.run_quickly("show", "Ben Okoye").out
    assert "elder: Jo Park" in net.run_quickly("show", "Old Park").out


def test_the_ways_to_somebody_lead_through_people_whom_one_has_met(net):
    assert ways(net, "Old Park") == [
        "Old Park",
        "  Ana Ruiz is sibling of Jo Park, Jo Park is child of Old Park; last contact 2026-10-01",
    ]
    assert ways(net, "Jo") == ["Jo Park", "  Ana Ruiz is sibling of Jo Park; last contact 2026-10-01"]
    said = json.loads(net.run_quickly("find", "--who-knows", "Jo", "--json").out)
    assert said["through"] == "People/Ana Ruiz.md" and said["steps"][0]["to"] == "People/Jo Park.md"


def test_somebody_without_a_note_is_found_by_the_notes_that_link_them(net):
    assert ways(net, "far away") == [
        "far away (no note)",
        "  Mia Solis names far away (tutor); last contact 2026-10-01",
        "  Ana Ruiz is sibling of Jo Park, Jo Park is child of Old Park, Old Park names far away (knows); "
        "last contact 2026-10-01",
    ]


def test_a_filter_says_through_whom_and_nobody_is_said(net):
    net.write("People/Ana Ruiz.md", net.read("People/Ana Ruiz.md").replace("---\ns", "---\ncircle: close\ns"))
    assert ways(net, "Far Away", "--circle", "close")[1].startswith("  Ana Ruiz")
    assert ways(net, "Jo", "--circle", "inner") == ["Jo Park", "  No note says who else knows them."]
    assert "Nobody here is called" in net.run_quickly("find", "--who-knows", "Who", code=1).err
    assert "--who-knows" in net.run_quickly("find", code=2).err


def test_households_introductions_and_who_introduced_are_ways_too_the_dead_are_not(vault):
    vault.write("People/Ana Ruiz.md", '---\nhousehold: "[[Leo Ruiz]]"\n---\n')
    vault.write("People/Leo Ruiz.md", "---\nrole: x\n---\n")
    vault.write("People/Ben Okoye.md", '---\nintroduced_by: "[[Ana Ruiz]]"\nkept_apart: "[[Zed Low]]"\n---\n')
    vault.write("People/Cy Dorn.md", '---\ndied: 2020\nfriend: "[[Leo Ruiz]]"\n---\n')
    vault.write("People/Zed Low.md", "---\nrole: x\n---\n")
    vault.write("Daily/2026-09-01.md", "Lunch with [[Ana Ruiz]].\nLunch with [[Cy Dorn]].\n")
    vault.write("Daily/2026-09-03.md", "Introduced [[Ben Okoye]] to [[Zed Low]] over coffee.\n")
    assert ways(vault, "Leo") == ["Leo Ruiz", "  Ana Ruiz lives with Leo Ruiz; last contact 2026-09-01"]
    ben = ways(vault, "Ben")
    assert "  Ana Ruiz introduced Ben Okoye to you; last contact 2026-09-01" in ben


def test_two_whom_an_edge_joins_are_not_introduced(vault):
    seeker = "---\nneeds: [a flat in Ghent]\n{}---\n"
    vault.write("People/Ana Ruiz.md", seeker.format(""))
    vault.write("People/Ben Okoye.md", "---\noffers: [a flat in Ghent]\n---\n")
    vault.write("Daily/2026-11-20.md", "Lunch with [[Ana Ruiz]].\nLunch with [[Ben Okoye]].\n")
    vault.run_quickly("intro", "Ana", "Ben", "--dry-run")
    vault.write("People/Ana Ruiz.md", seeker.format('plays chess with: "[[Ben Okoye]]"\n'))
    assert "know each other already" in vault.run_quickly("intro", "Ana", "Ben", code=1).err


def test_presence_is_never_assumed_for_the_other_of_a_household(vault):
    vault.write("People/Ana Ruiz.md", '---\nhousehold: "[[Leo Ruiz]]"\n---\n')
    vault.write("People/Leo Ruiz.md", '---\nhousehold: "[[Ana Ruiz]]"\n---\n')
    vault.write("Daily/2026-10-01.md", "Lunch with [[Ana Ruiz]].\n")
    vault.run_quickly("update", "--yes")
    assert vault.property("People/Ana Ruiz.md", "last_contact") == "2026-10-01"
    assert vault.property("People/Leo Ruiz.md", "last_contact") is None
    wishes = vault.run_quickly("wishes", "--json").out
    assert json.loads(wishes)["text"].count("^vt-") == 1
