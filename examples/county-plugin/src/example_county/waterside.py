"""Schools by the water: are their names right, and where do their waters stand."""

from collections.abc import Iterator

from antifraud_plan.plugin import Brief, Problem, Starter
from example_county.settings import ReminderSettings


def find_unknown_waterside_schools(brief: Brief) -> Iterator[Problem]:
    """Yield an error for every name in ``[reminder]`` that is no school of the lists."""
    schools = {school.name for school in brief.tree.schools()}
    for index, name in enumerate(brief.setting(ReminderSettings).waterside):
        if name not in schools:
            yield Problem(
                "waterside-school-unknown",
                f"邻近水域的学校里写了“{name}”，单位名册里没有这所学校。",
                brief.origin(("reminder", "waterside", index)),
                "请写学校全称。",
            )


def water_register(starter: Starter) -> bytes:
    """Return an empty register; with a byte order mark, so that Excel reads it as UTF-8."""
    title = starter.plan.names.county
    return f"\ufeff水域名称,所在镇街,邻近学校,警示牌块数,救生设施,责任人\r\n{title}示例水库,,,,,\r\n".encode()
