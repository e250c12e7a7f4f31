"""A frozen template makes the papers that the template itself makes, from printed values alone."""

import base64
import hashlib
import io
import json
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from docx import Document
from drawn_in_word import PROPERTIES, saved, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Template
from office_tools import read_pages
from sample_notice import NOTICE, VALUES, blocks_of

from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import CompiledTemplate, FrozenTemplate, Layout, build_template, compile_template
from antifraud_plan.word.jinja.environment import Sandbox

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SHARED: Mapping[str, object] = {"school": "某县第一中学", "promises": ["不出租&不出借", "不出售<银行卡>"]}
PLEDGE = (
    "{{ school }}{{ class_name }}",
    "我是{{ name }}，郑重承诺：",
    "{%p for promise in promises %}",
    "{{ loop.index }}.{{ promise }}（{{ name }}）",
    "{%p endfor %}",
    "{% if promises | length > 1 %}承诺人：{{ name }}{% endif %}",
)
AWKWARD = [
    "张三", "A&B", "<w:p/>", "“双” '单' \"直\"", "😀👨‍👩‍👧", "𠮷野䶮", "阿依古丽·买买提", "名" * 30,
    "甲\n乙\n\n丙", "甲\t乙", "甲\r\n乙\r丙", "", " 前后 ", "　全角　", "{{ name }}", "{% if %}", "]]>",
    "&amp;", "%s %% {0}", "e\u0301", "\u200f右", "㐀㊣①", "0",
]  # fmt: skip
FILL_WITH_DOCXTPL = """
import json, pathlib, jinja2, docxtpl
for number, values in enumerate(json.loads(pathlib.Path("papers.json").read_text())):
    document = docxtpl.DocxTemplate("template.docx")
    document.render(values, jinja_env=jinja2.Environment(autoescape=True))
    document.save(f"{number}.docx")
"""
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
values_of_names = st.one_of(
    texts, st.sampled_from(AWKWARD), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
)


def compiled(*paragraphs: str) -> CompiledTemplate:
    return compile_template(typed(*paragraphs), file="承诺书.docx")


def frozen(template: CompiledTemplate, *names: str, **shared: object) -> FrozenTemplate:
    found = template.freeze(shared or SHARED, frozenset(names), properties=PROPERTIES)
    assert found is not None
    return found


TEMPLATE = compiled(*PLEDGE)
FROZEN = frozen(TEMPLATE, "name", "class_name")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def texts_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def mistakes_of(action: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as caught:
        action()
    return [(problem.code, str(problem.location)) for problem in caught.value.problems]


@settings(deadline=None)
@given(values_of_names, values_of_names)
def test_a_paper_has_the_very_parts_that_filling_the_template_gives(name: object, class_name: object) -> None:
    own = {"name": name, "class_name": class_name}
    whole = TEMPLATE.render({**SHARED, **own}, properties=PROPERTIES)
    assert parts_of(FROZEN.render(own)) == parts_of(whole)
    assert FROZEN.fill_document(own) == TEMPLATE.fill_document({**SHARED, **own})


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_value_is_carried_exactly(name: str) -> None:
    carried = name.replace("\r\n", "\n").replace("\r", "\n")
    assert texts_of(FROZEN.render({"name": name, "class_name": "3班"})) == [
        "某县第一中学3班",
        f"我是{carried}，郑重承诺：",
        f"1.不出租&不出借（{carried}）",
        f"2.不出售<银行卡>（{carried}）",
        f"承诺人：{carried}",
    ]


def test_docxtpl_prints_awkward_values_to_the_same_text(tmp_path: Path) -> None:
    """Its own output, asked to escape; in a process of its own, for it changes what python-docx knows."""
    names = [name.replace("\r\n", "\n").replace("\r", "\n") for name in AWKWARD]
    own = [{"name": name, "class_name": "3班"} for name in names]
    (tmp_path / "template.docx").write_bytes(TEMPLATE.data)
    (tmp_path / "papers.json").write_text(json.dumps([{**SHARED, **values} for values in own]))
    subprocess.run([sys.executable, "-c", FILL_WITH_DOCXTPL], cwd=tmp_path, check=True)
    for number, values in enumerate(own):
        written = (tmp_path / f"{number}.docx").read_bytes()
        assert texts_of(FROZEN.render(values)) == texts_of(written)


@pytest.mark.parametrize("size", [21_845, 21_846, 70_000])
def test_a_value_larger_than_one_stored_block_is_carried_exactly(size: int) -> None:
    name = "某" * size
    assert texts_of(FROZEN.render({"name": name, "class_name": ""}))[1] == f"我是{name}，郑重承诺："


@pytest.mark.parametrize("name", ["响\x07铃", "半\ud83d字", "\ufffe", "\x00"])
def test_what_no_file_can_hold_is_refused_at_the_first_place_it_would_stand(name: str) -> None:
    own = {"name": name, "class_name": "3班"}
    expected = [("illegal-character", "承诺书.docx:第2段 “我是{{ name }}，郑重承…”")]
    assert mistakes_of(lambda: FROZEN.render(own)) == expected
    assert mistakes_of(lambda: FROZEN.fill_document(own)) == expected
    assert mistakes_of(lambda: TEMPLATE.render({**SHARED, **own}, properties=PROPERTIES)) == expected


@pytest.mark.parametrize("name", [None, True, ["张三"], {"姓": "张"}, object()])
def test_what_cannot_be_printed_is_refused_as_the_template_itself_refuses_it(name: object) -> None:
    own = {"name": name, "class_name": "3班"}
    refused = mistakes_of(lambda: FROZEN.render(own))
    assert [code for code, _ in refused] == ["template-unprintable"]
    assert refused == mistakes_of(lambda: TEMPLATE.render({**SHARED, **own}, properties=PROPERTIES))


@attrs.frozen
class Broken:
    """A value that fails while it is printed."""

    def __str__(self) -> str:
        raise ZeroDivisionError


def test_a_value_that_fails_is_a_problem_and_no_traceback() -> None:
    refused = mistakes_of(lambda: FROZEN.render({"name": Broken(), "class_name": ""}))
    assert [code for code, _ in refused] == ["template-failed"]


def test_every_tag_that_lacks_its_value_is_told_at_once_and_every_bad_value_with_them() -> None:
    refused = mistakes_of(lambda: FROZEN.render({"class_name": None}))
    assert refused == [
        ("template-unprintable", "承诺书.docx:第1段 “{{ school }}{{ c…”"),
        ("template-undefined", "承诺书.docx:第2段 “我是{{ name }}，郑重承…”"),
        ("template-undefined", "承诺书.docx:第4段 “…se }}（{{ name }}）”"),
        ("template-undefined", "承诺书.docx:第6段 “…%}承诺人：{{ name }}{% end…”"),
    ]
    with pytest.raises(ProblemsFoundError, match="可用的有：class_name"):
        FROZEN.render({"class_name": ""})


def test_an_open_name_that_is_not_printed_need_not_have_a_value() -> None:
    only = frozen(compiled("{% if school == '别校' %}{{ remark }}{% endif %}{{ name }}"), "name", "remark")
    assert texts_of(only.render({"name": "张三"})) == ["张三"]


@pytest.mark.parametrize(
    "tag",
    [
        "{% if name %}甲{% endif %}",
        "{% if school == name %}甲{% endif %}",
        "{{ name | default('无') }}",
        "{{ name ~ '同学' }}",
        "{{ '甲' if name else '乙' }}",
        "{{ name.first }}",
        "{{ name['first'] }}",
        "{{ promises[name] }}",
        "{% for part in name %}{{ part }}{% endfor %}",
        "{% for promise in promises %}{% if promise == name %}甲{% endif %}{% endfor %}",
        "{% set other = name %}{{ other }}",
        "{% set name = '李四' %}{{ name }}",
        "{% for name in promises %}{{ name }}{% endfor %}",
        "{{ name is defined }}",
        "{% right_indent name %}落款",
        "{{ range(name) | join }}",
    ],
)
def test_a_template_that_does_more_with_a_value_than_print_it_is_not_frozen(tag: str) -> None:
    assert compiled("{{ name }}", tag).freeze(SHARED, {"name"}, properties=PROPERTIES) is None


def test_names_of_no_paper_may_be_used_as_the_template_likes() -> None:
    template = compiled(
        "{% set title = school ~ '承诺书' %}{{ title | upper }}",
        "{% for promise in promises if '&' in promise %}{{ loop.index }}{{ name }}{% endfor %}",
    )
    assert texts_of(frozen(template, "name").render({"name": "张三"})) == ["某县第一中学承诺书", "1张三"]


def test_headers_and_footers_are_filled_too() -> None:
    document = Document()
    document.add_paragraph("正文没有姓名")
    document.sections[0].header.paragraphs[0].text = "{{ school }}"
    document.sections[0].footer.paragraphs[0].text = "{{ name }}（{{ class_name }}）"
    template = compile_template(saved(document), file="a.docx")
    own = {"name": "阿依古丽·买买提", "class_name": "A&B"}
    section = Document(io.BytesIO(frozen(template, "name", "class_name").render(own))).sections[0]
    assert section.header.paragraphs[0].text == "某县第一中学"
    assert section.footer.paragraphs[0].text == "阿依古丽·买买提（A&B）"


def test_a_template_is_read_once_and_says_of_each_school_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = Sandbox.compile_bounded

    def compile_bounded(sandbox: Sandbox, source: str) -> Template:
        read.append(source)
        return original(sandbox, source)

    monkeypatch.setattr(Sandbox, "compile_bounded", compile_bounded)
    template = compiled(*PLEDGE)
    for school, names in (("甲校", ["name"]), ("乙校", ["name", "class_name"]), ("丙校", ["name"])):
        shared = {"school": school, "promises": [school], "class_name": school}
        paper = frozen(template, *names, **shared).fill_document({"name": "张三", "class_name": "3班"})
        assert paper.count(school) == 3 - (len(names) - 1)
    assert len(read) == 2  # to fill it, and to leave names open
    assert template.freeze({}, frozenset(["promises"]), properties=PROPERTIES) is None


def test_a_mistake_in_what_papers_share_is_told_when_the_template_is_frozen() -> None:
    template = compiled("{{ name }}{{ shcool }}", "{{ promises }}")
    found = mistakes_of(lambda: template.freeze(SHARED, {"name"}, properties=PROPERTIES))
    assert found == [("template-undefined", "承诺书.docx:第1段 “{{ name }}{{ shc…”")]


def test_a_loop_without_end_is_refused_when_the_template_is_frozen() -> None:
    endless = compiled("{% for 一 in range(9000) %}{{ '甲' * 90000 }}{% endfor %}{{ name }}")
    found = mistakes_of(lambda: endless.freeze({}, {"name"}, properties=PROPERTIES))
    assert [code for code, _ in found] == ["template-forbidden"]


def test_a_template_with_more_places_than_any_paper_is_not_frozen() -> None:
    many = compiled("{% for 一 in range(count) %}{{ name }}{% endfor %}")
    assert many.freeze({"count": 1001}, {"name"}, properties=PROPERTIES) is None
    assert many.freeze({"count": 99_999}, {"name"}, properties=PROPERTIES) is None
    assert texts_of(frozen(many, "name", count=1000).render({"name": "甲"})) == ["甲" * 1000]


def test_drawings_are_numbered_though_values_stand_between_them() -> None:
    document = Document()
    document.add_paragraph("{%p for promise in promises %}")
    paragraph = document.add_paragraph("{{ name }}")
    paragraph.add_run().add_picture(io.BytesIO(PICTURE))
    document.add_paragraph("{{ class_name }}")
    document.add_paragraph("{%p endfor %}")
    template = compile_template(saved(document), file="a.docx")
    own = {"name": "张三", "class_name": "3班"}
    text = frozen(template, "name", "class_name").fill_document(own)
    numbers = [item.get("id") for item in ElementTree.fromstring(text).iter(DRAWING)]
    assert numbers == ["1", "2"]
    assert text == template.fill_document({**SHARED, **own})


def test_the_title_may_differ_from_paper_to_paper() -> None:
    retitled = FROZEN.with_properties(attrs.evolve(PROPERTIES, title="<张三>承诺书"))
    own = {"name": "张三", "class_name": "3班"}
    assert Document(io.BytesIO(retitled.render(own))).core_properties.title == "<张三>承诺书"
    assert Document(io.BytesIO(FROZEN.render(own))).core_properties.title == PROPERTIES.title
    assert parts_of(retitled.render(own)).keys() == parts_of(FROZEN.render(own)).keys()


def test_what_workers_get_is_data_known_by_the_hash_of_the_template_and_needs_no_jinja(
    tmp_path: Path,
) -> None:
    own = {"name": "张三", "class_name": "3班"}
    (tmp_path / "frozen").write_bytes(pickle.dumps((FROZEN, own)))
    program = (
        "import pathlib, pickle, sys; frozen, own = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes());"
        "sys.stdout.buffer.write(frozen.render(own)); sys.exit('jinja2' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "frozen")]
    assert subprocess.run(command, check=True, capture_output=True).stdout == FROZEN.render(own)
    assert FROZEN.hash == TEMPLATE.hash == hashlib.sha256(TEMPLATE.data).hexdigest()
    assert (FROZEN.open_names, FROZEN.shared_names) == (("class_name", "name"), ("promises", "school"))


def test_validators_accept_spliced_papers_and_libreoffice_prints_them(
    tmp_path: Path,
    validate_ooxml: Callable[[Path], None],
    openxml_audit: Callable[[Path], None],
    render_pdfs: Callable[[Sequence[Path]], tuple[Path, ...]],
) -> None:
    """A notice with every block there is; its opening and its drafter's name are each paper's own."""
    template = compile_template(build_template(blocks_of(NOTICE), Layout()), file="通知.docx")
    own = {"opening": "㐀䶮𠮷&<张三>" * 5, "leader": "阿依古丽·买买提"}
    shared = {name: value for name, value in VALUES.items() if name not in own}
    paths = tmp_path / "spliced.docx", tmp_path / "deflated.docx"
    paths[0].write_bytes(frozen(template, *own, **shared).render(own))
    paths[1].write_bytes(template.render({**shared, **own}, properties=PROPERTIES))
    validate_ooxml(paths[0])
    openxml_audit(paths[0])
    spliced, deflated = render_pdfs(paths)
    assert read_pages(spliced) == read_pages(deflated)
