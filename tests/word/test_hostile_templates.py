"""Templates that mean harm: out of the fence, into the memory, onto the network, at the clock."""

import datetime
import itertools

import attrs
import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from drawn_in_word import fill, places_of, problems_of, rewritten, saved, typed

from antifraud_plan.ooxml.xml import R as RELATIONSHIPS
from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import compile_template
from antifraud_plan.word.linting.lint import lint_template
from antifraud_plan.word.linting.shapes import PLAIN

DOUBLED = "{% set 甲 = 甲 ~ 甲 ~ 甲 ~ 甲 %}" * 20

# Two lists of lists that hold the same: small in memory, and 2³⁰ numbers to whoever compares them.
NESTED = "{% set 甲 = [1, 1] %}{% set 乙 = [1, 1] %}" + "{% set 甲 = [甲, 甲] %}{% set 乙 = [乙, 乙] %}" * 30


@attrs.frozen
class Person:
    """Somebody whose name may be printed, but not everything there is to know."""

    name: str
    telephone: str


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ (值 | attr('__class__')) }}",
        "{{ 值['__class__'] }}",
        "{{ '{0.__class__}'.format(值) }}",
        "{{ [值] | map(attribute='__class__') | list }}",
        "{{ [值] | map(attribute='__class__') | join }}",
        "{{ self['_TemplateReference__context'] }}",
        "{% for 一 in [1] %}{{ loop['_iterable'] }}{% endfor %}",
    ],
)
def test_a_template_cannot_break_out(attack: str) -> None:
    problems = problems_of(typed(attack), 值="x")
    assert all(problem.location is not None for problem in problems)
    assert {problem.code for problem in problems} <= {
        "template-forbidden", "template-unknown-filter", "template-undefined", "template-unprintable",
    }  # fmt: skip


@pytest.mark.parametrize(
    "attack",
    [
        "{{ '甲' * 100000000 }}",
        "{{ 100000000 * ['甲'] }}",
        "{{ 2 ** 8 }}",
        "{{ '%900000000d' % 1 }}",
        "{{ '甲'.center(900000000) }}",
        "{{ '{:>900000000}'.format(1) }}",
        "{{ 5 | round(-90000000) }}",
        "{{ 1.5 | round(90000000, 'ceil') }}",
        "{{ [1] | batch(900000000, 0) | list }}",
        "{{ range(99999) | join('甲' * 10000) }}",
        "{{ ('甲' * 1000) | replace('甲', '乙' * 1000) }}",
        "{% set 甲 = [1] * 90000 %}{{ [甲, 甲] | sum(start=[]) }}",
        "{% set 甲 = [1] * 90000 %}{% set 甲 = 甲 + 甲 %}",
        "{% set 甲 = '甲' %}" + DOUBLED,
        "{% set 甲 = 9 %}" + DOUBLED.replace("~", "*"),
        "{% for 一 in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% for 甲 in range(99999) %}{% for 乙 in range(99999) %}甲甲甲甲甲甲甲{% endfor %}{% endfor %}",
    ],
)
def test_a_template_cannot_fill_the_memory(attack: str) -> None:
    assert {problem.code for problem in problems_of(typed(attack))} == {"template-forbidden"}


@pytest.mark.parametrize(
    "attack",
    [
        "{% for 甲 in range(99999) %}{% for 乙 in range(99999) %}{% endfor %}{% endfor %}",
        "{% for 甲 in range(9999) %}" * 4 + "{% endfor %}" * 4,
        "{% for 甲 in range(99999) %}{% set 乙 = range(99999) | sort | first %}{% endfor %}",
        "{% for 甲 in range(99999) %}{% if 99999 in range(99999) | list %}{% endif %}{% endfor %}",
        "{% for 甲 in range(99999) %}{% if '甲' * 99999 == '甲' * 99999 %}{% endif %}{% endfor %}",
        "{% set 甲 = '甲' * 99999 %}{% for 乙 in range(99999) %}{% if '乙' in 甲 %}{% endif %}{% endfor %}",
        "{% set 甲 = '甲' * 99999 %}{% for 乙 in range(99999) %}{% set 丙 = 甲[1:] %}{% endfor %}",
        "{% set 甲 = '甲' * 99999 %}{% for 乙 in range(99999) %}{% set 丙 = 甲 | upper %}{% endfor %}",
        "{% for 乙 in range(99999) %}{% set 丙 = '甲' * 99999 %}{% endfor %}",
        "{{ range(99999) | map('replace', '9', '甲' * 9999) | list | length }}",
        "{{ (['甲' * 99999] * 99999) | map('upper') | list | length }}",
        "{{ (['甲'] * 99999) | select('in', range(99999) | map('string') | list) | list | length }}",
        "{{ ('关于加强工作' * 9999) | title_lines(30000) | length }}{{ 2 ** 2 }}",
        NESTED + "{% if 甲 == 乙 %}{% endif %}",
        NESTED + "{{ 甲 in [乙] }}",
        NESTED + "{{ [甲, 乙] | sort | length }}",
        NESTED + "{{ [甲] | select('eq', 乙) | list | length }}",
        NESTED + "{{ [{'丙': 甲}, {'丙': 乙}] | groupby('丙') | list | length }}",
        NESTED.replace("[", "(").replace("]", ")") + "{% set 丙 = {甲: 1} %}",
        NESTED.replace("[", "(").replace("]", ")") + "{{ {1: 2}[甲] }}",
        NESTED.replace("[", "(").replace("]", ")") + "{{ [甲] | unique | list | length }}",
        NESTED.replace("[", "{1: ").replace(", ", ", 2: ").replace("]", "}") + "{{ 甲 == 乙 }}",
        NESTED + "{% set 丙 = range(2) | map(attribute='丁', default=甲) | list %}",
    ],
)
def test_a_template_cannot_work_for_ever(attack: str) -> None:
    assert {problem.code for problem in problems_of(typed(attack))} == {"template-forbidden"}


@pytest.mark.parametrize(
    "attack",
    [
        "{{ 甲.__class__ }}",
        "{{ cycler() }}",
        "{{ lipsum(9) }}",
        "{{ namespace(甲=1) }}",
        "{{ open('/etc/passwd') }}",
        "{{ 甲.__globals__['os'] }}",
        "{{ 2 ** 8 }}",
        "{% for 乙 in range(1000000000) %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as 乙 %}",
    ],
)
def test_what_may_never_be_done_is_told_without_filling_anything(attack: str) -> None:
    problems = lint_template(typed("前", attack), file="a.docx", known={"甲": PLAIN})
    assert {problem.code for problem in problems} & {"template-forbidden", "template-unknown-statement"}
    assert {str(problem.location).partition(" ")[0] for problem in problems} == {"a.docx:第2段"}


@pytest.mark.parametrize("tag", ["{% for 一 in 值 %}{% endfor %}", "{{ 值 | list | length }}"])
def test_a_value_without_end_is_not_gone_through_for_ever(tag: str) -> None:
    assert [code for code, _ in places_of(typed(tag), 值=itertools.count())] == ["template-forbidden"]


def test_a_loop_without_end_is_refused_before_it_starts() -> None:
    assert [code for code, _ in places_of(typed("{% for i in range(10 * 100000) %}甲{% endfor %}"))] == [
        "template-failed"
    ]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
        "{{ " + "1 + " * 2000 + "1 }}",
        "{% for 一 in [1] %}" * 30 + "{% endfor %}" * 30,
        "{% if 1 %}" * 200 + "{% endif %}" * 200,
    ],
    ids=["parentheses", "sum", "loops", "conditions"],
)
def test_tags_within_tags_without_end_are_a_problem_and_no_traceback(attack: str) -> None:
    assert {problem.code for problem in problems_of(typed("前" + attack))} == {"template-syntax"}


@pytest.mark.parametrize(
    "clock",
    [
        "{{ 日.today() }}",
        "{% set range = 日.today %}{{ range() }}",
        "{% for range in [日.today] %}{{ range() }}{% endfor %}",
    ],
)
def test_a_template_cannot_ask_the_clock(clock: str) -> None:
    codes = [problem.code for problem in problems_of(typed(clock), 日=datetime.date(2023, 2, 6))]
    assert codes == ["template-forbidden"]


def test_what_may_be_called_is_called() -> None:
    assert fill(typed("{% for 空 in range(3) %}{{ 2 | blank }}；{% endfor %}")) == ["____；____；____；"]


@pytest.mark.parametrize(
    "tag", ["{{ 人 }}", "{{ '' ~ 人 }}", "{{ [人] | join }}", "{{ 人 | string }}", "{{ 人 | replace(1, 2) }}"]
)
def test_a_record_is_never_printed_whole(tag: str) -> None:
    assert [code for code, _ in places_of(typed(tag), 人=Person("张示例", "13900001111"))] == [
        "template-unprintable"
    ]


def test_the_bounded_filters_do_what_jinjas_do() -> None:
    data = typed(
        "{{ 数 | sum }}，{{ 数 | sum(start=1) }}，{{ 人 | sum(attribute='age') }}",
        "{{ 数 | join('、') }}，{{ 人 | join('、', attribute='age') }}，{{ '甲' ~ 1 ~ '乙' }}",
        "{{ '甲乙甲' | replace('甲', '丙') }}，{{ '甲乙甲' | replace('甲', '丙', 1) }}",
        "{% for 行 in 数 | batch(2, '空') %}{{ 行 | join('|') }}；{% endfor %}{{ 3.456 | round(1) }}",
    )
    assert fill(data, 数=[1, 2, 3], 人=[{"age": 4}, {"age": 5}]) == [
        "6，7，9",
        "1、2、3，4、5，甲1乙",
        "丙乙丙，丙乙甲",
        "1|2；3|空；3.5",
    ]


def codes_of(data: bytes) -> list[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        compile_template(data, file="a.docx")
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    "content_type", ["application/vnd.ms-office.vbaProject", "application/vnd.ms-office.activeX"]
)
def test_what_runs_is_refused(content_type: str) -> None:
    default = f'<Default Extension="bin" ContentType="{content_type}"/><Default '.encode()
    data = rewritten(typed("甲"), b"<Default ", default, "[Content_Types].xml")
    assert codes_of(data) == ["template-with-macros"]


def test_a_file_that_only_pretends_to_have_no_macros_is_refused() -> None:
    honest = b"openxmlformats-officedocument.wordprocessingml.document.main"
    data = rewritten(typed("甲"), honest, b"ms-word.document.macroEnabled.main", "[Content_Types].xml")
    assert codes_of(data) == ["template-with-macros"]


@pytest.mark.parametrize(
    "kind",
    [RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.OLE_OBJECT, f"{RELATIONSHIPS}/attachedTemplate"],
)
def test_what_word_would_fetch_from_elsewhere_is_refused(kind: str) -> None:
    document = Document()
    document.part.relate_to("http://example.org/x", kind, is_external=True)
    assert codes_of(saved(document)) == ["template-with-links"]


def test_a_link_to_click_is_left_alone() -> None:
    document = Document()
    document.add_paragraph("甲")
    document.part.relate_to("http://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert fill(saved(document)) == ["甲"]
