"""How days and shares are printed in tables and sentences."""

from datetime import date

NOTHING = "—"


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


def print_day(day: date) -> str:
    """Print a day as official papers do."""
    return f"{day.year}年{day.month}月{day.day}日"
