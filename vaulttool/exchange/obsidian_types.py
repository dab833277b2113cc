"""Obsidian's `types.json`: which property is a date, a list, a checkbox."""

import json
from collections.abc import Mapping
from typing import Any


class WrongTypes(ValueError):
    """The file is there, and is not what Obsidian writes."""


def merge_types(text: str, wanted: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Give the file with the types that it lacks, and those of `wanted` that it says otherwise.

    `text` is the file's, "" where there is none. Names are compared without case, as Obsidian does. What is
    there stays, in its order, keys that we do not know included; the form is Obsidian's: two spaces, no line
    end. Raises WrongTypes where the text is no such file.
    """
    said = _object(text)
    types = said.get("types", {})
    if not isinstance(types, dict):
        raise WrongTypes('"types" is no object')
    folded = {str(name).casefold(): kind for name, kind in types.items()}
    missing = {name: kind for name, kind in wanted.items() if name.casefold() not in folded}
    otherwise = {
        name: str(folded[name.casefold()])
        for name, kind in wanted.items()
        if name not in missing and folded[name.casefold()] != kind
    }
    if not missing:
        return text, otherwise
    whole = {**said, "types": {**types, **missing}}
    return json.dumps(whole, ensure_ascii=False, indent=2), otherwise


def _object(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        said = json.loads(text, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise WrongTypes("it is no JSON") from error
    if not isinstance(said, dict):
        raise WrongTypes("it is no object")
    return said


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WrongTypes("a key stands in it twice")
    return found
