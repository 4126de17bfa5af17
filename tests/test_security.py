"""What stands between a stranger's text and the machine: nothing is run, nothing is asked of the network."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = sorted([*ROOT.glob("kit/**/*.py"), *ROOT.glob("deploy/**/*.py")])
SCRIPTS = sorted(ROOT.glob("kit/**/*.js"))

RUNS_DATA = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "runpy"}
ASKS = {"urllib.request", "http.client", "ftplib", "smtplib", "xmlrpc", "requests", "httpx", "urllib3", "aiohttp"}
CALLS = {"eval", "exec", "compile", "__import__"}
METHODS = {"system", "popen", "read_pickle", "to_pickle", "unsafe_load"}
IN_A_PAGE = re.compile(
    r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bimport\(|"
    r"\bfetch\((?!\"\w+\")|XMLHttpRequest|WebSocket|EventSource|sendBeacon|https?://(?!www\.w3\.org/)"
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> set[str]:
    """The modules that a file imports, whole and by their first name."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found | {module.partition(".")[0] for module in found}


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_no_data_is_run_and_no_machine_is_asked(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = imported(tree)
    assert not modules & (RUNS_DATA | ASKS)
    assert "socket" not in modules or path.stem == "doctor"  # it looks whether a port of this machine is taken
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") not in CALLS
            assert getattr(node.func, "attr", "") not in METHODS
            assert "shell" not in {keyword.arg for keyword in node.keywords}


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_builds_no_page_from_text_and_asks_for_nothing(path):
    assert IN_A_PAGE.findall(path.read_text(encoding="utf-8")) == []
