"""Why something stands as it does: a code with what it speaks of, worded late."""

import attrs


@attrs.frozen
class Reason:
    """Why (原因).

    Attributes:
        code: which sentence.
        values: what fills its gaps: names, labels, numbers as they are printed.
    """

    code: str
    values: tuple[tuple[str, str | int], ...] = ()
