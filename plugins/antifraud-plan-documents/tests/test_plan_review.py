"""The review sheet (审核意见) of plans that schools filed."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs
import pytest
from antifraud_plan_documents.settings import DocumentSettings
from document_papers import REGISTRY, word
from docx import Document

from antifraud_plan.loading.files import read_kept_file
from antifraud_plan.offers import Brief
from antifraud_plan.plugin import Arrival, Organisation, ProblemsFoundError
from antifraud_plan.templates import find_undeclared
from antifraud_plan.testing import render_markdown

COMPLETE = "示例县第一实验小学"
KIND = REGISTRY.require_document_kind("plan-review")


def unit_of(demo: Brief, name: str) -> Organisation:
    unit = demo.tree.find(name)
    assert unit is not None
    return unit


def with_filed(demo: Brief, plans: Mapping[str, bytes], *, on: date = date(2023, 2, 20)) -> Brief:
    """Return the demo county after these schools filed these plans."""
    arrivals = [
        Arrival(on, unit_of(demo, school).id, "5.4.1", file=f"records/来件/{school}.docx") for school in plans
    ]
    return attrs.evolve(
        demo, arrivals=lambda: arrivals, read_kept=lambda file: plans[Path(file).name.removesuffix(".docx")]
    )


def sheet(demo: Brief, plan: bytes, *, on: date = date(2023, 2, 20)) -> str:
    """Return the only review sheet as Markdown."""
    (paper,) = render_markdown(KIND, with_filed(demo, {COMPLETE: plan}, on=on)).values()
    return paper


def changed(plan: bytes, old: str, new: str) -> bytes:
    """Return *plan* with *new* in place of *old*; paragraphs that become empty go."""
    document = Document(io.BytesIO(plan))
    for paragraph in list(document.paragraphs):
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def without(plan: bytes, name: str) -> bytes:
    """Return *plan* without the paragraphs that name this task."""
    document = Document(io.BytesIO(plan))
    for paragraph in list(document.paragraphs):
        if f"{name}。" in paragraph.text:
            paragraph._element.getparent().remove(paragraph._element)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def plan(demo: Brief) -> bytes:
    return word("school-plan", demo, COMPLETE)


def test_a_school_plan_that_we_made_and_a_school_completed_passes(demo: Brief, plan: bytes) -> None:
    paper = sheet(demo, plan)

    assert "**通过**" in paper
    assert "没有发现。" in paper


@pytest.mark.parametrize("school", ["东示镇中心学校", "东示镇中心幼儿园"])
def test_in_a_school_plan_that_we_made_nothing_is_missing(demo: Brief, school: str) -> None:
    (paper,) = render_markdown(KIND, with_filed(demo, {school: word("school-plan", demo, school)})).values()

    assert "没有找到这项工作" not in paper
    assert "没有填写责任人" in paper


def test_each_task_taken_out_of_the_plan_is_named_with_its_place_in_the_countys(
    demo: Brief, plan: bytes
) -> None:
    names = [
        task.name
        for task in demo.plan.tasks
        if task.id != "5.1"
        and any(f"{task.name}。" in line.text for line in Document(io.BytesIO(plan)).paragraphs)
    ]
    assert len(names) > 15
    for name in names:
        rows = [row for row in sheet(demo, without(plan, name)).splitlines() if "没有找到这项工作" in row]
        task = next(task for task in demo.plan.tasks if task.name == name)
        assert [row.split("|")[1:3] for row in rows] == [
            [f" {demo.plan.reference(task.clause)} ", f" {name} "]
        ]


def test_a_frequency_looser_than_the_countys_is_put_beside_it(demo: Brief, plan: bytes) -> None:
    paper = sheet(demo, changed(plan, "频次：每季度至少2次", "频次：每学期1次"))

    assert "县方案要求“每季度至少1次”，学校写的是“每学期1次”（第25段），比县方案宽松。" in paper
    assert "**修改后重报**" in paper


def test_a_plan_that_came_late_is_late_by_the_log(demo: Brief, plan: bytes) -> None:
    assert "2月28日前（按时）" in sheet(demo, plan, on=date(2023, 2, 28))
    assert "2月28日前（3月3日首次收到，逾期3天）" in sheet(demo, plan, on=date(2023, 3, 3))


def test_the_first_arrival_decides_lateness_and_the_latest_version_is_reviewed(
    demo: Brief, plan: bytes
) -> None:
    unit = unit_of(demo, COMPLETE).id
    files = {"first": without(plan, "主题班会"), "second": plan}
    arrivals = [
        Arrival(date(2023, 3, 10), unit, "5.4.1", version=2, file="second"),
        Arrival(date(2023, 2, 10), unit, "5.4.1", version=1, file="first"),
    ]
    brief = attrs.evolve(demo, arrivals=lambda: arrivals, read_kept=files.__getitem__)
    (paper,) = render_markdown(KIND, brief).values()

    assert "第2次" in paper
    assert "（按时）" in paper
    assert "**通过**" in paper


def test_a_pdf_is_left_to_a_person(demo: Brief) -> None:
    paper = sheet(demo, b"%PDF-1.7")

    assert "**由人工审核**" in paper
    assert "是 PDF、图片或别的文件" in paper
    assert "没有发现" not in paper


def test_a_file_that_is_gone_is_said(demo: Brief) -> None:
    arrival = Arrival(date(2023, 2, 20), unit_of(demo, COMPLETE).id, "5.4.1", file="records/来件/a.docx")
    (paper,) = render_markdown(KIND, attrs.evolve(demo, arrivals=lambda: [arrival])).values()

    assert "没有这个文件" in paper


def test_numbers_of_people_are_not_repeated(demo: Brief, plan: bytes) -> None:
    paper = sheet(demo, changed(plan, "频次：每季度至少2次", "频次：每学期1次13900001234"))

    assert "13900001234" not in paper
    assert "＊＊＊" in paper


def test_only_plans_are_reviewed_and_only_of_schools_asked_for(demo: Brief, plan: bytes) -> None:
    filed = with_filed(demo, {COMPLETE: plan, "东示镇中心学校": plan})
    other = Arrival(date(2023, 4, 1), unit_of(demo, COMPLETE).id, "monthly", file="3月.xlsx")

    assert list(KIND.items(attrs.evolve(filed, arrivals=lambda: [other]))) == []
    assert len(list(KIND.items(filed))) == 2
    assert len(list(KIND.items(attrs.evolve(filed, selected=(unit_of(demo, COMPLETE),))))) == 1


def test_a_county_that_asks_for_no_plans_has_nothing_to_review(demo: Brief, plan: bytes) -> None:
    filed = attrs.evolve(
        with_filed(demo, {COMPLETE: plan}), settings={DocumentSettings: DocumentSettings(filed_plan="")}
    )

    assert list(KIND.items(filed)) == []


def test_the_sheet_gives_what_is_declared_and_nothing_else(demo: Brief, plan: bytes) -> None:
    for data in (plan, without(plan, "主题班会"), b"%PDF"):
        for item in KIND.items(with_filed(demo, {COMPLETE: data})):
            assert list(find_undeclared(KIND.variables, item.values)) == []


@pytest.mark.parametrize("file", ["../secret", "/etc/passwd", "records/../../secret", "", "."])
def test_a_log_edited_by_hand_reads_no_file_outside_the_workspace(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "county").mkdir()

    with pytest.raises(ProblemsFoundError) as refused:
        read_kept_file(tmp_path / "county", file)

    assert [problem.code for problem in refused.value.problems] == ["file-outside"]


def test_a_kept_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "方案.docx").write_bytes(b"filed")

    assert read_kept_file(tmp_path, "records/方案.docx") == b"filed"
