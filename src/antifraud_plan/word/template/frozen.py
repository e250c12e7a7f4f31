"""Templates whose common values are worked out: what is left is filled without running anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from antifraud_plan.ooxml.package import Beginning, begin_package, write_members
from antifraud_plan.ooxml.splicing import Splice, prepare_splice
from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.word.jinja.holes import Hole
from antifraud_plan.word.jinja.mistakes import describe_failure, describe_undefined
from antifraud_plan.word.jinja.printing import UnprintableError
from antifraud_plan.word.template.embedded import Drawn
from antifraud_plan.word.template.properties import DocumentProperties
from antifraud_plan.word.template.writing import escape_value

Content = tuple[str | Hole, ...]


@attrs.frozen
class FrozenTemplate:
    """A template of which only the values of some names are missing: plain data, cheap to send and to fill.

    Attributes:
        hash: SHA-256 of the template's .docx, in hexadecimal.
        file: its name, for messages.
        open_names: the names whose values each paper brings, sorted.
        shared_names: the names whose values are worked in, sorted.
        holes: where values go, in the order of parts and text.
        printed_names: the open names that have holes, in the order in which they first have one.
    """

    hash: str
    file: str
    open_names: tuple[str, ...]
    shared_names: tuple[str, ...]
    holes: tuple[Hole, ...] = attrs.field(repr=False)
    printed_names: tuple[str, ...] = attrs.field(repr=False)
    _constants: Beginning = attrs.field(repr=False)
    _beginning: Beginning = attrs.field(repr=False)  # the constants and the properties
    _parts: tuple[Splice, ...] = attrs.field(repr=False)  # the document first

    def render(self, values: Mapping[str, object]) -> bytes:
        """Fill the holes and return the .docx: the same values give the same bytes.

        Raises:
            ProblemsFoundError: ``template-undefined``, ``illegal-character``, ``template-unprintable`` or
                ``template-failed``, all at once.
        """
        written = self.write_values(values)
        parts = [part.fill(written) for part in self._parts]
        return write_members(parts, after=self._beginning)

    def with_properties(self, properties: DocumentProperties) -> "FrozenTemplate":
        """Return the same template with other properties: another title.

        Raises:
            ProblemsFoundError: ``illegal-character``.
        """
        return attrs.evolve(self, beginning=begin_package([properties.pack()], after=self._constants))

    @property
    def document_part(self) -> str:
        """Name of the document part."""
        return self._parts[0].name

    def fill_document(self, values: Mapping[str, object]) -> str:
        """Fill the holes of the document part alone and return its XML; see `render`."""
        return self._parts[0].join(self.write_values(values)).decode()

    @property
    def has_one_part(self) -> bool:
        """Whether the document part alone has holes, and no header or footer."""
        return len(self._parts) == 1

    def write_values(self, values: Mapping[str, object]) -> list[bytes]:
        """Write a value for each of `printed_names` as it stands in the text; see `render`."""
        try:
            return [_write(values[name]) for name in self.printed_names]
        except Exception as error:  # whatever a value raises while it is printed is told with its place
            problems = dict.fromkeys(self._find_problems(values))
            if not problems:
                raise
            raise ProblemsFoundError(problems) from error

    def _find_problems(self, values: Mapping[str, object]) -> Iterator[Problem]:
        """Yield a problem for every tag that lacks its value and for every value that cannot be written."""
        tried: set[str] = set()
        for hole in self.holes:
            if hole.name not in values:
                known = (*self.shared_names, *values)
                yield describe_undefined(hole.name, hole.tag, hole.location, known)
            elif hole.name not in tried:
                tried.add(hole.name)
                try:
                    _write(values[hole.name])
                except Exception as error:  # as above
                    yield describe_failure(error, f"标签“{hole.tag}”", hole.location)


def _write(value: object) -> bytes:
    text = escape_value(value)
    if isinstance(text, Drawn):
        raise UnprintableError("这样成批生成时，图片和图表要各份相同")
    return text.encode()


def freeze_parts(
    contents: Sequence[tuple[str, Content]],
    *,
    after: Beginning,
    properties: DocumentProperties,
    template_hash: str,
    file: str,
    open_names: Iterable[str],
    shared_names: Iterable[str],
) -> FrozenTemplate:
    """Prepare everything that the papers of one template have in common.

    Args:
        contents: name and content of each part that may have holes, the document first.
        after: the parts that every paper begins with.
        properties: see `FrozenTemplate.with_properties`.
        template_hash: see `FrozenTemplate.hash`.
        file: see `FrozenTemplate`.
        open_names: see `FrozenTemplate`.
        shared_names: see `FrozenTemplate`.
    """
    holes = tuple(piece for _, content in contents for piece in content if isinstance(piece, Hole))
    printed = tuple(dict.fromkeys(hole.name for hole in holes))
    document, *others = (
        prepare_splice(
            name,
            (printed.index(piece.name) if isinstance(piece, Hole) else piece.encode() for piece in content),
        )
        for name, content in contents
    )
    constants = begin_package([part.fill(()) for part in others if not part.gaps], after=after)
    return FrozenTemplate(
        template_hash,
        file,
        tuple(sorted(open_names)),
        tuple(sorted(shared_names)),
        holes,
        printed,
        constants,
        begin_package([properties.pack()], after=constants),
        (document, *(part for part in others if part.gaps)),
    )
