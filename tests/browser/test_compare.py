"""The comparison in a real JupyterLab: filtered and answered by keyboard alone, kept, and silent for axe."""

import json

import pytest
from lab import axe
from marking import afresh
from playwright.sync_api import expect

MARKS = """
from kit.answers import Item
article, store = lesson.article, lesson._store
marks = {"un diplomate à Bruxelles": "unnamed_group", "Donald Trump": "named_person", "La Haye": "named_person"}
for quote, label in marks.items():
    start = article.text.index(quote)
    end = start + len(quote)
    store.put(Item(f"sources:{start}-{end}", "sources", start=start, end=end, quote=quote, label=label))
"""
CELLS = ['import kit\nlesson = kit.lesson("02-sources", lang="fr")', MARKS, 'lesson.compare("detector")']


@pytest.fixture(scope="module")
def notebook(open_once):
    return open_once(CELLS)


@pytest.fixture
def opened(notebook):
    afresh(notebook)
    widget = notebook.output(2).locator(".kit-compare")
    expect(widget.get_by_text("La Haye")).to_be_visible()
    return notebook, widget


def test_a_filter_shows_one_verdict_and_a_reply_is_kept_by_keyboard_alone(opened):
    notebook, widget = opened
    page = notebook.page
    before = notebook.sources()
    widget.get_by_role("radio", name="tout").focus()
    page.keyboard.press("ArrowRight")
    expect(widget.get_by_role("radio", name="autre étiquette (1)")).to_be_checked()
    expect(widget.locator(".kit-pair")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    area = widget.get_by_label("Je maintiens ou je change d’avis")
    expect(area).to_be_focused()
    page.keyboard.type("xabdd : un seul diplomate")
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")
    (file,) = (notebook.file.parent / "answers").glob("*.json")
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    assert "xabdd : un seul diplomate" in [item.get("why") for item in items if item["layer"] == "text"]
    page.keyboard.press("Escape")
    expect(area).not_to_be_focused()
    assert notebook.sources() == before


def test_a_reply_comes_back_after_a_new_run(opened):
    notebook, widget = opened
    row = widget.locator(".kit-pair").filter(has_text="La Haye")
    row.get_by_role("button", name="Répondre").click()
    row.get_by_role("textbox").fill("C'est un lieu.")
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")
    notebook.run(2)
    expect(notebook.output(2).locator(".kit-compare textarea:visible")).to_have_value("C'est un lieu.")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_and_the_rows_have_names(opened, theme):
    notebook, widget = opened
    notebook.theme(theme)
    widget.get_by_role("button", name="Répondre").first.click()
    assert axe(notebook.output(2)) == []
    expect(widget.get_by_role("group", name="Montrer")).to_be_visible()
    expect(widget.get_by_role("button", name="Répondre").first).to_have_attribute("aria-expanded", "true")
