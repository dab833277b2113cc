"""The names under which vaults keep what we know of a person: one table, compared folded.

The first name of each row is the one that vaulttool writes. The others were seen in public vaults.
"""

from collections.abc import Mapping

PROPERTY_NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full_name", "FullName", "FN", "N.FN", "nom_complet"),
    "first_name": ("first_name", "given_name", "N.GN", "prénom", "prenom"),
    "last_name": ("last_name", "family_name", "surname", "nom_de_famille"),
    "title": ("title", "titre"),
    "aliases": ("aliases", "alias", "nickname", "nicknames", "maiden_name", "surnom", "surnoms"),
    "email": ("email", "emails", "e-mail", "mail", "courriel", "adresse_mail", "e-mails", "mails"),
    "phone": ("phone", "phones", "mobile", "tel", "telephone", "téléphone", "tél",
              "portable", "cell"),
    "company": ("company", "organization", "organisation", "org", "employer", "entreprise", "société",
                "societe", "employeur", "organisme"),
    "former_companies": ("former_companies", "former_company", "previous_company", "previous_companies",
                         "past_companies", "ancienne_entreprise", "anciennes_entreprises"),
    "role": ("role", "job", "job_title", "position", "poste", "fonction", "profession"),
    "field": ("field", "speciality", "specialty", "domaine", "spécialité", "métier", "industry", "secteur"),
    "city": ("city", "location", "place", "ville", "localisation", "prm-location"),
    "address": ("address", "postal_address", "home_address", "adresse", "adresse_postale", "ADR"),
    "circle": ("circle", "cercle", "relationship_tier", "prm-tier", "tier",
               "relationship_strength", "closeness"),
    "cadence": (
        "cadence", "contact_frequency", "contact_cadence", "contact_interval_days", "custom_frequency_days",
        "prm-cadence", "frequency", "fréquence", "frequence", "rythme",
    ),
    "last_contact": (
        "last_contact", "last_contacted", "last_interaction", "last_chat", "prm-last-contacted",
        "cnt:last-contact", "dernier_contact", "dernier_échange",
    ),
    "last_contact_note": ("last_contact_note",),
    "last_contact_by_hand": ("last_contact_by_hand",),
    "last_met": ("last_met", "last_seen", "dernière_rencontre", "vu_le"),
    "last_met_note": ("last_met_note",),
    "last_met_by_hand": ("last_met_by_hand",),
    "met": ("met", "first_met", "first_contact", "how_we_met", "rencontre", "rencontré", "rencontrée"),
    "met_at": ("met_at", "met_where", "lieu_de_rencontre"),
    "introduced_by": ("introduced_by", "présenté_par", "présentée_par", "introduit_par", "introduite_par"),
    "status": ("status", "state", "relationship_status", "statut"),
    "paused": ("paused", "prm-paused", "do_not_contact", "ne_pas_contacter", "en_pause"),
    "offers": ("offers", "offer", "can_offer", "offre", "offres", "peut_offrir", "propose"),
    "needs": ("needs", "need", "looks_for", "looking_for", "besoin", "besoins", "cherche"),
    "birthday": ("birthday", "birth_date", "date_of_birth", "birth", "BDAY", "prm-birthday", "anniversaire",
                 "date_naissance", "date_de_naissance", "naissance", "né_le", "née_le"),
    "dates": ("dates", "yearly", "anniversaries"),
    "died": ("died", "death", "deceased", "date_of_death", "décès", "décédé", "décédée"),
    "household": ("household", "foyer"),
    "private": ("private", "privé"),
    "snooze_until": ("snooze_until", "snoozed_until", "prm-snooze-until", "pas_avant"),
    "tags": ("tags", "tag"),
    "type": ("type", "document_type", "file-role", "noteType", "fileClass"),
    "categories": ("categories", "category", "catégories", "catégorie"),
    "me": ("me", "moi"),
    "members": ("members", "membres"),
    "counts": ("counts", "compte"),
}  # fmt: skip

NO_EDGES = (
    "company", "former_companies", "role", "field", "city", "address", "last_contact_note", "last_contact",
    "last_contact_by_hand", "last_met", "last_met_note", "last_met_by_hand", "tags", "type", "categories",
    "household", "aliases", "met", "met_at", "birthday", "dates", "died", "needs", "offers",
)  # fmt: skip
"""Properties whose links are no ties between two people."""

NOT_PEOPLE = frozenset(
    (
        "company", "companies", "organization", "organisation", "org", "organizations", "entreprise",
        "entreprises", "société", "team", "équipe", "group", "groupe", "place", "places", "lieu", "meeting",
        "meetings", "réunion", "reunion", "compterendu", "call", "interaction", "project", "projects",
        "projet", "book", "books", "livre", "template", "modèle", "moc", "index", "dashboard", "trip",
        "voyage", "event", "events", "daily", "journal", "household", "foyer", "vaulttoolsettings",
    )
)  # fmt: skip
"""What a `type` or category says of a note in the people folder that is no person."""
