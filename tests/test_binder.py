"""Binder, as near as a machine without Docker comes: its Dockerfile, and its steps in an empty environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.long


@pytest.fixture
def environment(tmp_path):
    """An empty environment; gives the folder of its programs."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    return tmp_path / "env" / "bin"


@pytest.fixture
def clone(tmp_path):
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "clone"], check=True)
    return tmp_path / "clone"


def test_repo2docker_caches_the_packages_and_installs_the_kit_after(environment, clone):
    subprocess.run([environment / "pip", "install", "--quiet", "jupyter-repo2docker"], check=True)
    words = [environment / "jupyter-repo2docker", "--no-build", "--debug", clone]
    printed = subprocess.run(words, check=True, capture_output=True, text=True)
    dockerfile = printed.stdout + printed.stderr
    python = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert f"environment-2epy-2d{python.replace('.', '-2e')}-" in dockerfile
    steps = [
        "COPY --chown=0:0 src/.binder/requirements.txt",
        'bin/pip install --no-cache-dir -r ".binder/requirements.txt"',
        "COPY --chown=0:0 src/ ${REPO_DIR}/",
        "RUN ./.binder/postBuild",
    ]
    places = [dockerfile.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


def test_its_steps_give_a_working_kit(environment, clone):
    env = os.environ | {"PATH": f"{environment}{os.pathsep}{os.environ['PATH']}"}
    install = [environment / "pip", "install", "--quiet", "-r", clone / ".binder" / "requirements.txt"]
    subprocess.run(install, check=True, env=env)
    subprocess.run([clone / ".binder" / "postBuild"], check=True, env=env, cwd=clone)
    code = "import kit; kit.lesson('02-sources', lang='fr'); print(kit.__file__)"
    words = [environment / "python", "-c", code]
    said = subprocess.run(words, check=True, env=env, cwd=clone / "notebooks" / "fr", capture_output=True, text=True)
    assert str(environment.parent) in said.stdout
    subprocess.run([environment / "jupyter", "lab", "--version"], check=True, env=env)
