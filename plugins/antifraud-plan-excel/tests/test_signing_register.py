"""A register goes out, a clerk fills it in, it comes back: openpyxl is the clerk and the second reader."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from office_tools import microsoft_mistakes
from signing_workspace import coverage_of, draw_registers, make_workspace, send_back, sign, told

from antifraud_plan.model.pledges.coverage import Tally
from antifraud_plan.problems import Severity


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path)


def rows_of(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["签订台账"]
    return [row[1:6] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_keeper_gets_the_pledges_it_keeps_in_order_of_relation_and_class(workspace):
    registers = draw_registers(workspace)
    assert list(registers) == ["示例县教育体育局", "示例县第一小学", "东镇中心学校", "东镇第二小学"]
    assert rows_of(registers["示例县教育体育局"]) == [
        ("主管局与县直学校、中心学校", "", "示例县第一小学", "示例县教育体育局", 2),
        ("主管局与县直学校、中心学校", "", "东镇中心学校", "示例县教育体育局", 2),
    ]
    school = "示例县第一小学"
    assert rows_of(registers[school]) == [
        ("学校（幼儿园）与教职工", "", "孙示例", school, 1),
        ("学校（幼儿园）与班主任", "三年级1班", "孙示例", school, 1),
        ("学生和家长", "三年级1班", "王演示", school, 1),
        ("学生和家长", "三年级1班", "=示例", school, 1),
        ("学生和家长", "三年级2班", "李样例", school, 1),
    ]


def test_a_central_school_keeps_its_township_and_its_own_people(workspace):
    rows = rows_of(draw_registers(workspace)["东镇中心学校"])
    assert [row[2] for row in rows] == ["东镇第二小学", "赵演示"]


def test_a_school_without_lists_gets_an_empty_register_that_says_why(workspace):
    book = openpyxl.load_workbook(io.BytesIO(draw_registers(workspace)["东镇第二小学"]))
    assert rows_of(draw_registers(workspace)["东镇第二小学"]) == []
    guide = "\n".join(str(row[0]) for row in book["填写说明"].iter_rows(values_only=True))
    assert "本校还没有师生名单" in guide
    assert "填好后交东镇中心学校。" in guide


def test_the_first_sheet_says_that_this_is_the_one_list_of_names(workspace):
    for data in draw_registers(workspace).values():
        book = openpyxl.load_workbook(io.BytesIO(data))
        guide = "\n".join(str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True))
        assert "唯一列有学生姓名的表" in guide


def test_only_what_the_school_fills_in_is_open(workspace):
    sheet = openpyxl.load_workbook(io.BytesIO(draw_registers(workspace)["示例县第一小学"]))["签订台账"]
    assert sheet.protection.sheet
    # openpyxl says what is forbidden; sorting would be of no use, as Excel sorts no locked cells.
    assert (sheet.protection.autoFilter, sheet.protection.sort) == (False, True)
    columns = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        unlocked = [columns[cell.column - 1] for cell in row if not cell.protection.locked]
        assert unlocked == ["签订日期", "实签份数", "备注"]


def test_what_stands_in_a_register_is_read_in_one_line(workspace):
    for data in draw_registers(workspace).values():
        sheet = openpyxl.load_workbook(io.BytesIO(data))["签订台账"]
        # openpyxl keeps neighbours of one width under the first of them.
        width_of = {
            number: group.width
            for group in sheet.column_dimensions.values()
            for number in range(group.min, group.max + 1)
        }
        for number, column in enumerate(sheet.iter_cols(min_row=2, max_col=5), 1):
            assert all(width_of[number] > len(cell.value.encode("gbk")) for cell in column)


def test_a_name_that_looks_like_a_formula_is_written_as_text(workspace):
    sheet = openpyxl.load_workbook(io.BytesIO(draw_registers(workspace)["示例县第一小学"]))["签订台账"]
    assert sheet["D5"].value == "=示例"
    assert sheet["D5"].data_type == "s"


def test_the_same_lists_give_the_same_bytes_without_a_clock(workspace):
    assert draw_registers(workspace) == draw_registers(workspace)
    with zipfile.ZipFile(io.BytesIO(draw_registers(workspace)["示例县第一小学"])) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2023-02-06T00:00:00Z" in archive.read("docProps/core.xml")


def test_microsoft_finds_no_mistake(workspace, tmp_path):
    for name, data in draw_registers(workspace).items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(data)
        assert microsoft_mistakes(path) == ""


def test_a_register_as_it_went_out_says_that_nobody_has_signed(workspace):
    send_back(workspace, "示例县第一小学", lambda sheet: None)
    coverage = coverage_of(workspace)
    assert coverage.total == Tally(due=9, signed=0, copies_due=12, copies=0)
    assert [unit.id for unit in coverage.returned] == ["S1"]
    assert [unit.id for unit in coverage.awaited] == ["B", "Z1", "Z2"]
    assert coverage.problems == ()


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 3, 5),
        datetime(2023, 3, 5),
        "2023.3.5",
        "2023年3月5日",
        "２０２３－３－５",
        "20230305",
        20230305,
        "3月5日",
    ],
)
def test_a_date_is_read_however_it_was_typed(workspace, day):
    send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", day))
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 1
    assert told(coverage) == []
    assert "王演示" not in [signing.signer for signing in coverage.unsigned]


def test_a_date_without_a_year_is_of_the_plans_year_and_noted(workspace):
    send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "3月5日"))
    assert told(coverage_of(workspace), Severity.NOTE) == [("year-assumed", "returns/台账.xlsx:签订台账!G4")]


def test_rows_may_be_inserted_columns_moved_and_the_file_renamed(workspace):
    def fill(sheet):
        sign(sheet, "王演示", "2023-3-5")
        sign(sheet, "李样例", "2023-3-6")
        sheet.insert_rows(1, 2)
        sheet["A1"] = "某校承诺书签订情况"
        sheet.insert_rows(6)
        sheet.move_range(f"G1:G{sheet.max_row}", cols=5)  # 签订日期, now beyond 备注
        sheet.insert_cols(2)

    send_back(workspace, "示例县第一小学", fill, "第一批/一小 交来的（2）.xlsx")
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 2
    assert coverage.problems == ()


def test_a_copied_sheet_that_agrees_is_counted_once_and_noted(workspace):
    def fill(sheet):
        sign(sheet, "王演示", "2023-3-5")
        sheet.parent.copy_worksheet(sheet).title = "签订台账 (2)"

    send_back(workspace, "示例县第一小学", fill)
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 1
    assert told(coverage) == []
    assert told(coverage, Severity.NOTE) == [("register-repeated", "returns/台账.xlsx:签订台账 (2)")]


def test_two_registers_that_contradict_each_other_are_both_named_and_neither_counts(workspace):
    send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-5"), "a.xlsx")
    send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-6"), "b.xlsx")
    coverage = coverage_of(workspace)
    (problem,) = [each for each in coverage.problems if each.severity is Severity.ERROR]
    assert (problem.code, str(problem.location)) == ("register-contradiction", "returns/b.xlsx:签订台账!G4")
    assert "returns/a.xlsx:签订台账!A4" in problem.message
    assert coverage.total.signed == 0


@pytest.mark.parametrize(("newer", "older"), [("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
def test_an_older_register_beside_the_newer_one_does_no_harm(workspace, newer, older):
    send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-5"), newer)
    send_back(workspace, "示例县第一小学", lambda sheet: None, older)
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 1
    assert told(coverage) == []


@pytest.mark.parametrize(
    ("cell", "value", "code", "severity"),
    [
        ("A4", "S1-22222222", "register-unknown-id", Severity.ERROR),
        ("D4", "王样例", "register-other-signer", Severity.ERROR),
        ("D4", None, "blank-cell", Severity.ERROR),
        ("G4", "三月", "bad-date", Severity.ERROR),
        ("G4", "2022-3-5", "signing-date-outside", Severity.ERROR),
        ("G4", "2023-2-30", "bad-date", Severity.ERROR),
        ("H4", "两份", "bad-number", Severity.ERROR),
        ("H4", 3, "copies-over", Severity.NOTE),
        ("I4", "电话 139 0000 1234", "personal-number", Severity.ERROR),
        ("I4", "证件11010119900101123X", "personal-number", Severity.ERROR),
        ("D4", "王演示13900001234", "personal-number", Severity.ERROR),
        ("L4", 13900001234, "personal-number", Severity.ERROR),
        ("C4", "三年级2班", "register-changed", Severity.NOTE),
        ("F4", 2, "register-changed", Severity.NOTE),
    ],
)
def test_a_cell_that_does_not_agree_is_named_and_no_number_repeated(workspace, cell, value, code, severity):
    def fill(sheet):
        sign(sheet, "王演示", "2023-3-5")
        sheet[cell] = value

    send_back(workspace, "示例县第一小学", fill)
    coverage = coverage_of(workspace)
    assert (code, f"returns/台账.xlsx:签订台账!{cell}") in told(coverage, severity)
    assert "1390000" not in "".join(map(str, coverage.problems))
    assert "1101011990" not in "".join(map(str, coverage.problems))
    assert coverage.total.signed == (0 if severity is Severity.ERROR else 1)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A4", "S1-22222222"),
        ("C4", "三年级2班"),
        ("D4", "王演示 "),
        ("D4", "王样例"),
        ("G4", "三月"),
        ("G4", "2022-3-5"),
        ("H4", 0),
    ],
)
def test_no_message_names_a_student(workspace, cell, value):
    def fill(sheet):
        sign(sheet, "王演示", "2023-3-5")
        sheet[cell] = value

    send_back(workspace, "示例县第一小学", fill)
    problems = coverage_of(workspace).problems
    assert problems
    assert not [str(problem) for problem in problems if "王演示" in str(problem) or "王样例" in str(problem)]


def test_ids_that_slipped_by_a_row_are_caught_by_the_names(workspace):
    def fill(sheet):
        sign(sheet, "王演示", "2023-3-5")
        sheet["A4"], sheet["A5"] = sheet["A5"].value, sheet["A4"].value

    send_back(workspace, "示例县第一小学", fill)
    coverage = coverage_of(workspace)
    assert told(coverage) == [
        ("register-other-signer", "returns/台账.xlsx:签订台账!D4"),
        ("register-other-signer", "returns/台账.xlsx:签订台账!D5"),
    ]
    assert coverage.total.signed == 0


def test_an_unknown_id_is_told_what_it_could_be(workspace):
    def fill(sheet):
        sheet["A4"] = "S1-22222222"

    send_back(workspace, "示例县第一小学", fill)
    (problem,) = [each for each in coverage_of(workspace).problems if each.severity is Severity.ERROR]
    assert problem.remedy == "名单里这个人的编号是 S1-WWZNHBCB。"


def test_too_few_copies_are_owed_but_signed(workspace):
    send_back(workspace, "示例县教育体育局", lambda sheet: sign(sheet, "东镇中心学校", "2023-3-5", 1))
    coverage = coverage_of(workspace)
    assert told(coverage, Severity.GAP) == [("copies-short", "returns/台账.xlsx:签订台账!H3")]
    assert (coverage.total.signed, coverage.total.copies) == (1, 1)


def test_copies_without_a_date_are_not_signed(workspace):
    send_back(workspace, "示例县教育体育局", lambda sheet: sign(sheet, "东镇中心学校", None, 2))
    coverage = coverage_of(workspace)
    assert told(coverage, Severity.GAP) == [("no-signing-date", "returns/台账.xlsx:签订台账!G3")]
    assert coverage.total.signed == 0


def test_a_deleted_row_is_missed(workspace):
    send_back(workspace, "示例县第一小学", lambda sheet: sheet.delete_rows(4))
    (problem,) = coverage_of(workspace).problems
    assert problem.code == "register-row-missing"
    assert "1 行（编号 S1-WWZNHBCB）" in problem.message


def test_a_row_the_school_added_is_found_by_relation_class_and_name(workspace):
    def fill(sheet):
        sheet.delete_rows(4)
        sheet.append([None, "学生和家长", "三年级1班", "王 演示", None, None, "2023-3-5"])

    send_back(workspace, "示例县第一小学", fill)
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 1
    assert coverage.problems == ()


def test_a_row_of_somebody_on_no_list_is_refused(workspace):
    def fill(sheet):
        sheet.append([None, "学生和家长", "三年级1班", "周演示", None, None, "2023-3-5"])

    send_back(workspace, "示例县第一小学", fill)
    assert told(coverage_of(workspace)) == [("register-unknown-signer", "returns/台账.xlsx:签订台账!D7")]


def test_a_row_that_says_only_a_name_is_not_guessed(workspace):
    def fill(sheet):
        sheet.append([None, None, None, "孙示例", None, None, "2023-3-5"])

    send_back(workspace, "示例县第一小学", fill)
    (problem,) = coverage_of(workspace).problems
    assert problem.code == "register-unknown-signer"


def test_rows_of_a_school_without_lists_are_owed_a_list_once(workspace):
    def fill(sheet):
        for name in ("周演示", "吴演示"):
            sheet.append([None, "学生和家长", "一年级1班", name, None, None, "2023-3-5"])

    send_back(workspace, "东镇第二小学", fill)
    coverage = coverage_of(workspace)
    (problem,) = coverage.problems
    assert (problem.code, problem.severity) == ("register-without-list", Severity.GAP)
    assert "2 行" in problem.message
    assert [unit.id for unit in coverage.returned] == ["Z2"]


def test_a_register_of_last_year_is_refused_whole(workspace):
    path = send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-5"))
    book = openpyxl.load_workbook(path)
    book["台账标识"]["B2"] = 2022
    book.save(path)
    coverage = coverage_of(workspace)
    assert told(coverage) == [("register-of-another-plan", "returns/台账.xlsx:签订台账")]
    assert coverage.total.signed == 0
    assert coverage.returned == ()


def test_without_its_hidden_sheet_a_register_is_known_by_its_ids(workspace):
    path = send_back(workspace, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-5"))
    book = openpyxl.load_workbook(path)
    del book["台账标识"]
    book.save(path)
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 1
    assert [unit.id for unit in coverage.returned] == ["S1"]


def test_without_the_column_of_dates_nothing_is_taken_for_unsigned_in_silence(workspace):
    send_back(workspace, "示例县第一小学", lambda sheet: sheet.delete_cols(7))
    assert ("missing-column", "returns/台账.xlsx:签订台账") in told(coverage_of(workspace))


def test_files_that_are_no_register_are_told(workspace):
    returns = workspace / "returns" / "东镇"
    returns.mkdir(parents=True)
    misspelt = openpyxl.Workbook()
    misspelt.worksheets[0].title = "签定台账"
    misspelt.save(returns / "班会.xlsx")
    (returns / "照片.jpg").write_bytes(b"")
    for name in ("~$台账.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store"):  # left there by Office and systems
        (returns / name).write_bytes(b"")
    (returns / "坏.xlsx").write_bytes(b"PK")
    coverage = coverage_of(workspace)
    assert told(coverage, Severity.NOTE) == [
        ("stray-file", "returns/东镇/照片.jpg"),
        ("no-register", "returns/东镇/班会.xlsx"),
    ]
    assert told(coverage) == [("workbook-damaged", "returns/东镇/坏.xlsx")]


def test_a_register_as_csv_is_read_by_its_file_name(workspace):
    sheet = openpyxl.load_workbook(io.BytesIO(draw_registers(workspace)["示例县第一小学"]))["签订台账"]
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    rows[3][6] = "2023-3-5"
    returns = workspace / "returns"
    returns.mkdir()
    text = "\n".join(",".join(row) for row in rows)
    (returns / "一小签订台账.csv").write_text(text, encoding="gb18030")
    coverage = coverage_of(workspace)
    assert coverage.total.signed == 1
    assert [code for code, _ in told(coverage, Severity.NOTE)] == ["text-encoding"]
