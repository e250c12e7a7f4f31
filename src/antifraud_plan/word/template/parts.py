"""Which parts of a .docx hold tags, and the one part that every document gets anew."""

from collections.abc import Mapping

from lxml import etree

from antifraud_plan.ooxml.xml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError

CORE_PROPERTIES = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEMPLATED = frozenset(f"{_WORD}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes"))
_DOCUMENTS = frozenset(f"{_WORD}{kind}.main+xml" for kind in ("document", "template"))
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def require_templated_parts(package: Mapping[str, bytes], *, file: str) -> frozenset[str]:
    """Name the parts that may hold tags: document, headers, footers, notes.

    Raises:
        ProblemsFoundError: ``not-a-word-file`` or ``template-with-macros``.
    """
    types = _overrides(package, file)
    documents = {name for name, kind in types.items() if kind in _DOCUMENTS and name in package}
    if any(kind.endswith("macroEnabled.main+xml") or "vbaProject" in kind for kind in types.values()):
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
    if not documents:
        raise ProblemsFoundError([_not_word(file)])
    return frozenset(
        documents | {name for name, kind in types.items() if kind in _TEMPLATED and name in package}
    )


def require_core_properties(package: Mapping[str, bytes], *, file: str) -> dict[str, bytes]:
    """Return *package* with a place for core properties, content types first."""
    missing = [name for name in (_TYPES, _ROOT_RELATIONSHIPS) if name not in package]
    if missing:
        raise ProblemsFoundError([_not_word(file)])
    types = parse_xml(package[_TYPES], file=file, part=_TYPES)
    relationships = parse_xml(package[_ROOT_RELATIONSHIPS], file=file, part=_ROOT_RELATIONSHIPS)
    if not any(item.get("PartName") == f"/{CORE_PROPERTIES}" for item in types):
        etree.SubElement(
            types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{CORE_PROPERTIES}", ContentType=_CORE_TYPE
        )
    if not any(item.get("Type") == _CORE_RELATIONSHIP for item in relationships):
        etree.SubElement(
            relationships, f"{{{RELATIONSHIPS}}}Relationship",
            Id="rIdCoreProperties", Type=_CORE_RELATIONSHIP, Target=CORE_PROPERTIES,
        )  # fmt: skip
    head = {_TYPES: _serialise(types), _ROOT_RELATIONSHIPS: _serialise(relationships), CORE_PROPERTIES: b""}
    return head | {name: data for name, data in package.items() if name not in head}


def _overrides(package: Mapping[str, bytes], file: str) -> dict[str, str]:
    root = parse_xml(package[_TYPES], file=file, part=_TYPES)
    return {
        item.get("PartName", "").removeprefix("/"): item.get("ContentType", "")
        for item in root
        if item.tag == f"{{{CONTENT_TYPES}}}Override"
    }


def _serialise(root: etree._Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root)


def _not_word(file: str) -> Problem:
    return Problem(
        "not-a-word-file",
        "这不是 Word 文件，里面没有正文。",
        Location(file),
        "请用 Word 或 WPS 另存为 .docx。",
    )
