import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.ooxml.archive import write_archive

PAPERS = {
    "学生承诺书/七年级1班/01张三.docx": b"PK\x03\x04 one",
    "学生承诺书/七年级1班/02阿依古丽·买买提.docx": b"",
    "𠮷䶮.docx": bytes(range(256)) * 40,
}


def test_papers_are_stored_as_they_are_under_their_own_names() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(write_archive(PAPERS.items())))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PAPERS
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr) == (0, 0)


@given(st.dictionaries(st.text("abc/一二.", min_size=1), st.binary(max_size=300)))
def test_any_papers_survive_and_give_the_same_bytes_again(papers: dict[str, bytes]) -> None:
    written = b"".join(write_archive(papers.items()))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == papers
    assert b"".join(write_archive(papers.items())) == written


def test_no_paper_is_asked_for_long_before_it_is_written() -> None:
    asked = 0

    def papers() -> Iterator[tuple[str, bytes]]:
        nonlocal asked
        for asked in range(1, 1001):
            yield f"{asked}.docx", bytes(10_000)

    written = 0
    for chunk in write_archive(papers()):
        written += len(chunk)
        assert asked * 10_000 <= written + 64 * 1024 + 10_000


def test_memory_does_not_grow_with_the_number_of_papers() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in write_archive(
            (f"学生承诺书/七年级{number}班/张三.docx", bytes(10_000)) for number in range(count)
        ):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(20_000) < 4 * 1024 * 1024
    assert peak(20_000) < peak(5_000) * 3


def test_more_than_65_535_papers_are_read_by_pythons_zipfile() -> None:
    count = 65_540
    written = b"".join(write_archive((f"{number}.docx", b"%d" % number) for number in range(count)))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert len(archive.namelist()) == count
        assert archive.read(f"{count - 1}.docx") == b"%d" % (count - 1)


def test_exactly_as_many_papers_as_an_ordinary_archive_can_tell_and_one_more() -> None:
    for count, is_wide in ((65_534, False), (65_535, True)):
        written = b"".join(write_archive((str(number), b"") for number in range(count)))
        assert (b"PK\x06\x06" in written[-100:]) is is_wide
        assert (written[-14:-10] == b"\xff" * 4) is is_wide  # look into the wide record
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            assert len(archive.namelist()) == count


def test_an_archive_of_more_than_four_gigabytes_is_read_by_pythons_zipfile(tmp_path: Path) -> None:
    large = bytes(256 * 1024 * 1024)
    papers = [*((f"{number}.bin", large) for number in range(17)), ("最后.docx", b"the last")]
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        for chunk in write_archive(papers):
            if chunk is large:
                file.seek(len(large), io.SEEK_CUR)  # a hole reads as zeros and takes no room on the disk
            else:
                file.write(chunk)
    assert path.stat().st_size > 4 * 1024**3
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [name for name, _ in papers]
        assert archive.read("最后.docx") == b"the last"
        with archive.open("16.bin") as last_large:
            assert last_large.read(100) == bytes(100)
