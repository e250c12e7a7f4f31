"""From the XML of a Word part to constants and tags: broken tags joined, statements lifted."""

import copy
import itertools
import re
from collections.abc import Sequence

from lxml import etree

from antifraud_plan.ooxml.xml import XML_SPACE, W, parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.compiling.drawn import DrawnPart, remove
from antifraud_plan.word.compiling.leftovers import (
    drop_bindings,
    drop_comments,
    drop_lone_bookmarks,
    find_changes,
    find_tags_in_fields,
)
from antifraud_plan.word.compiling.lifting import holds_only_statements, lift_paragraph, lift_tables
from antifraud_plan.word.compiling.places import PARAGRAPH, TEXT, find_places, narrow_place, text_nodes
from antifraud_plan.word.compiling.settings import SETTINGS, insert_setting
from antifraud_plan.word.compiling.unclosed import describe_unclosed
from antifraud_plan.word.compiling.unique import drop_dispensable_numbers, open_drawing_numbers
from antifraud_plan.word.jinja.program import Piece, Slot, find_crossings, find_tag_mistakes
from antifraud_plan.word.jinja.tags import Scope, Tag, TagKind, UnclosedTag, find_tags, split_tags

_RUN = f"{{{W}}}r"
_RUN_PROPERTIES = f"{{{W}}}rPr"
_STATEMENT_MARK = re.compile("[%％]")


def collect_pieces(content: bytes, *, file: str, part: str) -> list[Piece]:
    """Read one part of a template.

    Raises:
        ProblemsFoundError: ``template-with-changes``, ``template-unclosed-tag``, ``template-text-beside-tag``
            or ``template-tag-misplaced``, all at once and together with the mistakes within other tags.
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
    drop_comments(root)
    drop_bindings(root)
    found = DrawnPart(root, dict(find_places(root, file=file)))
    found.problems += find_changes(found, file=file)
    found.has_lost = bool(found.problems)  # a change may part a statement from its partner
    found.problems += find_tags_in_fields(found)
    lift_tables(found)
    for paragraph in list(root.iter(PARAGRAPH)):
        _read_paragraph(found, paragraph)
    drop_lone_bookmarks(root)
    if found.groups:  # a loop may print a drawing again, and a value may be a picture
        open_drawing_numbers(root, found.mark)
    pieces = list(found.pieces())
    if found.problems:
        slots = [piece for piece in pieces if isinstance(piece, Slot)]
        crossings = () if found.has_lost else find_crossings(slots)
        # Word stores a text box twice, once for older versions: its mistakes are one.
        raise ProblemsFoundError(dict.fromkeys([*found.problems, *find_tag_mistakes(slots), *crossings]))
    return pieces


def _read_paragraph(part: DrawnPart, paragraph: etree._Element) -> None:
    place = part.places[paragraph]
    nodes = text_nodes(paragraph)
    text = "".join(node.text or "" for node in nodes)
    tags = list(find_tags(text))
    if not tags or paragraph.getroottree().getroot() is not part.root:
        return
    if isinstance(tags[-1], UnclosedTag):
        part.problems.append(describe_unclosed(paragraph, tags[-1], part.places))
        part.has_lost = part.has_lost or _STATEMENT_MARK.search(text, tags[-1].start) is not None
    found = [tag for tag in tags if isinstance(tag, Tag)]
    of_table = next((tag.scope for tag in found if tag.scope.is_of_table), None)
    if of_table is not None:
        message = f"{{%{of_table.value} … %}} 只能写在表格里。"
        part.refuse("template-tag-misplaced", message, place, "在正文里请用 {%p … %}。")
        part.keep_tags(paragraph, found)
    elif any(tag.scope is Scope.PARAGRAPH for tag in found) or holds_only_statements(text):
        lift_paragraph(part, paragraph, found, text)
    else:
        _write_contents(part, nodes, text, place)


def _write_contents(part: DrawnPart, nodes: Sequence[etree._Element], text: str, place: Location) -> None:
    """Give every text node its share of text and tags; a tag belongs where it opens."""
    owners = [index for index, node in enumerate(nodes) for _ in node.text or ""]
    contents: list[list[str | Slot]] = [[] for _ in nodes]
    position = 0
    for item in split_tags(text):
        if isinstance(item, UnclosedTag):
            continue
        if isinstance(item, Tag):
            found = Slot(item, narrow_place(place, text, item.start, item.end))
            contents[owners[position]].append(found)
            position = item.end
            continue
        for owner, group in itertools.groupby(range(position, position + len(item)), owners.__getitem__):
            contents[owner].append("".join(text[index] for index in group))
        position += len(item)
    shares = dict(zip(nodes, contents, strict=True))
    for run in dict.fromkeys(node.getparent() for node in nodes):
        if run is not None:
            _rebuild_run(part, run, shares)


def _rebuild_run(
    part: DrawnPart, run: etree._Element, shares: dict[etree._Element, list[str | Slot]]
) -> None:
    """Write a run anew, broken wherever a statement stands, so that statements stand between runs."""
    children = [child for child in run if child.tag != _RUN_PROPERTIES]
    if all(shares.get(child) == [child.text] for child in children if child.tag == TEXT):
        return
    parent = run.getparent()
    current: etree._Element | None = None
    for item in itertools.chain.from_iterable(shares.get(child, [child]) for child in children):
        if isinstance(item, Slot) and item.tag.kind is TagKind.COMMENT:
            continue
        if isinstance(item, Slot) and item.tag.kind is TagKind.STATEMENT:
            if item.tag.keyword in SETTINGS:
                pieces = SETTINGS[item.tag.keyword].pieces(item.tag, item.location)
                insert_setting(next(run.iterancestors(PARAGRAPH)), part.mark(pieces), item.tag.keyword)
            else:
                run.addprevious(part.mark_tag(item.tag, item.location, parent))
                current = None
            continue
        if current is None:
            current = etree.Element(_RUN)
            properties = run.find(_RUN_PROPERTIES)  # anew each time: a setting may have made it
            if properties is not None:
                current.append(copy.deepcopy(properties))
            run.addprevious(current)
        _append(part, current, item)
    remove(run)


def _append(part: DrawnPart, run: etree._Element, item: object) -> None:
    match item:
        case str():
            node = etree.SubElement(run, TEXT)
            node.text = item
            node.set(XML_SPACE, "preserve")
        case Slot():
            node = etree.SubElement(run, TEXT)
            node.set(XML_SPACE, "preserve")
            node.append(part.mark([item]))
        case etree._Element():
            run.append(item)
