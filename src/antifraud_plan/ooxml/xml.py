"""XML of Office parts: parsed without entities or network, written with text that cannot become structure."""

import re

from lxml import etree

from antifraud_plan.problems import Location, Problem, ProblemsFoundError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class IllegalCharacterError(ValueError):
    """A character that no XML file can hold; ``str()`` is a Chinese sentence."""


def escape_text(value: str) -> str:
    """Escape *value* for the inside of an element; nothing else about it changes.

    Raises:
        IllegalCharacterError: control characters, lone surrogates, U+FFFE, U+FFFF.

    >>> escape_text("A&B <c>")
    'A&amp;B &lt;c&gt;'
    """
    if _SPECIAL.search(value) is None:
        return value
    illegal = _ILLEGAL.search(value)
    if illegal is not None:
        raise IllegalCharacterError(
            f"第 {illegal.start() + 1} 个字是 Office 文件不能容纳的字符 U+{ord(illegal[0]):04X}"
        )
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(value: str) -> str:
    """Escape *value* for the inside of a double-quoted attribute.

    >>> escape_attribute('"某县"')
    '&quot;某县&quot;'
    """
    return escape_text(value).replace('"', "&quot;")


def parse_xml(data: bytes, *, file: str, part: str) -> etree._Element:
    """Parse one part of a stranger's file.

    Comments and processing instructions are left out: Office ignores them.

    Raises:
        ProblemsFoundError: ``xml-with-dtd`` or ``xml-damaged``.
    """
    # A parser is not shared between calls: lxml parsers carry the state of their last document.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ProblemsFoundError(
            [
                Problem(
                    "xml-damaged",
                    f"部件“{part}”已损坏，读不出来。",
                    Location(file),
                    "请用 Office 或 WPS 打开修复后另存。",
                )
            ]
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ProblemsFoundError(
            [
                Problem(
                    "xml-with-dtd",
                    f"部件“{part}”里有文档类型声明，Office 文件不该有。",
                    Location(file),
                    "请勿使用这个文件。",
                )
            ]
        )
    return root
