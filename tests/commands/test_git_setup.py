"""`git-setup` has git merge notes by property, shows what it writes, and is taken back."""

import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ANA = "People/Ana Ruiz.md"
BEFORE = "---\ntype: person\ncity: Lyon\nrole: doctor\n---\n# Ana Ruiz\n\nFrom Lille.\n"


@pytest.fixture
def git(vault):
    """Run git in a folder of the test, whatever the machine's own settings; gives exit code and output."""

    def run(*arguments, at=vault.root, code=0):
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        done = subprocess.run(
            ["git", *names, *arguments],
            cwd=at, env=vault.environment(), capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture
def repository(vault, git):
    git("init", "-q", ".")
    vault.write(ANA, BEFORE)
    git("add", ".")
    git("commit", "-qm", "begin")
    return vault


def on_two_sides(vault, git, ours: str, theirs: str) -> None:
    git("switch", "-qc", "theirs")
    vault.write(ANA, theirs)
    git("commit", "-qam", "theirs")
    git("switch", "-q", "main")
    vault.write(ANA, ours)
    git("commit", "-qam", "ours")


def test_it_shows_what_it_would_write_and_writes_nothing(repository, git):
    before = repository.snapshot()
    shown = repository.run("git-setup", "--dry-run", today=None).out
    assert "+*.md merge=vaulttool" in shown and "merge.vaulttool.driver" in shown
    assert repository.snapshot() == before


def test_it_asks_and_no_means_no(repository):
    before = repository.snapshot()
    assert "Write this?" in repository.run("git-setup", today=None, input="n\n", code=1).err
    assert repository.snapshot() == before


def test_it_keeps_other_attributes_and_a_second_time_does_nothing(repository):
    repository.write(".gitattributes", "*.png binary")
    repository.run("git-setup", "--yes", today=None)
    assert repository.read(".gitattributes") == "*.png binary\n*.md merge=vaulttool\n"
    once = repository.snapshot()
    assert "Nothing to do" in repository.run("git-setup", "--yes", today=None).out
    assert repository.snapshot() == once
    repository.run("git-setup", "--undo", "--yes", today=None)
    assert repository.read(".gitattributes") == "*.png binary\n"
    assert "vaulttool" not in repository.read(".git/config")


def test_undo_removes_a_file_that_it_made(repository):
    before = repository.snapshot()
    repository.run("git-setup", "--yes", today=None)
    repository.run("git-setup", "--undo", "--yes", today=None)
    assert repository.snapshot() == before


def test_no_repository_is_told(vault):
    vault.write(ANA, BEFORE)
    assert "is in no git repository" in vault.run("git-setup", "--yes", today=None, code=1).err


def test_d6_git_merges_properties_that_stand_beside_each_other(repository, git):
    repository.run("git-setup", "--yes", today=None)
    git("add", ".")
    git("commit", "-qm", "attributes")
    proof = 'last_contact: 2026-11-{0}\nlast_contact_note: "[[2026-11-{0} Lunch|2026-11-{0}]]"\n---'
    ours = BEFORE.replace("Lyon", "Gent").replace("doctor\n---", "doctor\n" + proof.format("02"))
    theirs = BEFORE.replace("doctor\n---", "baker\n" + proof.format("20")).replace(
        "Lille.", "Lille, she said."
    )
    on_two_sides(repository, git, ours, theirs)
    git("merge", "-q", "theirs")
    assert repository.read(ANA) == (
        "---\ntype: person\ncity: Gent\nrole: baker\n"
        + proof.format("20")
        + "\n# Ana Ruiz\n\nFrom Lille, she said.\n"
    )


def test_a_real_conflict_is_left_with_git_s_marks_and_told_by_check(repository, git):
    repository.run("git-setup", "--yes", today=None)
    on_two_sides(repository, git, BEFORE.replace("Lyon", "Gent"), BEFORE.replace("Lyon", "Lille"))
    git("merge", "-q", "theirs", code=1)
    assert repository.read(ANA) == BEFORE.replace(
        "city: Lyon\n", "<<<<<<< ours\ncity: Gent\n=======\ncity: Lille\n>>>>>>> theirs\n"
    )
    assert ANA in git("status", "--porcelain") and git("ls-files", "-u")
    assert "git left the marks of a conflict" in repository.run("check", code=1).out


def test_where_vaulttool_is_gone_git_merges_by_line_and_drops_no_side(repository, git):
    repository.run("git-setup", "--yes", today=None)
    driver = git("config", "merge.vaulttool.driver").strip()
    git("config", "merge.vaulttool.driver", "/nowhere/vaulttool git-merge" + driver.partition("git-merge")[2])
    on_two_sides(repository, git, BEFORE.replace("Lyon", "Gent"), BEFORE.replace("doctor", "baker"))
    git("merge", "-q", "theirs", code=1)
    said = repository.read(ANA)
    assert "<<<<<<< ours" in said and "city: Gent" in said and "role: baker" in said


def test_the_driver_merges_what_is_no_note_as_git_would(vault):
    for content in (b"\xff\xfe\x00", b""):
        for name in ("base", "ours", "theirs"):
            vault.write(name, content + name.encode())
        paths = [str(vault.root / name) for name in ("base", "ours", "theirs")]
        done = subprocess.run(
            [sys.executable, "-m", "vaulttool", "git-merge", *paths, "9"],
            env=vault.environment(), capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, "")
    assert vault.read("ours") == f"{'<' * 9} ours\nours\n{'=' * 9}\ntheirs\n{'>' * 9} theirs\n"
    assert vault.read("theirs") == "theirs"
