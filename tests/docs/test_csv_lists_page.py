"""docs/how-to/csv-lists.md says what check says when a file is not there."""

from pathlib import Path

from pages import page, tables

from antifraud_plan.builtin.csv_lists import read_lists
from antifraud_plan.problems import Severity


def test_what_is_missing_is_as_grave_as_the_page_says(tmp_path: Path) -> None:
    (rows, *_) = tables(page("how-to/csv-lists.md"))
    units = tmp_path / "单位.csv"
    units.write_text("编号,名称,类别\nB,某县教育局,主管局\n", encoding="utf-8")
    said = {problem.message: problem.severity for problem in read_lists(units).problems}
    for _, title, effect in rows[1:]:
        name = {"任职人员": "人员", "各校的问题": "存在问题", "各校的措施": "工作措施"}.get(title, title)
        told = said.get(f"缺少“{name}”表。")
        assert told is (Severity.GAP if "待补" in effect else None), name
    assert set(said.values()) == {Severity.GAP}
