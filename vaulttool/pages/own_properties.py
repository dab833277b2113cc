"""The properties of a person's note for templates: `{{ choice.properties.favourite_tea }}`."""

from collections.abc import Mapping

from vaulttool.network.property_value import text_of
from vaulttool.notes.front_matter import fold_name
from vaulttool.pages.escape import list_item


class OwnProperties(dict[str, str]):
    """Gives any property by its name, compared folded, as a text safe in a line; "" where there is none."""

    def __init__(self, said: Mapping[str, object]) -> None:
        super().__init__()
        self._said = said

    def __missing__(self, name: str) -> str:
        return list_item(text_of(self._said.get(fold_name(name))))
