"""The tags people type, found in plain text and read as meant whatever quotes an input method made."""

from collections.abc import Iterator
from enum import Enum

import attrs

_OPEN = "{｛"
_CLOSE = "}｝"
_MARKS = {"{": "{", "｛": "{", "%": "%", "％": "%", "#": "#", "＃": "#"}
_CLOSERS = {"{": _CLOSE, "%": "%％", "#": "#＃"}
_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "“”", "‘": "’", "’": "‘’", "＂": "＂"}
_PLAIN = str.maketrans("｛｝％（），：［］｜＝．－＋＜＞\u00a0\u3000", "{}%(),:[]|=.-+<>  ")


class TagKind(Enum):
    """What a tag does: print a value, or steer."""

    EXPRESSION = "{{ }}"
    STATEMENT = "{% %}"
    COMMENT = "{# #}"


class Scope(Enum):
    """How much a statement wraps: text, paragraphs (``{%p``), table rows (``{%tr``) or cells (``{%tc``)."""

    TEXT = ""
    PARAGRAPH = "p"
    ROW = "tr"
    CELL = "tc"

    @property
    def is_of_table(self) -> bool:
        """Whether it wraps what only tables have."""
        return self in {Scope.ROW, Scope.CELL}


@attrs.frozen
class Tag:
    """A tag found in text.

    Attributes:
        kind: see `TagKind`.
        source: what stands between the marks, in plain ASCII marks and quotes, stripped.
        scope: see `Scope`.
        start: index of its first character in the text.
        end: index after its last.
    """

    kind: TagKind
    source: str
    scope: Scope = Scope.TEXT
    start: int = 0
    end: int = 0

    @property
    def keyword(self) -> str:
        """The first word of a statement: ``for``, ``endif``."""
        return self.source.split(maxsplit=1)[0] if self.source else ""

    def __str__(self) -> str:
        match self.kind:
            case TagKind.EXPRESSION:
                return f"{{{{ {self.source} }}}}"
            case TagKind.STATEMENT:
                return f"{{%{self.scope.value} {self.source} %}}"
            case TagKind.COMMENT:
                return f"{{# {self.source} #}}"


@attrs.frozen
class UnclosedTag:
    """Marks that open and never close; the rest of the text is suspect."""

    start: int
    text: str


def find_tags(text: str) -> Iterator[Tag | UnclosedTag]:
    """Yield the tags of *text* in order; an unclosed one is the last.

    >>> [str(tag) for tag in find_tags("由｛｛ 单位｝｝负责{%p if a == “是” %}")]
    ['{{ 单位 }}', '{%p if a == "是" %}']
    """
    position = 0
    while position < len(text) - 1:
        if text[position] not in _OPEN or text[position + 1] not in _MARKS:
            position += 1
            continue
        mark = _MARKS[text[position + 1]]
        end, source = _read_inside(text, position + 2, mark)
        if end is None:
            yield UnclosedTag(position, text[position : position + 20])
            return
        yield _tag(mark, source, position, end)
        position = end


def split_tags(text: str) -> Iterator[str | Tag | UnclosedTag]:
    """Yield *text* as its plain stretches and tags, in order; an unclosed tag ends it."""
    position = 0
    for tag in find_tags(text):
        if tag.start > position:
            yield text[position : tag.start]
        yield tag
        if isinstance(tag, UnclosedTag):
            return
        position = tag.end
    if position < len(text):
        yield text[position:]


def as_expression(text: str) -> str:
    """Turn text with value tags into one Jinja expression.

    >>> as_expression("{{ 县 }}教育局")
    '(县) ~ "教育局"'
    """
    terms = [
        f"({part.source})" if isinstance(part, Tag) else _literal(part)
        for part in split_tags(text)
        if not isinstance(part, UnclosedTag)
    ]
    return " ~ ".join(terms) if terms else '""'


def as_operand(text: str) -> str:
    """Turn text with value tags into an expression that a filter or operator may follow.

    >>> as_operand("{{ plan.issuer }}"), as_operand("{{ county }}教育局")
    ('plan.issuer', '((county) ~ "教育局")')
    """
    tag = find_only_tag(text)
    if tag is not None and tag.source.replace(".", "_").isidentifier():
        return tag.source
    return f"({as_expression(text)})"


def find_only_tag(text: str) -> Tag | None:
    """Return the value tag that *text* consists of; ``None`` when there is more, less or something else.

    >>> find_only_tag("{{ titles }}").source
    'titles'
    >>> find_only_tag("{{ county }}教育局")
    """
    match list(split_tags(text)):
        case [Tag(kind=TagKind.EXPRESSION) as tag]:
            return tag
        case _:
            return None


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _read_inside(text: str, start: int, mark: str) -> tuple[int | None, str]:
    """Return the index after the tag and its content in plain marks; ``None`` when it never closes."""
    written: list[str] = []
    position = start
    while position < len(text) - 1:
        character = text[position]
        if character in _CLOSERS[mark] and text[position + 1] in _CLOSE:
            return position + 2, "".join(written)
        if mark != "#" and character in _QUOTES:
            end = position + 1
            while end < len(text) and text[end] not in _QUOTES[character]:
                end += 2 if text[end] == "\\" else 1
            if end >= len(text):
                return None, ""
            written.append(_quoted(character, text[position + 1 : end]))
            position = end + 1
            continue
        written.append(character.translate(_PLAIN))
        position += 1
    return None, ""


def _quoted(opening: str, content: str) -> str:
    """Requote a literal; inside quotes typed by Word, a plain quote is content."""
    if opening in "\"'":
        return opening + content + opening
    return _literal(content.replace("\\\\", "\\")) if '"' in content else f'"{content}"'


def _tag(mark: str, source: str, start: int, end: int) -> Tag:
    source = source.removeprefix("-").removeprefix("+")
    if mark != "{":
        source = source.removesuffix("-").removesuffix("+")
    match mark:
        case "{":
            return Tag(TagKind.EXPRESSION, source.strip().removesuffix("-").strip(), Scope.TEXT, start, end)
        case "#":
            return Tag(TagKind.COMMENT, source.strip(), Scope.TEXT, start, end)
    first, _, rest = source.strip().partition(" ")
    for scope in (Scope.ROW, Scope.CELL, Scope.PARAGRAPH):
        if first == scope.value:
            return Tag(TagKind.STATEMENT, rest.strip(), scope, start, end)
    return Tag(TagKind.STATEMENT, source.strip(), Scope.TEXT, start, end)
