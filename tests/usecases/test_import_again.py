"""What an import says of people who have a note, rules instead of ticks, several sources of one person."""

import pytest

from in_process import in_process


@pytest.fixture
def vault(vault):
    return in_process(vault)


pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")

CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Ana Ruiz\nN:Ruiz;Ana;;;\nEMAIL:ana@ruiz.example\nTEL:+33600000001\n"
    "ORG:{company}\nEND:VCARD\n"
)
ANA = "---\ntype: person\nemail: ana@ruiz.example\nphone: '+33600000002'\ncompany: Mine # really\n---\nText\n"
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@ruiz.example,Acme,Chef,15 Jan 2024\n"
    "Bob,Lee,https://www.linkedin.com/in/bob-lee,bob@lee.example,Acme,Baker,16 Jan 2024\n"
)


def mails(*pairs: tuple[str, str]) -> str:
    return "".join(
        f"From x@y.example Mon Nov  2 10:00:00 2026\nFrom: {sender}\nTo: {receiver}\nMessage-ID: <{number}>\n"
        f"Date: {number + 2} Nov 2026 10:00:00 +0100\n\nHi\n\n"
        for number, (sender, receiver) in enumerate(pairs)
    )


ME, BOB = "mia@moor.example", "Bob Lee <bob@lee.example>"
MAIL = mails((ME, BOB), (BOB, ME), (ME, "Cleo Dahl <cleo@dahl.example>"), (BOB, ME), (ME, BOB))


def tick(vault, path: str, words: str) -> None:
    lines = vault.read(path).split("\n")
    at = next(number for number, line in enumerate(lines) if words in line)
    lines[at] = lines[at].replace("[ ]", "[x]", 1)
    vault.write(path, "\n".join(lines))


def test_a_contradiction_is_a_proposal_and_a_tick_takes_it_over(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    card = vault.home / "c.vcf"
    card.write_text(CARD.format(company="Acme"))
    vault.run("import", str(card))
    assert vault.read("People/Ana Ruiz.md") == ANA
    note = vault.read("Inbox/Address book.md")
    assert "- [ ] [[Ana Ruiz]]: company **Acme** instead of Mine (Address book) ^vt-" in note
    assert "- [ ] [[Ana Ruiz]]: number **+33600000001** too (Address book) ^vt-" in note
    before = vault.snapshot()
    vault.run("import", str(card))
    assert vault.snapshot() == before
    tick(vault, "Inbox/Address book.md", "number")
    tick(vault, "Inbox/Address book.md", "company")
    vault.run("triage")
    assert vault.read("People/Ana Ruiz.md").startswith(
        '---\ntype: person\nemail: ana@ruiz.example\nphone:\n  - "+33600000002"\n  - "+33600000001"\n'
        "company: Acme # really\n---\nText\n"
    )
    after = vault.snapshot()
    assert "Nothing is ticked" in vault.run("triage").out
    vault.run("import", str(card))
    assert {path: text for path, text in vault.snapshot().items() if path.startswith("People")} == {
        path: text for path, text in after.items() if path.startswith("People")
    }


def test_an_unticked_proposal_changes_nothing_and_gives_way_to_newer_words(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    card = vault.home / "c.vcf"
    card.write_text(CARD.format(company="Acme"))
    vault.run("import", str(card))
    assert "nobody more" in vault.run("triage", "--more").out
    card.write_text(CARD.format(company="Bakers"))
    vault.run("import", str(card))
    note = vault.read("Inbox/Address book.md")
    assert "Bakers" in note and "Acme" not in note
    assert vault.read("People/Ana Ruiz.md") == ANA


def test_one_person_of_two_sources_is_asked_about_once_and_gets_all(vault):
    (vault.home / "c.csv").write_text(CONNECTIONS)
    (vault.home / "m.mbox").write_text(MAIL)
    vault.run("import", str(vault.home / "c.csv"), str(vault.home / "m.mbox"), "--me", ME)
    assert "**Bob Lee** · Baker, Acme · bob@lee.example · you wrote 2, they wrote 2" in vault.read(
        "Inbox/LinkedIn.md"
    )
    assert "Bob Lee" not in vault.read("Inbox/Mail.md") and "Cleo Dahl" in vault.read("Inbox/Mail.md")
    tick(vault, "Inbox/LinkedIn.md", "**Bob Lee**")
    vault.run("triage")
    assert vault.property("People/Bob Lee.md", "company") == "Acme"
    vault.run("update", "--yes")
    assert vault.property("People/Bob Lee.md", "last_contact") == "2026-11-06"
    assert "(from:: me)" in vault.read("Log/2026-11 Mail.md") and "Cleo" not in vault.read(
        "Log/2026-11 Mail.md"
    )
    before = vault.snapshot()
    vault.run("import", str(vault.home / "m.mbox"), "--me", ME)
    assert vault.snapshot()["Log/2026-11 Mail.md"] == before["Log/2026-11 Mail.md"]


def test_a_rule_takes_people_in_at_once(vault):
    (vault.home / "m.mbox").write_text(MAIL)
    vault.run("import", str(vault.home / "m.mbox"), "--me", ME, "--yes-if", "mails both ways >= 2")
    assert vault.exists("People/Bob Lee.md") and not vault.exists("People/Cleo Dahl.md")
    vault.run("update", "--yes")
    assert vault.property("People/Bob Lee.md", "last_contact") == "2026-11-06"
    before = vault.snapshot()
    vault.run("import", str(vault.home / "m.mbox"), "--me", ME, "--yes-if", "mails both ways >= 2")
    assert vault.snapshot() == before
    done = vault.run("import", str(vault.home / "m.mbox"), "--yes-if", "mails >=", code=2)
    assert "expects a value" in done.err


def test_who_is_this_has_the_vaults_own_word(vault):
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\nstatus_words: 'stranger: unknown'\n---\n")
    (vault.home / "c.csv").write_text(CONNECTIONS)
    vault.run("import", str(vault.home / "c.csv"))
    lines = vault.read("Inbox/LinkedIn.md").split("\n")
    at = next(number for number, line in enumerate(lines) if "**Bob Lee**" in line) + 1
    lines[at] = lines[at].replace("[ ]", "[x]")
    vault.write("Inbox/LinkedIn.md", "\n".join(lines))
    vault.run("triage")
    assert vault.property("People/Bob Lee.md", "status") == "stranger"


def test_a_newer_export_changes_only_what_changed(vault):
    connections = vault.home / "c.csv"
    connections.write_text(CONNECTIONS)
    vault.run("import", str(connections))
    before = vault.snapshot()
    connections.write_text(CONNECTIONS.replace("Acme,Baker", "Bakers,Baker"))
    vault.run("import", str(connections))
    changed = [
        (old, new)
        for path in ("Inbox/LinkedIn.md", "Inbox/LinkedIn.csv")
        for old, new in zip(before[path].splitlines(), vault.bytes(path).splitlines(), strict=True)
        if old != new
    ]
    assert all(b"Bob" in new or b"vaulttool:made" in new for _, new in changed)
    assert b"Baker, Bakers" in vault.bytes("Inbox/LinkedIn.md")


def test_the_vault_out_and_in_again_is_empty_of_changes(vault):
    vault.write(
        "People/Ana Ruiz.md",
        "---\ntype: person\naliases: [Anita]\nemail: [ana@ruiz.example, a@x.example]\nphone: 06 12 34 56 78\n"
        "company: '[[Acme Inc|Acme]]'\nrole: Chef\ncity: Lyon\nbirthday: --05-12\ntags: [friend]\n"
        "linkedin: https://www.linkedin.com/in/ana-ruiz\n---\n",
    )
    vault.write("People/Jean-Pierre Le Gall.md", "---\ntype: person\nbirthday: 1960-02-29\n---\n")
    before = vault.snapshot()
    for version in ("3.0", "4.0"):
        vault.run("export", "vdir", str(vault.home / version), "--vcard-version", version)
        assert "Nothing is new" in vault.run("import", str(vault.home / version)).out
        assert vault.snapshot() == before


def test_columns_that_nobody_knows_are_asked_about_once(vault):
    table = vault.home / "t.csv"
    table.write_text("Wer,Firma der Wahl,Quux\nAna Ruiz,Acme,7\n")
    done = vault.run("import", str(table), input="name\ncompany\n\n")
    assert 'Wer" (as "Ana Ruiz")' in done.err
    assert "**Ana Ruiz** · Acme" in vault.read("Inbox/Table.md")
    assert "Wer: name" in vault.read("vaulttool.md")
    before = vault.snapshot()
    done = vault.run("import", str(table))
    assert "What do" not in done.err and vault.snapshot() == before
    other = vault.home / "o.csv"
    other.write_text("Foo,Bar\nx,y\n")
    assert "no kind of file" in vault.run("import", str(other), code=1).err
    assert "none of" in vault.run("import", str(other), "--map", "Foo=shoe", code=2).err


def test_a_bare_name_is_ticked_once(vault):
    table = vault.home / "t.csv"
    table.write_text("Name,Company\nAna Ruiz,\nBob Lee,\n")
    vault.run("import", str(table))
    tick(vault, "Inbox/Table.md", "**Ana Ruiz**")
    vault.run("triage")
    assert vault.exists("People/Ana Ruiz.md")
    before = vault.snapshot()
    vault.run("triage")
    vault.run("import", str(table))
    assert vault.snapshot() == before


def test_whom_one_knows_at_a_company_without_a_note(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\ncompany: Acme\n---\n")
    (vault.home / "c.csv").write_text(CONNECTIONS)
    vault.run("import", str(vault.home / "c.csv"))
    shown = vault.run("list", "--company", "acme").out
    assert "In your imports, without a note:\nBob Lee · Baker, Acme (LinkedIn)\n" in shown
    assert shown.count("Ana Ruiz") == 1
    assert "Bob" not in vault.run("list", "--company", "acme", "--json").out
    assert "imports" not in vault.run("list", "--company", "Other").out
