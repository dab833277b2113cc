"""What all pages of an opened vault have in common: language, links, own templates, and their edit."""

from functools import partial

from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem
from vaulttool.pages.escape import link_target, link_text, list_item
from vaulttool.pages.language import Language
from vaulttool.pages.render import OwnTemplate, Page
from vaulttool.pages.voice import Voice
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.page_edit import page_edit
from vaulttool.vault.kept_templates import KeptTemplates
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.page_templates import read_page_templates
from vaulttool.vault.reader import read_source


def language_of(vault: OpenVault) -> Language:
    """Give the language of pages."""
    return Language(vault.language)


def voice_of(vault: OpenVault) -> Voice:
    """Give how the vault's pages speak; its links are as the vault writes them, no name breaks out of one."""
    found = read_page_templates(vault.root, vault.settings.page_templates_folder)
    return Voice(
        language_of(vault),
        partial(_link, vault),
        {name: OwnTemplate(path, text) for name, (path, text) in found.items()},
        formal=vault.settings.address_form == "vous",
        kept_code=_kept_code(vault),
    )


def _kept_code(vault: OpenVault) -> KeptTemplates | None:
    folder = vault.index.folder if vault.index is not None else None
    return None if folder is None else KeptTemplates(folder)


def page_outcome(vault: OpenVault, path: str, page: Page, name: str) -> Outcome:
    """Give the edit that brings a page to its path; its `data` is the page's path and block."""
    edit = page_edit(path, page, partial(read_source, vault.root), f"{name} of {vault.today.isoformat()}")
    problems = (edit,) if isinstance(edit, Problem) else ()
    edits = () if edit is None or isinstance(edit, Problem) else (edit,)
    return Outcome(edits, problems, data=({"path": path, "text": page.block},))


def _link(vault: OpenVault, path: str, shown: str) -> str:
    if vault.links.style.markdown:
        return vault.links.link(path, link_text(shown))
    target = vault.links.target(path)
    if not link_target(target):
        return _markdown_link(vault, path, shown)
    text = link_text(shown) if shown and shown != target else ""
    return f"[[{target}|{text}]]" if text else f"[[{target}]]"


def _markdown_link(vault: OpenVault, path: str, shown: str) -> str:
    """Link a note that no wikilink opens as Markdown does; its text alone where that would not be safe."""
    if vault.links.can_wikilink(path):
        return list_item(shown)
    return vault.links.link(path, link_text(shown or name_of(path)))
