"""Which parts of a .docx hold tags, what no paper gets and what each gets anew."""

import posixpath
from collections.abc import Mapping

from lxml import etree

from antifraud_plan.ooxml.xml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.template.hazards import require_harmless
from antifraud_plan.word.template.properties import CORE_PROPERTIES

_TYPES = "[Content_Types].xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEMPLATED = frozenset(f"{_WORD}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes"))
_DOCUMENTS = frozenset(f"{_WORD}{kind}.main+xml" for kind in ("document", "template"))
# Relationships to what an author's work leaves: comments and whose they are, a picture of the first page.
_PRIVATE = frozenset({
    "comments", "commentsExtended", "commentsExtensible", "commentsIds", "people", "thumbnail",
})  # fmt: skip
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def require_templated_parts(package: Mapping[str, bytes], *, file: str) -> tuple[str, ...]:
    """Name the parts that may hold tags: the document first, then headers, footers, notes.

    Raises:
        ProblemsFoundError: ``not-a-word-file``, or what `require_harmless` refuses.
    """
    require_harmless(package, file=file)
    declared = parse_xml(package[_TYPES], file=file, part=_TYPES)
    types = {
        item.get("PartName", "").removeprefix("/"): item.get("ContentType", "")
        for item in declared
        if item.tag == f"{{{CONTENT_TYPES}}}Override"
    }
    documents = [name for name, kind in types.items() if kind in _DOCUMENTS and name in package]
    if not documents:
        raise ProblemsFoundError([_not_word(file)])
    return (*documents, *(name for name, kind in types.items() if kind in _TEMPLATED and name in package))


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
