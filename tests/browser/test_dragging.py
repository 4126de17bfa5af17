"""Words drawn over with the mouse: whatever happens meanwhile, what is offered is what was drawn over."""

import pytest
from marking import drag, saved, words
from playwright.sync_api import Locator, expect
from pointing import at_rest

CELLS = [
    """import kit
from kit.answers import Item
article = kit.read('otan-ukraine')
marker = kit.Marker(article, units=article.units[:6], lang='fr')
def mark(quote):
    start = article.text.index(quote)
    end = start + len(quote)
    marker.store.put(Item(f'sources:{start}-{end}', 'sources', start=start, end=end, quote=quote, label='named_person'))
    marker.show()""",
    "marker", "'une autre cellule'",
]  # fmt: skip
PASSAGE = "un diplomate à Bruxelles"


def chosen(widget: Locator) -> str:
    """The words that a label would go to."""
    return " ".join(widget.locator(".kit-selected").all_inner_texts())


def press_on(part: Locator) -> None:
    """Put the mouse down in the middle of a part of the page."""
    over(at_rest(part))
    part.page.mouse.down()


def over(part: Locator, dx: float = 0, dy: float = 0) -> None:
    """Move the mouse to the middle of a part as it stands now, or so far from there."""
    box = part.bounding_box()
    part.page.mouse.move(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy, steps=3)


def test_words_set_anew_under_the_mouse_are_still_those_drawn_over(notebook, widget):
    first, last = words(widget, "S1", PASSAGE)
    press_on(first)
    notebook.kernel_says("mark('diplomate à')")
    expect(widget.locator("[data-unit=S1] mark")).to_have_count(1)
    over(last)
    expect(first).to_have_class("kit-word kit-selected")
    notebook.kernel_says("mark('Plusieurs pays')")
    expect(widget.locator("[data-unit=S1] mark")).to_have_count(2)
    expect(first).to_have_class("kit-word kit-selected")
    widget.page.mouse.up()
    assert chosen(widget) == PASSAGE


def test_a_click_on_words_set_anew_under_the_mouse_is_heard(notebook, widget):
    word = words(widget, "S1", "diplomate")[0]
    press_on(word)
    notebook.kernel_says("mark('diplomate à')")
    expect(widget.locator("[data-unit=S1] mark")).to_have_count(1)
    widget.page.mouse.up()
    expect(widget.locator(".kit-card legend")).to_contain_text("S1 · diplomate à")


OUTSIDE = {
    "the card": lambda notebook, widget: over(widget.locator(".kit-card")),
    "the search": lambda notebook, widget: over(widget.locator(".kit-finder")),
    "another cell": lambda notebook, widget: over(notebook.cell(2)),
    "the file list": lambda notebook, widget: over(notebook.page.locator("#jp-main-dock-panel"), dx=-700),
    "beyond the window": lambda notebook, widget: widget.page.mouse.move(500, -30, steps=3),
}  # fmt: skip


@pytest.mark.parametrize("place", OUTSIDE)
def test_a_mouse_let_go_outside_the_text_has_drawn_as_far_as_its_sentence_goes_there(notebook, widget, place):
    first, last = words(widget, "S1", PASSAGE)
    press_on(first)
    over(last)
    assert chosen(widget) == PASSAGE
    OUTSIDE[place](notebook, widget)
    offered = chosen(widget)
    widget.page.mouse.up()
    assert chosen(widget) == offered != ""
    expect(widget.locator(".kit-card legend")).to_contain_text("S1 · ")


def test_a_drag_may_begin_on_a_code_or_on_the_number_of_a_sentence(notebook, widget):
    drag(widget, "S1", PASSAGE)
    widget.page.keyboard.press("4")
    saved(widget)
    press_on(widget.locator("[data-unit=S1] .kit-code"))
    over(words(widget, "S1", "diplomate à")[0])
    widget.page.mouse.up()
    assert chosen(widget) == "diplomate à Bruxelles"
    press_on(widget.locator("[data-unit=S1] .kit-number"))
    over(words(widget, "S1", "pays de")[0])
    widget.page.mouse.up()
    assert chosen(widget) == "Plusieurs pays"


def test_a_drag_may_begin_on_words_that_are_selected(widget):
    first, last = words(widget, "S1", PASSAGE)
    drag(widget, "S1", PASSAGE)
    press_on(last)
    over(first, dx=20)
    over(words(widget, "S1", "diplomate")[0])
    widget.page.mouse.up()
    assert chosen(widget) == "diplomate à Bruxelles"
    over(first)
    widget.page.keyboard.down("Shift")
    widget.page.mouse.down()
    widget.page.mouse.up()
    widget.page.keyboard.up("Shift")
    assert chosen(widget) == PASSAGE


def test_a_drag_along_the_lowest_line_of_the_window_scrolls_nothing_away(notebook, widget):
    first, last = words(widget, "S3", "un diplomate")
    box = at_rest(first).bounding_box()
    notebook.page.set_viewport_size({"width": 1280, "height": int(box["y"] + box["height"]) + 30})
    before = at_rest(first).bounding_box()
    press_on(first)
    over(last)
    for _ in range(30):
        notebook.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert first.bounding_box() == before
    widget.page.mouse.up()
    assert chosen(widget) == "un diplomate"


def test_two_clicks_take_a_word_and_three_the_sentence(widget):
    word = words(widget, "S2", "responsables")[0]
    at_rest(word).dblclick()
    assert chosen(widget) == "responsables"
    word.click(click_count=3)
    line = widget.locator("[data-unit=S2] .kit-line")
    assert chosen(widget) == " ".join(line.locator(".kit-word").all_inner_texts())


def test_a_hand_that_shakes_in_a_click_still_opens_the_mark(notebook, widget):
    drag(widget, "S1", PASSAGE)
    widget.page.keyboard.press("4")
    saved(widget)
    widget.page.keyboard.press("Escape")
    press_on(words(widget, "S1", "diplomate")[0])
    over(words(widget, "S1", "diplomate")[0], dx=2)
    widget.page.mouse.up()
    expect(widget.locator(".kit-card legend")).to_contain_text(PASSAGE)


def test_what_was_drawn_over_can_be_copied_across_sentences_too(widget):
    first, last = words(widget, "S1", PASSAGE)[0], words(widget, "S2", "Les responsables")[1]
    press_on(first)
    over(last)
    widget.page.mouse.up()
    copied = widget.page.evaluate("() => getSelection().toString()").split()
    assert copied[:2] == ["un", "diplomate"]
    assert copied[-2:] == ["Les", "responsables"]
    assert chosen(widget).startswith(PASSAGE)
