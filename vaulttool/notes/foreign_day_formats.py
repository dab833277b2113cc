"""Day formats of other programs, translated to Moment's: Foam, Logseq, Dendron, Java style."""

import re

# npm's dateformat, of which Foam's daily notes make use.
_DATEFORMAT_MASKS = {"isodate": "yyyy-mm-dd", "shortdate": "m/d/yy", "longdate": "mmmm d, yyyy"}
_DATEFORMAT = {
    "yyyy": "YYYY",
    "yy": "YY",
    "mmmm": "MMMM",
    "mmm": "MMM",
    "mm": "MM",
    "m": "M",
    "dddd": "dddd",
    "ddd": "ddd",
    "dS": "Do",
    "dd": "DD",
    "d": "D",
    "WW": "WW",
    "W": "W",
    "HH": "HH",
    "H": "H",
    "hh": "hh",
    "h": "h",
    "MM": "mm",
    "M": "m",
    "ss": "ss",
    "s": "s",
}
_JAVA = {
    "yyyy": "YYYY",
    "yy": "YY",
    "y": "YYYY",
    "xxxx": "GGGG",
    "MMMM": "MMMM",
    "MMM": "MMM",
    "MM": "MM",
    "M": "M",
    "do": "Do",
    "dd": "DD",
    "d": "D",
    "EEEE": "dddd",
    "EEE": "ddd",
    "EE": "ddd",
    "E": "ddd",
    "cccc": "dddd",
    "ccc": "ddd",
    "ww": "WW",
    "w": "W",
    "HH": "HH",
    "H": "H",
    "hh": "hh",
    "h": "h",
    "mm": "mm",
    "m": "m",
    "ss": "ss",
    "s": "s",
    "a": "A",
}


def moment_from_dateformat(mask: str) -> str:
    """Translate a mask of npm's dateformat (`yyyy-mm-dd`, `isoDate`) to Moment's format."""
    return _translate(_DATEFORMAT_MASKS.get(mask.casefold(), mask), _DATEFORMAT)


def moment_from_java(pattern: str) -> str:
    """Translate a Java style pattern (Logseq's `yyyy_MM_dd` or `MMM do, yyyy`, Luxon's `y.MM.dd`)."""
    return _translate(pattern, _JAVA)


def moment_for_dendron(domain: str = "daily", name: str = "journal", date: str = "y.MM.dd") -> str:
    """Give Moment's format for the file names of Dendron's journal notes: `daily.journal.2026.11.24`."""
    return f"[{domain}.{name}.]{moment_from_java(date)}"


def _translate(pattern: str, tokens: dict[str, str]) -> str:
    longest_first = sorted(tokens, key=lambda token: (-len(token), token))
    scanner = re.compile(rf"'([^']*)'|\"([^\"]*)\"|({'|'.join(longest_first)})|(.)", re.DOTALL)
    written: list[str] = []
    for single, double, token, other in scanner.findall(pattern):
        quoted = single or double
        if token:
            written.append(tokens[token])
        elif quoted or other.isalpha():
            written.append(f"[{quoted or other}]")
        else:
            written.append(other)
    return "".join(written)
