"""Public holidays typed from the gazette, for years that no package knows yet."""

import tomllib
from importlib.resources import files

from antifraud_plan.plugin import Holiday


def announced_holidays(year: int) -> tuple[Holiday, ...] | None:
    """Return the public holidays of *year*, ``None`` for a year the county has not typed.

    >>> [holiday.name for holiday in announced_holidays(2028)][:2]
    ['元旦', '春节']
    >>> announced_holidays(1999) is None
    True
    """
    typed = tomllib.loads((files(__package__ or __name__) / "holidays.toml").read_text(encoding="utf-8"))
    rows = typed.get(str(year))
    return None if rows is None else tuple(Holiday(row["name"], row["first"], row["last"]) for row in rows)
