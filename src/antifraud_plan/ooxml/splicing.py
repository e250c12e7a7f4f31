"""Parts that are mostly constant: each constant is deflated once, values are set between them as they are."""

import zlib
from collections.abc import Iterable, Sequence
from struct import Struct

import attrs

from antifraud_plan.ooxml.package import Member

_STORED_BLOCK = Struct("<BHH")
_LARGEST_BLOCK = 0xFFFF  # bytes in one stored block
_LAST_BLOCK = b"\x03\x00"  # an empty one, which says that the stream ends
_LEVEL = 9  # a constant is deflated once and copied ever after


@attrs.frozen
class Splice:
    """One part: constants, and gaps between them that values go into.

    Every constant is deflated by itself and ends on a byte, every value is a stored block, and the one
    after the other is a deflate stream: to fill the gaps, nothing is deflated.

    Attributes:
        name: part name without a leading slash.
        gaps: for each gap in order, the index of its value.
    """

    name: str
    gaps: tuple[int, ...]
    _first: bytes = attrs.field(repr=False)
    _checksum: int = attrs.field(repr=False)  # of the first constant
    _plain: tuple[bytes, ...] = attrs.field(repr=False)  # an empty place for each value, then a constant
    _packed: tuple[bytes, ...] = attrs.field(repr=False)  # a constant, an empty place, a constant …

    def fill(self, values: Sequence[bytes]) -> Member:
        """Return the part with *values* in its gaps.

        >>> part = prepare_splice("a.xml", [b"<a>", 0, b"</a>"])
        >>> part.fill([b"1"]).size
        8
        """
        plain, packed = list(self._plain), list(self._packed)
        blocks = list(map(_store, values))
        plain[::2] = [values[index] for index in self.gaps]
        packed[1::2] = [blocks[index] for index in self.gaps]
        rest = b"".join(plain)
        return Member(
            self.name, zlib.crc32(rest, self._checksum), len(self._first) + len(rest), b"".join(packed)
        )

    def join(self, values: Sequence[bytes]) -> bytes:
        """Return the unpacked bytes of the part with *values* in its gaps."""
        plain = list(self._plain)
        plain[::2] = [values[index] for index in self.gaps]
        return b"".join((self._first, *plain))


def prepare_splice(name: str, pieces: Iterable[bytes | int]) -> Splice:
    """Deflate the constants of a part.

    Args:
        name: part name without a leading slash.
        pieces: constants, and where a value goes, its index.
    """
    constants: list[bytes] = [b""]
    gaps: list[int] = []
    for piece in pieces:
        if isinstance(piece, int):
            gaps.append(piece)
            constants.append(b"")
        else:
            constants[-1] += piece
    first, *rest = constants
    packed = [_pack(first), *(place for constant in rest for place in (b"", _pack(constant)))]
    packed[-1] += _LAST_BLOCK
    plain = [place for constant in rest for place in (b"", constant)]
    return Splice(name, tuple(gaps), first, zlib.crc32(first), tuple(plain), tuple(packed))


def _pack(constant: bytes) -> bytes:
    """Deflate *constant* so that it ends on a byte, or store it when that is shorter."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(constant) + packer.flush(zlib.Z_FULL_FLUSH)
    return min(packed, _store(constant), key=len)


def _store(value: bytes) -> bytes:
    if len(value) > _LARGEST_BLOCK:
        return b"".join(
            _store(value[start : start + _LARGEST_BLOCK]) for start in range(0, len(value), _LARGEST_BLOCK)
        )
    return _STORED_BLOCK.pack(0, len(value), len(value) ^ _LARGEST_BLOCK) + value if value else b""
