"""The cards in a real JupyterLab: by mouse, by menu, by keyboard alone, by ear, on a phone, after a crash."""

import json
import re

import pytest
from lab import axe
from marking import EACH_KEY, afresh, narrow, press, saved
from playwright.sync_api import expect
from pointing import at_rest, touch_screen

LESSON = 'import kit\nlesson = kit.lesson("03-people", lang="fr", article="otan-ukraine")'
ALONE = """
import kit
from ipywidgets import HBox
from kit.answers import Item
text = "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 2'> \\u202e\\U0001f389 dit un maire. "
text += "Il rit" + "\\u0301" * 10000 + "."
article = kit.read(text=text, lang="fr")
marks = [Item(f"sources:{s}-{e}", "sources", start=s, end=e, quote=text[s:e], label="unnamed_individual")
         for s, e in ((0, 20), (text.index("Il rit"), len(text) - 1))]
cards = kit.Cards(article, marks, lang="fr")
seen = []
cards.observe(lambda change: seen.append(len(change["new"])), "items")
HBox([cards])
"""
CELLS = [LESSON, "lesson.cards()", "lesson.check()", ALONE, "cards", "print('seen', seen[-1:])"]


@pytest.fixture
def page(notebook):
    return notebook.page


@pytest.fixture
def opened(notebook):
    """The notebook with the cards on the screen, and the widget."""
    afresh(notebook)
    widget = notebook.output(1).locator(".kit-cards")
    expect(widget.get_by_text("À ranger : 8", exact=True)).to_be_visible()
    return notebook, widget


def mention(widget, text):
    return widget.get_by_role("button", name=f"« {text} »")


def menu(widget, text):
    return widget.get_by_role("combobox", name=re.compile(f"Où ranger .*« {text} »"))


def card(widget, number):
    return widget.get_by_role("region", name=f"Carte {number}", exact=True)


def on_disk(notebook, widget):
    """What the disk holds, once the screen says that it does."""
    saved(widget)
    file = notebook.file.parent / "answers" / "03-people.json"
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    return {item["id"].removeprefix("people:"): item for item in items if not item["deleted"]}


def test_mentions_are_dragged_and_moved_by_menu(opened):
    notebook, widget = opened
    chip = widget.locator(".kit-mention", has_text="un autre")
    at_rest(chip.locator("b")).drag_to(widget.get_by_text("Déposez ici"))
    expect(card(widget, 1)).to_contain_text("un autre")
    at_rest(widget.locator(".kit-mention", has_text="cette Source").locator("b")).drag_to(card(widget, 1).locator("h3"))
    expect(card(widget, 1)).to_contain_text("cette Source")
    expect(widget.get_by_text("raisons à donner : 1")).to_be_visible()
    card(widget, 1).get_by_role("textbox", name="Pourquoi la même personne").fill("« cette »")
    menu(widget, "ils").select_option("Nouvelle carte")
    menu(widget, "des diplomates").select_option("Carte 2")
    total = widget.locator(".kit-total")
    expect(total).to_have_text("Au moins 3, sans maximum")
    card(widget, 1).get_by_role("combobox", name="Peut-être la même").select_option("Carte 2")
    expect(total).to_have_text("Au moins 2 … 3 ou plus")
    widget.get_by_role("spinbutton", name="Au moins").fill("4")
    card(widget, 2).get_by_text("Dix questions sur cette source (0 sur 10)").click()
    card(widget, 2).get_by_role("combobox", name="Est-elle nommée").select_option("non")
    expect(card(widget, 2).get_by_text("(1 sur 10)")).to_be_visible()
    items = on_disk(notebook, widget)
    assert items["1"]["attributes"] == {"mentions": "724-732 959-971", "perhaps": 2}
    assert items["1"]["why"] == "« cette »"
    assert items["2"]["attributes"] == {"mentions": "1481-1495 1521-1524", "named": "no"}
    assert items["least"]["label"] == "4"
    checked = notebook.run(2)
    expect(checked).to_contain_text("juste : 3")
    at_rest(card(widget, 2).locator(".kit-mention b").first).drag_to(widget.locator(".kit-tray"))
    expect(widget.locator(".kit-tray")).to_contain_text("des diplomates")


def test_mentions_are_drawn_by_finger_onto_cards_old_and_new(opened, page):
    notebook, widget = opened
    narrow(notebook)
    with touch_screen(page) as finger:
        finger.drag(grip(widget, "cette Source"), widget.get_by_text("Déposez ici"))
        expect(card(widget, 1)).to_contain_text("cette Source")
        finger.drag(grip(widget, "un autre"), card(widget, 1).locator("h3"))
        expect(card(widget, 1).get_by_role("listitem")).to_have_count(2)
        finger.down(grip(widget, "ils"))
        finger.move(card(widget, 1))
        expect(card(widget, 1)).to_have_class(re.compile("kit-over"))
        finger.move(widget.locator(".kit-top"))
        expect(card(widget, 1)).not_to_have_class(re.compile("kit-over"))
        finger.up()  # beside every card: it stays where it was
        expect(widget.locator(".kit-tray")).to_contain_text("s’empressent")
    assert on_disk(notebook, widget)["1"]["attributes"]["mentions"] == "724-732 959-971"


def grip(widget, text):
    return mention(widget, text).locator("xpath=..").locator(".kit-grip")


def test_the_whole_work_is_done_by_keyboard_alone(opened, page):
    notebook, widget = opened
    cells = notebook.sources()
    notebook.cell(1).locator(".cm-content").focus()
    press(page, "Escape")
    while not mention(widget, "un diplomate à Bruxelles").evaluate("node => node === document.activeElement"):
        press(page, "Tab")
    place = notebook.state()
    press(page, "n", "ArrowDown")
    expect(mention(widget, "Les responsables américains").or_(mention(widget, "un diplomate à Bruxelles"))
           .and_(page.locator(":focus"))).to_be_visible()  # fmt: skip
    mention(widget, "un autre").focus()
    press(page, "n")
    expect(mention(widget, "un autre")).to_be_focused()  # it moved, and kept the focus
    mention(widget, "cette Source").focus()
    press(page, "ArrowRight", "ArrowRight", "r")
    page.keyboard.type("n 2 r : « cette »")
    press(page, "Escape")
    expect(mention(widget, "un autre")).to_be_focused()
    press(page, "9")
    expect(widget.locator("[aria-live=polite]")).to_have_text(re.compile("Il n’y a pas de carte 9"))
    mention(widget, "ils").focus()
    press(page, "2", "Delete", "Control+z", "Control+z", "Control+y")
    expect(card(widget, 2)).to_contain_text("s’empressent")
    press(page, "0")
    items = on_disk(notebook, widget)
    assert {key: item["attributes"]["mentions"] for key, item in items.items()} == {
        "1": "137-161", "2": "724-732 959-971",
    }  # fmt: skip
    assert items["2"]["why"] == "n 2 r : « cette »"
    press(page, "Escape")
    assert not widget.evaluate("node => node.contains(document.activeElement)")
    assert (notebook.sources(), notebook.state()) == (cells, place)


def test_tab_reaches_everything_and_leaves(opened, page):
    _, widget = opened
    widget.get_by_role("button", name="Une carte pour chacune").click()
    expect(card(widget, 8)).to_be_visible()
    widget.get_by_role("button", name="Aide").focus()
    seen = set()
    while widget.evaluate("node => node.contains(document.activeElement)"):
        seen.add(page.evaluate("document.activeElement.tagName + (document.activeElement.ariaLabel ?? '')"))
        press(page, "Tab")
    assert len([name for name in seen if "Où ranger" in name]) == 8
    assert {"INPUT", "TEXTAREA"} <= seen


def test_the_digits_of_a_french_keyboard_choose_a_card(opened):
    notebook, widget = opened
    mention(widget, "un autre").focus()
    widget.page.keyboard.press("n")
    mention(widget, "cette Source").focus()
    notebook.press_azerty("1")
    expect(card(widget, 1)).to_contain_text("cette Source")


@pytest.mark.parametrize("place", ["mention", "menu", "reason", "number"])
def test_no_key_reaches_the_cells_of_the_notebook(opened, page, place):
    notebook, widget = opened
    menu(widget, "un autre").select_option("Nouvelle carte")
    menu(widget, "cette Source").select_option("Carte 1")
    target = {
        "mention": mention(widget, "ils"),
        "menu": menu(widget, "ils"),
        "reason": card(widget, 1).get_by_role("textbox"),
        "number": widget.get_by_role("spinbutton", name="Au moins"),
    }[place]
    target.click() if place != "menu" else target.focus()
    before = notebook.sources(), notebook.state()
    for key in EACH_KEY:
        target.focus()
        press(page, key)
        assert (notebook.sources(), notebook.state()) == before, key


def test_a_screen_reader_is_told_places_states_and_counts(opened, page):
    _, widget = opened
    expect(mention(widget, "un autre")).to_have_accessible_name("S4 « un autre », À ranger")
    expect(mention(widget, "un autre")).to_have_accessible_description(re.compile("estime un autre"))
    mention(widget, "ils").focus()
    press(page, "n")
    expect(mention(widget, "ils")).to_have_accessible_name("S9 « ils », Carte 1")
    expect(widget.locator("[aria-live=polite]")).to_have_text("« ils » : Carte 1. Au moins 2, sans maximum")
    expect(card(widget, 1).get_by_role("listitem")).to_have_count(1)
    expect(widget.get_by_role("region", name="À ranger : 7").get_by_role("listitem")).to_have_count(7)
    expect(card(widget, 1).get_by_role("listitem")).to_contain_text("2 personnes ou plus")


def test_axe_finds_nothing_in_any_state(opened, page):
    notebook, widget = opened
    output = notebook.output(1)
    assert axe(output) == [], "empty"
    widget.get_by_role("button", name="Une carte pour chacune").click()
    mention(widget, "ils").focus()
    press(page, "7")
    card(widget, 6).get_by_role("combobox", name="Peut-être").select_option("Carte 2")
    expect(widget.get_by_text("raisons à donner : 2")).to_be_visible()
    assert axe(output) == [], "merged"
    card(widget, 1).get_by_text("Dix questions").click()
    press(page, "?")
    expect(widget.get_by_role("heading", name="Au clavier")).to_be_visible()
    assert axe(output) == [], "help open"
    assert axe(notebook.run(2)) == [], "checked"
    notebook.theme("JupyterLab Dark")
    assert axe(output) == [], "dark"
    notebook.theme("JupyterLab Light")
    answers = notebook.file.parent / "answers"
    saved(widget)
    answers.rename(answers.with_name("elsewhere"))
    answers.write_text("a file where the folder should be", encoding="utf-8")
    mention(widget, "un autre").focus()
    press(page, "0")
    expect(widget.locator(".kit-state[data-tone=bad]")).to_contain_text("ne sont pas enregistrées")
    assert axe(output) == [], "the disk refuses"
    answers.unlink()
    press(page, "n")
    saved(widget)


def test_alone_in_a_box_with_two_views_and_an_observer_and_a_hostile_text(opened, page):
    notebook, _ = opened
    first, second = (notebook.output(n).locator(".kit-cards") for n in (3, 4))
    expect(second).to_be_visible()
    first.locator(".kit-mention .kit-number").first.focus()
    press(page, "n")
    expect(card(second, 1)).to_contain_text("<script>")
    second.locator(".kit-tray .kit-number").first.focus()
    press(page, "1")
    expect(card(first, 1).get_by_role("listitem")).to_have_count(2)
    expect(notebook.run(5)).to_contain_text("seen [1]")
    assert page.evaluate("() => window.hacked") is None
    assert first.evaluate("node => node.scrollWidth <= node.clientWidth && node.offsetHeight < 5000")


SMALL = "node => [...node.querySelectorAll('button, select, textarea, input')].filter(one => one.checkVisibility())" \
    ".map(one => [one.textContent, one.getBoundingClientRect()])" \
    ".filter(([, box]) => box.width < 24 || box.height < 24).map(([words]) => words)"  # fmt: skip


def test_on_a_phone_nothing_is_cut_off_and_every_target_is_large_enough(opened, page):
    notebook, widget = opened
    narrow(notebook)
    widget.get_by_role("button", name="Une carte pour chacune").click()
    menu(widget, "ils").select_option("Carte 7")
    card(widget, 7).get_by_text("Dix questions").click()
    expect(card(widget, 7)).to_contain_text("s’empressent")
    assert widget.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert widget.evaluate(SMALL) == []
    page.set_viewport_size({"width": 320, "height": 844})
    assert widget.evaluate("node => node.scrollWidth <= node.clientWidth")


# The last: it saves the notebook, from which answers come back.
def test_what_was_called_saved_is_there_after_a_crash_and_a_reload(opened, page):
    notebook, widget = opened
    widget.get_by_role("button", name="Une carte pour chacune").click()
    mention(widget, "ils").focus()
    press(page, "7")
    expect(widget.get_by_text("raisons à donner : 1")).to_be_visible()
    before = on_disk(notebook, widget)
    assert len(before) == 7
    notebook.crash()
    notebook.run(0)
    notebook.run(1)
    expect(card(widget, 7)).to_contain_text("s’empressent")
    notebook.save()
    notebook.load()
    shown = notebook.output(1).locator(".kit-static, .kit-cards").first
    expect(shown).to_contain_text("des diplomates")
    notebook.run(0)
    notebook.run(1)
    mention(widget, "un autre").focus()
    press(page, "1")
    after = on_disk(notebook, widget)
    assert after["7"] == before["7"]
    assert after["1"]["attributes"]["mentions"] == "137-161 724-732"
