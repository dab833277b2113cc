"""A group that counts for its members, while the daemon watches."""

from daemons import ANA, person

BEN = "People/Ben Okoye.md"


def club(*names: str) -> str:
    return "---\nmembers:\n" + "".join(f'  - "[[{name}]]"\n' for name in names) + "counts: members\n---\n"


def test_changing_members_derives_their_days_again(vault, turned):
    vault.write(ANA, person("Ana Ruiz"))
    vault.write(BEN, person("Ben Okoye"))
    vault.write("Book club.md", club("Ana Ruiz"))
    vault.write("Daily/2026-11-20.md", "Dinner with [[Book club]].\n")
    daemon = turned()
    assert vault.property(ANA, "last_contact") == "2026-11-20"
    assert vault.property(BEN, "last_contact") is None
    vault.write("Book club.md", club("Ana Ruiz", "Ben Okoye"))
    daemon.settle("Book club.md")
    assert vault.property(BEN, "last_contact") == "2026-11-20"
    vault.write("Book club.md", club("Ben Okoye"))
    daemon.settle("Book club.md")
    daemon.wait(20)
    assert vault.property(ANA, "last_contact") is None
    assert vault.property(BEN, "last_contact") == "2026-11-20"
