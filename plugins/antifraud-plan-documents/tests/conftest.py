"""The demo county, opened once."""

import pytest
from document_papers import open_demo

from antifraud_plan.offers import Brief


@pytest.fixture(scope="session")
def demo() -> Brief:
    return open_demo()
