"""The review and the agenda of a week."""

import datetime as dt
from functools import partial

from vaulttool.network.network import Network
from vaulttool.network.plan import Budget, Plan
from vaulttool.network.planner import plan_week
from vaulttool.network.visible import without_private
from vaulttool.notes.problem import Problem
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.briefing import briefing_page
from vaulttool.pages.escape import link_target, link_text
from vaulttool.pages.language import Language
from vaulttool.pages.render import Page
from vaulttool.pages.review import review_page
from vaulttool.pages.terminal import terminal_lines
from vaulttool.usecases.file_name import file_name
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.page_edit import page_edit
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.page_templates import read_page_templates
from vaulttool.vault.reader import read_source


def review(vault: OpenVault) -> Outcome:
    """Give the review of the week of the vault's day: the edit of its page, and its short form."""
    network, plan = _planned(vault)
    page = review_page(
        plan,
        network,
        _language(vault),
        partial(_link, vault),
        vault.settings.cadence_rules(),
        _week_number(vault),
        read_page_templates(vault.root, vault.settings.page_templates_folder),
        vault.settings.address_form == "vous",
    )
    return _outcome(
        vault, f"{_folder(vault.settings.reviews_folder)}{_week_name(vault.today)}.md", page, "review"
    )


def agenda(vault: OpenVault) -> Outcome:
    """Give the agenda of the week of the vault's day."""
    network, plan = _planned(vault)
    page = agenda_page(
        plan,
        network,
        _language(vault),
        partial(_link, vault),
        _week_number(vault),
        read_page_templates(vault.root, vault.settings.page_templates_folder),
        vault.settings.address_form == "vous",
    )
    return _outcome(
        vault, f"{_folder(vault.settings.agenda_folder)}{_week_name(vault.today)}.md", page, "agenda"
    )


def briefing(vault: OpenVault, paths: tuple[str, ...], day: dt.date) -> Outcome:
    """Give the note for a meeting with contacts on a day; one that is there for them gets its block anew."""
    network = vault.network
    page = briefing_page(
        paths,
        day,
        network,
        _language(vault),
        partial(_link, vault),
        read_page_templates(vault.root, vault.settings.page_templates_folder),
        vault.settings.address_form == "vous",
    )
    return _outcome(vault, _meeting_note(vault, network, paths, day), page, "briefing")


def _meeting_note(vault: OpenVault, network: Network, paths: tuple[str, ...], day: dt.date) -> str:
    """Give the path of the note that plans this very meeting, else of a new one."""
    for appointment in network.appointments:
        if appointment.date == day and appointment.line is None and set(paths) <= set(appointment.contacts):
            return appointment.note
    with_word = "avec" if vault.language == "fr" else "with"
    word = "Rendez-vous" if vault.language == "fr" else "Meeting"
    names = ", ".join(network.contacts[path].name for path in paths)
    title = file_name(f"{day.isoformat()} {word} {with_word} {names}")
    return f"{_folder(vault.settings.meetings_folder)}{title}.md"


def _planned(vault: OpenVault) -> tuple[Network, Plan]:
    network = without_private(held_network(vault))
    budget = Budget(touches=vault.settings.weekly_touches, lunches=vault.settings.weekly_lunches)
    return network, plan_week(network, vault.settings.cadence_rules(), budget)


def _language(vault: OpenVault) -> Language:
    return Language("fr" if vault.language == "fr" else "en")


def _link(vault: OpenVault, path: str, shown: str) -> str:
    """Give a link that no name can break out of."""
    if vault.links.style.markdown:
        return vault.links.link(path, link_text(shown))
    target = vault.links.target(path)
    text = link_text(shown) if shown and shown != target else ""
    return f"[[{link_target(target)}|{text}]]" if text else f"[[{link_target(target)}]]"


def _outcome(vault: OpenVault, path: str, page: Page, name: str) -> Outcome:
    edit = page_edit(path, page, partial(read_source, vault.root), f"{name} of {vault.today.isoformat()}")
    problems = (edit,) if isinstance(edit, Problem) else ()
    edits = () if edit is None or isinstance(edit, Problem) else (edit,)
    show = terminal_lines(page.block, path)
    return Outcome(edits, problems, show, ({"path": path, "text": page.block},))


def _folder(folder: str) -> str:
    folder = folder.strip("/")
    return f"{folder}/" if folder else ""


def _week_name(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _week_number(vault: OpenVault) -> str:
    return str(vault.today.isocalendar().week)
