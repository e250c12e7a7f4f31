"""The official format, GB/T 9704-2012, as numbers a county may override."""

import attrs

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20
MM_PER_POINT = 25.4 / 72


def _positive(_: object, attribute: "attrs.Attribute[float]", value: float) -> None:
    if not value > 0:
        raise ValueError(f"版式“{attribute.name}”应大于 0，这里是 {value}")


def _not_negative(_: object, attribute: "attrs.Attribute[float]", value: float) -> None:
    if not value >= 0:
        raise ValueError(f"版式“{attribute.name}”不能小于 0，这里是 {value}")


def _named(_: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise ValueError(f"版式“{attribute.name}”要写字体名称，这里是空的")


def _size(default: float) -> float:
    return attrs.field(default=default, validator=_positive)


def _space(default: float) -> float:
    return attrs.field(default=default, validator=_not_negative)


def _font(default: str) -> str:
    return attrs.field(default=default, validator=_named)


@attrs.frozen
class Layout:
    """Every measure of a document; the defaults render to exactly 22 lines of 28 characters.

    Attributes end in their unit: ``_mm`` millimetres, ``_pt`` points (磅).

    Attributes:
        page_width_mm: A4. Clause 3.2.
        page_height_mm: A4. Clause 3.2.
        top_margin_mm: 天头. Clause 5.2.1: 37 ± 1.
        bottom_margin_mm: what 225 mm of type area leave below.
        left_margin_mm: 订口. Clause 5.2.1: 28 ± 1.
        right_margin_mm: what 156 mm of type area leave at the right.
        line_pitch_pt: 行距; 22 lines fill 225 mm. Practice: 28 to 29.5. Clause 5.2.3.
        body_size_pt: 三号. Clause 5.2.2.
        compact_pitch_pt: line distance of forms that must keep to one page, such as pledges.
        note_size_pt: small notes, such as where a promise stands in the plan, 五号.
        character_spacing_pt: added to each character so that 28 fill 156 mm. Clause 5.2.3.
        hanging_punctuation: whether one mark may hang beyond the 28th character.
        body_font: 正文, headings 1. and （1）. Clause 5.2.2.
        latin_font: Latin letters and digits.
        heading_1_font: 一、. Clause 7.3.3.
        heading_2_font: （一）, lead-ins and the signatory's name. Clauses 7.3.3, 7.2.6.
        heading_2_bold: whether （一） is bold, as some counties want.
        keep_headings: whether a heading moves to the page of its text; then a page may end a line early.
        title_font: title and issuer mark. Clauses 7.2.4, 7.3.1.
        title_size_pt: 二号. Clause 7.3.1.
        title_pitch_pt: line distance within a title.
        title_gap_lines: lines between red rule and title. Clause 7.3.1.
        mark_size_pt: issuer mark, squeezed when its text is wider than the type area. Clause 7.2.4.
        mark_drop_mm: from the type area's top to the mark's top edge. Clause 7.2.4.
        number_gap_lines: lines between mark and document number. Clause 7.2.5.
        rule_drop_mm: from the document number down to the red rule. Clause 7.2.7.
        rule_width_pt: thickness of the red rule.
        page_number_font: Clause 7.5.
        page_number_size_pt: 四号. Clause 7.5.
        page_number_drop_mm: from the type area's bottom down to the dash. Clause 7.5.
        signature_gap_lines: lines between the text and the issuer's name, unsealed. Clause 7.3.5.2.
        seal_gap_lines: the same under a seal of 42 mm, its top within a line of the text. Clause 7.3.5.1.
        imprint_size_pt: 四号. Clause 7.4.2.
        imprint_outer_rule_pt: 0.35 mm. Clause 7.4.1.
        imprint_inner_rule_pt: 0.25 mm. Clause 7.4.1.
        table_size_pt: text in tables, 小四.
        table_pitch_pt: least line distance in tables.
        table_large_size_pt: text in tables that people sign, 四号.
        table_large_pitch_pt: line distance of that text.
        table_rule_pt: rules of tables and forms.

    >>> Layout().lines_per_page, Layout().characters_per_line
    (22, 28)
    """

    page_width_mm: float = _size(210)
    page_height_mm: float = _size(297)
    top_margin_mm: float = _space(37)
    bottom_margin_mm: float = _space(35)
    left_margin_mm: float = _space(28)
    right_margin_mm: float = _space(26)
    line_pitch_pt: float = _size(28.95)
    body_size_pt: float = _size(16)
    compact_pitch_pt: float = _size(22)
    note_size_pt: float = _size(10.5)
    character_spacing_pt: float = -0.25
    hanging_punctuation: bool = True
    body_font: str = _font("仿宋_GB2312")
    latin_font: str = _font("Times New Roman")
    heading_1_font: str = _font("黑体")
    heading_2_font: str = _font("楷体_GB2312")
    heading_2_bold: bool = False
    keep_headings: bool = False
    title_font: str = _font("方正小标宋简体")
    title_size_pt: float = _size(22)
    title_pitch_pt: float = _size(33)
    title_gap_lines: float = _space(2)
    mark_size_pt: float = _size(52)
    mark_drop_mm: float = _space(35)
    number_gap_lines: float = _space(2)
    rule_drop_mm: float = _space(4)
    rule_width_pt: float = _size(2)
    page_number_font: str = _font("宋体")
    page_number_size_pt: float = _size(14)
    page_number_drop_mm: float = _size(7)
    signature_gap_lines: float = _space(1)
    seal_gap_lines: float = _space(2)
    imprint_size_pt: float = _size(14)
    imprint_outer_rule_pt: float = _size(1)
    imprint_inner_rule_pt: float = _size(0.75)
    table_size_pt: float = _size(12)
    table_pitch_pt: float = _size(18)
    table_large_size_pt: float = _size(14)
    table_large_pitch_pt: float = _size(19)
    table_rule_pt: float = _size(0.5)

    def __attrs_post_init__(self) -> None:
        if self.type_width_mm <= 0 or self.type_height_mm <= 0:
            raise ValueError("版式的页边距加起来比纸还大，没有地方排正文")
        if self.character_advance_pt <= 0:
            raise ValueError("版式“character_spacing_pt”把字挤没了，应大于负的“body_size_pt”")

    @property
    def type_width_mm(self) -> float:
        """Width of the type area (版心)."""
        return self.page_width_mm - self.left_margin_mm - self.right_margin_mm

    @property
    def type_height_mm(self) -> float:
        """Height of the type area (版心)."""
        return self.page_height_mm - self.top_margin_mm - self.bottom_margin_mm

    @property
    def character_advance_pt(self) -> float:
        """Distance from one full-width character to the next, points."""
        return self.body_size_pt + self.character_spacing_pt

    @property
    def mark_pitch_pt(self) -> float:
        """Line distance of the issuer mark: its letters and a little air."""
        return self.mark_size_pt * 1.15

    @property
    def number_pitch_pt(self) -> float:
        """Line distance of the document number, tight so that the rule's distance counts from its foot."""
        return self.body_size_pt + 2

    @property
    def imprint_pitch_pt(self) -> float:
        """Line distance of the imprint."""
        return self.imprint_size_pt + 8

    @property
    def lines_per_page(self) -> int:
        """Lines of body text that fit a page."""
        return int(self.type_height_mm * TWIPS_PER_MM / TWIPS_PER_POINT / self.line_pitch_pt)

    @property
    def characters_per_line(self) -> int:
        """Full-width characters that fit a line."""
        return int(self.type_width_mm * TWIPS_PER_MM / TWIPS_PER_POINT / self.character_advance_pt)


def twips_of_mm(length_mm: float) -> int:
    """Convert millimetres to twips, Word's twentieth of a point.

    >>> twips_of_mm(37)
    2098
    """
    return round(length_mm * TWIPS_PER_MM)


def twips_of_points(length_pt: float) -> int:
    """Convert points to twips.

    >>> twips_of_points(28.95)
    579
    """
    return round(length_pt * TWIPS_PER_POINT)
