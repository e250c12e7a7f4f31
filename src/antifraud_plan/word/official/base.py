"""The package around a document: the parts every Word file needs, without fonts or styles from a theme."""

from collections.abc import Mapping, Sequence

from antifraud_plan.ooxml.package import write_package
from antifraud_plan.ooxml.xml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, R, W

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"

_SETTINGS = (
    f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:drawingGridVerticalSpacing w:val="312"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

# Newer Windows has the first fonts of these pairs only where somebody installed them.
_SUBSTITUTES = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "宋体"}
_FONTS = "".join(
    f'<w:font w:name="{name}"><w:altName w:val="{substitute}"/><w:charset w:val="86"/>'
    '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    for name, substitute in _SUBSTITUTES.items()
)
_FONT_TABLE = f'{DECLARATION}<w:fonts xmlns:w="{W}">{_FONTS}</w:fonts>'


def base_package(document: str, styles: str, footers: Mapping[str, str]) -> bytes:
    """Wrap a document in its package.

    Args:
        document: ``word/document.xml``.
        styles: ``word/styles.xml``.
        footers: relationship id → footer part, in order.
    """
    parts = [
        ("rIdDocument", "document.xml", document, f"{_WORD_TYPE}document.main+xml"),
        ("rIdStyles", "styles.xml", styles, f"{_WORD_TYPE}styles+xml"),
        ("rIdSettings", "settings.xml", _SETTINGS, f"{_WORD_TYPE}settings+xml"),
        ("rIdFonts", "fontTable.xml", _FONT_TABLE, f"{_WORD_TYPE}fontTable+xml"),
        ("rIdTheme", "theme.xml", _theme(), _THEME_TYPE),
    ]
    kinds = ["officeDocument", "styles", "settings", "fontTable", "theme"]
    for number, (identifier, footer) in enumerate(footers.items(), 1):
        parts.append((identifier, f"footer{number}.xml", footer, f"{_WORD_TYPE}footer+xml"))
        kinds.append("footer")
    links = [(identifier, kind, name) for (identifier, name, _, _), kind in zip(parts, kinds, strict=True)]
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{kind}"/>' for _, name, _, kind in parts
    )
    types = (
        f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return write_package(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": _relationships([("rIdDocument", "officeDocument", "word/document.xml")]),
            "word/_rels/document.xml.rels": _relationships(links[1:]),
        }
        | {f"word/{name}": content.encode() for _, name, content, _ in parts}
    )


def _relationships(links: Sequence[tuple[str, str, str]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{identifier}" Type="{R}/{kind}" Target="{target}"/>'
        for identifier, kind, target in links
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{inside}</Relationships>'.encode()


def _theme() -> str:
    """Write a theme nothing refers to: validators want the part, and Word its colours for what users add."""
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "C00000",
        "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "4472C4",
        "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    font = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_A}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{scheme}</a:clrScheme><a:fontScheme name="公文">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
