"""The article of the lessons, for all widgets."""

import pytest

from kit.article import read


@pytest.fixture
def article():
    return read("otan-ukraine")
