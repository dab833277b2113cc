"""Which file a link means, and which contact a name means."""

import unicodedata

import pytest
from vaulttool.network.contact import Contact
from vaulttool.vault.resolution import Ambiguous, LinkResolver, PersonResolver

PATHS = [
    "Ann.md",
    "People/Ann.md",
    "People/Bo Lind.md",
    "Work/Bo Lind.md",
    "Work/Long/Cy Roe.md",
    "A/Cy Roe.md",
    "People/É Clair.md",
    "20261124T093000--jane-smith__contact.md",
]


@pytest.mark.parametrize(
    ("target", "source", "found"),
    [
        ("People/Ann", "x.md", "People/Ann.md"),
        ("people/ann", "x.md", "People/Ann.md"),
        ("People/Ann.md", "x.md", "People/Ann.md"),
        ("Ann", "Daily/x.md", "Ann.md"),
        ("Ann", "People/x.md", "Ann.md"),
        ("Bo Lind", "Work/x.md", "Work/Bo Lind.md"),
        ("Cy Roe", "x.md", "A/Cy Roe.md"),
        ("Long/Cy Roe", "x.md", "Work/Long/Cy Roe.md"),
        ("../People/Ann", "Daily/x.md", "People/Ann.md"),
        ("./Bo Lind", "Work/x.md", "Work/Bo Lind.md"),
        ("É\u00a0Clair", "x.md", "People/É Clair.md"),
        (unicodedata.normalize("NFD", "É Clair"), "x.md", "People/É Clair.md"),
        ("denote:20261124T093000", "x.md", "20261124T093000--jane-smith__contact.md"),
        ("Nobody", "x.md", None),
        ("../../etc/passwd", "x.md", None),
    ],
)
def test_a_link_means_the_file_that_obsidian_opens(target: str, source: str, found: str | None) -> None:
    assert LinkResolver(PATHS).resolve(target, source) == found


def test_where_obsidian_is_not_stable_a_link_means_nobody() -> None:
    resolver = LinkResolver(["A/Dan.md", "B/Dan.md"])
    assert resolver.resolve("Dan", "x.md") == Ambiguous(("A/Dan.md", "B/Dan.md"))


def people(*contacts: Contact) -> PersonResolver:
    by_path = {contact.path: contact for contact in contacts}
    return PersonResolver(by_path, LinkResolver([*by_path, "Projects/Lighthouse.md"]))


ANA = Contact("People/Ana Ruiz.md", "Ana Ruiz", ("Ana Ruiz", "Ana"))
ANA_LIND = Contact("People/Ana Lind.md", "Ana Lind", ("Ana Lind", "Annie"))


def test_a_bare_alias_means_its_only_bearer() -> None:
    assert people(ANA, ANA_LIND).resolve("wikilink", "Annie", "x.md") == ANA_LIND.path


def test_an_alias_of_two_means_nobody() -> None:
    twin = Contact("People/Bo.md", "Bo", ("Bo", "Ana"))
    assert isinstance(people(ANA, twin).resolve("wikilink", "Ana", "x.md"), Ambiguous)


def test_a_link_to_another_note_is_no_person() -> None:
    assert people(ANA).resolve("wikilink", "Lighthouse", "x.md") is None


@pytest.mark.parametrize("words", ["Ana Ruiz", "Ana", "Ana Ruiz Monday", "Ana's", "ana"])
def test_a_mention_means_the_longest_name_that_fits(words: str) -> None:
    assert people(ANA).resolve("at", words, "x.md") == ANA.path


def test_a_plain_first_word_is_not_enough_for_a_longer_name() -> None:
    assert people(ANA).resolve("plain", "Ruiz", "x.md") is None
    assert people(ANA).resolve("plain", "Ana Ruiz (host)", "x.md") == ANA.path


def test_underscores_in_a_file_name_are_spaces_of_the_name() -> None:
    contact = Contact("People/Jane_Roe.md", "Jane_Roe", ("Jane_Roe",))
    assert people(contact).resolve("plain", "Jane Roe", "x.md") == contact.path
