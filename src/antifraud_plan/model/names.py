"""What a text must be to be printed as a name: on one line, and not blank."""

from collections.abc import Iterable

import attrs


def check_name(_: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    """Object to a blank text and to one of several lines, with a `ValueError` in Chinese."""
    if not value.strip():
        raise ValueError(f"“{attribute.name}”是空的，请写上内容")
    check_line(_, attribute, value)


def check_line(_: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    """Object to a text of several lines, or of spaces alone; an empty one means that there is none."""
    if len(value.splitlines()) > 1 or value.endswith("\n"):
        raise ValueError(f"“{attribute.name}”分成了几行，请写在一行里")
    if value and not value.strip():
        raise ValueError(f'“{attribute.name}”里只有空格，请写上内容，或写成空的 ""')


def check_each_name(_: object, attribute: "attrs.Attribute[tuple[str, ...]]", value: Iterable[str]) -> None:
    """Object to every entry that is blank or has several lines."""
    faulty = [
        f"第{place}项"
        for place, name in enumerate(value, 1)
        if not name.strip() or len(name.splitlines()) > 1
    ]
    if faulty:
        raise ValueError(
            f"“{attribute.name}”的{'、'.join(faulty)}是空的，或分成了几行；每一项都要有内容，写在一行里"
        )
