"""Cards as address books write them, with plainly fictional people."""

from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.records import ImportedPerson, LeftOut
from vaulttool.exchange.vcard import read_vcards


def read(text: str | bytes) -> list[ImportedPerson | LeftOut]:
    source = text.encode() if isinstance(text, str) else text
    return list(read_vcards(source.splitlines(keepends=True), "c.vcf"))


def one(*lines: str, version: str = "3.0") -> ImportedPerson:
    body = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (person,) = read(body)
    assert isinstance(person, ImportedPerson), person
    return person


def test_a_card_of_apple_with_groups_labels_and_a_birthday_without_year():
    person = one(
        "N:Ruiz;Ana;;;",
        "FN:Ana Ruiz",
        "ORG:Acme Tools;Research;",
        "TITLE:Engineer",
        "EMAIL;type=INTERNET;type=WORK;type=pref:ana@acme.example",
        "item1.EMAIL;type=INTERNET:ana.ruiz@home.example",
        "item1.X-ABLabel:_$!<Other>!$_",
        "TEL;type=CELL;type=VOICE:\u202a+34 600 000 001\u202c",
        "item2.URL;type=pref:http\\://ana.example/blog",
        "item3.X-ABRELATEDNAMES:Bob Lee",
        "item3.X-ABLabel:_$!<Spouse>!$_",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22",
        "X-MAIDENNAME:Vega",
        'X-UNHEARD-OF;ODD="a;b:c":value',
    )
    assert (person.name, person.given, person.family) == ("Ana Ruiz", "Ana", "Ruiz")
    assert person.emails == ("ana@acme.example", "ana.ruiz@home.example")
    assert person.phones == ("+34 600 000 001",)
    assert (person.company, person.role) == ("Acme Tools", "Engineer")
    assert person.birthday == "--01-22"
    assert person.urls == ("http://ana.example/blog",)
    assert person.maiden_name == "Vega"


def test_a_card_of_an_old_phone_in_quoted_printable_with_soft_breaks_and_bare_parameters():
    source = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9ger;=C3=89milie;;;\r\n"
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89milie=\r\n=20L=C3=A9ger\r\n"
        b"TEL;CELL;PREF:0612345678\r\nNOTE;QUOTED-PRINTABLE:one=0D=0Atwo=\r\n three\r\nEND:VCARD\r\n"
    )
    (person,) = read(source)
    assert isinstance(person, ImportedPerson)
    assert (person.name, person.given, person.family) == ("Émilie Léger", "Émilie", "Léger")
    assert person.phones == ("0612345678",)
    assert person.notes == "one\ntwo three"


def test_a_picture_that_nobody_indented_takes_nothing_with_it():
    source = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Lee;Bob\r\nPHOTO;JPEG;ENCODING=BASE64:\r\n\r\n"
        "/9j/4AAQSkZJRgABAQAAAQABAAD\r\nABCDEFGH/+==\r\n\r\nEMAIL;INTERNET:bob@lee.example\r\nEND:VCARD\r\n"
    )
    (person,) = read(source)
    assert isinstance(person, ImportedPerson)
    assert (person.name, person.emails) == ("Bob Lee", ("bob@lee.example",))


def test_a_name_keeps_what_stands_behind_its_comma():
    assert one("FN:Mr. Bob Q. Lee, Jr.", "N:Lee;Bob;Q.;Mr.;Jr.").name == "Mr. Bob Q. Lee, Jr."


def test_a_family_name_has_its_particles_and_no_titles():
    assert one("N:Berg;Jan;van den;;", "FN:Jan van den Berg").family == "van den Berg"
    assert one("N:Looper, DipWSET;Ann;;;").family == "Looper"
    assert one("FN:Jan van den Berg").given == "Jan"


def test_birthdays_are_one_form():
    for written in ("1980-03-22", "19800322", "1980-03-22T00:00:00Z", "1980-3-22"):
        assert one("FN:Ana", f"BDAY:{written}").birthday == "1980-03-22"
    for written in ("--0322", "--03-22", "1604-03-22"):
        assert one("FN:Ana", f"BDAY:{written}").birthday == "--03-22"
    assert one("FN:Ana", "BDAY;VALUE=text:circa 1800").birthday == ""


def test_phones_as_addresses_lose_only_their_scheme():
    assert one("FN:Ana", "TEL;VALUE=uri:tel:+1-555-0100;ext=7", version="4.0").phones == (
        "+1-555-0100;ext=7",
    )


def test_cards_without_end_cards_in_cards_and_blank_lines_are_borne():
    people = read(
        "\nbegin:vcard\nfn:Ana Ruiz\nBEGIN:VCARD\nFN:Bob Lee\nAGENT:\nBEGIN:VCARD\nFN:Nobody\nEND:VCARD\n"
        "EMAIL:bob@lee.example\nEND:vCard\n\nrubbish\n\nBEGIN:VCARD\nPROFILE:VCard\nFN:Cleo Dahl\n"
    )
    assert [p.name for p in people if isinstance(p, ImportedPerson)] == ["Ana Ruiz", "Bob Lee", "Cleo Dahl"]
    assert [p.record for p in people] == ["c.vcf:2", "c.vcf:4", "c.vcf:15"]


def test_a_card_with_only_an_address_is_somebody_and_an_empty_one_is_nobody():
    assert one("EMAIL;type=INTERNET:someone@nowhere.example").name == ""
    (nobody,) = read("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n")
    assert isinstance(nobody, LeftOut)
    (no_card,) = read("hello\n")
    assert isinstance(no_card, LeftOut)


def test_groups_and_companies_are_no_people():
    for line in ("KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "X-ABShowAs:COMPANY", "KIND:org"):
        (found,) = read(f"BEGIN:VCARD\nFN:Choir\n{line}\nEND:VCARD\n")
        assert isinstance(found, LeftOut), line


def test_latin_1_without_a_word_about_it_is_read():
    (person,) = read(b"BEGIN:VCARD\nFN:Zo\xeb B\xe9rard\nEND:VCARD\n")
    assert isinstance(person, ImportedPerson)
    assert person.name == "Zoë Bérard"


def test_escapes_are_taken_back_part_by_part():
    person = one(r"N:Lee\;Ng;Bob;;;", r"FN:Bob Lee\;Ng", r"ORG:A\, B\; C;Dept", r"NOTE:one\ntwo\\n", "FN:x")
    assert (person.family, person.company, person.notes) == ("Lee;Ng", "A, B; C", "one\ntwo\\n")


@given(st.binary(max_size=300))
def test_no_bytes_raise(junk: bytes):
    read(b"BEGIN:VCARD\n" + junk + b"\nFN:Ana\nEND:VCARD\n" + junk)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9), min_size=1, max_size=30
    )
)
def test_folding_anywhere_changes_nothing(words: list[str]):
    value = " ".join(words).replace("\\", "").replace(";", "").replace(",", "")
    raw = f"NOTE:x{value}x".encode()
    folded = b"\r\n ".join(raw[at : at + 7] for at in range(0, len(raw), 7))
    whole = read(b"BEGIN:VCARD\r\nFN:A\r\n" + raw + b"\r\nEND:VCARD\r\n")
    assert read(b"BEGIN:VCARD\r\nFN:A\r\n" + folded + b"\r\nEND:VCARD\r\n") == whole


def test_a_card_in_whose_middle_the_file_ends_is_told():
    whole, cut = read("BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\nBEGIN:VCARD\nFN:Bob Le")
    assert isinstance(whole, ImportedPerson) and isinstance(cut, LeftOut)
    assert (cut.problem, cut.record) == ("the file ends in the middle of this card", "c.vcf:4")


def test_a_company_of_google_is_no_person():
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Acme SARL\nN:;;;;\nORG:Acme SARL\nTEL:+33100000000\nEND:VCARD\n"
    (left,) = read(card)
    assert isinstance(left, LeftOut) and left.problem == "an organisation, no person"
    (ana,) = read(card.replace("FN:Acme SARL", "FN:Ana Ruiz"))
    assert isinstance(ana, ImportedPerson) and ana.company == "Acme SARL"
