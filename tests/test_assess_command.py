"""The command assess as a clerk and a script meet it, on a county that sent back most of what it owed."""

import csv
import io
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest
from county_year import HIGH, KINDERGARTEN, PRIMARY, make_county_year

from antifraud_plan import Assessment, Severity, Status, Teller, find_assessment, open_workspace
from antifraud_plan.cli import main

DAY = date(2023, 5, 20)


@attrs.frozen
class Run:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_county_year(tmp_path_factory.mktemp("county") / "县", DAY)


@pytest.fixture(scope="module")
def assessment(county: Path) -> Assessment:
    return find_assessment(open_workspace(county), on=DAY)


@pytest.fixture
def run(
    county: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    def run_command(*arguments: object) -> Run:
        words = ["assess", "--on", str(DAY), *map(str, arguments), "-w", str(county)]
        monkeypatch.setattr(sys, "argv", ["antifraud-plan", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Run(int(ended.value.code or 0), printed.out, printed.err)

    return run_command


def statuses(assessment: Assessment, unit: str) -> Counter[Status]:
    return Counter(each.status for each in assessment.findings if each.expected.unit.id == unit)


def test_a_school_that_did_everything_falls_short_of_nothing(assessment: Assessment) -> None:
    found = statuses(assessment, PRIMARY)
    assert (found[Status.MET], found.keys()) == (17, {Status.MET, Status.NOT_YET_DUE})


def test_a_month_never_reported_is_a_finding_of_its_own_and_a_late_return_is_half_of_one(
    assessment: Assessment,
) -> None:
    found = statuses(assessment, HIGH)
    assert (found[Status.UNREPORTED], found[Status.PARTLY], found[Status.UNMET]) == (3, 1, 0)


def test_what_the_return_leaves_blank_was_not_done(assessment: Assessment) -> None:
    [blank] = [
        each
        for each in assessment.findings
        if each.expected.unit.id == KINDERGARTEN and each.status is Status.UNMET
    ]
    assert (blank.expected.item, blank.expected.period.label) == ("4.1.2", "4月")


def test_a_person_reads_the_sum_a_line_a_school_and_why(run: Callable[..., Run], county: Path) -> None:
    told = run()
    assert told.code == 0
    assert told.lines[0] == "考核情况（截至 2023-05-20）"
    assert "到期应完成 157 项：已完成 109，部分完成 2，未完成 2，未上报 44。" in told.out
    assert any(line.split() == ["示例县第一中学", "17", "13", "1", "0", "3", "76.5%"] for line in told.lines)
    assert "  四（一）防范工作专题会议（4月）：未完成。应完成1次，上报表里没有一次可以认定。" in told.lines
    (line,) = (line for line in told.lines if "（第1季度季报表）" in line and "才报送" in line)
    said, _, place = line.partition("（见 ")
    late = "2023年4月10日前应报送，2023年4月15日才报送，逾期5天"
    assert said == f"  五（四）各项任务落实材料（第1季度季报表）：部分完成。{late}"
    file, _, number = place.rstrip("）。行").partition("第")
    log = (county / file).read_text(encoding="utf-8-sig").splitlines()
    assert log[int(number) - 1] == "2023-04-15,X02,季报表,第1季度"


def test_only_ten_of_a_school_s_shortfalls_are_listed_unless_all_are_asked_for(
    run: Callable[..., Run],
) -> None:
    assert "  …… 还有 7 项，写上 --all 就全部列出。" in run().lines
    told = run("--all", "--for", "西例镇中心学校")
    assert ("……" in told.out, sum(line.startswith("  ") for line in told.lines)) == (False, 17 + 12 + 12)


def test_what_falls_due_next_is_told_by_school_and_date(run: Callable[..., Run]) -> None:
    told = run("--next", "30", "--for", "示例县第一中学")
    assert told.lines[2:] == [
        "示例县第一中学（3 项）",
        "  2023-05-31 前  四（一）防范工作专题会议（5月），还差 1 次",
        "  2023-05-31 前  四（四）案件线索报告（5月）",
        "  2023-06-05 前  五（四）各项任务落实材料（5月月报表）",
    ]
    assert run("--next", "1").lines[-1] == "没有。"


def test_programs_get_everything_with_its_cell(run: Callable[..., Run], assessment: Assessment) -> None:
    told = json.loads(run("--json").out)
    assert len(told["findings"]) == len(assessment.findings)
    assert told["counts"] == {
        "met": 109,
        "partly": 2,
        "unmet": 2,
        "unreported": 44,
        "not_yet_due": 1011,
        "exempt": 0,
    }
    [february] = [
        each
        for each in told["findings"]
        if (each["unit"], each["item"], each["period"]) == (PRIMARY, "4.1.2", "2月")
    ]
    assert february["evidence"] == ["returns/示例县第一实验小学2月月报表.xlsx:活动开展情况!A2"]
    rows = list(csv.DictReader(io.StringIO(run("--csv").out)))
    assert Counter(row["状态"] for row in rows)["未上报"] == 44


@pytest.mark.parametrize(
    ("unit", "level", "code"),
    [
        ("示例县第一实验小学", "partly", 0),
        ("示例县实验幼儿园", "partly", 1),
        ("示例县实验幼儿园", "unmet", 1),
        ("示例县实验幼儿园", "unreported", 0),
        ("示例县第一中学", "unreported", 1),
    ],
)
def test_a_script_may_ask_to_fail(run: Callable[..., Run], unit: str, level: str, code: int) -> None:
    assert run("--for", unit, "--fail-on", level).code == code


def test_before_anything_is_due_it_says_so_and_praises_nobody(run: Callable[..., Run]) -> None:
    told = run("--on", "2023-02-07")
    assert "到这一天没有该完成的工作。" in told.out
    assert "完成率" not in told.out


INSPECTED = "学校,工作任务,班级,时段,督查日期,结论,理由\n"
GRANTED = "学校,工作任务,起,止,理由,谁同意\n"


@pytest.fixture
def recorded(county: Path, tmp_path: Path) -> Callable[[str, str], Assessment]:
    """Assess the county with files that the bureau keeps besides."""

    def assess_with(name: str, lines: str) -> Assessment:
        shutil.copytree(county, tmp_path / "县")
        (tmp_path / "县" / "records" / f"{name}.csv").write_text(lines, encoding="utf-8-sig")
        return find_assessment(open_workspace(tmp_path / "县"), on=DAY)

    return assess_with


def told(assessment: Assessment, unit: str, item: str, period: str) -> str:
    brief = open_workspace(Path("examples/demo-county")).brief()
    [finding] = [
        each
        for each in assessment.findings
        if (each.expected.unit.id, each.expected.item, each.expected.period.label) == (unit, item, period)
    ]
    return Teller(brief.plan, brief.tree).tell(finding, assessment.on)


def test_an_inspection_undoes_what_the_school_claims_and_says_why(
    recorded: Callable[[str, str], Assessment],
) -> None:
    lines = (
        f"{PRIMARY},防范工作专题会议,,2月,2023-03-20,属实,\n"
        f"{PRIMARY},防范工作专题会议,,2月,2023-04-20,无佐证,拿不出会议记录。\n"
        f"{PRIMARY},防范工作专题会议,,3月,2023-05-21,不实,还没有到这一天。\n"
    )
    found = recorded("到校督查记录", INSPECTED + lines.replace("属实,\n", "属实,有记录\n"))
    assert told(found, PRIMARY, "4.1.2", "2月") == (
        "四（一）防范工作专题会议（2月）：未完成。2023年4月20日督查结论为“无佐证”：拿不出会议记录"
        "（见 returns/示例县第一实验小学2月月报表.xlsx:活动开展情况!A2）。"
    )
    assert "已完成" in told(found, PRIMARY, "4.1.2", "3月")


def test_what_was_let_go_is_no_shortfall_and_bears_who_granted_it(
    recorded: Callable[[str, str], Assessment],
) -> None:
    lines = f"{KINDERGARTEN},防范工作专题会议,2023-04-01,2023-04-30,校舍维修停课,县教体局法安股\n"
    found = recorded("免予完成", GRANTED + lines)
    assert told(found, KINDERGARTEN, "4.1.2", "4月") == (
        "四（一）防范工作专题会议（4月）：免予完成。县教体局法安股同意免予完成：校舍维修停课。"
    )
    assert found.problems == ()


def test_an_inspection_of_what_nobody_owes_is_said(recorded: Callable[[str, str], Assessment]) -> None:
    found = recorded(
        "到校督查记录", f"{INSPECTED}{PRIMARY},防范工作专题会议,,第1季度,2023-04-20,不实,没有开会\n"
    )
    assert [(each.code, str(each.location)) for each in found.problems] == [
        ("idle-inspection", "records/到校督查记录.csv:2:31")
    ]


def test_rows_that_cannot_be_read_are_counted_out_loud(recorded: Callable[[str, str], Assessment]) -> None:
    lines = f"{PRIMARY},防范工作专题会议,,2月,2023-04-20,不好,没有开会\n{PRIMARY},没有这项,,,昨天,不实,\n"
    [problem] = recorded("到校督查记录", INSPECTED + lines).problems
    assert (problem.code, problem.severity) == ("evidence-faulty", Severity.NOTE)
    assert problem.message == "交来的文件和 records 里有4处错误，有错误的行没有计入。"
