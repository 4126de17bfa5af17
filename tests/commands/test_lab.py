import json
import os

import pytest

from kit import wording
from kit.commands import lab
from kit.errors import UsageError


def run_notebook(source: str) -> str:
    """A notebook as somebody left it."""
    cell = {"cell_type": "code", "id": "a", "source": source, "execution_count": 3, "metadata": {"collapsed": True},
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "a solution"}]}
    metadata = {"kernelspec": {"name": "python3"}, "widgets": {"state": {}}}
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """Two lessons and an exercise to copy, whatever the checkout holds."""
    folder = tmp_path / "shipped"
    for name in ("notebooks/fr/00-welcome.ipynb", "notebooks/en/00-welcome.ipynb", "exercises/01-x/fr.ipynb"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(run_notebook(name), encoding="utf-8")
    (folder / "exercises/01-x/key.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(lab, "LESSONS", folder / "notebooks")
    monkeypatch.setattr(lab, "EXERCISES", folder / "exercises")
    return folder


def test_lessons_and_exercises_are_laid_into_a_new_folder_as_nobody_has_run_them(lessons, tmp_path):
    work = tmp_path / "new" / "work"
    assert lab.lay_lessons(work) == 3
    assert sorted(path.relative_to(work).as_posix() for path in work.rglob("*.*")) == [
        "exercises/01-x/fr.ipynb", "notebooks/en/00-welcome.ipynb", "notebooks/fr/00-welcome.ipynb"]
    notebook = json.loads((work / "exercises/01-x/fr.ipynb").read_text(encoding="utf-8"))
    assert notebook["metadata"] == {"kernelspec": {"name": "python3"}}
    assert notebook["cells"] == [{"cell_type": "code", "id": "a", "source": "exercises/01-x/fr.ipynb", "metadata": {},
                                  "outputs": [], "execution_count": None}]


def test_what_a_student_has_written_is_never_overwritten(lessons, tmp_path):
    lab.lay_lessons(tmp_path)
    mine = tmp_path / "notebooks/fr/00-welcome.ipynb"
    mine.write_text("my work", encoding="utf-8")
    (tmp_path / "notebooks/en/00-welcome.ipynb").unlink()
    assert lab.lay_lessons(tmp_path) == 1
    assert mine.read_text(encoding="utf-8") == "my work"


def test_a_file_in_the_way_is_one_sentence(lessons, tmp_path):
    (tmp_path / "notebooks").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="Impossible d’écrire"):
        lab.lay_lessons(tmp_path)


def test_a_port_that_was_asked_for_is_not_changed_for_another(tmp_path):
    words = lab.arguments(tmp_path, 9999, browser=False)
    assert {"--ServerApp.port=9999", "--ServerApp.port_retries=0", "--no-browser"} <= set(words)
    words = lab.arguments(tmp_path, None, browser=True)
    assert not any(word.startswith(("--ServerApp.port", "--no-browser")) for word in words)


def test_the_welcome_page_opens_and_nothing_opens_the_machine(tmp_path):
    words = lab.arguments(tmp_path, None, browser=True)
    assert "--LabApp.default_url=/lab/tree/notebooks/fr/00-welcome.ipynb" in words
    assert not any("token" in word.lower() or "ip=" in word for word in words)


def test_jupyterlab_missing_is_said_with_the_cure(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jupyterlab.labapp", None)
    with pytest.raises(UsageError, match="pip install"):
        lab.run(None)


@pytest.mark.parametrize(("lang", "locale"), [("fr", "fr_FR"), ("en", "en")])
def test_menus_are_in_the_language_of_the_lessons_unless_the_user_chose_another(monkeypatch, tmp_path, lang, locale):
    from jupyter_server.services.config.manager import ConfigManager
    from jupyterlab_server.settings_utils import _get_overrides

    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    wording.language(lang)
    lab.lay_settings()
    assert "" not in os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep), "the current folder would be read too"
    overrides, error = _get_overrides(str(tmp_path))
    assert (overrides["@jupyterlab/translation-extension:plugin"]["locale"], error) == (locale, "")
    page = ConfigManager(config_dir_name="labconfig").get("page_config")
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"] is True
    assert list(tmp_path.iterdir()) == [], "the user's own settings are theirs"
