"""The labeller in a real JupyterLab: by mouse, by keyboard alone, by ear, on a phone, after a crash."""

import json
import re

import pytest
from lab import axe
from marking import EACH_KEY, afresh, narrow, press
from playwright.sync_api import expect

LESSON = 'import kit\nlesson = kit.lesson("05-statements", lang="fr", article="otan-ukraine")'
ALONE = """
import kit
from ipywidgets import HBox
text = "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 2'> \\u202e\\U0001f389 Le maire parle. "
text += "Il rit" + "\\u0301" * 10000 + "."
labels = kit.Labeller(kit.read(text=text, lang="fr"), lang="fr")
seen = []
labels.observe(lambda change: seen.append(change["new"][-1]["label"] if change["new"] else ""), "items")
HBox([labels])
"""
CELLS = [LESSON, "lesson.label()", "lesson.check()", ALONE, "labels", "print(seen[-1:], labels.items[:1])"]


@pytest.fixture
def page(notebook):
    return notebook.page


@pytest.fixture
def opened(notebook):
    """The notebook with the labeller on the screen, and the labeller."""
    afresh(notebook)
    widget = notebook.output(1).locator(".kit-labeller")
    expect(widget.get_by_text("0 sur 16", exact=True)).to_be_visible()
    return notebook, widget


def row(widget, name):
    return widget.locator("li").filter(has=widget.page.get_by_role("button", name=re.compile(f"^{name} ?:")))


def number(widget, name):
    return widget.get_by_role("button", name=re.compile(f"^{name} ?:"))


def codes(widget, name):
    return row(widget, name).locator(".kit-codes .kit-code")


def saved(notebook, widget):
    """What the disk holds, once the screen says that it does."""
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")
    file = notebook.file.parent / "answers" / "05-statements.json"
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    return {item["id"].removeprefix("statements:"): item for item in items if not item["deleted"]}


def test_a_sentence_is_labelled_cut_and_joined_by_mouse(opened, page):
    notebook, widget = opened
    widget.get_by_text("Une réflexion est en cours").click()
    widget.get_by_role("radio", name="Le journal").check()
    widget.get_by_role("radio", name="Fait vérifiable").check()
    expect(widget.get_by_text("1 sur 16", exact=True)).to_be_visible()
    widget.get_by_label("Pourquoi").fill("« est en cours »")
    widget.get_by_role("button", name="Couper la phrase").click()
    widget.get_by_text("plus", exact=True).first.click()
    widget.get_by_role("button", name="Couper ici").click()
    number(widget, "S11b").click()
    widget.get_by_role("radio", name="Prévision / hypothèse").check()
    widget.get_by_role("group", name="Propos principal de S11").get_by_label("S11b").check()
    expect(row(widget, "S11b")).to_contain_text("propos principal")
    items = saved(notebook, widget)
    assert {key: item["label"] for key, item in items.items()} == {"S11": "speculation", "S11:2": "fact"}
    assert items["S11"]["quote"].startswith("plus les perspectives")
    assert items["S11:2"]["quote"].endswith("européennes et")
    assert items["S11:2"]["why"] == "« est en cours »"

    widget.get_by_role("button", name="Recoller S11").click()
    expect(number(widget, "S11b")).to_have_count(0)
    widget.get_by_role("button", name="Annuler").click()
    expect(number(widget, "S11b")).to_be_visible()
    widget.get_by_role("button", name="Rétablir").click()
    expect(number(widget, "S11b")).to_have_count(0)
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")
    assert {key: item["label"] for key, item in saved(notebook, widget).items()} == {"S11": "speculation"}


def test_the_whole_work_is_done_by_keyboard_alone(opened, page):
    notebook, widget = opened
    cells, place = notebook.sources(), None
    notebook.cell(1).locator(".cm-content").focus()
    press(page, "Escape")
    while not number(widget, "S1").evaluate("node => node === document.activeElement"):
        press(page, "Tab")
    place = notebook.state()

    for digit in "14":  # the paper, a fact, as a French keyboard sends them
        notebook.press_azerty(digit)
    expect(codes(widget, "S1")).to_have_text(["JRN", "FAIT"])
    press(page, "n")
    expect(number(widget, "S2")).to_be_focused()  # not the heading before it
    press(page, "Enter")
    expect(widget.get_by_role("radio", name="Le journal")).to_be_focused()
    press(page, "ArrowDown", "ArrowDown")
    expect(widget.get_by_role("radio", name="Une source anonyme")).to_be_checked()
    press(page, "Escape", "d", "Tab", "Tab", "Enter")  # the decision tree, its third yes
    expect(widget.get_by_role("radio", name="Prévision / hypothèse")).to_be_checked()
    press(page, "r")
    page.keyboard.type("n l v x 1 : « peu probable »")
    press(page, "Escape")
    expect(number(widget, "S2")).to_be_focused()
    press(page, "ArrowDown", "3", "5", "c", "ArrowRight", "Enter")
    expect(number(widget, "S3a")).to_be_focused()
    press(page, "ArrowDown", "v", "2")  # seven labels: a claim by a named source
    expect(codes(widget, "S3b")).to_have_text("DIT·NOM")
    press(page, "Delete", "Control+z")
    press(page, "l", "3", "2")  # one at a time: the focus stays
    expect(number(widget, "S3b")).to_be_focused()
    expect(number(widget, "S1")).to_be_hidden()
    items = saved(notebook, widget)
    assert {key: (item["voice"], item["label"]) for key, item in items.items()} == {
        "S1": ("journal", "fact"), "S2": ("anonymous", "speculation"), "S3": ("anonymous", "speculation"),
        "S3:2": ("named", "fact"),
    }  # fmt: skip
    assert items["S2"]["why"] == "n l v x 1 : « peu probable »"
    press(page, "Escape")
    assert not widget.evaluate("node => node.contains(document.activeElement)")
    assert (notebook.sources(), notebook.state()) == (cells, place)


def test_no_key_reaches_the_cells_of_the_notebook(opened, page):
    notebook, widget = opened
    number(widget, "S1").click()
    before = notebook.sources(), notebook.state()
    places = {
        "number": widget.locator(".kit-number[aria-current]"),
        "radio": widget.locator(".kit-ask").get_by_role("radio").first,
        "button": widget.get_by_role("button", name="Précédente"),
        "slider": widget.get_by_role("slider"),
    }
    for place, target in places.items():
        for key in [*EACH_KEY, "d+d"]:
            if place == "slider":
                open_cutter(widget)
            target.focus()
            press(page, *key.split("+")) if key == "d+d" else press(page, key)
            assert (notebook.sources(), notebook.state()) == before, (place, key)


def open_cutter(widget):
    """Show the slider, in a sentence that is still whole."""
    rejoin = widget.get_by_role("button", name="Recoller")
    if rejoin.is_visible():
        rejoin.click()
    if not widget.get_by_role("slider").is_visible():
        widget.get_by_role("button", name="Couper la phrase").click()


def test_a_screen_reader_is_told_groups_states_and_progress(opened, page):
    _, widget = opened
    number(widget, "S2").click()
    voices = widget.get_by_role("group", name="S2 : qui parle ?")
    expect(voices.get_by_role("radio", name="Une source anonyme", checked=False)).to_be_visible()
    press(page, "3", "5")
    expect(voices.get_by_role("radio", name="Une source anonyme", checked=True)).to_be_visible()
    expect(widget.get_by_role("group", name="S2 : quel statut ?").get_by_role("radio", checked=True)).to_have_count(1)
    said = "S2 : Une source anonyme, Prévision / hypothèse. 1 sur 16"
    expect(widget.locator("[aria-live=polite]")).to_have_text(said)
    expect(number(widget, "S2")).to_have_accessible_name("S2 : Une source anonyme, Prévision / hypothèse")
    expect(number(widget, "S2")).to_have_accessible_description(re.compile("^Les responsables américains"))
    expect(number(widget, "S3")).to_have_accessible_name("S3 : à étiqueter")
    expect(widget.get_by_role("progressbar", name="Phrases étiquetées")).to_be_visible()
    expect(widget.get_by_role("list", name="Les phrases").get_by_role("listitem")).to_have_count(19)
    press(page, "c")
    expect(widget.get_by_role("slider", name="Où commence le second propos ?")).to_be_focused()
    assert "» puis «" in widget.get_by_role("slider").get_attribute("aria-valuetext")


def test_axe_finds_nothing_in_any_state(opened, page):
    notebook, widget = opened
    output = notebook.output(1)
    assert axe(output) == [], "empty"
    number(widget, "S3").click()
    press(page, "3", "5", "c")
    expect(widget.get_by_role("slider")).to_be_focused()
    assert axe(output) == [], "cutting"
    press(page, "Enter", "d")
    expect(widget.get_by_role("region", name="Arbre de décision")).to_be_visible()
    assert axe(output) == [], "cut, tree open"
    press(page, "Escape", "v", "?")
    expect(widget.get_by_role("heading", name="Au clavier")).to_be_visible()
    assert axe(output) == [], "seven labels, help open"
    press(page, "?", "l")
    assert axe(output) == [], "one at a time"
    assert axe(notebook.run(2)) == [], "checked"
    notebook.theme("JupyterLab Dark")
    assert axe(output) == [], "dark"
    answers = notebook.file.parent / "answers"
    answers.rename(answers.with_name("elsewhere"))
    answers.write_text("a file where the folder should be", encoding="utf-8")
    number(widget, "S3a").focus()
    press(page, "1")
    expect(widget.locator(".kit-state[data-tone=bad]")).to_contain_text("ne sont pas enregistrées")
    expect(widget.get_by_role("button", name="Télécharger")).to_be_visible()
    assert axe(output) == [], "the disk refuses"
    answers.unlink()
    press(page, "2")
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")


def test_alone_in_a_box_with_two_views_and_an_observer_and_a_hostile_text(opened, page):
    notebook, _ = opened
    first, second = (notebook.output(n).locator(".kit-labeller") for n in (3, 4))
    expect(second).to_be_visible()
    number(first, "S1").click()
    press(page, "5")
    expect(codes(second, "S1")).to_have_text("PRÉV")
    number(second, "S1").click()
    press(page, "c", "Enter")
    expect(number(first, "S1b")).to_be_visible()
    expect(notebook.run(5)).to_contain_text("'S1'")
    assert page.evaluate("() => window.hacked") is None
    wide = first.evaluate("node => [node.scrollWidth - node.clientWidth, node.offsetHeight]")
    assert wide[0] <= 0 and wide[1] < 5000


SMALL = "node => [...node.querySelectorAll('button, .kit-choice, .kit-main label, textarea, input[type=range]')]" \
    ".filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect()])" \
    ".filter(([, box]) => box.width < 24 || box.height < 24).map(([words]) => words)"  # fmt: skip


def test_on_a_phone_nothing_is_cut_off_and_every_target_is_large_enough(opened, page):
    notebook, widget = opened
    narrow(notebook)
    number(widget, "S3").click()
    press(page, "3", "5", "c")
    for width, *keys in ((390, "Enter"), (390, "d"), (320, "Escape"), (320, "v"), (390, "l"), (320, "c")):
        page.set_viewport_size({"width": width, "height": 844})
        press(page, *keys)
        assert widget.evaluate("node => node.scrollWidth <= node.clientWidth")
        assert widget.evaluate(SMALL) == []


def test_in_forced_colours_where_every_button_has_an_edge_none_sticks_out(opened):
    notebook, widget = opened
    notebook.page.emulate_media(forced_colors="active")
    left = "node => node.getBoundingClientRect().left"
    tree = widget.get_by_role("button", name="Arbre de décision")
    assert tree.evaluate(left) >= widget.get_by_role("textbox", name="Pourquoi").evaluate(left)


# The last: it saves the notebook, from which answers come back.
def test_what_was_called_saved_is_there_after_a_crash_and_a_reload(opened, page):
    notebook, widget = opened
    number(widget, "S1").click()
    press(page, "1", "4", "n", "3", "5", "n", "3", "5", "c", "Enter")
    before = saved(notebook, widget)
    assert len(before) == 4
    notebook.crash()
    notebook.run(0)
    notebook.run(1)
    expect(widget.get_by_text("2 sur 16", exact=True)).to_be_visible()  # the second claim of S3 is still to do
    expect(codes(widget, "S2")).to_have_text(["ANON", "PRÉV"])
    notebook.save()
    notebook.load()
    shown = notebook.output(1).locator(".kit-static, .kit-labeller").first
    expect(shown).to_contain_text("Prévision / hypothèse")
    notebook.run(0)
    notebook.run(1)
    number(widget, "S1").click()
    press(page, "2")
    expect(codes(widget, "S1").first).to_have_text("NOM")
    assert saved(notebook, widget)["S3:2"] == before["S3:2"]
