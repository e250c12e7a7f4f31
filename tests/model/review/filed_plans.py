"""Plans as schools file them, written as text: a line a paragraph, ``|`` between the cells of a row."""

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.outline import Clause, Outline, Section
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.review.filed import FiledLine, FiledPlan
from antifraud_plan.model.review.judging import review_plan
from antifraud_plan.model.review.remark import Remark
from antifraud_plan.model.task import Task

MEETING = Task("4.1.2", "防范工作专题会议", Cadence.parse("每月至少1次"), known_by=("专题会议",))
TRAINING = Task("4.2.4", "教职工集中培训", Cadence.parse("每季度至少1次"), known_by=("教师培训",))
CLASSES = Task("4.2.5", "主题班会", Cadence.parse("每学期每班至少2次"))
DAILY = Task("4.3.1", "个人信息保护", Cadence.parse("常态化"), known_by=("个人信息",))
CARDS = Task("4.4.1", "异常卡清理", Cadence.parse("定期"), county_reading=Cadence.parse("每季度1次"))
LIAISON = Task("4.5.1", "警校信息会商", Cadence.parse("每学期1次"), known_by=("专题会议通报",))
OUTLINE = Outline(
    (Section("4", "工作任务"), *(Section(id_, title, "4") for id_, title in (
        ("4.1", "压实责任"), ("4.2", "深化宣传教育"), ("4.4", "强化源头治理"),
    ))),
    tuple(Clause(task.id, task.id[:3], Prose.parse("。")) for task in (MEETING, TRAINING, CLASSES, CARDS)),
)  # fmt: skip


def filed(text: str) -> FiledPlan:
    """Return a plan of these lines; lines with ``|`` that follow one another are a table."""
    lines: list[FiledLine] = []
    table = row = paragraph = 0
    for line in filter(None, map(str.strip, text.splitlines())):
        if "|" in line:
            table, row = (table, row + 1) if row else (table + 1, 1)
            cells = tuple(cell.strip() for cell in line.split("|"))
            lines.append(FiledLine(f"第{table}个表第{row}行", cells, table))
        else:
            row, paragraph = 0, paragraph + 1
            lines.append(FiledLine(f"第{paragraph}段", (line,)))
    return FiledPlan(tuple(lines))


def remarks(text: str, *tasks: Task) -> list[str]:
    """Return what a review of *text* remarks, each as its code, task, words and place."""
    return [_show(remark) for remark in review_plan(filed(text), tasks, OUTLINE).remarks]


def _show(remark: Remark) -> str:
    name = "" if remark.task is None else remark.task.name
    written = "" if remark.kind.value == "person-missing" else remark.written
    return " ".join(filter(None, (remark.kind.value, name, written, remark.place)))
