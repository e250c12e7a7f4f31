"""Notes on cells: no personal number stays in one unseen, and none is passed over in silence."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from antifraud_plan_excel.reading.workbook import open_tables
from antifraud_plan_excel.sending_back.clean_copy import copy_returned, save_copy
from antifraud_plan_excel.sending_back.finding import find_places
from antifraud_plan_excel.sending_back.marking import mark_copy
from hostile_return import CARD, IDENTITY, PHONE, SHOWN_ANYHOW
from list_workbooks import rewrite_part
from openpyxl.comments import Comment
from test_hostile_returns import ACTIVITIES, MONTH, read, save
from test_returned_cells import hand_out

from antifraud_plan.plugin import Problem, Severity

THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="E3" id="{A}" personId="{P}"><text>已与家长联系</text></threadedComment>'
    '<threadedComment ref="E3" id="{B}" parentId="{A}" personId="{P}"><text>电话%s</text></threadedComment>'
    "</ThreadedComments>"
)


def notes(problems: tuple[Problem, ...]) -> list[Problem]:
    return [each for each in problems if each.code == "notes-not-read"]


def personal(problems: tuple[Problem, ...]) -> list[str]:
    return [str(each.location) for each in problems if each.code == "personal-number"]


def annotate(texts: dict[str, str], path: Path) -> Path:
    book = hand_out(MONTH)
    for address, text in texts.items():
        book[ACTIVITIES][address].comment = Comment(text, "李某")
    return save(book, path / "x.xlsx")


def test_a_workbook_as_it_was_sent_out_has_no_notes_of_a_school(tmp_path):
    path = annotate({}, tmp_path)
    assert any("comment" in name.lower() for name in zipfile.ZipFile(path).namelist())
    assert not notes(read(path).problems)


@pytest.mark.parametrize("number", [*SHOWN_ANYHOW, CARD, IDENTITY, "一三九零零零零一二三四"])
def test_a_personal_number_in_a_note_is_an_error_at_its_cell_and_never_repeated(tmp_path, number):
    found = read(annotate({"E3": f"联系人王某\n{number}", "F40": "已核对"}, tmp_path))
    assert personal(found.problems) == [f"x.xlsx:{ACTIVITIES}!E3"]
    assert number not in "\n".join(map(str, found.problems))
    (told,) = notes(found.problems)
    assert (told.severity, str(told.location)) == (Severity.NOTE, "x.xlsx")
    assert "1 条" in told.message


def test_a_number_in_a_cell_and_in_its_note_are_two_errors(tmp_path):
    path = annotate({"E3": PHONE}, tmp_path)
    book = openpyxl.load_workbook(path)
    book[ACTIVITIES]["E3"].value = PHONE
    assert personal(read(save(book, path)).problems) == [f"x.xlsx:{ACTIVITIES}!E3"] * 2


def test_a_note_of_ours_that_a_school_wrote_into_is_no_longer_ours(tmp_path):
    book = hand_out(MONTH)
    heading = next(cell for cell in book[ACTIVITIES][1] if cell.comment is not None)
    heading.comment.text += "\n我校改在下月"
    (told,) = notes(read(save(book, tmp_path / "x.xlsx")).problems)
    assert "1 条" in told.message


def test_threaded_comments_are_looked_into(tmp_path):
    path = annotate({"E3": "已与家长联系", "G4": "见附件"}, tmp_path)
    with zipfile.ZipFile(path) as package:
        relations = next(
            name
            for name in package.namelist()
            if name.startswith("xl/worksheets/_rels/") and "见附件" in _note_part(package, name)
        )
    relation = (
        b'<Relationship Id="rId99" Target="../threadedComments/threadedComment1.xml" '
        b'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
    )
    rewrite_part(path, relations, lambda xml: xml.replace(b"</Relationships>", relation))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", THREAD % PHONE)
    found = read(path)
    assert personal(found.problems) == [f"x.xlsx:{ACTIVITIES}!E3"]
    assert [each.message.count("1 条") for each in notes(found.problems)] == [1]


def _note_part(package: zipfile.ZipFile, relations: str) -> str:
    for name in package.namelist():
        part = name.rpartition("/")[2]
        if "comment" in part and part.endswith(".xml") and part.encode() in package.read(relations):
            return package.read(name).decode()
    return ""


def test_notes_of_an_earlier_round_are_ours_and_what_the_school_had_noted_was_told_then(tmp_path):
    path = annotate({"E2": f"问我{PHONE}"}, tmp_path)
    book = read(path)
    copy = copy_returned(path.read_bytes(), "x.xlsx", date(2023, 2, 10))
    mark_copy(copy, find_places(book.problems, copy.find, lambda _: ""), ("退回",))
    again = tmp_path / "y.xlsx"
    again.write_bytes(save_copy(copy))
    marked = openpyxl.load_workbook(again)[ACTIVITIES]["E2"].comment
    assert marked.author == "退回"
    assert PHONE not in marked.text
    found = read(again)
    assert not personal(found.problems)
    assert not notes(found.problems)
    workbook = openpyxl.load_workbook(again)
    workbook[ACTIVITIES]["E2"].comment.text = f"已改，有事打{PHONE}"
    assert personal(read(save(workbook, again)).problems) == [f"x.xlsx:{ACTIVITIES}!E2"]


@pytest.mark.parametrize("reference", ["E3:E9", "", PHONE, "e3"])
def test_an_address_that_is_none_leaves_the_sheet(tmp_path, reference):
    path = annotate({"E3": PHONE}, tmp_path)
    with zipfile.ZipFile(path) as package:
        part = next(
            name for name in package.namelist() if "comment" in name and PHONE.encode() in package.read(name)
        )
    rewrite_part(path, part, lambda xml: xml.replace(b'"E3"', f'"{reference}"'.encode()))
    found = read(path)
    assert personal(found.problems) == [f"x.xlsx:{ACTIVITIES}"]
    assert PHONE not in "\n".join(map(str, found.problems))


def test_a_damaged_part_of_notes_is_said_and_the_cells_are_read(tmp_path):
    path = annotate({"E3": "已核对"}, tmp_path)
    with zipfile.ZipFile(path) as package:
        part = next(name for name in package.namelist() if "comments/" in name)
    plain = read(path)
    rewrite_part(path, part, lambda xml: xml[: len(xml) // 2])
    found = read(path)
    assert "xml-damaged" in {each.code for each in found.problems}
    assert found.cells == plain.cells


def test_lists_are_read_whatever_their_notes_say():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"].value = "姓名"
    book.active["A1"].comment = Comment(PHONE, "")
    book.save(stream)
    (table,) = open_tables(stream.getvalue(), "单位名册.xlsx").values()
    assert [note.text for note in table.notes()] == [PHONE]
    assert not table.problems
