"""Files that come in: logged, kept whole, never overwritten; returns put where they are read."""

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from antifraud_plan.building import build
from antifraud_plan.keeping import LOG_FILE
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.model.returns.owed.items import find_hand_in
from antifraud_plan.output import filing
from antifraud_plan.problems import Problem, ProblemsFoundError, Severity
from antifraud_plan.receiving import Received, receive
from antifraud_plan.starting import copy_demo
from antifraud_plan.workspace import Workspace, open_workspace

SCHOOL = "示例县第一中学"
DAY = date(2023, 4, 4)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo county with the March return of one school, as the program makes it."""
    folder = tmp_path_factory.mktemp("arrivals") / "县"
    copy_demo(folder)
    workspace = open_workspace(folder)
    kind = workspace.registry.find_kind("上报表")
    assert kind is not None
    build(workspace, [kind], units=[SCHOOL, "东示镇中心学校"])
    return folder


@pytest.fixture
def county(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "县", ignore=shutil.ignore_patterns("out")))


@pytest.fixture
def march(original: Path, tmp_path: Path) -> Path:
    made = original / f"out/上报表/月报表/3月/{SCHOOL}3月月报表.xlsx"
    return Path(shutil.copy(made, tmp_path / "新建 工作表(1).xlsx"))


@pytest.fixture
def take(county: Path) -> Callable[..., Received]:
    def take_in(
        *files: Path, unit: str = SCHOOL, on: date = DAY, item: str = "", period: str = ""
    ) -> Received:
        workspace = open_workspace(county)
        assert workspace.loaded.plan is not None
        wanted = find_hand_in(workspace.loaded.plan, item)
        return receive(workspace, files, unit=unit, on=on, item=wanted, period=period)

    return take_in


def logged(county: Path) -> list[Arrival]:
    found = list(open_workspace(county).brief().arrivals())
    assert not [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Arrival)]


def codes(received: Received) -> list[str]:
    return [problem.code for problem in received.problems]


def write(path: Path, text: str = "方案") -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_return_says_itself_what_it_is(county: Path, march: Path, take: Callable[..., Received]) -> None:
    before = march.read_bytes()
    received = take(march)

    (arrival,) = received.arrivals
    assert (arrival.item, arrival.period, arrival.version) == ("monthly", "3月", 1)
    assert arrival.digest == hashlib.sha256(before).hexdigest()
    assert (county / arrival.file).read_bytes() == before == march.read_bytes()
    assert received.placed == (f"returns/月报表/3月/{SCHOOL}3月月报表.xlsx",)
    assert (county / received.placed[0]).read_bytes() == before
    assert logged(county) == [arrival]


def test_a_file_that_comes_in_is_read_once(
    march: Path, take: Callable[..., Received], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path), read_bytes(path))[1])

    assert take(march).placed
    assert read.count(march) == 1


def test_a_sheet_that_says_the_same_every_month_is_put_where_its_folder_tells_the_month(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    """As a CSV file does that says there were no cases."""
    nil = write(tmp_path / "案件和线索登记.csv", f"学校,依据,频次,本期有无,类别\n{SCHOOL},,,无,\n")
    placed = [take(nil, item="monthly", period=period).placed for period in ("3月", "2月")]
    workspace = open_workspace(county)
    collection = workspace.brief().collect(on=DAY)

    assert placed == [(f"returns/月报表/{month}/{SCHOOL}{month}月报表.csv",) for month in ("3月", "2月")]
    found = {each.period: each for each in collection.standings if each.unit.name == SCHOOL}
    assert [found[month].files[0] for month in ("2月", "3月")] == [placed[1][0], placed[0][0]]


def test_a_later_version_is_kept_beside_the_first(
    county: Path, march: Path, take: Callable[..., Received]
) -> None:
    first = take(march)
    book = openpyxl.load_workbook(march)
    book["填报说明"]["A30"] = "已核对"
    book.save(march)
    second = take(march, on=DAY)
    again = take(march, on=date(2023, 4, 9))

    assert [each.version for each in logged(county)] == [1, 2]
    assert second.placed == (f"returns/月报表/3月/{SCHOOL}3月月报表(2).xlsx",)
    assert second.arrivals[0].file == first.arrivals[0].file.replace(".xlsx", "(2).xlsx")
    assert (again.arrivals, codes(again)[-1]) == ((), "already-received")
    assert {path.name for path in (county / "returns").rglob("*.xlsx")} == {
        f"{SCHOOL}3月月报表.xlsx",
        f"{SCHOOL}3月月报表(2).xlsx",
    }


def test_a_return_that_lies_in_returns_already_is_not_put_there_twice(
    county: Path, march: Path, take: Callable[..., Received]
) -> None:
    (county / "returns/微信").mkdir(parents=True)
    shutil.copy(march, county / "returns/微信/月报.xlsx")

    assert take(march).placed == ()
    assert len(list((county / "returns").rglob("*.xlsx"))) == 1


def test_a_return_of_another_unit_or_period_is_not_logged(
    county: Path, march: Path, take: Callable[..., Received]
) -> None:
    assert codes(take(march, unit="示例县第一实验小学")) == ["arrival-mismatch"]
    assert codes(take(march, period="4月")) == ["arrival-mismatch"]
    assert codes(take(march, item="季报表")) == ["arrival-mismatch"]
    assert not (county / "records").exists()


def test_a_return_of_another_year_is_not_logged(
    county: Path, march: Path, take: Callable[..., Received]
) -> None:
    book = openpyxl.load_workbook(march)
    sheet = book["上报表标识"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value in (2023, "2023"))
    cell.value = 2022
    book.save(march)

    assert codes(take(march)) == ["return-of-other-plan"]
    assert not (county / "records").exists()


def test_a_paper_is_the_only_submission_that_is_no_return(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    received = take(write(tmp_path / "方案.docx"), on=date(2023, 2, 27))

    (arrival,) = received.arrivals
    assert (arrival.item, arrival.period, received.placed) == ("5.4.1", "", ())
    assert arrival.file == f"records/来件/{SCHOOL}/2023-02-27-方案.docx"


@pytest.mark.parametrize("name", ["dump.py", "方案.exe", "方案", "方案.lnk", "方案.docx.bat"])
def test_what_is_no_paper_is_not_taken(
    county: Path, tmp_path: Path, take: Callable[..., Received], name: str
) -> None:
    received = take(write(tmp_path / name), write(tmp_path / "真的方案.DOCX"), on=date(2023, 2, 27))

    assert codes(received) == ["file-not-a-paper"]
    assert "另存为" in received.problems[0].remedy
    assert [Path(each.file).name for each in received.arrivals] == ["2023-02-27-真的方案.DOCX"]


@pytest.mark.parametrize(
    "name", ["方案.wps", "方案.pdf", "方案.ofd", "照片.JPG", "扫描.tiff", "方案.zip", "表.et"]
)
def test_papers_scans_pictures_and_archives_are_taken(
    tmp_path: Path, take: Callable[..., Received], name: str
) -> None:
    assert codes(take(write(tmp_path / name), item="年度工作方案", on=date(2023, 2, 27))) == []


def test_the_faults_of_a_return_are_told_as_no_more_than_what_is_seen_at_once(
    march: Path, take: Callable[..., Received]
) -> None:
    (told,) = (each for each in take(march).problems if each.code == "return-faulty")
    assert "至少" in told.message
    assert "antifraud-plan returns" in told.remedy


def test_a_scan_of_a_return_is_what_the_clerk_says(tmp_path: Path, take: Callable[..., Received]) -> None:
    scan = write(tmp_path / "扫描.pdf")

    assert codes(take(scan, item="月报表")) == ["unknown-period"]
    received = take(scan, item="monthly", period="3月")
    assert [(each.item, each.period) for each in received.arrivals] == [("monthly", "3月")]
    assert received.placed == ()


def test_a_table_that_does_not_say_what_it_is_is_not_guessed(
    tmp_path: Path, take: Callable[..., Received]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["随便", "写的"])
    book.save(tmp_path / "表.xlsx")

    received = take(tmp_path / "表.xlsx", write(tmp_path / "说明.docx"))

    assert [each.item for each in received.arrivals] == ["5.4.1"]
    assert codes(received) == ["item-unclear"]
    assert "月报表" in received.problems[0].remedy


def test_what_cannot_be_taken_does_not_stop_the_others(
    county: Path, tmp_path: Path, take: Callable[..., Received], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("antifraud_plan.recognising.MOST_BYTES", 1000)
    huge = write(tmp_path / "大.pdf", "大" * 1000)
    received = take(tmp_path / "没有.pdf", tmp_path, huge, write(tmp_path / "好.pdf"))

    assert codes(received) == ["file-missing", "file-unreadable", "file-too-large"]
    assert [each.file for each in logged(county)] == [f"records/来件/{SCHOOL}/2023-04-04-好.pdf"]


def test_a_workbook_nobody_can_open_has_still_arrived(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    broken = write(tmp_path / "坏.xlsx", "不是工作簿")
    received = take(broken, item="月报表", period="3月")

    assert len(received.arrivals) == 1
    assert [(each.code, each.severity) for each in received.problems] == [("not-a-workbook", Severity.NOTE)]
    assert received.placed == ()


def test_numbers_of_persons_are_in_no_name_line_or_message(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    scan = write(tmp_path / "张示例13900001234.pdf")
    received = take(scan, tmp_path / "没有13900001234.pdf")

    assert received.arrivals[0].file == f"records/来件/{SCHOOL}/2023-04-04-张示例＊＊＊.pdf"
    kept = "".join(str(path) for path in (county / "records").rglob("*"))
    log = (county / LOG_FILE).read_text(encoding="utf-8").replace(received.arrivals[0].digest, "")
    assert "1390000" not in kept + log + "".join(map(str, received.problems))


def test_a_file_that_is_in_the_way_is_not_overwritten(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    folder = county / "records/来件" / SCHOOL
    folder.mkdir(parents=True)
    write(folder / "2023-04-04-方案.pdf", "别人放的")

    received = take(write(tmp_path / "方案.pdf"))

    assert received.arrivals[0].file.endswith("2023-04-04-方案(2).pdf")
    assert (folder / "2023-04-04-方案.pdf").read_text(encoding="utf-8") == "别人放的"


def test_a_school_that_does_not_report_itself_is_told_of(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    received = take(write(tmp_path / "方案.pdf"), unit="东示镇第一小学")

    assert len(received.arrivals) == 1
    assert codes(received) == ["not-a-reporter"]
    assert "东示镇中心学校" in received.problems[0].remedy


@pytest.mark.parametrize(
    ("day", "is_odd"), [((2022, 12, 31), True), ((2024, 1, 5), False), ((2032, 4, 4), True)]
)
def test_a_day_far_from_the_plan_is_noted(
    day: tuple[int, int, int], is_odd: bool, tmp_path: Path, take: Callable[..., Received]
) -> None:
    received = take(write(tmp_path / "方案.pdf"), on=date(*day))

    assert len(received.arrivals) == 1
    assert ("odd-arrival-day" in codes(received)) is is_odd


def test_a_log_that_cannot_be_read_is_left_alone_and_nothing_is_filed(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    (county / "records").mkdir()
    log = write(county / LOG_FILE, '收文日期,单位,事项\n"没有配对')

    with pytest.raises(ProblemsFoundError, match="csv-unclosed-quote"):
        take(write(tmp_path / "方案.pdf"))
    assert log.read_text(encoding="utf-8") == '收文日期,单位,事项\n"没有配对'
    assert list((county / "records").iterdir()) == [log]


def test_two_who_log_at_once_lose_no_line(
    county: Path, tmp_path: Path, take: Callable[..., Received]
) -> None:
    files = [write(tmp_path / f"{number}.pdf", str(number)) for number in range(6)]
    threads = [threading.Thread(target=take, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(each.version for each in logged(county)) == [1, 2, 3, 4, 5, 6]
    assert len({each.digest for each in logged(county)}) == 6


def test_a_lock_left_by_a_power_cut_is_said(
    county: Path, tmp_path: Path, take: Callable[..., Received], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "_TRIES", 2)
    (county / "records").mkdir()
    lock = write(county / "records/.~收文登记.csv.lock", "")

    with pytest.raises(ProblemsFoundError, match="file-busy"):
        take(write(tmp_path / "方案.pdf"))
    assert os.listdir(county / "records") == [lock.name]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_cases_the_police_told_are_read_with_their_places(county: Path, suffix: str) -> None:
    path = county / f"records/公安通报案件{suffix}"
    path.parent.mkdir()
    rows = [["学校", "发生日期", "类别"], [SCHOOL, "2023.3.5", "刷单返利"], ["没有的学校", "2023-3-6", ""]]
    workspace = open_workspace(county)
    form = next(form for form in workspace.brief().plan.forms if form.title == "公安通报案件")
    rows[0] = [column.heading for column in form.columns]
    rows[1:] = [[_fill(column.id, school) for column in form.columns] for school in (SCHOOL, "没有的学校")]
    if suffix == ".csv":
        write(path, "\n".join(",".join(row) for row in rows))
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    write(county / "records/随手记.csv", "什么,都行\n")

    found = list(_kept(workspace))

    evidence = [each for each in found if not isinstance(each, Problem)]
    assert [(each.unit, each.day) for each in evidence if each.unit] == [("X02", date(2023, 3, 5))]
    unknown = [each for each in found if isinstance(each, Problem) and each.code == "unknown-school"]
    assert [str(each.location) for each in unknown] == [
        f"records/公安通报案件{suffix}:" + ("3:1" if suffix == ".csv" else "Sheet!A3")
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("公安通报案件(1).xlsx", "请改名为 公安通报案件.xlsx"),
        ("公安通报案件 (副本).csv", "请改名为 公安通报案件.csv"),
        ("上年基数2022.xlsx", "请改名为 上年基数.xlsx"),
        ("公安通保案件.xlsx", "请改名为 公安通报案件.xlsx"),
        ("上年基数.xls", "请另存为 上年基数.csv、上年基数.xlsx"),
        ("收文登记(1).csv", "收文登记.csv 没有的，请抄过去"),
        ("收文登记.xlsx", "收文登记.csv 没有的，请抄过去"),
        ("收文登计.csv", "收文登记.csv 没有的，请抄过去"),
        ("会议记录.xlsx", "移到别处"),
        ("照片.jpg", "移到别处"),
    ],
)
def test_what_is_not_read_in_the_folder_of_records_is_said(county: Path, name: str, expected: str) -> None:
    (county / "records").mkdir()
    write(county / "records" / name)

    (problem,) = _kept(open_workspace(county))

    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == ("stray-file", Severity.NOTE)
    assert str(problem.location) == f"records/{name}"
    assert expected in problem.remedy


@pytest.mark.parametrize(
    "name", ["~$公安通报案件.xlsx", ".~lock.上年基数.xlsx#", "Thumbs.db", "收文登记.csv"]
)
def test_the_log_and_what_systems_leave_behind_are_nothing_to_say(county: Path, name: str) -> None:
    (county / "records").mkdir()
    write(county / "records" / name)

    assert _kept(open_workspace(county)) == []


def test_a_name_s_number_is_not_said(county: Path) -> None:
    (county / "records").mkdir()
    write(county / "records/上年基数13900001234.xlsx")

    (problem,) = _kept(open_workspace(county))

    assert "13900001234" not in str(problem)


def test_figures_that_are_there_twice_are_not_counted(county: Path) -> None:
    (county / "records").mkdir()
    form = next(form for form in open_workspace(county).brief().plan.forms if form.title == "公安通报案件")
    rows = [
        [column.heading for column in form.columns],
        [_fill(column.id, SCHOOL) for column in form.columns],
    ]
    for name in ("公安通报案件.csv", "公安通报案件 .CSV"):
        write(county / "records" / name, "\n".join(",".join(row) for row in rows))

    (problem,) = _kept(open_workspace(county))

    assert isinstance(problem, Problem)
    assert problem.code == "several-figures"
    assert "公安通报案件.csv" in problem.message
    assert "公安通报案件 .CSV" in problem.message


def _kept(workspace: Workspace) -> list[Evidence | Problem]:
    return list(workspace.brief().kept())


def _fill(column: str, school: str) -> str:
    return {"unit": school, "day": "2023.3.5"}.get(column, "")


def test_nothing_kept_is_nothing_to_say(county: Path) -> None:
    brief = open_workspace(county).brief()

    assert (list(brief.arrivals()), list(brief.kept())) == ([], [])
