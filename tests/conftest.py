"""What every test starts from: French words, and answers in a folder of its own."""

import pytest

from kit import wording


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, tmp_path_factory):
    """No test sees the machine's language, another test's choice of language, or another test's answers."""
    monkeypatch.setenv("KIT_LANG", "fr")
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path_factory.mktemp("answers")))
    monkeypatch.setattr(wording, "_current", [])
