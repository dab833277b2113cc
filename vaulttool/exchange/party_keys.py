"""The keys by which somebody who took part in an interaction is known."""

from collections.abc import Iterable, Iterator

from vaulttool.exchange.identity import fold, fold_email
from vaulttool.exchange.linkedin import profile_key


def party_keys(emails: Iterable[str], urls: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Give a key for each address and profile, then for each full name: a first name alone is nobody."""
    yield from (f"mail {fold_email(email)}" for email in emails)
    yield from (f"profile {slug}" for url in urls if (slug := profile_key(url)))
    yield from (f"name {folded}" for name in names if " " in (folded := fold(name)))
