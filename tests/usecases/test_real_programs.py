"""Contacts in programs that people use: khard lists them, vdirsyncer carries them to a Radicale server."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemons import until

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")

ANA = (
    "---\ntype: person\naliases: [Anita]\nemail: ana@ruiz.example\nphone: '+34600000001'\n"
    "company: '[[Acme]]'\nrole: Chef, of sorts\nbirthday: --05-12\n---\n"
)
BOB = "---\ntype: person\nemail: bob@lee.example\nbirthday: 1980-02-29\ntags: [friend, été]\n---\n"


def program(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed: pip install 'vaulttool[test]'")
    return found


def run(*command: str, home: Path, input: str = "") -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "VDIRSYNCER"))}
    done = subprocess.run(
        command,
        env=kept | {"HOME": str(home), "LC_ALL": "C.UTF-8"},
        input=input,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def book(vault) -> Path:
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("People/Bob Lee.md", BOB)
    folder: Path = vault.home / "book" / "people"
    vault.run("export", "vdir", str(folder))
    return folder


def test_khard_lists_everybody(vault, book):
    config = vault.home / "khard.conf"
    config.write_text(f"[addressbooks]\n[[people]]\npath = {book}\n[general]\ndefault_action = list\n")
    listed = run(program("khard"), "-c", str(config), "list", home=vault.home)
    assert "Ana Ruiz" in listed and "Bob Lee" in listed
    assert "+34600000001" in listed and "bob@lee.example" in listed
    shown = run(program("khard"), "-c", str(config), "show", "Ana Ruiz", home=vault.home)
    assert "Chef, of sorts" in shown and "Acme" in shown
    days = run(program("khard"), "-c", str(config), "birthdays", home=vault.home)
    assert "02/29/80" in days and "Ana Ruiz" in days


def is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    radicale = program("radicale")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (radicale, "--hosts", f"127.0.0.1:{port}", "--auth-type", "none", "--storage-filesystem-folder")
    log = (tmp_path / "radicale.log").open("wb")
    started = subprocess.Popen([*command, str(tmp_path / "server")], stdout=log, stderr=log)
    try:
        assert until(lambda: is_open(port), 30), (tmp_path / "radicale.log").read_text()
        yield f"http://127.0.0.1:{port}/"
    finally:
        started.terminate()
        started.wait(20)
        log.close()


def ask(url: str, body: bytes | None = None) -> bytes:
    token = b64encode(b"mia:none").decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "text/vcard"}
    request = urllib.request.Request(url, body, headers, method="PUT" if body else "GET")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bytes(answer.read())


def test_an_edit_on_a_phone_comes_back_as_a_proposal(vault, book, server):
    vdirsyncer = program("vdirsyncer")
    config = vault.home / "vdirsyncer.conf"
    config.write_text(
        f'[general]\nstatus_path = "{vault.home / "status"}"\n'
        '[pair people]\na = "here"\nb = "there"\ncollections = [["people", "people", "people"]]\n'
        f'[storage here]\ntype = "filesystem"\npath = "{book.parent}"\nfileext = ".vcf"\n'
        f'[storage there]\ntype = "carddav"\nurl = "{server}"\nusername = "mia"\npassword = "none"\n'
    )
    run(vdirsyncer, "-c", str(config), "discover", home=vault.home, input="y\n")
    run(vdirsyncer, "-c", str(config), "sync", home=vault.home)
    (name,) = [file.name for file in book.glob("*.vcf") if b"FN:Ana" in file.read_bytes()]
    card = ask(f"{server}mia/people/{name}")
    assert b"FN:Ana Ruiz" in card
    ask(f"{server}mia/people/{name}", card.replace(b"+34600000001", b"+34600000002"))
    run(vdirsyncer, "-c", str(config), "sync", home=vault.home)
    vault.run("export", "vdir", str(book), code=1)
    before = vault.read("People/Ana Ruiz.md")
    vault.run("import", str(book))
    note = vault.read("Inbox/Address book.md")
    assert "[[Ana Ruiz]]: number **+34600000002** too" in note and "Bob" not in note
    assert vault.read("People/Ana Ruiz.md") == before
    vault.write("Inbox/Address book.md", note.replace("- [ ]", "- [x]"))
    vault.run("triage")
    assert "+34600000002" in vault.read("People/Ana Ruiz.md")
    vault.run("export", "vdir", str(book))
    run(vdirsyncer, "-c", str(config), "sync", home=vault.home)
    assert b"+34600000002" in ask(f"{server}mia/people/{name}")
