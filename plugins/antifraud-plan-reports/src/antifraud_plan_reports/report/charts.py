"""The charts of the compliance report."""

from antifraud_plan.plugin import Chart, ChartKind, ChartSeries, Status
from antifraud_plan_reports.lines import Line
from antifraud_plan_reports.printing import print_per_mille

_WIDTH, _TALLEST = 154.0, 195.0  # millimetres
_BANDS = ("100%", "90%以上", "80%—90%", "60%—80%", "不足60%")
_FLOORS = (1000, 900, 800, 600, 0)


def chart_tasks(lines: tuple[Line, ...]) -> Chart:
    """Draw how each task stands."""
    series = (
        ChartSeries(Status.MET.value, tuple(line.met for line in lines)),
        ChartSeries(Status.PARTLY.value, tuple(line.partly for line in lines)),
        ChartSeries(Status.UNMET.value, tuple(line.unmet for line in lines)),
        ChartSeries(Status.UNREPORTED.value, tuple(line.unreported for line in lines)),
    )
    said = "；".join(f"{line.name}应完成{line.due}项，已完成{line.met}项" for line in lines)
    names = tuple(line.name for line in lines)
    height = min(20 + 8.5 * len(lines), _TALLEST)
    return Chart(ChartKind.PARTS, names, series, _WIDTH, height, description=f"图：{said}。")


def chart_schools(lines: tuple[Line, ...]) -> Chart:
    """Draw how many schools have which rate; those that owe nothing yet are left out."""
    counts = count_bands(lines)
    said = "，".join(f"{band}的{count}所" for band, count in zip(_BANDS, counts, strict=True))
    return Chart(
        ChartKind.COLUMNS,
        _BANDS,
        (ChartSeries("学校数", counts),),
        _WIDTH,
        60,
        description=f"图：完成率{said}。",
    )


def count_bands(lines: tuple[Line, ...]) -> tuple[int, ...]:
    """Count schools by rate, the best first."""
    bands = [
        next(number for number, floor in enumerate(_FLOORS) if line.per_mille >= floor)
        for line in lines
        if line.due
    ]
    return tuple(map(bands.count, range(len(_BANDS))))


def chart_trend(before: tuple[Line, ...], now: tuple[Line, ...], labels: tuple[str, str]) -> Chart:
    """Draw the rate of each task then and now; nothing then where nothing was due."""
    then = {(line.reference, line.name): line for line in before}
    earlier = tuple(then.get((line.reference, line.name)) for line in now)
    series = (
        ChartSeries(labels[0], tuple(None if line is None else line.per_mille / 1000 for line in earlier)),
        ChartSeries(labels[1], tuple(line.per_mille / 1000 for line in now)),
    )
    said = "；".join(
        f"{line.name}{print_per_mille(old.per_mille) if old else '上期没有到期'}"
        f"、{print_per_mille(line.per_mille)}"
        for old, line in zip(earlier, now, strict=True)
    )
    names = tuple(line.name for line in now)
    height = min(20 + 11 * len(now), _TALLEST)
    return Chart(ChartKind.BARS, names, series, _WIDTH, height, "0.0%", f"图：{said}。")
