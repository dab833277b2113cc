"""Whoever stops reading what a command prints does not stop the command."""

import subprocess
import sys

import pytest


@pytest.fixture
def ended(vault):
    """Run a command whose output nobody reads from the start; give exit code and what it said besides."""

    def run(*arguments, closed=("stdout",)):
        words = [sys.executable, "-m", "vaulttool", *arguments, "--vault", str(vault.root)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running = subprocess.Popen(
            [*words, "--today", "2026-11-24"], env=vault.environment(), stdin=subprocess.DEVNULL, **pipes
        )
        for name in closed:
            getattr(running, name).close()
        said = running.stderr.read() if "stderr" not in closed else b""
        return running.wait(60), said

    return run


@pytest.mark.parametrize(
    ("words", "page"),
    [
        (("agenda",), "Agenda/2026-W48.md"),
        (("review",), "Reviews/2026-W48.md"),
        (("log", "Tea with Alice Martin"), "Daily/2026-11-24.md"),
        (("init", "--yes"), "vaulttool.md"),
    ],
)
def test_the_page_is_written_though_nobody_reads(people, ended, words, page):
    assert ended(*words) == (0, b"")
    assert people.exists(page)


def test_problems_that_nobody_reads_do_not_stop_an_update(people, ended):
    people.write("People/Bad.md", b"\xe9")
    ended("update", closed=("stdout", "stderr"))
    assert people.property("People/Alice Martin.md", "last_contact") == "2026-11-02"


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("list", "--help")])
def test_a_command_that_only_prints_ends_quietly(people, ended, words):
    assert ended(*words) == (0, b"")
