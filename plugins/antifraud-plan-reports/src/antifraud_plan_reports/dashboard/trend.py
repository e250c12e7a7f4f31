"""Draws the trend as lines that print in black and white."""

from collections.abc import Sequence

from markupsafe import Markup

from antifraud_plan_reports.dashboard.data import TrendPoint

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 200, 48, 28, 40, 32


def draw_trend(points: Sequence[TrendPoint]) -> Markup:
    """Return an SVG of the share done, a point a day; days on which nothing was due yet have none."""
    shown = [each for each in points if each.line.due]
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    step = width / max(1, len(shown) - 1)
    places = [
        (
            _LEFT + (step * index if len(shown) > 1 else width / 2),
            _TOP + height * (1 - each.line.per_mille / 1000),
        )
        for index, each in enumerate(shown)
    ]
    drawn = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="各月完成率，数字见下表">').format(
            _WIDTH, _HEIGHT
        )
    ]
    for share in (0, 50, 100):
        y = round(_TOP + height * (1 - share / 100), 1)
        drawn.append(
            Markup(
                '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<text x="{}" y="{}" text-anchor="end">{}%</text>'
            ).format(_LEFT, _WIDTH - _RIGHT, y, y, _LEFT - 8, y + 4, share)
        )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    drawn.append(Markup('<polyline class="trend" points="{}"/>').format(line))
    for (x, y), each in zip(places, shown, strict=True):
        drawn.append(
            Markup(
                '<circle cx="{}" cy="{}" r="4"/>'
                '<text class="value" x="{}" y="{}" text-anchor="middle">{}</text>'
                '<text x="{}" y="{}" text-anchor="middle">{}</text>'
            ).format(
                round(x, 1),
                round(y, 1),
                round(x, 1),
                round(y - 10, 1),
                each.line.rate,
                round(x, 1),
                _HEIGHT - 8,
                f"{each.day.month}月{each.day.day}日",
            )
        )
    return Markup("").join((*drawn, Markup("</svg>")))
