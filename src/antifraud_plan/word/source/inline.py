"""Marks within a line of the text source: bold, lead-in, blank, note, break; tags pass untouched."""

from antifraud_plan.word.jinja.tags import Tag, UnclosedTag, split_tags
from antifraud_plan.word.source.blocks import Mark, Span, Spans

_OPENINGS = {mark.value: mark for mark in Mark if mark is not Mark.PLAIN}
_CLOSINGS = {Mark.BOLD: "**", Mark.LEAD: "__", Mark.BLANK: "]]", Mark.NOTE: "^^"}
_ESCAPED = frozenset("\\*_[]^|#:")


class InlineError(ValueError):
    """A mark that opens and does not close; ``str()`` is a Chinese sentence."""


def parse_inline(text: str) -> Spans:
    """Split *text* into spans.

    Raises:
        InlineError: a mark or a tag does not close.

    >>> [(span.mark.name, span.text) for span in parse_inline("__一是__由[[{{ 人 }}]]负责")]
    [('LEAD', '一是'), ('PLAIN', '由'), ('BLANK', '{{ 人 }}'), ('PLAIN', '负责')]
    """
    spans: list[Span] = []
    written: list[str] = []
    mark = Mark.PLAIN

    def close(following: Mark) -> None:
        nonlocal mark
        if written:
            spans.append(Span("".join(written), mark))
            written.clear()
        mark = following

    for part in split_tags(text):
        if isinstance(part, UnclosedTag):
            raise InlineError(f"“{part.text}”处的标签没有结束")
        if isinstance(part, Tag):
            written.append(text[part.start : part.end])
            continue
        plain = part.replace("<br>", "\n")
        position = 0
        while position < len(plain):
            pair = plain[position : position + 2]
            if pair[0] == "\\" and len(pair) > 1 and pair[1] in _ESCAPED:
                written.append(pair[1])
            elif mark is Mark.PLAIN and pair in _OPENINGS:
                close(_OPENINGS[pair])
            elif mark is not Mark.PLAIN and pair == _CLOSINGS[mark]:
                close(Mark.PLAIN)
            else:
                written.append(plain[position])
                position -= 1
            position += 2
    if mark is not Mark.PLAIN:
        raise InlineError(f"“{mark.value}”没有与它配对的“{_CLOSINGS[mark]}”")
    close(Mark.PLAIN)
    return tuple(spans)
