"""Chinese numerals as official documents write them."""

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Write 1 to 99 in Chinese numerals; raises `ValueError` outside that range.

    >>> [chinese_number(n) for n in (1, 10, 12, 20, 36)]
    ['一', '十', '十二', '二十', '三十六']
    """
    if not 1 <= number <= 99:
        raise ValueError(f"{number} 超出 1 至 99，不能写成中文序数")
    tens, units = divmod(number, 10)
    return (
        (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[units] if units else "")
    )
