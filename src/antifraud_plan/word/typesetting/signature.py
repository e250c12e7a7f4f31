"""Where 署名 and 成文日期 stand, counted from the right edge in full-width characters. Clause 7.3.5."""

from antifraud_plan.word.typesetting.text import text_width
from antifraud_plan.word.typesetting.titles import break_title

_LONGEST = 24  # the type area of 28 less the four characters that a sealed signature keeps free
_SEALED_DATE_INDENT = 4


def signature_lines(issuer: str) -> str:
    """Break an issuer too long for one line where its sense pauses; others stay as they are.

    >>> print(signature_lines("某某土家族苗族自治县教育和体育局防范电信网络诈骗工作领导小组"))
    某某土家族苗族自治县教育和体育局
    防范电信网络诈骗工作领导小组
    """
    return break_title(issuer, _LONGEST)


def signature_axis(issuer: str, date: str) -> float:
    """Tell how far from the right edge the middle of a sealed signature is.

    The date stands four characters in and the issuer is centred on it (7.3.5.1); an issuer too long for
    that stands half a character in and the date is centred under it.

    >>> signature_axis("某县教育局", "2023年2月6日")
    7.0
    """
    return max(_SEALED_DATE_INDENT + text_width(date) / 2, (_widest_line(issuer) + 1) / 2)


def issuer_indent(issuer: str, date: str) -> float:
    """Tell how far an unsealed issuer stands from the right edge: two characters, unless the date is longer.

    >>> issuer_indent("某县教育和体育局办公室", "2023年2月6日")
    2.0
    """
    return 4 + text_width(date) - _widest_line(issuer) if _is_longer(date, issuer) else 2.0


def date_indent(date: str, issuer: str, sealed: object) -> float:
    """Tell how far the date stands from the right edge.

    Sealed, its middle is on the axis. Unsealed (7.3.5.2), it starts two characters right of the issuer's
    start; a date longer than the issuer stands two characters in, and the issuer moves left instead.

    >>> date_indent("2023年2月6日", "某县教育和体育局办公室", True)
    4.0
    >>> date_indent("2023年2月6日", "某县教育和体育局办公室", False)
    5.0
    """
    if sealed:
        return signature_axis(issuer, date) - text_width(date) / 2
    return 2.0 if _is_longer(date, issuer) else _widest_line(issuer) - text_width(date)


def _is_longer(date: str, issuer: str) -> bool:
    return text_width(date) > _widest_line(issuer)


def _widest_line(issuer: str) -> float:
    return max(map(text_width, signature_lines(issuer).split("\n")))
