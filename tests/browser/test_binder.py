"""Binder, as near as a machine without Docker comes: its Dockerfile, its steps in an empty environment, lesson 2."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lab import Lab, OpenNotebook, Window
from marking import drag, marked, marker, saved
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
LESSON = "notebooks/fr/02-sources.ipynb"
SIZE = 1.1  # times what JupyterLab, ipywidgets and pandas take by themselves
pytestmark = pytest.mark.long


def empty_environment(folder):
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder / "bin"


def install(programs, *words):
    subprocess.run([programs / "pip", "install", "--quiet", *words], check=True)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("binder") / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    return folder


@pytest.fixture(scope="module")
def binder(clone):
    """The programs of an environment in which the steps of the Dockerfile were run."""
    programs = empty_environment(clone.with_name("env"))
    env = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    install(programs, "-r", clone / ".binder" / "requirements.txt")
    subprocess.run([clone / ".binder" / "postBuild"], check=True, env=env, cwd=clone)
    return programs


class Binder(Lab):
    """The JupyterLab that Binder starts: in the clone, with no help from `kit lab`."""

    def __init__(self, programs, clone):
        super().__init__(clone.with_name("home"))
        self.programs, self.folder = programs, clone

    def command(self):
        root = ["--allow-root"] if os.geteuid() == 0 else []
        return [self.programs / "jupyter-lab", "--no-browser", f"--port={self.port}",
                f"--ServerApp.root_dir={self.folder}", *root]


@pytest.fixture(scope="module")
def lab(binder, clone):
    """In the place of the lab of the other browser tests."""
    server = Binder(binder, clone)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def window(lab, browser):
    with Window(lab, browser) as window:
        yield window


def test_repo2docker_caches_the_packages_and_installs_the_kit_after(clone, tmp_path):
    programs = empty_environment(tmp_path / "env")
    install(programs, "jupyter-repo2docker")
    words = [programs / "jupyter-repo2docker", "--no-build", "--debug", clone]
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


def test_lesson_two_is_done_there_in_french_menus_and_nothing_is_asked(lab, page, binder):
    notebook = OpenNotebook(lab, page, LESSON)
    assert notebook.evaluate("return jupyterapp.hasPlugin('@jupyterlab/apputils-extension:announcements');") is False
    expect(page.get_by_role("menuitem", name="Fichier")).to_be_visible()
    notebook.run_all()
    place = notebook.place('lesson.mark("S1-S4")')
    widget = marker(notebook.output(place))
    drag(widget, "S1", "un diplomate à Bruxelles")
    widget.get_by_role("radio", name="Source décrite").click()
    saved(widget)
    assert marked(notebook) == {"un diplomate à Bruxelles": "unnamed_individual"}
    where = notebook.kernel_says("import kit; print(kit.__file__)")
    assert where.startswith(str(binder.parent)), "the kit of the environment, not of the clone"


def test_a_branch_of_lessons_can_be_pulled_into_it(lab, page):
    assert page.request.get(f"{lab.url}/git-pull?repo=x&token={lab.token}").ok


def test_it_is_hardly_larger_than_jupyterlab_ipywidgets_and_pandas(binder, clone, tmp_path):
    bare = empty_environment(tmp_path / "bare")
    pins = tmp_path / "pins.txt"
    locked = (clone / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    pins.write_text("\n".join(re.findall(r"^[\w.-]+==[^\\\n]+", locked, re.MULTILINE)), encoding="utf-8")
    install(bare, "-c", pins, "jupyterlab", "ipywidgets", "pandas")
    ratio = size(binder.parent) / size(bare.parent)
    print(f"{ratio:.2f} times")
    assert ratio <= SIZE


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
