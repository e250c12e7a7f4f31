"""Templates as a clerk draws them in Word; python-docx is the clerk, and reads the result back."""

import datetime
import io
import zipfile
from collections.abc import Iterable

import pytest
from docx import Document
from docx.oxml import OxmlElement

from antifraud_plan.problems import Problem, ProblemsFoundError
from antifraud_plan.word import DocumentProperties, compile_template

PROPERTIES = DocumentProperties("承诺书", "某县教育局", datetime.date(2023, 2, 6))


def saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined] # python-docx's Document is a function, not a type
    return file.getvalue()


def typed(*paragraphs: str | Iterable[str]) -> bytes:
    """A document of paragraphs; a paragraph given in parts is broken into runs there, as Word breaks it."""
    document = Document()
    for content in paragraphs:
        paragraph = document.add_paragraph()
        for part in [content] if isinstance(content, str) else content:
            paragraph.add_run(part)
            paragraph._p.append(
                OxmlElement(
                    "w:proofErr",
                    {"{http://schemas.openxmlformats.org/wordprocessingml/2006/main}type": "spellStart"},
                )
            )
    return saved(document)


def fill(data: bytes, **values: object) -> list[str]:
    filled = compile_template(data, file="承诺书.docx").render(values, properties=PROPERTIES)
    return [paragraph.text for paragraph in Document(io.BytesIO(filled)).paragraphs]


def problems_of(data: bytes, **values: object) -> list[Problem]:
    with pytest.raises(ProblemsFoundError) as caught:
        compile_template(data, file="承诺书.docx").render(values, properties=PROPERTIES)
    return list(caught.value.problems)


def places_of(data: bytes, **values: object) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.location)) for problem in problems_of(data, **values)]


def rewritten(data: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    """The same file with *old* replaced in one part."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return changed.getvalue()
