"""Import again what lies in the folders that settings name, when something in them has changed."""

from vaulttool.exchange.records import ImportedInteraction, ImportedPerson
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.bring_in import bring_in
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.outside_paths import missing, outside_path
from vaulttool.usecases.own_addresses import own_addresses
from vaulttool.usecases.read_import import How, read_import
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.seen_folders import keep_prints, print_of, seen_prints


def import_folders(vault: OpenVault) -> Outcome:
    """Give the edits that an import of the folders makes; nothing is read of those that stayed as they were.

    A folder that gave nothing new is not read again until it changes.
    """
    how = How(vault.today, me=own_addresses(vault), mapping=vault.settings.import_columns)
    seen, problems = seen_prints(vault.root), list[Problem]()
    prints: dict[str, str] = {}
    people: list[ImportedPerson] = []
    talks: list[ImportedInteraction] = []
    for said in vault.settings.import_folders:
        place = outside_path(vault, said)
        if not place.exists():
            problems.append(missing(said, "import_folders"))
            continue
        now = print_of(place)
        if seen.get(said) == now:
            continue
        prints[said] = now
        try:
            for record in read_import((place,), how):
                if isinstance(record, ImportedPerson):
                    people.append(record)
                elif isinstance(record, ImportedInteraction):
                    talks.append(record)
        except VaultError as error:
            problems.append(error.problem)
            prints.pop(said)
    if not prints:
        return Outcome(problems=tuple(problems))
    outcome = bring_in(vault, people, talks)
    if not outcome.edits and not outcome.problems:
        keep_prints(vault.root, {**seen, **prints})
    return Outcome(outcome.edits, (*problems, *outcome.problems), outcome.show)
