"""The name somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def find_nearest(name: str, names: Iterable[str]) -> str | None:
    """Give the one of *names* most like *name*, or ``None`` when none is near.

    >>> find_nearest("yaer", ["name", "year"])
    'year'
    >>> find_nearest("month", ["name", "year"])
    """
    return next(iter(get_close_matches(name, sorted(names), n=1, cutoff=0.6)), None)


def suggest(name: str, names: Iterable[str]) -> str:
    """Word the question whether the nearest of *names* was meant; empty when none is near.

    >>> suggest("yaer", ["name", "year"])
    '是否想写“year”？'
    """
    nearest = find_nearest(name, names)
    return f"是否想写“{nearest}”？" if nearest else ""
