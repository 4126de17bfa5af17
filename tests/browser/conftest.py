"""Fixtures of the browser tests: one JupyterLab and one Chromium a session, one page a test."""

import re
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))  # so that a browser test can import `lab`

import chromium
from lab import Lab, OpenNotebook

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
        context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="fr-FR")
        context.set_default_timeout(WAIT)
        yield context
        browser.close()


@contextmanager
def _watched(browser, lab):
    page = browser.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    yield page
    page.close()
    here = (lab.url, "data:", "blob:")
    assert [url for url in asked if not url.startswith(here)] == [], "the page asked for something outside"
    assert [error for error in errors if "blob:" in error] == [], "a widget's script failed"


@pytest.fixture
def page(browser, lab):
    """A fresh page; the test fails where anything but the server of the lab is asked for, or a widget throws.

    A widget's module is loaded from a ``blob:`` address; what JupyterLab itself throws is not ours to judge.
    """
    with _watched(browser, lab) as page:
        yield page


@pytest.fixture(scope="module")
def open_once(lab, browser, request):
    """Open one notebook for all tests of a module, which run its cells afresh: ``open_once([code, code...])``."""
    with _watched(browser, lab) as page:
        folder = request.node.path.stem
        yield lambda notebook: OpenNotebook(lab, page, lab.put(notebook, f"{folder}/notebook.ipynb"))
    lab.end_kernels()


@pytest.fixture
def open_notebook(lab, page, request):
    """Open a notebook: ``open_notebook(path of a file)`` or ``open_notebook([code, code...])``.

    `name` is its path in the student's folder; each test has a folder of its own unless it names one.
    """

    def open_(notebook, name="notebook.ipynb", folder=None):
        folder = folder or re.sub(r"\W+", "-", request.node.name)
        return OpenNotebook(lab, page, lab.put(notebook, f"{folder}/{name}"))

    yield open_
    lab.end_kernels()
