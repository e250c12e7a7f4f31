"""Characters as Chinese input methods type them."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)} | {ord("\u3000"): " "}


def half_width(text: str) -> str:
    """Return *text* with half-width letters, digits, marks and spaces, one character for each.

    >>> half_width("２次，Ａ")
    '2次,A'
    """
    return text.translate(_HALF_WIDTH)
