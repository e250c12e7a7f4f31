"""Word templates: a .docx with tags typed in it, compiled once, filled many times."""

import datetime
from collections.abc import Mapping

import attrs

from antifraud_plan.ooxml.limits import TEMPLATE_LIMITS
from antifraud_plan.ooxml.package import Member, deflate, read_package, write_members
from antifraud_plan.ooxml.xml import DECLARATION, IllegalCharacterError, escape_text
from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.word.jinja.printing import print_value
from antifraud_plan.word.jinja.program import Program, Slot, compile_program
from antifraud_plan.word.template.parts import (
    CORE_PROPERTIES,
    require_core_properties,
    require_templated_parts,
)
from antifraud_plan.word.template.pieces import collect_pieces
from antifraud_plan.word.template.unique import number_drawings


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


@attrs.frozen(eq=False)
class CompiledTemplate:
    """A template ready to be filled; pickled as its bytes and compiled again on the other side.

    Attributes:
        data: the .docx it was compiled from.
        file: its name, for messages.
    """

    data: bytes = attrs.field(repr=False)
    file: str
    _parts: tuple[Member | tuple[str, Program] | None, ...] = attrs.field(repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        return _recompile, (self.data, self.file)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names the template reads, sorted."""
        names = (part[1].variables for part in self._parts if isinstance(part, tuple))
        return tuple(sorted(frozenset().union(*names)))

    def render(self, values: Mapping[str, object], *, properties: DocumentProperties) -> bytes:
        """Fill the template and return the .docx: the same arguments give the same bytes.

        Raises:
            ProblemsFoundError: every undefined name at once; see `Program.render` for the other codes.
        """
        members: list[Member] = []
        problems: list[Problem] = []
        for part in self._parts:
            match part:
                case Member():
                    members.append(part)
                case None:
                    members.append(deflate(CORE_PROPERTIES, _core_xml(properties)))
                case (name, program):
                    try:
                        members.append(deflate(name, number_drawings(program.render(values)).encode()))
                    except ProblemsFoundError as error:
                        problems += error.problems
        if problems:
            raise ProblemsFoundError(problems)
        return write_members(members)


def compile_template(data: bytes, *, file: str) -> CompiledTemplate:
    """Compile a .docx, ours or one drawn in Word.

    Tags broken over runs are joined, ``{%p`` and ``{%tr`` lifted to their paragraph or row.

    Raises:
        ProblemsFoundError: every mistake of every tag in body, tables, headers, footers and text boxes.
    """
    package = require_core_properties(read_package(data, file=file, limits=TEMPLATE_LIMITS), file=file)
    templated = require_templated_parts(package, file=file)
    parts: list[Member | tuple[str, Program] | None] = []
    problems: list[Problem] = []
    for name, content in package.items():
        if name == CORE_PROPERTIES:
            parts.append(None)
        elif name not in templated:
            parts.append(deflate(name, content))
        else:
            try:
                pieces = collect_pieces(content, file=file, part=name)
                if any(isinstance(piece, Slot) for piece in pieces):
                    parts.append((name, compile_program(pieces, escape_value)))
                else:
                    # Most footers: packed once and for all, without the comments that a clerk may have left.
                    constant = "".join(piece for piece in pieces if isinstance(piece, str))
                    parts.append(deflate(name, constant.encode()))
            except ProblemsFoundError as error:
                problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return CompiledTemplate(data, file, tuple(parts))


def escape_value(value: object) -> str:
    """Write a value inside ``<w:t>``: escaped, its line breaks and tabs as Word's own.

    >>> escape_value("甲&乙")
    '甲&amp;乙'
    """
    text = escape_text(print_value(value))
    if "\n" in text or "\t" in text:
        text = text.replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")
    return text


_TEXT = '<w:t xml:space="preserve">'


def _recompile(data: bytes, file: str) -> CompiledTemplate:
    return compile_template(data, file=file)


def _core_xml(properties: DocumentProperties) -> bytes:
    try:
        title, creator = escape_text(properties.title), escape_text(properties.creator)
    except IllegalCharacterError as error:
        raise ProblemsFoundError([Problem("illegal-character", f"标题或作者写不进文件：{error}。")]) from None
    moment = f'xsi:type="dcterms:W3CDTF">{properties.created.isoformat()}T00:00:00Z<'
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        f"<cp:lastModifiedBy>{creator}</cp:lastModifiedBy>"
        f"<dcterms:created {moment}/dcterms:created><dcterms:modified {moment}/dcterms:modified>"
        "</cp:coreProperties>"
    ).encode()
