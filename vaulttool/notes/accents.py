"""Letters without their accents, so that "Médoc" and "Medoc" can be compared."""

import unicodedata


def without_accents(text: str) -> str:
    """Give a text with every mark taken off its letter; case stays, a form such as "ﬁ" becomes letters."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
