"""Which people a command is about: one value for all commands, made of a filter and the short options."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a person asked for; all of it must hold. Empty: everyone."""

    where: str = ""
    """In the language of `network.filter`."""
    circle: str = ""
    tag: str = ""
    city: str = ""
    company: str = ""
    field: str = ""
    status: str = ""
    overdue: bool = False
    ever: bool = False
    """With `company`: now or at any time before."""

    @property
    def is_empty(self) -> bool:
        """Whether it lets everyone through."""
        return dataclasses.replace(self, ever=False) == PeopleFilter()

    @property
    def words(self) -> str:
        """Its values in one line, for the name of a page that is about some people only."""
        said = (self.circle, self.tag, self.city, self.company, self.field, self.status)
        flags = ("overdue" if self.overdue else "", "ever" if self.company and self.ever else "")
        return " ".join(filter(None, (*said, *flags, self.where)))
