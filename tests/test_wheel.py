"""What `python -m build` makes, the wheel out of the sdist: built here, unpacked elsewhere, used from a third place."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kit

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT]
    subprocess.run(words, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


def test_everything_that_git_keeps_in_the_kit_is_in_the_wheel(wheel):
    folders = ("kit", "notebooks", "exercises")
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    here = [path for path in listed.splitlines() if (ROOT / path).exists()]
    kept = {path if path.startswith("kit/") else f"kit/{path}" for path in here}
    assert kept - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_an_installed_kit_works_without_its_checkout(wheel, tmp_path):
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    code = (
        "from pathlib import Path; import kit\n"
        "from kit.commands.lab import lay_lessons; from kit.exercise import exercises\n"
        "print(kit.__file__); print(len(kit.read('otan-ukraine').text), lay_lessons(Path('lessons')), *exercises())"
    )
    env = os.environ | {"PYTHONPATH": str(site)}
    result = subprocess.run([sys.executable, "-c", code], cwd=work, env=env, capture_output=True, text=True, check=True)
    where, said = result.stdout.splitlines()
    assert where.startswith(str(site))
    characters, lessons, *exercises = said.split()
    assert int(characters) > 1000
    assert int(lessons) == sum(len(list(ROOT.glob(f"{folder}/*/*.ipynb"))) for folder in ("notebooks", "exercises"))
    assert set(exercises) == {path.parent.name for path in ROOT.glob("exercises/*/exercise.toml")}


def test_in_an_empty_environment_the_command_works_with_no_other_package(wheel, tmp_path):
    env, uv = tmp_path / "env", Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--offline", "--python", sys.executable, env], check=True)
    words = [uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", env / "bin" / "python", wheel]
    subprocess.run(words, check=True)

    def kit_says(*words):
        command = [env / "bin" / "kit", *words]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=True).stdout

    assert kit_says("--version").strip() == kit.__version__
    assert json.loads(kit_says("scan", "otan-ukraine", "--format", "jsonl"))["sources"]
    assert "--port" in kit_says("lab", "--help")
