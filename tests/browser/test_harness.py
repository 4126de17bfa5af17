"""The harness itself: if these fail, no other browser test means anything."""

import urllib.error
import urllib.request

import psutil
import pytest
from lab import axe
from playwright.sync_api import expect

CELLS = ["x = 20", "x + 1", "import os; print(os.environ.get('KIT_ANSWERS'))"]
FIELD = "from IPython.display import HTML; HTML('<input id=\"asked\">')"


def test_all_cells_run_and_are_the_same_after_a_save_and_a_reload(open_notebook):
    notebook = open_notebook(CELLS)
    notebook.run_all()
    expect(notebook.output(1)).to_contain_text("21")
    expect(notebook.output(2)).to_contain_text("None")
    notebook.save()
    notebook.load()
    expect(notebook.output(1)).to_contain_text("21")
    assert [text for _, text in notebook.sources()] == CELLS


def test_a_killed_kernel_forgets_and_can_be_used_again(open_notebook):
    notebook = open_notebook(["'x' in globals()", "x = 1"])
    notebook.run_all()
    expect(notebook.run(0)).to_contain_text("True")
    notebook.crash()
    expect(notebook.run(0)).to_contain_text("False")


def test_axe_sees_an_unnamed_control_and_a_french_digit_has_the_code_of_the_digit(open_notebook, page):
    notebook = open_notebook([FIELD])
    output = notebook.run(0)
    assert {line.split(":")[0] for line in axe(output.locator(".jp-RenderedHTML"))} == {"label"}
    page.evaluate(
        "() => document.querySelector('#asked').addEventListener('keydown', event => { window.kitCode = event.code })"
    )
    page.locator("#asked").focus()
    notebook.press_azerty("2")
    expect(page.locator("#asked")).to_have_value("é")
    assert page.evaluate("() => window.kitCode") == "Digit2"
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        notebook.theme(theme)
        expect(page.locator("body")).to_have_attribute("data-jp-theme-name", theme)


def test_the_server_listens_on_this_machine_alone_and_its_token_is_asked_for(lab):
    server = psutil.Process(lab.process.pid)
    sockets = [socket for one in (server, *server.children(recursive=True)) for socket in one.net_connections("inet")]
    assert {socket.laddr.ip for socket in sockets if socket.status == psutil.CONN_LISTEN} <= {"127.0.0.1", "::1"}
    for path in ("/api/contents", "/api/kernels"):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(lab.url + path)
