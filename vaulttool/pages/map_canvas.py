"""The map as an Obsidian Canvas (JSON Canvas 1.0): what a person moved stays where it is."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from vaulttool.network.circle import CIRCLES
from vaulttool.network.network_map import MapPerson, NetworkMap
from vaulttool.pages.map_id import is_map_id, map_id

_WIDTH, _HEIGHT, _GAP = 240, 80, 30
_WARM, _COOLING, _COLD = "2", "3", "5"
"""Orange, yellow and cyan of the theme; no red for anybody."""
_OURS = frozenset((_WARM, _COOLING, _COLD))
GROUPS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "daily": "Every day", "inner": "Inner circle", "close": "Close", "active": "Active", "wide": "Wide",
        "": "No circle",
    },
    "fr": {
        "daily": "Chaque jour", "inner": "Intimes", "close": "Proches", "active": "Actifs", "wide": "Large",
        "": "Sans cercle",
    },
}  # fmt: skip
"""How the circles are called to a person."""

Item = dict[str, Any]


class WrongCanvas(ValueError):
    """The file is there, and is no canvas."""


def map_canvas(chart: NetworkMap, language: str, before: str = "") -> str:
    """Give the canvas as Obsidian writes it, made anew from `before`: the file's text, "" for none.

    Nodes and edges that are not ours stay as they are; ours keep place, size and a colour of the person's.
    Raises WrongCanvas where `before` is none.
    """
    there = _read(before)
    old = {str(node.get("id")): node for node in there["nodes"]}
    by_file = {node.get("file"): node for node in there["nodes"] if node.get("type") == "file"}
    groups: list[Item] = []
    people: list[Item] = []
    bottom = _lowest(there["nodes"])
    for circle in ("daily", *CIRCLES, ""):
        members = [one for one in chart.people if one.circle == circle]
        if members:
            group, nodes = _group(circle, members, chart, GROUPS[language][circle], bottom)
            kept = old.get(group["id"])
            groups.append({**group, **kept} if kept else group)
            people += [_merged(node, by_file.get(node["file"]) or old.get(node["id"])) for node in nodes]
            bottom = max(bottom, group["y"] + group["height"] + 2 * _GAP)
    ids = {node["file"]: str(node["id"]) for node in people}
    edges = _edges(chart, ids, {str(edge.get("id")): edge for edge in there["edges"]})
    return _written(there, [*groups, *people], edges)


def _group(
    circle: str, members: Sequence[MapPerson], chart: NetworkMap, label: str, top: int
) -> tuple[Item, list[Item]]:
    columns = max(4, math.ceil(math.sqrt(len(members) * 2)))
    rows = math.ceil(len(members) / columns)
    group = {
        "id": map_id(f"circle {circle}"),
        "type": "group",
        "x": 0,
        "y": top,
        "width": columns * (_WIDTH + _GAP) + _GAP,
        "height": rows * (_HEIGHT + _GAP) + _GAP,
        "label": label,
    }
    nodes = [
        {
            "id": map_id(one.path),
            "type": "file",
            "file": one.path,
            "x": _GAP + place % columns * (_WIDTH + _GAP),
            "y": top + _GAP + place // columns * (_HEIGHT + _GAP),
            "width": _WIDTH,
            "height": _HEIGHT,
            **_colour(one, chart),
        }
        for place, one in enumerate(members)
    ]
    return group, nodes


def _colour(one: MapPerson, chart: NetworkMap) -> dict[str, str]:
    if not one.days:
        return {}
    silence = (chart.today - one.days[-1]).days
    ratio = silence / one.cadence_days if one.cadence_days else 0.0
    return {"color": _WARM if ratio <= 1 else _COOLING if ratio <= 2 else _COLD}


def _merged(node: Item, kept: Item | None) -> Item:
    """Keep what is there, a colour that the person chose included; ours follows the silence."""
    if kept is None:
        return node
    merged = {**node, **kept, "file": node["file"]}
    if kept.get("color", "") in ("", *_OURS):
        merged.pop("color", None)
        merged |= {"color": node["color"]} if "color" in node else {}
    return merged


def _edges(chart: NetworkMap, ids: Mapping[str, str], old: Mapping[str, Item]) -> list[Item]:
    found: list[Item] = []
    for tie in chart.ties:
        if tie.kind == "together":
            continue  # hundreds of lines that say little: the page has them
        is_meeting = tie.kind == "introduction"
        edge: Item = {
            "id": map_id(" ".join((tie.kind, ids[tie.one], ids[tie.other], tie.label if is_meeting else ""))),
            "fromNode": ids[tie.one],
            "toNode": ids[tie.other],
            "toEnd": "arrow" if is_meeting else "none",
            "label": tie.label,
            **({"color": _WARM} if is_meeting else {}),
        }
        found.append({**old.get(edge["id"], {}), **edge})
    return found


def _read(text: str) -> dict[str, Any]:
    if not text.strip():
        return {"nodes": [], "edges": []}
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongCanvas("it is no JSON") from error
    if not isinstance(said, dict):
        raise WrongCanvas("it is no object")
    for name in ("nodes", "edges"):
        items = said.setdefault(name, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise WrongCanvas(f'"{name}" is no list of objects')
    return said


def _lowest(nodes: Sequence[Item]) -> int:
    """Give where there is room below all that stands already."""
    ends = [
        node["y"] + node["height"]
        for node in nodes
        if isinstance(node.get("y"), int) and isinstance(node.get("height"), int)
    ]
    return max(ends) + 2 * _GAP if ends else 0


def _written(there: Mapping[str, Any], ours: Sequence[Item], edges: Sequence[Item]) -> str:
    """Write as Obsidian does: tabs, one item a line. What is ours and has no place any more goes."""
    nodes = _updated(there["nodes"], ours)
    ids = {node.get("id") for node in nodes}
    whole = [
        edge
        for edge in _updated(there["edges"], edges)
        if not is_map_id(str(edge.get("id"))) or {edge.get("fromNode"), edge.get("toNode")} <= ids
    ]
    rest = "".join(
        f",\n\t{_json(name)}:{_json(value)}"
        for name, value in there.items()
        if name not in ("nodes", "edges")
    )
    return f'{{\n\t"nodes":{_rows(nodes)},\n\t"edges":{_rows(whole)}{rest}\n}}'


def _updated(there: Sequence[Item], ours: Sequence[Item]) -> list[Item]:
    """Put each of ours in its place, new ones last; what is not ours stays as it is."""
    by_id = {str(item["id"]): item for item in ours}
    kept = [
        by_id.pop(str(item.get("id")), item)
        for item in there
        if str(item.get("id")) in by_id or not is_map_id(str(item.get("id")))
    ]
    return [*kept, *by_id.values()]


def _rows(items: Sequence[Item]) -> str:
    return "[\n\t\t" + ",\n\t\t".join(map(_json, items)) + "\n\t]" if items else "[]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
