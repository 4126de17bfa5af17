"""Fixtures of the browser tests: one JupyterLab, one Chromium and one page of it a session."""

import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))  # so that a browser test can import `lab`

import chromium
from lab import SIZE, Lab, Window
from marking import afresh, marker

WAIT = 15_000  # milliseconds for a condition on the page


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A running JupyterLab with an empty work folder."""
    server = Lab(tmp_path_factory.mktemp("lab"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    """A Chromium that finds no machine but this one; its cache lasts, so that a page loads faster the second time."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.NONE)
    with sync_playwright() as playwright:
        expect.set_options(timeout=WAIT)
        arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        context = browser.new_context(viewport=SIZE, locale="fr-FR")
        context.set_default_timeout(WAIT)
        yield context
        browser.close()


@pytest.fixture(scope="session")
def window(browser, lab):
    """The page that the tests share: JupyterLab takes ten times as long to load as a notebook in it."""
    with Window(lab, browser) as window:
        yield window


@pytest.fixture
def page(window):
    """The page, at rest; the test fails where anything but the server of the lab is asked for, or a widget throws."""
    yield window.page
    window.tidy()


@pytest.fixture(scope="module")
def open_once(window, request):
    """Open one notebook for all tests of a module, which run its cells afresh: ``open_once([code, code...])``."""
    yield lambda notebook: window.open(notebook, f"{request.node.path.stem}/notebook.ipynb")
    window.tidy()


@pytest.fixture(scope="module")
def notebook(open_once, request):
    """The notebook of a module's ``CELLS``, opened once."""
    return open_once(request.module.CELLS)


@pytest.fixture
def widget(notebook):
    """The marker of its second cell, all answers forgotten."""
    afresh(notebook)
    return marker(notebook.output(1))


@pytest.fixture
def open_notebook(window, page, request):
    """Open a notebook: ``open_notebook(path of a file)`` or ``open_notebook([code, code...])``.

    `name` is its path in the student's folder; each test has a folder of its own unless it names one.
    """
    own = re.sub(r"\W+", "-", request.node.name)
    return lambda notebook, name="notebook.ipynb", folder=own: window.open(notebook, f"{folder}/{name}")
