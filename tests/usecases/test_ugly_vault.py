"""A vault full of what strangers and crashes leave: every command goes on, and one person is kept."""

import contextlib
import csv
import io
import os
import re
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Vault

ANA = "People/Ana Ruiz.md"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What must reach no terminal: escapes, carriage returns, bidi marks."""
CONTENTS = {
    "deep list": b"---\na: " + b"[" * 25_000 + b"\n---\n",
    "deep keys": b"---\n" + b"? " * 25_000 + b"\n---\n",
    "deep items": b"---\na:\n" + b"- " * 25_000 + b"\n---\n",
    "alias bomb": b"---\na0: &a0 [x,x]\n"
    + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 40))
    + b"---\n",
    "object": b"---\nlast_contact: !!python/object/apply:os.system ['touch /tmp/owned']\n---\n",
    "impossible day": b"---\nlast_contact: 2026-02-30\n---\n- 2026-02-31: lunch with [[Ana Ruiz]]\n",
    "twice": b"---\naliases: x\naliases: y\n---\n",
    "NUL": b"---\ntype: person\n---\nlunch\x00with [[Ana Ruiz]]\n",
    "not UTF-8": "déjeuner avec [[Ana Ruiz]]\n".encode("latin-1"),
    "UTF-16": "---\ntype: person\n---\n".encode("utf-16"),
    "surrogate": b"---\naliases: \xed\xa0\x80\n---\n",
    "surrogate escape": b'---\naliases: "\\ud800"\n---\n',
    "long line": b"- lunch with [[Ana Ruiz]] " + b"and [[Bo]] " * 10_000,
    "no end": b"---\naliases: x\n",
    "two blocks": b"---\na: 1\n---\n---\nlast_contact: 2020-01-01\n---\n",
    "JSON": b'---\n{"a": 1}\n---\n',
    "markers": b"<<<<<<< ours\n---\na: 1\n=======\n---\na: 2\n>>>>>>> theirs\n---\n",
    "braces": b"---\na: {{date}}\nb: <% tp.date.now() %>\n---\n",
    "steering": '---\ncompany: "\\e[2J\\u202Eevil"\naliases: ["\x85\\r\\n- [x] paid"]\n---\n'.encode(),
}
NAMES = (
    "../../x", "/etc/passwd", "CON", "nul.txt", "a/b", "a\\b", "é" * 150, "\u202etxt.exe\u2066",
    "\x1b[2J\x07", "x ]] y [[z|w#h^b", "a %% b", "<script>alert(1)</script>", "<% tp.file.delete() %>",
    "```dataviewjs", "$= dv.pages()", "=cmd|'/c calc'!A0", "- [x] paid", "![[Secrets]]",
    "<!-- vaulttool:end agenda -->", "javascript:alert(1)", "...", "true", "2026-05-01",
)  # fmt: skip

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Zed Card
TITLE:<%* await tp.user.run() %>
ORG:<% tp.file.delete() %>
NOTE:<% tp.x %> %% [[x]] and\\n- [x] paid
EMAIL:z@example.org
ADR:;;1 <% s %> Street;<% tp.city %>;;;
URL:https://x.example/<% tp %>
END:VCARD
"""


@pytest.fixture
def ana(vault: "Vault") -> "Vault":
    vault.write(ANA, "---\ntype: person\n---\n# Ana\n")
    vault.write("2026-11-20.md", "- lunch with [[Ana Ruiz]]\n")
    return vault


def outside(vault: "Vault") -> set[str]:
    """All that lies beside the vault, the user's own folders apart."""
    top = vault.root.parent
    own = (vault.root, vault.home)
    return {
        str(file.relative_to(top))
        for file in top.rglob("*")
        if not any(file.is_relative_to(folder) for folder in own)
    }


def run_all(vault: "Vault") -> None:
    for command in (["update", "--yes"], ["check"], ["list"], ["review"], ["update"]):
        said = vault.run(*command, code=None)
        assert said.code in (0, 1), (command, said)
        assert "Traceback" not in said.err
        assert not STEERING.search(said.out + said.err), command


def put_no_notes(ana: "Vault") -> None:
    """Put in what is no note, and names that are no text."""
    people = ana.root / "People"
    os.mkfifo(people / "pipe.md")
    (people / "folder.md").mkdir()
    (people / "loop").symlink_to(people)
    (people / "self.md").symlink_to("self.md")
    (people / "system.md").symlink_to("/etc/passwd")
    (people / "up").symlink_to("/")
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):  # a container may forbid it
            os.mknod(people / "zero.md", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    odd = [
        "\x1b[31mred\x07.md",
        "a\nb.md",
        "\u202efdp.md",
        "CON.md",
        "a\\b.md",
        "é" * 125 + ".md",
        "[[x]].md",
    ]
    odd += ["%%.md", "<% tp %>.md", "=cmd().md", os.fsdecode(b"caf\xe9.md")]
    for name in odd:
        (people / name).write_bytes(b"---\ntype: person\n---\n")
        (ana.root / f"2026-11-19 Lunch with {name}"[:100]).write_bytes(b"")


@pytest.mark.skipif(os.name != "posix", reason="names and files of POSIX")
def test_c3_c4_c5_c6_e4_whatever_lies_there_is_left_alone_and_the_run_goes_on(ana: "Vault") -> None:
    ugly = {f"People/{name}.md": content for name, content in CONTENTS.items()}
    ugly |= {f"Notes/{name}.md": content for name, content in CONTENTS.items()}
    for path, content in ugly.items():
        ana.write(path, content)
    put_no_notes(ana)
    before = outside(ana)
    run_all(ana)
    assert ana.property(ANA, "last_contact") == "2026-11-20"
    changed = {path for path, content in ugly.items() if ana.bytes(path) != content}
    assert changed == set()
    assert outside(ana) == before
    told = ana.run("check", "--json", code=None).out
    for name in ("deep list", "deep keys", "alias bomb", "twice", "not UTF-8", "UTF-16", "markers"):
        assert f"People/{name}.md" in told, name
    people = ana.root / "People"
    assert stat.S_ISFIFO((people / "pipe.md").stat().st_mode)
    assert (people / "self.md").is_symlink() and (people / "system.md").is_symlink()


def test_e3_e4_names_from_an_import_are_data_in_every_place(ana: "Vault") -> None:
    pytest.importorskip("rapidfuzz")
    pytest.importorskip("phonenumbers")
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(["First Name", "Last Name", "Company", "Email Address", "Connected On"])
    for number, name in enumerate(NAMES):
        rows.writerow([name, "Person", name, f"p{number}@example.org", "05 Nov 2025"])
    (ana.home / "people.csv").write_text(table.getvalue(), encoding="utf-8")
    (ana.home / "card.vcf").write_text(CARD, encoding="utf-8")
    before = outside(ana)
    ana.run("import", str(ana.home / "people.csv"))
    ana.run("import", str(ana.home / "card.vcf"))
    for inbox in [path for path in ana.snapshot() if path.startswith("Inbox/") and path.endswith(".md")]:
        boxes = ana.read(inbox)
        assert "- [x] paid" not in boxes
        ana.write(inbox, boxes.replace("\n- [ ] **", "\n- [x] **"))
    ana.run("triage")
    made = [path for path in ana.snapshot() if path.startswith("People/")]
    assert len(made) == len(NAMES) + 2
    for path in made:
        name = path.rpartition("/")[2]
        assert path.count("/") == 1 and len(name.encode()) <= 255
        assert not re.search(r'[*"<>:|?#^\[\]\\]|%%', name) and not STEERING.search(name)
        assert not re.fullmatch(r"(?i)(con|nul|prn|aux)(\..*)?", name.removesuffix(".md"))
    run_all(ana)
    assert outside(ana) == before
    for path, content in ana.snapshot().items():
        text = content.decode()
        assert "<%" not in text or path.endswith(".csv"), path  # Templater runs that in a new note
        if not path.startswith(("People/", "Inbox/")):
            assert not re.search(r"(?m)^- \[x\] paid|^```|(?<!\\)<script", text), path
            assert text.count("<!-- vaulttool:end") == text.count("<!-- vaulttool:begin")


@pytest.mark.long
def test_c4_a_note_of_50_mb_and_a_line_of_10_mb_take_their_time_only(ana: "Vault") -> None:
    ana.write("Huge.md", b"Lunch with [[Ana Ruiz]].\n" * 2_000_000)
    ana.write("Too huge.md", b"x" * 50_000_001)
    ana.write("Line.md", b"lunch with [[Ana Ruiz]] and " * 400_000)
    ana.write("People/Block.md", b"---\n" + b"a: b\n" * 300_000 + b"---\n")
    run_all(ana)
    assert ana.property(ANA, "last_contact") == "2026-11-20"
    assert "Too huge.md" in ana.run("check", code=1).out
