"""Bytes in the old charsets of many countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.charset_guess import guess_charset


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1251", "N:Иванов;Иван;Петрович\nFN:Иван Иванов"),
        ("koi8-r", "N:Иванов;Иван;Петрович\nFN:Иван Иванов"),
        ("cp1253", "FN:Ευάγγελος Παπαθανασίου"),
        ("cp1255", "FN:אפרים קישון"),
        ("cp932", "姓,名,表示名\n田中,太郎,たなか タロウ"),
        ("euc_jp", "姓,名,表示名\n田中,太郎,たなか タロウ"),
        ("euc_kr", "N:김;철수\nFN:김철수 회사"),
        ("gb18030", "姓名,公司\n王小明,北京公司\n李雷,上海"),
        ("big5", "姓名,公司\n王小明,臺北公司"),
    ],
)
def test_a_charset_is_known_by_the_letters_that_come_out(charset: str, text: str):
    assert guess_charset(text.encode(charset)) == charset


@pytest.mark.parametrize(
    "text", ["Prénom;Nom\nÉmilie;Lefèvre", "FN:Sören Täve Nüßlebaum", "é;à;ü;ñ", "Åsa Öberg"]
)
def test_western_names_are_western(text: str):
    assert guess_charset(text.encode("cp1252")) == ""


@given(st.binary(max_size=400))
def test_no_bytes_raise(source: bytes):
    guess_charset(source)
