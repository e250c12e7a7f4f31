"""How days, shares and places are printed in tables and sentences."""

import re
from datetime import date

NOTHING = "—"
_LINE_OF_TEXT = re.compile(r"^(.*\.csv):(\d+)(?::\d+)?$")


def share_per_mille(part: int, whole: int) -> int:
    """Return tenths of a per cent, rounded half up; 1000 only where all is done, 0 only where nothing is.

    >>> share_per_mille(2, 3), share_per_mille(9999, 10000), share_per_mille(1, 10000)
    (667, 999, 1)
    """
    if not whole or not part:
        return 0
    return 1000 if part >= whole else min(max((2000 * part + whole) // (2 * whole), 1), 999)


def print_share(part: int, whole: int) -> str:
    """Print a share with one decimal.

    >>> print_share(2, 3), print_share(0, 0)
    ('66.7%', '—')
    """
    return print_per_mille(share_per_mille(part, whole)) if whole else NOTHING


def print_per_mille(number: int) -> str:
    """Print tenths of a per cent."""
    return f"{number // 10}.{number % 10}%"


def print_place(place: str) -> str:
    """Print a place as a clerk looks it up; of a text file the line is enough.

    >>> print_place("records/公安通报案件.csv:2:1"), print_place("returns/三月.xlsx:活动开展情况!A2")
    ('records/公安通报案件.csv第2行', 'returns/三月.xlsx:活动开展情况!A2')
    """
    return _LINE_OF_TEXT.sub(r"\1第\2行", place)


def print_day(day: date) -> str:
    """Print a day as official papers do."""
    return f"{day.year}年{day.month}月{day.day}日"
