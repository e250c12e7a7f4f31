"""Which parts of a .docx hold tags, what no template may hold, what no paper gets and what each gets anew."""

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from antifraud_plan.ooxml.xml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.template.properties import CORE_PROPERTIES

_TYPES = "[Content_Types].xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEMPLATED = frozenset(f"{_WORD}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes"))
_DOCUMENTS = frozenset(f"{_WORD}{kind}.main+xml" for kind in ("document", "template"))
# Content types of what runs: macros, ActiveX controls.
_RUNNING = ("macroEnabled", "vbaProject", "activeX")
_LINK_REMEDY = "请在 Word 里断开链接，把内容存在文件里。"
_LINK_REMEDIES = {
    "attachedTemplate": "请在 Word 的“开发工具—文档模板”里改回 Normal，再保存。",
    "image": "请把图片插入到文件里，不要只链接。",
}
# Relationships to what an author's work leaves: comments and whose they are, a picture of the first page.
_PRIVATE = frozenset({
    "comments", "commentsExtended", "commentsExtensible", "commentsIds", "people", "thumbnail",
})  # fmt: skip
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def require_templated_parts(package: Mapping[str, bytes], *, file: str) -> tuple[str, ...]:
    """Name the parts that may hold tags: the document first, then headers, footers, notes.

    Raises:
        ProblemsFoundError: ``not-a-word-file``, ``template-with-macros`` or ``template-with-links``.
    """
    declared = parse_xml(package[_TYPES], file=file, part=_TYPES)
    if any(word in item.get("ContentType", "") for item in declared for word in _RUNNING):
        raise ProblemsFoundError(
            [
                Problem(
                    "template-with-macros",
                    "模板带有宏，不能使用。",
                    Location(file),
                    "请在 Word 里另存为不带宏的 .docx。",
                )
            ]
        )
    links = [link for name, data in package.items() for link in _find_links(name, data, file)]
    if links:
        raise ProblemsFoundError(links)
    types = {
        item.get("PartName", "").removeprefix("/"): item.get("ContentType", "")
        for item in declared
        if item.tag == f"{{{CONTENT_TYPES}}}Override"
    }
    documents = [name for name, kind in types.items() if kind in _DOCUMENTS and name in package]
    if not documents:
        raise ProblemsFoundError([_not_word(file)])
    return (*documents, *(name for name, kind in types.items() if kind in _TEMPLATED and name in package))


def _find_links(name: str, data: bytes, file: str) -> Iterator[Problem]:
    """Yield what Word would fetch from elsewhere when somebody opens a paper; a link to click is none."""
    if not name.endswith(".rels"):
        return
    for relationship in parse_xml(data, file=file, part=name):
        kind = relationship.get("Type", "").rpartition("/")[2]
        if relationship.get("TargetMode") == "External" and kind != "hyperlink":
            yield Problem(
                "template-with-links",
                f"模板引用了外面的文件“{relationship.get('Target', '')}”，每次打开都会去取。",
                Location(file),
                _LINK_REMEDIES.get(kind, _LINK_REMEDY),
            )


def require_core_properties(package: Mapping[str, bytes], *, file: str) -> dict[str, bytes]:
    """Return *package* with a place for core properties and the types of pictures, content types first."""
    missing = [name for name in (_TYPES, _ROOT_RELATIONSHIPS) if name not in package]
    if missing:
        raise ProblemsFoundError([_not_word(file)])
    types = parse_xml(package[_TYPES], file=file, part=_TYPES)
    relationships = parse_xml(package[_ROOT_RELATIONSHIPS], file=file, part=_ROOT_RELATIONSHIPS)
    if not any(item.get("PartName") == f"/{CORE_PROPERTIES}" for item in types):
        etree.SubElement(
            types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{CORE_PROPERTIES}", ContentType=_CORE_TYPE
        )
    known = {item.get("Extension", "").lower() for item in types}
    for extension in ("png", "jpeg"):
        if extension not in known:
            default = {"Extension": extension, "ContentType": f"image/{extension}"}
            types.insert(0, etree.Element(f"{{{CONTENT_TYPES}}}Default", default))
    if not any(item.get("Type") == _CORE_RELATIONSHIP for item in relationships):
        etree.SubElement(
            relationships, f"{{{RELATIONSHIPS}}}Relationship",
            Id="rIdCoreProperties", Type=_CORE_RELATIONSHIP, Target=CORE_PROPERTIES,
        )  # fmt: skip
    head = {_TYPES: _serialise(types), _ROOT_RELATIONSHIPS: _serialise(relationships), CORE_PROPERTIES: b""}
    return head | {name: data for name, data in package.items() if name not in head}


def drop_private_parts(package: Mapping[str, bytes], *, file: str) -> dict[str, bytes]:
    """Return *package* without comments, the names of who wrote them, and the preview of the template."""
    kept = dict(package)
    for name in [name for name in package if name.endswith(".rels")]:
        relationships = parse_xml(package[name], file=file, part=name)
        private = [link for link in relationships if link.get("Type", "").rpartition("/")[2] in _PRIVATE]
        for link in private:
            relationships.remove(link)
            folder = posixpath.dirname(posixpath.dirname(name))
            part = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
            kept.pop(part, None)
            kept.pop(links_name(part), None)
        if private:
            kept[name] = _serialise(relationships)
    types = parse_xml(package[_TYPES], file=file, part=_TYPES)
    for item in list(types):
        if item.get("PartName", "").removeprefix("/") in package.keys() - kept.keys():
            types.remove(item)
    return kept | {_TYPES: _serialise(types)}


def links_name(part: str) -> str:
    """Name the part with the relationships of *part*."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _serialise(root: etree._Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root)


def _not_word(file: str) -> Problem:
    return Problem(
        "not-a-word-file",
        "这不是 Word 文件，里面没有正文。",
        Location(file),
        "请用 Word 或 WPS 另存为 .docx。",
    )
