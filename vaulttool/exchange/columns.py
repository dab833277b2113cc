"""What a column of somebody's CSV means, by its header in many languages."""

import re

from vaulttool.exchange.column_words import COLUMN_WORDS, PHONES

_EXACT = {
    name: prop
    for prop, names in {
        "name": (
            "name|full name|display name|displayname|contact name|contact|nom complet|nom a afficher|"
            "nom affiche|"
            "anzeigename|vollstandiger name|nombre completo|nombre en pantalla|nome visualizzato|nome "
            "completo|"
            "weergavenaam|nome para exibicao|nom et prenom|prenom et nom|prenom nom|nom prenom"
        ),
        "given": (
            "first name|firstname|given name|givenname|prenom|vorname|nombre|nome|first|voornaam|"
            "fornavn|fornamn|"
            "etunimi|imie|primeiro nome|given|prenoms|nombres|forename"
        ),
        "middle": (
            "middle name|additional name|deuxieme prenom|weitere vornamen|zweiter vorname|segundo "
            "nombre|tussenvoegsel|"
            "secondo nome|autres prenoms|second prenom|middle"
        ),
        "family": (
            "last name|lastname|family name|familyname|surname|nom|nom de famille|nom d usage|nachname|"
            "familienname|"
            "apellidos|"
            "apellido|cognome|last|achternaam|etternavn|efternamn|sukunimi|nazwisko|sobrenome|ultimo "
            "nome|family"
        ),
        "prefix": "name prefix|prefix|anrede|civilite|honorific prefix|salutation",
        "title": "title|titre|titel|titolo|titulo",
        "suffix": "name suffix|suffix|suffixe|suffisso|sufijo|namenssuffix",
        "nickname": "nickname|nick name|surnom|spitzname|apodo|soprannome|pseudo|pseudonyme|nick",
        "maiden": "maiden name|nom de jeune fille|nom de naissance|geburtsname|birth name",
        "company": (
            "company|organisme|raison sociale|company name|organization|organisation|organization name|"
            "organization 1 name|societe|"
            "entreprise|firma|unternehmen|empresa|organizacion|azienda|societa|organizzazione|employer|"
            "employeur|"
            "arbeitgeber|work company|current company|bedrijf|firma name|organizacao|firmenname|"
            "entreprise actuelle|nom de l entreprise|compania"
        ),
        "role": (
            "job title|stanowisko|jobtitle|position|poste|fonction|profession|organization title|"
            "organization 1 title|"
            "role|puesto|cargo|qualifica|work title|headline|berufsbezeichnung|funktion|stelle|job|"
            "occupation|"
            "functie|posizione|intitule du poste|titulo del trabajo|titolo di lavoro|current position|"
            "poste actuel|"
            "titre du poste|stellung"
        ),
        "birthday": (
            "birthday|date anniversaire|date d anniversaire|data de nascimento|birth date|birthdate|"
            "date of birth|anniversaire|date de naissance|geburtstag|"
            "geburtsdatum|"
            "cumpleanos|fecha de nacimiento|compleanno|data di nascita|aniversario|verjaardag|dob|ne le|"
            "nee le"
        ),
        "birth year": "birth year|annee de naissance|geburtsjahr|ano de nacimiento|anno di nascita",
        "birth month": "birth month|geburtsmonat|mes de nacimiento|mese di nascita|mois de naissance|mois",
        "birth day": "birth day|dia de nacimiento|giorno di nascita|jour de naissance|jour",
        "notes": "notes|note|notizen|notas|remarques|comments|commentaires|info|bemerkungen|remarks",
        "groups": (
            "categories|category|labels|group membership|groups|group|groupes|groupe|kategorien|"
            "kategorie|categorias|"
            "categorie|tags|etiquettes|libelles|gruppen|lists|contact groups"
        ),
        "city": (
            "city|suburb|ville|ort|stadt|ciudad|citta|home city|business city|work city|address 1 city|ville "
            "domicile|"
            "ville bureau|ort geschaftlich|ort privat|location|localite|wohnort|town|ciudad de trabajo|"
            "plaats|geo location|other city"
        ),
        "street": (
            "street|address|address 1|street address|home street|business street|home address|work address|"
            "address 1 street|rue domicile|rue bureau|adresse|strasse|strasse privat|strasse geschaftlich|"
            "direccion|indirizzo|home address street"
        ),
        "number": "street number|house number|hausnummer|numero de rue",
        "postcode": (
            "postcode|postal code|zip|zip code|home postal code|business postal code|address 1 postal code|"
            "code postal|code postal domicile|code postal bureau|plz|postleitzahl|codigo postal|cap|"
            "home zipcode|"
            "work zipcode|home zip"
        ),
        "met": (
            "connected on|date de connexion|connecte le|verbunden am|date de mise en relation|conectado el|"
            "fecha de conexion|data collegamento|connection date|kontakt seit|contact since|en contact depuis"
        ),
        "uid": "contact id|uid|member id|identifiant",
    }.items()
    for name in names.split("|")
}
_NOT = re.compile(
    r"\b(type|label|libelle|etiquette|display name|anzeigename|extension|assistant|assistent\w*|assistante|"
    r"asystenta|asistenta|ассистента|"
    r"photo|"
    r"image|avatar|picture|manager|spouse|conjoint|confirmed|primary phone type|yomi|phonetic|id|provider|"
    r"keywords|country)\b"
)
_EMAIL = re.compile(
    r"\b(e ?mails?|mails?|messagerie|courriel|electronique|correo|posta|smtp|emailadresse|"
    r"mailadresse)\b|e ?mail"
)
_PHONE = re.compile(
    r"\b(phones?|tel|telephones?|telefon\w*|telefoon\w*|telefono\w*|telefone|mobile?s?|mobiltelefon|"
    r"mobil|portable|movil|movel|telemovel|"
    r"handy|cell|cellulare|celular|fax|telefax|telecopie|pager|haupttelefon|autotelefon|particular|gsm|"
    r"natel|rufnummer|"
    r"mobilnummer|mobiltelefonnummer|telefonnummer|phone number)\b"
)
_URL = re.compile(
    r"\b(urls?|web ?pages?|web ?sites?|site web|sites? internet|page web|webseite\w*|homepage|pagina "
    r"web|sitio web|sito web|"
    r"profile url|public url|linkedin|xing|viadeo|plaxo|blog|profil|profile|website)\b"
)
_NO_PEOPLE = frozenset(
    (
        "proficiency", "publisher", "invoice number", "payment method type", "verification type", "job url",
        "resume name", "application date", "started on", "issued on", "authority", "school name",
        "degree name",
    )
)  # fmt: skip
"""Columns of tables in LinkedIn's archive, and others like it, that hold languages, receipts, jobs."""
_MOST_WORDS = 7
_OUTLOOK = frozenset(
    [
        "e mail address",
        "business phone",
        "business street",
        "job title",
        "adresse de messagerie",
        "tel mobile",
        "telephone bureau",
        "telefon geschaftlich",
        "e mail adresse",
        "e mail 2 address",
        "telefono del trabajo",
        "direccion de correo electronico",
        "indirizzo posta elettronica",
    ]
)
GOOGLE = re.compile(
    r"(e mail|phone|website|organization|address|relation) 1 (type|label|value|name|formatted)"
)


def meaning(column: str) -> str:
    """Tell what a folded column holds: "given", "email", "phone", "url"…; "" for what nobody asks for."""
    if found := _EXACT.get(column) or COLUMN_WORDS.get(column):
        return found
    # A sentence of a preamble speaks of "email addresses" too.
    if len(column.split()) > _MOST_WORDS:
        return ""
    if _NOT.search(column):
        return ""
    for prop, pattern in (("email", _EMAIL), ("url", _URL), ("phone", _PHONE)):
        if pattern.search(column):
            return prop
    return "phone" if any(part in column for part in PHONES) else ""


def is_people_header(columns: list[str]) -> bool:
    """Tell whether the folded cells are the header of a table of people: a name or an address, and little
    else."""
    known = [found for column in columns if (found := meaning(column))]
    if not {"name", "given", "family", "email"} & set(known) or _NO_PEOPLE & set(columns):
        return False
    filled = [column for column in columns if column]
    # A row of data rarely holds two cells that are column names; a line of prose is one cell.
    return len(set(known)) >= 2 or (
        len(known) == len(filled) and max(len(column.split()) for column in filled) <= 5
    )


def source_of(columns: tuple[str, ...]) -> str:
    """Name the program that wrote a table of people, by its columns; "csv" for an unknown one."""
    have = set(columns)
    if any(GOOGLE.fullmatch(column) for column in columns) or "group membership" in have:
        return "google"
    if named := next((name for name in ("xing", "viadeo", "plaxo") if any(name in c for c in columns)), ""):
        return named
    if any(_EXACT.get(column) == "met" for column in columns) or {"creation date", "text"} <= have:
        return "linkedin"
    if have & {"primary email", "adresse electronique principale", "primare e mail adresse"}:
        return "thunderbird"
    if "yahoo phone" in have:
        return "yahoo"
    return "outlook" if len(have & _OUTLOOK) >= 2 else "csv"


def bare_columns(rows: list[list[str]]) -> tuple[str, ...] | None:
    """Name the columns of a table without a header by what they hold; None where none holds addresses."""
    width = max(map(len, rows), default=0)
    columns = [[row[at] for row in rows if len(row) > at and row[at]] for at in range(width)]
    if width < 2 or not any(cells and all(map(_is_address, cells)) for cells in columns):
        return None
    names: list[str] = []
    texts: list[int] = []
    for at, cells in enumerate(columns):
        kind = next((kind for kind, fits in _BARE if cells and all(map(fits, cells))), "")
        names.append(f"{kind} {at}" if kind else "")
        if not kind and cells and all(_is_words(cell) for cell in cells):
            texts.append(at)
    for at, name in zip(texts, _names_of(rows, texts), strict=False):
        names[at] = name
    return tuple(names)


def _names_of(rows: list[list[str]], texts: list[int]) -> tuple[str, ...]:
    whole = [row for row in rows if len(row) > max(texts, default=0)]
    if len(texts) > 2 and whole and all(row[texts[0]] == f"{row[texts[1]]} {row[texts[2]]}" for row in whole):
        return ("name", "first name", "last name")
    is_full = all(" " in row[texts[0]] for row in whole) if texts else False
    return ("name",) if is_full or len(texts) < 2 else ("first name", "last name")


def _is_address(cell: str) -> bool:
    return re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", cell) is not None


def _is_words(cell: str) -> bool:
    return not any(sign.isdigit() for sign in cell) and len(cell) <= 60


_BARE = (
    ("email", _is_address),
    ("phone", lambda cell: re.fullmatch(r"\+?[\d ()./-]{5,25}", cell) is not None),
    ("url", lambda cell: cell.startswith(("http://", "https://", "www."))),
)
