"""What every test starts from: French words, answers in a folder of its own, and no network."""

import sys

import pytest

from kit import wording

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", None)


def _stay_home(event, values):
    """Let no test speak to another machine; what a test starts as a program of its own is not seen here."""
    if event == "socket.connect" and isinstance(values[1], tuple):
        host = values[1][0]
    elif event == "socket.getaddrinfo":
        host = values[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in HERE:
        raise RuntimeError(f"a test asks the network: {host}")


sys.addaudithook(_stay_home)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, tmp_path_factory):
    """No test sees the machine's language, another test's choice of language, or another test's answers."""
    monkeypatch.setenv("KIT_LANG", "fr")
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path_factory.mktemp("answers")))
    monkeypatch.setattr(wording, "_current", [])


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A student's folder, answers beside the notebook."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KIT_ANSWERS")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return tmp_path
