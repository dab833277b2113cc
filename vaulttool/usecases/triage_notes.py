"""The notes of the inbox that imports have written."""

from vaulttool.vault.open_vault import OpenVault


def triage_notes(vault: OpenVault) -> list[str]:
    """Give the notes of the inbox folder that have a CSV beside them."""
    folder = vault.settings.inbox_folder.strip("/")
    places = (vault.root / folder).glob("*.csv") if (vault.root / folder).is_dir() else ()
    found = [place.with_suffix(".md") for place in places]
    return sorted(place.relative_to(vault.root).as_posix() for place in found if place.is_file())
