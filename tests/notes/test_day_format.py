"""Day formats: what a note's name says, and the name that a day gets."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.notes.day_format import DayFormat
from vaulttool.notes.day_period import DayPeriod
from vaulttool.notes.foreign_day_formats import moment_for_dendron, moment_from_dateformat, moment_from_java


def day(text: str) -> DayPeriod:
    return DayPeriod("day", dt.date.fromisoformat(text))


def week(text: str) -> DayPeriod:
    return DayPeriod("week", dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("YYYY-MM-DD", "2026-11-24", "2026-11-24"),
        ("YYYY-MM-DD", "Daily/2026/2026-11-24.md", "2026-11-24"),
        ("YYYY-MM-DD", "2026-11-24.MD", "2026-11-24"),
        ("DD-MM-YYYY", "04-11-2026", "2026-11-04"),
        ("YYYYMMDD", "20261104", "2026-11-04"),
        ("YYYY_MM_DD", "journals/2026_11_24.md", "2026-11-24"),
        ("YYYY/MMMM/YYYY-MMM-DD", "Daily/2026/November/2026-Nov-24.md", "2026-11-24"),
        ("YYYY/MMMM/YYYY-MMM-DD", "elsewhere/2026-Nov-24.md", "2026-11-24"),
        ("YYYY/MM/DD", "Journal/2026/11/24.md", "2026-11-24"),
        ("YYYY/MM-MMMM/DD", "2026/11-novembre/24.md", "2026-11-24"),
        ("MMM Do, YYYY", "Nov 3rd, 2026", "2026-11-03"),
        ("dddd, MMMM Do YYYY", "Tuesday, November 24th 2026", "2026-11-24"),
        ("DD-MMM-YYYY", "08-févr.-2026", "2026-02-08"),
        ("DD-MMM-YYYY", "08-févr-2026", "2026-02-08"),
        ("DD-MMM-YYYY", "08-fe\u0301vr.-2026", "2026-02-08"),
        ("dddd D MMMM YYYY", "mardi 1 décembre 2026", "2026-12-01"),
        ("dddd Do MMMM YYYY", "Mardi 1er Décembre 2026", "2026-12-01"),
        ("[Diary] YYYY-MM-DD", "Diary 2026-12-04", "2026-12-04"),
        ("[Dagboek van ]YYYY-MM-DD", "dagboek van 2026-12-04", "2026-12-04"),
        (r"\D\a\y YYYY-MM-DD", "Day 2026-12-04", "2026-12-04"),
        ("YYYY-DDDD", "2026-328", "2026-11-24"),
        ("gggg-[W]ww-e", "2026-W48-2", "2026-11-24"),
        ("GGGG-[W]WW-E", "2026-W48-2", "2026-11-24"),
        ("LL", "November 24, 2026", "2026-11-24"),
        ("YYYY-MM-DD HHmm", "2026-11-24 0930", "2026-11-24"),
        ("GGGG/[W]WW/YYYY-MM-DD", "2026/W48/2026-11-24.md", "2026-11-24"),
    ],
)
def test_a_name_is_read_as_its_day(pattern: str, path: str, expected: str) -> None:
    assert DayFormat(pattern).parse(path) == day(expected)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("YYYY-MM-DD", "2026-13-24"),
        ("YYYY-MM-DD", "2026-02-30"),
        ("YYYY-MM-DD", "2026-11-24 Lunch"),
        ("YYYY-MM-DD", "x2026-11-24"),
        ("YYYY-MM-DD", ""),
        ("YYYY/MM/DD", "24.md"),
        ("YYYY/YYYY-MM-DD", "2026/11-24.md"),
        ("GGGG-[W]WW", "2027-W53"),
        ("GGGG-[W]WW", "2026-W00"),
        ("YYYY-DDDD", "2026-366"),
        ("MMMM", "November"),
        ("", "2026-11-24"),
        ("YYYY-MM-DD MMM", "2026-11-24 Jan"),
        ("D" * 40 + "YYYY", "1" * 44),
    ],
)
def test_what_is_no_day_of_the_format_is_none(pattern: str, path: str) -> None:
    assert DayFormat(pattern).parse(path) is None


@pytest.mark.parametrize(
    ("numbering", "number", "start"),
    [
        ("en-us", "2026-W46", "2026-11-08"),
        ("iso", "2026-W45", "2026-11-02"),
        ("iso", "2027-W22", "2027-05-31"),
    ],
)
def test_a_week_follows_its_numbering(numbering: str, number: str, start: str) -> None:
    weekly = DayFormat("gggg-[W]ww", numbering=numbering)
    assert weekly.parse(number) == week(start)
    assert weekly.format(dt.date.fromisoformat(start)) == number


def test_the_sunday_that_two_numberings_call_differently() -> None:
    sunday = dt.date(2026, 11, 8)
    assert DayFormat("gggg-[W]ww", "en").format(sunday) == "2026-W46"
    assert DayFormat("gggg-[W]ww", "fr").format(sunday) == "2026-W45"
    assert DayFormat("gggg-[W]ww", "en-gb").format(sunday) == "2026-W45"
    assert DayFormat("GGGG-[W]WW", "en").format(sunday) == "2026-W45"
    assert DayFormat("gggg-[W]ww", "en").format(dt.date(2027, 6, 2)) == "2027-W23"


def test_a_weekly_note_with_months_in_its_name_is_read_by_the_week() -> None:
    weekly = DayFormat("GGGG-[W]WW (MMM DD)", kind="week")
    assert weekly.format(dt.date(2026, 11, 5)) == "2026-W45 (Nov 02)"
    assert weekly.parse("2026-W45 (Nov 02)") == week("2026-11-02")
    assert weekly.parse("2026-W45 (Nov 05)") == week("2026-11-02")


def test_months_quarters_and_years_have_their_last_day() -> None:
    november = DayFormat("YYYY-MM").parse("2026-11")
    quarter = DayFormat("YYYY-[Q]Q").parse("2026-Q4")
    year = DayFormat("YYYY").parse("2026")
    assert november == DayPeriod("month", dt.date(2026, 11, 1))
    assert november.end == dt.date(2026, 11, 30)
    assert quarter == DayPeriod("quarter", dt.date(2026, 10, 1))
    assert quarter.end == dt.date(2026, 12, 31)
    assert year is not None
    assert year.end == dt.date(2026, 12, 31)
    assert week("2026-11-02").end == dt.date(2026, 11, 8)
    assert day("2026-11-02").end == dt.date(2026, 11, 2)


def test_a_day_is_found_among_other_words() -> None:
    european = DayFormat("DD-MM-YYYY")
    assert european.find("Lunch 04-11-2026 with Ana Ruiz") == day("2026-11-04")
    assert european.find("04-13-2026, then 05-11-2026") == day("2026-11-05")
    assert european.find("104-11-2026") is None
    assert DayFormat("YYYY-MM-DD").find("2026-10-22_parking") == day("2026-10-22")


def test_french_names_are_written_as_moment_writes_them() -> None:
    assert DayFormat("DD-MMM-YYYY", "fr").format(dt.date(2026, 2, 8)) == "08-févr.-2026"
    assert DayFormat("dddd Do MMMM YYYY", "fr").format(dt.date(2026, 12, 1)) == "mardi 1er décembre 2026"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (moment_from_dateformat("yyyy-mm-dd"), "2026-11-24"),
        (moment_from_dateformat("isoDate"), "2026-11-24"),
        (moment_from_dateformat("mmmm dS, yyyy"), "November 24th, 2026"),
        (moment_from_dateformat("'Daily' yyyy-mm-dd"), "Daily 2026-11-24"),
        (moment_from_java("yyyy_MM_dd"), "2026_11_24"),
        (moment_from_java("MMM do, yyyy"), "Nov 24th, 2026"),
        (moment_from_java("EEEE, dd.MM.yyyy"), "Tuesday, 24.11.2026"),
        (moment_for_dendron(), "daily.journal.2026.11.24"),
    ],
)
def test_formats_of_other_programs_become_moment_formats(moment: str, expected: str) -> None:
    assert DayFormat(moment).format(dt.date(2026, 11, 24)) == expected
    assert DayFormat(moment).parse(expected) == day("2026-11-24")


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
YEARS, MONTHS, NUMBERS = ["YYYY", "YY"], ["M", "MM", "MMM", "MMMM"], ["D", "DD", "Do"]
EXTRA = ["", "dddd", "ddd", "dd", "[W]WW", "ww", "HH[h]mm", "[a day]", "Q", "GGGG"]


@st.composite
def day_formats(draw: st.DrawFn) -> str:
    parts = [draw(st.sampled_from(tokens)) for tokens in (YEARS, MONTHS, NUMBERS)]
    parts += draw(st.lists(st.sampled_from(EXTRA), max_size=2))
    return draw(st.sampled_from(["-", " ", "_", ".", "/", ", "])).join(draw(st.permutations(parts)))


@given(DAYS, day_formats(), st.sampled_from(["en", "fr", "en-gb"]))
def test_a_written_day_reads_back(when: dt.date, pattern: str, locale: str) -> None:
    form = DayFormat(pattern, locale)
    assert form.parse(form.format(when) + ".md") == DayPeriod("day", when)


CLOSE = ["YYYYMMDD", "DDMMYYYY", "YYYY-DDDD", "GGGG-[W]WW-E", "gggg[w]ww e", "X", "x", "LL"]


@given(DAYS, st.sampled_from(CLOSE))
def test_a_written_day_of_a_close_form_reads_back(when: dt.date, pattern: str) -> None:
    for locale in ("en", "fr"):
        form = DayFormat(pattern, locale)
        assert form.parse(form.format(when)) == DayPeriod("day", when)


@given(
    DAYS,
    st.sampled_from(["gggg-[W]ww", "GGGG-[W]WW", "[Week] w gggg", "gg.ww"]),
    st.sampled_from(["en", "fr"]),
)
def test_a_written_week_reads_back_and_holds_its_day(when: dt.date, pattern: str, locale: str) -> None:
    form = DayFormat(pattern, locale)
    period = form.parse(form.format(when))
    assert period is not None
    assert period.kind == "week"
    assert period.start <= when <= period.end


@given(DAYS)
def test_iso_weeks_are_those_of_the_calendar(when: dt.date) -> None:
    assert DayFormat("GGGG-[W]WW-E").format(when) == "{}-W{:02}-{}".format(*when.isocalendar())


@given(st.text(max_size=40), st.text(max_size=60))
def test_any_pattern_and_any_text_give_an_answer(pattern: str, text: str) -> None:
    form = DayFormat(pattern)
    form.format(dt.date(2026, 11, 24))
    assert form.parse(text) is None or isinstance(form.parse(text), DayPeriod)
