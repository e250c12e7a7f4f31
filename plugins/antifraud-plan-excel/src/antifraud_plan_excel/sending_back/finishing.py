"""What openpyxl writes, brought to the order and the shared strings that Excel itself would write."""

from collections.abc import Mapping

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_SHARED = "sharedStrings"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FONT = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)


def finish_parts(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the parts of a workbook with texts shared and fonts in the order of the standard."""
    finished = dict(parts)
    texts: dict[str, int] = {}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            finished[name] = _share_texts(part, texts)
    finished["xl/styles.xml"] = _order_fonts(parts["xl/styles.xml"])
    finished[f"xl/{_SHARED}.xml"] = _write_texts(texts)
    types, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    finished[types] = _announce(
        parts[types],
        f"{_TYPES}Override",
        {
            "PartName": f"/xl/{_SHARED}.xml",
            "ContentType": f"application/vnd.openxmlformats-officedocument.spreadsheetml.{_SHARED}+xml",
        },
    )
    finished[relations] = _announce(
        parts[relations],
        f"{_RELATIONS}Relationship",
        {
            "Id": _SHARED,
            "Type": f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{_SHARED}",
            "Target": f"/xl/{_SHARED}.xml",
        },
    )
    return finished


def _share_texts(part: bytes, texts: dict[str, int]) -> bytes:
    root = etree.fromstring(part)
    for row in root.iter(f"{_MAIN}row"):
        # openpyxl fixes every height that it has read; a row is to grow with what is typed in.
        row.attrib.pop("customHeight", None)
    for cell in root.iter(f"{_MAIN}c"):
        if cell.get("t") == "inlineStr":
            text = cell.findtext(f"{_MAIN}is/{_MAIN}t", "")
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "s")
            etree.SubElement(cell, f"{_MAIN}v").text = str(texts.setdefault(text, len(texts)))
    return _write(root)


def _write_texts(texts: Mapping[str, int]) -> bytes:
    root = etree.Element(f"{_MAIN}sst", nsmap={None: _MAIN[1:-1]}, uniqueCount=str(len(texts)))
    for text in texts:
        entry = etree.SubElement(etree.SubElement(root, f"{_MAIN}si"), f"{_MAIN}t")
        entry.text = text
        entry.set(_SPACE, "preserve")
    return _write(root)


def _announce(part: bytes, tag: str, attributes: Mapping[str, str]) -> bytes:
    root = etree.fromstring(part)
    etree.SubElement(root, tag, dict(attributes))
    return _write(root)


def _order_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda each: _FONT.index(str(each.tag).removeprefix(_MAIN)))
    return _write(root)


def _write(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
