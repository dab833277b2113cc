"""Tables of people as programs export them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.csv_people import read_people
from vaulttool.exchange.records import ImportedPerson, LeftOut

LINKEDIN = (
    '\ufeffNotes:\r\n"When exporting your connection data, you may notice that some of the email '
    "addresses are "
    'missing. You will only see email addresses for connections who have allowed it."\r\n\r\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    'Ann,"Looper, DipWSET",https://www.linkedin.com/in/ann-looper,,Vine & Co,"Head, Wines",15 Jan 2024\r\n'
    "Zoë 🚀,undefined,https://www.linkedin.com/in/zo%C3%AB,zoe@acme.example,,,02 Feb 2023\r\n"
    ",,,,,,03 Feb 2023\r\n"
)


def read(text: str | bytes, **how: object) -> list[ImportedPerson | LeftOut]:
    source = text if isinstance(text, bytes) else text.encode()
    return list(read_people(source.splitlines(keepends=True), "t.csv", **how))  # type: ignore[arg-type]


def people(text: str | bytes, **how: object) -> list[ImportedPerson]:
    found = read(text, **how)
    assert not [left for left in found if isinstance(left, LeftOut)]
    return [person for person in found if isinstance(person, ImportedPerson)]


def test_linkedin_connections_below_their_preamble():
    ann, zoe, gone = read(LINKEDIN)
    assert isinstance(ann, ImportedPerson)
    assert (ann.name, ann.given, ann.family) == ("Ann Looper", "Ann", "Looper")
    assert (ann.company, ann.role, ann.met) == ("Vine & Co", "Head, Wines", dt.date(2024, 1, 15))
    assert (ann.source, ann.record) == ("linkedin", "t.csv:5")
    assert isinstance(zoe, ImportedPerson)
    assert (zoe.name, zoe.emails) == ("Zoë", ("zoe@acme.example",))
    assert isinstance(gone, LeftOut)


def test_linkedin_in_french():
    (ana,) = people(
        "Notes :\n\nPrénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@acme.example,Acme,Ingénieure,12 mars 2023\n"
    )
    assert (ana.family, ana.company, ana.role, ana.met) == (
        "Ruiz",
        "Acme",
        "Ingénieure",
        dt.date(2023, 3, 12),
    )
    assert ana.source == "linkedin"


def test_google_new_and_old():
    (new,) = people(
        "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
        "Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
        "Phone 1 - Value,Website 1 - Label,Website 1 - Value\n"
        "Jan,van den,Berg,,,,,Acme,Engineer, --05-12,,http://p.example/x.png,* myContacts ::: * Work,* Home,"
        "jan@a.example ::: jan@b.example,Mobile 2,+31 6 0000 0001 ::: +31 6 0000 "
        "0002,Blog,https://jan.example\n"
    )
    assert (new.name, new.given, new.family) == ("Jan van den Berg", "Jan", "van den Berg")
    assert new.emails == ("jan@a.example", "jan@b.example")
    assert new.phones == ("+31 6 0000 0001", "+31 6 0000 0002")
    assert (new.birthday, new.groups, new.urls) == ("--05-12", ("Work",), ("https://jan.example",))
    (old,) = people(
        "Name,Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
        "Organization 1 - Name,Organization 1 - Title\nDr Bob Lee,Bob,Lee,1980-05-12,* My "
        "Contacts,*,b@l.example,Acme,Baker\n"
    )
    assert (old.name, old.birthday, old.company, old.role, old.source) == (
        "Dr Bob Lee", "1980-05-12", "Acme", "Baker", "google",
    )  # fmt: skip


def test_french_outlook_in_cp1252_with_semicolons():
    text = (
        "Titre;Prénom;Deuxième prénom;Nom;Suffixe;Société;Service;Profession;Adresse de messagerie;Tél. "
        "mobile;"
        "Téléphone (bureau);Anniversaire;Anniversaire de mariage ou fête;Ville (bureau)\r\n"
        "Mme;Émilie;;Léger;;Été SARL;Achats;Acheteuse;emilie@ete.example;06 00 00 00 01;01 00 00 00 02;"
        "12/05/1980;0/0/00;Lyon\r\n"
        "M.;Loïc;;Petit;;;;;loic@petit.example;;;0/0/00;0/0/00;\r\n"
    )
    emilie, loic = people(text.encode("cp1252"))
    assert (emilie.name, emilie.company, emilie.role, emilie.city) == (
        "Émilie Léger",
        "Été SARL",
        "Acheteuse",
        "Lyon",
    )
    assert emilie.phones == ("06 00 00 00 01", "01 00 00 00 02")
    assert (emilie.birthday, loic.birthday) == ("1980-05-12", "")
    assert emilie.source == "outlook"


def test_english_outlook_has_american_birthdays_unless_a_row_says_otherwise():
    head = "Title,First Name,Last Name,Suffix,Company,Job Title,E-mail Address,Business Phone,Birthday\n"
    (ana,) = people(head + "Dr.,Ana,Ruiz,,Acme,Chef,ana@acme.example,555 0100,12/5/1980\n")
    assert (ana.birthday, ana.role) == ("1980-12-05", "Chef")
    ana, bob = people(head + ",Ana,Ruiz,,,,a@r.example,,12/5/1980\n,Bob,Lee,,,,b@l.example,,25/5/1980\n")
    assert (ana.birthday, bob.birthday) == ("1980-05-12", "1980-05-25")
    (told,) = people(head + ",Ana,Ruiz,,,,a@r.example,,12/5/1980\n", day_first=True)
    assert told.birthday == "1980-05-12"


def test_thunderbird_has_its_birthday_in_three_columns():
    (ana,) = people(
        "First Name,Last Name,Display Name,Primary Email,Mobile Number,Birth Year,Birth Month,Birth Day,\n"
        "Ana,Ruiz,Ana R.,ana@acme.example,0600000001,1980,5,2,\n"
    )
    assert (ana.name, ana.birthday, ana.phones, ana.source) == (
        "Ana R.",
        "1980-05-02",
        ("0600000001",),
        "thunderbird",
    )


def test_a_single_column_of_names_is_a_whole_name():
    (ana,) = people("Nom,Courriel\nLE GALL Jean-Pierre,jp@legall.example\n")
    assert (ana.given, ana.family) == ("Jean-Pierre", "LE GALL")


def test_unknown_columns_are_read_by_what_the_person_says():
    (ana,) = people("Wer,Wo\nAna Ruiz,Acme\n", mapping={"Wer": "name", "wo": "company"}, source="viadeo")
    assert (ana.family, ana.company, ana.source) == ("Ruiz", "Acme", "viadeo")


def test_a_table_without_a_known_header_says_so():
    (left,) = read("1,2,3\n4,5,6\n")
    assert isinstance(left, LeftOut)
    assert "--map" in left.problem


def test_a_quote_that_never_closes_costs_its_own_row():
    rows = "".join(f"Ana{number},ana{number}@acme.example\n" for number in range(2000))
    found = read('Name,Email\n"Bob,b@l.example\n' + rows)
    assert sum(isinstance(one, LeftOut) for one in found) == 1
    assert len(found) == 2001


def test_line_breaks_inside_a_cell_keep_the_line_numbers():
    ana, bob = people('Name,Email,Notes\nAna Ruiz,a@r.example,"one\ntwo"\nBob Lee,b@l.example,\n')
    assert (ana.notes, bob.record) == ("one\ntwo", "t.csv:4")


def test_old_mac_line_ends_are_lines():
    assert len(people(b"Name,Email\rAna Ruiz,a@r.example\rBob Lee,b@l.example\r")) == 2


@given(st.binary(max_size=300))
def test_no_bytes_raise(junk: bytes):
    read(b"Name,Email,Birthday\n" + junk)
    read(junk)


def test_headers_of_many_languages():
    (one,) = people(
        "Фамилия;Имя;Адрес электронной почты;Рабочий телефон\nИванов;Иван;i@x.example;+7 495 000\n"
    )
    assert (one.given, one.family, one.emails, one.phones) == (
        "Иван",
        "Иванов",
        ("i@x.example",),
        ("+7 495 000",),
    )
    (one,) = people("姓,名,電子メール,携帯電話\n田中,太郎,t@x.example,090-0000-0000\n")
    assert (one.given, one.family, one.phones) == ("太郎", "田中", ("090-0000-0000",))
    (one,) = people(
        "Anzeigename,Primäre E-Mail-Adresse,Geburtsjahr,Geburtsmonat,Geburtstag\nA B,a@b.example,1980,5,2\n"
    )
    assert one.birthday == "1980-05-02"


def test_a_table_without_a_header_is_read_by_what_it_holds():
    john, jane = people("John Doe,John,Doe,j@doe.example,555 0100\nJane Doe,Jane,Doe,k@doe.example,\n")
    assert (john.name, john.given, john.family, john.phones) == ("John Doe", "John", "Doe", ("555 0100",))
    assert (jane.name, jane.emails, jane.record) == ("Jane Doe", ("k@doe.example",), "t.csv:2")
    (ana,) = people("Ana;Ruiz;a@ruiz.example\n")
    assert (ana.given, ana.family) == ("Ana", "Ruiz")


def test_what_the_columns_say_of_the_program_and_its_country():
    (jana,) = people(
        "Vorname;Nachname;XING-Profil;Kontakt seit\nJana;Müller;https://xing.com/profile/J_M;03.04.2009\n"
    )
    assert (jana.source, jana.met) == ("xing", dt.date(2009, 4, 3))
    head = "First,Last,Email,Yahoo! Phone,Birthday,Home {}\nAna,Ruiz,a@ruiz.example,,5/12/1980,\n"
    assert [people(head.format(word))[0].birthday for word in ("ZIP", "Post Code")] == [
        "1980-05-12",
        "1980-12-05",
    ]
    (ana,) = people("Name,Occupation,Group Membership,Organization 1 - Title\nAna Ruiz,Painter,,Chef\n")
    assert ana.role == "Chef"
