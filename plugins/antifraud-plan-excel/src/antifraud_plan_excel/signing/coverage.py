"""How far pledges are signed (签订情况统计) as a workbook: by relation and unit, by class, who has not."""

import io
from collections.abc import Iterable, Iterator, Sequence

import attrs
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import (
    Brief,
    Coverage,
    Document,
    FileKind,
    PledgeRelation,
    Scope,
    Tally,
)
from antifraud_plan_excel.drawing.sheets import (
    XLSX,
    Drawing,
    Styles,
    draw_workbook,
    find_width,
    make_styles,
    set_up_page,
    write_value,
)
from antifraud_plan_excel.signing.signed import cover_signings

_TITLE = "签订情况统计"
_SUMMARY, _CLASSES, _UNSIGNED = "汇总", "分班", "未签名单"
_COUNTS = ("应签", "已签", "签订率")


def build_coverage(brief: Brief) -> Iterator[Document]:
    """Yield the workbook once a register has come back; see `cover_signings` for what counts."""
    coverage = cover_signings(brief)
    if brief.selected is not None:
        coverage = coverage.within(brief.tree, brief.wants)
    if coverage.returned:
        yield Document((f"{_TITLE}.xlsx",), XLSX, (_draw(coverage, brief),))


@attrs.frozen
class _Line:
    """A line of the summary.

    Attributes:
        words: 镇街, 单位, 台账.
        tallies: a count for each relation, in the order of the columns, then of all.
        is_sum: whether it sums up lines above.
    """

    words: tuple[str, str, str]
    tallies: tuple[Tally, ...]
    is_sum: bool


def _draw(coverage: Coverage, brief: Brief) -> bytes:
    stream = io.BytesIO()
    by_relation = coverage.roll_up(lambda group: group.relation)
    relations = [relation for relation in brief.plan.pledges if relation.id in by_relation]
    with draw_workbook(stream, _TITLE, brief.on) as drawing:
        _draw_summary(drawing, relations, _find_lines(coverage, relations, brief))
        _draw_classes(drawing, coverage, brief)
        _draw_unsigned(drawing, coverage)
    return stream.getvalue()


def _find_lines(coverage: Coverage, relations: Sequence[PledgeRelation], brief: Brief) -> Iterator[_Line]:
    """Yield a line a unit, grouped by township with a sum each, and a sum of all."""
    units = coverage.roll_up(lambda group: (group.unit, group.relation))
    townships = coverage.roll_up(lambda group: (group.township, group.relation))
    totals = coverage.roll_up(lambda group: group.relation)
    came = {unit.id: "已交" for unit in coverage.returned} | {unit.id: "未交" for unit in coverage.awaited}
    came |= {school.id: f"{came[school.id]}，无名单" for school in coverage.unlisted}
    for township, members in coverage.units_by_township(brief.tree).items():
        for unit in members:
            counts = [units.get((unit.id, relation.id), Tally()) for relation in relations]
            yield _line((township, unit.name, came.get(unit.id, "")), counts, is_sum=False)
        counts = [townships.get((township, relation.id), Tally()) for relation in relations]
        yield _line((township, "小计", ""), counts, is_sum=True)
    yield _line(("合计", "", ""), [totals[relation.id] for relation in relations], is_sum=True)


def _line(words: tuple[str, str, str], tallies: Sequence[Tally], *, is_sum: bool) -> _Line:
    return _Line(words, (*tallies, sum(tallies, Tally())), is_sum)


def _draw_summary(drawing: Drawing, relations: Sequence[PledgeRelation], lines: Iterable[_Line]) -> None:
    sheet, styles = drawing.workbook.add_worksheet(_SUMMARY), drawing.styles
    words = ("镇街", "单位", "台账")
    for column, (heading, width) in enumerate(zip(words, (14, 28, 12), strict=True)):
        sheet.merge_range(0, column, 1, column, heading, styles.heading)
        sheet.set_column(column, column, width)
    headings = [*(relation.name for relation in relations), "合计"]
    for number, heading in enumerate(headings):
        first = len(words) + number * len(_COUNTS)
        sheet.merge_range(0, first, 0, first + len(_COUNTS) - 1, heading, styles.heading)
        for column, count in enumerate(_COUNTS, first):
            sheet.write_string(1, column, count, styles.heading)
        sheet.set_column(first, first + len(_COUNTS) - 1, 8)
    sheet.set_row(0, 32)
    bold = make_styles(drawing.workbook, {"bold": True})
    for row, line in enumerate(lines, 2):
        look = bold if line.is_sum else styles
        for column, word in enumerate(line.words):
            write_value(sheet, row, column, word, look.text)
        for number, tally in enumerate(line.tallies):
            _write_tally(sheet, row, len(words) + number * len(_COUNTS), tally, look)
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(0, 1)
    set_up_page(sheet, _TITLE)


def _write_tally(sheet: Worksheet, row: int, column: int, tally: Tally, styles: Styles) -> None:
    """Write due, signed and share; nothing where nothing is due."""
    write_value(sheet, row, column, tally.due or None, styles.number)
    write_value(sheet, row, column + 1, tally.signed if tally.due else None, styles.number)
    write_value(sheet, row, column + 2, tally.share, styles.share)


def _draw_classes(drawing: Drawing, coverage: Coverage, brief: Brief) -> None:
    tallies = coverage.roll_up(lambda group: (group.township, group.unit, group.class_name))
    rows = (
        ((township, brief.tree.require(unit).name, class_name), tally)
        for (township, unit, class_name), tally in tallies.items()
        if class_name
    )
    sheet, styles = drawing.workbook.add_worksheet(_CLASSES), drawing.styles
    _draw_headings(
        sheet, (("镇街", 14), ("单位", 28), ("班级", 16), *((each, 8) for each in _COUNTS)), styles
    )
    for row, (words, tally) in enumerate(rows, 1):
        for column, word in enumerate(words):
            write_value(sheet, row, column, word, styles.text)
        _write_tally(sheet, row, len(words), tally, styles)
    set_up_page(sheet, f"{_TITLE}（{_CLASSES}）")


def _draw_unsigned(drawing: Drawing, coverage: Coverage) -> None:
    """Draw the list of those who have not signed: name and class, nothing more."""
    sheet, styles = drawing.workbook.add_worksheet(_UNSIGNED), drawing.styles
    ids = find_width((signing.id for signing in coverage.unsigned), 18)
    _draw_headings(
        sheet, (("登记单位", 28), ("签订关系", 26), ("班级", 16), ("签订人", 28), ("编号", ids)), styles
    )
    for row, signing in enumerate(coverage.unsigned, 1):
        words = (
            signing.keeper.name,
            signing.relation.name,
            signing.class_name,
            signing.signer,
            signing.id,
        )
        for column, word in enumerate(words):
            write_value(sheet, row, column, word, styles.text)
    set_up_page(sheet, f"{_UNSIGNED}（内部使用，用后删除）")


def _draw_headings(sheet: Worksheet, columns: Iterable[tuple[str, int]], styles: Styles) -> None:
    for column, (heading, width) in enumerate(columns):
        sheet.write_string(0, column, heading, styles.heading)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


SIGNING_COVERAGE = FileKind(
    "signing-coverage",
    title=_TITLE,
    scope=Scope.COUNTY,
    documents=build_coverage,
    awaits="请先把各校交回的签订台账放进 returns 文件夹。",
)
