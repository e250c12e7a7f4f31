"""The compliance report (考核情况报告): where the county stands on a day, each figure with its source."""

from collections.abc import Iterator
from datetime import date, timedelta

from antifraud_plan.plugin import Assessment, Brief, DocumentKind, Item, Organisation, Scope, Variable
from antifraud_plan_reports.lines import (
    count_groups,
    count_line,
    count_tasks,
    find_by_clause,
    find_overdue,
    find_upcoming,
)
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.report.annexes import count_schools, list_sources
from antifraud_plan_reports.report.charts import chart_schools, chart_tasks, chart_trend
from antifraud_plan_reports.report.metrics import METRIC_FIELDS, list_metrics
from antifraud_plan_reports.report.words import (
    close,
    introduce,
    label_trend,
    say_findings,
    say_overdue,
    say_trend,
    say_upcoming,
    summarise,
)
from antifraud_plan_reports.shortfalls import list_shortfalls
from antifraud_plan_reports.templates import read_source

ANNEXES = ("各校完成情况", "未完成事项清单", "数据来源")

_TASK = (Variable("reference", "依据，方案的第几部分", "四（二）"), Variable("name", "工作任务", "主题班会"))
_COUNTS = (
    Variable("due", "应完成多少项", "12"),
    Variable("met", "已完成", "9"),
    Variable("partly", "部分完成", "1"),
    Variable("unmet", "未完成", "1"),
    Variable("unreported", "未上报", "1"),
    Variable("pending", "未到期", "8"),
    Variable("exempt", "免予完成", "0"),
    Variable("rate", "完成率，没有到期事项的为“—”", "75.0%"),
    Variable("schools", "学校数", "4"),
)
_LINE = (
    Variable("name", "单位或任务", "示例镇中心学校"),
    Variable("reference", "依据", "四（二）"),
    *_COUNTS,
)
_SCHOOL = (
    *_LINE,
    Variable("score", "考评得分和满分；没有评分的为“—”", "50.25／60"),
    Variable("rank", "同类学校中的名次；不排名的为“—”", "小学第1名"),
)
_SHORTFALL = (
    *_TASK,
    Variable("details", "时段、班级等", "3月；4月"),
    Variable("status", "完成状态", "未上报"),
    Variable("reason", "原因，一句话", "应2次，只完成1次，差1次。"),
)
_SOURCE = (
    *_TASK,
    Variable("records", "记录数", "3"),
    Variable("places", "文件编号、工作表和单元格", "文件1—3：活动开展情况!A2:A4"),
)
_FILES = Variable("files", "这个单位的文件，编了号", "文件1 returns/示例县第一实验小学3月月报表.xlsx")
_CLAUSE = (
    *_TASK,
    Variable("units", "涉及多少单位", "2"),
    Variable("short", "部分完成和未完成多少项", "1"),
    Variable("unreported", "未上报多少项", "3"),
    Variable("names", "单位名称，太多的只列前几个", "示例镇第一小学、示例镇第二小学"),
)
_OVERDUE = (
    Variable("unit", "报送单位", "示例镇中心学校"),
    Variable("name", "报送事项", "3月月报表"),
    Variable("deadline", "期限", "2023年4月5日"),
    Variable("days", "逾期天数", "12"),
    Variable("state", "情况", "没有报送"),
)
_UPCOMING = (
    *_TASK,
    Variable("last", "最迟完成日期", "2023年5月31日"),
    Variable("units", "涉及多少单位", "11"),
)


def _by_school(fields: tuple[Variable, ...]) -> tuple[Variable, ...]:
    return (
        Variable("name", "单位", "示例镇第一小学"),
        Variable("rows", "这个单位的各行", "主题班会", fields, many=True),
    )


VARIABLES = (
    Variable("title", "标题", "示例县教体系统2023年防范电信网络诈骗工作考核情况报告"),
    Variable("bureau", "主管局", "示例县教育体育局"),
    Variable("date", "考核的日期，也是成文日期", "2023年5月20日"),
    Variable("introduction", "开头一段", "现将有关情况报告如下。"),
    Variable("summary", "总体情况，逐段", "截至2023年5月20日，应完成12项。", many=True),
    Variable("totals", "合计，只有一行", "合计", _LINE, many=True),
    Variable("tasks", "按工作任务；没有到期事项时为空", "主题班会", _LINE, many=True),
    Variable("groups", "按主管局直接管理的单位，含所属学校", "示例镇中心学校", _LINE, many=True),
    Variable("schools", "每所学校一行", "示例镇第一小学", _SCHOOL, many=True),
    Variable("tasks_chart", "图：各项工作任务完成情况；没有到期事项时为空文字", "图"),
    Variable("schools_chart", "图：学校完成率分布；没有到期事项时为空文字", "图"),
    Variable("trend_chart", "图：与上期比较；没有可以比较的为空文字", "图"),
    Variable("metrics", "主要指标", "知晓率", METRIC_FIELDS, many=True),
    Variable("overdue_sentence", "逾期情况，一句话", "没有到期应报送的材料。"),
    Variable("overdue", "逾期的各件", "3月月报表", _OVERDUE, many=True),
    Variable("trend_sentence", "与上期比较，一段话", "完成率上升3.2个百分点。"),
    Variable("findings_sentence", "存在的问题，一句话", "没有到期事项。"),
    Variable("findings", "按方案条款列出的问题", "主题班会", _CLAUSE, many=True),
    Variable("upcoming_sentence", "近期到期事项，一句话", "没有新的到期事项。"),
    Variable("upcoming", "三十日内到期的事项", "主题班会", _UPCOMING, many=True),
    Variable("closing", "结尾一段", "下一步，将继续按方案抓好落实。"),
    Variable("annexes", "附件标题", "各校完成情况", many=True),
    Variable("shortfalls", "逐校列出没有做到的", "示例镇第一小学", _by_school(_SHORTFALL), many=True),
    Variable("sources", "逐校列出数据的来源", "示例镇第一小学", (*_by_school(_SOURCE), _FILES), many=True),
)


def find_day_before(on: date) -> date:
    """Return the day to compare with: the last day of the month before.

    >>> find_day_before(date(2023, 5, 20))
    datetime.date(2023, 4, 30)
    """
    return on.replace(day=1) - timedelta(days=1)


def _items(brief: Brief) -> Iterator[Item]:
    on = brief.on
    schools = tuple(
        each for each in brief.tree.schools() if brief.wants(each) and (not each.opened or each.opened <= on)
    )
    assessment = brief.assess(on=on).within(brief.wants)
    if not assessment.tally().judged:
        return  # a report of a year not begun, made with all the papers of the day of issue, helps nobody
    earlier = find_day_before(on)
    values = build_values(
        brief,
        assessment,
        brief.assess(on=earlier).within(brief.wants)
        if earlier >= brief.plan.first_day
        else Assessment(earlier),
        schools,
    )
    title = str(values["title"])
    yield Item((title,), title, values, assessment.problems)


def build_values(
    brief: Brief, assessment: Assessment, before: Assessment, schools: tuple[Organisation, ...]
) -> dict[str, object]:
    """Return what the report prints.

    Args:
        brief: names plan and organisations.
        assessment: of the day.
        before: of the day to compare with.
        schools: those reported on.
    """
    plan, names = brief.plan, Names(brief.plan, brief.tree)
    selected = brief.selected
    whose = "全县" if selected is None else "、".join(each.name for each in selected)
    title = plan.fill(plan.title).removesuffix("实施方案") + "考核情况报告"
    tasks, lines = count_tasks(assessment, names), count_schools(assessment, schools)
    then, days = count_tasks(before, names), (before.on, assessment.on)
    total = count_line("合计", assessment.tally(), schools=len(schools))
    total_before = count_line("合计", before.tally(), schools=len(schools))
    overdue = tuple(find_overdue(assessment, names))
    findings = tuple(find_by_clause(assessment, names))
    upcoming = find_upcoming(assessment, names)
    return {
        "title": title if selected is None else f"{title}（{whose}）",
        "bureau": plan.names.bureau,
        "date": assessment.on,
        "introduction": introduce(plan, total, assessment.on, whose),
        "summary": tuple(summarise(assessment, total, lines)),
        "totals": (total,),
        "tasks": tasks,
        "groups": count_groups(assessment, schools, brief.tree),
        "schools": lines,
        "tasks_chart": chart_tasks(tasks) if tasks else "",
        "schools_chart": chart_schools(lines) if total.due else "",
        "trend_chart": chart_trend(then, tasks, label_trend(days)) if then and tasks else "",
        "metrics": tuple(list_metrics(brief, assessment)),
        "overdue_sentence": say_overdue(assessment, overdue),
        "overdue": overdue,
        "trend_sentence": say_trend(total_before, total, days),
        "findings_sentence": say_findings(plan, assessment, findings),
        "findings": findings,
        "upcoming_sentence": say_upcoming(upcoming, assessment.on),
        "upcoming": upcoming,
        "closing": close(plan, assessment),
        "annexes": ANNEXES,
        "shortfalls": tuple(list_shortfalls(assessment, names)),
        "sources": tuple(list_sources(assessment, names)),
    }


COMPLIANCE_REPORT = DocumentKind(
    "compliance-report",
    title="考核情况报告",
    scope=Scope.COUNTY,
    source=read_source("compliance-report"),
    items=_items,
    variables=VARIABLES,
    aliases=("落实情况报告",),
    awaits="到这一天还没有该完成的工作，请用 --on 写明考核到哪一天。",
)
