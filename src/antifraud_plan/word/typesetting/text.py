"""Widths of Chinese and Latin text, counted in full-width characters."""

import unicodedata

_FULL_WIDTH = frozenset("WFA")  # ambiguous marks such as “ ” — take the Chinese font, hence a full square


def text_width(text: str) -> float:
    """Count *text* in full-width characters (字): a Chinese character is 1, a digit ½.

    >>> text_width("2023年2月6日")
    6.0
    """
    return sum(
        1.0 if unicodedata.east_asian_width(character) in _FULL_WIDTH else 0.5
        for character in text
        if not unicodedata.combining(character)
    )


def squeeze(text: str, widest: float) -> int:
    """Tell to how many percent *text* must be narrowed to be no wider than *widest* characters.

    Below 40 percent nothing is readable: such a text wraps instead.

    >>> squeeze("某县教育局文件", 8.5), squeeze("某某土家族苗族自治县教育局文件", 8.5)
    (100, 56)
    """
    width = text_width(text)
    return 100 if width <= widest else max(int(100 * widest / width), 40)
