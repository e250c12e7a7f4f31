"""Zip packages of parts: read within limits, written to the same bytes everywhere."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from struct import Struct

import attrs

from antifraud_plan.ooxml.limits import Limits
from antifraud_plan.ooxml.records import DEFLATED, end_records, member_records
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEFLATE_LEVEL = 6
_ENCRYPTED = 0x0001
_LOCAL_SIZE = 30
_LOCAL_NAME_AND_EXTRA = Struct("<HH")


@attrs.frozen
class Member:
    """One part, already deflated, that any number of packages can carry.

    Attributes:
        name: part name without a leading slash, such as ``word/document.xml``.
        checksum: CRC-32 of the unpacked bytes.
        size: unpacked bytes.
        packed: the deflated bytes.
    """

    name: str
    checksum: int
    size: int
    packed: bytes = attrs.field(repr=False)


def deflate(name: str, data: bytes) -> Member:
    """Pack one part.

    >>> deflate("a.xml", b"aaaa").size
    4
    """
    packer = zlib.compressobj(_DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


@attrs.frozen
class Beginning:
    """Finished members that any number of packages begin with.

    Attributes:
        body: the members with what stands before each.
        directory: their lines in the central directory.
        count: how many they are.
    """

    body: bytes = attrs.field(default=b"", repr=False)
    directory: bytes = attrs.field(default=b"", repr=False)
    count: int = 0


_NOTHING = Beginning()


def begin_package(members: Iterable[Member], *, after: Beginning = _NOTHING) -> Beginning:
    """Lay out *members* in their order, once for all packages that begin with them."""
    body, directory = _lay_out(members, after)
    return Beginning(b"".join(body), b"".join(directory), after.count + len(directory) - 1)


def write_members(members: Iterable[Member], *, after: Beginning = _NOTHING) -> bytes:
    """Write *members* in their order: fixed times, no attributes, hence the same bytes on every system.

    >>> written = write_members([deflate("a.xml", b"<a/>")])
    >>> written == write_members([deflate("a.xml", b"<a/>")])
    True
    """
    body, directory = _lay_out(members, after)
    end = end_records(
        count=after.count + len(directory) - 1, size=sum(map(len, directory)), offset=sum(map(len, body))
    )
    return b"".join((*body, *directory, end))


def _lay_out(members: Iterable[Member], after: Beginning) -> tuple[list[bytes], list[bytes]]:
    """Return what stands in the file up to the central directory, and its lines, in pieces."""
    body, directory = [after.body], [after.directory]
    offset = len(after.body)
    for member in members:
        header, line = member_records(
            member.name,
            method=DEFLATED,
            checksum=member.checksum,
            packed_size=len(member.packed),
            size=member.size,
            offset=offset,
        )
        body += (header, member.packed)
        directory.append(line)
        offset += len(header) + len(member.packed)
    return body, directory


def read_members(data: bytes) -> tuple[Member, ...]:
    """Return the members of a package that `write_members` wrote, still packed.

    >>> [member.name for member in read_members(write_members([deflate("a.xml", b"<a/>")]))]
    ['a.xml']
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(
            Member(entry.filename, entry.CRC, entry.file_size, _packed(data, entry))
            for entry in archive.infolist()
        )


def unpack(member: Member) -> bytes:
    """Return the unpacked bytes of a member.

    >>> unpack(deflate("a.xml", b"<a/>"))
    b'<a/>'
    """
    return zlib.decompress(member.packed, -zlib.MAX_WBITS)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Write *parts* (name → bytes) in their order; see `write_members`."""
    return write_members(deflate(name, data) for name, data in parts.items())


def read_package(data: bytes, *, file: str, limits: Limits) -> dict[str, bytes]:
    """Read every part of an Office file, in the file's order.

    Args:
        data: the whole file.
        file: its name, for messages.
        limits: what is refused before it is unpacked.

    Raises:
        ProblemsFoundError: ``old-office-format``, ``not-a-zip``, ``zip-encrypted``, ``zip-too-large``,
            ``zip-suspicious`` or ``zip-damaged``.
    """
    where = Location(file)
    if data.startswith(_OLE_MAGIC):
        raise ProblemsFoundError(
            [
                Problem(
                    "old-office-format",
                    "文件是旧格式（.doc、.xls）或者加了密码，这里只读 .docx、.xlsx。",
                    where,
                    "请用 Word、Excel 或 WPS 打开，去掉密码，另存为新格式。",
                )
            ]
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ProblemsFoundError(
            [
                Problem(
                    "not-a-zip",
                    "文件不是 .docx 或 .xlsx：里面不是压缩包。",
                    where,
                    "请确认没有改错扩展名，或重新另存一次。",
                )
            ]
        ) from None
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        problems = tuple(_find_problems(entries, where, limits))
        if problems:
            raise ProblemsFoundError(problems)
        try:
            return {entry.filename: _unpack(data, entry) for entry in entries}
        except (zipfile.BadZipFile, zlib.error, struct.error):
            raise ProblemsFoundError(
                [
                    Problem(
                        "zip-damaged",
                        "文件已损坏，有的部件解不开。",
                        where,
                        "请用 Word、Excel 或 WPS 打开修复后另存。",
                    )
                ]
            ) from None


def _unpack(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Read one part as `zipfile.ZipFile.read` does, without its file objects: lists come by the hundred."""
    unpacked = packed = _packed(data, entry)
    if entry.compress_type != zipfile.ZIP_STORED:
        unpacked = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
    if len(unpacked) != entry.file_size or zlib.crc32(unpacked) != entry.CRC:
        raise zipfile.BadZipFile(entry.filename)
    return unpacked


def _packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    name_size, extra_size = _LOCAL_NAME_AND_EXTRA.unpack_from(data, entry.header_offset + 26)
    start = entry.header_offset + _LOCAL_SIZE + name_size + extra_size
    return data[start : start + entry.compress_size]


def _find_problems(entries: list[zipfile.ZipInfo], where: Location, limits: Limits) -> Iterator[Problem]:
    if len(entries) > limits.members:
        yield Problem(
            "zip-too-large",
            f"文件里有 {len(entries)} 个部件，最多 {limits.members} 个。",
            where,
            "请检查文件来源，或拆成几个文件。",
        )
        return
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        yield Problem("zip-encrypted", "文件加了密码，无法读取。", where, "请去掉密码后另存。")
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        yield Problem(
            "zip-too-large",
            f"文件解开后超过 {limits.total_bytes // 1024 // 1024} MB。",
            where,
            "请检查文件来源，或拆成几个文件。",
        )
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            yield Problem(
                "zip-suspicious",
                f"部件名“{name}”指向文件之外。",
                where,
                "请检查文件来源，不要打开来历不明的文件。",
            )
        if name.lower() in seen:
            yield Problem(
                "zip-suspicious", f"部件“{name}”出现两次。", where, "请检查文件来源，不要打开来历不明的文件。"
            )
        seen.add(name.lower())
        if entry.file_size > limits.member_bytes:
            yield Problem(
                "zip-too-large",
                f"部件“{name}”解开后超过 {limits.member_bytes // 1024 // 1024} MB。",
                where,
                "请检查文件来源，或拆成几个文件。",
            )
        elif (
            entry.file_size > limits.ratio_from_bytes
            and entry.file_size > max(entry.compress_size, 1) * limits.ratio
        ):
            yield Problem(
                "zip-suspicious",
                f"部件“{name}”的压缩比超过 {limits.ratio} 倍，像是压缩炸弹。",
                where,
                "请检查文件来源，不要打开来历不明的文件。",
            )
