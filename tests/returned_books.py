"""A small county, what its schools owe, and files that come back from them, made by hand."""

from datetime import date

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.calendar import SchoolCalendar, Semester
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer, Source
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.outline import Clause, Section
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.returns.collecting import collect_returns
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import CellCount, Evidence, ReturnedBook, ReturnIdentity
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.returns.standing import Standing
from antifraud_plan.model.task import Party, Submission, Task
from antifraud_plan.problems import Location

TREE = OrganisationTree(
    (
        Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU),
        Organisation("S", "示例县第一小学", OrganisationKind.COUNTY_SCHOOL, "B"),
        Organisation("S/1", "一年级1班", OrganisationKind.CLASS, "S"),
        Organisation("Z", "东示镇中心学校", OrganisationKind.CENTRAL_SCHOOL, "B"),
        Organisation("Z2", "东示镇第二小学", OrganisationKind.SCHOOL, "Z", closed=date(2023, 3, 15)),
        Organisation("Z2/1", "一年级1班", OrganisationKind.CLASS, "Z2"),
    )
)
COUNT = ColumnKind.COUNT
MEETINGS = Form(
    "meetings",
    "会议情况",
    (
        Column("unit", "学校", ColumnKind.UNIT),
        Column("task", "工作任务", ColumnKind.TASK),
        Column("period", "时段", ColumnKind.PERIOD),
        Column("class", "班级", ColumnKind.CLASS),
        Column("day", "日期", ColumnKind.DAY),
        Column("title", "主题"),
        Column("due", "应到", COUNT),
        Column("present", "实到", COUNT, not_above="due"),
        Column("men", "男", COUNT),
        Column("women", "女", COUNT),
        Column("all", "合计", COUNT, parts=("men", "women")),
    ),
    records=("meeting", "quarterly-talk", "lesson"),
)
_CASE = (
    Column("unit", "学校", ColumnKind.UNIT),
    Column("day", "发生日期", ColumnKind.DAY),
    Column("role", "身份", ColumnKind.CHOICE, choices=("学生", "教职工")),
    Column("method", "手法"),
)
CASES = Form(
    "cases",
    "案件登记",
    (*_CASE, Column("nil", "有无", ColumnKind.NIL)),
    records=("reporting",),
    rows=RowsPer.EVENT,
)
POLICE = Form("police", "公安通报", _CASE, rows=RowsPer.EVENT, source=Source.POLICE)


def _task(task_id: str, name: str, cadence: str) -> Task:
    return Task(task_id, name, Cadence.parse(cadence), clause="1.1", responsible=("schools",))


PLAN = Plan(
    "plan",
    Prose("方案"),
    2023,
    Names("示例县", "示例县教育体育局", "县教体局", "教体系统", "安全股", "安全股"),
    Issue(date(2023, 1, 6)),
    calendar=SchoolCalendar(
        semesters=(
            Semester("2022-2023学年第二学期", date(2023, 2, 13), date(2023, 6, 30)),
            Semester("2023-2024学年第一学期", date(2023, 9, 1), date(2024, 1, 19)),
        )
    ),
    sections=(Section("1", "任务"),),
    clauses=(Clause("1.1", "1", Prose("要做的事。")),),
    parties=(
        Party(
            "schools",
            "各学校",
            (OrganisationKind.COUNTY_SCHOOL, OrganisationKind.CENTRAL_SCHOOL, OrganisationKind.SCHOOL),
        ),
        Party("reporters", "报送单位", (OrganisationKind.COUNTY_SCHOOL, OrganisationKind.CENTRAL_SCHOOL)),
    ),
    tasks=(
        _task("meeting", "专题会议", "每月至少1次"),
        _task("quarterly-talk", "专题讲座", "每季度至少1次"),
        _task("lesson", "主题班会", "每学期每班至少1次"),
        _task("reporting", "线索报告", "发现后立即"),
    ),
    submissions=(
        Submission("work-plan", "年度工作方案", ("reporters",), Cadence.parse("2月28日前"), clause="1.1"),
        Submission("notes", "情况说明", ("reporters",), Cadence.parse("按时"), clause="1.1"),
        Submission("records", "落实材料", ("reporters",), Cadence.parse("按时"), clause="1.1"),
    ),
    forms=(MEETINGS, CASES, POLICE),
    returns=(
        Return(
            "monthly",
            "月报表",
            Cadence.parse("每月"),
            ("meeting", "reporting"),
            ("reporters",),
            5,
            submission="records",
        ),
        Return(
            "semester",
            "学期报表",
            Cadence.parse("每学期"),
            ("quarterly-talk", "lesson"),
            ("reporters",),
            10,
            submission="records",
        ),
    ),
)
MARCH = ReturnIdentity("plan", 2023, "S", "monthly", "3月")
APRIL_3 = date(2023, 4, 3)


def record(
    form: Form = MEETINGS,
    *,
    unit: str = "S",
    item: str = "meeting",
    class_id: str = "",
    day: date | None = date(2023, 3, 8),
    period: str = "3月",
    cell: str = "2",
    **values: object,
) -> Evidence:
    """Make a filled row, of the month's meeting of school S where nothing else is said."""
    given = {"day": day, "title": "议题", **values}
    return Evidence(
        form,
        unit,
        item,
        {column: value for column, value in given.items() if value is not None},
        lambda column: Location("returns/a.xlsx", sheet=form.title, cell=f"{column}{cell}"),
        class_id=class_id,
        day=day,
        period=period if form is MEETINGS else "",
    )


def case(form: Form = CASES, *, day: date, **values: object) -> Evidence:
    """Make a case, known to school S or, with `POLICE`, to the police."""
    return record(form, item="reporting" if form is CASES else "", day=day, title=None, **values)


def book(
    *evidence: Evidence,
    file: str = "returns/a.xlsx",
    identity: ReturnIdentity | None = MARCH,
    written: date | None = APRIL_3,
    data: bytes = b"",
    forms: frozenset[str] = frozenset({"meetings", "cases"}),
) -> ReturnedBook:
    """Make a file that came back, of school S for March where nothing else is said."""
    return ReturnedBook(
        Location(file),
        evidence,
        (),
        {"会议情况": CellCount(7, 1)},
        forms,
        identity,
        written,
        lambda: data or file.encode(),
    )


def collect(*books, arrivals=(), kept=(), on: date = date(2023, 4, 4), plan: Plan = PLAN) -> Collection:
    """Hold files against what the county owes."""
    return collect_returns(plan, TREE, books, arrivals, kept, on=on)


def codes(collection: Collection) -> list[str]:
    """Return the codes of all problems but what is said of files that are not logged."""
    return [problem.code for problem in collection.all_problems if problem.code != "not-logged"]


def state(collection: Collection, unit: str = "S", item: str = "monthly", period: str = "3月") -> Standing:
    """Return where one return stands."""
    [found] = [
        each
        for each in collection.standings
        if (each.unit.id, each.item, each.period) == (unit, item, period)
    ]
    return found
