import pytest
from vaulttool.notes.people_value import is_placeholder, people_values


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("[[Ann]]", ("[[Ann]]",)),
        (["[[Ann]]", "[[Bo]]"], ("[[Ann]]", "[[Bo]]")),
        (["Ann", "Bo"], ("Ann", "Bo")),
        ("[[people/ann-lee|A.]]", ("[[people/ann-lee|A.]]",)),
        ("[[Ann]], [[Bo]]", ("[[Ann]]", "[[Bo]]")),
        ("[[Ann]], bo@example.org", ("[[Ann]]", "bo@example.org")),
        ("Ann, Bo and Cy", ("Ann", "Bo", "Cy")),
        ("Ann et Bo", ("Ann", "Bo")),
        ([["Ann"]], ("[[Ann]]",)),
        ([[["Ann"]], [["../people/Bo"]]], ("[[Ann]]", "[[../people/Bo]]")),
        ([["Lee", "Ann"]], ("[[Lee, Ann]]",)),
        (["Lee, Ann"], ("Lee, Ann",)),
        ([{"person": "[[Ann]]", "role": "organiser"}], ("[[Ann]]",)),
        (["[Ann](People/Ann%20Lee.md)"], ("[Ann](People/Ann%20Lee.md)",)),
        ("@Ann", ("@Ann",)),
        (["[[Ann]]", "[[Ann]]"], ("[[Ann]]",)),
        (None, ()),
        ("", ()),
        (True, ()),
        ([], ()),
    ],
)
def test_every_form_of_a_people_value_is_read(value, people):
    assert people_values(value) == people


@pytest.mark.parametrize(
    "text",
    ["{{name}}", "<% tp.file.title %>", "YYYY-MM-DD", "[YYYY-MM-DD]", "strong | good", "{actif | inactif}"],
)
def test_placeholders_of_templates_name_nobody(text):
    assert is_placeholder(text)
    assert people_values(text) == ()
    assert people_values([text]) == ()


@pytest.mark.parametrize("text", ["Ann Lee", "[[Ann|A.]]", "2026-11-24", "a|b"])
def test_written_values_are_no_placeholders(text):
    assert not is_placeholder(text)
