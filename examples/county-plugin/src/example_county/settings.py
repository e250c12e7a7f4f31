"""What a county may set about its letters, in the table ``[reminder]`` of plan.toml."""

import attrs


@attrs.frozen
class ReminderSettings:
    """How reminder letters are made.

    Attributes:
        contact: 联系人, printed at the end; a marked blank while empty.
        waterside: full names of schools that lie by the water, which are asked for patrols too.
    """

    contact: str = ""
    waterside: tuple[str, ...] = ()
