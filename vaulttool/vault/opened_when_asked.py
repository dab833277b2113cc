"""Mappings and sequences whose values are made when they are first asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import ItemsView as Items
from typing import Any, TypeVar, overload

Value = TypeVar("Value")
One = TypeVar("One")


class MadeWhenAsked(Mapping[str, Value]):
    """Values by key, each made once, when it is first asked for."""

    def __init__(self, keys: Callable[[], Iterable[str]], make: Callable[[str], Value]) -> None:
        """Take all keys that there may be, in order; `make` raises KeyError for one that is none."""
        self._keys = keys
        self._make = make
        self._made: dict[str, Value] = {}
        self._all: dict[str, Value] | None = None

    def __getitem__(self, key: str) -> Value:
        if key in self._made:
            return self._made[key]
        if self._all is not None:
            raise KeyError(key)
        return self._made.setdefault(key, self._make(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def items(self) -> Items[str, Value]:
        """Give all keys and values."""
        return self._whole().items()

    def values(self) -> ValuesView[Value]:
        """Give all values."""
        return self._whole().values()

    def _whole(self) -> dict[str, Value]:
        if self._all is None:
            found: dict[str, Value] = {}
            for key in self._keys():
                try:
                    found[key] = self._made[key] if key in self._made else self._make(key)
                except KeyError:
                    continue
            self._all = self._made = found
        return self._all


class OpenedWhenAsked(MadeWhenAsked[Value]):
    """Values that are kept closed, each opened when it is first asked for; all keys have one."""

    def __init__(self, closed: Mapping[str, Any], open_one: Callable[[str, Any], Value]) -> None:
        super().__init__(lambda: closed, lambda key: open_one(key, closed[key]))
        self._closed = closed

    def __contains__(self, key: object) -> bool:
        return key in self._closed

    def __iter__(self) -> Iterator[str]:
        return iter(self._closed)

    def __len__(self) -> int:
        return len(self._closed)


class OneOrAll(Mapping[str, Value]):
    """Values that are quick to give one by one, and quicker together where all are asked for."""

    def __init__(self, one: Callable[[str], Value], everything: Callable[[], Mapping[str, Value]]) -> None:
        """`one` raises KeyError where there is none of that key."""
        self._one = one
        self._everything = everything
        self._all: Mapping[str, Value] | None = None

    def __getitem__(self, key: str) -> Value:
        return self._one(key) if self._all is None else self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def items(self) -> Items[str, Value]:
        """Give all keys and values."""
        return self._whole().items()

    def values(self) -> ValuesView[Value]:
        """Give all values."""
        return self._whole().values()

    def _whole(self) -> Mapping[str, Value]:
        if self._all is None:
            self._all = self._everything()
        return self._all


class ListedWhenAsked(Sequence[One]):
    """A list that is made when it is first asked for."""

    def __init__(self, make: Callable[[], Collection[One]]) -> None:
        self._make = make
        self._made: list[One] | None = None

    def _list(self) -> list[One]:
        if self._made is None:
            self._made = list(self._make())
        return self._made

    @overload
    def __getitem__(self, place: int) -> One: ...
    @overload
    def __getitem__(self, place: slice) -> list[One]: ...
    def __getitem__(self, place: int | slice) -> One | list[One]:
        return self._list()[place]

    def __iter__(self) -> Iterator[One]:
        return iter(self._list())

    def __len__(self) -> int:
        return len(self._list())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._list() == list(other)

    __hash__ = None  # type: ignore[assignment]
