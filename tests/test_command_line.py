"""The command line as a clerk meets it: what it says, what it writes, how it ends."""

import errno
import multiprocessing
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl
import pytest

from antifraud_plan.cli import main
from antifraud_plan.starting import copy_demo
from antifraud_plan.testing import read_word

LISTS = "单位名册.xlsx"


@attrs.frozen
class Run:
    """How a command ended and what it printed."""

    code: int
    said: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    def run_command(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["antifraud-plan", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Run(int(ended.value.code or 0), printed.out + printed.err)

    return run_command


@pytest.fixture(scope="session")
def demo_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "示例县"
    copy_demo(folder)
    return folder


@pytest.fixture
def county(demo_county: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_county, tmp_path / "县"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def papers(county: Path) -> list[str]:
    return sorted(path.name for path in (county / "out").rglob("*.docx"))


def test_a_new_workspace_is_in_order_from_the_start(run: Callable[..., Run], tmp_path: Path) -> None:
    started = run("init", tmp_path / "新县", "--county", "样板县", "--year", "2026")
    assert started.code == 0
    assert sorted(path.name for path in (tmp_path / "新县").iterdir()) == sorted(
        ["plan.toml", "使用说明.txt", LISTS, "师生名单样表.xlsx"]
    )
    checked = run("check", "-w", tmp_path / "新县")
    assert (checked.code, "错误 0 处" in checked.said) == (0, True)
    built = run("build", "-w", tmp_path / "新县")
    assert (built.code, "样板县教体系统2026年" in built.said) == (0, True)


def test_a_name_with_quotes_stays_a_name(run: Callable[..., Run], tmp_path: Path) -> None:
    assert run("init", tmp_path / "新县", "--county", '样"板\\县', "--year", "2026").code == 0
    assert "错误 0 处" in run("check", "-w", tmp_path / "新县").said


def test_a_new_workspace_never_overwrites(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("我写的")
    refused = run("init", tmp_path, "--year", "2026")
    assert refused.code == 1
    assert "没有覆盖" in refused.said
    assert [path.name for path in tmp_path.iterdir()] == ["plan.toml"]
    assert (tmp_path / "plan.toml").read_text() == "我写的"


def test_the_demo_says_what_it_made_and_where(run: Callable[..., Run], tmp_path: Path) -> None:
    made = run("demo", tmp_path / "看看")
    assert made.code == 0
    for title in ("实施方案", "印发通知", "发文稿纸", "学校方案", "工作配档表"):
        assert title in made.said
    assert str(tmp_path / "看看" / "out") in made.said
    again = run("demo", tmp_path / "看看")
    assert "其中新生成 0 份" in again.said


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ('county = "示例县"', "county = “示例县”", "plan.toml:{line}:10", "引号"),
        ("year = 2023", 'year = "2023"', "plan.toml:{line}:8", "整数"),
        ('county = "示例县"', 'cuonty = "示例县"', "plan.toml:{line}:1", "是否想写“county”"),
        ("first = 2023-02-13", "first = 2023-02-30", "plan.toml:{line}:9", "日"),
        (
            'extends = "county-education"',
            'extends = "county-educaton"',
            "plan.toml:{line}:11",
            "county-education",
        ),
    ],
)
def test_a_slip_in_the_plan_file_is_shown_at_its_place(
    run: Callable[..., Run], county: Path, old: str, new: str, place: str, word: str
) -> None:
    plan = county / "plan.toml"
    line = plan.read_text(encoding="utf-8").split(old, 1)[0].count("\n") + 1
    replace(plan, old, new)
    checked = run("check", "-w", county)
    assert checked.code == 1
    shown = [each for each in checked.said.splitlines() if place.format(line=line) in each]
    assert len(shown) >= 1, checked.said
    assert any(word in each for each in shown), shown
    assert run("build", "-w", county).code == 1
    assert papers(county) == []


def test_all_slips_are_shown_at_once(run: Callable[..., Run], county: Path) -> None:
    plan = county / "plan.toml"
    replace(plan, "year = 2023", "yaer = 2023")
    replace(plan, "serial = 5", 'serial = "五"')
    checked = run("check", "-w", county)
    assert "yaer" in checked.said
    assert "serial" in checked.said


def test_a_folder_without_a_plan_says_how_to_get_one(run: Callable[..., Run], tmp_path: Path) -> None:
    checked = run("check", "-w", tmp_path)
    assert checked.code == 1
    assert "antifraud-plan init" in checked.said


def test_a_plan_that_may_not_be_read_is_said_so(
    run: Callable[..., Run], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    checked = run("check", "-w", county)
    assert checked.code == 1
    assert "plan.toml 错误 文件正被占用或无权读取" in checked.said


@pytest.mark.parametrize(
    ("name", "wrong"), [("plan.toml", "plan.toml.txt"), (LISTS, "单位名册(1).xlsx"), (LISTS, "单位名册.xls")]
)
def test_a_file_that_is_all_but_named_right_is_pointed_out(
    run: Callable[..., Run], county: Path, name: str, wrong: str
) -> None:
    (county / name).rename(county / wrong)
    checked = run("check", "-w", county)
    assert checked.code == 1
    assert f"“{wrong}”" in checked.said
    assert f"改名为 {name}" in checked.said


def test_lists_that_are_no_workbook_are_said_so(run: Callable[..., Run], county: Path) -> None:
    (county / LISTS).write_text("编号,名称\n", encoding="utf-8")
    checked = run("check", "-w", county)
    assert checked.code == 1
    assert LISTS in checked.said


def test_lists_open_in_excel_are_said_so(
    run: Callable[..., Run], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plainly = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == LISTS:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return plainly(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    checked = run("check", "-w", county)
    assert checked.code == 1
    assert "关闭" in checked.said


def test_a_list_or_template_that_nobody_would_read_is_noted(run: Callable[..., Run], county: Path) -> None:
    for folder, name in (
        ("名单", "示例县第一试验小学.xlsx"),
        ("templates", "学校方按.docx"),
        ("名单", "示例县第一中学.xls"),
        ("名单", "~$示例.xlsx"),
    ):
        (county / folder).mkdir(exist_ok=True)
        (county / folder / name).write_bytes(b"")
    (county / "名单" / "东示镇第二小学.csv").write_text("类别,姓名,班级\n学生,赵示例,一年级1班\n", "utf-8")
    checked = run("check", "-w", county)
    assert checked.code == 0
    assert "名单/示例县第一试验小学.xlsx" in checked.said
    assert "是否想写“示例县第一实验小学”" in checked.said
    assert "名单/示例县第一中学.xls 提示 这种文件读不了，名单没有读取。请另存为 .csv、.xlsx。" in checked.said
    assert "名单/东示镇第二小学.xlsx 提示 “东示镇第二小学”的名单已读 东示镇第二小学.csv" in checked.said
    assert "templates/学校方按.docx" in checked.said
    assert "是否想写“学校方案”" in checked.said
    assert "~$" not in checked.said


def test_an_unknown_unit_is_answered_with_the_nearest(run: Callable[..., Run], county: Path) -> None:
    built = run("build", "学校方案", "--for", "示例县第一试验小学", "-w", county)
    assert built.code == 1
    assert "是否想写“示例县第一实验小学”" in built.said


def test_a_name_of_several_units_is_answered_with_their_ids(run: Callable[..., Run], county: Path) -> None:
    asked = run("pledges", "--for", "七年级1班", "-w", county)
    assert asked.code == 1
    assert "单位名册里有 3 个“七年级1班”。请写编号：" in asked.said


def test_a_class_is_no_unit_to_make_papers_for(run: Callable[..., Run], county: Path) -> None:
    built = run("build", "学生和家长承诺书", "--for", "高一1班", "-w", county)
    assert built.code == 0
    assert "“高一1班”是班级，请写学校的名称，文件每班一个。" in built.said


def test_papers_beyond_those_listed_are_where_it_says(run: Callable[..., Run], county: Path) -> None:
    built = run("build", "学生和家长承诺书", "-w", county)
    assert f"等，都在 {county / 'out' / '学生和家长承诺书'}\n" in built.said


def test_a_workbook_of_which_there_is_nothing_to_make_is_said_so(
    run: Callable[..., Run], county: Path
) -> None:
    built = run("build", "签订情况统计", "工作配档表", "-w", county)
    assert built.code == 0
    assert "签订情况统计 0 份" in built.said
    assert "returns" in built.said


def test_a_build_with_errors_says_that_nothing_was_made(run: Callable[..., Run], county: Path) -> None:
    (county / "名单" / "东示镇第二小学.xlsx").write_bytes(b"")
    built = run("build", "学生和家长承诺书", "-w", county)
    assert built.code == 1
    assert "没有生成文件" in built.said


def test_students_left_out_of_a_build_are_told(run: Callable[..., Run], county: Path) -> None:
    path = county / "名单" / "东示镇第二小学.xlsx"
    workbook = openpyxl.load_workbook(path)
    workbook["学生"].append(["3.1班", "张示例"])
    workbook.save(path)
    built = run("build", "学生和家长承诺书", "-w", county)
    assert built.code == 0
    assert "“东示镇第二小学”的“3.1班”看不出是哪个学段" in built.said


def test_papers_of_one_township_only(run: Callable[..., Run], county: Path) -> None:
    built = run("build", "school-plan", "--for", "西例镇中心学校", "-w", county)
    assert built.code == 0
    assert [name[:3] for name in papers(county)] == ["西例镇"] * 3


def test_kinds_answer_to_chinese_and_english_names(run: Callable[..., Run], county: Path) -> None:
    assert run("build", "工作配档表", "-w", county).code == 0
    first = papers(county)
    assert run("build", "schedule", "-w", county).code == 0
    assert papers(county) == first
    assert len(first) == 1


def test_several_processes_write_the_same_bytes(run: Callable[..., Run], county: Path) -> None:
    run("build", "-w", county, "--out", county / "一")
    run("build", "-w", county, "--out", county / "二", "--jobs", "2")
    one, two = (
        {path.name: path.read_bytes() for path in (county / folder).rglob("*.docx")} for folder in "一二"
    )
    assert one == two
    assert len(one) > 10


def test_a_process_that_is_killed_ends_in_a_sentence_and_another_run_does_the_rest(
    run: Callable[..., Run], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(*_: object) -> str:
        for worker in multiprocessing.active_children()[:1]:
            worker.kill()
        return ""

    command = ("build", "学生和家长承诺书", "-w", county, "--per", "每人")
    with monkeypatch.context() as patch:
        patch.setattr("antifraud_plan.cli.report.describe_pace", kill)
        broken = run(*command, "--jobs", "2")
    assert broken.code == 1
    assert "一个进程突然停了" in broken.said
    assert "Traceback" not in broken.said
    assert run(*command).code == 0


@pytest.mark.parametrize(
    ("per", "suffix", "count"), [("每班", ".docx", 6), ("school", ".docx", 1), ("压缩包", ".zip", 1)]
)
def test_papers_come_by_class_by_school_or_as_an_archive(
    run: Callable[..., Run], county: Path, per: str, suffix: str, count: int
) -> None:
    built = run("build", "family-pledge", "-w", county, "--for", "东示镇第二小学", "--per", per, "--odd")
    assert built.code == 0
    assert len(list((county / "out").rglob(f"*{suffix}"))) == count


def test_a_date_of_one_s_own_is_printed(run: Callable[..., Run], county: Path) -> None:
    run("build", "实施方案", "-w", county, "--on", "2023年3月15日")
    [paper] = (county / "out").glob("*.docx")
    assert read_word(paper.read_bytes())[-1] == "2023年3月15日"


def test_a_final_build_refuses_while_anything_is_open(run: Callable[..., Run], county: Path) -> None:
    refused = run("build", "学校方案", "--final", "-w", county)
    assert refused.code == 1
    assert "school-plan-gap" in refused.said
    assert not (county / "out").exists()


def test_the_gaps_of_a_paper_of_another_day_are_listed_and_checked_for_that_day(
    run: Callable[..., Run], county: Path
) -> None:
    told = run("build", "拟通报名单", "通报", "-w", county, "--on", "2023-05-20")
    assert told.code == 0
    assert "[naming-open]" in told.said
    assert "草稿中有 2 处待补，已用底色标出。\n" in told.said
    assert "[naming-open]" in run("check", "-w", county, "--on", "2023-05-20").said
    assert "[naming-open]" not in run("check", "-w", county).said


def test_many_gaps_are_counted_and_check_lists_them(run: Callable[..., Run], county: Path) -> None:
    told = run("build", "学校方案", "-w", county)
    assert "[school-plan-gap]" not in told.said
    assert "运行 antifraud-plan check 可逐条查看" in told.said


def test_a_note_on_a_paper_stops_no_final_build(run: Callable[..., Run], county: Path) -> None:
    (county / "records").mkdir(exist_ok=True)
    log = "收文日期,单位,事项,时段\n2023-05-01,X01,月报表,十三月\n"
    (county / "records" / "收文登记.csv").write_text(log, encoding="utf-8-sig")
    made = run("build", "考核情况报告", "--final", "-w", county, "--on", "2023-05-20")
    assert "[evidence-faulty]" in made.said
    assert made.code == 0
    assert papers(county)


def test_what_a_workbook_has_to_say_is_told_when_it_is_made(run: Callable[..., Run], county: Path) -> None:
    heads = "学校,工作任务,时段,问题,通知日期,整改期限"
    line = "示例县第一中学,防范工作专题会议,13月,没有开。,2023-04-20,2023-05-05"
    (county / "records").mkdir(exist_ok=True)
    (county / "records" / "整改事项.csv").write_text(f"{heads}\n{line}\n", encoding="utf-8-sig")
    made = run("build", "整改台账", "-w", county, "--on", "2023-05-20")
    assert made.code == 0
    assert "records/整改事项.csv:2:" in made.said
    assert "[rectification-idle]" in made.said


def test_what_the_plan_still_owes_stops_a_final_build_of_any_paper(
    run: Callable[..., Run], county: Path
) -> None:
    replace(county / "plan.toml", 'county_reading = "每季度1次"', "")
    refused = run("build", "实施方案", "--final", "-w", county)
    assert refused.code == 1
    assert "reading-missing" in refused.said
    assert run("build", "实施方案", "-w", county).code == 0


def test_a_school_that_loosens_stops_the_build(run: Callable[..., Run], county: Path) -> None:
    workbook = openpyxl.load_workbook(county / LISTS)
    sheet = workbook["工作措施"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, 99) if sheet.cell(row, 2).value == "防范工作专题会议")
    sheet.cell(row, headings["频次"]).value = "每年1次"
    workbook.save(county / LISTS)
    for command in (["check"], ["build"], ["build", "学校方案", "--for", "示例县第一中学"]):
        refused = run(*command, "-w", county)
        assert refused.code == 1
        assert "school-loosens" in refused.said
    assert not (county / "out").exists()


def test_a_final_build_of_a_complete_school_is_made(run: Callable[..., Run], county: Path) -> None:
    made = run("build", "学校方案", "--final", "--for", "示例县第一实验小学", "-w", county)
    assert made.code == 0, made.said
    assert len(papers(county)) == 1


def test_an_edited_paper_is_kept_and_said_so(run: Callable[..., Run], county: Path) -> None:
    run("build", "实施方案", "-w", county)
    [paper] = (county / "out").glob("*.docx")
    paper.write_bytes(b"edited")
    built = run("build", "实施方案", "-w", county)
    assert (built.code, paper.read_bytes()) == (1, b"edited")
    assert "改动过" in built.said


def test_an_output_folder_that_is_a_file_is_refused(run: Callable[..., Run], county: Path) -> None:
    (county / "满").write_text("")
    refused = run("build", "-w", county, "--out", county / "满")
    assert refused.code == 1
    assert "不是文件夹" in refused.said


def test_a_full_disk_ends_in_a_sentence(
    run: Callable[..., Run], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", refuse)
    built = run("build", "实施方案", "-w", county)
    assert built.code == 1
    assert "磁盘空间不足" in built.said
    assert papers(county) == []
    assert list((county / "out").rglob("*.tmp")) == []


def put_template(run: Callable[..., Run], county: Path, name: str, typed: str) -> None:
    """Make our own plan a template of the county's, with *typed* in place of its first heading."""
    run("build", "实施方案", "-w", county)
    [paper] = (county / "out").glob("*.docx")
    (county / "templates").mkdir()
    with zipfile.ZipFile(paper) as ours, zipfile.ZipFile(county / f"templates/{name}.docx", "w") as own:
        for part in ours.namelist():
            data = ours.read(part)
            if part == "word/document.xml":
                data = data.replace("指导思想".encode(), typed.encode(), 1)
            own.writestr(part, data)
    shutil.rmtree(county / "out")


@pytest.mark.parametrize(
    ("typed", "said"), [("{{ plan_title", "没有结束"), ("{{ plan_titel }}", "是否想写“plan_title”")]
)
def test_a_template_with_a_mistake_is_found_by_check_and_nothing_is_built(
    run: Callable[..., Run], county: Path, typed: str, said: str
) -> None:
    put_template(run, county, "实施方案", typed)
    checked = run("check", "-w", county)
    assert checked.code == 1
    assert "templates/实施方案.docx" in checked.said
    assert said in checked.said
    built = run("build", "-w", county)
    assert (built.code, papers(county)) == (1, [])


def test_a_template_that_is_no_docx_is_noted_in_build_too(run: Callable[..., Run], county: Path) -> None:
    (county / "templates").mkdir()
    (county / "templates/实施方案.doc").write_bytes(b"")
    built = run("build", "实施方案", "-w", county)
    assert built.code == 0
    assert "另存为 .docx" in built.said


def test_a_paper_of_a_school_that_is_gone_is_noted_after_a_whole_build(
    run: Callable[..., Run], county: Path
) -> None:
    run("build", "-w", county)
    replace(county / "plan.toml", 'county = "示例县"', 'county = "样板县"')
    again = run("build", "-w", county)
    assert "left-over" in again.said
    assert "示例县教体系统2023年防范电信网络诈骗工作配档表.docx" in again.said
    assert "left-over" not in run("build", "工作配档表", "-w", county).said


def test_returns_of_other_periods_are_not_called_left_over(run: Callable[..., Run], county: Path) -> None:
    run("build", "上报表", "-w", county)
    assert "left-over" not in run("build", "--period", "4月", "-w", county).said


def test_a_paper_that_could_not_be_made_is_not_called_left_over(
    run: Callable[..., Run], county: Path
) -> None:
    run("build", "-w", county)
    [paper] = (county / "out").glob("*配档表.docx")
    paper.write_bytes(b"edited")
    replace(county / "plan.toml", 'county = "示例县"', 'county = "样板县"')
    (county / "out" / paper.name.replace("示例县", "样板县")).write_bytes(b"in the way")
    again = run("build", "-w", county)
    assert again.code == 1
    assert "left-over" not in again.said


def test_a_template_of_one_s_own_wins(run: Callable[..., Run], county: Path) -> None:
    put_template(run, county, "county-plan", "本县自拟 {{ bureau }}")
    assert run("build", "实施方案", "-w", county).code == 0
    [paper] = (county / "out").glob("*.docx")
    assert "一、本县自拟 示例县教育体育局" in read_word(paper.read_bytes())


def test_a_mistyped_paper_that_the_plan_adds_is_recognised(run: Callable[..., Run], county: Path) -> None:
    record = '\n[[record]]\nid = "visits"\ntitle = "家访记录"\nform = "activities"\nitems = ["4.5.2"]\n'
    with (county / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write(record + 'columns = ["day", "leader"]\n')
    refused = run("build", "家仿记录", "-w", county)
    assert refused.code == 2
    assert "是否想写“家访记录”？" in refused.said
    assert run("build", "家访记录", "-w", county).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "没有“biuld”这个命令"),
        (["build", "方案书"], "没有“方案书”这个文种"),
        (["build", "--on", "明天"], "不是日期"),
        (["build", "--jobs", "0"], "1 以上的整数"),
        (["build", "--per", "每县"], "每人（person）、每班（class）、每校（school）、压缩包（archive）"),
        (["build", "--onn"], "没有“--onn”这个选项"),
        (["build", "--for"], "后面要跟一个值"),
        (["init"], "缺少“文件夹”"),
        (["check", "多余的"], "多写了“多余的”"),
        (["init", "新县", "--year", "23"], "请写四位数字"),
    ],
)
def test_a_wrong_command_is_explained_in_chinese(
    run: Callable[..., Run], arguments: list[str], said: str
) -> None:
    refused = run(*arguments)
    assert refused.code == 2
    assert said in refused.said
    assert "--help" in refused.said


def test_a_record_of_a_plan_that_cannot_be_read_is_not_simply_unknown(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "plan.toml").write_text("year =", encoding="utf-8")
    refused = run("build", "家访记录", "-w", tmp_path)
    assert refused.code == 2
    assert "方案还读不了" in refused.said


@pytest.mark.parametrize("command", [(), ("init",), ("check",), ("build",), ("plugins",), ("demo",)])
def test_help_is_in_chinese(run: Callable[..., Run], command: tuple[str, ...]) -> None:
    shown = run(*command, "--help")
    assert shown.code == 0
    assert "用法：" in shown.said
    assert not any(word in shown.said for word in ("Usage", "Options", "Commands", "Show this"))


def test_it_also_runs_as_a_module_where_scripts_are_not_on_the_path() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "antifraud_plan", "plugins"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert "antifraud-plan-documents" in done.stdout


def test_plugins_are_listed_with_where_they_come_from(run: Callable[..., Run]) -> None:
    listed = run("plugins")
    assert listed.code == 0
    for name in ("antifraud-plan 0.1.0", "antifraud-plan-documents 0.1.0", "antifraud-plan-excel 0.1.0"):
        assert name in listed.said


def test_a_fault_of_ours_shows_its_trace_only_when_asked(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("内部")

    monkeypatch.setattr("antifraud_plan.workspace.open_workspace", fail)
    monkeypatch.setattr("antifraud_plan.api.open_workspace", fail)
    quiet = run("check")
    assert quiet.code == 1
    assert "--debug" in quiet.said
    monkeypatch.setattr(sys, "argv", ["antifraud-plan", "--debug", "check"])
    with pytest.raises(SystemExit):
        main()
    assert "Traceback" in capfd.readouterr().err


def test_help_loads_nothing_that_only_commands_need() -> None:
    code = (
        "import sys; import antifraud_plan.cli; print(sorted({'attrs', 'jinja2', 'lxml'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert shown.stdout.strip() == "[]"
