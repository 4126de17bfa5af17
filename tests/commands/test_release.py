import json
import os
import subprocess
import sys

import pytest

from kit.article import library
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
        assert path.name not in ("key.json", "reading.json", "expected.toml"), path
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


def test_an_article_can_be_left_out_and_every_lesson_still_opens(tmp_path):
    release(tmp_path / "out", frozenset({"otan-ukraine"}))
    assert not (tmp_path / "out" / "kit" / "library" / "otan-ukraine").exists()
    for name in lessons():
        path = tmp_path / "out" / "kit" / "lessons" / f"{name}.toml"
        assert '"otan-ukraine"' not in path.read_text(encoding="utf-8")
        exercise = load_exercise(path)
        for lang in LANGUAGES if exercise.articles else ():
            assert exercise.articles[lang] in set(library()) - {"otan-ukraine"}


def test_practice_keeps_the_readings_but_no_key(tmp_path):
    release(tmp_path / "out", practice=True)
    names = {path.name for path in (tmp_path / "out").rglob("*.json")}
    assert "reading.json" in names
    assert "key.json" not in names


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["release", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_article_is_answered_with_the_nearest(tmp_path, capsys):
    assert main(["release", str(tmp_path / "out"), "--without-article", "otan-ukrane"]) == 2
    assert "otan-ukraine" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
