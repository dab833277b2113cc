"""How the pages of one vault speak: language, form of address, links, own templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vaulttool.network.network import Network
from vaulttool.pages.escape import wikilink
from vaulttool.pages.language import Language
from vaulttool.pages.render import KeptCode, OwnTemplate, render
from vaulttool.pages.teller import Link, Teller


@dataclass(frozen=True, slots=True)
class Voice:
    """What all pages of a vault have in common, whatever they tell."""

    language: Language
    link: Link = wikilink
    own_templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    """By name ("agenda.md"), used in place of ours."""
    formal: bool = True
    """Whether French pages say "vous" to the user, not "tu"."""

    kept_code: KeptCode | None = None
    """What keeps our own templates as they were compiled."""

    def teller(self, network: Network) -> Teller:
        """Give what tells facts of a network in this voice."""
        return Teller(network, self.language, self.link)

    def render(self, template: str, facts: Mapping[str, Any]) -> str:
        """Give the text of a template; raises VaultError where an own one is wrong."""
        said = {**facts, "vous": self.formal}
        return render(template, said, self.language, self.own_templates, self.kept_code)
