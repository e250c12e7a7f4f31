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


def signature_indents(issuer: str, date: str, *, sealed: bool) -> tuple[float, float]:
    """Compute how far issuer and date stand from the right edge, in characters.

    Sealed (7.3.5.1): the date four characters in, the issuer centred on it; an issuer too long for that
    keeps to the right edge and the date is centred under it. Unsealed (7.3.5.2): the issuer two
    characters in, the date starting two characters right of the issuer's start; a date longer than
    the issuer stands two characters in, and the issuer moves left instead.

    >>> signature_indents("某县教育局", "2023年2月6日", sealed=True)
    (4.5, 4.0)
    >>> signature_indents("某县教育和体育局办公室", "2023年2月6日", sealed=False)
    (2.0, 5.0)
    """
    issuer_width, date_width = text_width(issuer), text_width(date)
    if sealed:
        issuer_indent = 4 + (date_width - issuer_width) / 2
        if issuer_indent >= 0:
            return issuer_indent, 4.0
        return 0.0, (issuer_width - date_width) / 2
    if date_width > issuer_width:
        return 4 + date_width - issuer_width, 2.0
    return 2.0, issuer_width - date_width
