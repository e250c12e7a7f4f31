"""Fixtures that any test of a generated Office file may use."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from office_tools import audit_mistakes, convert_to_pdf, microsoft_mistakes


@pytest.fixture(scope="session")
def validate_ooxml() -> Callable[[Path], None]:
    """Assert that Microsoft's Open XML SDK validator accepts a .docx or .xlsx."""

    def validate(path: Path) -> None:
        assert microsoft_mistakes(path) == ""

    return validate


@pytest.fixture(scope="session")
def openxml_audit() -> Callable[[Path], None]:
    """Assert that openxml-audit accepts a .docx or .xlsx."""

    def audit(path: Path) -> None:
        assert audit_mistakes(path) == ""

    return audit


@pytest.fixture(scope="session")
def render_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path]], tuple[Path, ...]]:
    """Convert files with LibreOffice; one call converts many, which is what makes it bearable."""
    return lambda files: convert_to_pdf(files, tmp_path_factory.mktemp("pdf"))
