"""How far pledges are signed, put into lines for a person, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.cascade import Signing
from antifraud_plan.model.pledges.coverage import Coverage, Tally
from antifraud_plan.word.typesetting.text import text_width

_COUNTS = ("应签", "已签", "未签", "签订率")
_FORMULA_SIGNS = ("=", "+", "-", "@")


def word_coverage(
    coverage: Coverage, plan: Plan, tree: OrganisationTree, *, on: date | None, classes: bool
) -> Iterator[str]:
    """Yield the lines a person reads.

    Args:
        coverage: what is told.
        plan: names the relations.
        tree: names the units.
        on: the day it was counted for.
        classes: whether each class has a line.
    """
    yield f"承诺书签订情况（{f'截至 {on}' if on else '按交来的台账'}）"
    yield ""
    by_relation = coverage.roll_up(lambda group: group.relation)
    relations = [
        (relation.name, _show(by_relation[relation.id]))
        for relation in plan.pledges
        if relation.id in by_relation
    ]
    yield from align(("签订关系", _COUNTS), [*relations, ("合计", _show(coverage.total))])
    yield ""
    yield from align(("单位", (*_COUNTS, "台账")), list(_unit_rows(coverage, tree, classes=classes)))
    if coverage.awaited:
        yield ""
        names = "、".join(unit.name for unit in coverage.awaited)
        yield f"没有交台账的 {len(coverage.awaited)} 个单位：{names}"
    if coverage.unlisted:
        yield ""
        names = "、".join(school.name for school in coverage.unlisted)
        yield f"没有师生名单、师生没有计入的 {len(coverage.unlisted)} 个单位：{names}"


def _unit_rows(
    coverage: Coverage, tree: OrganisationTree, *, classes: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    townships = coverage.roll_up(lambda group: group.township)
    units = coverage.roll_up(lambda group: group.unit)
    of_unit: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    if classes:
        for (unit_id, class_name), tally in coverage.roll_up(
            lambda group: (group.unit, group.class_name)
        ).items():
            if class_name:
                of_unit.setdefault(unit_id, []).append((f"    {class_name}", (*_show(tally), "")))
    for township, members in coverage.units_by_township(tree).items():
        yield township, (*_show(townships.get(township, Tally())), "")
        for unit in members:
            yield f"  {unit.name}", (*_show(units.get(unit.id, Tally())), word_register(unit, coverage))
            yield from of_unit.get(unit.id, ())
    yield "合计", (*_show(coverage.total), "")


def word_register(unit: Organisation, coverage: Coverage) -> str:
    """Say whether a unit's register has come; empty for a unit that keeps none."""
    if unit in coverage.returned:
        return "已交"
    return "未交" if unit in coverage.awaited else ""


def word_unsigned(unsigned: Iterable[Signing]) -> Iterator[str]:
    """Yield a line a pledge that nobody has signed: personal data, shown only when asked for."""
    lines = [
        ("单位", "签订关系", "班级", "签订人"),
        *((each.unit.name, each.relation.name, each.class_name, each.signer) for each in unsigned),
    ]
    widths = _find_widths(lines)
    yield f"未签名单（{len(lines) - 1} 份）"
    for line in lines:
        yield "  ".join(cell + _pad(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()


def write_json(coverage: Coverage, tree: OrganisationTree, *, on: date | None, names: bool) -> str:
    """Write everything for a program; who has not signed only if *names* is asked for."""
    groups = [
        {
            "relation": group.relation,
            "township": group.township,
            "unit": group.unit,
            "unit_name": tree.require(group.unit).name,
            "class": group.class_name,
            **_count(tally),
        }
        for group, tally in coverage.groups.items()
    ]
    found: dict[str, object] = {
        "on": on and on.isoformat(),
        "total": _count(coverage.total),
        "groups": groups,
        "returned": [unit.id for unit in coverage.returned],
        "awaited": [unit.id for unit in coverage.awaited],
        "unlisted": [school.id for school in coverage.unlisted],
        "problems": [str(problem) for problem in coverage.problems],
    }
    if names:
        found["unsigned"] = [
            {
                "id": signing.id,
                "relation": signing.relation.id,
                "unit": signing.unit.id,
                "class": signing.class_name,
                "signer": signing.signer,
            }
            for signing in coverage.unsigned
        ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def write_csv(coverage: Coverage, plan: Plan, tree: OrganisationTree, *, names: bool) -> str:
    """Write the counts for a spreadsheet or, if *names* is asked for, who has not signed."""
    relations = {relation.id: relation.name for relation in plan.pledges}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if names:
        writer.writerow(("编号", "签订关系", "单位", "班级", "签订人"))
        for signing in coverage.unsigned:
            name = (signing.unit.name, signing.class_name, signing.signer)
            writer.writerow([harmless(word) for word in (signing.id, signing.relation.name, *name)])
        return text.getvalue()
    writer.writerow(("签订关系", "镇街", "单位编号", "单位", "班级", "应签", "已签", "应签份数", "实签份数"))
    for group, tally in coverage.groups.items():
        unit = tree.require(group.unit)
        words = (relations[group.relation], group.township, unit.id, unit.name, group.class_name)
        writer.writerow([*map(harmless, words), *_count(tally).values()])
    return text.getvalue()


def _count(tally: Tally) -> Mapping[str, int]:
    return {
        "due": tally.due,
        "signed": tally.signed,
        "copies_due": tally.copies_due,
        "copies": tally.copies,
    }


def harmless(word: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{word}" if word.startswith(_FORMULA_SIGNS) else word


def _show(tally: Tally) -> tuple[str, ...]:
    share = "—" if tally.share is None else f"{tally.share:.1%}"
    return str(tally.due), str(tally.signed), str(tally.unsigned), share


def align(
    headings: tuple[str, Sequence[str]], rows: Sequence[tuple[str, Sequence[str]]], *, texts: int = 1
) -> Iterator[str]:
    """Lay out a table: the first *texts* columns to the left, those of counts to the right."""
    lines = [(first, *others) for first, others in (headings, *rows)]
    widths = _find_widths(lines)
    for line in lines:
        pads = list(map(_pad, line, widths))
        left = [cell + pad for cell, pad in zip(line[:texts], pads, strict=False)]
        right = [pad + cell for cell, pad in zip(line[texts:], pads[texts:], strict=True)]
        yield "  ".join((*left, *right)).rstrip()


def _find_widths(lines: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(_width, column)) for column in zip(*lines, strict=True)]


def _pad(cell: str, width: int) -> str:
    return " " * (width - _width(cell))


def _width(text: str) -> int:
    """Count the columns of a terminal; a Chinese character takes two."""
    return round(2 * text_width(text))
