"""antifraud-plan pledges as a clerk meets it, and as a program does."""

import csv
import io
import json
import sys

import pytest
from signing_workspace import make_workspace, send_back, sign

from antifraud_plan.cli import main


@pytest.fixture
def workspace(tmp_path):
    make_workspace(tmp_path)
    send_back(tmp_path, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-5"), "一小.xlsx")
    return tmp_path


@pytest.fixture
def run(workspace, monkeypatch, capfd):
    def run_command(*arguments):
        monkeypatch.setattr(sys, "argv", ["antifraud-plan", *arguments, "-w", str(workspace)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return int(ended.value.code or 0), printed.out, printed.err

    return run_command


def cells(text: str, start: str) -> list[str]:
    (line,) = [line for line in text.splitlines() if line.strip().startswith(start)]
    return line.split()


def test_relations_townships_and_schools_are_counted_and_awaited_registers_named(run):
    code, said, _ = run("pledges")
    assert code == 0
    assert cells(said, "学生和家长") == ["学生和家长", "4", "1", "3", "25.0%"]
    assert cells(said, "示例县第一小学") == ["示例县第一小学", "6", "1", "5", "16.7%", "已交"]
    assert cells(said, "东镇 ") == ["东镇", "3", "0", "3", "0.0%"]
    assert cells(said, "示例县教育体育局") == ["示例县教育体育局", "0", "0", "0", "—", "未交"]
    assert "没有交台账的 3 个单位：示例县教育体育局、东镇中心学校、东镇第二小学" in said
    assert said.count("9     1     8   11.1%") == 2


def test_a_school_without_list_is_named_as_its_people_are_in_no_count(run):
    assert "没有师生名单、师生没有计入的 1 个单位：东镇第二小学" in run("pledges")[1]
    assert "没有师生名单" not in run("pledges", "--for", "S1")[1]
    assert json.loads(run("pledges", "--json")[1])["unlisted"] == ["Z2"]


def test_nobody_is_named_unless_asked_for(run):
    assert "李样例" not in run("pledges")[1] + run("pledges", "--json")[1] + run("pledges", "--csv")[1]
    said = run("pledges", "--unsigned")[1]
    assert cells(said, "示例县第一小学  学生和家长                  三年级2班") == [
        "示例县第一小学",
        "学生和家长",
        "三年级2班",
        "李样例",
    ]
    assert "王演示" not in said


def test_one_school_is_shown_by_class(run):
    said = run("pledges", "--for", "S1")[1]
    assert cells(said, "三年级1班") == ["三年级1班", "3", "1", "2", "33.3%"]
    assert "东镇" not in said


def test_one_class_is_shown_beside_its_school(run):
    said = run("pledges", "--for", "S1/三年级1班")[1]
    assert cells(said, "三年级1班") == ["三年级1班", "3", "1", "2", "33.3%"]
    assert cells(said, "示例县第一小学") == ["示例县第一小学", "3", "1", "2", "33.3%", "已交"]
    assert "三年级2班" not in said
    assert "东镇" not in said


def test_what_was_signed_later_does_not_count(run):
    said = run("pledges", "--on", "2023-03-04")[1]
    assert "截至 2023-03-04" in said
    assert cells(said, "学生和家长")[2] == "0"
    assert "[signed-later]" in said


def test_mistakes_of_registers_end_with_1_here_and_in_check(run, workspace):
    send_back(workspace, "东镇中心学校", lambda sheet: sign(sheet, "赵演示", "三月"), "东镇.xlsx")
    code, said, _ = run("pledges")
    assert code == 1
    assert "returns/东镇.xlsx:签订台账!G3 错误" in said
    code, said, _ = run("check")
    assert code == 1
    assert "returns/东镇.xlsx:签订台账!G3 错误" in said


def test_a_program_reads_the_same_numbers(run):
    found = json.loads(run("pledges", "--json", "--unsigned")[1])
    assert found["total"] == {"due": 9, "signed": 1, "copies_due": 12, "copies": 1}
    assert sum(group["due"] for group in found["groups"]) == 9
    assert found["returned"] == ["S1"]
    assert [each["signer"] for each in found["unsigned"] if each["unit"] == "S1"][-2:] == ["=示例", "李样例"]
    _, text, _ = run("pledges", "--csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(int(row["应签"]) for row in rows) == 9
    assert sum(int(row["已签"]) for row in rows) == 1


def test_a_spreadsheet_takes_no_name_for_a_formula(run):
    rows = list(csv.DictReader(io.StringIO(run("pledges", "--csv", "--unsigned")[1])))
    assert "'=示例" in [row["签订人"] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("--json", "--csv"), "只能写一个"), (("--on", "昨天"), "不是日期")],
)
def test_a_wrong_command_ends_with_2(run, arguments, told):
    code, _, said = run("pledges", *arguments)
    assert code == 2
    assert told in said


def test_an_unknown_unit_is_told(run):
    code, said, _ = run("pledges", "--for", "没有的学校")
    assert code == 1
    assert "[unknown-unit]" in said
