"""Where returns stand and what is wrong in them, put into lines for a person, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from antifraud_plan.cli.coverage import align, harmless
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.standing import ReturnState, Standing
from antifraud_plan.problems import Problem, Severity

SHOWN = 10
"""So many problems of a file are listed unless all are asked for."""


def word_standings(collection: Collection) -> Iterator[str]:
    """Yield the lines a person reads: how many stand how, then unit by unit what is not still to come."""
    yield f"上报情况（截至 {collection.on}）"
    yield ""
    yield f"应报 {len(collection.standings)} 件：" + "，".join(
        f"{state.value} {collection.count(state)}" for state in _SUMMED if collection.count(state)
    )
    files, cells = len(collection.files), collection.cells
    if files:
        besides = (
            ("没有采用", collection.passed_over),
            ("对不上应报的，没有统计", collection.unplaced),
        )
        told = "；".join(f"{len(books)} 份{why}" for why, books in besides if books)
        aside = f"（{told}）" if told else ""
        yield f"交来上报表 {files} 份{aside}，单元格读了 {cells.read} 个，报告 {cells.reported} 个。"
        yield f"可以统计的记录 {sum(1 for _ in collection.evidence)} 条。"
    shown = [each for each in collection.standings if each.state is not ReturnState.NOT_DUE]
    if shown:
        yield ""
        headings = ("单位", ("事项", "状态", "期限", "收到", "迟报", "错误"))
        yield from align(headings, list(_rows(shown)), texts=5)


_SUMMED = (
    ReturnState.ACCEPTED,
    ReturnState.SENT_BACK,
    ReturnState.RECEIVED,
    ReturnState.AWAITED,
    ReturnState.LATE,
    ReturnState.NOT_DUE,
)


def _rows(standings: Sequence[Standing]) -> Iterator[tuple[str, tuple[str, ...]]]:
    by_unit: dict[str, list[Standing]] = {}
    for each in standings:
        by_unit.setdefault(each.unit.id, []).append(each)
    for group in by_unit.values():
        for number, each in enumerate(group):
            yield (
                each.unit.name if number == 0 else "",
                (
                    each.title,
                    each.state.value,
                    str(each.deadline or "按时"),
                    str(each.arrived or ""),
                    f"{each.late_days} 天" if each.late_days else "",
                    f"{each.faults} 处" if each.faults else "",
                ),
            )


def word_problems(problems: Sequence[Problem], *, most: int | None) -> Iterator[str]:
    """Yield what is wrong, file by file, errors first; of each file *most* at most, all if ``None``."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.location.file if problem.location else "", []).append(problem)
    for file, found in by_file.items():
        found.sort(key=lambda each: list(Severity).index(each.severity))
        yield ""
        yield f"{file or '其他'}（{_count(found)}）"
        for problem in found[:most]:
            yield f"  {problem}"
        if most is not None and len(found) > most:
            yield f"  …… 还有 {len(found) - most} 处，写上 --all 就全部列出。"


def _count(problems: Sequence[Problem]) -> str:
    counts = {severity: sum(each.severity is severity for each in problems) for severity in Severity}
    return "，".join(f"{severity.value} {count} 处" for severity, count in counts.items() if count)


def write_json(collection: Collection) -> str:
    """Write everything for a program."""
    cells = collection.cells
    found = {
        "on": collection.on.isoformat(),
        "counts": {state.name.lower(): collection.count(state) for state in ReturnState},
        "cells": {"read": cells.read, "reported": cells.reported},
        "records": sum(1 for _ in collection.evidence),
        "standings": [_describe(each) for each in collection.standings],
        "passed_over": [book.place.file for book in collection.passed_over],
        "unplaced": [book.place.file for book in collection.unplaced],
        "problems": [_describe_problem(each) for each in collection.all_problems],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _describe(standing: Standing) -> Mapping[str, object]:
    return {
        "unit": standing.unit.id,
        "unit_name": standing.unit.name,
        "item": standing.item,
        "title": standing.title,
        "period": standing.period,
        "deadline": standing.deadline and standing.deadline.isoformat(),
        "state": standing.state.name.lower(),
        "arrived": standing.arrived and standing.arrived.isoformat(),
        "latest": standing.latest and standing.latest.isoformat(),
        "late_days": standing.late_days,
        "files": standing.files,
        "faults": standing.faults,
    }


def _describe_problem(problem: Problem) -> Mapping[str, object]:
    place = problem.location
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "file": place and place.file,
        "place": place and str(place),
        "message": problem.message,
        "remedy": problem.remedy,
    }


def write_csv(collection: Collection) -> str:
    """Write a line for each return and submission, those still to come too."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("单位编号", "单位", "事项", "时段", "期限", "状态", "收到", "迟报天数", "错误", "文件"))
    for each in collection.standings:
        words = (each.unit.id, each.unit.name, each.title, each.period)
        days = (each.deadline or "", each.state.value, each.arrived or "", each.late_days, each.faults)
        writer.writerow([*map(harmless, words), *days, harmless("、".join(each.files))])
    return text.getvalue()
