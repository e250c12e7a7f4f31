"""The example counties, opened once."""

import pytest
from record_briefs import open_county

from antifraud_plan.offers import Brief


@pytest.fixture(scope="session")
def demo() -> Brief:
    return open_county("demo-county")


@pytest.fixture(scope="session")
def second() -> Brief:
    return open_county("second-county")
