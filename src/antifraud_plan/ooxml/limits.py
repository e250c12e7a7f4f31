"""How much of a stranger's Office file is read before it is refused."""

import attrs

MEBIBYTE = 1024 * 1024


@attrs.frozen
class Limits:
    """Bounds that no honest template or list comes near.

    Attributes:
        members: most parts in one package.
        member_bytes: most bytes of one part, unpacked.
        total_bytes: most bytes of all parts together, unpacked.
        ratio: most unpacked bytes for one packed byte, in parts larger than `ratio_from_bytes`.
        ratio_from_bytes: small parts may be as repetitive as they like.
    """

    members: int = 2_000
    member_bytes: int = 256 * MEBIBYTE
    total_bytes: int = 512 * MEBIBYTE
    ratio: int = 200
    ratio_from_bytes: int = MEBIBYTE


TEMPLATE_LIMITS = Limits(member_bytes=32 * MEBIBYTE, total_bytes=64 * MEBIBYTE)
