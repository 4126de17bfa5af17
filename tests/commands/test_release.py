import json
import os
import re
import subprocess
import sys
from html import unescape

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from kit.article import read
from kit.cli import main
from kit.commands.release import release
from kit.exercise import EXERCISES, exercises, lessons, load_exercise
from kit.key import load_key
from kit.wording import LANGUAGES

CANARY = "media-literacy-kit:key:not-for-students:"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    out = tmp_path_factory.mktemp("release") / "students"
    release(out)
    return out


def texts(tree):
    for path in sorted(tree.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes().decode("utf-8", "replace")


def test_no_file_holds_a_canary_or_is_a_key(tree):
    for path, text in texts(tree):
        assert CANARY not in text, path
        assert path.name not in ("key.json", "expected.toml"), path
        assert not path.name.startswith("rubric"), path
        assert "samples" not in path.parts, path


def test_no_file_holds_an_explanation_of_any_key(tree):
    keys = [load_key(EXERCISES / name / "key.json", lang) for name in exercises()
            if (EXERCISES / name / "key.json").exists() for lang in LANGUAGES]
    reasons = {json.dumps(text, ensure_ascii=False)[1:-1] for key in keys for item in key.items
               for text in item.explanation.values() if len(text) > 25}
    assert len(reasons) > 50
    everything = "".join(text for _, text in texts(tree))
    assert [reason for reason in reasons if reason in everything] == []


def test_notebooks_have_neither_outputs_nor_widget_state(tree):
    notebooks = list(tree.rglob("*.ipynb"))
    assert len(notebooks) >= 2 * len(exercises())
    for path in notebooks:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert set(notebook["metadata"]) <= {"kernelspec", "language_info"}
        for cell in notebook["cells"]:
            assert not cell.get("outputs")
            assert not cell["metadata"]


def test_a_student_can_work_in_the_tree_and_gets_no_key(tree, tmp_path):
    code = ("import kit, kit.exercise as e; print(*e.exercises(), *e.lessons());"
            "work = kit.graded('02-sources', lang='fr'); print(len(work.units));"
            "print(work.check()); print(repr(work.hand_in()))")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(tree), "KIT_ANSWERS": str(tmp_path)})
    names, units, *_ = done.stdout.splitlines()
    assert names.split() == [*exercises(), *lessons()]
    assert units == "16"


def test_the_binder_files_and_the_licences_are_there(tree):
    for name in (".binder/postBuild", ".binder/requirements.txt", "pyproject.toml", "LICENSE", "NOTICE", "README.md"):
        assert (tree / name).is_file(), name
    assert os.access(tree / ".binder" / "postBuild", os.X_OK)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_binders_menus_are_in_the_language_of_the_release(tmp_path, lang):
    assert main(["--interface", lang, "release", str(tmp_path / "out")]) == 0
    path = tmp_path / "out" / ".binder" / "postBuild"
    assert f"\nLESSONS={lang}\n" in path.read_text(encoding="utf-8")
    assert os.access(path, os.X_OK)


def in_tree(tree, folder, code):
    """What Python says to a student who has nothing but the tree."""
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(tree), "KIT_ANSWERS": str(folder)}).stdout


LESSON = """
import kit
from kit.answers import Item
from kit.store import open_store
work = kit.{kind}("02-sources", lang="en")
unit = next(unit for unit in work.units if unit.id == "S1")
answer = Item(f"sources:{{unit.start}}-{{unit.end}}", "sources", start=unit.start, end=unit.end, quote=unit.text)
open_store(work.exercise.id, work.article).put(answer)
work = kit.{kind}("02-sources", lang="en")
print(work.check("S1")._repr_html_(), work.solution()._repr_html_(), work.hint()._repr_html_())
"""


@pytest.mark.parametrize("without", [(), ("otan-ukraine",)])
def test_lessons_can_be_practised_and_exercises_stay_unsolved(tmp_path, without):
    release(tmp_path / "tree", without)
    reading = load_key(tmp_path / "tree" / "kit" / "library" / "valmere-pool" / "reading.json", "en")
    practised = unescape(in_tree(tmp_path / "tree", tmp_path, LESSON.format(kind="lesson")))
    assert any(item.explanation["en"] in practised for item in reading.layer("sources"))
    key = load_key(EXERCISES / "02-sources" / "key.json", "en")
    graded = unescape(in_tree(tmp_path / "tree", tmp_path, LESSON.format(kind="graded")))
    assert not any(item.explanation["en"] in graded for item in key.items)


def test_what_was_kept_and_left_out_is_said(tmp_path, capsys):
    assert main(["--interface", "en", "release", str(tmp_path / "out"), "--without-article", "otan-ukraine"]) == 0
    says = capsys.readouterr().out
    assert "7 lessons" in says
    assert "7 exercises" in says
    assert "keys, rubrics and sample answers" in says
    assert "valmere-piscine, valmere-pool" in says
    assert main(["--interface", "fr", "release", str(tmp_path / "fr")]) == 0
    assert "corrigés" in capsys.readouterr().out


RUN = 8  # words in a row that nobody writes by chance


def runs(text):
    """All runs of words of a text; the whole of one that is shorter."""
    words = re.findall(r"\w+", text.lower().replace("\\n", " "))
    return {" ".join(words[n:n + RUN]) for n in range(max(1, len(words) - RUN + 1))}


def test_an_article_can_be_left_out_and_no_file_quotes_it(tmp_path):
    article = read("otan-ukraine")
    quoted = set().union(*(runs(unit.text) for unit in article.units),
                         *(runs(text) for gloss in article.gloss.values() for text in gloss.values()))
    release(tmp_path / "out", ["otan-ukraine"])
    assert not (tmp_path / "out" / "kit" / "library" / "otan-ukraine").exists()
    for path, text in texts(tmp_path / "out"):
        assert not quoted & runs(text), path
        assert not any(unit.text in text for unit in article.units), path
        assert CANARY not in text, path


def test_without_an_article_every_lesson_still_opens_on_another_in_its_language(tmp_path):
    release(tmp_path / "out", ["otan-ukraine"])
    for name in lessons():
        exercise = load_exercise(tmp_path / "out" / "kit" / "lessons" / f"{name}.toml")
        for lang in LANGUAGES if exercise.articles else ():
            assert read(exercise.articles[lang]).lang == lang
    for path in sorted((tmp_path / "out" / "notebooks").glob("*/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        assert "otan" not in code
        assert ("other." in code) <= ("other =" in code), path


def test_the_last_article_of_a_language_cannot_be_left_out(tmp_path, capsys):
    assert main(["release", str(tmp_path / "out"), "--without-article", "valmere-pool"]) == 2
    assert "kit new article" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["release", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_article_is_answered_with_the_nearest(tmp_path, capsys):
    assert main(["release", str(tmp_path / "out"), "--without-article", "otan-ukrane"]) == 2
    assert "otan-ukraine" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_on_colab_a_folded_cell_installs_the_kit_from_the_branch_of_the_students(tmp_path):
    assert main(["release", str(tmp_path / "out"), "--repo", "ada/kit"]) == 0
    notebooks = list((tmp_path / "out").rglob("*.ipynb"))
    for path in notebooks:
        first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
        assert "git+https://github.com/ada/kit@students" in "".join(first["source"])
        assert first["metadata"]["jupyter"]["source_hidden"] is True
    notebook = nbformat.read(tmp_path / "out" / "notebooks" / "fr" / "00-welcome.ipynb", 4)
    nbformat.validate(notebook)
    compile(TransformerManager().transform_cell(notebook.cells[0].source), "cell", "exec")


def test_a_repository_that_is_none_is_refused(tmp_path, capsys):
    assert main(["release", str(tmp_path / "out"), "--repo", "ada"]) == 2
    assert "--repo" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
