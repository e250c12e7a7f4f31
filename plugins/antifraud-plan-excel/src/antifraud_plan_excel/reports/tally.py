"""The tally of awareness questionnaires (知晓情况统计表): answers in, asked and passed out, by formula."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import (
    AtLeast,
    Audience,
    Brief,
    ColumnKind,
    Document,
    FileKind,
    Form,
    Ladder,
    Organisation,
    Plan,
    Question,
    Scope,
    derive_returns,
)
from antifraud_plan_excel.drawing.pattern import Pattern, draw_pattern, gap
from antifraud_plan_excel.drawing.sheets import (
    ALLOWED,
    FILL_IN,
    LAST_ROW,
    LONGEST_HEADER,
    XLSX,
    Drawing,
    draw_lines,
    make_styles,
    set_up_page,
)

_TITLE = "知晓情况统计表"
_SUMMARY = "汇总"
_PASSED, _FAILED = "合格", "不合格"
_TOO_FEW = "样本不足，不作评定"
_LETTERS = "ABCDEF"
_LEAST_ROOM = 60
_HEAD = 4  # rows above the first questionnaire of a sheet
_KEY = 3  # the row of right answers, from 0


@attrs.frozen
class _Tally:
    """What the workbooks of all schools hold that ask the same people.

    Attributes:
        audiences: who is asked, each on a sheet of its own.
        form: the form of the return that takes the figures.
        passed, asked: headings there of both figures.
        target: share to reach, 0 to 1; ``None`` where the plan says none.
    """

    audiences: tuple[Audience, ...]
    form: Form
    passed: str
    asked: str
    target: Fraction | None


def build_tallies(brief: Brief) -> Iterator[Document]:
    """Yield a workbook for every school that reports awareness and has somebody to ask."""
    plan = brief.plan
    form = plan.find_form(plan.survey.metric)
    if form is None or not plan.survey.questions:
        return
    share = next((column for column in form.columns if column.not_above is not None), None)
    if share is None or share.not_above is None:
        return
    asked = form.column(share.not_above).heading
    patterns: dict[tuple[Audience, ...], Pattern] = {}
    for school, audiences in _find_asked(brief, form):
        if audiences not in patterns:
            tally = _Tally(audiences, form, share.heading, asked, _find_target(plan))
            patterns[audiences] = _draw_pattern(tally, brief)
        texts = {"school": school.name, "header": school.name[:LONGEST_HEADER].replace("&", "&&")}
        name = f"{school.name}{_TITLE}.xlsx"
        yield Document((_TITLE, name), XLSX, (patterns[audiences].fill(texts, {}),))


def _find_asked(brief: Brief, form: Form) -> Iterator[tuple[Organisation, tuple[Audience, ...]]]:
    """Yield every school asked for, with those of its people whom the returns ask about."""
    column = form.find_kind(ColumnKind.AUDIENCE)
    metric = brief.plan.survey.metric
    named: dict[str, set[str]] = {}
    for spec in brief.plan.returns:
        if column is None or metric not in spec.items:
            continue
        for due in derive_returns(brief.plan, brief.tree, spec):
            for row in (row for sheet in due.sheets if sheet.form == form for row in sheet.rows):
                named.setdefault(row.unit.id, set()).add(str(row.values.get(column.id, "")))
    survey = brief.plan.survey
    for school in brief.tree.schools():
        words = named.get(school.id, set())
        audiences = tuple(each for each in Audience if each.value in words and survey.questions_for(each))
        if audiences and brief.wants(school):
            yield school, audiences


def _find_target(plan: Plan) -> Fraction | None:
    """Return the share to reach; of a ladder the last step, as nothing says which year this is."""
    target = next((metric.target for metric in plan.metrics if metric.id == plan.survey.metric), None)
    for goal in target.goals if target is not None else ():
        if isinstance(goal, AtLeast):
            return goal.share
        if isinstance(goal, Ladder):
            return goal.shares[-1]
    return None


def _draw_pattern(tally: _Tally, brief: Brief) -> Pattern:
    """Draw what all these workbooks have in common, with gaps for the name of the school."""

    def draw(drawing: Drawing) -> Sequence[str]:
        summary = drawing.workbook.add_worksheet(_SUMMARY)
        ranges = {each: _draw_answers(drawing, each, brief.plan) for each in tally.audiences}
        _draw_summary(summary, tally, ranges, brief.plan, drawing)
        set_up_page(summary, f"{gap('header')}{_TITLE}")
        return ()

    return draw_pattern(f"{gap('school')}{_TITLE}", brief.on, draw)


def _draw_summary(
    sheet: Worksheet, tally: _Tally, ranges: dict[Audience, str], plan: Plan, drawing: Drawing
) -> None:
    """Draw the figures that the return asks for, in its own words, and what they mean."""
    survey, styles = plan.survey, drawing.styles
    lines = (
        f"每份收回的有效问卷在对应的表里登记一行，只填各题所选的字母；合格线 {survey.pass_mark} 分。",
        f"下表“{tally.asked}”“{tally.passed}”由公式算出，照抄到上报表的“{tally.form.title}”表。",
        f"每类对象少于 {survey.minimum_sample} 份的，{_TOO_FEW}。问卷匿名，本表不写姓名。",
        "行数不够时，先取消工作表保护（没有密码），再选中最后一行向下复制。",
    )
    draw_lines(sheet, f"{gap('school')}{_TITLE}", lines, styles, width=14)
    head = len(lines) + 2
    headings = ("对象", tally.asked, tally.passed, "知晓率", "目标", "最低样本", "评定")
    for column, heading in enumerate(headings):
        sheet.write_string(head, column, heading, styles.heading)
    sheet.set_column(1, 5, 11)
    sheet.set_column(6, 6, 26)
    for row, (audience, scores) in enumerate(ranges.items(), head + 1):
        asked, passed, least = (xl_rowcol_to_cell(row, column) for column in (1, 2, 5))
        counted = f'=COUNTIF({scores},"{_PASSED}")+COUNTIF({scores},"{_FAILED}")'
        sheet.write_string(row, 0, audience.value, styles.text)
        sheet.write_formula(row, 1, counted, styles.number, 0)
        sheet.write_formula(row, 2, f'=COUNTIF({scores},"{_PASSED}")', styles.number, 0)
        sheet.write_formula(row, 3, f'=IF({asked}=0,"",{passed}/{asked})', styles.share, "")
        if tally.target is None:
            sheet.write_string(row, 4, "", styles.share)
        else:
            sheet.write_number(row, 4, float(tally.target), styles.share)
        sheet.write_number(row, 5, survey.minimum_sample, styles.number)
        verdict = _verdict(asked, passed, tally.target)
        sheet.write_formula(row, 6, f'=IF({asked}<{least},"{_TOO_FEW}",{verdict})', styles.text, _TOO_FEW)
    sheet.protect("", dict.fromkeys(ALLOWED, True))


def _verdict(asked: str, passed: str, target: Fraction | None) -> str:
    if target is None:
        return '""'
    # In whole numbers: a share such as 0.9 has no exact value in a spreadsheet.
    reached = f"{passed}*{target.denominator}>={asked}*{target.numerator}"
    return f'IF({reached},"达到目标","未达到目标")'


def _draw_answers(drawing: Drawing, audience: Audience, plan: Plan) -> str:
    """Draw a row a questionnaire; returns where they say 合格 or 不合格."""
    survey = plan.survey
    questions = survey.questions_for(audience)
    sheet: Worksheet = drawing.workbook.add_worksheet(audience.value)
    styles = drawing.styles
    look = {"locked": False, "bg_color": FILL_IN, "align": "center"}
    entry = make_styles(drawing.workbook, look).text
    wrong = drawing.workbook.add_format({"bg_color": "#F4A7A0"})
    count = len(questions)
    last = _HEAD + max(_LEAST_ROOM, 2 * survey.minimum_sample) - 1
    sheet.write_string(0, 0, f"{audience.value}问卷登记", styles.title)
    guidance = "每份问卷一行，填所选的字母；没有作答的留空。变红的格子填的不是该题的选项。"
    sheet.write_string(1, 0, guidance, styles.line)
    for column, heading in enumerate(("序号", *(f"第{n}题" for n in range(1, count + 1)))):
        sheet.write_string(_KEY - 1, column, heading, styles.heading)
    for column, heading in enumerate(("答对题数", "得分", "评定"), count + 1):
        sheet.write_string(_KEY - 1, column, heading, styles.heading)
        sheet.write_string(_KEY, column, "", styles.heading)
    sheet.write_string(_KEY, 0, "答案", styles.heading)
    sheet.set_column(0, count, 7)
    sheet.set_column(count + 1, count + 3, 10)
    for column, question in enumerate(questions, 1):
        sheet.write_string(_KEY, column, _LETTERS[question.answer - 1], styles.heading)
        _limit(sheet, column, last, question, wrong)
    for row in range(_HEAD, last + 1):
        sheet.write_number(row, 0, row - _HEAD + 1, styles.number)
        for column in range(1, count + 1):
            sheet.write_blank(row, column, None, entry)
        _score(sheet, row, count, survey.pass_mark, drawing)
    sheet.freeze_panes(_HEAD, 1)
    sheet.repeat_rows(_KEY - 1, _KEY)
    sheet.protect("", dict.fromkeys(ALLOWED, True))
    set_up_page(sheet, f"{_TITLE}（{audience.value}）")
    column = xl_col_to_name(count + 3, col_abs=True)
    return f"'{audience.value}'!{column}${_HEAD + 1}:{column}${LAST_ROW + 1}"


def _limit(sheet: Worksheet, column: int, last: int, question: Question, wrong: Format) -> None:
    """Offer the letters of a question; colour what was pasted in and is none of them."""
    letters = [*_LETTERS[: len(question.options)]]
    message = f"请填 {letters[0]} 到 {letters[-1]} 中的一个字母。"
    rule = {"validate": "list", "source": letters, "error_message": message}
    sheet.data_validation(_HEAD, column, last, column, rule)
    cell = xl_rowcol_to_cell(_HEAD, column, col_abs=True)
    listed = ",".join(f'{cell}="{letter}"' for letter in letters)
    criteria = f"=AND(LEN({cell})>0,NOT(OR({listed})))"
    look = {"type": "formula", "criteria": criteria, "format": wrong}
    sheet.conditional_format(_HEAD, column, last, column, look)


def _score(sheet: Worksheet, row: int, count: int, pass_mark: int, drawing: Drawing) -> None:
    answers = xl_range(row, 1, row, count)
    key = f"{xl_rowcol_to_cell(_KEY, 1, True, True)}:{xl_rowcol_to_cell(_KEY, count, True, True)}"
    right = xl_rowcol_to_cell(row, count + 1)
    styles = drawing.styles
    sum_of_right = f'=IF(COUNTA({answers})=0,"",SUMPRODUCT(--({answers}={key})))'
    sheet.write_formula(row, count + 1, sum_of_right, styles.number, "")
    sheet.write_formula(row, count + 2, f'=IF({right}="","",{right}*100/{count})', styles.number, "")
    verdict = f'IF({right}*100>={pass_mark * count},"{_PASSED}","{_FAILED}")'
    sheet.write_formula(row, count + 3, f'=IF({right}="","",{verdict})', styles.text, "")


AWARENESS_TALLY = FileKind("awareness-tally", title=_TITLE, scope=Scope.SCHOOL, documents=build_tallies)
