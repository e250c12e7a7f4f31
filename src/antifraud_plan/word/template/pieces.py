"""From the XML of a Word part to constants and tags: broken tags joined, statements lifted."""

import copy
import itertools
import re
from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from antifraud_plan.ooxml.xml import DECLARATION, XML_SPACE, W, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.jinja.program import Piece, Slot, find_crossings, find_tag_mistakes
from antifraud_plan.word.jinja.tags import Scope, Tag, TagKind, UnclosedTag, find_tags, split_tags
from antifraud_plan.word.template.lifting import holds_only_statements, needs_paragraph
from antifraud_plan.word.template.places import (
    PARAGRAPH,
    ROW,
    TEXT,
    find_places,
    nearest,
    paragraph_text,
    text_nodes,
)
from antifraud_plan.word.template.settings import SETTINGS, insert_setting
from antifraud_plan.word.template.unique import drop_dispensable_numbers, open_drawing_numbers

_RUN = f"{{{W}}}r"
_RUN_PROPERTIES = f"{{{W}}}rPr"
_SECTION = f"{{{W}}}sectPr"
_TARGET = "jinja"
_STATEMENT_MARK = re.compile("[%％]")


@attrs.define
class _Part:
    """A part on its way to pieces: a processing instruction in the tree stands for each group of pieces.

    Attributes:
        has_lost: whether a statement may be missing, so that nothing can be said of its partner.
    """

    root: etree._Element
    places: dict[etree._Element, Location]
    groups: list[tuple[Piece, ...]] = attrs.field(factory=list)
    containers: dict[etree._Element, int] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    has_lost: bool = False

    def mark(self, pieces: Sequence[Piece]) -> etree._Element:
        """Make the stand-in for *pieces*."""
        self.groups.append(tuple(pieces))
        return etree.ProcessingInstruction(_TARGET, str(len(self.groups) - 1))

    def mark_tag(self, tag: Tag, place: Location, container: etree._Element | None) -> etree._Element:
        """Make the stand-in for one tag held by *container*."""
        number = None if container is None else self.containers.setdefault(container, len(self.containers))
        return self.mark([Slot(tag, place, number)])

    @property
    def repeats(self) -> bool:
        """Whether anything of the part may be printed more than once."""
        pieces = itertools.chain.from_iterable(self.groups)
        return any(isinstance(piece, Slot) and piece.tag.keyword == "for" for piece in pieces)

    def refuse(self, code: str, message: str, place: Location, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, place, remedy))

    def pieces(self) -> Iterator[Piece]:
        """Serialise the tree, pieces in place of their stand-ins."""
        constant, *rest = (DECLARATION + etree.tostring(self.root, encoding="unicode")).split(f"<?{_TARGET} ")
        yield constant
        for stretch in rest:
            number, _, constant = stretch.partition("?>")
            yield from self.groups[int(number)]
            yield constant


def collect_pieces(content: bytes, *, file: str, part: str) -> list[Piece]:
    """Read one part of a template.

    Raises:
        ProblemsFoundError: ``template-unclosed-tag``, ``template-text-beside-tag`` or
            ``template-tag-misplaced``, all at once and together with the mistakes within other tags.
    """
    root = parse_xml(content, file=file, part=part)
    if etree.QName(root).namespace != W:
        raise ProblemsFoundError(
            [
                Problem(
                    "not-a-word-file",
                    f"部件“{part}”用的是“严格 Open XML”格式，这里不读。",
                    Location(file),
                    "请在 Word 里另存为普通的“Word 文档 (*.docx)”。",
                )
            ]
        )
    drop_dispensable_numbers(root)
    found = _Part(root, dict(find_places(root, file=file)))
    for row in list(root.iter(ROW)):
        _lift_row(found, row)
    for paragraph in list(root.iter(PARAGRAPH)):
        _read_paragraph(found, paragraph)
    if found.repeats:
        open_drawing_numbers(root, found.mark)
    pieces = list(found.pieces())
    if found.problems:
        slots = [piece for piece in pieces if isinstance(piece, Slot)]
        crossings = () if found.has_lost else find_crossings(slots)
        # Word stores a text box twice, once for older versions: its mistakes are one.
        raise ProblemsFoundError(dict.fromkeys([*found.problems, *find_tag_mistakes(slots), *crossings]))
    return pieces


def _lift_row(part: _Part, row: etree._Element) -> None:
    """Replace a row that holds only ``{%tr … %}`` by its statements."""
    paragraphs = [item for item in row.iter(PARAGRAPH) if nearest(item, ROW) is row]
    tags = [
        (tag, item) for item in paragraphs for tag in find_tags(paragraph_text(item)) if isinstance(tag, Tag)
    ]
    if not any(tag.scope is Scope.ROW for tag, _ in tags):
        return
    place = part.places[next(item for tag, item in tags if tag.scope is Scope.ROW)]
    if not all(holds_only_statements(paragraph_text(item)) for item in paragraphs):
        part.refuse(
            "template-text-beside-tag",
            "这一行里除了 {%tr … %} 还有别的文字，整行会被标签取代。",
            place,
            "请让 {%tr … %} 单独占一行，别的文字移到上下行。",
        )
        part.has_lost = True
    parent = row.getparent()
    for tag, paragraph in tags:
        if tag.kind is not TagKind.COMMENT:
            row.addprevious(part.mark_tag(tag, part.places[paragraph], parent))
    _remove(row)


def _read_paragraph(part: _Part, paragraph: etree._Element) -> None:
    place = part.places[paragraph]
    nodes = text_nodes(paragraph)
    text = "".join(node.text or "" for node in nodes)
    tags = list(find_tags(text))
    if not tags or paragraph.getroottree().getroot() is not part.root:
        return
    if isinstance(tags[-1], UnclosedTag):
        part.refuse(
            "template-unclosed-tag",
            f"“{tags[-1].text}”处的标签没有结束。",
            place,
            "请补上 }} 或 %}，并检查引号是否成对。",
        )
        part.has_lost = part.has_lost or _STATEMENT_MARK.search(text, tags[-1].start) is not None
    found = [tag for tag in tags if isinstance(tag, Tag)]
    if any(tag.scope is Scope.ROW for tag in found):
        part.refuse("template-tag-misplaced", "{%tr … %} 只能写在表格里。", place, "在正文里请用 {%p … %}。")
        _keep_tags(part, paragraph, found)
    elif any(tag.scope is Scope.PARAGRAPH for tag in found) or holds_only_statements(text):
        _lift_paragraph(part, paragraph, found, text)
    else:
        _write_contents(part, nodes, text, place)


def _lift_paragraph(part: _Part, paragraph: etree._Element, tags: Sequence[Tag], text: str) -> None:
    """Replace a paragraph that holds only statements by them."""
    place = part.places[paragraph]
    if not holds_only_statements(text):
        part.refuse(
            "template-text-beside-tag",
            "这一段里除了 {%p … %} 还有别的文字，整段会被标签取代。",
            place,
            "请让 {%p … %} 单独占一段，或者去掉 p 写成 {% … %}。",
        )
        _keep_tags(part, paragraph, tags)
        return
    if next(paragraph.iter(_SECTION), None) is not None:
        part.refuse(
            "template-tag-misplaced", "分节符所在的段不能写 {%p … %}。", place, "请把标签移到上一段。"
        )
        _keep_tags(part, paragraph, tags)
        return
    parent = paragraph.getparent()
    for tag in tags:
        if tag.kind is TagKind.STATEMENT:
            paragraph.addprevious(part.mark_tag(tag, place, parent))
    if parent is not None and needs_paragraph(parent, paragraph):
        for run in list(paragraph.iter(_RUN)):
            _remove(run)
    else:
        _remove(paragraph)


def _keep_tags(part: _Part, paragraph: etree._Element, tags: Sequence[Tag]) -> None:
    """Keep the tags of a refused paragraph, so that the mistakes within them are told too."""
    part.has_lost = True
    for tag in tags:
        if tag.kind is not TagKind.COMMENT:
            paragraph.addprevious(part.mark_tag(tag, part.places[paragraph], None))


def _write_contents(part: _Part, nodes: Sequence[etree._Element], text: str, place: Location) -> None:
    """Give every text node its share of text and tags; a tag belongs where it opens."""
    owners = [index for index, node in enumerate(nodes) for _ in node.text or ""]
    contents: list[list[str | Tag]] = [[] for _ in nodes]
    position = 0
    for item in split_tags(text):
        if isinstance(item, UnclosedTag):
            continue
        if isinstance(item, Tag):
            contents[owners[position]].append(item)
            position = item.end
            continue
        for owner, group in itertools.groupby(range(position, position + len(item)), owners.__getitem__):
            contents[owner].append("".join(text[index] for index in group))
        position += len(item)
    shares = dict(zip(nodes, contents, strict=True))
    for run in dict.fromkeys(node.getparent() for node in nodes):
        if run is not None:
            _rebuild_run(part, run, shares, place)


def _rebuild_run(
    part: _Part, run: etree._Element, shares: dict[etree._Element, list[str | Tag]], place: Location
) -> None:
    """Write a run anew, broken wherever a statement stands, so that statements stand between runs."""
    children = [child for child in run if child.tag != _RUN_PROPERTIES]
    if all(shares.get(child) == [child.text] for child in children if child.tag == TEXT):
        return
    parent = run.getparent()
    current: etree._Element | None = None
    for item in itertools.chain.from_iterable(shares.get(child, [child]) for child in children):
        if isinstance(item, Tag) and item.kind is TagKind.COMMENT:
            continue
        if isinstance(item, Tag) and item.kind is TagKind.STATEMENT:
            if item.keyword in SETTINGS:
                pieces = SETTINGS[item.keyword].pieces(item, place)
                insert_setting(next(run.iterancestors(PARAGRAPH)), part.mark(pieces), item.keyword)
            else:
                run.addprevious(part.mark_tag(item, place, parent))
                current = None
            continue
        if current is None:
            current = etree.Element(_RUN)
            properties = run.find(_RUN_PROPERTIES)  # anew each time: a setting may have made it
            if properties is not None:
                current.append(copy.deepcopy(properties))
            run.addprevious(current)
        _append(part, current, item, place)
    _remove(run)


def _append(part: _Part, run: etree._Element, item: object, place: Location) -> None:
    match item:
        case str():
            node = etree.SubElement(run, TEXT)
            node.text = item
            node.set(XML_SPACE, "preserve")
        case Tag():
            node = etree.SubElement(run, TEXT)
            node.set(XML_SPACE, "preserve")
            node.append(part.mark([Slot(item, place)]))
        case etree._Element():
            run.append(item)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
