"""The demo county with every step of the cascade switched on, opened once."""

import pytest
from pledge_papers import open_demo

from antifraud_plan.offers import Brief


@pytest.fixture(scope="session")
def demo() -> Brief:
    return open_demo()
