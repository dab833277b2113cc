"""The review and the agenda of a week."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vaulttool.evidence.interaction import Appointment
from vaulttool.network.appointments import with_appointments
from vaulttool.network.network import Network
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.period import week_name
from vaulttool.network.plan import Budget, Plan
from vaulttool.network.planner import plan_week
from vaulttool.network.rhythm import week_start
from vaulttool.network.trips import stays
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
from vaulttool.usecases.triage_notes import triage_notes
from vaulttool.usecases.written_page import page_outcome, voice_of
from vaulttool.vault.open_vault import OpenVault

if TYPE_CHECKING:
    from vaulttool.exchange.calendar_days import CalendarEvent
    from vaulttool.network.outsider import Outsider

EVERYONE = PeopleFilter()
AHEAD = 30
"""Days in which the calendar is looked at for the next meeting with somebody."""


def review(vault: OpenVault, who: PeopleFilter = EVERYONE) -> Outcome:
    """Give the review of the week of the vault's day: the edit of its page, and its short form.

    A review or an agenda of some people only has a page of its own, named after the filter.
    """
    path = _page(vault, vault.settings.reviews_folder, who)
    network, plan = planned(vault, who)
    # A review of some people is about them alone.
    others, problems = _others(vault, path) if who.is_empty else ((), ())
    page = review_page(
        plan,
        network,
        voice_of(vault),
        vault.settings.cadence_rules(),
        others,
    )
    found = page_outcome(vault, path, page, "review")
    return replace(found, problems=(*found.problems, *problems))


def agenda(vault: OpenVault, who: PeopleFilter = EVERYONE) -> Outcome:
    """Give the agenda of the week of the vault's day, and questions about the calendar's last days."""
    path = _page(vault, vault.settings.agenda_folder, who)
    monday = week_start(vault.today)
    coming, problems = _coming(vault, monday + dt.timedelta(days=6))
    network, plan = planned(vault, who, coming)
    trips = vault.read.trips
    page = agenda_page(
        plan,
        network,
        voice_of(vault),
        stays(network, trips, plan),
    )
    found = page_outcome(vault, path, page, "agenda")
    asked = _asked(vault)
    return replace(
        found,
        edits=(*found.edits, *asked.edits),
        problems=(*found.problems, *problems, *asked.problems),
        show=(*found.show, *asked.show),
    )


# What reads imports and calendars takes longer to import than a page to write; most vaults have none.
def _others(vault: OpenVault, page: str) -> "tuple[tuple[Outsider, ...], tuple[Problem, ...]]":
    """Give whom only imports know, for a page at a path, and what of it was unreadable."""
    notes = triage_notes(vault)
    if not notes:
        return (), ()
    from vaulttool.usecases.outsiders import outsiders

    return outsiders(vault, notes, page)


def _coming(vault: OpenVault, last: dt.date) -> tuple[Sequence[Appointment], tuple[Problem, ...]]:
    """Give the meetings with contacts in the calendars from today on, and what is wrong with these."""
    if not vault.settings.calendars:
        return (), ()
    from vaulttool.usecases.calendar_events import appointments, calendar_meetings

    found = calendar_meetings(vault, vault.today, last)
    return appointments(found.meetings), tuple(found.problems)


def _asked(vault: OpenVault) -> Outcome:
    """Ask about what the calendars of the last days hold and no note tells."""
    if not vault.settings.calendars:
        return Outcome()
    from vaulttool.usecases.calendar_questions import calendar_questions
    from vaulttool.usecases.questions import ask

    return ask(vault, "calendar", calendar_questions(vault))


def briefing(vault: OpenVault, paths: tuple[str, ...], day: dt.date | None = None) -> Outcome:
    """Give the note for a meeting with contacts on a day; one that is there for them gets its block anew.

    Without a day it is for their next meeting in the calendar, else for today. Raises VaultError where one of
    them is private, and the note would not lie in a private folder.
    """
    for one in paths:
        if vault.network.contacts[one].is_dead:
            refuse_if_silent(vault.network.contacts[one])
    event, problems = _event(vault, paths, day)
    day = day or (event.date if event else vault.today)
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
        event=(event.time, event.title) if event else None,
    )
    found = page_outcome(vault, path, page, "briefing")
    return replace(found, problems=(*found.problems, *problems))


def _event(
    vault: OpenVault, paths: tuple[str, ...], day: dt.date | None
) -> "tuple[CalendarEvent | None, tuple[Problem, ...]]":
    """Give the first meeting of these people in the calendar, on the day if one is said."""
    if not vault.settings.calendars:
        return None, ()
    from vaulttool.usecases.calendar_events import calendar_meetings

    found = calendar_meetings(vault, day or vault.today, day or vault.today + dt.timedelta(days=AHEAD))
    events = (one.event for one in found.meetings if set(paths) <= set(one.contacts))
    return next(events, None), found.problems


def _meeting_note(vault: OpenVault, network: Network, paths: tuple[str, ...], day: dt.date) -> str:
    """Give the path of the note that plans this very meeting, else of a new one."""
    for appointment in network.appointments:
        is_note = appointment.note and appointment.line is None
        if appointment.date == day and is_note and set(paths) <= set(appointment.contacts):
            return appointment.note
    with_word = "avec" if vault.language == "fr" else "with"
    word = "Rendez-vous" if vault.language == "fr" else "Meeting"
    names = ", ".join(network.contacts[path].name for path in paths)
    title = file_name(f"{day.isoformat()} {word} {with_word} {names}")
    return in_folder(vault.settings.meetings_folder, f"{title}.md")


def shown_on(vault: OpenVault, network: Network, path: str) -> Network:
    """Give what a page at a path may show: private people only where it lies in a private folder."""
    return network if lies_in(path, vault.settings.private_folders) else without_private(network)


def people_network(vault: OpenVault, who: PeopleFilter, coming: Sequence[Appointment] = ()) -> Network:
    """Give the network that pages show: without private people, and of those only whom a filter names.

    `coming` are meetings of calendars; one that a note plans already is left out.
    """
    network = without_private(with_appointments(held_network(vault), coming))
    if who.is_empty:
        return network
    from vaulttool.network.people_selection import select

    return only_people(network, [c.path for c in select(network, who, vault.settings.cadence_rules())])


def named_page(name: str, who: PeopleFilter) -> str:
    """Give the file name of a page, with the words of the filter where it is about some people only."""
    return f"{file_name(f'{name} {who.words}'.strip())}.md"


def _touches_made(vault: OpenVault, agenda: str) -> int:
    if not (vault.root / agenda).exists():
        return 0
    from vaulttool.usecases.touches_made import touches_made

    return touches_made(vault, agenda)


def _page(vault: OpenVault, folder: str, who: PeopleFilter) -> str:
    return in_folder(folder, named_page(week_name(vault.today), who))


def planned(
    vault: OpenVault, who: PeopleFilter = EVERYONE, coming: Sequence[Appointment] = ()
) -> tuple[Network, Plan]:
    """Give the network that pages show, and the plan of the week of the vault's day."""
    network = people_network(vault, who, coming)
    agenda = _page(vault, vault.settings.agenda_folder, who)
    left = max(0, vault.settings.weekly_touches - _touches_made(vault, agenda))
    budget = Budget(touches=left, lunches=vault.settings.weekly_lunches)
    return network, plan_week(network, vault.settings.cadence_rules(), budget)
