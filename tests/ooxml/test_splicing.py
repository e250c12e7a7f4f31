import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.ooxml.package import begin_package, deflate, write_members, write_package
from antifraud_plan.ooxml.splicing import prepare_splice

SENTENCE = "我是某县第一中学的学生，郑重承诺：不出租、不出借、不出售电话卡和银行卡。".encode() * 9
pieces = st.lists(st.one_of(st.binary(max_size=200), st.sampled_from([SENTENCE]), st.integers(0, 2)))
three_values = st.tuples(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=300))


def read_back(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@given(pieces, three_values)
def test_whatever_is_constant_and_whatever_is_filled_in_is_read_back_exactly(
    content: list[bytes | int], values: tuple[bytes, bytes, bytes]
) -> None:
    meant = b"".join(values[piece] if isinstance(piece, int) else piece for piece in content)
    part = prepare_splice("word/document.xml", content)
    assert read_back(write_members([part.fill(values)])) == {"word/document.xml": meant}
    assert part.join(values) == meant


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 131_070, 200_001])
def test_a_value_of_any_size_goes_between_constants(size: int) -> None:
    value = bytes(number % 251 for number in range(size))
    member = prepare_splice("a.xml", [SENTENCE, 0, SENTENCE]).fill([value])
    assert read_back(write_members([member])) == {"a.xml": SENTENCE + value + SENTENCE}


def test_a_value_may_go_to_many_places_and_another_to_none() -> None:
    member = prepare_splice("a.xml", [0, b"<b/>", 0, 2, 0]).fill([b"1", b"never", b"3"])
    assert read_back(write_members([member])) == {"a.xml": b"1<b/>131"}


def test_constants_are_packed_once_and_stand_in_every_part_as_they_are() -> None:
    part = prepare_splice("a.xml", [SENTENCE, 0, SENTENCE[::-1]])
    first, second = part.fill(["张三".encode()]), part.fill(["李四".encode()])
    assert first.packed.replace("张三".encode(), "李四".encode()) == second.packed
    assert first.checksum != second.checksum
    assert len(first.packed) < len(SENTENCE)


def test_no_constant_refers_to_what_stands_before_it() -> None:
    """Whatever goes between them, each can be unpacked alone."""
    alone = [prepare_splice("a.xml", [constant]).fill(()).packed for constant in (SENTENCE, SENTENCE)]
    spliced = prepare_splice("a.xml", [SENTENCE, 0, SENTENCE]).fill([b"x"]).packed
    assert spliced.count(alone[0].removesuffix(b"\x03\x00")) == 2
    assert zlib.decompress(alone[0], -zlib.MAX_WBITS) == SENTENCE


def test_a_constant_too_short_to_pack_is_not_made_longer_than_storing_it() -> None:
    short = prepare_splice("a.xml", [SENTENCE, 0, b"<w:tab/>"]).fill([b"x"])
    assert b"<w:tab/>" in short.packed


def test_finished_members_come_first_and_the_whole_is_what_writing_all_at_once_gives() -> None:
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "图片/一.png": bytes(range(256)),
        "word/document.xml": SENTENCE,
    }
    *constant, document = (deflate(name, data) for name, data in parts.items())
    beginning = begin_package(constant)
    assert write_members([document], after=beginning) == write_package(parts)
    assert write_members([], after=begin_package([document], after=beginning)) == write_package(parts)
