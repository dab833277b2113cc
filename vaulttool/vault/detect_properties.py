"""Under which names a vault keeps what we know of people."""

import re
from collections import Counter
from collections.abc import Sequence

from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.notes.front_matter import fold_name
from vaulttool.vault.detection import Finding, count_of
from vaulttool.vault.note_sample import SampledNote

_WRITTEN = ("email", "phone", "company", "role", "city", "field", "circle", "cadence", "birthday", "met",
            "introduced_by", "status", "last_contact")  # fmt: skip
"""Properties that we may write, so that it matters under which name."""
_LAST_CONTACT = re.compile(
    r"(?:date)?(?:of)?last(?:date)?(?:contact(?:ed|date)?|interaction|chat|talk(?:ed)?|spoken?|seen|touch|call(?:ed)?|met|"
    r"meeting|conversation|catchup|reachedout|interacted)(?:date|on|at)?|(?:date(?:du|de)?)?derni(?:er|ère|ere)"
    r"(?:contact|échange|echange|appel|rencontre|interaction)|contactedlast|datelastcontacted"
)
_NOT_IT = ("lastcontactnote", "lastcontactbyhand", "lastmet")


def detect_properties(people: Sequence[SampledNote]) -> list[Finding]:
    """Find the vault's own names of our properties, where it has one and not ours."""
    written: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    for note in people:
        for prop in note.front_matter.properties:
            written[fold_name(prop.name)] += 1
            spellings.setdefault(fold_name(prop.name), prop.name)
    own: dict[str, str] = {}
    for ours in _WRITTEN:
        best = _name_in_use(ours, written, len(people))
        if best is not None and best != fold_name(ours):
            own[ours] = spellings[best]
    if not own:
        return []
    told = "; ".join(
        f"{count_of(written[fold_name(name)], 'note')} keep {ours} as {name}" for ours, name in own.items()
    )
    fr = "; ".join(f"{ours} se trouve sous {name}" for ours, name in own.items())
    return [Finding("properties", own, told, fr)]


def _name_in_use(ours: str, written: Counter[str], people: int) -> str | None:
    known = {fold_name(name) for name in PROPERTY_NAMES[ours]}
    if ours == "last_contact":
        known |= {name for name in written if _LAST_CONTACT.fullmatch(name) and name not in _NOT_IT}
    used = [(written[name], name == fold_name(ours), name) for name in known if written[name]]
    if not used:
        return None
    number, _, best = max(used)
    return best if number >= min(2, people) and number * 10 >= people else None
