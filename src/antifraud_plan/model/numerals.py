"""Numbers as official documents write them, there and back: 一, 十二, 两, 一百二十, 二〇二三."""

import re

NUMERALS = "零一二三四五六七八九"
"""The Chinese digits, each at its value."""

_DIGITS = {digit: value for value, digit in enumerate(NUMERALS)} | {"〇": 0, "两": 2}
_BELOW_THOUSAND = re.compile(
    r"(?:(?P<hundreds>[一二两三四五六七八九])?(?P<hundred>百)(?P<gap>零)?)?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?"
    r"(?P<ones>[一二两三四五六七八九])?"
)

NUMBER = (
    r"(?:(?<![\d.])[0-9]{1,4}(?!\d|\.\d)|(?<![一二两三四五六七八九十百零〇几])[一二两三四五六七八九十百零]+)"
)
"""Pattern of what may be a number: ASCII digits or Chinese numerals, never a part of a longer run."""


LAST_NUMERAL = 99
"""The last number that heads a section or counts off an item in Chinese numerals."""


def chinese_number(number: int) -> str:
    """Write 1 to 99 in Chinese numerals; raises `ValueError` outside that range.

    >>> [chinese_number(n) for n in (1, 10, 12, 20, 36)]
    ['一', '十', '十二', '二十', '三十六']
    """
    if not 1 <= number <= LAST_NUMERAL:
        raise ValueError(f"{number} 超出 1 至 {LAST_NUMERAL}，不能写成中文序数")
    tens, units = divmod(number, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[units] if units else "")


def find_number(text: str) -> int | None:
    """Return the whole number *text* writes, ``None`` when it writes none or none below 10,000.

    >>> [find_number(text) for text in ("2", "两", "十二", "一百零五", "三五", "几")]
    [2, 2, 12, 105, None, None]
    """
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    match = _BELOW_THOUSAND.fullmatch(text)
    if not text or match is None or (match["gap"] and not (match["ones"] and not match["ten"])):
        return None
    if match["hundred"] and match["ones"] and not match["ten"] and not match["gap"]:
        return None  # 一百五 may be 150 or a slip for 105
    hundreds = _DIGITS[match["hundreds"] or "一"] if match["hundred"] else 0
    tens = _DIGITS[match["tens"] or "一"] if match["ten"] else 0
    ones = _DIGITS[match["ones"]] if match["ones"] else 0
    return hundreds * 100 + tens * 10 + ones


def find_year(text: str) -> int | None:
    """Return the year of four digits, 2023 or 二〇二三; ``None`` when *text* is no such thing."""
    if re.fullmatch(r"[0-9]{4}", text):
        return int(text)
    if re.fullmatch(rf"[〇{NUMERALS}]{{4}}", text):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    return None
