"""What a paper says, as Word file and as Markdown, stripped to the characters that both must have."""

import io
import re

import docx
from docx.oxml.ns import qn


def words_of_docx(data: bytes) -> str:
    """Every character of the body in reading order, text boxes where they are anchored; no white space."""
    body = docx.Document(io.BytesIO(data)).element.body
    return re.sub(r"\s", "", "".join(node.text or "" for node in body.iter(qn("w:t"))))


def words_of_markdown(text: str) -> str:
    """The same of Markdown, without what is only notation."""
    lines = [line for line in text.splitlines() if not re.fullmatch(r"---|\|[-:|]+\|", line)]
    plain = "\n".join(re.sub(r"^#+ ", "", line) for line in lines).replace("<br>", "")
    return re.sub(r"[\s|*`]", "", plain.replace("`[", "").replace("]`", ""))
