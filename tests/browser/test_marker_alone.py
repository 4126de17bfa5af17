"""The marker in notebooks of its own: by touch, in a box, seen twice, on a hostile text."""

import re

import pytest
from marking import download, drag, marked, marker, narrow, saved, words
from playwright.sync_api import expect
from pointing import touch_screen

CELLS = ["import kit\nlesson = kit.lesson('02-sources', lang='fr')", "lesson.mark('S1-S5')"]


def test_saving_the_notebook_by_key_still_works(open_notebook):
    notebook = open_notebook(CELLS)
    notebook.run_all()
    widget = marker(notebook.output(1))
    widget.locator(".kit-text").focus()
    widget.page.keyboard.press("1")
    saved(widget)
    notebook.wait("panel.context.model.dirty")
    widget.locator(".kit-text").focus()
    widget.page.keyboard.press("Control+s")
    notebook.wait("!panel.context.model.dirty")
    assert "named_person" in notebook.file.read_text(encoding="utf-8")


@pytest.fixture
def finger(page):
    with touch_screen(page) as finger:
        yield finger


def test_touch_chooses_and_labels(open_notebook, finger):
    notebook = open_notebook(CELLS)
    narrow(notebook)
    notebook.run_all()
    widget = marker(notebook.output(1))
    first, last = words(widget, "S1", "un diplomate à Bruxelles")
    for word in (first, last):
        finger.tap(word)
        expect(word).to_have_class(re.compile("kit-selected"))
    radio = widget.get_by_role("radio", name="Source décrite")
    assert radio.evaluate("node => !!node.closest('.kit-unit')")  # under its sentence, where the finger is
    radio.click()
    saved(widget)
    assert marked(notebook) == {"un diplomate à Bruxelles": "unnamed_individual"}


# What a long press selects, and its two handles then change: a Chromium without a screen has neither.
SELECT = "([first, last]) => getSelection().setBaseAndExtent(first.firstChild, 1, last.firstChild, 2)"


def test_what_a_long_press_and_its_handles_select_becomes_whole_words(open_notebook, finger):
    notebook = open_notebook(CELLS)
    narrow(notebook)
    notebook.run_all()
    widget = marker(notebook.output(1))
    first, last = words(widget, "S2", "Les responsables américains")
    finger.down(first)
    widget.page.evaluate(SELECT, [first.element_handle(), first.element_handle()])
    widget.page.evaluate(SELECT, [first.element_handle(), last.element_handle()])
    for word in (first, last):
        expect(word).to_have_class(re.compile("kit-selected"))
    finger.up()
    widget.get_by_role("radio", name="Groupe non nommé").click()
    saved(widget)
    assert marked(notebook) == {"Les responsables américains": "unnamed_group"}


def test_where_nothing_is_saved_the_answers_can_be_downloaded(open_notebook):
    notebook = open_notebook(["import os\nos.environ['KIT_ANSWERS'] = 'off'", *CELLS])
    notebook.run_all()
    widget = marker(notebook.output(2))
    expect(widget.get_by_role("button", name="Télécharger")).to_be_hidden()
    drag(widget, "S1", "un diplomate")
    widget.page.keyboard.press("4")
    expect(widget.locator(".kit-state")).to_contain_text("Rien n’est enregistré ici")
    (item,) = download(widget, "02-sources.json")["items"]
    assert item["quote"] == "un diplomate"


def test_in_a_box_watched_and_seen_twice(open_notebook):
    notebook = open_notebook([
        "import ipywidgets, kit\nmarker = kit.Marker(kit.read('valmere-piscine'), lang='fr')\nseen = []\n"
        "marker.observe(lambda change: seen.append(len(change['new'])), 'items')\nipywidgets.HBox([marker])",
        "marker", "seen"])
    notebook.run_all()
    one, two = marker(notebook.output(0)), marker(notebook.output(1))
    one.locator(".kit-text").focus()
    notebook.page.keyboard.press("1")
    saved(one)
    expect(two.locator("mark")).to_have_count(1)
    two.get_by_role("button", name="Annuler").click()
    expect(one.locator("mark")).to_have_count(0)
    saved(one)
    expect(notebook.run(2)).to_contain_text("[1, 0]")


HOSTILE = ("<script>window.kitEvil = 1</script> a dit <img src=x onerror='window.kitEvil = 1'> hier. "
           "« \u202eRetour\u202c » javascript:window.kitEvil=1 e" + "\u0301" * 10_000 + " 🎉🎉 fin.")


def test_a_hostile_text_runs_nothing_and_shifts_nothing(open_notebook):
    notebook = open_notebook([
        f"import kit\narticle = kit.read(text={HOSTILE!r}, lang='fr')\nmarker = kit.Marker(article, lang='fr')\nmarker",
        "[article.text[i.start:i.end] for i in marker.store.answers.live()]"])
    notebook.run(0)
    widget = marker(notebook.output(0))
    drag(widget, "S1", "<img")
    widget.page.keyboard.press("1")
    widget.get_by_role("textbox", name="Pourquoi").fill("<img src=x onerror='window.kitEvil = 1'>")
    find = widget.get_by_role("searchbox")
    find.fill("fin")
    find.press("Enter")
    widget.locator(".kit-text").focus()
    widget.page.keyboard.press("2")
    saved(widget)
    expect(notebook.run(1)).to_contain_text("['<img', 'fin']")
    assert notebook.page.evaluate("() => window.kitEvil") is None
    assert widget.locator("img, script, a").count() == 0
    assert widget.locator("[data-unit=S1]").bounding_box()["height"] < 400
