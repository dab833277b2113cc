"""The review and the agenda of a week."""

import datetime as dt

from vaulttool.network.network import Network
from vaulttool.network.people_filter import PeopleFilter, select
from vaulttool.network.period import week_name
from vaulttool.network.plan import Budget, Plan
from vaulttool.network.planner import plan_week
from vaulttool.network.visible import only_people, without_private
from vaulttool.notes.paths import in_folder, lies_in
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.briefing import briefing_page
from vaulttool.pages.review import review_page
from vaulttool.usecases.file_name import file_name
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.silent import refuse_if_silent
from vaulttool.usecases.touches_made import touches_made
from vaulttool.usecases.written_page import page_outcome, voice_of
from vaulttool.vault.open_vault import OpenVault

EVERYONE = PeopleFilter()


def review(vault: OpenVault, who: PeopleFilter = EVERYONE) -> Outcome:
    """Give the review of the week of the vault's day: the edit of its page, and its short form.

    A review or an agenda of some people only has a page of its own, named after the filter.
    """
    path = _page(vault, vault.settings.reviews_folder, who)
    network, plan = planned(vault, who)
    page = review_page(
        plan,
        network,
        voice_of(vault),
        vault.settings.cadence_rules(),
        _week_number(vault),
    )
    return page_outcome(vault, path, page, "review")


def agenda(vault: OpenVault, who: PeopleFilter = EVERYONE) -> Outcome:
    """Give the agenda of the week of the vault's day."""
    path = _page(vault, vault.settings.agenda_folder, who)
    network, plan = planned(vault, who)
    page = agenda_page(
        plan,
        network,
        voice_of(vault),
        _week_number(vault),
    )
    return page_outcome(vault, path, page, "agenda")


def briefing(vault: OpenVault, paths: tuple[str, ...], day: dt.date) -> Outcome:
    """Give the note for a meeting with contacts on a day; one that is there for them gets its block anew.

    Raises VaultError where one of them is private, and the note would not lie in a private folder.
    """
    for one in paths:
        if vault.network.contacts[one].is_dead:
            refuse_if_silent(vault.network.contacts[one])
    path = _meeting_note(vault, vault.network, paths, day)
    network = shown_on(vault, vault.network, path)
    hidden = next((one for one in paths if one not in network.contacts), None)
    if hidden is not None:
        what = f"{vault.network.contacts[hidden].name} is private, and {path} would tell of them"
        mend = "Name the folder of such notes in private_folders, or use `vaulttool show`."
        raise VaultError(Problem(hidden, None, what, mend, "private"))
    page = briefing_page(
        paths,
        day,
        network,
        voice_of(vault),
    )
    return page_outcome(vault, path, page, "briefing")


def _meeting_note(vault: OpenVault, network: Network, paths: tuple[str, ...], day: dt.date) -> str:
    """Give the path of the note that plans this very meeting, else of a new one."""
    for appointment in network.appointments:
        if appointment.date == day and appointment.line is None and set(paths) <= set(appointment.contacts):
            return appointment.note
    with_word = "avec" if vault.language == "fr" else "with"
    word = "Rendez-vous" if vault.language == "fr" else "Meeting"
    names = ", ".join(network.contacts[path].name for path in paths)
    title = file_name(f"{day.isoformat()} {word} {with_word} {names}")
    return in_folder(vault.settings.meetings_folder, f"{title}.md")


def shown_on(vault: OpenVault, network: Network, path: str) -> Network:
    """Give what a page at a path may show: private people only where it lies in a private folder."""
    return network if lies_in(path, vault.settings.private_folders) else without_private(network)


def people_network(vault: OpenVault, who: PeopleFilter) -> Network:
    """Give the network that pages show: without private people, and of those only whom a filter names."""
    network = without_private(held_network(vault))
    if who.is_empty:
        return network
    return only_people(network, [c.path for c in select(network, who, vault.settings.cadence_rules())])


def named_page(name: str, who: PeopleFilter) -> str:
    """Give the file name of a page, with the words of the filter where it is about some people only."""
    return f"{file_name(f'{name} {who.words}'.strip())}.md"


def _page(vault: OpenVault, folder: str, who: PeopleFilter) -> str:
    return in_folder(folder, named_page(week_name(vault.today), who))


def planned(vault: OpenVault, who: PeopleFilter = EVERYONE) -> tuple[Network, Plan]:
    """Give the network that pages show, and the plan of the week of the vault's day."""
    network = people_network(vault, who)
    agenda = _page(vault, vault.settings.agenda_folder, who)
    left = max(0, vault.settings.weekly_touches - touches_made(vault, agenda))
    budget = Budget(touches=left, lunches=vault.settings.weekly_lunches)
    return network, plan_week(network, vault.settings.cadence_rules(), budget)


def _week_number(vault: OpenVault) -> str:
    return str(vault.today.isocalendar().week)
