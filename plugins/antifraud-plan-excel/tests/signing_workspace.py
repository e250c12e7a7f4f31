"""A county of three schools whose pledges are signed, and a clerk who fills in registers with openpyxl."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import antifraud_plan_excel
import openpyxl
from antifraud_plan_excel.signing.register import build_registers
from openpyxl.worksheet.worksheet import Worksheet

from antifraud_plan import builtin
from antifraud_plan.model.pledges.coverage import Coverage
from antifraud_plan.problems import Severity
from antifraud_plan.registry import Registry
from antifraud_plan.signing import find_coverage
from antifraud_plan.workspace import open_workspace

REGISTRY = Registry([("builtin", builtin), ("excel", antifraud_plan_excel)])

_PLAN = """
id = "pledges"
title = "示例县2023年实施方案"
year = 2023
[names]
county = "示例县"
bureau = "示例县教育体育局"
bureau_short = "县教体局"
system = "教体系统"
section = "政策法规安全股"
section_short = "法安股"
[issue]
date = 2023-02-06

[[section]]
id = "1"
title = "工作任务"
[[clause]]
id = "1.1"
section = "1"
text = "层层签订承诺书。"

[[party]]
id = "bureau"
name = "县教体局"
kinds = ["主管局"]
[[party]]
id = "central-schools"
name = "中心学校"
kinds = ["中心学校"]
[[party]]
id = "schools"
name = "各学校"
kinds = ["中心学校", "县直学校", "学校"]

[[pledge]]
id = "bureau-schools"
name = "主管局与县直学校、中心学校"
title = "承诺书"
clause = "1.1"
signer = "单位"
units = ["schools"]
receivers = ["bureau"]
copies = 2
[[pledge]]
id = "central-schools"
name = "中心学校与所辖学校"
title = "承诺书"
clause = "1.1"
signer = "单位"
units = ["schools"]
receivers = ["central-schools"]
copies = 2
[[pledge]]
id = "staff"
name = "学校（幼儿园）与教职工"
title = "承诺书"
clause = "1.1"
signer = "教职工"
units = ["schools"]
[[pledge]]
id = "class-teachers"
name = "学校（幼儿园）与班主任"
title = "承诺书"
clause = "1.1"
signer = "班主任"
units = ["schools"]
[[pledge]]
id = "families"
name = "学生和家长"
title = "承诺书"
clause = "1.1"
signer = "学生和家长"
units = ["schools"]
[[promise]]
id = "verify"
clause = "1.1"
unit = "做好防范工作。"
staff = "不轻信陌生来电。"
class_teacher = "开好主题班会。"
guardian = "不轻信陌生来电。"
primary = "不轻信陌生来电。"
junior = "不轻信陌生来电。"
senior = "不轻信陌生来电。"
parent = "不轻信陌生来电。"
"""
_UNITS = """编号,名称,类别,上级,学段,镇街
B,示例县教育体育局,主管局,,,
S1,示例县第一小学,县直学校,B,小学,
Z1,东镇中心学校,中心学校,B,小学,东镇
Z2,东镇第二小学,学校,Z1,小学,东镇
"""
_CLASSES = "学校,班级\nS1,三年级1班\nS1,三年级2班\nZ1,四年级1班\n"
_S1 = """类别,姓名,班级,岗位,班主任班级
教职工,孙示例,,语文教师,三年级1班
学生,王演示,三年级1班,,
学生,=示例,三年级1班,,
学生,李样例,三年级2班,,
"""
_Z1 = "类别,姓名,班级,岗位,班主任班级\n学生,赵演示,四年级1班,,\n"


def make_workspace(folder: Path) -> Path:
    """Write plan, lists and the people of S1 and Z1; of Z2 there is no list."""
    people = folder / "名单"
    people.mkdir()
    for path, text in (
        (folder / "plan.toml", _PLAN),
        (folder / "单位.csv", _UNITS),
        (folder / "班级.csv", _CLASSES),
        (people / "示例县第一小学.csv", _S1),
        (people / "Z1.csv", _Z1),
    ):
        path.write_text(text, encoding="utf-8")
    return folder


def draw_registers(workspace: Path) -> dict[str, bytes]:
    """Return the registers by the name of their keeper."""
    brief = open_workspace(workspace, REGISTRY).brief()
    return {
        document.path[-1].removesuffix("签订台账.xlsx"): b"".join(document.chunks)
        for document in build_registers(brief)
    }


@cache
def _drawn_once() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        return draw_registers(make_workspace(Path(folder)))


def send_back(
    workspace: Path, keeper: str, fill: Callable[[Worksheet], None], file: str = "台账.xlsx"
) -> Path:
    """Fill in a keeper's register as a clerk would and put it into returns."""
    path = workspace / "returns" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_drawn_once()[keeper])
    book = openpyxl.load_workbook(path)
    fill(book["签订台账"])
    book.save(path)
    return path


def sign(sheet: Worksheet, signer: str, day: object, copies: object = None, relation: str = "") -> None:
    """Enter a date, and copies if told, in every line of a signer."""
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, columns["签订人"]).value == signer and relation in str(
            sheet.cell(row, columns["签订关系"]).value
        ):
            sheet.cell(row, columns["签订日期"]).value = day
            sheet.cell(row, columns["实签份数"]).value = copies


def coverage_of(workspace: Path) -> Coverage:
    return find_coverage(open_workspace(workspace, REGISTRY))


def told(coverage: Coverage, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    """Return (code, place) of every problem of one severity."""
    return [(each.code, str(each.location)) for each in coverage.problems if each.severity is severity]
