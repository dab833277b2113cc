"""Which names may stand in a line is seen before they are looked for."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from vaulttool.usecases.link_people import _alike

NAMES = st.text(st.characters(categories=("Lu", "Ll", "Lt", "Lm")), min_size=1, max_size=6)


@given(name=NAMES)
@example(name="İsmail")
@example(name="Işık")
@example(name="Weiß")
@example(name="ſtefan")
def test_no_name_that_would_be_found_is_left_out(name: str) -> None:
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    for text in (name, name.upper(), name.lower(), name.title(), name.swapcase(), name.casefold()):
        assert not pattern.search(text) or _alike(name) in _alike(text)
