"""How a value becomes text, in Word and in Markdown alike."""


class UnprintableError(ValueError):
    """A value that would print as programmers' notation; ``str()`` is a Chinese sentence."""


def print_value(value: object) -> str:
    """Write *value* as text; anything but lists, mappings, truth values and nothing at all has a text.

    Raises:
        UnprintableError: it has none.

    >>> print_value(3), print_value("三")
    ('3', '三')
    """
    match value:
        case str():
            text = str(value)
        case None:
            raise UnprintableError("值是空的，请先判断有没有值，或用 default 给一个代替")
        case bool():
            raise UnprintableError("值是“是”或“否”，请用 {% if %} 写出要印的字")
        case list() | tuple() | set() | frozenset():
            raise UnprintableError("值是一串，请用 join 连起来，或用 {% for %} 逐个写出")
        case dict():
            raise UnprintableError("值是一组字段，请在后面用点号写明要哪一个字段")
        case _:
            text = str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
