import os

import pytest

from kit import wording
from kit.commands import lab
from kit.errors import UsageError


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """Two lessons to copy, whatever the checkout holds."""
    folder = tmp_path / "shipped"
    for name in ("fr/00-welcome.ipynb", "en/00-welcome.ipynb"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(lab, "LESSONS", folder)
    return folder


def test_lessons_are_laid_into_a_new_folder(lessons, tmp_path):
    assert lab.lay_lessons(tmp_path / "new" / "work") == 2
    assert (tmp_path / "new/work/notebooks/en/00-welcome.ipynb").read_text(encoding="utf-8") == "en/00-welcome.ipynb"


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
