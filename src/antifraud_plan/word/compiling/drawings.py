"""Numbers of drawings: left open while a template is compiled, given when it is filled."""

OPEN_NUMBER = "\x07"  # no XML and no value can hold it


def number_drawings(text: str) -> str:
    """Number the drawings of a filled part from 1."""
    first, *rest = text.split(OPEN_NUMBER)
    return first + "".join(f"{number}{stretch}" for number, stretch in enumerate(rest, 1))
