"""A vault opened for one command: its settings, its notes, and where its journal and index lie."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vaulttool.notes.problem import Problem
from vaulttool.vault.find_vault import find_vault
from vaulttool.vault.index import Index
from vaulttool.vault.places import state_folder, usable_cache_folder
from vaulttool.vault.rest import Rest
from vaulttool.vault.settings import Settings, SettingsRead
from vaulttool.vault.walk import FileStat, WalkResult, walk

# What reads notes is imported where it is needed: a run that finds nothing changed does without it.
if TYPE_CHECKING:
    from vaulttool.network.network import Network
    from vaulttool.vault.journal import Journal
    from vaulttool.vault.link_writing import LinkWriter
    from vaulttool.vault.note_facts import Reading
    from vaulttool.vault.read_notes import Before, Progress
    from vaulttool.vault.vault_read import HeldDays, VaultRead


@dataclass
class OpenVault:
    """What every command needs; each part is made when it is first asked for."""

    root: Path
    settings: Settings
    problems: tuple[Problem, ...]
    """Of the settings."""
    walked: WalkResult
    today: dt.date
    use_index: bool = True
    progress: "Progress | None" = None
    before: "Before | None" = None
    trusts_absence: bool = False
    """Whether the person said that notes which are not here were deleted."""

    @cached_property
    def reading(self) -> "Reading":
        """What facts depend on beside the notes."""
        from vaulttool.vault.kept_patterns import keep_patterns
        from vaulttool.vault.languages import load_languages
        from vaulttool.vault.note_facts import Reading

        settings = self.settings
        rules = settings.contact_rules()
        archive = (settings.archive_folder,) if settings.archive_folder else ()
        generated = (
            settings.reviews_folder,
            settings.agenda_folder,
            settings.wishes_folder,
            settings.introductions_folder,
            settings.inbox_folder,
        )
        rules = replace(
            rules,
            people_folders=(*rules.people_folders, *archive),
            left_out_folders=(
                *rules.left_out_folders,
                *(folder for folder in generated if folder.strip("/")),
            ),
        )
        folder = self.index.folder if self.index is not None else None
        if folder is not None:
            keep_patterns(folder.parent)
        return Reading(settings, rules, load_languages(self.language, folder))

    @cached_property
    def read(self) -> "VaultRead":
        """Everything that the notes say."""
        # What a vault that lost half of its notes says is no state to keep.
        if self.index is None or (self.loss is not None and not self.trusts_absence):
            from vaulttool.vault.read_vault import read_vault

            return read_vault(
                self.root,
                self.settings,
                self.walked,
                lambda: self.reading,
                progress=self.progress,
                before=self.before,
            )
        from vaulttool.vault.read_through_index import ReadingThrough

        return ReadingThrough(
            self.index,
            self.root,
            self.settings,
            self.walked,
            lambda: self.reading,
            self.today,
            self.progress,
            self.before,
        ).read()

    @cached_property
    def index(self) -> Index | None:
        """The index, open as long as the vault is."""
        folder = usable_cache_folder(self.root) if self.use_index else None
        return None if folder is None else Index(folder, self.settings).__enter__()

    @cached_property
    def ever_seen(self) -> frozenset[str]:
        """Paths of notes that this device knew at any time."""
        return frozenset() if self.index is None else self.index.ever_seen()

    @cached_property
    def gone(self) -> frozenset[str]:
        """Paths of notes that this device knew and that are not here; to be asked after `read`."""
        return frozenset() if self.index is None else self.index.absent(self.walked.files)

    def let_go(self, paths: Collection[str]) -> None:
        """Forget that notes were ever here whose absence has had its effect."""
        if paths and self.index is not None:
            self.index.let_go(paths)

    @cached_property
    def known_before(self) -> frozenset[str]:
        """Paths of the notes that were here when this device last looked; to be asked before `read`."""
        return frozenset() if self.index is None else self.index.last_seen()

    @cached_property
    def loss(self) -> Problem | None:
        """Say that the vault seems to have lost its notes or settings since this device last looked."""
        if self.index is None or not self.index.gone(self.walked.files):
            return None
        from vaulttool.vault.losses import loss

        return loss(self.root, self.walked.files, self.known_before)

    @cached_property
    def rest(self) -> Rest | None:
        """Give what `update` last said, where it had nothing to write and no note has changed since."""
        rest = self.index.rest(self.walked.files, self.today) if self.index is not None else None
        if rest is not None and self.index is not None:
            self.index.looked()
        return rest

    def keep_rest(
        self, problems: tuple[Problem, ...], unread: tuple[Problem, ...], left_out: tuple[str, ...]
    ) -> None:
        """Keep that there is nothing to write, and what was said of it."""
        if self.index is not None:
            self.index.keep_rest(self.walked.files, Rest(self.today, problems, unread, left_out))

    def keep_held(self, held: "Mapping[str, HeldDays]") -> None:
        """Keep of which contacts nothing is to be decided as long as nothing else is told of them."""
        if held and self.index is not None:
            self.index.keep_held(held)

    @cached_property
    def network(self) -> "Network":
        """All that is known today."""
        from vaulttool.vault.vault_read import network_on

        return network_on(self.read, self.today)

    @cached_property
    def links(self) -> "LinkWriter":
        """How links are written here."""
        from vaulttool.vault.link_writing import LinkWriter, read_link_style

        return LinkWriter.by(self.read.links, read_link_style(self.root))

    @cached_property
    def journal(self) -> "Journal":
        """What was changed here, by this device."""
        from vaulttool.vault.journal import Journal

        return Journal(state_folder(self.root))

    @property
    def language(self) -> Literal["en", "fr"]:
        """ "en" or "fr": of pages, and of lines that tell nothing."""
        return "fr" if self.settings.language == "fr" else "en"


def open_vault(
    start: Path,
    today: dt.date,
    named: str | None = None,
    environment: Mapping[str, str] | None = None,
    use_index: bool = True,
    progress: "Progress | None" = None,
) -> OpenVault:
    """Find a vault, its settings and its notes. What nobody chose is detected. Raises VaultError."""
    root = find_vault(start, named, environment)
    walked = walk(root)
    said = _settings(root, walked.files, environment, use_index)
    if said.settings.ignore_folders:
        walked = walk(root, said.settings)
    return OpenVault(root, said.settings, said.problems, walked, today, use_index, progress)


def _settings(
    root: Path, files: Sequence[FileStat], environment: Mapping[str, str] | None, use_index: bool
) -> SettingsRead:
    folder = usable_cache_folder(root) if use_index else None
    if folder is None:
        from vaulttool.vault.vault_settings import vault_settings

        return vault_settings(root, files, environment)
    from vaulttool.vault.kept_settings import settings_once

    return settings_once(root, files, environment, folder)
