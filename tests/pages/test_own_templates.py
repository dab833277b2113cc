"""A template of the person's own may come from a stranger: it ends soon, stays small and reaches nothing."""

import re
from pathlib import Path

import pytest
import vaulttool.pages
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.network.planner import plan_week
from vaulttool.network.wishes import wishes
from vaulttool.notes.problem import VaultError
from vaulttool.pages import template_limits
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.language import Language
from vaulttool.pages.render import OwnTemplate, render
from vaulttool.pages.review import review_page
from vaulttool.pages.voice import Voice
from vaulttool.pages.wishes import wishes_page
from vaulttool.vault.page_templates import NAMES

from made_up_network import MADE_UP

EN = Language("en")
OURS = Path(vaulttool.pages.__file__).parent / "templates"
FACTS = {"few": [1, 2, 3], "who": "Ana Ruiz", "map": {"one": 1}}


def own(template: str, name: str = "agenda.md") -> dict[str, OwnTemplate]:
    return {name: OwnTemplate(f"Mine/{name}", template)}


def refused(template: str) -> str:
    with pytest.raises(VaultError) as caught:
        render("agenda.md", FACTS, EN, own(template))
    assert caught.value.problem.path == "Mine/agenda.md"
    return str(caught.value)


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "__class__"),
        ("{{ range(10**9) | list }}", "too"),
        ("{{ 'x' * 10**9 }}", "not for texts"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "too long"),
    ],
    ids=["attributes", "range", "memory", "time"],
)
def test_e1_e2_the_four_attacks_are_refused_where_they_stand(attack, said):
    told = refused(f"one line\n{attack}")
    assert told.startswith("Mine/agenda.md:2: ") and said in told


def sixty_times(step: str, start: str = "'ab'") -> str:
    return f"{{% set x = namespace(y={start}) %}}{{% for i in range(60) %}}{step}{{% endfor %}}"


DEEP = sixty_times("{% set x.y = (x.y, x.y) %}", "(1,)")


@pytest.mark.parametrize(
    "growing",
    [
        sixty_times("{% set x.y = x.y ~ x.y %}"),
        sixty_times("{% set x.y = x.y + x.y %}"),
        sixty_times("{% set x.y = x.y + x.y %}", "[1]"),
        sixty_times("{% set x.y = x.y | replace('a', 'aa') %}"),
        sixty_times("{% set x.y = [x.y, x.y] | join %}"),
        sixty_times("{% set z %}{{ x.y }}{{ x.y }}{% endset %}{% set x.y = z %}"),
        sixty_times("{% set x.y = '%s%s' | format(x.y, x.y) %}"),
        DEEP + "{{ x.y }}",
        DEEP + "{{ x.y == (x.y,) }}",
        DEEP + "{{ [x.y] | sort }}",
        DEEP + "{{ {x.y: 1} }}",
        DEEP + "{{ map.get(x.y) }}",
        DEEP + "{{ map[x.y] is defined }}",
        "{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}{{ " + "m(" * 60 + "'xx'" + ")" * 60 + " }}",
        "{% for i in range(99999) %}" + "many words " * 500 + "{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% include 'agenda.md.j2' %}",
        "{% for x in [few] recursive %}{{ loop(range(99999)) }}{% endfor %}",
        "{% for x in few recursive %}{{ loop([few, few]) }}{% endfor %}",
    ],
)
def test_e2_nothing_grows_without_end(growing, monkeypatch):
    # What grows without end meets any limit; the test of a whole vault below has the real one.
    monkeypatch.setattr(template_limits, "MOST_STEPS", template_limits.MOST_STEPS // 20)
    refused(growing)


@pytest.mark.parametrize(
    "large",
    [
        "{{ 9**9**9 }}", "{{ 10**15 * 10**15 }}", "{{ '%1000000000d' % 1 }}",
        "{{ '%1000000000d' | format(1) }}", "{{ 'x'.center(10**9) }}", "{{ 'x'.ljust(10**9) }}",
        "{{ '{:1000000000}'.format(1) }}", "{{ 'x' | center(10**9) }}", "{{ 'x' | indent(10**9) }}",
        "{{ lipsum(10**9) }}", "{{ few | tojson(indent=10**9) }}", "{{ few | batch(10**9, 'x') | list }}",
        "{{ 'x'.zfill(10**9) }}", "{{ '\\t'.expandtabs(10**9) }}", "{{ (1).to_bytes(10**9, 'big') }}",
        "{{ few.append(1) }}", "{{ cycler.__init__.__globals__ }}", "{{ self.__init__ }}",
        "{{ few * 10**9 }}", "{{ [few, few] | sum(start=[]) }}", "{{ " + "(" * 20000 + ")" * 20000 + " }}",
        "x" * 70_000, "{% include '/etc/passwd' %}", "{% include '../en/agenda.md.j2' %}",
        "{% for a in few %}" * 30 + "{% endfor %}" * 30,
    ],
)  # fmt: skip
def test_nothing_large_foreign_or_lasting_is_made(large):
    refused(large)


def test_an_error_names_file_line_and_variable():
    assert refused("one\ntwo {{ nobody }}").startswith("Mine/agenda.md:2: ")
    assert "'nobody' is undefined" in refused("one\ntwo {{ nobody }}")


def test_an_error_in_the_persons_macros_is_told_there():
    both = own("{% import 'reasons.md.j2' as say %}\n{{ say.x() }}") | own(
        "{% macro x() %}\n\n{{ nobody }}{% endmacro %}", "reasons.md"
    )
    with pytest.raises(VaultError) as caught:
        render("agenda.md", FACTS, EN, both)
    assert str(caught.value).startswith("Mine/reasons.md:3: ")
    with pytest.raises(VaultError) as caught:
        render("agenda.md", FACTS, EN, both | own("{% if %}", "reasons.md"))
    assert str(caught.value).startswith("Mine/reasons.md:1: ")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_our_templates_in_the_persons_folder_give_the_same_pages(code):
    mine = {
        name: OwnTemplate(f"Mine/{name}", (OURS / code / f"{name}.j2").read_text(encoding="utf-8"))
        for name in NAMES
    }
    plan, language = plan_week(MADE_UP), Language(code)
    assert {path.name.removesuffix(".j2") for path in (OURS / code).iterdir()} == set(NAMES)
    for make in (agenda_page, review_page):
        assert make(plan, MADE_UP, Voice(language, own_templates=mine)) == make(
            plan, MADE_UP, Voice(language)
        )
    wished = wishes(MADE_UP, 2027)
    assert wishes_page(wished, 2027, MADE_UP, Voice(language, own_templates=mine)) == wishes_page(
        wished, 2027, MADE_UP, Voice(language)
    )


_WORDS = "{% {%for a in few%} {%endfor%} {{ }} %} who few loop range(9999) | ~ * ** + . join( ) ( [ ] ' ,"
_WHOLE = "{%if 1%}+{%endif%}+{%set x=few%}+{%macro m()%}+{%endmacro%}+{{m()}}+{{who~who}}+{{few|join(who)}}"
PIECES = st.sampled_from((*_WORDS.split(" "), *_WHOLE.split("+"), "99999999", "#", "\n"))


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_template_gives_a_page_or_a_problem(template):
    try:
        assert isinstance(render("agenda.md", FACTS, EN, own(template)), str)
    except VaultError as error:
        assert re.match(r"Mine/agenda\.md(:\d+)?: ", str(error))


def test_a_vault_with_a_hostile_template_is_told_and_nothing_is_written(vault):
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\npage_templates_folder: Mine\n---\n")
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    vault.write(
        "Mine/agenda.md", "This week\n{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}"
    )
    vault.write("Mine/review.md", "{{ glance.nobody }}")
    assert "Mine/agenda.md:2" in vault.run("agenda", code=1).err
    told = vault.run("review", code=1).err
    assert "Mine/review.md:1" in told and "nobody" in told
    assert not vault.exists("Agenda") and not vault.exists("Reviews")
    vault.write("Mine/agenda.md", "Just {{ touches_words }} words.")
    vault.run("agenda")
    assert "Just no words." in vault.read("Agenda/2026-W48.md").replace("none", "no")
