"""Workbooks for tests, most of them made by openpyxl so that another program than ours has the word."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from antifraud_plan_excel.reading.readers import read_county_lists
from openpyxl import Workbook

from antifraud_plan.plugin import Lists, Severity

UNITS: tuple[Sequence[object], ...] = (
    ("编号", "名称", "类别", "上级", "学生数"),
    ("B", "示例县教体局", "主管局", None, None),
    ("S1", "甲校", "学校", "B", 650),
    ("S2", "乙校", "学校", "B", 320),
)


def save_units(path: Path, change: Callable[[Workbook], None] = lambda _: None) -> Path:
    """Save a county of two schools after *change* has had its way with it."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "单位"
    for row in UNITS:
        sheet.append(list(row))
    for title, headings in (("班级", ["学校", "班级"]), ("人员", ["单位", "姓名"])):
        workbook.create_sheet(title).append(headings)
    change(workbook)
    workbook.save(path)
    return path


def rewrite_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook as no program would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[part]) != parts[part]
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def mistakes(lists: Lists, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    """Return (code, place) of every problem of one severity."""
    return [
        (problem.code, str(problem.location)) for problem in lists.problems if problem.severity is severity
    ]


def read_mistakes(path: Path) -> list[tuple[str, str]]:
    return mistakes(read_county_lists(path))
