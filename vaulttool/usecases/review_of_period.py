"""The review of a week, a month or a year that is chosen by name."""

from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.period import Period
from vaulttool.notes.paths import in_folder
from vaulttool.pages.period_review import period_page
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.pages_of_week import EVERYONE, named_page, people_network, review
from vaulttool.usecases.written_page import page_outcome, voice_of
from vaulttool.vault.open_vault import OpenVault


def review_of_period(vault: OpenVault, period: Period, who: PeopleFilter = EVERYONE) -> Outcome:
    """Give the review of a period as of the vault's day, which the caller chose to lie in it.

    A week has the page that it had in its own time; a month or a year is compared with the one before.
    """
    if period.unit == "week":
        return review(vault, who)
    page = period_page(
        period,
        people_network(vault, who),
        voice_of(vault),
    )
    path = in_folder(vault.settings.reviews_folder, named_page(period.name, who))
    return page_outcome(vault, path, page, "review")
