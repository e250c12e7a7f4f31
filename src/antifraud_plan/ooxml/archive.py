"""Archives of finished files, written as a stream: nothing but the file at hand stands in memory."""

import zlib
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

from antifraud_plan.ooxml.records import STORED, end_records, member_records

_DIRECTORY_IN_MEMORY = 1024 * 1024  # bytes; a directory of more goes to disk until it is due
_CHUNK = 64 * 1024


def write_archive(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the bytes of a zip archive that holds *files* as they are, in their order.

    Office files are packed already, so they are stored. Any number of files and any size will do, each
    file being below 4 GiB. The same files give the same bytes.

    Args:
        files: name with forward slashes, and content; no name twice.

    >>> import io, zipfile
    >>> written = b"".join(write_archive([("一年级1班/张三.docx", b"...")]))
    >>> zipfile.ZipFile(io.BytesIO(written)).namelist()
    ['一年级1班/张三.docx']
    """
    return _join_small(_write_members(files))


def _write_members(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    count = size = offset = 0
    with SpooledTemporaryFile(_DIRECTORY_IN_MEMORY) as directory:
        for name, data in files:
            header, line = member_records(
                name,
                method=STORED,
                checksum=zlib.crc32(data),
                packed_size=len(data),
                size=len(data),
                offset=offset,
            )
            yield header
            yield data
            count += 1
            size += directory.write(line)
            offset += len(header) + len(data)
        directory.seek(0)
        while chunk := directory.read(_CHUNK):
            yield chunk
    yield end_records(count=count, size=size, offset=offset)


def _join_small(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in fewer pieces: whoever hashes or writes them pays for every piece."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        if size + len(chunk) > _CHUNK:
            yield b"".join(waiting)
            waiting.clear()
            size = 0
        if len(chunk) > _CHUNK:
            yield chunk
        else:
            waiting.append(chunk)
            size += len(chunk)
    yield b"".join(waiting)
