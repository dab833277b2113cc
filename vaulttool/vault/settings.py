"""What a vault's owner chose: the values of all settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaulttool.notes.paths import lies_in
from vaulttool.notes.problem import Problem

if TYPE_CHECKING:
    from vaulttool.network.circle import CadenceRules
    from vaulttool.network.recognise import ContactRules
    from vaulttool.notes.day_format import DayFormat

SETTINGS_NOTE = "vaulttool.md"
SETTINGS_TYPE = "vaulttool-settings"
ENVIRONMENT_PREFIX = "VAULTTOOL_"


@dataclass(frozen=True, slots=True)
class Settings:
    """One value a setting; their meaning and checks stand in `settings_table`, in the same order."""

    language: str = "auto"
    address_form: str = "vous"
    me: tuple[str, ...] = ()
    names: str = "ask"
    """count or ask: whether whole names count without a link."""

    people_folders: tuple[str, ...] = ("People",)
    contact_types: tuple[str, ...] = (
        "person",
        "people",
        "contact",
        "personne",
        "relationship",
        "crm-contact",
    )
    contact_tags: tuple[str, ...] = ("person", "people", "contact", "contacts", "personne", "type/person")
    contact_categories: tuple[str, ...] = ("People", "Person", "Contacts", "Personnes")
    properties: Mapping[str, str] = field(default_factory=dict)
    """Our name → the vault's own; in the note `property_NAME: own`."""
    history_heading: str = ""
    """The heading under which a note keeps what it said before; "": History or Historique."""
    inverse_edges: Mapping[str, str] = field(default_factory=dict)
    """Name of an edge → its name from the other end: parent → child."""
    status_words: Mapping[str, str] = field(default_factory=dict)
    """The vault's own word → active, resting, archived, unknown."""
    import_columns: Mapping[str, str] = field(default_factory=dict)
    """Column of an imported table → what it holds."""

    daily_folder: str = ""
    daily_format: str = "YYYY-MM-DD"
    weekly_folder: str = ""
    weekly_format: str = "gggg-[W]ww"
    week_numbering: str = "auto"
    date_locale: str = ""

    templates_folders: tuple[str, ...] = ("Templates",)
    ignore_folders: tuple[str, ...] = ()
    private_folders: tuple[str, ...] = ()
    archive_folder: str = "Archive/People"
    reviews_folder: str = "Reviews"
    agenda_folder: str = "Agenda"
    meetings_folder: str = "Meetings"
    wishes_folder: str = "Wishes"
    introductions_folder: str = "Introductions"
    inbox_folder: str = "Inbox"
    page_templates_folder: str = ""

    calendars: tuple[str, ...] = ()
    import_folders: tuple[str, ...] = ()
    inbox_note: str = "Inbox.md"

    keep_last_met: str = "no"
    keep_due: str = "no"
    weekly_touches: int = 5
    weekly_lunches: int = 1
    cadence_inner: str = "2 weeks"
    cadence_close: str = "2 months"
    cadence_active: str = "6 months"
    cadence_wide: str = "12 months"
    cadence_default: str = "12 months"
    cadence_by_group: Mapping[str, str] = field(default_factory=dict)
    """"#tag" or folder → cadence."""

    settle_seconds: float = 0.3
    deletion_seconds: float = 6.0
    rest_seconds: float = 15.0
    look_every_minutes: int = 60
    journal_days: int = 90

    @property
    def daily(self) -> "DayFormat":
        """The names of daily notes, relative to `daily_folder`."""
        from vaulttool.notes.day_format import DayFormat

        return DayFormat(self.daily_format, self._locale, self._numbering, "day")

    @property
    def weekly(self) -> "DayFormat":
        """The names of weekly notes, relative to `weekly_folder`."""
        from vaulttool.notes.day_format import DayFormat

        return DayFormat(self.weekly_format, self._locale, self._numbering, "week")

    @property
    def _locale(self) -> str:
        return self.date_locale or ("fr" if self.language == "fr" else "en")

    @property
    def _numbering(self) -> str:
        return "" if self.week_numbering == "auto" else self.week_numbering

    def contact_rules(self) -> "ContactRules":
        """Give what recognising contacts needs."""
        from vaulttool.network.recognise import ContactRules

        return ContactRules(
            people_folders=self.people_folders,
            left_out_folders=self.templates_folders,
            types=self.contact_types,
            tags=self.contact_tags,
            categories=self.contact_categories,
            properties=self.properties,
            statuses=self.status_words,
            me=self.me,
            private_folders=self.private_folders,
            archive_folders=(self.archive_folder,) if self.archive_folder else (),
        )

    def inverses(self) -> Mapping[str, str]:
        """Give the inverse names of edges, those of the vault before the usual ones."""
        from vaulttool.network.edges import DEFAULT_INVERSES

        return {
            **self.inverse_edges,
            **{k: v for k, v in DEFAULT_INVERSES.items() if k not in self.inverse_edges},
        }

    def cadence_rules(self) -> "CadenceRules":
        """Give how often whom; the cadences were checked when the settings were read."""
        from vaulttool.network.cadence import parse_cadence
        from vaulttool.network.circle import CIRCLES, CadenceRules

        circles = {circle: parse_cadence(getattr(self, f"cadence_{circle}")) for circle in CIRCLES}
        groups = {group: parse_cadence(text) for group, text in self.cadence_by_group.items()}
        return CadenceRules(
            {circle: cadence for circle, cadence in circles.items() if cadence is not None},
            {group: cadence for group, cadence in groups.items() if cadence is not None},
            parse_cadence(self.cadence_default) or CadenceRules().default,
        )

    def property_name(self, ours: str) -> str:
        """Give the name under which this vault keeps one of our properties."""
        return self.properties.get(ours, ours)

    def is_template(self, path: str) -> bool:
        """Say whether a note lies in a template folder; `*/NAME` is a folder of that name anywhere."""
        return lies_in(path, self.templates_folders)


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """Settings, and what was wrong with what was said; a wrong value leaves the one before it."""

    settings: Settings
    problems: tuple[Problem, ...] = ()
    said: frozenset[str] = frozenset()
    """Names of the settings that somebody chose: nothing detected takes their place."""
