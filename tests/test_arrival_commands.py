"""The commands receive and outstanding as a clerk meets them."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from antifraud_plan.cli import main
from antifraud_plan.starting import copy_demo


@attrs.frozen
class Run:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    copy_demo(tmp_path / "县")

    def run_command(*arguments: object) -> Run:
        words = [*map(str, arguments), "-w", str(tmp_path / "县")]
        monkeypatch.setattr(sys, "argv", ["antifraud-plan", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Run(int(ended.value.code or 0), printed.out, printed.err)

    return run_command


def test_who_has_handed_in_is_reminded_no_more(run: Callable[..., Run], tmp_path: Path) -> None:
    paper = tmp_path / "方案.docx"
    paper.write_text("方案", encoding="utf-8")
    ask = ("outstanding", "--on", "2023-02-28", "--csv")
    before = list(csv.DictReader(io.StringIO(run(*ask).out)))
    taken = run("receive", paper, "--from", "示例县第一中学", "--on", "2023-02-28")
    after = list(csv.DictReader(io.StringIO(run(*ask).out)))

    assert (taken.code, "已登记：2023-02-28 示例县第一中学 年度工作方案 第1版" in taken.out) == (0, True)
    gone = [row for row in before if row not in after]
    assert [(row["单位"], row["事项"], row["还有几天"]) for row in gone] == [
        ("示例县第一中学", "年度工作方案", "0")
    ]


def test_json_carries_the_message_that_is_sent(run: Callable[..., Run]) -> None:
    told = json.loads(run("outstanding", "--on", "2023-03-06", "--for", "东示镇中心学校", "--json").out)
    sent = run("outstanding", "--on", "2023-03-06", "--for", "东示镇中心学校", "--text").out

    assert [unit["name"] for unit in told["units"]] == ["东示镇中心学校"]
    assert sent.strip() == told["units"][0]["text"]
    assert {item["days_left"] for item in told["units"][0]["items"]} == {-6, -1}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("receive", "a.pdf", "--on", "2023-3-5"), "缺少 --from。"),
        (("receive", "--from", "示例县第一中学", "--on", "2023-03-05"), "缺少“文件...”。"),
        (
            ("receive", "a.pdf", "--from", "示例县第一中学", "--on", "2023-03-05", "--item", "旬报"),
            "可写：月报表",
        ),
        (("outstanding", "--on", "2023-03-05", "--json", "--text"), "只能写一个"),
        (("outstanding",), "缺少 --on。"),
    ],
)
def test_a_wrong_command_is_said_in_chinese(
    words: tuple[str, ...], said: str, run: Callable[..., Run]
) -> None:
    refused = run(*words)

    assert (refused.code, said in refused.err) == (2, True), refused.err


def test_a_log_with_mistakes_is_said_where_lateness_comes_from(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "县/records").mkdir()
    log = tmp_path / "县/records/收文登记.csv"
    log.write_text("收文日期,单位,事项\n2023-2-30,示例县第一中学,年度工作方案\n", encoding="utf-8")

    told = run("outstanding", "--on", "2023-03-05")

    assert told.code == 1
    assert "records/收文登记.csv:2:1 错误 “收文日期”应填日期，却是" in told.err
