"""The records a zip file is made of: fixed times, no attributes, large files announced as zip64."""

from struct import Struct

STORED = 0
DEFLATED = 8

_VERSION = 20
_VERSION_ZIP64 = 45
_UTF8_NAMES = 0x0800
_MIDNIGHT = 0
_NEW_YEAR_1980 = 0x0021  # the earliest day a zip can name: no clock reaches the file
_MANY = 0xFFFF  # what a field says whose number stands in a zip64 record
_LARGE = 0xFFFF_FFFF

_FACTS = Struct("<HHHHLLL")
_LOCAL = Struct("<4sH20sHH")
_CENTRAL = Struct("<4sHH20sHHHHHLL")
_OFFSET_ZIP64 = Struct("<HHQ")
_END = Struct("<4sHHHHLLH")
_END_ZIP64 = Struct("<4sQHHLLQQQQ")
_END_ZIP64_LOCATOR = Struct("<4sLQL")


def member_records(
    name: str, *, method: int, checksum: int, packed_size: int, size: int, offset: int
) -> tuple[bytes, bytes]:
    """Return what stands before a member, and its line in the central directory.

    Args:
        name: with forward slashes.
        method: `STORED` or `DEFLATED`.
        checksum: CRC-32 of the unpacked bytes.
        packed_size: bytes as they stand in the file, below 4 GiB.
        size: unpacked bytes, below 4 GiB.
        offset: where in the file the member begins.
    """
    encoded = name.encode()
    facts = _FACTS.pack(_UTF8_NAMES, method, _MIDNIGHT, _NEW_YEAR_1980, checksum, packed_size, size)
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, facts, len(encoded), 0) + encoded
    extra, version = b"", _VERSION
    if offset >= _LARGE:
        extra, version = _OFFSET_ZIP64.pack(1, 8, offset), _VERSION_ZIP64
    line = _CENTRAL.pack(
        b"PK\x01\x02", version, version, facts, len(encoded), len(extra), 0, 0, 0, 0, min(offset, _LARGE)
    )
    return local, line + encoded + extra


def end_records(*, count: int, size: int, offset: int) -> bytes:
    """Return what ends a file whose central directory has *count* lines in *size* bytes from *offset* on."""
    end = _END.pack(
        b"PK\x05\x06", 0, 0, min(count, _MANY), min(count, _MANY), min(size, _LARGE), min(offset, _LARGE), 0
    )
    if count < _MANY and size < _LARGE and offset < _LARGE:
        return end
    wide = _END_ZIP64.pack(
        b"PK\x06\x06", 44, _VERSION_ZIP64, _VERSION_ZIP64, 0, 0, count, count, size, offset
    )
    return wide + _END_ZIP64_LOCATOR.pack(b"PK\x06\x07", 0, offset + size, 1) + end
