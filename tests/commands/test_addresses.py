import csv
import io
import json


def rows(vault, *options):
    said = vault.run_quickly("wishes", "--addresses", *options)
    return list(csv.reader(io.StringIO(said.out))), said.err


def test_a_household_is_one_line_with_one_address_and_nothing_is_written(vault):
    vault.write("People/Ana Ruiz.md", '---\nhousehold: "[[Leo Ruiz]]"\ncircle: close\ncity: Lyon\n---\n')
    vault.write("People/Leo Ruiz.md", '---\nadresse: "3, rue Zoé"\nville: Lyon\n---\n')
    vault.write("People/Mia Solis.md", "---\ncity: Oslo\n---\n")
    vault.write("People/Secret One.md", "---\nprivate: true\naddress: hidden\n---\n")
    vault.write("People/Dead One.md", "---\ndied: 2020\naddress: graveyard\n---\n")
    before = vault.snapshot()
    table, told = rows(vault)
    assert table == [
        ["Name", "Address", "City"],
        ["Ana Ruiz and Leo Ruiz", "3, rue Zoé", "Lyon"],
        ["Mia Solis", "", "Oslo"],
    ]
    assert told == "1 of the lines have no address: it is the property `address`.\n"
    assert rows(vault, "--city", "Oslo")[0][1:] == [["Mia Solis", "", "Oslo"]]
    assert vault.snapshot() == before


def test_an_address_is_no_formula(vault):
    vault.write("People/Eve.md", "---\naddress: =cmd|x\n---\n")
    assert rows(vault)[0][1][1] == "'=cmd|x"


def test_an_address_is_shown_and_leaves_in_a_card(vault):
    vault.write("People/Ana Ruiz.md", "---\naddress: 3 rue Zoé\ncity: Lyon\n---\n")
    assert "address: 3 rue Zoé" in vault.run_quickly("show", "Ana").out
    assert "ADR:;;3 rue Zoé;Lyon;;;" in vault.run_quickly("export", "vcard").out


def test_a_card_is_a_kind_of_its_own_with_its_direction(vault):
    lines = {
        "2026-01-05": "Sent a card to [[Ana Ruiz]] [from:: me]",
        "2026-02-05": "Got a postcard from [[Ana Ruiz]] [from:: them]",
        "2026-03-05": "Envoyé une carte à [[Ana Ruiz]] [from:: moi]",
        "2026-04-05": "Reçu une carte postale de [[Ana Ruiz]] [from:: elle]",
        "2026-05-05": "Played cards with [[Ana Ruiz]]",
        "2026-06-05": "Joué aux cartes avec [[Ana Ruiz]]",
    }
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    for day, line in lines.items():
        vault.write(f"Daily/{day}.md", f"- {line}\n")
    found = [json.loads(line) for line in vault.run_quickly("interactions", "--json").out.splitlines()]
    kinds = {one["date"]: (one["kind"], one["direction"]) for one in found}
    assert kinds["2026-01-05"] == kinds["2026-03-05"] == ("card", "me")
    assert kinds["2026-02-05"] == kinds["2026-04-05"] == ("card", "them")
    assert kinds["2026-05-05"][0] == kinds["2026-06-05"][0] == "contact"
