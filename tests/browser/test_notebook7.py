"""Lesson 2 in Notebook 7, which many schools have, by keyboard alone."""

import sys
from pathlib import Path

import pytest
from lab import Lab, OpenNotebook, Window
from marking import KEYS, marked, marker, saved, untouched

pytestmark = pytest.mark.long

LESSON = Path(__file__).parents[2] / "notebooks" / "fr" / "02-sources.ipynb"


class Notebook7(Lab):
    """The server of Notebook 7; ``make test-all`` installs it."""

    def command(self):
        program = Path(sys.executable).with_name("jupyter-notebook")
        return [program, "--no-browser", f"--port={self.port}", f"--ServerApp.root_dir={self.folder}", "--allow-root",
                "--JupyterNotebookApp.expose_app_in_browser=True"]  # fmt: skip


class OpenInNotebook7(OpenNotebook):
    def load(self):
        self.page.goto(f"{self.lab.url}/notebooks/{self.path}?token={self.lab.token}")
        self.wait_until_open()


@pytest.fixture
def lab(tmp_path):
    server = Notebook7(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def window(lab, browser):
    with Window(lab, browser) as window:
        yield window


def test_a_mark_is_made_by_keyboard_and_no_key_touches_the_notebook(lab, page):
    notebook = OpenInNotebook7(lab, page, lab.put(LESSON, "lesson.ipynb"))
    notebook.run_all()
    place = notebook.place('lesson.mark("S1-S4")')
    notebook.evaluate("notebook.activeCellIndex = values[0]; notebook.mode = 'command';", place)
    widget = marker(notebook.output(place))
    text, press = widget.locator(".kit-text"), page.keyboard.press
    widget.get_by_role("searchbox").focus()
    page.keyboard.type("un diplomate")
    press("Enter")
    while not text.evaluate("node => node === document.activeElement"):
        press("Tab")
    press("4")
    saved(widget)
    assert marked(notebook) == {"un diplomate": "unnamed_individual"}
    before = untouched(notebook)
    for keys in KEYS:
        text.focus()
        for key in keys.split():
            press(key)
        assert untouched(notebook) == before, keys
