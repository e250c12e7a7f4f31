"""Returns that no school should have sent: refused or read, with a message that is clear and clean."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from antifraud_plan_excel.reading.workbook import open_tables
from list_workbooks import rewrite_part
from test_returned_cells import drawn, hand_in, hand_out, reader

from antifraud_plan.model.returns.evidence import LEDGER, ReturnedBook
from antifraud_plan.plugin import Location, ProblemsFoundError, Severity

MONTH = "1月月报表"
ACTIVITIES, INCIDENTS = "活动开展情况", "案件和线索登记"


def save(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


def read(path: Path, file: str = "x.xlsx") -> ReturnedBook:
    return reader().read(open_tables(path.read_bytes(), file), Location(file), data=bytes)


def codes(book: ReturnedBook, severity: Severity = Severity.ERROR) -> set[str]:
    return {problem.code for problem in book.problems if problem.severity is severity}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: data[: len(data) // 2], "workbook-damaged"),
        (lambda _: b"", "not-a-workbook"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-workbook"),
        (
            lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "workbook-encrypted",
        ),
        (lambda _: b"<html><table></table></html>", "not-a-workbook"),
    ],
)
def test_what_cannot_be_opened_is_one_problem(tmp_path, damage, code):
    path = save(hand_out(MONTH), tmp_path / "x.xlsx")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ProblemsFoundError) as refused:
        read(path)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_bomb_is_refused(tmp_path):
    part = "xl/worksheets/sheet2.xml"
    path = save(hand_out(MONTH), tmp_path / "x.xlsx")
    rewrite_part(path, part, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 50_000_000))
    with pytest.raises(ProblemsFoundError) as refused:
        read(path)
    assert [problem.code for problem in refused.value.problems] == ["zip-suspicious"]


def test_entities_in_a_sheet_are_refused(tmp_path):
    path = save(hand_out(MONTH), tmp_path / "x.xlsx")
    entity = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]><worksheet'
    rewrite_part(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"<worksheet", entity, 1))
    with pytest.raises(ProblemsFoundError) as refused:
        read(path)
    assert {problem.code for problem in refused.value.problems} == {"workbook-damaged"}


def test_entities_in_the_shared_texts_are_refused(tmp_path):
    path = save(hand_out(MONTH), tmp_path / "x.xlsx")
    stream = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst/>')
    path.write_bytes(stream.getvalue())
    with pytest.raises(ProblemsFoundError) as refused:
        read(path)
    assert {problem.code for problem in refused.value.problems} == {"workbook-damaged"}


def test_a_sheet_of_a_million_rows_is_refused_before_it_is_read_and_the_others_are_read(tmp_path):
    book = hand_out(MONTH)
    book[ACTIVITIES]["A1048576"] = "远"
    sheet = book[INCIDENTS]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("本期有无*") + 1).value = "无"
    found = read(save(book, tmp_path / "x.xlsx"))
    assert [
        (each.code, str(each.location)) for each in found.problems if each.severity is Severity.ERROR
    ] == [("too-many-rows", f"x.xlsx:{ACTIVITIES}")]
    assert [each.form.title for each in found.evidence] == [INCIDENTS]
    assert {each.title for each in drawn()[0].plan.forms if each.id in found.forms} >= {ACTIVITIES, INCIDENTS}


def test_macros_and_links_to_other_files_are_said_and_never_followed(tmp_path):
    path = save(hand_out(MONTH), tmp_path / "x.xlsx")
    plain = read(path)
    stream = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
        archive.writestr("xl/externalLinks/externalLink2.xml", b"<externalLink/>")
    path.write_bytes(stream.getvalue())
    found = read(path)
    told = [each for each in found.problems if each not in plain.problems]
    assert [(each.code, str(each.location), each.severity) for each in told] == [
        ("macros-not-run", "x.xlsx", Severity.NOTE),
        ("links-not-followed", "x.xlsx", Severity.NOTE),
    ]
    assert len(found.problems) == len(plain.problems) + 2


@pytest.mark.parametrize(
    "written", ["填报日期：2023-4-3", "填报日期: 2023年4月3日", "填 报 日 期 ２０２３.４.３"]
)
def test_the_date_may_stand_in_the_cell_of_its_label(tmp_path, written):
    book = hand_out(MONTH)
    label = next(cell for cell in book["填报说明"]["A"] if cell.value == "填报日期")
    label.value = written
    found = read(save(book, tmp_path / "x.xlsx"))
    assert found.written == date(2023, 4, 3)
    assert "undated-return" not in codes(found, Severity.GAP)


def test_a_wrong_date_in_the_cell_of_its_label_is_refused_there(tmp_path):
    book = hand_out(MONTH)
    label = next(cell for cell in book["填报说明"]["A"] if cell.value == "填报日期")
    label.value = "填报日期：2023.13.5"
    found = read(save(book, tmp_path / "x.xlsx"))
    assert found.written is None
    assert [each.location.cell for each in found.problems if each.code == "bad-date"] == [label.coordinate]


def test_a_ledger_is_asked_for_no_date(tmp_path):
    book = hand_out(MONTH)
    book["上报表标识"]["D2"].value = LEDGER
    found = read(save(book, tmp_path / "x.xlsx"))
    assert found.identity is not None
    assert found.identity.return_id == LEDGER
    assert "undated-return" not in codes(found, Severity.GAP)


def test_numbers_in_names_are_told_and_never_repeated(tmp_path):
    book = hand_out(MONTH)
    book[ACTIVITIES].title = "13900001234"
    found = read(save(book, tmp_path / "x.xlsx"), "张13900001234.xlsx")
    assert "personal-number" in codes(found)
    assert "13900001234" not in "\n".join(map(str, found.problems))
    assert "13900001234" not in f"{found.place} {dict(found.cells)}"
    assert not any("13900001234" in str(each.locate("day")) for each in found.evidence)


def test_a_formula_is_read_by_its_stored_result_and_refused_without(tmp_path):
    book = hand_out(MONTH)
    headings = [cell.value for cell in book[ACTIVITIES][1]]
    day, present = (headings.index(each) + 1 for each in ("开展日期*", "实到人数"))
    book[ACTIVITIES].cell(2, day).value = "2023-1-5"
    book[ACTIVITIES].cell(2, present).value = "=20+5"
    path = save(book, tmp_path / "x.xlsx")
    assert "formula-without-value" in codes(read(path))
    rewrite_part(
        path,
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(b"<f>20+5</f><v />", b"<f>20+5</f><v>25</v>").replace(
            b"<f>20+5</f><v></v>", b"<f>20+5</f><v>25</v>"
        ),
    )
    found = read(path)
    assert "formula-read" in codes(found, Severity.NOTE)
    (record,) = (each for each in found.evidence if each.form.title == ACTIVITIES)
    assert record.values["present"] == 25
    assert record.is_sound


def test_what_the_program_gave_and_a_school_changed_is_said(tmp_path):
    book = hand_out(MONTH)
    sheet = book[ACTIVITIES]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("频次") + 1).value = "每年1次"
    sheet.cell(2, headings.index("开展日期*") + 1).value = "2023-1-5"
    found = read(save(book, tmp_path / "x.xlsx"))
    assert "given-changed" in codes(found, Severity.NOTE)
    (record,) = (each for each in found.evidence if each.form.title == ACTIVITIES)
    assert record.values["cadence"] == "每月至少1次"
    assert record.is_sound


def test_no_word_on_incidents_is_a_problem_and_a_nil_report_is_evidence(tmp_path):
    book = hand_out(MONTH)
    assert "nil-report-missing" in codes(hand_in(book)[0])
    sheet = book[INCIDENTS]
    nil = [cell.value for cell in sheet[1]].index("本期有无*") + 1
    sheet.cell(2, nil).value = "无"
    found = read(save(book, tmp_path / "x.xlsx"))
    assert codes(found) == set()
    (record,) = (each for each in found.evidence if each.form.title == INCIDENTS)
    assert (record.unit, record.values["nil"], record.is_sound) == ("Y01", "无", True)
    sheet.cell(2, nil + 1).value = "案件"
    assert "nil-contradicted" in codes(read(save(book, tmp_path / "x.xlsx")))
    sheet.cell(2, nil).value, sheet.cell(2, nil + 1).value = "有", None
    assert "event-without-details" in codes(read(save(book, tmp_path / "x.xlsx")))


def test_a_return_without_its_mark_is_read_all_the_same(tmp_path):
    book = hand_out(MONTH)
    del book["上报表标识"]
    del book["填报说明"]
    headings = [cell.value for cell in book[ACTIVITIES][1]]
    book[ACTIVITIES].cell(2, headings.index("开展日期*") + 1).value = "1月5日"
    book[ACTIVITIES].title = "Sheet1"
    found = read(save(book, tmp_path / "x.xlsx"))
    assert found.identity is None
    assert "return-unidentified" in codes(found, Severity.GAP)
    assert [each.item for each in found.evidence] == ["4.1.2"]


@pytest.mark.parametrize("heading", ["主题", "班级", "联系人"])
def test_a_personal_number_is_told_with_the_school_and_the_reference_of_its_row(tmp_path, heading):
    book = hand_out(MONTH)
    sheet = book[ACTIVITIES]
    headings = [str(cell.value).rstrip("*") for cell in sheet[1]]
    if heading not in headings:  # a column of the school's own
        headings.append(heading)
        sheet.cell(1, len(headings)).value = heading
    sheet.cell(2, headings.index(heading) + 1).value = "王某 139 0000 1234"
    (told,) = (
        each for each in read(save(book, tmp_path / "x.xlsx")).problems if each.code == "personal-number"
    )
    assert told.message.startswith("示例县实验幼儿园 四（一）防范工作专题会议：")


def test_what_is_said_of_incidents_names_the_school_and_the_reference(tmp_path):
    book = hand_out(MONTH)
    sheet = book[INCIDENTS]
    nil = [cell.value for cell in sheet[1]].index("本期有无*") + 1
    told = {}
    for said, detail in ((None, None), ("无", "案件"), ("有", None)):
        sheet.cell(2, nil).value, sheet.cell(2, nil + 1).value = said, detail
        found = read(save(book, tmp_path / "x.xlsx"))
        told |= {each.code: each.message for each in found.problems if each.severity is Severity.ERROR}
    assert told.keys() == {"nil-report-missing", "nil-contradicted", "event-without-details"}
    assert {message.partition("：")[0] for message in told.values()} == {
        "示例县实验幼儿园 四（四）案件线索报告"
    }
