"""退回件: what is wrong is marked, what is right stays, no number survives, and a mended copy reads clean."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

import attrs
import openpyxl
import pytest
from antifraud_plan_excel.forms.returns import RETURN
from antifraud_plan_excel.reading.workbook import read_tables
from antifraud_plan_excel.sending_back.clean_copy import copy_returned, save_copy
from antifraud_plan_excel.sending_back.copies import build_sent_back
from hostile_return import CARD, IDENTITY, PHONE, SHOWN_ANYHOW, draw_hostile
from office_tools import audit_mistakes, microsoft_mistakes
from test_form_burden import DEMO, REGISTRY

from antifraud_plan.loading.returns.book import read_book
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
from antifraud_plan.problems import Location, Problem, Severity
from antifraud_plan.workspace import open_workspace

SHEET = "活动开展情况"
TOO_MANY = {"实到人数": 21}


@pytest.fixture(scope="module")
def brief():
    return open_workspace(DEMO, REGISTRY).brief()


@pytest.fixture(scope="module")
def monthly(brief):
    """A return as it is handed out, of the first school in the first month."""
    document = next(iter(RETURN.documents(brief)))
    return b"".join(document.chunks)


def read(data: bytes, brief, folder) -> ReturnedBook:
    path = folder / "returned.xlsx"
    path.write_bytes(data)
    place = Location("returns/月报.xlsx")
    return read_book(read_tables(path, place.file), place, brief.plan, brief.tree, data=lambda: data)


def change(data: bytes, *cells: tuple[str, str, object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, address, value in cells:
        book[sheet][address].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def send_back(brief, *books) -> dict[str, bytes]:
    documents = build_sent_back(attrs.evolve(brief, books=lambda: iter(books)))
    return {"/".join(document.path): b"".join(document.chunks) for document in documents}


def a_book(*problems: Problem, file: str = "returns/月报.xlsx", data: bytes | None = None) -> ReturnedBook:
    return ReturnedBook(Location(file), (), problems, {}, data=lambda: data or draw_hostile())


def at(address: str, severity: Severity = Severity.ERROR, sheet: str = SHEET) -> Problem:
    place = Location("returns/月报.xlsx", sheet=sheet, cell=address)
    return Problem("bad-date", "应为日期，却是“2023.13.5”。", place, "请写成 2023-3-5。", severity)


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def day_cells(data: bytes) -> list[tuple[str, str]]:
    """Return where a date is asked in the return."""
    book = opened(data)
    return [
        (sheet.title, f"{head.column_letter}2")
        for sheet in book.worksheets
        for head in sheet[1]
        if isinstance(head.value, str)
        and head.value.rstrip("*").endswith("日期")
        and sheet.title != "填报说明"
    ]


def columns(sheet) -> dict[str, str]:
    return {cell.value.rstrip("*"): cell.column_letter for cell in sheet[1]}


def filled(data: bytes, first: Mapping[str, object] = MappingProxyType({})) -> bytes:
    """Fill in the return without a mistake, but for what is said of the first row."""
    book = opened(data)
    written = next(cell for cell in book["填报说明"]["A"] if cell.value == "填报日期")
    written.offset(0, 1).value = date(2023, 5, 1)
    month = int(book["上报表标识"]["E2"].value.removesuffix("月"))
    activity = {"开展日期": date(2023, month, 8), "主题": "议题", "应到人数": 20, "实到人数": 19}
    for title, row in ((SHEET, activity), ("案件和线索登记", {"本期有无": "无"})):
        sheet = book[title]
        for number in range(2, sheet.max_row + 1):
            if sheet[f"{columns(sheet)['学校']}{number}"].value:
                own = first if title == SHEET and number == 2 else {}
                for heading, value in {**row, **own}.items():
                    sheet[f"{columns(sheet)[heading]}{number}"].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_nothing_goes_back_where_nothing_is_wrong(brief, monthly, tmp_path):
    assert send_back(brief) == {}
    sound = read(filled(monthly), brief, tmp_path)
    assert send_back(brief, sound) == {}
    owing = attrs.evolve(sound, problems=(*sound.problems, at("B2", Severity.GAP)))
    assert send_back(brief, owing) == {}


def listed(data: bytes) -> list[tuple[str, str]]:
    """Return level and cell of what a copy's first sheet lists, but for what is said of the whole file."""
    rows = opened(data)["退回说明"].iter_rows(values_only=True)
    return [(row[1], row[3]) for row in rows if isinstance(row[0], int) and row[3]]


def test_errors_are_listed_row_by_row_in_rows_high_enough_to_read(brief, monthly):
    long = attrs.evolve(at("AA2"), message="写得不对。" * 40)
    book = a_book(at("B10"), at("C3", Severity.NOTE), long, at("B2"), data=monthly)
    sent = send_back(brief, book)
    assert listed(sent["退回件/月报/月报.xlsx"]) == [
        ("错误", "B2"),
        ("错误", "AA2"),
        ("错误", "B10"),
        ("提示", "C3"),
    ]
    for path, title in (("退回件/月报/月报.xlsx", "退回说明"), ("退回件/退回汇总.xlsx", "错误清单")):
        sheet = opened(sent[path])[title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == long.message:
                    width = sheet.column_dimensions[cell.column_letter].width
                    lines = 2 * len(long.message) / width
                    assert sheet.row_dimensions[cell.row].height >= 14 * lines


def test_a_row_of_a_copy_grows_with_what_is_typed_in(brief, monthly):
    data = send_back(brief, a_book(at("B2"), data=monthly))["退回件/月报/月报.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert any(b' ht="' in sheet for sheet in sheets)
    assert not any(b"customHeight" in sheet for sheet in sheets)


def test_what_is_found_against_the_plan_goes_back_too(brief, monthly, tmp_path):
    wrong = read(filled(monthly, TOO_MANY), brief, tmp_path)
    assert wrong.is_sound
    sent = send_back(brief, wrong)
    unit = brief.tree.require(wrong.identity.unit).name
    copy = f"退回件/{unit}/{unit}{wrong.identity.period}月报表.xlsx"
    assert [*sent] == [copy, "退回件/退回汇总.xlsx"]
    (sheet,) = [sheet for sheet in opened(sent[copy]) if sheet.title == SHEET]
    assert "实到人数 21 多于应到人数 20" in sheet[f"{columns(sheet)['实到人数']}2"].comment.text
    listed = [*opened(sent["退回件/退回汇总.xlsx"])["错误清单"].values][1:]
    period = wrong.identity.period
    (file,) = [*opened(sent["退回件/退回汇总.xlsx"])["文件清单"].values][1:]
    assert file[:4] == (unit, "returns/月报.xlsx", f"{period}月报表", 1)
    assert [line[2:5] for line in listed] == [(SHEET, f"{columns(sheet)['实到人数']}2", "四（一）")]


def test_what_happens_after_the_day_of_the_build_goes_back(brief, monthly, tmp_path):
    book = read(filled(monthly), brief, tmp_path)
    day = next(record.day for record in book.evidence if record.day)
    assert send_back(attrs.evolve(brief, on=day), book) == {}
    assert send_back(attrs.evolve(brief, on=day - timedelta(1)), book) != {}


def test_an_older_version_does_not_go_back_and_a_tie_stands_in_the_list_only(brief, monthly, tmp_path):
    older = read(filled(monthly, TOO_MANY), brief, tmp_path)
    newer = attrs.evolve(
        read(filled(monthly), brief, tmp_path), place=Location("returns/新.xlsx"), written=date(2023, 5, 2)
    )
    assert send_back(brief, attrs.evolve(older, written=date(2023, 5, 1)), newer) == {}
    sent = send_back(brief, attrs.evolve(older, written=newer.written), newer)
    assert [*sent] == ["退回件/退回汇总.xlsx"]


def test_only_what_is_asked_for_goes_back(brief, monthly, tmp_path):
    book = read(filled(monthly, TOO_MANY), brief, tmp_path)
    unit = brief.tree.require(book.identity.unit)
    other = next(each for each in brief.tree.schools() if not each.id.startswith(unit.id))
    period = frozenset({book.identity.period})
    assert send_back(attrs.evolve(brief, selected=(unit,), periods=period), book) != {}
    assert send_back(attrs.evolve(brief, selected=(other,)), book) == {}
    assert send_back(attrs.evolve(brief, periods=frozenset({"9月"})), book) == {}


def test_every_fault_is_coloured_noted_and_listed(brief):
    sent = send_back(brief, a_book(at("B2"), at("C5:C6", Severity.GAP), at("A1", Severity.NOTE)))
    assert [*sent] == ["退回件/月报/月报.xlsx", "退回件/退回汇总.xlsx"]
    book = opened(sent["退回件/月报/月报.xlsx"])
    sheet = book[SHEET]
    assert book.sheetnames[0] == "退回说明"
    assert sheet["B2"].fill.fgColor.rgb.endswith("F4A7A0")
    assert "2023.13.5" in sheet["B2"].comment.text
    assert "请写成 2023-3-5" in sheet["B2"].comment.text
    assert {sheet[each].fill.fgColor.rgb[-6:] for each in ("C5", "C6")} == {"FFD280"}
    assert sheet["A1"].comment.text == "请填学校全称。"
    links = [cell.hyperlink.location for row in book["退回说明"] for cell in row if cell.hyperlink]
    assert links == [f"'{SHEET}'!B2", f"'{SHEET}'!C5:C6", f"'{SHEET}'!A1"]


def test_no_number_survives_anywhere_in_the_package(brief):
    sent = send_back(brief, a_book(at("B2"), file=f"returns/{PHONE}月报.xlsx"))
    for path, data in sent.items():
        assert PHONE not in path
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = "".join(package.read(name).decode() for name in package.namelist())
        assert not [number for number in (*SHOWN_ANYHOW, CARD, IDENTITY, "00001234") if number in text]


def test_nothing_in_it_runs_or_fetches(brief):
    data = send_back(brief, a_book(at("B2")))["退回件/月报/月报.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        relations = "".join(package.read(name).decode() for name in names if name.endswith(".rels"))
    assert not [name for name in names if "vba" in name or "external" in name.lower()]
    assert "External" not in relations
    book = opened(data)
    assert [*book.defined_names] == ["范围"]
    values = {
        cell.coordinate: cell for row in book[SHEET].iter_rows() for cell in row if cell.value is not None
    }
    assert not [cell for cell in values.values() if cell.data_type == "f"]
    assert (values["E2"].value, values["E3"].value, values["E5"].value) == (300, "外部的值", "=1+1")
    assert values["D7"].value == "=cmd|'/c calc'!A1"
    assert values["D7"].quotePrefix
    assert values["D8"].value == "-明天再报"


def test_the_form_can_still_be_filled_in(brief):
    sheet = opened(send_back(brief, a_book(at("B2")))["退回件/月报/月报.xlsx"])[SHEET]
    rules = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"C2:C40": "whole", "D2:D40": "list", "G2:G40": "list"}
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].width == pytest.approx(33, abs=1)
    assert not sheet["B2"].protection.locked


def test_both_validators_find_no_mistake(brief, monthly, tmp_path):
    for number, data in enumerate((draw_hostile(), monthly)):
        for name, sent in send_back(brief, a_book(at("B2"), data=data)).items():
            path = tmp_path / f"{number}{name.rpartition('/')[2]}"
            path.write_bytes(sent)
            assert microsoft_mistakes(path) == ""
            assert audit_mistakes(path) == ""


def test_a_copy_that_is_mended_reads_back_clean(brief, monthly, tmp_path):
    (title, address), *_ = day_cells(monthly)
    wrong = read(change(monthly, (title, address, "2023.13.5")), brief, tmp_path)
    assert address in {each.location.cell for each in wrong.problems if each.severity is Severity.ERROR}
    paths = send_back(brief, wrong)
    copy = next(data for path, data in paths.items() if not path.endswith("退回汇总.xlsx"))
    again = read(copy, brief, tmp_path)
    assert {(each.code, each.location) for each in again.problems if each.severity is Severity.ERROR} == {
        (each.code, each.location) for each in wrong.problems if each.severity is Severity.ERROR
    }
    mended = read(change(copy, (title, address, None)), brief, tmp_path)
    untouched = read(monthly, brief, tmp_path)
    assert [each.code for each in mended.problems if each.severity is Severity.ERROR] == [
        each.code for each in untouched.problems if each.severity is Severity.ERROR
    ]
    assert mended.identity == wrong.identity


def test_what_is_printed_on_every_page_stays(brief, monthly):
    printed = opened(monthly)
    (data, *_) = send_back(brief, a_book(at("B2"), data=monthly)).values()
    for sheet in printed.worksheets:
        copy = opened(data)[sheet.title]
        assert copy.oddFooter.center.text == sheet.oddFooter.center.text
        assert copy.print_title_rows == sheet.print_title_rows


def test_marks_of_an_earlier_round_are_taken_away(brief):
    first = send_back(brief, a_book(at("B2")))["退回件/月报/月报.xlsx"]
    book = opened(send_back(brief, a_book(at("C2"), data=first))["退回件/月报/月报.xlsx"])
    assert book[SHEET]["B2"].comment is None
    assert book[SHEET]["B2"].fill.fgColor.rgb[-6:] == "FFF9DB"
    assert book[SHEET]["C2"].comment is not None
    assert book.sheetnames.count("退回说明") == 1


def test_a_csv_file_goes_back_as_a_workbook_of_text(brief):
    data = f"学校,开展日期,备注\n一小,2023.13.5,=1+1\n一小,2023-3-5,{PHONE}\n".encode()
    problem = Problem("bad-date", "应为日期。", Location("returns/活动开展情况.csv", 2, 4))
    book = a_book(problem, file="returns/活动开展情况.csv", data=data)
    sheet = opened(send_back(brief, book)["退回件/活动开展情况/活动开展情况.xlsx"])["活动开展情况"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["学校", "开展日期", "备注"],
        ["一小", "2023.13.5", "=1+1"],
        ["一小", "2023-3-5", "＊＊＊"],
    ]
    assert sheet["C2"].data_type == "s"
    assert sheet["B2"].comment is not None


def test_what_cannot_be_copied_or_read_stands_in_the_list(brief):
    damaged = a_book(at("B2"), file="returns/坏.xlsx", data=b"PK nothing")
    unread = Problem("old-workbook", "这是旧版 .xls。", Location("returns/旧.xlsx"), "请另存。")
    sent = send_back(brief, damaged, unread)
    assert [*sent] == ["退回件/退回汇总.xlsx"]
    lines = [row[1:4] for row in opened(sent["退回件/退回汇总.xlsx"])["文件清单"].iter_rows(values_only=True)]
    assert [line[0] for line in lines[1:]] == ["returns/坏.xlsx", "returns/旧.xlsx"]


def test_two_files_of_one_name_do_not_overwrite_each_other(brief):
    sent = send_back(brief, a_book(at("B2")), a_book(at("C2"), file="returns/再报/月报.xlsx"))
    assert [*sent][:2] == ["退回件/月报/月报.xlsx", "退回件/月报/月报（2）.xlsx"]


def test_the_sheet_that_explains_names_the_file_that_came(brief, monthly, tmp_path):
    sent = send_back(brief, read(filled(monthly, TOO_MANY), brief, tmp_path))
    explained = opened(next(iter(sent.values())))["退回说明"]
    assert any("returns/月报.xlsx" in str(cell.value) for cell in explained["A"])


@pytest.mark.parametrize("origin", [{"plan": "another-county"}, {"year": 2022}])
def test_of_a_file_of_another_plan_there_is_no_copy(brief, monthly, tmp_path, origin):
    ours = read(filled(monthly, TOO_MANY), brief, tmp_path)
    code = Problem("return-of-other-plan", "这是另一个方案的上报表。", ours.place)
    foreign = attrs.evolve(ours, identity=attrs.evolve(ours.identity, **origin), problems=(code,))
    sent = send_back(brief, foreign)
    assert [*sent] == ["退回件/退回汇总.xlsx"]
    (file,) = [*opened(sent["退回件/退回汇总.xlsx"])["文件清单"].values][1:]
    assert (file[0], file[1]) == ("月报", "returns/月报.xlsx")


def test_the_same_file_gives_the_same_bytes():
    copies = [save_copy(copy_returned(draw_hostile(), "月报.xlsx", date(2023, 5, 1))) for _ in range(2)]
    assert copies[0] == copies[1]


def test_the_reference_stands_beside_what_is_wrong_in_a_row(brief, monthly, tmp_path):
    """Of a row with a personal number, and of a sheet of one item that was left blank."""
    book = opened(filled(monthly, {"主题": f"问{PHONE}"}))
    incidents = book["案件和线索登记"]
    incidents[f"{columns(incidents)['本期有无']}2"].value = None
    stream = io.BytesIO()
    book.save(stream)
    sent = send_back(brief, read(stream.getvalue(), brief, tmp_path))
    (listed,) = (opened(sent[path])["退回说明"] for path in sent if not path.endswith("退回汇总.xlsx"))
    rows = [[cell.value for cell in row] for row in listed.iter_rows()]
    (head,) = (row for row in rows if "依据" in row)
    said = {row[head.index("依据")] for row in rows if "错误" in row}
    assert said == {"四（一）", "四（四）"}


def test_a_row_about_a_metric_has_the_reference_of_its_clause(brief):
    form = brief.plan.form("awareness")
    place = Location("returns/月报.xlsx", sheet=SHEET, cell="B2")
    record = Evidence(form, "Y01", "awareness-rate", {}, lambda _: place)
    sent = send_back(brief, attrs.evolve(a_book(at("B2")), evidence=(record,)))
    (copy,) = (sent[path] for path in sent if not path.endswith("退回汇总.xlsx"))
    rows = [[cell.value for cell in row] for row in opened(copy)["退回说明"]]
    (head,) = (row for row in rows if "依据" in row)
    assert [row[head.index("依据")] for row in rows if any("2023.13.5" in str(cell) for cell in row)] == [
        "二"
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)"])
def test_a_text_that_begins_like_a_formula_stays_text_in_and_out(brief, monthly, tmp_path, text):
    returned = opened(filled(monthly, TOO_MANY))
    at_title = f"{columns(returned[SHEET])['主题']}2"
    returned[SHEET][at_title].value = text
    returned[SHEET][at_title].data_type = "s"
    stream = io.BytesIO()
    returned.save(stream)
    book = read(stream.getvalue(), brief, tmp_path)
    record = next(each for each in book.evidence if each.form.title == SHEET)
    assert record.values["title"] == text
    sent = send_back(brief, book)
    (copy,) = (opened(sent[path]) for path in sent if not path.endswith("退回汇总.xlsx"))
    cell = copy[SHEET][at_title]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_child_named_against_the_rule_is_named_nowhere_in_what_goes_back(brief, tmp_path):
    named = {"cards": False, "cards-named": True}
    forms = tuple(attrs.evolve(form, enabled=named.get(form.id, form.enabled)) for form in brief.plan.forms)
    county = attrs.evolve(brief, plan=attrs.evolve(brief.plan, forms=forms))
    (unit,) = (each for each in county.tree if each.name == "示例县第一实验小学")
    only = attrs.evolve(county, selected=(unit,), periods=frozenset({"第1季度"}))
    (document,) = RETURN.documents(only)
    title = "异常卡清理台账（记名）"
    sheet = opened(document.chunks[0])[title]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    row = {"本期有无*": "有", "班级": "一年级1班", "持卡人": "张小明", "卡号末四位": "4321", "发现张数": 1}
    cells = [(title, f"{columns[heading]}2", value) for heading, value in row.items()]
    returned = read(change(document.chunks[0], *cells), county, tmp_path)
    places = [each.location.cell for each in returned.problems if each.code == "child-named"]
    sent = send_back(county, returned)
    (copy,) = (data for name, data in sent.items() if unit.name in name)

    assert places == [f"{columns['持卡人']}2", f"{columns['卡号末四位']}2"]
    assert [opened(copy)[title][place].value for place in places] == ["＊＊＊", "＊＊＊"]
    for data in sent.values():
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = "".join(package.read(name).decode(errors="replace") for name in package.namelist())
        assert "张小明" not in text
        assert ">4321<" not in text
