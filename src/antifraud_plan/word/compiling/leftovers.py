"""What an author's work leaves in a Word file and no paper should carry: changes, comments, stray marks."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location, Problem
from antifraud_plan.word.compiling.drawn import DrawnPart, remove
from antifraud_plan.word.compiling.places import PARAGRAPH, nearest
from antifraud_plan.word.jinja.tags import find_tags

_CHANGES = tuple(
    f"{{{W}}}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange",
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange",
        "trPrChange", "tcPrChange",
    )
)  # fmt: skip
_COMMENT_RANGE = (f"{{{W}}}commentRangeStart", f"{{{W}}}commentRangeEnd")
_COMMENT = f"{{{W}}}commentReference"
_BOOKMARK = (f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")
_FIELD = f"{{{W}}}fldSimple"
_FIELD_CODE = f"{{{W}}}instrText"
_ID = f"{{{W}}}id"


def find_changes(part: DrawnPart, *, file: str) -> Iterator[Problem]:
    """Yield a problem if changes are tracked that nobody accepted or rejected; told once, at the first."""
    changes = list(part.root.iter(_CHANGES))
    if changes:
        paragraph = nearest(changes[0], PARAGRAPH)
        yield Problem(
            "template-with-changes",
            f"模板里有 {len(changes)} 处修订还没有接受或拒绝。",
            part.places.get(paragraph, Location(file)) if paragraph is not None else Location(file),
            "请在 Word 的“审阅”里接受或拒绝全部修订，关掉修订，再保存。",
        )


def find_tags_in_fields(part: DrawnPart) -> Iterator[Problem]:
    """Yield a problem for every paragraph with a tag in a field's code, where no value is ever printed."""
    codes: dict[etree._Element, str] = {}
    for element in part.root.iter(_FIELD, _FIELD_CODE):
        paragraph = nearest(element, PARAGRAPH)
        if paragraph is not None:
            code = element.get(f"{{{W}}}instr", "") + (element.text or "")
            codes[paragraph] = codes.get(paragraph, "") + code
    for paragraph, code in codes.items():
        if any(find_tags(code)):
            yield Problem(
                "template-tag-misplaced",
                f"域代码“{code.strip()}”里的标签不会替换。",
                part.places[paragraph],
                "请把标签写在正文里，或删去这个域。",
            )


def drop_comments(root: etree._Element) -> None:
    """Drop the marks of comments: they are for those who work on the template."""
    for reference in list(root.iter(_COMMENT)):
        run = reference.getparent()
        remove(reference)
        if run is not None and not run.xpath("*[not(self::w:rPr)]", namespaces={"w": W}):
            remove(run)
    for mark in list(root.iter(*_COMMENT_RANGE)):
        remove(mark)


def drop_bindings(root: etree._Element) -> None:
    """Untie content controls from the data that Word would print in them instead of our values."""
    for binding in list(root.iter("{*}dataBinding")):
        remove(binding)


def drop_lone_bookmarks(root: etree._Element) -> None:
    """Drop the ends of bookmarks whose other end went with a paragraph of statements."""
    marks = list(root.iter(*_BOOKMARK))
    ends = Counter(mark.get(_ID) for mark in marks)
    for mark in marks:
        if ends[mark.get(_ID)] % 2:
            remove(mark)
