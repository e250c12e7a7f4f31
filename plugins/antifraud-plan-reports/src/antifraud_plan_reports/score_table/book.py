"""Draws the workbook of scores."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from antifraud_plan import ScoreRule, Scoring, find_rate
from antifraud_plan.plugin import Appraisal, Assessment, Brief, Document, FileKind, Scope, Status
from antifraud_plan_reports.lines import group_findings, tally_of
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING, print_day
from antifraud_plan_reports.score_table.deductions import list_deductions
from antifraud_plan_reports.workbook import XLSX, Book, Heading, Value, draw_book, draw_table, set_up_page

_TITLE = "考评表"
RANKS, CHARTS, POINTS, DEDUCTIONS, NOTES = "排名", "得分率图", "得分明细", "扣分明细", "说明"
_RANKS = (
    Heading("同类学校", 16),
    Heading("名次", 8),
    Heading("学校", 34),
    Heading("得分", 11),
    Heading("应得分", 11),
    Heading("得分率", 11),
    Heading("未上报项数", 14),
    Heading("备注", 26),
)
_POINTS, _OUT_OF, _RATE = 3, 4, 5
_DEDUCTIONS = (
    Heading("学校", 18),
    Heading("考评项", 14),
    Heading("依据", 10),
    Heading("加减分", 8),
    Heading("工作任务", 18),
    Heading("时段、班级等", 16),
    Heading("原因", 40),
    Heading("佐证在哪里", 36),
)
_BAR_HEIGHT, _CHART_AIR, _ROW_HEIGHT, _CHART_WIDTH = 26, 70, 20, 900  # pixels
_PAGE = 36  # rows of a printed page, at this width


def build_score_table(brief: Brief) -> Iterator[Document]:
    """Yield the workbook, where any school is judged by then."""
    assessment = brief.assess(on=brief.on).within(brief.wants)
    ranked = _in_order(assessment.appraisals)
    if not ranked:
        return
    stream = io.BytesIO()
    title = f"{_TITLE}（截至{print_day(brief.on)}）"
    with draw_book(stream, title, brief.on) as book:
        # The formulas of the first sheet add up rows of the third, which stand in the tree's order.
        scored = [each for each in assessment.appraisals if find_rate(each) is not None]
        _draw_ranks(book, ranked, scored, assessment, title)
        _draw_charts(book, ranked, title)
        _draw_points(book, scored, brief, title)
        _draw_deductions(book, scored, brief, title)
        _draw_notes(book, assessment, brief)
    yield Document((f"{_TITLE}.xlsx",), XLSX, (stream.getvalue(),))


def _in_order(appraisals: Sequence[Appraisal]) -> list[Appraisal]:
    """Return those that are ranked, group by group as they first stand in the tree, best first."""
    groups = list(dict.fromkeys(each.peers for each in appraisals))
    return sorted(
        (each for each in appraisals if each.rank is not None),
        key=lambda each: (groups.index(each.peers), each.rank or 0),
    )


def _draw_ranks(
    book: Book, ranked: Sequence[Appraisal], scored: Sequence[Appraisal], assessment: Assessment, title: str
) -> None:
    findings = group_findings(assessment.findings, lambda each: each.expected.unit.id)
    rows = [
        (
            each.peers,
            each.rank,
            each.unit.name,
            float(each.points),
            float(each.out_of),
            None,
            tally_of(findings.get(each.unit.id, ())).count(Status.UNREPORTED),
            str(each.veto) if each.veto else "",
        )
        for each in ranked
    ]
    sheet, _ = draw_table(book, RANKS, _RANKS, rows, title=title)
    width = 1 + max(len(each.lines) for each in ranked)
    places = {each.unit.id: row for row, each in enumerate(scored, 1)}
    for row, each in enumerate(ranked, 1):
        own = places[each.unit.id]
        cells = f"{xl_rowcol_to_cell(own, 1)}:{xl_rowcol_to_cell(own, width - 1)}"
        if each.veto is None:
            formula, points = f"=SUM({POINTS}!{cells})", float(each.points)
            sheet.write_formula(row, _POINTS, formula, book.looks.points, points)
        rate = find_rate(each) or 0
        of = f"{xl_rowcol_to_cell(row, _POINTS)}/{xl_rowcol_to_cell(row, _OUT_OF)}"
        sheet.write_formula(row, _RATE, f"={of}", book.looks.share, float(rate))


def _draw_charts(book: Book, ranked: Sequence[Appraisal], title: str) -> None:
    """Draw a bar a school, group by group: dark on white, each with its figure, so that it prints in grey."""
    sheet, top, first = book.workbook.add_worksheet(CHARTS), 0, 1
    page, breaks = 0, []  # a chart is not cut by the end of a page, unless it is longer than one
    for peers, members in groupby(ranked, key=lambda each: each.peers):
        number = len(list(members))
        last = first + number - 1
        chart = book.workbook.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": "得分率",
                "categories": [RANKS, first, 2, last, 2],
                "values": [RANKS, first, _RATE, last, _RATE],
                "fill": {"color": "#595959"},
                "border": {"color": "#000000"},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.0%"},
            }
        )
        chart.set_title({"name": f"{peers}得分率（{number}所）", "name_font": {"name": "黑体", "size": 14}})
        chart.set_legend({"none": True})
        chart.set_x_axis({"min": 0, "max": 1.2, "visible": False, "major_gridlines": {"visible": False}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": "宋体", "size": 10}})
        height = _CHART_AIR + _BAR_HEIGHT * number
        chart.set_size({"width": _CHART_WIDTH, "height": height})
        rows = height // _ROW_HEIGHT + 2
        if top > page and top + rows > page + _PAGE:
            breaks.append(top)
            page = top
        sheet.insert_chart(
            top, 0, chart, {"y_offset": 5, "description": f"{peers}各校得分率，数据在“{RANKS}”"}
        )
        top += rows
        first = last + 1
    sheet.set_h_pagebreaks(breaks)
    set_up_page(sheet, title)


def _draw_points(book: Book, scored: Sequence[Appraisal], brief: Brief, title: str) -> None:
    headings = (
        Heading("学校", 24),
        *(Heading(f"{rule.title}（{_say_worth(rule)}）", 9) for rule in brief.plan.scores),
        Heading("得分", 9),
        Heading("应得分", 9),
    )
    rows: list[Sequence[Value]] = [
        (
            each.unit.name,
            *(float(line.points) if line.is_judged else NOTHING for line in each.lines),
            float(each.points),
            float(each.out_of),
        )
        for each in scored
    ]
    sheet, _ = draw_table(book, POINTS, headings, rows, title=title)
    sheet.freeze_panes(1, 1)
    for row, each in enumerate(scored, 1):
        if each.veto is None:
            _sum_lines(book, sheet, row, each)


def _say_worth(rule: ScoreRule) -> str:
    if rule.rule is Scoring.VETO:
        return str(rule.rule.value)
    return f"最多加{rule.points}分" if rule.rule is Scoring.BONUS else f"{rule.points}分"


def _sum_lines(book: Book, sheet: Worksheet, row: int, appraisal: Appraisal) -> None:
    last = len(appraisal.lines)
    formula = f"=SUM({xl_rowcol_to_cell(row, 1)}:{xl_rowcol_to_cell(row, last)})"
    sheet.write_formula(row, last + 1, formula, book.looks.points, float(appraisal.points))


def _draw_deductions(book: Book, scored: Sequence[Appraisal], brief: Brief, title: str) -> None:
    rows = [
        (
            each.school,
            each.title,
            each.reference,
            each.points,
            each.name,
            each.details,
            each.reason,
            each.evidence,
        )
        for each in list_deductions(scored, Names(brief.plan, brief.tree))
    ]
    draw_table(book, DEDUCTIONS, _DEDUCTIONS, rows, title=title)


def _draw_notes(book: Book, assessment: Assessment, brief: Brief) -> None:
    sheet = book.workbook.add_worksheet(NOTES)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, _TITLE, book.looks.title)
    for row, line in enumerate(_explain(assessment, brief), 1):
        sheet.write_string(row, 0, line, book.looks.line)
        sheet.set_row(row, 15 * (1 + len(line) // 54) + 5)
    set_up_page(sheet, _TITLE)


def _explain(assessment: Assessment, brief: Brief) -> Iterator[str]:
    plan = brief.plan
    total = sum(rule.points for rule in plan.scores if rule.rule is not Scoring.BONUS)
    ours = sum("points" in rule.readings for rule in plan.scores)
    yield f"{plan.names.bureau}，考核到{print_day(assessment.on)}，依据《{plan.fill(plan.title)}》。"
    yield f"考评项共{len(plan.scores)}项，合计{total}分（加分另计）；分值和算法写在方案文件的 [[score]] 里。"
    if ours:
        yield f"其中{ours}项的分值和算法原方案没有规定，是本底稿的理解，县里应按自己的考评办法改。"
    yield "只算已经到期的：没有到期、免予完成的不扣分；一项里什么都没有到期的，写“—”，不计入应得分。"
    if any(rule.rule is Scoring.PER_DONE for rule in plan.scores):
        yield f"“{Scoring.PER_DONE.value}”的，应得分按已经到期的项数算，不超过这一项的分。"
    yield "得分率＝得分÷应得分。同类学校按得分率排名，同分同名次；中心学校按本校得分与其他中心学校比。"
    yield "“加减分”负数是扣分，正数是加分；扣到一项的分扣完为止。"
    unranked = [each.unit.name for each in assessment.appraisals if find_rate(each) is None]
    if unranked:
        yield f"没有到期事项、不排名的{len(unranked)}所：{'、'.join(unranked)}。"
    yield "带公式的格子可以核对：得分是得分明细各项相加，得分率是得分除以应得分。"


SCORE_TABLE = FileKind(
    "score-table",
    title=_TITLE,
    scope=Scope.COUNTY,
    documents=build_score_table,
    awaits="到这一天还没有可以评分的事项，请用 --on 写明考核到哪一天；评分办法写在方案的 [[score]] 里。",
)
