"""The lessons with no server and no network but a folder of files: Python runs in the browser."""

import json
import re

import pytest
from playwright.sync_api import expect
from static_site import OpenPage, Site

pytestmark = pytest.mark.long

LESSON = "fr/02-sources.ipynb"
ERRORS = "return notebook.model.sharedModel.toJSON().cells.flatMap(cell => cell.outputs ?? [])" \
    ".filter(output => output.output_type === 'error').map(output => `${output.ename}: ${output.evalue}`);"


@pytest.fixture(scope="module")
def site():
    with Site() as site:
        yield site


@pytest.fixture
def page(browser, site):
    """A fresh page of a browser that keeps what it stored; nothing but the folder of files may be asked for."""
    page = browser.new_page()
    asked, errors = [], []

    def listen(request):  # the lab of other tests may still stand in a page of its own; a service worker is in none
        if request.service_worker or request.frame.page == page:
            asked.append(request.url)

    browser.on("request", listen)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    browser.remove_listener("request", listen)
    page.close()
    assert asked, "the network log is empty"
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []
    assert errors == []


def test_lesson_two_is_done_and_a_mark_outlives_a_reload(site, page):
    notebook = OpenPage(site, page, LESSON)
    notebook.run_all()
    assert notebook.evaluate(ERRORS) == []
    marker = notebook.output(notebook.place('lesson.mark("S1-S4")'))
    marker.get_by_role("searchbox").fill("un diplomate")
    marker.get_by_role("searchbox").press("Enter")
    marker.get_by_role("group", name="Le texte").press("4")
    expect(marker.locator(".kit-list li")).to_have_count(1)
    expect(marker.get_by_text(re.compile(r"^Enregistré \d"))).to_be_visible()
    (item,) = json.loads(notebook.kernel_says("print(open('answers/02-sources.json').read())"))["items"]
    assert (item["quote"], item["label"]) == ("un diplomate", "unnamed_individual")
    notebook.save()

    notebook.load()
    notebook.run(notebook.place("import kit"))
    marker = notebook.run(notebook.place('lesson.mark("S1-S4")'))
    expect(marker.locator(".kit-list li")).to_have_count(1)
    receipt = notebook.run(notebook.place("lesson.hand_in()"))
    expect(receipt).to_contain_text("1")

    with page.expect_download() as download:
        notebook.command("docmanager:download")
    copy = json.loads(download.value.path().read_text(encoding="utf-8"))
    kept = [output["data"] for cell in copy["cells"] for output in cell.get("outputs", ()) if "data" in output]
    assert any(item["label"] == "unnamed_individual" for data in kept for name, value in data.items()
               if name.endswith("answers+json") for item in value["items"])  # fmt: skip


def test_an_english_lesson_starts_without_pandas_or_any_key_and_fits_a_telephone(site, page):
    notebook = OpenPage(site, page, "en/04-hedges.ipynb")
    notebook.run(notebook.place("import kit"))
    assert notebook.evaluate(ERRORS) == []
    assert notebook.kernel_says("print(kit.scan(kit.read('otan-ukraine')).lang)") == "fr"
    assert notebook.kernel_says("import sys; print({'pandas', 'numpy'} & set(sys.modules))") == "set()"
    code = "from kit.exercise import EXERCISES; print(*sorted(p.name for p in EXERCISES.rglob('*') if p.is_file()))"
    names = notebook.kernel_says(code).split()
    assert "exercise.toml" in names
    assert not [name for name in names if name.startswith(("key", "rubric", "good"))]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("() => document.querySelector('.jp-NotebookPanel .jp-Cell').clientWidth > 350")
