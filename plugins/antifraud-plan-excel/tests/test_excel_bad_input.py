import stat
import zipfile
from datetime import date

import pytest
from antifraud_plan_excel.reading.readers import read_county_lists, read_school_people
from list_workbooks import mistakes, read_mistakes, rewrite_part, save_units
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from antifraud_plan.plugin import Problem, Severity

SHEET = "xl/worksheets/sheet1.xml"


def test_a_good_workbook_has_no_mistakes(tmp_path):
    lists = read_county_lists(save_units(tmp_path / "单位名册.xlsx"))
    assert lists.tree is not None
    assert [(unit.id, unit.students) for unit in lists.tree] == [("B", None), ("S1", 650), ("S2", 320)]
    assert lists.problems == ()


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("E3", "=D1*2", "formula-without-value"),
        ("B3", "=A1", "formula-without-value"),
        ("E3", "#REF!", "error-value"),
        ("B3", "#N/A", "error-value"),
        ("B3", True, "boolean-in-text-column"),
        ("B3", date(2023, 3, 1), "date-in-text-column"),
        ("A3", 1234567890123456789, "digits-lost"),
        ("B3", 3.5, "number-in-text-column"),
        ("D3", "丙局", "unknown-organisation"),
        ("D3", "S1", "superior-cycle"),
        ("A4", "S1", "duplicate-id"),
        ("B4", "甲校", "duplicate-name"),
        ("E4", "六百五", "bad-number"),
        ("C4", "学样", "unknown-choice"),
        ("C4", None, "blank-cell"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path, cell, value, code):
    def change(workbook: Workbook) -> None:
        workbook["单位"][cell] = value

    assert read_mistakes(save_units(tmp_path / "单位名册.xlsx", change)) == [
        (code, f"单位名册.xlsx:单位!{cell}")
    ]


def test_a_formula_far_from_any_value_is_still_found(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook["人员"]["A5"] = "=单位!B3"
        workbook["人员"]["C1"] = "职务"
        workbook["人员"]["C7"] = "=1/0"

    assert read_mistakes(save_units(tmp_path / "单位名册.xlsx", change)) == [
        ("formula-without-value", "单位名册.xlsx:人员!A5"),
        ("blank-cell", "单位名册.xlsx:人员!A7"),
        ("formula-without-value", "单位名册.xlsx:人员!C7"),
    ]


def test_a_formula_with_a_stored_result_is_read(tmp_path):
    path = save_units(
        tmp_path / "单位名册.xlsx", lambda workbook: workbook["单位"].__setitem__("E3", "=600+50")
    )
    rewrite_part(
        path, SHEET, lambda xml: xml.replace(b"<v />", b"<v>650</v>").replace(b"<v></v>", b"<v>650</v>")
    )
    lists = read_county_lists(path)
    assert lists.tree is not None
    assert lists.tree.require("S1").students == 650


def test_merged_cells_are_one_problem_at_their_range(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook["单位"].merge_cells("D3:D4")

    assert read_mistakes(save_units(tmp_path / "单位名册.xlsx", change)) == [
        ("merged-cells", "单位名册.xlsx:单位!D3:D4")
    ]


def test_merged_titles_and_headings_do_no_harm(tmp_path):
    def change(workbook: Workbook) -> None:
        sheet = workbook["单位"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "示例县单位名册"
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("G3:H3")
        sheet["G3"] = "备注"

    assert read_mistakes(save_units(tmp_path / "单位名册.xlsx", change)) == []


def test_an_identifier_typed_as_number_is_its_digits(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook["单位"]["A3"] = 123456789012
        workbook["班级"].append([123456789012, "1班"])

    lists = read_county_lists(save_units(tmp_path / "单位名册.xlsx", change))
    assert lists.tree is not None
    assert lists.tree.require("123456789012/1班").parent == "123456789012"


def test_dates_from_a_workbook_that_counts_from_1904(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        workbook["单位"]["F1"] = "启用日期"
        workbook["单位"]["F3"] = date(2023, 9, 1)
        workbook["单位"]["F4"] = "２０２３．９．１"

    lists = read_county_lists(save_units(tmp_path / "单位名册.xlsx", change))
    assert lists.tree is not None
    assert [unit.opened for unit in lists.tree] == [None, date(2023, 9, 1), date(2023, 9, 1)]


def test_a_sheet_that_lacks_and_one_that_is_misspelt(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook["人员"].title = "人员表"
        del workbook["班级"]

    lists = read_county_lists(save_units(tmp_path / "单位名册.xlsx", change))
    assert mistakes(lists, Severity.GAP) == [
        ("missing-table", "单位名册.xlsx"),
        ("missing-table", "单位名册.xlsx"),
    ]
    assert "人员表" in lists.problems[1].remedy


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-workbook"),
        ("编号,名称\nB,局\n".encode("gbk"), "not-a-workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not-a-workbook"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook/>", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
        (b"PK\x03\x04 and then nothing", "workbook-damaged"),
    ],
)
def test_what_is_no_workbook(tmp_path, content, code):
    path = tmp_path / "单位名册.xlsx"
    path.write_bytes(content)
    assert read_mistakes(path) == [(code, "单位名册.xlsx")]


def test_a_workbook_copied_in_part_is_told_so_without_word_documents(tmp_path):
    path = save_units(tmp_path / "单位名册.xlsx")
    path.write_bytes(path.read_bytes()[:3000])
    (problem,) = read_county_lists(path).problems
    assert problem.code == "workbook-damaged"
    assert ".docx" not in problem.message
    assert "没有复制完" in problem.message


def test_a_merged_name_is_told_once_and_not_as_missing(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook["单位"].merge_cells("B3:B4")
        workbook["班级"].append(["甲校", "1班"])
        workbook["班级"].append(["乙校", "1班"])
        workbook["人员"].append(["甲校", "张样例"])

    assert read_mistakes(save_units(tmp_path / "单位名册.xlsx", change)) == [
        ("merged-cells", "单位名册.xlsx:单位!B3:B4")
    ]


def test_a_name_whose_formula_was_never_calculated_is_told_once(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook["单位"]["B3"] = '="甲"&"校"'
        workbook["班级"].append(["甲校", "1班"])
        workbook["人员"].append(["甲校", "张样例"])

    assert read_mistakes(save_units(tmp_path / "单位名册.xlsx", change)) == [
        ("formula-without-value", "单位名册.xlsx:单位!B3")
    ]


def test_a_remark_right_of_the_headings_is_a_note(tmp_path):
    lists = read_county_lists(
        save_units(tmp_path / "单位名册.xlsx", lambda workbook: workbook["单位"].__setitem__("G3", "待核"))
    )
    assert lists.tree is not None
    assert mistakes(lists, Severity.NOTE) == [("unheaded-cell", "单位名册.xlsx:单位!G3")]


def test_another_zip_is_no_workbook(tmp_path):
    path = tmp_path / "单位名册.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert read_mistakes(path) == [("not-a-workbook", "单位名册.xlsx")]


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    assert read_mistakes(tmp_path / "单位名册.xlsx") == [("file-missing", "单位名册.xlsx")]
    (tmp_path / "夹.xlsx").mkdir()
    assert read_mistakes(tmp_path / "夹.xlsx")[0][0] in ("file-unreadable", "file-locked")


def test_a_file_that_is_open_in_excel(tmp_path, monkeypatch):
    path = save_units(tmp_path / "单位名册.xlsx")

    def refuse(_):
        raise PermissionError(13, "locked")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    lists = read_county_lists(path)
    assert mistakes(lists) == [("file-locked", "单位名册.xlsx")]
    assert "关闭" in lists.problems[0].remedy


def test_a_sheet_that_is_cut_off(tmp_path):
    path = save_units(tmp_path / "单位名册.xlsx")
    rewrite_part(path, SHEET, lambda xml: xml[: len(xml) // 2])
    assert [code for code, _ in read_mistakes(path)] == ["workbook-damaged"]


def test_a_sheet_with_a_document_type_is_refused(tmp_path):
    path = save_units(tmp_path / "单位名册.xlsx", lambda workbook: workbook["单位"].__setitem__("E3", "=1"))
    doctype = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]><worksheet'
    rewrite_part(path, SHEET, lambda xml: xml.replace(b"<worksheet", doctype, 1))
    assert read_mistakes(path) == [("workbook-damaged", "单位名册.xlsx:单位")]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD99999", "xfd99999", "AAAA9999"])
def test_one_value_at_the_far_end_is_refused_before_memory_is_reserved(tmp_path, cell):
    path = save_units(tmp_path / "单位名册.xlsx", lambda workbook: workbook["单位"].__setitem__("E5", 1))
    rewrite_part(path, SHEET, lambda xml: xml.replace(b'r="E5"', f'r="{cell}"'.encode()))
    assert read_mistakes(path) == [("too-many-rows", "单位名册.xlsx:单位")]


def test_merges_without_end_are_refused(tmp_path):
    def change(workbook: Workbook) -> None:
        for _ in range(200):
            workbook["单位"].append(["S", None])
        workbook["单位"]["ZZ1"] = 1

    path = save_units(tmp_path / "单位名册.xlsx", change)
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:ZZ200"/>' * 10_000 + b"</mergeCells>"
    rewrite_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges))
    assert read_mistakes(path) == [("too-many-rows", "单位名册.xlsx:单位")]


def test_a_bomb_is_refused(tmp_path):
    path = save_units(tmp_path / "单位名册.xlsx")
    rewrite_part(path, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 50_000_000))
    assert [code for code, _ in read_mistakes(path)] == ["zip-suspicious"]


def test_a_school_whose_list_is_broken_says_so_and_nothing_else(tmp_path):
    folder = tmp_path / "名单"
    folder.mkdir()
    path = folder / "甲校.xlsx"
    path.write_bytes(b"not a workbook")
    (problem,) = read_school_people(path)
    assert isinstance(problem, Problem)
    assert (problem.code, str(problem.location)) == ("not-a-workbook", "名单/甲校.xlsx")


def test_reading_leaves_the_workbook_as_it_was(tmp_path):
    path = save_units(tmp_path / "单位名册.xlsx")
    before = path.read_bytes()
    path.chmod(stat.S_IRUSR)
    read_county_lists(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["单位名册.xlsx"]


def test_every_mistake_is_told_at_once(tmp_path):
    def change(workbook: Workbook) -> None:
        sheet = workbook["单位"]
        sheet["A4"], sheet["C3"], sheet["E3"], sheet["E4"] = "S1", "学样", "=1", "多"
        workbook["班级"].append(["丙校", "1班"])
        workbook["人员"].append(["甲校", "张 139 0000 1111"])

    assert sorted(read_mistakes(save_units(tmp_path / "单位名册.xlsx", change))) == [
        ("bad-number", "单位名册.xlsx:单位!E4"),
        ("duplicate-id", "单位名册.xlsx:单位!A4"),
        ("formula-without-value", "单位名册.xlsx:单位!E3"),
        ("personal-number", "单位名册.xlsx:人员!B2"),
        ("unknown-choice", "单位名册.xlsx:单位!C3"),
        ("unknown-organisation", "单位名册.xlsx:班级!A2"),
    ]
