"""What language files hold is the same, read or kept."""

from pathlib import Path

from vaulttool.vault import languages


def test_what_is_kept_of_words_is_what_the_files_say(tmp_path: Path) -> None:
    read = languages._tables()
    assert languages._kept_tables(tmp_path / "words") == read
    assert (tmp_path / "words").stat().st_size > 1_000
    assert languages._kept_tables(tmp_path / "words") == read
    (tmp_path / "words").write_bytes(b"no words")
    assert languages._kept_tables(tmp_path / "words") == read
