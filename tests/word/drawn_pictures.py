"""Picture files made from nothing, so that a test knows every pixel."""

import struct
import zlib


def png(width: int, height: int, colour: tuple[int, int, int] = (200, 0, 0)) -> bytes:
    rows = (b"\0" + bytes(colour) * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int, *, frame: int = 0xC0, before: bytes = b"") -> bytes:
    """The head of a JPEG, which is all that says how large it is."""
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    size = struct.pack(">BBHBHHB", 0xFF, frame, 17, 8, height, width, 3) + bytes(9)
    return start + before + size + b"\xff\xda\x00\x08" + bytes(6) + b"\xff\xd9"
