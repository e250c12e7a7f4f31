"""Return workbooks and ledgers, read back cell by cell with openpyxl."""

import io
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs
import openpyxl
import pytest
from antifraud_plan_excel.forms.ledgers import LEDGER
from antifraud_plan_excel.forms.returns import RETURN
from antifraud_plan_excel.reading.readers import RETURNED_TABLES
from antifraud_plan_excel.signing.register import SIGNING_REGISTER
from office_tools import audit_mistakes, microsoft_mistakes
from openpyxl.worksheet.worksheet import Worksheet

from antifraud_plan.cli import main
from antifraud_plan.loading.returns.book import read_book
from antifraud_plan.loading.returns.identity import (
    CHOICES,
    COVER,
    ORIGIN_UNIT,
    RETURN_ORIGIN,
    WRITTEN,
)
from antifraud_plan.model.forms.column import ColumnKind
from antifraud_plan.model.forms.form import RowsPer
from antifraud_plan.model.returns.evidence import ReturnedBook, ReturnIdentity
from antifraud_plan.model.returns.owed.due import DueReturn, derive_returns
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, Severity
from antifraud_plan.starting import copy_demo
from antifraud_plan.workspace import open_workspace

SECOND = Path(__file__).parents[3] / "examples/second-county"
CENTRAL = "东示镇中心学校"
SEMESTER = "2022—2023学年第二学期"
YELLOW, GREY = "FFFFF9DB", "FFE4E4E4"


@pytest.fixture(scope="module")
def brief(tmp_path_factory) -> Brief:
    folder = tmp_path_factory.mktemp("county") / "demo"
    copy_demo(folder)
    return open_workspace(folder).brief()


@pytest.fixture(scope="module")
def drawn(brief) -> Mapping[tuple[str, ...], bytes]:
    return {document.path: b"".join(document.chunks) for document in RETURN.documents(brief)}


@pytest.fixture(scope="module")
def dues(brief) -> Mapping[tuple[str, ...], DueReturn]:
    found = [due for spec in brief.plan.returns for due in derive_returns(brief.plan, brief.tree, spec)]
    return {
        (
            "上报表",
            due.spec.title,
            due.period.label,
            f"{due.unit.name}{due.spec.name_in(due.period.label)}.xlsx",
        ): due
        for due in found
    }


@pytest.fixture(scope="module")
def semester(drawn) -> openpyxl.Workbook:
    return read(drawn["上报表", "学期报表", SEMESTER, f"{CENTRAL}{SEMESTER}报表.xlsx"])


@pytest.fixture(scope="module")
def quarter(drawn) -> openpyxl.Workbook:
    return read(drawn["上报表", "季报表", "第1季度", f"{CENTRAL}第1季度季报表.xlsx"])


@pytest.fixture(scope="module")
def month(drawn) -> openpyxl.Workbook:
    return read(drawn["上报表", "月报表", "3月", f"{CENTRAL}3月月报表.xlsx"])


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """Rows with anything in them, which have no empty ones between them."""
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    filled = [row for row in rows if any(value is not None for value in row)]
    assert rows[: len(filled)] == filled
    return filled


def rule_of(sheet: Worksheet, heading: str):
    (column,) = [cell.column_letter for cell in sheet[1] if str(cell.value).rstrip("*") == heading]
    for rule in sheet.data_validations.dataValidation:
        if str(rule.sqref).startswith(f"{column}2:"):
            return rule
    return None


def serial(day: date) -> str:
    return str((day - date(1899, 12, 30)).days)


def test_a_workbook_for_every_unit_and_period_that_owes_something_and_no_other(drawn, dues):
    assert list(drawn) == list(dues)
    assert drawn


def test_every_cell_says_what_is_due_and_nothing_else_is_filled(drawn, dues):
    for path, due in dues.items():
        book = read(drawn[path])
        titles = [sheet.form.title for sheet in due.sheets]
        assert book.sheetnames == [COVER, *titles, CHOICES, RETURN_ORIGIN.title]
        for sheet in due.sheets:
            columns = sheet.form.columns
            assert [cell.value for cell in book[sheet.form.title][1]] == [
                column.heading + "*" * column.required for column in columns
            ]
            assert rows_of(book[sheet.form.title]) == [
                tuple(row.values.get(column.id) for column in columns) for row in sheet.rows
            ]


def test_every_row_says_where_in_the_outline_it_stands_and_how_often_it_is_due(dues):
    quarterly, half_yearly = "应清理次数", "应会商次数"
    told: dict[str, set[object]] = {}
    for due in dues.values():
        for sheet in due.sheets:
            by_kind = {column.kind: column for column in sheet.form.columns}
            for row in sheet.rows:
                assert row.values[by_kind[ColumnKind.REFERENCE].id]
                if sheet.form.id not in ("awareness", "papers"):  # a target, and what proves other rows
                    assert row.values[by_kind[ColumnKind.CADENCE].id]
                if sheet.form.id in ("cards", "liaison"):
                    column = by_kind[ColumnKind.EXPECTED]
                    told.setdefault(column.heading, set()).add(row.values.get(column.id))
    assert told == {quarterly: {1}, half_yearly: {1, None}}


def test_the_first_sheet_names_unit_time_deadline_and_receiver_and_asks_for_a_date(month):
    cover = month[COVER]
    said = {row[0]: row[1] for row in cover.iter_rows(values_only=True) if row[0]}
    assert cover["A1"].value == f"{CENTRAL}3月月报表"
    assert said["报送单位"] == CENTRAL
    assert said["包括的学校"] == f"{CENTRAL}等 5 所"
    assert said["报送时段"] == "3月（2023年3月1日至2023年3月31日）"
    assert said["截止日期"] == "2023年4月5日"
    assert said["报给"] == "县教体局法安股"
    (label,) = [row[0] for row in cover.iter_rows() if row[0].value == WRITTEN]
    entry = label.offset(column=1)
    assert (entry.value, entry.protection.locked, entry.fill.fgColor.rgb) == (None, False, YELLOW)
    (rule,) = cover.data_validations.dataValidation
    assert (rule.type, str(rule.sqref), rule.formula1) == (
        "date",
        entry.coordinate,
        serial(date(2023, 3, 1)),
    )


def test_hidden_sheets_say_for_whom_it_is_and_hold_the_lists(month, brief, dues):
    assert [sheet.title for sheet in month if sheet.sheet_state == "hidden"] == [
        CHOICES,
        RETURN_ORIGIN.title,
    ]
    identity = dict(zip(*month[RETURN_ORIGIN.title].iter_rows(values_only=True), strict=True))
    unit = brief.tree.find(CENTRAL)
    assert identity[ORIGIN_UNIT.heading] == unit.id
    version = dues["上报表", "月报表", "3月", f"{CENTRAL}3月月报表.xlsx"].version
    assert len(version) == 8
    assert list(identity.values()) == [brief.plan.id, 2023, unit.id, "monthly", "3月", 1, version]
    lists = list(zip(*rows_of(month[CHOICES]), strict=True))
    schools = [unit, *(each for each in brief.tree.schools() if unit in brief.tree.above(each))]
    assert [name for name in lists[0] if name] == [school.name for school in schools]
    assert [pair for pair in zip(lists[1], lists[2], strict=True) if pair[1]] == [
        (school.name, each.name) for school in schools for each in brief.tree.classes_of(school)
    ]


def test_given_cells_are_locked_and_grey_asked_cells_yellow_and_open(semester, brief):
    form = next(each for each in brief.plan.forms if each.id == "activities")
    sheet = semester[form.title]
    assert sheet.protection.sheet
    for row in sheet.iter_rows(min_row=2, max_row=1 + len(rows_of(sheet))):
        for column, cell in zip(form.columns, row, strict=True):
            is_given = column.kind.is_given or column.kind is ColumnKind.CLASS
            assert cell.protection.locked is is_given
            assert cell.fill.fgColor.rgb == (GREY if is_given else YELLOW)
    assert all(cell.protection.locked for cell in sheet[1])


def test_rows_below_are_open_where_more_may_happen_and_locked_where_every_row_is_given(semester, brief):
    for form in brief.plan.forms:
        if form.title in semester.sheetnames:
            sheet = semester[form.title]
            locked = {bool(each.protection.locked) for each in sheet.column_dimensions.values()}
            assert locked == {form.rows is RowsPer.ITEM}
            assert (sheet.auto_filter.ref is None) is (form.rows is RowsPer.ITEM)


def test_empty_rows_with_lines_around_their_cells_follow_on_paper_too(month, semester, brief):
    for book in (month, semester):
        for form in (form for form in brief.plan.forms if form.title in book.sheetnames):
            sheet = book[form.title]
            empty = list(sheet.iter_rows(min_row=2 + len(rows_of(sheet))))
            if form.rows is RowsPer.ITEM:
                assert not empty
                continue
            assert len(empty) >= 5
            assert sheet.max_row >= 21  # a page
            below = {style.border.left.style for style in sheet.column_dimensions.values()}
            for cell in (cell for row in empty for cell in row):
                assert (cell.protection.locked, cell.fill.fill_type) == (False, None)
                # Rows that look like all those to the end of the sheet are not printed by LibreOffice.
                assert cell.border.left.style == cell.border.bottom.style == "thin"
                assert "thin" not in below


def test_what_is_printed_is_large_enough_to_read(drawn):
    for data in drawn.values():
        for sheet in (sheet for sheet in read(data) if sheet.sheet_state == "visible"):
            # Column widths count digits seven pixels wide, with five pixels besides; 96 pixels are an inch.
            inches = sum(
                7 * column.width * (column.max - column.min + 1) / 96
                for column in sheet.column_dimensions.values()
            )
            room = 11.69 - sheet.page_margins.left - sheet.page_margins.right
            assert 11 * min(room / inches, 1) >= 8.5, sheet.title


def test_each_kind_of_column_takes_what_it_is_for(quarter, month):
    activities, cards, incidents = quarter["活动开展情况"], quarter["异常卡清理台账"], month["案件和线索登记"]
    day = rule_of(incidents, "发生日期")
    assert (day.type, day.operator or "between") == ("date", "between")
    assert (day.formula1, day.formula2) == (serial(date(2023, 3, 1)), serial(date(2023, 3, 31)))
    assert "2023-03-01 至 2023-03-31" in day.error
    # The police may be told after the month has ended, until the return is due.
    assert rule_of(incidents, "向公安报告日期").formula2 == serial(date(2023, 4, 5))
    assert rule_of(incidents, "涉案金额（元）").type == "decimal"
    assert (rule_of(cards, "发现张数").type, rule_of(cards, "发现张数").formula1) == ("whole", "0")
    present = rule_of(activities, "实到人数")
    assert present.type == "custom"
    assert present.formula1 == 'AND(ISNUMBER($L2),$L2=INT($L2),$L2>=0,OR($K2="",$L2<=$K2))'
    assert "不多于“应到人数”" in present.error
    assert rule_of(activities, "学校").formula1 == f"'{CHOICES}'!$A$2:$A$6"
    for sheet, heading in ((activities, "班级"), (activities, "形式"), (cards, "本期有无"), (cards, "学校")):
        assert rule_of(sheet, heading).type == "list", heading
    assert rule_of(activities, "开展日期").prompt == "开展了就填日期；没有开展的整行留空。如：2023-3-5"
    assert rule_of(activities, "频次") is None


def test_a_list_holds_just_what_may_be_chosen(quarter):
    rule = rule_of(quarter["异常卡清理台账"], "异常类型")
    _, _, area = rule.formula1.partition("!")
    shown = [cell.value for (cell,) in quarter[CHOICES][area.replace("$", "")]]
    assert shown == ["一人多卡", "静默卡", "高风险卡", "其他"]


def test_a_heading_with_an_example_carries_a_note(quarter):
    notes = {cell.value: cell.comment.text for cell in quarter["活动开展情况"][1] if cell.comment}
    assert "如：2023-3-5" in notes["开展日期*"]


def test_it_prints_across_a_page_with_headings_on_each(semester):
    for sheet in semester:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            if sheet.title == COVER:
                assert sheet.page_setup.fitToHeight is None  # one page
            else:
                assert sheet.page_setup.fitToHeight == 0  # as many as it takes
                assert CENTRAL in sheet.oddHeader.center.text
                assert sheet.print_title_rows == "$1:$1"
                assert sheet.freeze_panes == "B2"


def test_the_same_input_gives_the_same_bytes(brief, drawn):
    only = attrs.evolve(brief, periods=frozenset({"3月"}))
    again = {document.path: b"".join(document.chunks) for document in RETURN.documents(only)}
    assert again == {path: data for path, data in drawn.items() if path[2] == "3月"}


def test_only_units_and_periods_asked_for(brief):
    (unit,) = [each for each in brief.tree if each.name == CENTRAL]
    only = attrs.evolve(brief, selected=(unit,), periods=frozenset({"第2季度"}))
    assert [document.path[-1] for document in RETURN.documents(only)] == [f"{CENTRAL}第2季度季报表.xlsx"]
    assert list(RETURN.documents(attrs.evolve(brief, periods=frozenset({"十三月"})))) == []


def test_nothing_owed_no_file(brief):
    plan = attrs.evolve(
        brief.plan, forms=tuple(attrs.evolve(form, enabled=False) for form in brief.plan.forms)
    )
    empty = attrs.evolve(brief, plan=plan)
    assert [*RETURN.documents(empty), *LEDGER.documents(empty)] == []


def test_a_text_of_the_lists_is_never_a_formula(brief):
    (unit,) = [each for each in brief.tree if each.name == "示例县第一中学"]
    renamed = attrs.evolve(unit, name="=1+1&<b>")
    tree = type(brief.tree)([renamed if each is unit else each for each in brief.tree])
    only = attrs.evolve(brief, tree=tree, selected=(renamed,), periods=frozenset({"3月"}))
    (document,) = RETURN.documents(only)
    cell = read(document.chunks[0])["活动开展情况"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1&<b>", "s")


def test_a_ledger_has_the_due_rows_of_the_year_and_is_not_handed_in(brief):
    ledgers = {document.path: document.chunks[0] for document in LEDGER.documents(brief)}
    schools = [school.name for school in brief.tree.schools()]
    bureau = brief.plan.names.bureau
    assert list(ledgers) == [
        *(("工作台账", f"{school}工作台账.xlsx") for school in schools),
        ("工作台账", bureau, "公安通报案件.xlsx"),
        ("工作台账", bureau, "上年基数.xlsx"),
        ("工作台账", bureau, "到校督查记录.xlsx"),
        ("工作台账", bureau, "免予完成.xlsx"),
        ("工作台账", bureau, "拟通报名单反馈.xlsx"),
        ("工作台账", bureau, "整改事项.xlsx"),
        ("工作台账", bureau, "案件处置.xlsx"),
    ]
    book = read(ledgers["工作台账", "东示镇第一小学工作台账.xlsx"])
    assert book[RETURN_ORIGIN.title]["D2"].value == "ledger"
    assert not book[RETURN_ORIGIN.title]["G2"].value
    forms = [form for form in brief.plan.forms if form.ledger and form.enabled]
    assert book.sheetnames[1:-2] == [form.title for form in forms]
    expected = [
        row
        for spec in brief.plan.returns
        for due in derive_returns(brief.plan, brief.tree, spec)
        for sheet in due.sheets
        if sheet.form.id == "activities"
        for row in sheet.rows
        if row.unit.name == "东示镇第一小学"
    ]
    assert len(rows_of(book["活动开展情况"])) == len(expected) > 0
    police = read(ledgers["工作台账", bureau, "公安通报案件.xlsx"])
    assert rows_of(police["公安通报案件"]) == []
    last = len(schools) + 1
    assert rule_of(police["公安通报案件"], "学校").formula1 == f"'{CHOICES}'!$A$2:$A${last}"


@pytest.mark.parametrize("kind", [RETURN, LEDGER], ids=lambda kind: kind.name)
def test_both_validators_find_no_mistake(kind, brief, tmp_path):
    (unit,) = [each for each in brief.tree if each.name == CENTRAL]
    for number, document in enumerate(kind.documents(attrs.evolve(brief, selected=(unit,)))):
        if kind is LEDGER or document.path[2] in (SEMESTER, "3月", "第1季度"):
            path = tmp_path / f"{number}.xlsx"
            path.write_bytes(document.chunks[0])
            assert microsoft_mistakes(path) == ""
            assert audit_mistakes(path) == ""


def test_what_is_handed_out_reads_back_without_a_mistake(drawn, brief, dues):
    path = ("上报表", "月报表", "3月", f"{CENTRAL}3月月报表.xlsx")
    returned = read_returned(drawn[path], brief)
    errors = {each.code for each in returned.problems if each.severity is Severity.ERROR}
    assert errors == {"nil-report-missing"}  # it has not been filled in yet
    assert returned.identity == ReturnIdentity(
        brief.plan.id, 2023, brief.tree.find(CENTRAL).id, "monthly", "3月", 1, dues[path].version
    )


def test_pledges_are_counted_from_the_register_that_came_back(tmp_path, brief):
    copy_demo(tmp_path / "demo")
    (unit,) = [each for each in brief.tree if each.name == "东示镇第二小学"]
    (register,) = SIGNING_REGISTER.documents(attrs.evolve(brief, selected=(unit,)))
    book = read(register.chunks[0])
    sheet = book["签订台账"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    due: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for row in range(2, sheet.max_row + 1):
        relation = sheet.cell(row, columns["签订关系"]).value
        due[relation] += 1
        if row % 3:
            sheet.cell(row, columns["签订日期"]).value = date(2023, 3, 5)
            signed[relation] += 1
    (tmp_path / "demo/returns").mkdir(exist_ok=True)
    book.save(tmp_path / "demo/returns/台账.xlsx")
    again = open_workspace(tmp_path / "demo").brief(on=date(2023, 7, 1))

    def rows_by_school(brief: Brief):
        central = brief.tree.find(CENTRAL)
        only = attrs.evolve(brief, selected=(central,), periods=frozenset({SEMESTER}))
        (document,) = RETURN.documents(only)
        rows = list(read(document.chunks[0])["承诺书签订汇总"].iter_rows(min_row=2))
        return [row for row in rows if row[0].value == unit.name], [
            row for row in rows if row[0].value != unit.name
        ]

    own, others = rows_by_school(again)
    assert {row[1].value: (row[4].value, row[5].value) for row in own} == {
        relation: (due[relation], signed[relation]) for relation in due
    }
    assert all(cell.protection.locked and cell.fill.fgColor.rgb == GREY for row in own for cell in row)
    for row in others + rows_by_school(brief)[0]:
        assert [cell.value for cell in row[4:]] == [None, None]
        assert not any(cell.protection.locked for cell in row[4:])


def test_the_command_builds_one_period_and_names_those_there_are(tmp_path, monkeypatch, capfd):
    copy_demo(tmp_path / "demo")

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(
            sys, "argv", ["antifraud-plan", "build", *arguments, "-w", str(tmp_path / "demo")]
        )
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err

    code, said = run("上报表", "--period", "3月", "--out", str(tmp_path / "out"))
    assert code == 0, said
    made = [path.relative_to(tmp_path / "out").parts[:3] for path in (tmp_path / "out").rglob("*.xlsx")]
    assert set(made) == {("上报表", "月报表", "3月")}
    code, said = run("上报表", "--period", "十三月", "--out", str(tmp_path / "none"))
    assert code == 2
    assert "没有“十三月”这个时段" in said
    assert "3月、" in said
    assert "第1季度" in said
    assert not (tmp_path / "none").exists()


def test_another_county_hands_out_its_own_returns():
    brief = open_workspace(SECOND).brief()
    expected = [
        f"{due.unit.name}{due.spec.name_in(due.period.label)}.xlsx"
        for spec in brief.plan.returns
        for due in derive_returns(brief.plan, brief.tree, spec)
    ]
    assert [document.path[-1] for document in RETURN.documents(brief)] == expected
    assert expected


def read_returned(data: bytes, brief: Brief) -> ReturnedBook:
    tables = RETURNED_TABLES.read(data, "来.xlsx")
    return read_book(tables, Location("来.xlsx"), brief.plan, brief.tree, data=lambda: data)
