"""The canvas: Obsidian's form, stable, and what a person arranged stays."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.network_map import network_map
from vaulttool.pages.map_canvas import WrongCanvas, map_canvas
from vaulttool.pages.map_id import is_map_id

from made_up_network import MADE_UP

CHART = network_map(MADE_UP)
CANVAS = map_canvas(CHART, "en")


def nodes(text):
    return {node["id"]: node for node in json.loads(text)["nodes"]}


def test_it_is_a_canvas_that_knows_each_person_once():
    said = json.loads(CANVAS)
    files = [node["file"] for node in said["nodes"] if node["type"] == "file"]
    assert sorted(files) == sorted(one.path for one in CHART.people)
    ids = [item["id"] for item in (*said["nodes"], *said["edges"])]
    assert len(ids) == len(set(ids))
    assert all(is_map_id(one) for one in ids)
    for node in said["nodes"]:
        assert all(type(node[name]) is int for name in ("x", "y", "width", "height"))
    assert said["nodes"][0]["type"] == "group"
    for edge in said["edges"]:
        assert edge["toEnd"] in ("none", "arrow")
        assert {edge["fromNode"], edge["toNode"]} <= set(ids)


def test_a_second_time_changes_no_byte():
    assert map_canvas(CHART, "en", CANVAS) == CANVAS


places = st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999))


@given(st.lists(places, min_size=3, max_size=3), st.sampled_from(["", "1", "#aabbcc"]))
def test_what_a_person_moved_coloured_or_added_stays(where, chosen):
    said = json.loads(CANVAS)
    moved = [node for node in said["nodes"] if node["type"] == "file"][:3]
    for node, (x, y) in zip(moved, where, strict=True):
        node.update(x=x, y=y, width=400, styleAttributes={"shape": "pill"})
        if chosen:
            node["color"] = chosen
    card = {"id": "0123456789abcdef", "type": "text", "text": "mine", "x": 1, "y": 2, "width": 3, "height": 4}
    line = {"id": "fedcba9876543210", "fromNode": card["id"], "toNode": moved[0]["id"]}
    said["nodes"].insert(0, card)
    said["edges"].append(line)
    said["metadata"] = {"version": "1.0"}
    text = json.dumps(said)
    again = map_canvas(CHART, "en", text)
    after = json.loads(again)
    assert after["nodes"][0] == card
    assert line in after["edges"]
    assert after["metadata"] == {"version": "1.0"}
    for node in moved:
        kept = nodes(again)[node["id"]]
        assert {name: kept[name] for name in ("x", "y", "width", "styleAttributes")} == {
            name: node[name] for name in ("x", "y", "width", "styleAttributes")
        }
        assert not chosen or kept["color"] == chosen
    assert map_canvas(CHART, "en", again) == again


def test_a_renamed_person_keeps_the_place_and_one_who_left_goes():
    said = json.loads(CANVAS)
    renamed, gone = [node for node in said["nodes"] if node["type"] == "file"][:2]
    new_path = "People/Somebody New.md"
    people = tuple(
        dataclasses.replace(one, path=new_path) if one.path == renamed["file"] else one
        for one in CHART.people
        if one.path != gone["file"]
    )
    ties = tuple(tie for tie in CHART.ties if not {renamed["file"], gone["file"]} & {tie.one, tie.other})
    chart = dataclasses.replace(CHART, people=people, ties=ties)
    # Obsidian changes the file of a node when the note is renamed in it.
    text = CANVAS.replace(json.dumps(renamed["file"], ensure_ascii=False), json.dumps(new_path))
    after = nodes(map_canvas(chart, "en", text))
    assert after[renamed["id"]]["file"] == new_path
    assert after[renamed["id"]]["x"] == renamed["x"]
    assert gone["id"] not in after


@pytest.mark.parametrize("text", ["{", "[]", '{"nodes": 1}', '{"edges": [1]}', "[" * 100_000])
def test_what_is_no_canvas_is_refused(text):
    with pytest.raises(WrongCanvas):
        map_canvas(CHART, "en", text)
