"""Where papers are written: safe names, whole files, nothing of somebody else's lost."""

import errno
import os
import re
import string
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.output import Draft, OutputFolder, Written, safe_name, write_whole
from antifraud_plan.problems import Problem, ProblemsFoundError

RESERVED = re.compile("(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9¹²³])", re.IGNORECASE)
"""Names of devices, which no file on Windows may bear."""


def document(*path: str, text: str = "内容") -> Draft:
    return Draft(path, "文件", partial(iter, (text.encode(),)))


def write(folder: Path, *drafts: Draft) -> list[Written | Problem]:
    with OutputFolder.open(folder) as opened:
        return write_into(opened, *drafts)


def write_into(folder: OutputFolder, *drafts: Draft) -> list[Written | Problem]:
    return [outcome.written or outcome.problems[0] for outcome in folder.write_all(drafts)]


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_windows_and_linux_accept(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(ord(character) < 32 for character in name)
    assert name == name.strip(" .")
    assert len(name.encode()) <= 200
    assert not RESERVED.fullmatch(name.split(".")[0])


@given(st.text(string.ascii_letters + string.digits + "示例县第一小学（）《》", min_size=1, max_size=40))
def test_an_ordinary_name_stays_as_it_is(text: str) -> None:
    if not RESERVED.fullmatch(text):
        assert safe_name(text) == text


@pytest.mark.parametrize(
    ("device", "name"),
    [("NUL", "NUL_"), ("con", "con_"), ("Lpt9.docx", "Lpt9_.docx"), ("COM¹.a.b", "COM¹_.a.b")],
)
def test_a_name_of_a_device_is_changed_before_its_first_dot(device: str, name: str) -> None:
    assert safe_name(device) == name


def test_no_path_leaves_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, document("..", "..", "漏网"), document("/etc/密码"))
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and folder not in path.parents]
    assert outside == []


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path, document("方案.docx"))
    before = (tmp_path / "方案.docx").stat().st_mtime_ns
    [again] = write(tmp_path, document("方案.docx"))
    assert again == Written(str(tmp_path / "方案.docx"), is_new=False)
    assert (tmp_path / "方案.docx").stat().st_mtime_ns == before


def test_a_paper_nobody_touched_is_renewed(tmp_path: Path) -> None:
    write(tmp_path, document("方案.docx", text="旧"))
    write(tmp_path, document("方案.docx", text="新"))
    assert (tmp_path / "方案.docx").read_text() == "新"


def test_an_edited_paper_is_kept_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path, document("方案.docx", text="旧"))
    (tmp_path / "方案.docx").write_text("改过")
    edited, other = write(tmp_path, document("方案.docx", text="新"), document("通知.docx"))
    assert isinstance(edited, Problem)
    assert (edited.code, str(edited.location)) == ("file-edited", str(tmp_path / "方案.docx"))
    assert isinstance(other, Written)
    assert (tmp_path / "方案.docx").read_text() == "改过"


def test_a_stranger_s_file_of_the_same_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "方案.docx").write_text("别人的")
    [refused] = write(tmp_path, document("方案.docx"))
    assert isinstance(refused, Problem)
    assert refused.code == "file-not-ours"
    assert (tmp_path / "方案.docx").read_text() == "别人的"


def test_a_file_written_before_a_run_broke_off_is_taken_as_ours(tmp_path: Path) -> None:
    """Its hash never reached the manifest, but its bytes are what would be written anyway."""
    (tmp_path / "方案.docx").write_text("内容")
    [adopted] = write(tmp_path, document("方案.docx"))
    assert adopted == Written(str(tmp_path / "方案.docx"), is_new=False)


def test_papers_of_a_run_that_was_killed_are_still_ours(tmp_path: Path) -> None:
    """Nobody saved the manifest, yet the next run with other data must not take them for edited ones."""
    killed = OutputFolder.open(tmp_path)
    write_into(killed, document("方案.docx", text="旧"))
    [renewed] = write(tmp_path, document("方案.docx", text="新"))
    assert renewed == Written(str(tmp_path / "方案.docx"), is_new=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manifest.json", "方案.docx"]


def test_every_file_is_noted_before_it_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run may be killed between any two renames, also of files that are noted together."""
    rename = os.replace
    renamed: list[str] = []

    def look(source: str, target: str) -> None:
        if target.endswith(".docx"):
            noted = "".join(journal.read_text() for journal in tmp_path.glob("*.journal"))
            assert f"\t{Path(target).name}\n" in noted
            renamed.append(target)
        rename(source, target)

    monkeypatch.setattr(os, "replace", look)
    write(tmp_path, *(document(f"方案{number}.docx") for number in range(40)))
    assert len(renamed) == 40


def test_a_journal_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with OutputFolder.open(tmp_path) as folder:
        monkeypatch.setattr("antifraud_plan.output.filling._note", refuse)
        made = write_into(folder, document("方案.docx"), document("通知.docx"))
    assert [each.code for each in made if isinstance(each, Problem)] == ["file-unwritable"] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_papers_of_a_killed_run_stay_ours_when_the_next_one_makes_others(tmp_path: Path) -> None:
    write_into(OutputFolder.open(tmp_path), document("方案.docx", text="旧"))
    write(tmp_path, document("通知.docx"))
    [renewed] = write(tmp_path, document("方案.docx", text="新"))
    assert renewed == Written(str(tmp_path / "方案.docx"), is_new=True)


def test_half_a_file_that_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    write_into(OutputFolder.open(tmp_path), document("甲校", "方案.docx"))
    (tmp_path / "甲校" / ".~通知.docx.tmp").write_text("半")
    write(tmp_path, document("总结.docx"))
    assert [path.name for path in (tmp_path / "甲校").iterdir()] == ["方案.docx"]


def test_what_an_earlier_run_made_and_this_one_did_not_is_told(tmp_path: Path) -> None:
    write(tmp_path, document("甲校.docx"), document("乙校.docx"))
    with OutputFolder.open(tmp_path) as folder:
        write_into(folder, document("甲校.docx"))
        [problem] = folder.find_left_over()
    assert (problem.code, str(problem.location)) == ("left-over", str(tmp_path / "乙校.docx"))


def test_a_slash_in_a_name_is_kept_as_a_wide_one(tmp_path: Path) -> None:
    [written] = write(tmp_path, document("学校方案", "甲校/乙校联合方案.docx"))
    assert isinstance(written, Written)
    assert written.path == tmp_path / "学校方案" / "甲校／乙校联合方案.docx"


def test_a_long_name_keeps_its_suffix_and_stays_unlike_others(tmp_path: Path) -> None:
    long = "示例省示例市示例县" * 12
    one, two = write(tmp_path, document(f"{long}甲.docx"), document(f"{long}乙.docx"))
    assert isinstance(one, Written)
    assert isinstance(two, Written)
    assert one.path.suffix == two.path.suffix == ".docx"
    assert one.path != two.path


def test_two_papers_of_one_name_are_told_apart_from_an_edit(tmp_path: Path) -> None:
    _, second = write(tmp_path, document("A校.docx"), document("a校.docx", text="另一份"))
    assert isinstance(second, Problem)
    assert second.code == "same-file-name"


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with OutputFolder.open(tmp_path) as folder:
        monkeypatch.setattr(os, "replace", refuse)
        [problem] = write_into(folder, document("方案.docx"))
    assert isinstance(problem, Problem)
    assert "磁盘空间不足" in problem.message
    assert [path.suffix for path in tmp_path.iterdir()] == [".journal"]
    assert [each.code for each in folder.problems] == ["file-unwritable"]


def test_a_file_open_in_word_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with OutputFolder.open(tmp_path) as folder:
        monkeypatch.setattr(os, "replace", refuse)
        [problem] = write_into(folder, document("方案.docx"))
    assert isinstance(problem, Problem)
    assert "关闭它" in problem.remedy


def test_a_disk_under_write_protection_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with OutputFolder.open(tmp_path) as folder:
        monkeypatch.setattr(os, "replace", refuse)
        [problem] = write_into(folder, document("方案.docx"))
    assert isinstance(problem, Problem)
    assert problem.message == "磁盘是只读的，写不进去。"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("不是文件夹")
    with pytest.raises(ProblemsFoundError, match="不是文件夹"):
        OutputFolder.open(tmp_path / "out")


def test_a_broken_manifest_costs_nothing_but_the_memory_of_edits(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("不是 JSON")
    [written] = write(tmp_path, document("方案.docx"))
    assert written == Written(str(tmp_path / "方案.docx"), is_new=True)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "方案.docx"
    target.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        write_whole(target, chunks())
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["方案.docx"]
