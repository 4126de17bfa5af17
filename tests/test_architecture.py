"""The shape of the house: who may import whom, how long a file may be, what `import kit` costs."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

import kit

ROOT = Path(kit.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

# A module imports only from a line above its own; the files of one package may also import one another.
LEVELS = """
    errors wording frame files lists spans
    checked webpage seen
    article
    tokens conjugation
    verbs
    conditional words
    lexicon
    patterns
    rules
    detect.findings detect.matching detect.signs detect.spoken
    detect.language detect.hedges detect.sources detect.people detect.signals
    detect.statements
    detect
    exercise
    key answers
    store scoring
    grading
    readings
    marked report charts
    classmates
    widgets commands cli
    explain
    traps
    lessons
"""
LEVEL = {name: number for number, line in enumerate(LEVELS.strip().splitlines()) for name in line.split()}


def module(path: Path) -> str:
    """The dotted name below kit: "detect.hedges", and "" for kit itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {module(path): path for path in FILES}


def family(name: str) -> str:
    """The module or package in the table that `name` belongs to."""
    while name not in LEVEL:
        name, dot, _ = name.rpartition(".")
        assert dot, f"{name}: give it a line in LEVELS"
    return name


@cache
def imports(name: str) -> frozenset[str]:
    """What a module of the kit imports: names below kit, and top-level names of other packages."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {inner for inner in deeper if inner.removeprefix("kit.") in MODULES}
            found |= modules or {str(node.module)}
    return frozenset(found)


def kit_imports(name: str) -> set[str]:
    return {found.removeprefix("kit.") for found in imports(name) if found.startswith("kit.")}


@pytest.mark.parametrize("name", sorted(MODULES.keys() - {""}))
def test_a_module_imports_only_from_above(name):
    wrong = {
        other
        for other in kit_imports(name)
        if family(other) != family(name) and LEVEL[family(other)] >= LEVEL[family(name)]
    }
    assert not wrong, f"{name} may not import {wrong}"


def test_no_module_imports_itself_by_a_detour():
    TopologicalSorter({name: kit_imports(name) for name in MODULES}).prepare()


def test_only_the_widgets_import_the_widget_library():
    users = {name for name in MODULES for other in imports(name) if other.split(".")[0] in ("anywidget", "ipywidgets")}
    assert {name.split(".")[0] for name in users} <= {"widgets"}


def test_a_widget_never_sees_a_key():
    widgets = [name for name in MODULES if name.split(".")[0] == "widgets"]
    assert not {other for name in widgets for other in kit_imports(name)} & {"key", "scoring", "grading"}


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_file_fits_in_the_head(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300
    assert max(lengths(path), default=0) <= 60


def test_a_function_is_a_few_lines():
    assert median(length for path in FILES for length in lengths(path)) <= 10


def lengths(path: Path) -> list[int]:
    """Lines of each function, its docstring not counted."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [function.end_lineno - function.lineno + 1 - said(function) for function in functions]


def said(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    text = ast.get_docstring(function, clean=False)
    return len(text.splitlines()) if text is not None else 0


def test_the_public_names_are_those_of_a_lesson():
    assert set(kit.__all__) == {
        "__version__", "lesson", "graded", "read", "scan", "language", "Marker", "Labeller", "Cards", "Compare",
    }  # fmt: skip
    for name in kit.__all__:
        assert getattr(kit, name) is not None
    assert set(kit.__all__) <= set(dir(kit))


def test_importing_kit_loads_nothing_heavy():
    code = "import sys; before = set(sys.modules); import kit; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "numpy", "anywidget", "ipywidgets", "IPython"} & set(loaded)
    assert {name for name in loaded if name.startswith("kit")} == {"kit"}


def test_the_levels_name_only_what_exists():
    assert LEVEL.keys() - MODULES.keys() == set()
