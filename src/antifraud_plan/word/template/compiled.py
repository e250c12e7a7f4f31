"""Word templates: a .docx with tags typed in it, compiled once, filled many times."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Set

import attrs

from antifraud_plan.ooxml.limits import TEMPLATE_LIMITS
from antifraud_plan.ooxml.package import (
    Beginning,
    Member,
    begin_package,
    deflate,
    read_package,
    unpack,
    write_members,
)
from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.word.compiling.drawings import number_drawings
from antifraud_plan.word.compiling.pieces import collect_pieces
from antifraud_plan.word.jinja.holes import Hole
from antifraud_plan.word.jinja.program import Program, Slot, compile_program
from antifraud_plan.word.template.embedded import Embedded, declare_types, find_embedded, link_embedded
from antifraud_plan.word.template.frozen import Content, FrozenTemplate, freeze_parts
from antifraud_plan.word.template.misplaced import find_misplaced_tags
from antifraud_plan.word.template.parts import (
    drop_private_parts,
    links_name,
    require_core_properties,
    require_templated_parts,
)
from antifraud_plan.word.template.properties import CORE_PROPERTIES, DocumentProperties
from antifraud_plan.word.template.writing import escape_value

_SEAM = "\0"  # no text of a part can hold it


@attrs.frozen(eq=False)
class TaggedPart:
    """A part with tags.

    Attributes:
        name: of the part.
        program: what it prints.
        links: its relationships; ``None`` if it has none.
    """

    name: str
    program: Program
    links: bytes | None = attrs.field(repr=False)

    def pack_links(self, embedded: Collection[Embedded]) -> Iterator[Member]:
        """Yield the part with the relationships, those to what is *embedded* added, if there are any."""
        linked = link_embedded(self.name, self.links, embedded)
        if linked is not None:
            yield deflate(links_name(self.name), linked)


@attrs.frozen(eq=False)
class CompiledTemplate:
    """A template ready to be filled; pickled as its bytes and compiled again on the other side.

    Attributes:
        data: the .docx it was compiled from.
        file: its name, for messages.
    """

    data: bytes = attrs.field(repr=False)
    file: str
    _constants: tuple[Member, ...] = attrs.field(repr=False)  # the content types first
    _beginning: Beginning = attrs.field(repr=False)  # the same, laid out
    _parts: tuple[TaggedPart, ...] = attrs.field(repr=False)  # the document first

    def __reduce__(self) -> tuple[object, ...]:
        return _recompile, (self.data, self.file)

    @property
    def hash(self) -> str:
        """SHA-256 of `data`, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def variables(self) -> tuple[str, ...]:
        """Names the template reads, sorted."""
        names = (part.program.variables for part in self._parts)
        return tuple(sorted(frozenset().union(*names)))

    @property
    def document_part(self) -> str:
        """Name of the document part."""
        return self._parts[0].name

    def render(self, values: Mapping[str, object], *, properties: DocumentProperties) -> bytes:
        """Fill the template and return the .docx: the same arguments give the same bytes.

        Raises:
            ProblemsFoundError: every undefined name at once; see `Program.render` for the other codes.
        """
        members = [properties.pack()]
        embedded: dict[str, Embedded] = {}
        problems: list[Problem] = []
        for part in self._parts:
            try:
                written = part.program.write(values)
            except ProblemsFoundError as error:
                problems += error.problems
                continue
            drawn = find_embedded(written)
            members += part.pack_links(drawn.values())
            members.append(deflate(part.name, number_drawings("".join(written)).encode()))
            embedded |= drawn
        if problems:
            raise ProblemsFoundError(problems)
        members += _pack(embedded)
        return write_members(members, after=self._begin(embedded))

    def fill_document(self, values: Mapping[str, object]) -> str:
        """Fill the document part alone and return its XML; see `render`."""
        return number_drawings(self._parts[0].program.render(values))

    def freeze(
        self, shared: Mapping[str, object], open_names: Set[str], *, properties: DocumentProperties
    ) -> FrozenTemplate | None:
        """Work out what the template says with *shared*, and leave *open_names* to each paper.

        Returns:
            What remains, which makes the same papers as `render` a good deal faster; ``None`` when the
            template does more with an open name than print it, or prints it more often than any paper would.

        Raises:
            ProblemsFoundError: as `render`.
        """
        contents: list[tuple[str, Content]] = []
        links: list[Member] = []
        embedded: dict[str, Embedded] = {}
        problems: list[Problem] = []
        for part in self._parts:
            try:
                content = part.program.freeze(shared, open_names)
            except ProblemsFoundError as error:
                problems += error.problems
                continue
            if content is None:
                return None
            drawn = find_embedded(content)
            links += part.pack_links(drawn.values())
            contents.append((part.name, _number_drawings(content)))
            embedded |= drawn
        if problems:
            raise ProblemsFoundError(problems)
        return freeze_parts(
            contents,
            after=begin_package([*links, *_pack(embedded)], after=self._begin(embedded)),
            properties=properties,
            template_hash=self.hash,
            file=self.file,
            open_names=open_names,
            shared_names=shared,
        )

    def _begin(self, embedded: Mapping[str, Embedded]) -> Beginning:
        """Return the constants, those parts declared whose types their names do not tell."""
        typed = [each for each in embedded.values() if each.types]
        if not typed:
            return self._beginning
        types, *others = self._constants
        return begin_package([deflate(types.name, declare_types(unpack(types), typed)), *others])


def _pack(embedded: Mapping[str, Embedded]) -> Iterator[Member]:
    for each in embedded.values():
        yield from each.pack()


def compile_template(data: bytes, *, file: str) -> CompiledTemplate:
    """Compile a .docx, ours or one drawn in Word.

    Tags broken over runs are joined; ``{%p``, ``{%tr`` and ``{%tc`` lifted to their paragraph, row or cell.

    Raises:
        ProblemsFoundError: every mistake of every tag in body, tables, headers, footers and text boxes.
    """
    package = require_core_properties(read_package(data, file=file, limits=TEMPLATE_LIMITS), file=file)
    document, *others = require_templated_parts(package, file=file)
    package = drop_private_parts(package, file=file)
    tagged: dict[str, TaggedPart] = {}
    problems = list(find_misplaced_tags(package, file=file))
    for name in (document, *others):
        try:
            pieces = collect_pieces(package[name], file=file, part=name)
            if name == document or any(isinstance(piece, Slot) for piece in pieces):
                program = compile_program(pieces, escape_value)
                tagged[name] = TaggedPart(name, program, package.pop(links_name(name), None))
            else:
                # Most footers: packed once and for all, without the comments that a clerk may have left.
                package[name] = "".join(piece for piece in pieces if isinstance(piece, str)).encode()
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    constants = package.keys() - {CORE_PROPERTIES, *tagged}
    members = tuple(deflate(name, data) for name, data in package.items() if name in constants)
    return CompiledTemplate(data, file, members, begin_package(members), tuple(tagged.values()))


def _number_drawings(content: Content) -> Content:
    """Number the drawings of a part with holes from 1; see `number_drawings`."""
    texts = _SEAM.join(piece for piece in content if isinstance(piece, str))
    numbered = iter(number_drawings(texts).split(_SEAM))
    return tuple(piece if isinstance(piece, Hole) else next(numbered) for piece in content)


def _recompile(data: bytes, file: str) -> CompiledTemplate:
    return compile_template(data, file=file)
