"""Paths of notes: their names, and the folders in which they lie."""

import pytest
from vaulttool.notes.paths import fold_file_name, lies_in, name_of


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("People/Ana Ruiz.md", "Ana Ruiz"),
        ("Ana.MD", "Ana"),
        ("v1.2.md", "v1.2"),
        ("Files/photo.png", "photo.png"),
    ],
)
def test_a_note_is_named_without_folder_and_ending(path, name):
    assert name_of(path) == name


@pytest.mark.parametrize(
    ("folder", "lies"),
    [
        ("People", True),
        ("people/", True),
        ("People/Old", True),
        ("*/Old", True),
        ("/", True),
        ("Peo", False),
        ("Old", False),
        ("*/Ol", False),
        ("People/Old/Ana Ruiz", False),
    ],
)
def test_folders_hold_what_lies_below_them(folder, lies):
    assert lies_in("People/Old/Ana Ruiz.md", (folder,)) is lies
    assert lies_in("People/Old/Ana Ruiz.md", ("Elsewhere", folder)) is lies


def test_no_folder_holds_nothing():
    assert not lies_in("Ana Ruiz.md", ())


def test_names_of_files_are_compared_as_other_systems_do():
    assert fold_file_name("Zoe\u0301.md") == fold_file_name("ZO\u00c9.md")
