"""知晓情况统计表 scores what is entered as a plain count would, in a spreadsheet program and before it."""

import io
import random
from pathlib import Path

import antifraud_plan_excel
import attrs
import openpyxl
import pytest
from antifraud_plan_excel.reports.tally import build_tallies
from office_tools import audit_mistakes, convert_to_pdf, microsoft_mistakes

from antifraud_plan import builtin
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.terms import Audience
from antifraud_plan.registry import Registry
from antifraud_plan.workspace import open_workspace

DEMO = Path(__file__).parents[3] / "examples/demo-county"
REGISTRY = Registry([("builtin", builtin), ("excel", antifraud_plan_excel)])


@pytest.fixture(scope="module")
def brief():
    return open_workspace(DEMO, REGISTRY).brief()


@pytest.fixture(scope="module")
def drawn(brief):
    return next(iter(build_tallies(brief))).chunks[0]


def figures(data: bytes) -> dict[str, tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["汇总"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in {each.value for each in Audience}]
    return {row[0]: row[1:] for row in rows}


def enter(data: bytes, answers: dict[str, list[str]]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for title, papers in answers.items():
        for row, paper in enumerate(papers, 5):
            for column, letter in enumerate(paper, 2):
                book[title].cell(row, column).value = letter.strip() or None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def calculate(data: bytes, folder: Path) -> bytes:
    entered = folder / "entered.xlsx"
    entered.write_bytes(data)
    convert_to_pdf([entered], folder / "done", form="xlsx")
    return (folder / "done/entered.xlsx").read_bytes()


def test_every_school_has_one_with_a_sheet_for_each_audience(brief):
    documents = list(build_tallies(brief))
    assert {document.path[-1] for document in documents} == {
        f"{school.name}知晓情况统计表.xlsx" for school in brief.tree.schools()
    }
    book = openpyxl.load_workbook(io.BytesIO(documents[0].chunks[0]))
    assert book.sheetnames == ["汇总", "学生", "教职工", "家长"]


def test_each_names_its_own_school_wherever_it_is_named_and_is_the_same_when_made_again(brief):
    name = "示例县<甲>&乙学校"
    school = attrs.evolve(brief.tree.schools()[1], name=name)
    units = [school if each.id == school.id else each for each in brief.tree]
    renamed = attrs.evolve(brief, tree=OrganisationTree(tuple(units)))
    made = {document.path[-1]: document.chunks for document in build_tallies(renamed)}

    assert made == {document.path[-1]: document.chunks for document in build_tallies(renamed)}
    for file, (data,) in made.items():
        book, owner = openpyxl.load_workbook(io.BytesIO(data)), file.removesuffix("知晓情况统计表.xlsx")
        sheet = book["汇总"]
        assert {sheet["A1"].value, book.properties.title} == {f"{owner}知晓情况统计表"}
        assert sheet.oddHeader.center.text == f"{owner.replace('&', '&&')}知晓情况统计表"
    assert f"{name}知晓情况统计表.xlsx" in made


def test_before_anything_is_calculated_nobody_was_asked(drawn):
    for asked, passed, share, _, _, verdict in figures(drawn).values():
        assert (asked, passed, share or "", verdict) == (0, 0, "", "样本不足，不作评定")


def test_a_spreadsheet_counts_as_we_do_by_hand(brief, drawn, tmp_path):
    survey = brief.plan.survey
    answers, expected = {}, {}
    chance = random.Random(7)
    for audience, count in ((Audience("学生"), 45), (Audience("教职工"), 30), (Audience("家长"), 29)):
        key = "".join("ABCDEF"[question.answer - 1] for question in survey.questions_for(audience))
        papers = [
            "".join(letter if chance.random() < 0.82 else chance.choice("ABCD ") for letter in key)
            for _ in range(count)
        ]
        papers[0], papers[1] = key, key.lower()
        answers[audience.value] = papers
        rights = [sum(a.upper() == b for a, b in zip(paper, key, strict=True)) for paper in papers]
        passed = sum(right * 100 >= survey.pass_mark * len(key) for right in rights)
        enough = count >= survey.minimum_sample
        verdict = ("达到目标" if passed == count else "未达到目标") if enough else "样本不足，不作评定"
        expected[audience.value] = (count, passed, pytest.approx(passed / count), verdict)
    found = figures(calculate(enter(drawn, answers), tmp_path))
    assert {name: (*row[:3], row[5]) for name, row in found.items()} == expected


def test_the_figures_stand_under_the_headings_of_the_return(brief, drawn):
    form = brief.plan.find_form("awareness-rate")
    sheet = openpyxl.load_workbook(io.BytesIO(drawn))["汇总"]
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "对象")
    assert heads[1:3] == (form.column("asked").heading, form.column("passed").heading)


def test_only_answers_can_be_entered_and_only_letters_that_are_there(brief, drawn):
    sheet = openpyxl.load_workbook(io.BytesIO(drawn))["学生"]
    questions = brief.plan.survey.questions_for(Audience("学生"))
    assert sheet.protection.sheet
    unlocked = {
        cell.column for row in sheet.iter_rows(min_row=5) for cell in row if not cell.protection.locked
    }
    assert unlocked == set(range(2, len(questions) + 2))
    offered = [rule.formula1.strip('"').split(",") for rule in sheet.data_validations.dataValidation]
    assert offered == [[*"ABCDEF"[: len(question.options)]] for question in questions]


def test_both_validators_find_no_mistake(drawn, tmp_path):
    path = tmp_path / "tally.xlsx"
    path.write_bytes(drawn)
    assert microsoft_mistakes(path) == ""
    assert audit_mistakes(path) == ""
