"""The marker in a real JupyterLab: every way in, and nothing of the notebook touched."""

import re

import pytest
from lab import OpenNotebook, axe
from marking import KEYS, ask, drag, marked, narrow, saved, untouched, words
from playwright.sync_api import Locator, expect
from pointing import at_rest

from kit.exercise import load_lesson

START = "import kit\nlesson = kit.lesson('02-sources', lang='fr')"
CELLS = [START, "lesson.mark('S1-S5')", "# une cellule de texte\n'untouched'"]


# ---- by mouse

def test_words_are_dragged_over_and_labelled_by_click(notebook, widget):
    drag(widget, "S1", "un diplomate à Bruxelles")
    expect(widget.get_by_role("group", name="un diplomate à Bruxelles")).to_be_visible()
    widget.get_by_role("radio", name="Source décrite").click()
    saved(widget)
    assert marked(notebook) == {"un diplomate à Bruxelles": "unnamed_individual"}
    expect(widget.locator("[data-unit=S1] mark")).to_have_text("un diplomate à Bruxelles")
    expect(widget.locator("[data-unit=S1] .kit-code")).to_contain_text("UN?")


def test_half_words_count_as_words_and_a_mark_stays_in_its_sentence(notebook, widget):
    first, last = words(widget, "S3", "européen de"), words(widget, "S4", "Cette décision")
    start, end = at_rest(first[0]).bounding_box(), last[1].bounding_box()
    mouse = widget.page.mouse
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    mouse.up()
    widget.page.keyboard.press("4")
    saved(widget)
    assert list(marked(notebook)) == ["européen de l’Otan."]


def test_a_click_takes_a_word_and_shift_click_as_far_as_there(notebook, widget):
    first, last = words(widget, "S2", "Les responsables américains")
    first.click()
    last.click(modifiers=["Shift"])
    widget.page.keyboard.press("5")
    saved(widget)
    assert marked(notebook) == {"Les responsables américains": "unnamed_group"}


def test_a_mark_is_opened_by_its_words_changed_and_removed(notebook, widget):
    drag(widget, "S1", "un diplomate")
    widget.page.keyboard.press("1")
    saved(widget)
    drag(widget, "S2", "Trump")
    words(widget, "S1", "diplomate")[0].click()
    expect(widget.get_by_role("radio", name="Personne nommée")).to_be_checked()
    widget.get_by_role("radio", name="Groupe non nommé").click()
    saved(widget)
    assert marked(notebook) == {"un diplomate": "unnamed_group"}
    widget.get_by_role("button", name="Effacer").click()
    saved(widget)
    assert marked(notebook) == {}


def test_the_first_mark_moves_no_word_and_says_what_it_is_under_the_mouse(notebook, widget):
    first = words(widget, "S1", "Plusieurs")[0]
    first.click()
    before = first.bounding_box()
    widget.page.keyboard.press("4")
    saved(widget)
    expect(widget.get_by_role("button", name="Télécharger")).to_be_visible()
    assert first.bounding_box() == before
    mark = widget.locator("[data-unit=S1] mark")
    expect(mark).to_have_attribute("title", "Source décrite, non nommée")
    widget.get_by_role("textbox", name="Pourquoi").fill("pas de nom")
    expect(mark).to_have_attribute("title", "Source décrite, non nommée · pas de nom")


def test_a_mark_and_another_label_make_no_word_of_the_text_anew(widget):
    drag(widget, "S1", "un diplomate")
    words(widget, "S1", "diplomate")[0].evaluate("node => { node.dataset.same = 'yes'; }")
    widget.page.keyboard.press("4")
    saved(widget)
    widget.page.keyboard.press("5")
    code = widget.locator("[data-unit=S1] .kit-code")
    expect(code).to_contain_text("GR?")
    expect(code).to_have_class(re.compile("kit-style-4"))
    saved(widget)
    expect(words(widget, "S1", "diplomate")[0]).to_have_attribute("data-same", "yes")


def test_marks_may_overlap_and_each_can_be_reached(notebook, widget):
    drag(widget, "S3", "un diplomate européen de l’Otan")
    widget.page.keyboard.press("4")
    drag(widget, "S3", "diplomate européen")
    widget.page.keyboard.press("5")
    drag(widget, "S3", "reconnaît un diplomate")
    widget.page.keyboard.press("1")
    saved(widget)
    assert len(marked(notebook)) == 3
    expect(widget.locator("[data-unit=S3] .kit-code")).to_have_count(3)
    expect(widget.locator("[data-unit=S3] .kit-word", has_text="européen")).to_have_count(1)
    seen = set()
    for _ in range(3):
        words(widget, "S3", "diplomate")[0].click()
        seen.add(widget.locator(".kit-card legend").inner_text())
    assert len(seen) == 3


def test_the_ends_of_a_mark_are_moved_by_buttons(notebook, widget):
    drag(widget, "S3", "diplomate européen")
    widget.page.keyboard.press("4")
    widget.get_by_role("button", name="Commencer un mot plus tôt").click()
    for _ in range(3):
        widget.get_by_role("button", name="Finir un mot plus tard").click()
    saved(widget)
    assert marked(notebook) == {"un diplomate européen de l’Otan": "unnamed_individual"}


def test_a_label_asked_for_without_words_says_what_to_do_first(widget):
    widget.get_by_role("radio", name="Personne nommée").click()
    expect(widget.locator(".kit-hint")).to_have_class(re.compile("kit-asked"))
    expect(widget.get_by_role("radio", name="Personne nommée")).not_to_be_checked()


def test_the_article_can_be_copied_as_text_without_codes_or_numbers(widget):
    drag(widget, "S1", "un diplomate à Bruxelles")
    widget.page.keyboard.press("4")
    saved(widget)
    text = widget.locator("[data-unit=S1]").evaluate("""node => {
        const range = document.createRange(); range.selectNodeContents(node);
        const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
        return selection.toString(); }""")
    assert " ".join(text.split()) == ask("S1")


# ---- by keyboard alone

def test_words_are_reached_chosen_and_labelled_by_keys(notebook, widget):
    press = widget.page.keyboard.press
    widget.locator(".kit-text").focus()
    press("Control+ArrowRight")
    press("Control+ArrowRight")  # S2, after the heading
    press("Shift+ArrowRight")
    press("Shift+ArrowRight")
    press("5")
    saved(widget)
    assert marked(notebook) == {"Les responsables américains": "unnamed_group"}


def test_every_way_of_walking(widget):
    press = widget.page.keyboard.press
    where = lambda: widget.locator(".kit-cursor").inner_text()  # noqa: E731
    widget.locator(".kit-text").focus()
    assert where() == "Plusieurs"
    press("ArrowRight")
    assert where() == "pays"
    press("ArrowDown")
    first_line = words(widget, "S1", "Plusieurs")[0].bounding_box()["y"]
    assert widget.locator(".kit-cursor").bounding_box()["y"] > first_line + 10
    press("ArrowUp")
    assert where() == "pays"
    press("End")
    assert where() == "."
    press("Home")
    assert where() == "Plusieurs"
    press("Control+End")
    assert widget.locator("[data-unit=S5] .kit-cursor").count() == 1
    press("Control+Home")
    assert where() == "Plusieurs"


def test_enter_leads_to_the_labels_arrows_choose_and_escape_leads_back(notebook, widget):
    press = widget.page.keyboard.press
    widget.locator(".kit-text").focus()
    press("Enter")
    expect(widget.get_by_role("radio", name="Personne nommée")).to_be_focused()
    press("Space")
    press("ArrowDown")
    saved(widget)
    assert marked(notebook) == {"Plusieurs": "named_institution"}
    press("Escape")
    expect(widget.locator(".kit-text")).to_be_focused()


def test_a_reason_is_typed_and_kept(notebook, widget):
    press = widget.page.keyboard.press
    widget.locator(".kit-text").focus()
    press("1")
    press("Enter")
    press("Tab")
    expect(widget.get_by_role("textbox", name="Pourquoi")).to_be_focused()
    widget.page.keyboard.type("xab 12 dd z ?")
    saved(widget)
    assert marked(notebook, "why") == {"Plusieurs": "xab 12 dd z ?"}
    expect(widget.get_by_role("textbox", name="Pourquoi")).to_have_value("xab 12 dd z ?")


def test_undo_and_redo_by_key_and_by_button(notebook, widget):
    press = widget.page.keyboard.press
    widget.locator(".kit-text").focus()
    press("1")
    press("2")
    press("Delete")
    saved(widget)
    assert marked(notebook) == {}
    press("Control+z")
    saved(widget)
    assert marked(notebook) == {"Plusieurs": "named_institution"}
    press("Control+z")
    saved(widget)
    assert marked(notebook) == {"Plusieurs": "named_person"}
    widget.get_by_role("button", name="Rétablir").click()
    saved(widget)
    assert marked(notebook) == {"Plusieurs": "named_institution"}
    widget.get_by_role("button", name="Annuler").click()
    widget.get_by_role("button", name="Annuler").click()
    saved(widget)
    assert marked(notebook) == {}
    expect(widget.get_by_role("button", name="Annuler")).to_be_disabled()
    press("Control+z")
    expect(widget.locator(".kit-voice")).to_have_text("Rien à annuler ni à rétablir.")


def test_a_passage_is_found_by_typing_and_labelled(notebook, widget):
    find = widget.get_by_role("searchbox", name="Trouver un passage")
    find.fill("l'otan")
    expect(widget.locator(".kit-found")).to_have_text("2 passages")
    find.press("Enter")
    expect(widget.locator(".kit-voice")).to_contain_text("1 sur 2, S3")
    find.press("Enter")
    expect(widget.locator(".kit-voice")).to_contain_text("2 sur 2, S5")
    find.fill("un autre")
    find.press("Enter")
    words(widget, "S4", "un autre")
    while widget.page.evaluate("() => document.activeElement.type") != "radio":
        widget.page.keyboard.press("Tab")
    widget.page.keyboard.press("4")
    saved(widget)
    assert marked(notebook) == {"un autre": "unnamed_individual"}


def test_find_comes_first_and_tab_leads_through_and_out(notebook, widget):
    widget.page.evaluate("() => document.activeElement.blur()")
    notebook.cell(1).locator(".jp-InputArea").click()
    widget.locator("input[type=search]").focus()
    focusable = widget.locator("input[type=search], button:visible, .kit-text, input[type=radio]").first
    expect(focusable).to_have_attribute("type", "search")
    inside = "node => node.contains(document.activeElement)"
    presses = 0
    while widget.evaluate(inside) and presses < 40:
        widget.page.keyboard.press("Tab")
        presses += 1
    assert 3 < presses < 40
    widget.page.keyboard.press("Shift+Tab")
    assert widget.evaluate(inside)


def test_escape_leaves_and_the_notebook_answers_again(notebook, widget):
    widget.locator(".kit-text").focus()
    widget.page.keyboard.press("Shift+ArrowRight")
    widget.page.keyboard.press("Escape")
    expect(widget.locator(".kit-selected")).to_have_count(0)
    expect(widget.locator(".kit-text")).to_be_focused()
    widget.page.keyboard.press("Escape")
    assert not widget.evaluate("node => node.contains(document.activeElement)")
    assert notebook.state()[1] == "command"
    notebook.page.keyboard.press("ArrowDown")
    assert notebook.state() == (2, "command")


def test_the_help_opens_and_closes_by_its_key(widget):
    widget.locator(".kit-text").focus()
    widget.page.keyboard.press("?")
    expect(widget.locator(".kit-help")).to_be_visible()
    expect(widget.get_by_role("button", name="Aide")).to_have_attribute("aria-expanded", "true")
    widget.page.keyboard.press("Escape")
    expect(widget.locator(".kit-help")).to_be_hidden()


def test_marks_are_walked_in_the_text_and_in_the_list(notebook, widget):
    for unit, text, digit in (("S1", "un diplomate", "4"), ("S2", "Trump", "1"), ("S3", "Trump", "1")):
        drag(widget, unit, text)
        widget.page.keyboard.press(digit)
    saved(widget)
    widget.locator(".kit-text").focus()
    widget.page.keyboard.press("n")
    expect(widget.locator(".kit-card legend")).to_contain_text("S1")
    widget.page.keyboard.press("n")
    expect(widget.locator(".kit-card legend")).to_contain_text("S2")
    widget.page.keyboard.press("p")
    widget.page.keyboard.press("p")
    expect(widget.locator(".kit-card legend")).to_contain_text("S3")
    entries = widget.locator(".kit-list button")
    entries.first.focus()
    widget.page.keyboard.press("ArrowDown")
    expect(entries.nth(1)).to_be_focused()
    widget.page.keyboard.press("Delete")
    saved(widget)
    assert list(marked(notebook)) == ["un diplomate", "Trump"]
    expect(entries).to_have_count(2)
    expect(entries.nth(1)).to_be_focused()


# ---- keys stay here

PLACES = {
    "text": ".kit-text", "radio": "input[type=radio]", "button": ".kit-tools button", "search": "input[type=search]",
    "reason": "textarea", "choice": "select", "entry": ".kit-list button",
}  # fmt: skip


def reading(notebook: OpenNotebook, widget: Locator) -> None:
    """Bring the widget to where each kind of control is there: one mark made, its details open."""
    drag(widget, "S1", "un diplomate")
    widget.page.keyboard.press("4")
    saved(widget)
    widget.locator(".kit-more summary").click()


@pytest.mark.parametrize("place", PLACES)
def test_no_key_touches_the_notebook(notebook, widget, place):
    widget.locator(".kit-text").focus()
    before = untouched(notebook)
    for keys in KEYS:
        target = widget.locator(PLACES[place]).first
        if not target.is_visible():
            reading(notebook, widget)
        target.focus()
        for key in keys.split():
            widget.page.keyboard.press(key)
        assert untouched(notebook) == before, keys


@pytest.mark.parametrize("digit", "1234567")
def test_the_french_digit_row_labels_and_touches_nothing(notebook, widget, digit):
    before = notebook.sources()
    widget.locator(".kit-text").focus()
    notebook.press_azerty(digit)
    saved(widget)
    codes = load_lesson("02-sources").parts[0].labels
    assert marked(notebook) == {"Plusieurs": codes[int(digit) - 1]}
    assert notebook.sources() == before


# ---- for every student

STATES = {
    "empty": lambda notebook, widget: None,
    "selected": lambda notebook, widget: drag(widget, "S1", "un diplomate"),
    "marked": reading,
    "help": lambda notebook, widget: widget.get_by_role("button", name="Aide").click(),
    "flags": lambda notebook, widget: (widget.get_by_role("button", name="Signalements").click(),
                                       widget.locator(".kit-flag summary").first.click()),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(notebook, widget, state, theme):
    STATES[state](notebook, widget)
    notebook.theme(theme)
    assert axe(notebook.output(1)) == []


def test_names_states_and_groups_are_in_the_accessibility_tree(notebook, widget):
    reading(notebook, widget)
    tree = widget.aria_snapshot()
    for line in [
        r'region "Marqueur \(Sources\), S1–S5"',
        r'searchbox "Trouver un passage"',
        r'button "Signalements"',
        r'button "Annuler"',
        r'button "Rétablir".*\[disabled\]',
        r'button "Aide"',
        r'status: Enregistré \d\d:\d\d',
        r'group "Le texte\.',
        r'heading "H1 Prévu pour l’année prochaine" \[level=3\]',
        r'mark',
        r'group "S1 · un diplomate"',
        r'radio "Source décrite, non nommée" \[checked\]',
        r'radio "Personne nommée"',
        r'textbox "Pourquoi.\? Quel indice dans le texte.\?"',
        r'combobox "Proximité"',
        r'group "Ajuster le passage"',
        r'button "Commencer un mot plus tôt"',
        r'heading "Mes marques \(1\)"',
        r'button "S1 un diplomate Source décrite, non nommée"',
    ]:
        assert re.search(line, tree), f"{line}\n\n{tree}"
    assert "application" not in tree


def test_the_text_reads_in_order(widget):
    text = " ".join(widget.locator(".kit-line").all_inner_texts())
    assert " ".join(text.split()).startswith(ask("S1"))


@pytest.mark.parametrize("width", [390, 320], ids=["a telephone", "zoomed to 400 %"])
def test_targets_are_large_enough_and_nothing_sticks_out(notebook, widget, width):
    narrow(notebook, width)
    reading(notebook, widget)
    small = widget.evaluate("""root => [...root.querySelectorAll('button, summary, select, textarea, input')]
        .filter(node => node.checkVisibility()).map(node => node.closest('label.kit-choice') ?? node)
        .filter(node => { const box = node.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
        .map(node => node.outerHTML)""")
    assert small == []
    wide = widget.evaluate("""root => [...root.querySelectorAll('*')].filter(node => node.checkVisibility()
        && !node.closest('.kit-voice, .kit-unseen, .kit-button span')
        && node.getBoundingClientRect().right > root.getBoundingClientRect().right + 1).map(node => node.outerHTML)""")
    assert wide == []


def test_in_forced_colours_a_mark_keeps_its_line_and_its_code(notebook, widget):
    reading(notebook, widget)
    notebook.page.emulate_media(forced_colors="active")
    code, mark = widget.locator("[data-unit=S1] .kit-code"), widget.locator("[data-unit=S1] mark")
    assert look(code, "borderTopStyle") == "solid"
    assert look(mark, "textDecorationLine") == "underline"
    assert look(mark, "textDecorationColor") == look(code, "borderTopColor") == look(widget, "color")


def look(part: Locator, name: str) -> str:
    """What the style sheets made of a part."""
    return part.evaluate("(node, name) => getComputedStyle(node)[name]", name)
