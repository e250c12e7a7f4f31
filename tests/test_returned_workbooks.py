"""The whole way: sheets are issued, filled in with openpyxl, sent back, judged; what the command prints."""

import csv
import json
import shutil
import warnings
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
from click.testing import CliRunner, Result

from antifraud_plan.api import build, check, open_workspace
from antifraud_plan.cli import cli
from antifraud_plan.collecting import find_collection
from antifraud_plan.model.returns.standing import ReturnState
from antifraud_plan.problems import Severity, has_errors
from antifraud_plan.registry import Registry
from antifraud_plan.starting import copy_demo

ON = date(2023, 4, 12)
MEETING = {"开展日期*": date(2023, 3, 8), "主题": "议题", "应到人数": 20, "实到人数": 19}
TOO_MANY = {"实到人数": 21}
CASE = "案件和线索登记"
ACTIVITIES = "活动开展情况"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the monthly returns of March, as they go out."""
    directory = tmp_path_factory.mktemp("示例县")
    copy_demo(directory)
    workspace = open_workspace(directory)
    [kind] = [kind for kind in Registry.from_entry_points().file_kinds if kind.name == "return"]
    build(workspace, [kind], periods=["3月"])
    return directory


@pytest.fixture
def county(issued: Path, tmp_path: Path) -> Path:
    return shutil.copytree(issued, tmp_path / "示例县")


def send_back(
    county: Path,
    unit: str,
    name: str = "",
    *,
    written: date | None = date(2023, 4, 3),
    changes: Mapping[str, object] = MappingProxyType({}),
) -> Path:
    """Fill in the return of *unit* for March: a meeting a school, no case; *changes* go to the first row."""
    path = next((county / "out").rglob(f"{unit}3月月报表.xlsx"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(path)
    for label in workbook["填报说明"]["A"]:
        if label.value == "填报日期":
            label.offset(0, 1).value = written
    for title, row in ((ACTIVITIES, MEETING), (CASE, {"本期有无*": "无"})):
        sheet = workbook[title]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number in range(2, sheet.max_row + 1):
            first = changes if title == ACTIVITIES and number == 2 else {}
            if sheet.cell(number, columns["学校"]).value:
                for heading, value in {**row, **first}.items():
                    sheet.cell(number, columns[heading]).value = value
    target = county / "returns" / (name or path.name)
    target.parent.mkdir(exist_ok=True, parents=True)
    workbook.save(target)
    return target


def run(county: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["returns", "-w", str(county), "--on", str(ON), *options])


def state_of(county: Path, unit: str, item: str = "monthly", period: str = "3月"):
    standings = find_collection(open_workspace(county), on=ON).standings
    return next(
        each for each in standings if (each.unit.name, each.item, each.period) == (unit, item, period)
    )


def test_a_return_without_mistakes_is_accepted_with_a_record_a_row(county: Path) -> None:
    send_back(county, "东示镇中心学校", "深/一层/改了名.xlsx")
    collection = find_collection(open_workspace(county), on=ON)
    standing = state_of(county, "东示镇中心学校")

    assert not has_errors(collection.all_problems), collection.all_problems
    assert (standing.state, standing.files) == (ReturnState.ACCEPTED, ("returns/深/一层/改了名.xlsx",))
    assert len(list(collection.evidence)) == 2 * 5
    assert run(county).exit_code == 0


def test_a_mistake_is_said_at_its_cell_with_school_and_reference(county: Path) -> None:
    send_back(county, "东示镇中心学校", changes=TOO_MANY)
    result = run(county)

    assert result.exit_code == 1
    assert "已退回 1" in result.output
    assert (
        f"returns/东示镇中心学校3月月报表.xlsx:{ACTIVITIES}!L2 错误 东示镇中心学校 四（一）" in result.output
    )
    assert "实到人数 21 多于应到人数 20。" in result.output
    assert state_of(county, "东示镇中心学校").faults == 1


def test_the_return_mended_and_sent_again_wins(county: Path) -> None:
    send_back(county, "东示镇中心学校", changes=TOO_MANY)
    send_back(county, "东示镇中心学校", "再报.xlsx", written=date(2023, 4, 6))
    result = run(county)

    assert result.exit_code == 0
    assert "采用填报日期最晚的 returns/再报.xlsx（2023-04-06）" in result.output
    assert "交来上报表 2 份（1 份没有采用）" in result.output


def test_lateness_comes_from_the_log(county: Path) -> None:
    sent = send_back(county, "示例县第一中学", "一中.xlsx", written=date(2023, 4, 1))
    CliRunner().invoke(
        cli, ["receive", str(sent), "--from", "示例县第一中学", "--on", "2023-04-08", "-w", str(county)]
    )
    standing = state_of(county, "示例县第一中学")

    assert (standing.state, standing.late_days) == (ReturnState.ACCEPTED, 3)
    assert "3 天" in run(county).output


def test_signing_registers_and_returns_lie_in_one_folder(county: Path) -> None:
    [register] = [kind for kind in Registry.from_entry_points().file_kinds if kind.name == "signing-register"]
    build(open_workspace(county), [register], units=["示例县第一中学"])
    send_back(county, "示例县第一中学")
    for path in (county / "out" / "签订台账").rglob("*.xlsx"):
        shutil.copy(path, county / "returns")
    brief = open_workspace(county).brief()

    assert [each.place.file for each in brief.books()] == ["returns/示例县第一中学3月月报表.xlsx"]
    assert all("签订台账" in each.place.file for each in brief.registers())
    assert len(list(brief.registers())) > 0


def test_check_says_it_in_one_note_and_build_goes_on(county: Path) -> None:
    send_back(county, "东示镇中心学校", changes={"开展日期*": date(2022, 3, 8), **TOO_MANY})
    found = [each for each in check(open_workspace(county)) if "上报表" in each.message]
    notice = Registry.from_entry_points().find_document_kind("notice")

    assert [(each.code, each.severity) for each in found] == [("returns-not-checked", Severity.NOTE)]
    assert "有 1 份" in found[0].message
    assert not has_errors(build(open_workspace(county), [notice]).problems)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(county: Path) -> None:
    send_back(county, "东示镇中心学校")
    (county / "returns" / "坏.xlsx").write_bytes(b"not a workbook")
    result = run(county)

    assert result.exit_code == 1
    assert "returns/坏.xlsx" in result.output
    assert "已接收 1" in result.output


def test_of_a_file_ten_problems_are_shown_unless_all_are_asked_for(county: Path) -> None:
    path = send_back(county, "东示镇中心学校")
    workbook = openpyxl.load_workbook(path)
    for row in range(2, 7):
        for column in "HKL":
            workbook[ACTIVITIES][f"{column}{row}"] = "不知道"
    workbook.save(path)

    assert "…… 还有 5 处，写上 --all 就全部列出。" in run(county).output
    assert "还有" not in run(county, "--all").output
    assert run(county, "--all").output.count("不知道") > run(county).output.count("不知道")


def test_json_and_csv_tell_the_same(county: Path) -> None:
    send_back(county, "东示镇中心学校", changes=TOO_MANY)
    found = json.loads(run(county, "--json").stdout)
    rows = list(csv.DictReader(run(county, "--csv").stdout.splitlines()))

    assert len(rows) == len(found["standings"]) == sum(found["counts"].values())
    assert found["counts"]["sent_back"] == 1
    assert [row["错误"] for row in rows if row["状态"] == "已退回"] == ["1"]
    assert [each["code"] for each in found["problems"] if each["severity"] == "error"] == ["above-limit"]
    assert found["records"] == 2 * 5 - 1
    assert run(county, "--json", "--csv").exit_code == 2


def test_for_a_unit_only_its_own_is_told(county: Path) -> None:
    send_back(county, "东示镇中心学校", changes=TOO_MANY)
    own, other = (run(county, "--for", name) for name in ("东示镇中心学校", "示例县第一中学"))

    assert (own.exit_code, other.exit_code) == (1, 0)
    assert "示例县第一中学" not in own.output
    assert "东示镇中心学校" not in other.output


def test_nothing_in_returns_is_no_mistake(county: Path) -> None:
    assert run(county).exit_code == 0
    assert "逾期未报" in run(county).output


def test_a_number_in_the_name_of_a_file_is_said_and_never_shown(county: Path) -> None:
    send_back(county, "东示镇中心学校", "13900001234.xlsx", changes=TOO_MANY)
    send_back(county, "示例县第一中学", "13900005678.xlsx")
    for name in ("13900001234.doc", "坏13900001234.xlsx"):
        (county / "returns" / name).write_bytes(b"nothing")
    shown = run(county, "--json").stdout
    found = json.loads(shown)

    assert "1390000" not in shown
    assert [each["place"] for each in found["problems"] if each["code"] == "personal-number"] == [
        "returns/＊＊＊.xlsx",
        "returns/＊＊＊(2).xlsx",
    ]
    assert (state_of(county, "东示镇中心学校").faults, state_of(county, "示例县第一中学").faults) == (2, 1)
    assert state_of(county, "示例县第一中学").files == ("returns/＊＊＊(2).xlsx",)


def test_a_sheet_that_is_gone_is_said_once(county: Path) -> None:
    path = send_back(county, "东示镇中心学校")
    workbook = openpyxl.load_workbook(path)
    del workbook[CASE]
    workbook.save(path)
    codes = [each["code"] for each in json.loads(run(county, "--json").stdout)["problems"]]

    assert [code for code in codes if code.startswith("missing")] == ["missing-sheet"]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)"])
def test_what_begins_like_a_formula_begins_no_field_of_csv_and_stands_in_json_as_it_is(
    county: Path, text: str
) -> None:
    path = send_back(county, "东示镇中心学校", f"{text}.xlsx", changes=TOO_MANY)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[ACTIVITIES]
    (present,) = (cell for cell in sheet[1] if cell.value == "实到人数")
    cell = sheet.cell(2, present.column)
    cell.value, cell.data_type = text, "s"
    workbook.save(path)

    rows = list(csv.reader(run(county, "--csv").stdout.splitlines()))
    assert not [field for row in rows for field in row if field.startswith(("=", "+", "-", "@"))]
    (told,) = (
        each for each in json.loads(run(county, "--json").stdout)["problems"] if text in each["message"]
    )
    assert told["code"] == "bad-number"


def test_a_return_issued_before_the_plan_changed_is_said_and_counts(county: Path) -> None:
    send_back(county, "示例县第一中学")
    plan = county / "plan.toml"
    assert "return-older" not in run(county, "--json").stdout
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f'{text}\n[[task]]\nid = "4.1.2"\ncadence = "每月至少2次"\n', encoding="utf-8")
    found = json.loads(run(county, "--json").stdout)

    assert "return-older" in [each["code"] for each in found["problems"]]


def test_a_return_issued_before_returns_had_versions_is_read_as_ever(county: Path) -> None:
    path = send_back(county, "示例县第一中学")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["上报表标识"]
    assert sheet["G1"].value == "版本"
    sheet.delete_cols(7)
    workbook.save(path)
    result = run(county, "--json")

    assert [each["code"] for each in json.loads(result.stdout)["problems"]] == ["not-logged"]
    assert state_of(county, "示例县第一中学").state is ReturnState.ACCEPTED
