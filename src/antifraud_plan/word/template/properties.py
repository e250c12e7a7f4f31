"""What Word shows of a file under File, Info."""

import datetime

import attrs

from antifraud_plan.ooxml.package import Member
from antifraud_plan.ooxml.splicing import prepare_splice
from antifraud_plan.ooxml.xml import DECLARATION, IllegalCharacterError, escape_text
from antifraud_plan.problems import Problem, ProblemsFoundError

CORE_PROPERTIES = "docProps/core.xml"

_TITLE, _CREATOR, _CREATED = range(3)
_CORE = prepare_splice(
    CORE_PROPERTIES,
    [
        (
            f"{DECLARATION}<cp:coreProperties"
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
        ).encode(),
        _TITLE,
        b"</dc:title><dc:creator>",
        _CREATOR,
        b"</dc:creator><cp:lastModifiedBy>",
        _CREATOR,
        b'</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">',
        _CREATED,
        b'T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">',
        _CREATED,
        b"T00:00:00Z</dcterms:modified></cp:coreProperties>",
    ],
)


@attrs.frozen
class DocumentProperties:
    """What Word shows under File, Info; always given, never taken from the clock.

    Attributes:
        title: 标题.
        creator: 作者, usually the issuing office.
        created: 创建日期, printed in the file as midnight UTC.
    """

    title: str
    creator: str
    created: datetime.date

    def pack(self) -> Member:
        """Write the part of a Word file that holds them.

        Raises:
            ProblemsFoundError: ``illegal-character``.
        """
        try:
            texts = escape_text(self.title), escape_text(self.creator), self.created.isoformat()
        except IllegalCharacterError as error:
            raise ProblemsFoundError(
                [Problem("illegal-character", f"标题或作者写不进文件：{error}。")]
            ) from None
        return _CORE.fill([text.encode() for text in texts])
