"""The excerpts of docs/advice.md and of the README stand in the pages that vaulttool writes today."""

import re
import shlex
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "advice.md").read_text(encoding="utf-8")
EXCERPT = re.compile(
    r"<!-- from: (?P<command>.+?) --today (?P<day>\S+) -->\n```markdown\n(?P<text>.+?)\n```", re.DOTALL
)
EXCERPTS = [(found["command"], found["day"], found["text"]) for found in EXCERPT.finditer(TEXT)]


def written(vault, command: str, day: str) -> str:
    """All that the command wrote into new notes; what it printed, where it wrote none."""
    before = set(vault.snapshot())
    printed = vault.run(*shlex.split(command), today=day).out
    new = sorted(set(vault.snapshot()) - before)
    return "\n".join(vault.read(path) for path in new) or printed


def missing(page: str, excerpt: str) -> list[str]:
    """The pieces of an excerpt that do not stand in the page, in this order.

    "…" stands for what is left out; the ids at the ends of lines are left out silently.
    """
    at, absent = 0, []
    for piece in filter(None, map(str.strip, re.split(r"…|\n", excerpt))):
        found = page.find(piece, at)
        if found < 0:
            absent.append(piece)
        else:
            at = found + len(piece)
    return absent


def test_each_excerpt_of_the_advice_stands_in_its_page(vault):
    shutil.copytree(ROOT / "sample-vault", vault.root, dirs_exist_ok=True)
    pages = {(c, day): written(vault, c, day) for c, day in sorted({(c, day) for c, day, _ in EXCERPTS})}
    absent = [(c, day, gone) for c, day, text in EXCERPTS if (gone := missing(pages[c, day], text))]
    assert not absent


def test_the_agenda_of_the_readme_is_the_one_of_the_sample_vault(vault):
    shutil.copytree(ROOT / "sample-vault", vault.root, dirs_exist_ok=True)
    page = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", written(vault, "agenda", "2026-11-24"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = readme.partition("agenda of the sample vault:\n\n")[2].partition("\n\n")[0]
    items = re.sub(r"\n>  +", " ", quoted).replace("> ", "").replace(">", "")
    assert items.count("- [ ] ") == 3 and missing(page, items) == []


def test_no_excerpt_is_left_out_of_the_check():
    assert len(EXCERPTS) == TEXT.count("```markdown") > 10


def test_a_piece_that_is_gone_or_out_of_order_is_missed():
    assert missing("one two\nthree ^vt-a", "one … two\nthree") == []
    assert missing("one two three", "two\none\nfour") == ["one", "four"]
