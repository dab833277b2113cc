"""Git's merge driver brings a last meeting together as it does a last contact."""

import pytest
from vaulttool.usecases.git_merge import git_merge

HEAD = '---\ntype: person\nlast_contact: 2026-11-01\nlast_contact_note: "[[A|2026-11-01]]"\n'


def sealed(day: str, note: str) -> str:
    return f'{HEAD}last_met: {day}\nlast_met_note: "[[{note}|{day}]]"\n---\n'


@pytest.mark.parametrize("turned", [False, True])
def test_the_newest_meeting_holds(tmp_path, turned):
    sides = [sealed("2026-06-01", "June"), sealed("2026-07-01", "July"), sealed("2026-08-01", "August")]
    if turned:
        sides[1:] = sides[:0:-1]
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, sides, strict=True):
        file.write_text(text)
    assert git_merge(*files, 7) is False
    assert files[1].read_text() == sealed("2026-08-01", "August")
