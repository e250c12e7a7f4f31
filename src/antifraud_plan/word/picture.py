"""A picture as a value: a seal, a mark, a code to scan."""

import hashlib
import struct

import attrs

from antifraud_plan.word.jinja.printing import UnprintableError

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_LARGEST_DATA = 5 * 1024 * 1024  # bytes
_LONGEST_SIDE = 420.0  # millimetres, of A3
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG segments that tell the size
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG marks without a segment


@attrs.frozen
class Picture:
    """A picture that ``{{ name }}`` prints; where only text can stand, its `description` is printed.

    Attributes:
        data: the PNG or JPEG file.
        width: of the printed picture, millimetres.
        height: the same; by default what keeps the picture's proportions.
        description: what it shows, for those who cannot see it. 替代文字.
    """

    data: bytes = attrs.field(repr=False)
    width: float
    height: float | None = None
    description: str = ""

    def __str__(self) -> str:
        return self.description

    @property
    def extension(self) -> str:
        """``png`` or ``jpeg``.

        Raises:
            UnprintableError: it is neither.
        """
        if self.data.startswith(_PNG):
            return "png"
        if self.data.startswith(_JPEG):
            return "jpeg"
        raise UnprintableError("图片不是 PNG 或 JPEG")

    @property
    def name(self) -> str:
        """Name of the file it is kept in; equal pictures have one name."""
        return f"{hashlib.sha256(self.data).hexdigest()[:16]}.{self.extension}"

    def printed_size(self) -> tuple[float, float]:
        """Return width and height in millimetres.

        Raises:
            UnprintableError: the data are no whole picture or too much, or a side is not to be printed.
        """
        if len(self.data) > _LARGEST_DATA:
            raise UnprintableError("图片文件超过 5 MB")
        across, down = self._read_pixels()
        size = self.width, self.width * down / across if self.height is None else self.height
        if not all(0 < side <= _LONGEST_SIDE for side in size):
            raise UnprintableError(f"图片印出来的边长应在 0 到 {_LONGEST_SIDE:.0f} 毫米之间")
        return size

    def _read_pixels(self) -> tuple[int, int]:
        try:
            pixels = _read_png(self.data) if self.extension == "png" else _read_jpeg(self.data)
        except (struct.error, IndexError):
            pixels = 0, 0
        if not all(pixels):
            raise UnprintableError("图片文件不完整")
        return pixels


def _read_png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">LL", data, 16)
    return (width, height) if data[12:16] == b"IHDR" else (0, 0)


def _read_jpeg(data: bytes) -> tuple[int, int]:
    position = 2
    while data[position] == 0xFF:
        kind = data[position + 1]
        if kind == 0xFF:  # filling
            position += 1
        elif kind in _BARE:
            position += 2
        elif kind in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return width, height
        else:
            position += 2 + max(2, struct.unpack_from(">H", data, position + 2)[0])
    return 0, 0
