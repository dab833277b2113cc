"""Cards and calendars of ours, read by a parser of another language (ical.js)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from vaulttool.exchange.ics_write import write_days
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard import read_vcards
from vaulttool.exchange.vcard_write import write_vcard
from vaulttool.network.contact import Contact, YearlyDay

_MODULE = Path(__file__).parents[2] / "docs/images/node_modules/ical.js/dist/ical.js"
_SCRIPT = """
import fs from "node:fs";
const { default: ICAL } = await import(process.argv[1]);
let read = ICAL.parse(fs.readFileSync(0, "utf8"));
if (typeof read[0] === "string") read = [read];
const out = read.map((one) => {
  const card = new ICAL.Component(one);
  const all = (name) => card.getAllProperties(name).map((property) => String(property.getFirstValue()));
  return { fn: all("fn"), email: all("email"), tel: all("tel"), org: all("org"), title: all("title"),
           events: card.getAllSubcomponents("vevent").map((e) => e.getFirstPropertyValue("summary")) };
});
console.log(JSON.stringify(out));
"""
PEOPLE = [
    Contact(
        f"People/{number}.md",
        name,
        emails=(f"p{number}@x.example", f"q{number}@x.example"),
        phones=("+34 600 000 001",),
        company=company,
        role="Chef, baker and more\\less " + "é" * 90,
        days=(YearlyDay(2, 29, None, "birthday"), YearlyDay(6, 5, 2010, "wedding; ours, yes")),
    )
    for number, (name, company) in enumerate(
        [
            ("Ana Ruiz", "Acme, Inc."),
            ("Ngô Thị Hoà 👩‍🍳", "A;B"),
            ("O'Neil, Séan", "C\\D"),
            ("王小明", "王公司"),
        ]
    )
]


def second_reader(source: bytes) -> list[dict[str, list[str]]]:
    node = shutil.which("node")
    if not node or not _MODULE.exists():
        pytest.skip("ical.js is not installed: npm install --prefix docs/images")
    command = [node, "--input-type=module", "-e", _SCRIPT, "--", _MODULE.as_uri()]
    done = subprocess.run(command, input=source, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, list[str]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_second_reader_reads_what_we_write(version):
    found = second_reader(b"".join(write_vcard(one, version) for one in PEOPLE))
    assert [one["fn"] for one in found] == [[one.name] for one in PEOPLE]
    assert [one["email"] for one in found] == [list(one.emails) for one in PEOPLE]
    assert [one["title"] for one in found] == [[one.role] for one in PEOPLE]


def test_a_second_reader_reads_our_calendar():
    (found,) = second_reader(write_days(PEOPLE))
    assert found["events"][:2] == ["Ana Ruiz: birthday", "Ana Ruiz: wedding; ours, yes (2010)"]


def test_both_readers_read_cards_of_other_programs_alike():
    source = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14//EN\r\n"
        b"N:Ruiz;Ana;;;\r\nFN:Ana Ruiz\r\n"
        b"ORG:Acme\\, Inc.;Kitchen\r\nitem1.EMAIL;type=INTERNET;type=pref:ana@ruiz.example\r\n"
        b"item1.X-ABLabel:_$!<Other>!$_\r\nTEL;type=CELL;type=VOICE:+34 600 000\r\n  001\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob Lee\r\nN:Lee;Bob;;;\r\n"
        b'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555\r\n'
        b"EMAIL;PREF=1:bob@lee.example\r\nEND:VCARD\r\n"
    )
    ours = [
        one for one in read_vcards(source.splitlines(keepends=True), "c") if isinstance(one, ImportedPerson)
    ]
    theirs = second_reader(source)
    assert [[one.name] for one in ours] == [one["fn"] for one in theirs]
    assert [list(one.emails) for one in ours] == [one["email"] for one in theirs]
    assert [one.phones[0] for one in ours] == [one["tel"][0].removeprefix("tel:") for one in theirs]
