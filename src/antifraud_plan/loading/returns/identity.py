"""What every return workbook says of itself: its first sheet with the date it bears, its hidden sheet."""

from antifraud_plan.loading.lists.cells import read_count, read_identifier, read_name
from antifraud_plan.loading.lists.table import ListColumn, ListForm
from antifraud_plan.model.returns import evidence

COVER = "填报说明"
"""Title of the first sheet, which says what to fill in, by when, to whom."""

WRITTEN = "填报日期"
"""Label on the first sheet; the cell to its right is filled in by the school."""

CHOICES = "下拉选项"
"""Title of the hidden sheet that drop-down lists are drawn from."""

SENT_BACK = "退回说明"
"""Title of the sheet that a copy sent back begins with."""

LEDGER = evidence.LEDGER
"""Stands for the id of a return in a ledger (台账), which a school keeps and does not hand in."""

ORIGIN_PLAN = ListColumn("方案", read_name, "方案的编号。", required=True)
ORIGIN_YEAR = ListColumn("年份", read_count, "方案的年份。", required=True)
ORIGIN_UNIT = ListColumn("单位", read_identifier, "报送单位的编号。", required=True)
ORIGIN_RETURN = ListColumn("报表", read_name, "上报表的编号。", required=True)
ORIGIN_PERIOD = ListColumn("时段", read_name, "上报表的时段。", required=True)
ORIGIN_SCHEMA = ListColumn("格式", read_count, "表式的版本，现为 1。", required=True)
ORIGIN_VERSION = ListColumn("版本", read_name, "发表时方案要报的内容，内容改了就不同；台账没有。")
RETURN_ORIGIN = ListForm(
    "上报表标识",
    "程序据此认出是哪个单位、哪个时段的上报表，请勿改动。",
    (
        ORIGIN_PLAN,
        ORIGIN_YEAR,
        ORIGIN_UNIT,
        ORIGIN_RETURN,
        ORIGIN_PERIOD,
        ORIGIN_SCHEMA,
        ORIGIN_VERSION,
    ),
)
RETURN_SCHEMA = 1

OWN_SHEETS = frozenset({COVER, CHOICES, SENT_BACK, RETURN_ORIGIN.title})
"""Sheets that the program draws itself and reads no records from."""
