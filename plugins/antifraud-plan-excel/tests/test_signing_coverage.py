"""签订情况统计 says what the registers say, its sums agree, and names stand on one sheet only."""

import io
from datetime import date

import openpyxl
import pytest
from antifraud_plan_excel.signing.coverage import build_coverage
from office_tools import microsoft_mistakes
from signing_workspace import REGISTRY, make_workspace, send_back, sign

from antifraud_plan.workspace import open_workspace


@pytest.fixture
def workspace(tmp_path):
    make_workspace(tmp_path)
    send_back(tmp_path, "示例县第一小学", lambda sheet: sign(sheet, "王演示", "2023-3-5"), "一小.xlsx")
    send_back(tmp_path, "东镇中心学校", lambda sheet: sign(sheet, "东镇第二小学", "2023-4-5"), "东镇.xlsx")
    return tmp_path


def built(workspace, *units, on=None):
    brief = open_workspace(workspace, REGISTRY).brief(units=units, on=on)
    return [b"".join(document.chunks) for document in build_coverage(brief)]


def rows(data: bytes, title: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data))[title].iter_rows(values_only=True))


def test_nothing_is_drawn_before_a_register_came(tmp_path):
    assert built(make_workspace(tmp_path)) == []


def test_units_stand_by_township_and_every_sum_is_right(workspace):
    (data,) = built(workspace)
    _, _, *lines = rows(data, "汇总")
    totals = {line[:3]: line[-3:-1] for line in lines}
    assert totals == {
        ("县直", "示例县教育体育局", "未交"): (None, None),
        ("县直", "示例县第一小学", "已交"): (6, 1),
        ("县直", "小计", ""): (6, 1),
        ("东镇", "东镇中心学校", "已交"): (2, 0),
        ("东镇", "东镇第二小学", "未交，无名单"): (1, 1),
        ("东镇", "小计", ""): (3, 1),
        ("合计", "", ""): (9, 2),
    }
    for line in lines:
        counts = [value or 0 for value in line[3:]]
        assert sum(counts[0:-3:3]) == counts[-3]
        assert sum(counts[1:-3:3]) == counts[-2]
        assert line[-1] == (pytest.approx(counts[-2] / counts[-3]) if counts[-3] else None)


def test_every_class_has_its_line(workspace):
    (data,) = built(workspace)
    assert [line[1:5] for line in rows(data, "分班")[1:]] == [
        ("示例县第一小学", "三年级1班", 3, 1),
        ("示例县第一小学", "三年级2班", 1, 0),
        ("东镇中心学校", "四年级1班", 1, 0),
    ]


def test_who_has_not_signed_stands_on_the_last_sheet_and_nowhere_else(workspace):
    (data,) = built(workspace)
    assert [line[3] for line in rows(data, "未签名单")[1:]] == [
        "示例县第一小学",
        "东镇中心学校",
        "孙示例",
        "孙示例",
        "=示例",
        "李样例",
        "赵演示",
    ]
    others = str(rows(data, "汇总")) + str(rows(data, "分班"))
    assert not [name for name in ("孙示例", "=示例", "李样例", "赵演示") if name in others]


def test_it_may_be_asked_for_one_township_and_a_day(workspace):
    (data,) = built(workspace, "Z1", on=date(2023, 3, 31))
    assert [line[-3:-1] for line in rows(data, "汇总")[2:]] == [(2, 0), (1, 0), (3, 0), (3, 0)]


def test_a_relation_named_like_a_formula_is_written_as_text(workspace):
    plan = workspace / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace('name = "学生和家长"', 'name = "=1+1"'), "utf-8")
    (data,) = built(workspace)
    headings = openpyxl.load_workbook(io.BytesIO(data))["汇总"][1]
    assert [cell.data_type for cell in headings if cell.value == "=1+1"] == ["s"]


def test_microsoft_finds_no_mistake(workspace, tmp_path):
    (data,) = built(workspace)
    path = tmp_path / "签订情况统计.xlsx"
    path.write_bytes(data)
    assert microsoft_mistakes(path) == ""


def test_the_same_registers_give_the_same_bytes(workspace):
    assert built(workspace) == built(workspace)
