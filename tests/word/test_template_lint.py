"""A clerk's template held against what its kind prints: every mistake at once, each at its place."""

import pytest
from docx import Document
from drawn_in_word import rewritten, saved, typed

from antifraud_plan.problems import Severity
from antifraud_plan.word.linting.lint import lint_template
from antifraud_plan.word.linting.shapes import PLAIN, TRUTH, Listing, Record, Shape

SEAT = Record({"name": PLAIN, "position": PLAIN})
POST = Record({"role": PLAIN, "seats": Listing(SEAT)})
KNOWN: dict[str, Shape] = {
    "title": PLAIN,
    "date": PLAIN,
    "sealed": TRUTH,
    "profile": Listing(PLAIN),
    "posts": Listing(POST),
    "office": Record({"phone": PLAIN, "staff": Listing(SEAT)}),
}


def found_in(data: bytes, known: dict[str, Shape] | None = None) -> list[tuple[str, str, str]]:
    """Code, place and the tag or word complained of."""
    return [
        (problem.code, str(problem.location).partition(":")[2].partition(" ")[0], problem.message)
        for problem in lint_template(data, file="承诺书.docx", known=KNOWN if known is None else known)
    ]


def codes_in(*paragraphs: str) -> list[str]:
    return [code for code, _, _ in found_in(typed(*paragraphs))]


def remedy_of(*paragraphs: str) -> str:
    (problem,) = lint_template(typed(*paragraphs), file="承诺书.docx", known=KNOWN)
    return problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "{{ title }}{{ date | cn_date }}{{ date.year }}{{ office.phone }}{{ office['phone'] }}",
        "{% if sealed and posts %}{{ title }}{% elif not sealed %}{{ 1 + 2 }}{% endif %}",
        "{% for post in posts %}{{ loop.index }}{% if not loop.last %}{{ post.role }}{% endif %}{% endfor %}",
        "{% for post in posts %}{% for seat in post.seats %}{{ seat.name }}{% endfor %}{% endfor %}",
        "{% for one in profile %}{{ one }}{% else %}{{ title }}{% endfor %}",
        "{{ profile | join('、') }}{{ posts | map(attribute='role') | join('、') }}{{ posts | length }}",
        "{{ posts | join('、', attribute='role') }}",
        "{{ (posts | first).role }}{{ posts[0].role }}{{ posts.0.role }}",
        "{% for post in posts | sort(attribute='role') | reverse %}{{ post.role }}{% endfor %}",
        "{% for post in posts[1:] %}{{ post.role }}{{ loop.previtem.role }}{% endfor %}",
        "{% for post in posts if post.role == '组长' %}{{ post.role }}{% endfor %}",
        "{% for role, group in posts | groupby('role') %}{{ role }}{{ group[0].seats }}{% endfor %}",
        "{% for pair in profile | batch(2) %}{{ pair | join }}{% endfor %}",
        "{% set first = posts | first %}{{ first.role }}",
        "{% set list = posts %}{% for one in list %}{{ one.role }}{% endfor %}",
        "{% for title in profile %}{{ title }}{% endfor %}{{ title }}",
        "{% for i in range(3) %}{{ i }}{% endfor %}{% for a in [title, date] %}{{ a }}{% endfor %}",
        "{% if posts is defined and 'x' in title %}{{ title ~ date }}{% endif %}",
        "{{ title if sealed else date }}",
        "{% left_indent 3 * (posts | length) %}{{ title | default('无') }}",
    ],
)
def test_a_right_template_is_not_complained_of(text: str) -> None:
    assert found_in(typed(text)) == []


def test_every_kind_of_mistake_is_told_at_once_and_hides_no_other() -> None:
    data = typed(
        "{{ titel }}",
        "{% if sealed %}{{ tilte }}{% else %}{{ data }}{% endif %}",
        "{{ title oops }}{{ nobody }}",
        "{% fro post in posts %}",
        "{% for p in posts %}{{ p.rol }}{% for s in p.seats %}{{ s.nmae }}{% endfor %}{% endfor %}",
        "{% for one in posts %}{{ one.role }}",
        "{{ title",
    )
    assert [(code, place) for code, place, _ in found_in(data)] == [
        ("template-undefined", "第1段"),
        ("template-undefined", "第2段"),
        ("template-undefined", "第2段"),
        ("template-syntax", "第3段"),
        ("template-undefined", "第3段"),
        ("template-unknown-statement", "第4段"),
        ("template-undefined", "第5段"),
        ("template-undefined", "第5段"),
        ("template-unclosed-block", "第6段"),
        ("template-unclosed-tag", "第7段"),
    ]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("{{ titel }}", "title"),
        ("{{ office.fone }}", "phone"),
        ("{% for post in posts %}{{ post.rolle }}{% endfor %}", "role"),
        ("{% for seat in office.staff %}{{ set.name }}{% endfor %}", "seat"),
        ("{% for post in posts %}{{ loop.indx }}{% endfor %}", "index"),
        ("{{ posts | map(attribute='rolle') | join }}", "role"),
        ("{{ (posts | sort(attribute='role') | last).rolle }}", "role"),
    ],
)
def test_an_unknown_name_or_field_is_told_with_the_nearest(text: str, nearest: str) -> None:
    assert codes_in(text) == ["template-undefined"]
    assert remedy_of(text) == f"是否想写“{nearest}”？"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("{% for one in title %}{% endfor %}", "能逐个取的有：profile、posts、office.staff。"),
        ("{% for one in sealed %}{% endfor %}", "能逐个取的有：profile、posts、office.staff。"),
        ("{% for one in office %}{% endfor %}", "能逐个取的有：office.staff。"),
        (
            "{% for post in posts %}{% for one in post %}{% endfor %}{% endfor %}",
            "能逐个取的有：post.seats。",
        ),
    ],
)
def test_a_loop_over_what_is_no_list_is_told_with_the_lists_there_are(text: str, offered: str) -> None:
    assert codes_in(text) == ["template-not-a-list"]
    assert remedy_of(text) == offered


@pytest.mark.parametrize(
    "text",
    [
        "{{ posts }}",
        "{{ profile }}",
        "{{ office }}",
        "{{ sealed }}",
        "{{ title ~ profile }}",
        "{{ posts | join('、') }}",
        "{% for post in posts %}{{ post }}{% endfor %}",
        "{% set all = posts %}{{ all }}",
    ],
)
def test_what_has_no_text_is_not_printed(text: str) -> None:
    assert codes_in(text) == ["template-unprintable"]


def test_a_field_of_a_list_is_asked_for_one_entry_at_a_time() -> None:
    assert remedy_of("{{ posts.role }}") == "请先写 {% for 项 in posts %}，再取“项.role”。"


def test_a_name_of_a_loop_is_unknown_after_it() -> None:
    assert codes_in("{% for post in posts %}{% endfor %}{{ post.role }}{{ loop.index }}") == [
        "template-undefined",
        "template-undefined",
    ]


def test_a_name_set_in_a_condition_is_known_after_it() -> None:
    assert codes_in("{% if sealed %}{% set mark = title %}{% endif %}{{ mark }}") == []


def test_a_name_that_a_condition_sets_anew_may_still_hold_what_it_held() -> None:
    assert codes_in("{% if sealed %}{% set posts = '无' %}{% endif %}{% for a in posts %}{% endfor %}") == []
    assert codes_in("{% set posts = '无' %}{% for one in posts %}{% endfor %}") == ["template-not-a-list"]


def test_a_name_that_is_never_there_is_noted_where_the_template_is_prepared_for_that() -> None:
    problems = lint_template(
        typed("{{ titel | default('无') }}{% if titel is defined %}甲{% endif %}"), file="a.docx", known=KNOWN
    )
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("template-undefined", Severity.NOTE)
    ] * 2


def test_an_unreadable_statement_lets_its_own_names_pass() -> None:
    assert codes_in("{% for post on posts %}{{ post.role }}{{ titel }}{% endfor %}") == [
        "template-syntax",
        "template-undefined",
    ]


def test_a_mark_that_ends_nothing_is_noted() -> None:
    (problem,) = lint_template(typed("甲", "title }} 乙"), file="a.docx", known=KNOWN)
    assert (problem.code, problem.severity) == ("template-stray-mark", Severity.NOTE)
    assert str(problem.location) == "a.docx:第2段 “title }} 乙”"


@pytest.mark.parametrize("written", ["{title}", "{ title }", "{office.phone}"])
def test_a_known_name_in_single_braces_is_noted(written: str) -> None:
    (problem,) = lint_template(typed("甲", f"本校{written}承诺"), file="a.docx", known=KNOWN)
    assert (problem.code, problem.severity) == ("template-stray-mark", Severity.NOTE)
    assert problem.message == f"“{written}”只有一层花括号，会照原样印出来。"
    assert f"“{{{written}}}”" in problem.remedy
    assert str(problem.location).startswith("a.docx:第2段")


@pytest.mark.parametrize(
    "written", ["{甲、乙}", "{teacher}", "{ }", "{{ title }}", "{title 甲}", "｛title｝"]
)
def test_other_braces_are_left_alone(written: str) -> None:
    assert codes_in(written) == []


def test_cells_headers_and_footers_are_looked_at_after_the_body() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ a }}"
    document.sections[0].footer.paragraphs[0].text = "{{ b }}"
    document.add_paragraph("{{ c }}")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "{%tr for post in posts %}"
    table.cell(1, 1).text = "{{ post.d }}"
    assert [place for _, place, _ in found_in(saved(document))][:2] == ["第1段", "表格1第1行第1列"]
    assert {(code, place) for code, place, _ in found_in(saved(document))} == {
        ("template-undefined", "第1段"),
        ("template-undefined", "表格1第2行第2列"),
        ("template-unclosed-block", "表格1第1行第1列"),
        ("template-undefined", "页眉第1段"),
        ("template-undefined", "页脚第1段"),
    }


def test_what_word_broke_into_runs_and_requoted_is_read_as_meant() -> None:
    assert found_in(typed(["{", "{ ti", "tel }", "}"], "｛｛ office［‘phone’］ ｝｝")) == found_in(
        typed("{{ titel }}", "{{ office['phone'] }}")
    )


def test_without_declared_variables_only_the_tags_themselves_are_looked_at() -> None:
    problems = lint_template(typed("{{ 什么都行 }}{{ title oops }}"), file="a.docx", known=None)
    assert [problem.code for problem in problems] == ["template-syntax"]


def test_a_hostile_file_is_one_problem_and_no_traceback() -> None:
    external = rewritten(
        typed("甲"), b"<w:document", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><w:document'
    )
    for data in (b"", b"PK\x03\x04", external):
        (problem,) = lint_template(data, file="a.docx", known=KNOWN)
        assert problem.location is not None


def test_parentheses_without_end_are_told_once() -> None:
    deep = "(" * 300 + "1" + ")" * 300
    assert codes_in(f"{{{{ {deep} }}}}", "{{ titel }}") == ["template-syntax", "template-undefined"]


def test_a_tag_cut_in_two_by_a_cell_is_told_where_it_begins_with_where_it_ends() -> None:
    document = Document()
    document.add_paragraph("前")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "姓名{{ post"
    table.cell(0, 1).text = ".role }}"
    (problem,) = lint_template(saved(document), file="a.docx", known=KNOWN)
    assert problem.code == "template-split-tag"
    assert str(problem.location) == "a.docx:表格1第1行第1列 “姓名{{ post”"
    assert "却到表格1第1行第2列 “.role }}”才结束" in problem.message


@pytest.mark.parametrize(
    ("paragraphs", "code"),
    [
        (("{% for post in", "posts %}{{ post.role }}{% endfor %}"), "template-split-tag"),
        (("｛｛ title", "", "", "｝｝"), "template-split-tag"),
        (("{{ title", "{{ title }}"), "template-unclosed-tag"),
        (("{{ title %}", "甲"), "template-unclosed-tag"),
        (("{{ title | default('无) }}", "}}"), "template-unclosed-tag"),
    ],
)
def test_a_tag_is_cut_in_two_only_if_its_rest_is_there(paragraphs: tuple[str, ...], code: str) -> None:
    assert codes_in(*paragraphs)[0] == code


def test_the_rest_of_a_tag_cut_in_two_is_no_second_mistake() -> None:
    assert codes_in("{{ title", "}}", "甲", "}}") == ["template-split-tag", "template-stray-mark"]


def test_a_place_far_into_a_paragraph_is_quoted_with_what_stands_around_it() -> None:
    text = "各镇（街）中心学校、县直各学校要在开学第一周内由{{ titel }}组织开展一次全面排查。"
    (problem,) = lint_template(typed(text), file="a.docx", known=KNOWN)
    assert str(problem.location) == "a.docx:第1段 “…学第一周内由{{ titel }}组织开展一次…”"
