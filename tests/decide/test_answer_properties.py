"""Words under items, lines put into notes, links after moves: for any text."""

import datetime as dt
import re
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.notes.block_items import Item
from vaulttool.notes.line_edit import answer_task, line_of, put_under
from vaulttool.notes.managed_block import read_items, replace_block
from vaulttool.pages.answer import Answer, read_answer
from vaulttool.pages.answer_words import WORDS, later_by, read_word
from vaulttool.pages.record_line import Deed, read_record, record_line
from vaulttool.vault.link_writing import LinkStyle
from vaulttool.vault.moved_links import MovedLinks
from vaulttool.vault.resolution import LinkResolver

TODAY = dt.date(2026, 11, 24)
ANSWERS = [
    (word, said) for table in WORDS.values() for said, words in table.items() for word in words.split("|")
]
line = st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs", "Cc")), max_size=40)
around = st.text(' \t.,;:!*_~"«»()', max_size=4)


@given(st.sampled_from(ANSWERS), around, around, st.sampled_from([str.upper, str.title, str.lower]))
def test_an_answer_is_read_whatever_its_letter_case_and_points(answer, before, behind, case):
    word, said = answer
    found = read_word(f"{before}{case(word)}{behind}", TODAY)
    assert found is not None and found.said == said


@given(
    st.sampled_from(ANSWERS), st.sampled_from(["she", "Porto", "et sa sœur", "[[Ana Ruiz]]", "with a friend"])
)
def test_an_answer_with_other_words_is_no_answer(answer, more):
    word, _ = answer
    assert read_word(f"{word} {more}", TODAY) is None
    assert read_word(f"{more} {word}", TODAY) is None


@given(st.text(max_size=200))
def test_no_text_makes_it_fail_and_a_day_is_never_invented(text):
    found = read_word(text, TODAY)
    if found is not None and (found.until or found.on):
        assert re.search(r"\d|[a-z]{3}", text.casefold())


@given(st.integers(1, 400), st.sampled_from(["day", "week", "month", "year"]), st.booleans())
def test_a_span_gives_the_day_that_the_calendar_has(number, unit, in_french):
    french = {"day": "jours", "week": "semaines", "month": "mois", "year": "ans"}
    text = f"dans {number} {french[unit]}" if in_french else f"in {number} {unit}s"
    days, months = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}[unit]
    found = read_word(text, TODAY)
    assert found is not None and found.until == later_by(TODAY, number * days, number * months)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), st.integers(0, 500))
def test_months_later_stay_in_their_month(day, months):
    later = later_by(day, months=months)
    assert later is not None
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


@given(st.sampled_from([" ", "x", "X", ">", "-", "/", "?"]), st.lists(line, max_size=4), line)
def test_any_item_is_read_and_its_words_are_all_kept(box, words, text):
    answer = read_answer(Item("vt-abc", box, text, tuple(words), 1), TODAY)
    if isinstance(answer, Answer) and not answer.recorded:
        assert list(answer.words) == [
            word for word in words if word.strip() and read_word(word, TODAY) is None
        ]


@given(st.sampled_from(get_args(Deed)), st.sampled_from(["en", "fr"]), line)
def test_a_record_is_known_again_and_is_no_answer(deed, language, place):
    told = record_line(deed, TODAY, language, "24 November", place)
    assert read_record(told) == deed
    assert read_record(told.rstrip()) == deed or not told.rstrip().endswith(place)
    assert read_word(told, TODAY) is None


@given(st.lists(line, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data())
def test_a_line_is_put_under_an_item_and_nothing_else_changes(lines, line_end, is_ended, data):
    number = data.draw(st.integers(1, len(lines)))
    lines[number - 1] = f"- [x] {lines[number - 1]} ^vt-abc"
    source = (line_end.join(lines) + (line_end if is_ended else "")).encode()
    line_end = line_end if line_end.encode() in source else "\n"
    new = put_under(source, number, "→ told")
    parts, before = new.decode().split(line_end), source.decode().split(line_end)
    at = parts.index("  - → told")
    assert at >= number
    assert all(
        not part or part.startswith((" ", "\t", "\u3000")) or part.strip() == "" for part in parts[number:at]
    )
    rest = parts[:at] + parts[at + 1 :]
    assert rest == before or rest == [*before, ""]


@given(line, line, st.sampled_from(["", " ^abc-1", " ^abc-1  "]), st.sampled_from(["\n", "\r\n", ""]))
def test_a_task_is_answered_in_its_own_bytes_only(before, text, block_id, line_end):
    source = f"{before}\n- [ ] t{text}t{block_id}{line_end}".encode()
    new = answer_task(source, "a.md", 2, "x", " ✅ 2026-11-24")
    assert isinstance(new, bytes)
    assert new.replace(" ✅ 2026-11-24".encode(), b"", 1).replace(b"- [x] t", b"- [ ] t", 1) == source or (
        "✅ 2026-11-24" in text
    )
    assert line_of(new, 2).rstrip().endswith("✅ 2026-11-24" + block_id.rstrip())


@given(st.lists(line, max_size=3), st.lists(line.filter(str.strip), max_size=3))
def test_a_page_made_anew_keeps_a_record_where_it_stands(generated, words):
    def block(extra: str) -> str:
        return "\n".join(
            [f"- [ ] One {extra} ^vt-abc", *(f"  - or {text}" for text in generated), "- [ ] Two ^vt-abd"]
        )

    safe = not any("^vt-" in text or "vaulttool:" in text for text in (*generated, *words))
    source = replace_block(b"# Page\n", "a.md", "review", block("more")) if safe else b""
    if not isinstance(source, bytes) or not source:
        return
    at = next(number for number, one in enumerate(source.decode().split("\n"), 1) if "^vt-abc" in one)
    for word in words:
        source = put_under(source, at, f"w {word}")
    told = put_under(source, at, record_line("kept", TODAY, "en"))
    again = replace_block(told, "a.md", "review", block("more"))
    assert again == told
    newer = replace_block(told, "a.md", "review", block("news"))
    assert isinstance(newer, bytes)
    for version in (told, newer):
        item = next(one for one in read_items(version, "review") if one.id == "vt-abc")
        assert read_record(item.words[-1]) == "kept"


FOLDERS = ("", "People/", "Zoo/", "Zoo/Deep/")
notes_of = st.sets(
    st.sampled_from([f"{folder}{name}.md" for folder in FOLDERS for name in ("Ana", "Bo")]), min_size=1
)


@settings(max_examples=150)
@given(notes_of, st.data())
def test_after_a_move_every_sure_link_opens_the_note_that_it_opened(paths, data):
    paths = {*paths, "People/Ana.md"}
    source = data.draw(st.sampled_from(sorted(paths)))
    targets = st.sampled_from(
        [path.removesuffix(".md") for path in sorted(paths)] + ["Ana", "Bo", "../People/Ana"]
    )
    said = data.draw(st.lists(targets, min_size=1, max_size=4))
    moves = {"People/Ana.md": "Archive/People/Ana.md"}
    text = " ".join([*(f"[[{one}]]" for one in said), *(f"[x]({one}.md)" for one in said)])
    new = MovedLinks(paths, moves, LinkStyle()).rewrite_note(source, text.encode())
    assert isinstance(new, bytes)
    before, after = LinkResolver(sorted(paths)), LinkResolver(sorted({*paths, *moves.values()} - set(moves)))
    opened = [before.resolve(one, source) for one in said * 2]
    now = [
        after.resolve((wiki or plain).partition("|")[0], moves.get(source, source))
        for wiki, plain in re.findall(r"\[\[([^\]]+)\]\]|\]\(([^)]+)\)", new.decode())
    ]
    for was, opens in zip(opened, now, strict=True):
        if isinstance(was, str):
            assert opens == moves.get(was, was)
