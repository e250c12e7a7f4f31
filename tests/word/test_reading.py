"""Word files read back as a person reads them."""

import io

import docx

from antifraud_plan.word import read_lines


def test_paragraphs_and_tables_are_read_from_top_to_bottom() -> None:
    document = docx.Document()
    document.add_paragraph("工作措施")
    table = document.add_table(rows=2, cols=3)
    for column, heading in enumerate(("任务", "频次", "依据")):
        table.cell(0, column).text = heading
    wide = table.cell(1, 0).merge(table.cell(1, 1))
    wide.text = "专题会议"
    table.cell(1, 2).text = "四（一）"
    document.add_paragraph("")
    document.add_paragraph("2023年2月6日")
    written = io.BytesIO()
    document.save(written)
    assert read_lines(written.getvalue()) == (
        "工作措施",
        "任务\t频次\t依据",
        "专题会议\t四（一）",
        "2023年2月6日",
    )
