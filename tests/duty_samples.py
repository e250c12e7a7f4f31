"""A small county for what is due: a plan of a few tasks, a calendar, schools that open and close."""

from collections.abc import Sequence
from datetime import date

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.calendar import SchoolCalendar, Semester
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.outline import Clause, Section
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.task import Party, Task
from antifraud_plan.model.terms import SchoolLevel

CALENDAR = SchoolCalendar(
    (
        Semester("2022—2023学年第一学期", date(2022, 9, 1), date(2023, 1, 13)),
        Semester("2022—2023学年第二学期", date(2023, 2, 13), date(2023, 7, 7)),
        Semester("2023—2024学年第一学期", date(2023, 9, 1), date(2024, 1, 26)),
    )
)
PARTIES = (
    Party("schools", "各学校", kinds=(OrganisationKind.CENTRAL_SCHOOL, OrganisationKind.COUNTY_SCHOOL,
                                  OrganisationKind.SCHOOL, OrganisationKind.KINDERGARTEN)),
    Party("classes", "各班级", kinds=(OrganisationKind.CLASS,)),
    Party("reporters", "报送单位", kinds=(OrganisationKind.CENTRAL_SCHOOL,)),
    Party("police", "公安机关"),
)  # fmt: skip


def task(cadence: str, *responsible: str, task_id: str = "t", since: date | None = None) -> Task:
    return Task(
        task_id, "工作", Cadence.parse(cadence), clause="c", responsible=responsible, effective_from=since
    )


def plan(tasks: Sequence[Task], forms: Sequence[Form] = (), returns: Sequence[Return] = ()) -> Plan:
    return Plan(
        id="p",
        title=Prose.parse("方案"),
        year=2023,
        names=Names("县", "局", "局", "系统", "股", "股"),
        issue=Issue(date(2023, 2, 6)),
        calendar=CALENDAR,
        sections=(Section("s", "章"),),
        clauses=(Clause("c", "s", Prose.parse("做。")),),
        parties=PARTIES,
        tasks=tuple(tasks),
        forms=tuple(forms),
        returns=tuple(returns),
    )


def activities(*records: str, rows: RowsPer = RowsPer.OCCASION) -> Form:
    columns = (
        Column("unit", "学校", ColumnKind.UNIT),
        Column("task", "工作任务", ColumnKind.TASK),
        Column("period", "时段", ColumnKind.PERIOD),
        Column("expected", "应完成次数", ColumnKind.EXPECTED),
        Column("class", "班级", ColumnKind.CLASS),
        Column("due", "应到人数", ColumnKind.PEOPLE),
        Column("nil", "有无", ColumnKind.NIL),
        Column("day", "日期", ColumnKind.DAY),
    )
    return Form("f", "活动", columns, records=records, rows=rows)


def county(*more: Organisation) -> OrganisationTree:
    primary = frozenset({SchoolLevel.PRIMARY})
    nine_years = frozenset({SchoolLevel.PRIMARY, SchoolLevel.JUNIOR})
    return OrganisationTree(
        (
            Organisation("B", "局", OrganisationKind.BUREAU),
            Organisation("Z", "中心学校", OrganisationKind.CENTRAL_SCHOOL, "B", primary),
            Organisation("N", "九年制学校", OrganisationKind.SCHOOL, "Z", nine_years),
            Organisation("N/1", "三年级1班", OrganisationKind.CLASS, "N", students=40),
            Organisation("N/2", "初一1班", OrganisationKind.CLASS, "N", closed=date(2023, 3, 15)),
            Organisation("N/3", "初一2班", OrganisationKind.CLASS, "N", opened=date(2023, 9, 10)),
            Organisation("S", "县直小学", OrganisationKind.COUNTY_SCHOOL, "B", primary),
            Organisation(
                "O", "新学校", OrganisationKind.COUNTY_SCHOOL, "B", primary, opened=date(2023, 9, 1)
            ),
            *more,
        )
    )
