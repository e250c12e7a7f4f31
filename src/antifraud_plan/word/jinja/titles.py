"""Long titles broken by meaning into lines of a pleasing outline (GB/T 9704, 7.3.1)."""

import itertools
import math
import re
from collections.abc import Sequence

from antifraud_plan.word.jinja.text import text_width

_MOST_LINES = 4

# Where a reader pauses: before the matter (关于…, 防范…), after who and when (…局, …系统, 2023年).
_PAUSE = re.compile(
    r"(?=关于|防范|预防|打击|防治|抵制)|(?<!关于)(?<!进一步)(?=开展|加强|进一步|做好|推进|深化)"
    r"|(?<=局)(?![长机])|(?<=系统)|(?<=\d年)(?!度)|(?<=\d年度)|(?<=学年)(?!度)|(?<=学期)|(?<=[，、])"
)
# Where a line may end if it must: between parts of the matter itself.
_SEAM = re.compile(r"(?=工作|实施|专项|集中|宣传|主题|活动|配档|暨|和|与|及|《)|(?<=》)")
_NEVER_FIRST = frozenset("》）”’，、。：；—的")
_NEVER_LAST = frozenset("《（“‘—")
_SEAM_COST, _LINE_COST, _HOURGLASS_COST, _IMBALANCE_COST = 3.0, 4.0, 6.0, 4.0


def break_title(title: str, capacity: float) -> str:
    """Break *title* into lines of at most *capacity* characters.

    Breaks stand where the sense pauses, the lines form a trapezoid or a diamond, and no scrap such as
    通知 is left over. A title that holds line breaks already, or needs more than four lines, is returned
    as it is.

    >>> print(break_title("某县教育局关于印发《某县2023年防范电信网络诈骗工作实施方案》的通知", 20))
    某县教育局关于印发《某县2023年
    防范电信网络诈骗工作实施方案》的通知
    """
    reach = tuple(itertools.accumulate(map(text_width, title), initial=0.0))
    fewest = math.ceil(reach[-1] / capacity)
    if "\n" in title or not 1 < fewest <= _MOST_LINES:
        return title
    costs = _find_breaks(title)
    best: tuple[float, tuple[int, ...]] | None = None
    for count in range(fewest, min(fewest + 1, _MOST_LINES) + 1):
        for breaks in itertools.combinations(costs, count - 1):
            widths = _widths(reach, breaks)
            if max(widths) > capacity:
                continue
            cost = sum(costs[place] for place in breaks) + (count - fewest) * _LINE_COST
            cost += _shape_cost(widths, capacity)
            if best is None or cost < best[0]:
                best = cost, breaks
    breaks = best[1] if best else _spread_breaks(title, reach, fewest, capacity)
    return "\n".join(title[start:end] for start, end in itertools.pairwise((0, *breaks, len(title))))


def _find_breaks(title: str) -> dict[int, float]:
    """Return where a line may end by meaning, with what it costs."""
    pauses = [match.start() for match in _PAUSE.finditer(title)]
    seams = [match.start() for match in _SEAM.finditer(title)]
    costs = dict.fromkeys(seams, _SEAM_COST) | dict.fromkeys(pauses, 0.0)
    return {place: costs[place] for place in sorted(costs) if _may_break(title, place)}


def _may_break(title: str, place: int) -> bool:
    if not 0 < place < len(title):
        return False
    before, after = title[place - 1], title[place]
    inside_word = before.isascii() and after.isascii()
    # 2023 and 年 belong together as much as two digits do.
    return not (inside_word or (before.isdigit() and after == "年")) and not (
        after in _NEVER_FIRST or before in _NEVER_LAST
    )


def _shape_cost(widths: Sequence[float], capacity: float) -> float:
    cost = _IMBALANCE_COST * (max(widths) - min(widths)) / capacity
    if any(widths[line] < min(widths[line - 1], widths[line + 1]) for line in range(1, len(widths) - 1)):
        cost += _HOURGLASS_COST
    return cost


def _widths(reach: Sequence[float], breaks: Sequence[int]) -> list[float]:
    return [reach[end] - reach[start] for start, end in itertools.pairwise((0, *breaks, len(reach) - 1))]


def _spread_breaks(title: str, reach: Sequence[float], fewest: int, capacity: float) -> tuple[int, ...]:
    """Break where the lines come out even, for titles in which no sense shows; none if that cannot be."""
    legal = [place for place in range(1, len(title)) if _may_break(title, place)]
    for count in range(fewest, _MOST_LINES + 1):
        breaks: list[int] = []
        for left in range(count, 1, -1):
            start = reach[breaks[-1]] if breaks else 0.0
            aim = start + (reach[-1] - start) / left
            fitting = [
                (abs(reach[place] - aim), place)
                for place in legal
                if start < reach[place] <= start + capacity
            ]
            breaks += [min(fitting)[1]] if fitting else []
        if max(_widths(reach, breaks)) <= capacity:
            return tuple(breaks)
    return ()
