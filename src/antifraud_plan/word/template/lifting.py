"""When a paragraph gives way to its statements, and when it must stay though it prints nothing."""

from lxml import etree

from antifraud_plan.word.jinja.tags import Tag, TagKind, UnclosedTag, split_tags
from antifraud_plan.word.template.places import PARAGRAPH
from antifraud_plan.word.template.settings import SETTINGS


def needs_paragraph(parent: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether *paragraph* is the last of a cell or text box, which may not end without one."""
    return (
        etree.QName(parent).localname in {"tc", "txbxContent", "hdr", "ftr"}
        and next(paragraph.itersiblings(PARAGRAPH), None) is None
    )


def holds_only_statements(text: str) -> bool:
    """Tell whether *text* prints nothing itself; a setting formats its paragraph, so it counts as text."""
    return all(
        not item.strip() if isinstance(item, str) else _prints_nothing(item) for item in split_tags(text)
    )


def _prints_nothing(item: Tag | UnclosedTag) -> bool:
    return isinstance(item, Tag) and item.kind is not TagKind.EXPRESSION and item.keyword not in SETTINGS
