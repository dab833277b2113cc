"""The table of settings: meaning and check of each."""

from dataclasses import dataclass, fields
from typing import Literal

from vaulttool.vault.settings import Settings
from vaulttool.vault.settings_checks import (
    COLUMNS,
    STATUSES,
    Check,
    any_text,
    cadence,
    choice,
    day_format,
    folder_pattern,
    number,
    vault_path,
    whole_number,
    yes_or_no,
)

Shape = Literal["text", "list", "pairs", "prefixed"]
"""One text; a list; a list of "left: right"; one property for each left side, behind a prefix."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    group: str
    """Key of `GROUPS`: under which heading of the settings note it is explained."""
    shape: Shape
    check: Check
    """Of the text, of each item, of the right side."""
    en: str
    fr: str
    """The meaning, one or two sentences in each language."""

    @property
    def default(self) -> object:
        """What holds where nobody says anything, and nothing is detected."""
        return getattr(Settings(), self.name)


PROPERTY_PREFIX = "property_"

GROUPS = {
    "you": ("You", "Vous"),
    "people": ("Your people", "Vos contacts"),
    "days": ("Daily and weekly notes", "Notes du jour et de la semaine"),
    "folders": ("Folders", "Dossiers"),
    "outside": ("What comes from outside", "Ce qui vient d'ailleurs"),
    "rhythm": ("How much, how often", "Combien, à quel rythme"),
    "watching": ("While it watches", "Pendant la surveillance"),
}

SETTINGS: tuple[Setting, ...] = (
    Setting("language", "you", "text", choice("auto", "en", "fr"),
            "Language of what is written into the vault: `en`, `fr`, or `auto` to follow your notes.",
            "Langue des pages écrites dans le coffre : `en`, `fr`, ou `auto` pour suivre vos notes."),
    Setting("address_form", "you", "text", choice("tu", "vous"),
            "How French pages address you.",
            "Comment les pages s'adressent à vous."),
    Setting("me", "you", "list", any_text,
            "Your own note, or names by which notes call you. You are never a contact of yours.",
            "Votre propre note, ou les noms que vos notes vous donnent : vous n'êtes pas votre contact."),
    Setting("names", "you", "text", choice("ask", "count"),
            "`count`: whole names count without a link. `ask`: `vaulttool names` asks about them.",
            "`count` : les noms entiers comptent sans lien. `ask` : `vaulttool names` demande d'abord."),
    Setting("people_folders", "people", "list", folder_pattern,
            "Folders whose notes are people, those below included. `*/People`: each folder of that name.",
            "Dossiers dont les notes sont des personnes. `*/People` : tout dossier de ce nom."),
    Setting("contact_types", "people", "list", any_text,
            "Words in `type` that make a note a contact, wherever it lies.",
            "Mots de `type` qui font d'une note un contact, où qu'elle soit."),
    Setting("contact_tags", "people", "list", any_text,
            "Tags that make a note a contact.",
            "Étiquettes qui font d'une note un contact."),
    Setting("contact_categories", "people", "list", any_text,
            "Categories that make a note a contact, as links or plain words.",
            "Catégories qui font d'une note un contact, liens ou simples mots."),
    Setting("properties", "people", "prefixed", any_text,
            "Your own names of properties, one line each: `property_last_contact: Last Chat`.",
            "Vos propres noms de propriétés, une ligne chacun : `property_last_contact: Dernier échange`."),
    Setting("history_heading", "people", "text", any_text,
            "Heading for what a note said before of company, role, city, address; empty: History.",
            "Titre de ce qu'une fiche disait avant (entreprise, poste, ville, adresse) ; vide : Historique."),
    Setting("inverse_edges", "people", "pairs", any_text,
            'What ties are called from the other end, each as "parent: child"; the usual ones are known.',
            "Ce qu'est un lien vu de l'autre côté, comme « parent: enfant » ; les usuels sont connus."),
    Setting("status_words", "people", "pairs", choice(*STATUSES),
            'Your own words of `status`, each as "word: active" (or resting, archived, unknown).',
            "Vos propres mots de `status`, sous la forme « mot: active » (resting, archived, unknown)."),
    Setting("import_columns", "people", "pairs", choice(*COLUMNS),
            'What columns of imported tables hold, each as "Wer: name"; `vaulttool import` asks once.',
            "Ce que contiennent les colonnes de tableaux importés, comme « Wer: name » ; `vaulttool "
            "import` le demande une fois."),
    Setting("daily_folder", "days", "text", vault_path,
            "Folder of your daily notes; `/` is the vault itself.",
            "Dossier de vos notes du jour ; `/` : le coffre même."),
    Setting("daily_format", "days", "text", day_format("day"),
            "Their names, in the format that Obsidian's daily notes use.",
            "Leurs noms, dans le format des notes quotidiennes d'Obsidian."),
    Setting("weekly_folder", "days", "text", vault_path,
            "Folder of your weekly notes; `/` is the vault itself.",
            "Dossier de vos notes de la semaine ; `/` : le coffre même."),
    Setting("weekly_format", "days", "text", day_format("week"),
            "Their names: `GGGG-[W]WW` counts ISO weeks, `gggg-[W]ww` as `week_numbering` says.",
            "Leurs noms : `GGGG-[W]WW` compte les semaines ISO, `gggg-[W]ww` comme le dit `week_numbering`."),
    Setting("week_numbering", "days", "text", choice("auto", "iso", "en-us"),
            "`iso`: weeks from Monday. `en-us`: from Sunday, 1 January in week 1. `auto`: by `date_locale`. "
            "This is for your weekly notes; reviews and agendas are always called by ISO weeks.",
            "`iso` : du lundi. `en-us` : du dimanche. `auto` : selon `date_locale`. Cela vaut pour vos notes "
            "de la semaine ; bilans et agendas portent toujours la semaine ISO."),
    Setting("date_locale", "days", "text", any_text,
            "Language of month names in file names (`en`, `en-gb`, `fr`); empty: as `language`.",
            "Langue des mois dans les noms de fichiers (`en`, `en-gb`, `fr`) ; vide : comme `language`."),
    Setting("templates_folders", "folders", "list", folder_pattern,
            "Folders of templates: nothing in them counts, nothing in them is written.",
            "Dossiers de modèles : rien n'y compte, rien n'y est écrit."),
    Setting("ignore_folders", "folders", "list", vault_path,
            "Folders that are not read at all.",
            "Dossiers qui ne sont pas lus du tout."),
    Setting("private_folders", "folders", "list", folder_pattern,
            "People in these folders are left out of reviews, agendas, wishes and exports.",
            "Les personnes de ces dossiers restent hors des bilans, agendas, vœux et exports."),
    Setting("archive_folder", "folders", "text", vault_path,
            "Where people go whom you remove. Keep it outside of your people folders.",
            "Où vont les personnes que vous retirez. À garder hors de vos dossiers de contacts."),
    Setting("reviews_folder", "folders", "text", vault_path,
            "Where reviews are written.",
            "Où s'écrivent les bilans."),
    Setting("agenda_folder", "folders", "text", vault_path,
            "Where agendas are written.",
            "Où s'écrivent les agendas."),
    Setting("meetings_folder", "folders", "text", vault_path,
            "Where notes of meetings are written.",
            "Où s'écrivent les notes de rencontre."),
    Setting("wishes_folder", "folders", "text", vault_path,
            "Where the pages of new year's wishes are written.",
            "Où s'écrivent les pages de vœux."),
    Setting("introductions_folder", "folders", "text", vault_path,
            "Where drafts of introductions are written.",
            "Où s'écrivent les brouillons de mise en relation."),
    Setting("inbox_folder", "folders", "text", vault_path,
            "Where imports and questions wait for your answer.",
            "Où imports et questions attendent votre réponse."),
    Setting("page_templates_folder", "folders", "text", vault_path,
            "Folder of your own templates for reviews and agendas; empty: the built-in ones.",
            "Dossier de vos propres modèles de bilans et d'agendas ; vide : ceux de l'outil."),
    Setting("calendars", "outside", "list", any_text,
            "Calendars to look at for what comes: .ics files or folders of them, also outside the vault.",
            "Calendriers où lire ce qui vient : fichiers .ics ou dossiers, même hors du coffre."),
    Setting("import_folders", "outside", "list", any_text,
            "Folders of mail (Maildir) or exports that `watch` imports again when they change.",
            "Dossiers de courrier (Maildir) ou d'exports que `watch` importe quand ils changent."),
    Setting("inbox_note", "outside", "text", vault_path,
            "A note to which you append lines anywhere: `update` and `watch` file them into the day's note.",
            "Une note où ajouter des lignes de partout : `update` et `watch` les rangent dans le jour."),
    Setting("keep_last_met", "rhythm", "text", yes_or_no,
            "`yes`: keep `last_met` too, the day you last saw each other face to face.",
            "`yes` : tenir aussi `last_met`, le jour où vous vous êtes vus pour la dernière fois."),
    Setting("keep_due", "rhythm", "text", yes_or_no,
            "`yes`: keep `due`, the day of the next word, for who has a cadence of their own (for Bases).",
            "`yes` : tenir `due`, le jour du prochain mot, pour qui a son propre rythme (pour les Bases)."),
    Setting("weekly_touches", "rhythm", "text", whole_number(0, 100),
            "How many people a week you want to write to or call. The plan stops there.",
            "À combien de personnes écrire ou téléphoner par semaine. Le plan s'arrête là."),
    Setting("weekly_lunches", "rhythm", "text", whole_number(0, 14),
            "How many lunches a week.",
            "Combien de déjeuners par semaine."),
    Setting("cadence_inner", "rhythm", "text", cadence,
            "How often for the inner circle (about 5 people).",
            "À quel rythme pour le cercle intime (environ 5 personnes)."),
    Setting("cadence_close", "rhythm", "text", cadence,
            "How often for close people (about 15).",
            "À quel rythme pour les proches (environ 15)."),
    Setting("cadence_active", "rhythm", "text", cadence,
            "How often for the active circle (about 50).",
            "À quel rythme pour le cercle actif (environ 50)."),
    Setting("cadence_wide", "rhythm", "text", cadence,
            "How often for the wide circle (about 150).",
            "À quel rythme pour le cercle large (environ 150)."),
    Setting("cadence_default", "rhythm", "text", cadence,
            "How often where a note names neither circle nor cadence.",
            "À quel rythme quand une note ne dit ni cercle ni cadence."),
    Setting("cadence_by_group", "rhythm", "pairs", cadence,
            'Cadences by tag or folder, each as "#family: 1 month".',
            "Cadences par étiquette ou dossier, chacune sous la forme « #famille: 1 month »."),
    Setting("settle_seconds", "watching", "text", number(0, 600),
            "How long a note must be quiet before it is read.",
            "Combien de secondes une note doit être au repos avant d'être lue."),
    Setting("deletion_seconds", "watching", "text", number(0, 3600),
            "How long a note must be gone, or say no longer what it said, before a date goes back.",
            "Combien de secondes une note doit avoir disparu, ou changé, avant qu'une date recule."),
    Setting("rest_seconds", "watching", "text", number(0, 3600),
            "How long a contact note that you have just changed is left alone.",
            "Combien de secondes une fiche que vous venez de changer est laissée en paix."),
    Setting("look_every_minutes", "watching", "text", whole_number(1, 60),
            "How often all files are looked at, events or not.",
            "Tous les combien de minutes tous les fichiers sont regardés."),
    Setting("journal_days", "watching", "text", whole_number(1, 3650),
            "How many days old bytes are kept for `undo`.",
            "Combien de jours les anciens octets sont gardés pour `undo`."),
)  # fmt: skip

BY_NAME = {setting.name: setting for setting in SETTINGS}

assert tuple(BY_NAME) == tuple(f.name for f in fields(Settings)), "settings and their table differ"
