"""Names that people give to folders, compared without number, sign and accent: "30 - People", "👤 CRM"."""

import re
import unicodedata


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = _set(
    "people person persons contact contacts crm rolodex friends network networking folk folks humans team "
    "colleagues coworkers family relationships acquaintances addressbook peoplenotes friendtracker "
    "homies mates buddies peeps crew kin everyone whoswho connections entourage "
    "annuaire repertoire reseau personnes personne gens amis copains potes proches famille collegues "
    "connaissances carnet carnetdadresses relations "
    "personen kontakte personas contactos contatti persone"
)
GENERAL = _set("pages page notes note zettelkasten zettel vault wiki inbox reference archive")
TEMPLATES = _set(
    "templates template modeles modele gabarits gabarit vorlagen plantillas modelli sjablonen templater "
    "notetemplates templatenotes"
)
DAYS = _set(
    "daily dailynotes dailynote journal journals days diary dailies log logs quotidien quotidiennes "
    "journalier jour jours notesquotidiennes agenda dailylog dailyjournal calendar periodic "
    "day daynote dayof note notes tagebuch dagboek dagbok diario"
)


def fold_folder_name(name: str) -> str:
    """Give the letters of a folder's last name, lower case, without accents: "02_Modèles" is "modeles"."""
    plain = unicodedata.normalize("NFKD", name.rpartition("/")[2].casefold())
    return re.sub(r"[^a-z]", "", plain)


def is_called(folder: str, names: frozenset[str]) -> bool:
    """Say whether a folder's last name is one of some words."""
    return fold_folder_name(folder) in names
