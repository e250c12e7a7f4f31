"""Long titles broken by meaning into lines of a pleasing outline (GB/T 9704, 7.3.1)."""

import itertools
import math
import re
from collections.abc import Iterable, Sequence

from antifraud_plan.word.typesetting.text import text_width

_MOST_LINES = 4
_LONGEST = 200  # characters: what is longer is no title, and has too many ways to be broken

# Where a reader pauses: before the matter (关于…, 防范…), after who and when (…局, …系统, 2023年).
_PAUSE = re.compile(
    r"(?=关于|防范|预防|打击|防治|抵制)|(?<!关于)(?<!进一步)(?=开展|加强|进一步|做好|推进|深化)"
    r"|(?<=局)(?![长机])|(?<=系统)|(?<=\d年)(?!度)|(?<=\d年度)|(?<=学年)(?!度)|(?<=学期)|(?<=[，、])"
)
# Where a school's name ends or pauses.
_SCHOOL = re.compile(
    r"(?<=学校)(?!生)|(?<=小学)(?<!中小学)(?![生校])|(?<=小学)(?=\d)|(?<=中学)(?![生校])|(?<=幼儿园)|(?<=学院)|(?<=校区)|(?=（)|(?<=）)"
)
# Where a line may end if it must: between parts of the matter itself.
_SEAM = re.compile(r"(?=工作|实施|专项|集中|宣传|主题|活动|配档|暨|(?<!合)并|和|与|及|《)|(?<=》)")
# Where a long name has its joints; a further line is better than a break there.
_JOINT = re.compile(r"(?<=[县市镇乡旗])(?!分校|中心)|(?<=自治[区州])|(?<=新区)|(?<=街道)|(?<=中心)")
_NEVER_FIRST = frozenset("》）”’，、。：；—的")
_NEVER_LAST = frozenset("《（“‘—")
# What stays whole where no sense shows: words, and remarks in brackets.
_WHOLE = re.compile(
    r"（[^（）]{1,10}）|九年一贯制|一贯制|幼儿园|初中部|高中部|小学部|电信网络|中心学校"
    r"|自治[区州县旗]|[校城新]区|街道|同志|学[校院生期年]|[小中大]学|中心|实验|职业|技术|教育|体育|特殊|民族"
    r"|分[校园]|共产党员|称号|优秀|号召|学习|决定|网络|诈骗|犯罪|溺水|安全|工作|实施|方案|专项|行动|宣传|活动|主题|通知|通报|意见|报告|总结|情况|集资|非法"
    r"|第[一二三四五六七八九十]+"
)
_SCHOOL_COST, _SEAM_COST, _JOINT_COST = 0.5, 3.0, 6.0
_LINE_COST, _HOURGLASS_COST, _IMBALANCE_COST = 4.0, 6.0, 4.0


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
    if "\n" in title or len(title) > _LONGEST or not 1 < fewest <= _MOST_LINES:
        return title
    costs = _find_breaks(title)
    best: tuple[float, tuple[int, ...]] | None = None
    for count in range(fewest, _MOST_LINES + 1):
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
    kinds = ((_JOINT, _JOINT_COST), (_SEAM, _SEAM_COST), (_SCHOOL, _SCHOOL_COST), (_PAUSE, 0.0))
    costs = {match.start(): cost for pattern, cost in kinds for match in pattern.finditer(title)}
    return {place: costs[place] for place in _keep_whole(title, sorted(costs))}


def _keep_whole(title: str, places: Iterable[int]) -> list[int]:
    """Return the *places* where a line may end that lie within no word."""
    inside = {place for word in _WHOLE.finditer(title) for place in range(word.start() + 1, word.end())}
    return [place for place in places if place not in inside and _may_break(title, place)]


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
    """Break where the lines come out even, for titles in which no sense shows; none if that cannot be.

    Words are parted only where nothing else fits.
    """
    for legal in (
        _keep_whole(title, range(1, len(title))),
        [place for place in range(1, len(title)) if _may_break(title, place)],
    ):
        breaks = _spread_over(legal, reach, fewest, capacity)
        if breaks:
            return breaks
    return ()


def _spread_over(
    legal: Sequence[int], reach: Sequence[float], fewest: int, capacity: float
) -> tuple[int, ...]:
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
