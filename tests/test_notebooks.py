"""The notebooks as they are committed. That they run is nbval's part: ``make lessons``."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from kit.article import library

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from notebooks import clean, with_code  # noqa: E402

NOTEBOOKS = with_code()
LESSONS = sorted((ROOT / "notebooks" / "fr").glob("*.ipynb"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def tree(source: str) -> str:
    """A code cell's Python, without what may differ between the languages: `lang` and the article's name."""
    parsed = ast.parse(source)
    for node in ast.walk(parsed):
        if isinstance(node, ast.keyword) and node.arg in ("lang", "article"):
            node.value = ast.Constant("")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "kit.read":
            node.args = []
    return ast.unparse(parsed)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_a_notebook_is_valid_and_as_make_notebooks_leaves_it(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    assert clean(nbformat.read(path, 4)) == notebook
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_a_notebook_carries_what_its_cells_print(path):
    """nbval compares nothing where nothing is stored."""
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), "run make notebooks"
    assert any(cell.outputs for cell in cells)
    assert not [output for cell in cells for output in cell.outputs if output.output_type in ("error", "stderr")]


def test_each_lesson_exists_in_both_languages():
    names = {folder: {path.name for path in (ROOT / "notebooks" / folder).glob("*.ipynb")} for folder in ("fr", "en")}
    assert names["fr"] == names["en"] != set()


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_both_languages_have_the_same_cells(path):
    french, english = code(path), code(ROOT / "notebooks" / "en" / path.name)
    assert [tree(source) for source in french] == [tree(source) for source in english]


@pytest.mark.parametrize("path", [*LESSONS, *(ROOT / "notebooks" / "en" / path.name for path in LESSONS)], ids=name)
def test_a_notebook_speaks_the_language_of_its_folder_on_an_article_of_the_library(path):
    given = [keyword for source in code(path) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)
             for keyword in node.keywords]
    assert {keyword.value.value for keyword in given if keyword.arg == "lang"} <= {path.parent.name}
    assert {keyword.value.value for keyword in given if keyword.arg == "article"} <= set(library())


def check(notebook: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run nbval as the Makefile does."""
    words = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider",
             "--nbval-sanitize-with", Path(__file__).with_name("nbval.cfg"), notebook]
    env = os.environ | {"KIT_ANSWERS": str(tmp_path / "answers")}
    return subprocess.run(words, cwd=notebook.parent, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def lesson(tmp_path):
    """A copy of the first lesson, with its outputs."""
    path = ROOT / "notebooks" / "fr" / "02-sources.ipynb"
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    return copy


def test_nbval_passes_twice_in_a_row_on_the_first_lesson(lesson, tmp_path):
    for _ in range(2):
        result = check(lesson, tmp_path)
        assert result.returncode == 0, result.stdout[-3000:]


def test_nbval_fails_when_an_output_is_changed(lesson, tmp_path):
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    texts = [
        output["data"]["text/plain"]
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if "text/plain" in output.get("data", {})
    ]
    texts[0][0] = "something else"
    lesson.write_text(json.dumps(notebook), encoding="utf-8")
    result = check(lesson, tmp_path)
    assert result.returncode == 1
    assert "something else" in result.stdout
