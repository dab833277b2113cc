"""`vaulttool serve` as a real process: who is let in, what a browser shows, what an answer does."""

import contextlib
import http.client
import json
import re
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from browser import CHROMIUM, browser

TODAY = "2026-11-24"


@pytest.fixture
def sample(vault):
    """A vault with somebody to write to, a promise, and a stranger who asks."""
    vault.write(".obsidian/app.json", "{}")
    vault.write("People/Ana Ruiz.md", "---\ncircle: inner\n---\n")
    vault.write("People/Cy Marek.md", "---\ncircle: wide\nlast_contact: 2026-11-01\n---\n")
    vault.write("People/Bo Lind.md", "---\ncircle: close\nprivate: true\n---\n")
    vault.write("Daily/2026-09-02.md", "- Lunch with [[Ana Ruiz]]\n- Lunch with [[Bo Lind]]\n")
    vault.write("Daily/2026-11-20.md", "- [ ] Send [[Cy Marek]] the <b>list</b> 📅 2026-11-26\n")
    return vault


@contextlib.contextmanager
def served(vault):
    command = [sys.executable, "-m", "vaulttool", "serve", "--vault", str(vault.root), "--today", TODAY]
    environment = {**vault.environment(), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


def ask(address, path, method="GET", body=None, **headers):
    """Give status, headers and text of an answer."""
    port = urlsplit(address).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, names)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def entered(address):
    """Visit the printed address as a browser, and give the cookie."""
    parts = urlsplit(address)
    status, headers, _ = ask(address, f"{parts.path}?{parts.query}")
    assert status == 303
    assert "SameSite=Strict" in headers["set-cookie"]
    assert "HttpOnly" in headers["set-cookie"]
    return headers["set-cookie"].partition(";")[0]


def test_only_this_person_is_let_in(sample):
    before = sample.snapshot()
    with served(sample) as address:
        parts = urlsplit(address)
        assert parts.hostname == "127.0.0.1"
        host, query = f"127.0.0.1:{parts.port}", f"/?{parts.query}"
        assert ask(address, "/")[0] == 403
        assert ask(address, "/?token=guess")[0] == 403
        assert ask(address, query, Host="evil.example")[0] == 421
        assert ask(address, query, Origin="https://evil.example")[0] == 403
        assert ask(address, query, Sec_Fetch_Site="cross-site")[0] == 403
        cookie = entered(address)
        assert ask(address, query)[0] == 403, "the token works once"

        status, headers, text = ask(address, "/", Cookie=cookie)
        assert status == 200
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert not [name for name in headers if name.lower().startswith("access-control")]
        assert "Ana" not in text
        assert ask(address, "/", Cookie=cookie, Host="evil.example")[0] == 421
        assert ask(address, "/week", Cookie="a=" + '\x00"' * 500)[0] in (400, 403)

        body = json.dumps({"page": "Agenda/2026-W48.md", "item": "vt-abc", "box": "x"})
        assert ask(address, "/answer", "POST", body, Cookie=cookie)[0] == 403, "no origin"
        assert ask(address, "/answer", "POST", body, Cookie=cookie, Origin="https://evil.example")[0] == 403
        own = f"http://{host}"
        assert ask(address, "/answer", "POST", body, Origin=own)[0] == 403, "no cookie"
        for wrong in ("", "{", "[]", "{}", body.replace('"x"', "1"), "x" * 10_000, "[" * 4000):
            assert ask(address, "/answer", "POST", wrong, Cookie=cookie, Origin=own)[0] == 400
        for page in ("People/Ana Ruiz.md", "../outside.md", "Agenda/2026-W47.md"):
            other = json.dumps({"page": page, "item": "vt-abc", "box": "x"})
            assert ask(address, "/answer", "POST", other, Cookie=cookie, Origin=own)[0] == 409
        assert ask(address, "/answer", "POST", body, Cookie=cookie, Origin=own)[0] == 409, "no such item"
    assert sample.snapshot() == before


def test_an_answer_is_what_a_tick_in_the_note_would_be(sample):
    before = sample.snapshot()
    with served(sample) as address:
        cookie, own = entered(address), f"http://127.0.0.1:{urlsplit(address).port}"
        week = json.loads(ask(address, "/week", Cookie=cookie)[2])
        assert sample.snapshot() == before, "looking writes nothing"
        agenda = next(page for page in week["pages"] if page["name"] == "agenda")
        assert "Bo Lind" not in json.dumps(week)
        assert "<b>" not in agenda["html"]
        item = re.search(r'data-id="(vt-[a-z0-9]+)"[^>]*>\s*(?:<p>)?Send', agenda["html"])
        assert item, agenda["html"]
        body = json.dumps({"page": agenda["path"], "item": item[1], "box": "x"})
        status, _, text = ask(address, "/answer", "POST", body, Cookie=cookie, Origin=own)
        assert status == 200, text
        assert re.search(rf"- \[x\] Send .*\^{item[1]}", sample.read(agenda["path"]))
        assert "- [x] Send [[Cy Marek]]" in sample.read("Daily/2026-11-20.md")
    sample.run("undo", "--vault", str(sample.root))
    sample.run("undo", "--vault", str(sample.root))
    assert sample.snapshot() == before


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH")
def test_a_browser_shows_the_week_follows_an_editor_and_answers(sample):
    with served(sample) as address, browser() as page:
        page.open(address)
        page.wait("document.body?.dataset.shown === '1'")
        assert "token" not in page.script("location.href")
        assert page.script("document.querySelectorAll('#agenda li.task button').length") >= 3
        href = page.script("document.querySelector('#agenda a.note').href")
        assert href.startswith("obsidian://open?vault=")

        sample.write("Daily/2026-11-20.md", "- [ ] Bring [[Cy Marek]] the ladder 📅 2026-11-26\n")
        page.wait("document.body.innerText.includes('the ladder')")

        page.script("document.querySelector('#agenda li.task button[data-box=\"x\"]').click()")
        page.wait("document.querySelector('#agenda li.task[data-box=\"x\"]') !== null")
        page.script("location.href = '/map'; 1")
        page.wait("window.vaulttoolMap !== undefined")
        assert page.errors == []
