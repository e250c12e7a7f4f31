"""What no template may hold: what runs, what is fetched from elsewhere, files within the file, entities."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from antifraud_plan.ooxml.limits import TEMPLATE_LIMITS
from antifraud_plan.ooxml.package import read_package
from antifraud_plan.ooxml.xml import W
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.template.fields import Field, find_fields
from antifraud_plan.word.template.suspect import Link, Part, Types, leads_outside, read_parts

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_FETCHED = ("src", "href", f"{{{_OFFICE}}}href", f"{{{_OFFICE}}}althref", f"{{{_XLINK}}}href")

# Kinds of relationships, small: whoever means harm need not write them as Word does.
_LINK = "hyperlink"
_MACROS = frozenset({"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"})
_CONTROL = "control"
_ADD_INS = frozenset({
    "attachedtoolbars", "extensibility", "keymapcustomizations", "usercustomization", "webextension",
    "webextensiontaskpanes",
})  # fmt: skip
_PACKAGE = "package"
_OBJECTS = frozenset({_PACKAGE, "afchunk", "oleobject", "subdocument"})
_SOURCES = frozenset({"connections", "externallink"})  # of a workbook

_RUNNING_TYPES = (
    "macroenabled", "vbaproject", "vbadata", "activex", "keymapcustomizations", "attachedtoolbars",
    "webextension",
)  # fmt: skip
_OBJECT_TYPE = "oleobject"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHARTS = (
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "application/vnd.ms-office.chartex+xml",
)

_CLICKED = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_FETCHING_FIELDS = frozenset({
    "DATABASE", "DDE", "DDEAUTO", "HTMLACTIVEX", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT",
    "LINK", "RD",
})  # fmt: skip
_MACRO_BUTTON = re.compile(r"\s*MACROBUTTON\b(?!\s+NoMacro\b)", re.IGNORECASE)  # a prompt is no macro

_LINK_REMEDY = "请在 Word 里断开链接，把内容存在文件里。"
_PICTURE_REMEDY = "请把图片插入到文件里，不要只链接。"
_MERGE_REMEDY = "请在 Word 的“邮件—开始邮件合并”里选“普通 Word 文档”，再保存。"
_LINK_REMEDIES = {
    "attachedtemplate": "请在 Word 的“开发工具—文档模板”里改回 Normal，再保存。",
    "image": _PICTURE_REMEDY,
    "mailmergesource": _MERGE_REMEDY,
}


def require_harmless(package: Mapping[str, bytes], *, file: str) -> None:
    """Refuse a template that could do more than be printed; every part that is XML is parsed for it.

    Charts keep their numbers in a workbook, which is judged likewise.

    Raises:
        ProblemsFoundError: ``template-with-macros``, ``template-with-links``, ``template-with-objects``,
            ``xml-with-dtd`` and ``xml-damaged``, all at once.
    """
    problems = dict.fromkeys(_judge_package(package, file=file, charts=_CHARTS))
    if problems:
        raise ProblemsFoundError(problems)


def _judge_package(package: Mapping[str, bytes], *, file: str, charts: Collection[str]) -> Iterator[Problem]:
    """Judge every part; *charts* are the types of those that may have a workbook."""
    types = Types.of(package, file=file)
    told: set[str] = set()
    for part in read_parts(package, types, file=file):
        if isinstance(part, Problem):
            yield part
            continue
        for problem in _judge_part(part):
            told.add(problem.code)
            yield problem
        for link in part.links:
            if link.kind == _PACKAGE and not link.leads_outside and types[part.name] in charts:
                found = _judge_workbook(package, types, part.name, link, file=file)
            else:
                found = _judge_link(part, link)
            for problem in found:
                told.add(problem.code)
                yield problem
    # What no relationship of a known kind leads to is not run by Word, but has no business in a paper.
    runs = any(word in kind for kind in types.declared for word in _RUNNING_TYPES)
    if "template-with-macros" not in told and (runs or any("vbaproject" in name.lower() for name in package)):
        yield _refuse_macros(file)
    if "template-with-objects" not in told and any(_OBJECT_TYPE in types[name] for name in package):
        yield _refuse_object(Location(file))


def _judge_link(part: Part, link: Link) -> Iterator[Problem]:
    users = part.users.get(link.number, ()) if link.leads_outside or link.kind in _OBJECTS else ()
    if link.leads_outside and link.kind == _LINK:
        for user in users:  # an address to click, used for something that nobody clicks
            if etree.QName(user).localname not in _CLICKED:
                yield _refuse_address(link.target, part.locate(user), _LINK_REMEDY)
        return
    place = part.locate(next(iter(users), None))
    if link.leads_outside:
        yield _refuse_address(link.target, place, _LINK_REMEDIES.get(link.kind, _LINK_REMEDY))
    elif link.kind in _SOURCES:
        yield _refuse_address(link.target, place, _LINK_REMEDY)
    elif link.kind in _MACROS:
        yield _refuse_macros(part.file)
    elif link.kind == _CONTROL:
        yield Problem(
            "template-with-macros",
            "模板里有 ActiveX 控件，会运行程序。",
            part.locate(next(iter(part.users.get(link.number, ())), None)),
            "请在“开发工具—设计模式”里点中它删去，要填的地方写标签。",
        )
    elif link.kind in _ADD_INS:
        yield Problem(
            "template-with-macros",
            "模板带有加载项，或自定义的按钮、快捷键，会运行程序。",
            Location(part.file),
            "请新建一个空白文档，把内容全部复制过去，另存为 .docx。",
        )
    elif link.kind in _OBJECTS:
        yield _refuse_object(place)


def _judge_workbook(
    package: Mapping[str, bytes], types: Types, chart: str, link: Link, *, file: str
) -> Iterator[Problem]:
    name = posixpath.normpath(posixpath.join("/", posixpath.dirname(chart), link.target)).lstrip("/")
    if types[name] == _WORKBOOK and name in package:
        try:
            workbook = read_package(package[name], file=file, limits=TEMPLATE_LIMITS)
            if not any(_judge_package(workbook, file=file, charts=())):
                return
        except ProblemsFoundError:
            pass
    yield Problem(
        "template-with-objects",
        f"图表的数据“{name}”不是普通的工作簿：带有宏、外部链接，或者已损坏。",
        Location(file),
        "请把图表剪切后用“选择性粘贴—图片”粘回来。",
    )


def _judge_part(part: Part) -> Iterator[Problem]:
    if part.root is None:
        return
    for field in find_fields(part.root):
        yield from _judge_field(field, part)
    marked = (f"{{{_VML}}}*", f"{{{_SVG}}}*", "{*}webVideoPr", f"{{{W}}}mailMerge")
    for element in part.root.iter(*marked):
        match etree.QName(element).localname:
            case "webVideoPr":
                yield _refuse_address("联机视频", part.locate(element), "请删去这段视频。")
            case "mailMerge":
                if next(element.iter(f"{{{W}}}connectString", f"{{{W}}}query"), None) is not None:
                    yield _refuse_address("邮件合并的数据源", part.locate(None), _MERGE_REMEDY)
            case "a" | "shape" | "group" | "rect" | "line" | "oval" | "roundrect" | "polyline":
                pass  # their addresses are for clicking
            case _:
                for address in (element.get(name, "") for name in _FETCHED):
                    if leads_outside(address):
                        yield _refuse_address(address, part.locate(element), _PICTURE_REMEDY)


def _judge_field(field: Field, part: Part) -> Iterator[Problem]:
    stem = field.stem
    if field.name in _FETCHING_FIELDS or (
        stem is not None and any(name.startswith(stem) for name in _FETCHING_FIELDS)
    ):
        yield Problem(
            "template-with-links",
            f"域“{field.code.strip()}”会去取外面的内容，或启动别的程序。",
            part.locate(field.element),
            "请点中它，按 Ctrl+Shift+F9 变成普通文字，或者删去。",
        )
    elif _MACRO_BUTTON.match(field.code):
        yield Problem(
            "template-with-macros",
            f"域“{field.code.strip()}”点了就会运行宏。",
            part.locate(field.element),
            "请删去这个域，要提示的话直接写成文字。",
        )


def _refuse_macros(file: str) -> Problem:
    return Problem(
        "template-with-macros",
        "模板带有宏，不能使用。",
        Location(file),
        "请在 Word 里另存为不带宏的 .docx。",
    )


def _refuse_address(address: str, place: Location, remedy: str) -> Problem:
    return Problem(
        "template-with-links", f"模板引用了外面的文件“{address}”，每次打开都会去取。", place, remedy
    )


def _refuse_object(place: Location) -> Problem:
    return Problem(
        "template-with-objects",
        "模板里嵌入了别的文件或对象（表格、公式、附件等），可能带有程序。",
        place,
        "请把它剪切后用“选择性粘贴—图片”粘回来，或者删去。",
    )
