"""What a school's administrator is given: files that can be read, that agree, and that follow no student's link."""

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from traitlets.config import Config

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
VALUES = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))


def megabytes(size):
    return int(size.removesuffix("M").removesuffix("Mi"))


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.py")), ids=lambda path: path.name)
def test_settings_are_python(path):
    ast.parse(path.read_text(encoding="utf-8"))


def test_both_kinds_of_hub_have_the_same_limits():
    settings = (DEPLOY / "jupyterhub_config.py").read_text(encoding="utf-8")
    single = VALUES["singleuser"]
    assert f'mem_limit = "{single["memory"]["limit"]}"' in settings
    assert f'default_url = "{single["defaultUrl"]}"' in settings
    assert f'{{"KIT_LANG": "{single["extraEnv"]["KIT_LANG"]}"}}' in settings
    assert f"--timeout={VALUES['cull']['timeout']}" in settings


def test_the_guarantee_covers_what_was_measured():
    table = (ROOT / "docs" / "figures" / "hub.md").read_text(encoding="utf-8")
    each = int(re.search(r"\((\d+) MB a student\)", table)[1])
    assert each <= megabytes(VALUES["singleuser"]["memory"]["guarantee"])
    assert re.search(r"\| 30 of 30; after closing 30 \|", table)
    assert "| 0 open |" in table


def test_a_student_container_reaches_no_network():
    assert set(VALUES["singleuser"]["networkPolicy"]["egressAllowRules"].values()) == {False}


def test_collecting_takes_files_and_follows_no_link(tmp_path):
    homes, secret = tmp_path / "homes", tmp_path / "secret"
    secret.mkdir()
    (secret / "fr.ipynb").write_text("secret", encoding="utf-8")
    for name in ("ada", "zoé n"):
        (homes / name / "exercises/02-sources/answers").mkdir(parents=True)
        (homes / name / "exercises/02-sources/fr.ipynb").write_text(name, encoding="utf-8")
        (homes / name / "exercises/02-sources/answers/02-sources.json").write_text(name, encoding="utf-8")
    (homes / "ada/exercises/02-sources/en.ipynb").symlink_to(secret / "fr.ipynb")
    (homes / "eve/exercises").mkdir(parents=True)
    (homes / "eve/exercises/02-sources").symlink_to(secret)
    out = tmp_path / "out"
    subprocess.run(["sh", DEPLOY / "collect.sh", homes, "02-sources", out], check=True)
    found = {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.*")}
    assert found == {
        f"{name}/02-sources/{file}": name for name in ("ada", "zoé n") for file in ("fr.ipynb", "02-sources.json")
    }


def test_a_students_server_lays_lessons_and_exercises_and_never_writes_over(tmp_path, monkeypatch):
    mine = tmp_path / "notebooks/fr/02-sources.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("my work", encoding="utf-8")
    monkeypatch.setenv("KIT_WORK", str(tmp_path))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    monkeypatch.setenv("KIT_LANG", "en")
    settings = Config()
    code = compile((DEPLOY / "jupyter_server_config.py").read_text(encoding="utf-8"), "settings", "exec")
    exec(code, {"get_config": lambda: settings})
    assert mine.read_text(encoding="utf-8") == "my work"
    assert (tmp_path / "notebooks/en/02-sources.ipynb").is_file()
    assert (tmp_path / "exercises/02-sources/fr.ipynb").is_file()
    assert not list(tmp_path.rglob("key.json"))
    assert settings.ServerApp.terminals_enabled is False
    assert os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0].endswith("en"), "the menus' language"
    assert settings.ServerApp.root_dir == os.path.realpath(tmp_path)
