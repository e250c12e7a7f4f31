"""What each unit has not done, as papers list it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import attrs

from antifraud_plan.plugin import Assessment, find_reason, mask_personal_numbers
from antifraud_plan_reports.names import Names
from antifraud_plan_reports.printing import NOTHING


@attrs.frozen
class Shortfall:
    """A line of what one school has not done."""

    reference: str
    name: str
    details: str
    status: str
    reason: str


@attrs.frozen
class SchoolShortfalls:
    """What concerns one unit."""

    name: str
    rows: tuple[Shortfall, ...]


def list_shortfalls(assessment: Assessment, names: Names) -> Iterator[SchoolShortfalls]:
    """Yield what every unit has not done; what has one reason stands in one line."""
    for unit, findings in groupby(assessment.shortfalls, key=lambda each: each.expected.unit):
        rows: dict[tuple[str, str, str], dict[str, list[str]]] = {}
        for each in findings:
            reason = str(find_reason(each, assessment.on)).rstrip("。") + "。"
            key = each.expected.item, each.status.value, mask_personal_numbers(reason)
            period, part = names.detail(each)
            rows.setdefault(key, {}).setdefault(period, []).append(part)
        yield SchoolShortfalls(
            unit.name,
            tuple(
                Shortfall(*names.find(item), _join_details(details), status, reason)
                for (item, status, reason), details in rows.items()
            ),
        )


def _join_details(details: Mapping[str, list[str]]) -> str:
    said = (
        period + ("：" if period and any(parts) else "") + "、".join(filter(None, parts))
        for period, parts in details.items()
    )
    return "；".join(filter(None, said)) or NOTHING
