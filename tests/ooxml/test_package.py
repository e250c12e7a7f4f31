import io
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.ooxml.limits import Limits
from antifraud_plan.ooxml.package import deflate, read_package, write_members, write_package
from antifraud_plan.problems import ProblemsFoundError

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": "<正文/>".encode() * 500,
    "图片/一.png": bytes(range(256)),
}


def zipped(parts: dict[str, bytes]) -> bytes:
    """An independent writer, to compare with and to be hostile with."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def codes_of(data: bytes, limits: Limits = Limits()) -> list[str]:  # noqa: B008 - frozen
    with pytest.raises(ProblemsFoundError) as caught:
        read_package(data, file="模板.docx", limits=limits)
    assert all("模板.docx" in str(problem) for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_what_is_written_is_read_by_pythons_zipfile_and_by_us() -> None:
    written = write_package(PARTS)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PARTS
    assert list(read_package(written, file="a.docx", limits=Limits()).items()) == list(PARTS.items())


@given(
    st.dictionaries(
        st.text("abc/一二.xml", min_size=1).filter(lambda name: name.strip("/.")), st.binary(max_size=300)
    )
)
def test_any_parts_survive_a_zip(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(parts))) as archive:
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == parts


def test_every_entry_is_dated_1980_and_carries_no_attributes() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(PARTS))) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr, entry.compress_type) == (
                0,
                0,
                zipfile.ZIP_DEFLATED,
            )


def test_bytes_do_not_depend_on_time_zone_or_locale() -> None:
    program = (
        "import sys; from antifraud_plan.ooxml.package import write_package;"
        "sys.stdout.buffer.write(write_package({'甲.xml': b'<a/>' * 99}))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"TZ": zone, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for zone, locale in (("UTC", "C"), ("Asia/Shanghai", "C.UTF-8"), ("America/St_Johns", "POSIX"))
    }
    assert outputs == {write_package({"甲.xml": b"<a/>" * 99})}


def test_a_deflated_member_serves_many_packages() -> None:
    member = deflate("a.xml", b"<a/>" * 100)
    assert write_members([member]) == write_package({"a.xml": b"<a/>" * 100})


def test_an_old_or_encrypted_office_file_is_named_as_such() -> None:
    assert codes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)) == ["old-office-format"]


@pytest.mark.parametrize("data", [b"", b"not a zip", "一段文字".encode(), b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert codes_of(data) == ["not-a-zip"]


def test_a_damaged_part_is_refused() -> None:
    whole = bytearray(zipped({"a.xml": b"0123456789" * 400}))
    whole[35:45] = b"\xff" * 10
    assert codes_of(bytes(whole)) == ["zip-damaged"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert codes_of(zipped({"a.xml": bytes(8 * 1024 * 1024)})) == ["zip-suspicious"]


def test_limits_on_number_and_size() -> None:
    many = zipped({f"{number}.xml": b"" for number in range(11)})
    assert codes_of(many, Limits(members=10)) == ["zip-too-large"]
    large = zipped({"a.xml": b"x" * 2000, "b.xml": b"x" * 2000})
    assert codes_of(large, Limits(member_bytes=1000)) == ["zip-too-large"] * 2
    assert codes_of(large, Limits(total_bytes=3000)) == ["zip-too-large"]


def test_a_part_that_lies_about_its_size_yields_no_more_than_it_says() -> None:
    data = bytearray(zipped({"a.xml": b"y" * 5000}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", 10)
    assert codes_of(bytes(data)) == ["zip-damaged"]


@pytest.mark.parametrize(
    "name", ["../outside.xml", "/etc/passwd", "word/../../x", "C:/x.xml", "word\\doc.xml"]
)
def test_a_part_that_points_outside_is_refused(name: str) -> None:
    data = zipped({"ok.xml": b"", "placeholder-name": b""}).replace(
        b"placeholder-name", name.encode().ljust(16, b"_")
    )
    assert set(codes_of(data)) == {"zip-suspicious"}


def test_a_part_that_appears_twice_is_refused() -> None:
    data = zipped({"word/a.xml": b"1", "word/b.xml": b"2"}).replace(b"word/b.xml", b"WORD/A.xml")
    assert codes_of(data) == ["zip-suspicious"]


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(zipped({"a.xml": b"1"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes_of(bytes(data)) == ["zip-encrypted"]
