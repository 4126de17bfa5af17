"""The writer and the rewriter in a real JupyterLab: what is typed is saved, and read as it is typed."""

import json
import re
from random import Random

import pytest
from lab import axe
from marking import afresh, narrow, saved
from playwright.sync_api import expect

CELLS = [
    "import kit\nlesson = kit.lesson('04-hedges', lang='fr')",
    "lesson.rewrite('S3', 'harder')",
    "kit.lesson('05-statements', lang='fr').write('three-reasons')",
    "kit.lesson('04-hedges', lang='en', article='valmere-pool').rewrite('S4', 'softer')",
]


def writers(notebook):
    """The rewriter and the writer, in the outputs of their cells."""
    rewriter, writer = (notebook.output(n).locator(".kit-writer") for n in (1, 2))
    expect(writer.get_by_role("textbox")).to_be_visible()
    return rewriter, writer


def written(notebook, exercise, part):
    file = notebook.file.parent / "answers" / f"{exercise}.json"
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    return next(item["why"] for item in items if item["id"] == f"text:{part}")


def test_what_is_typed_is_on_disk_when_the_screen_says_so_and_back_after_a_crash(notebook):
    afresh(notebook)
    _, writer = writers(notebook)
    before, area = notebook.sources(), writer.get_by_role("textbox", name="Trois phrases où vous hésitiez")
    expect(area).to_have_accessible_description("Mots : 0 (environ 90 demandés)")
    area.focus()
    place = notebook.state()
    notebook.page.keyboard.type("x a b dd z 1 : « peut-être », d'où l'hésitation…")
    notebook.page.keyboard.press("Enter")
    expect(writer.get_by_text("Mots : 9 (environ 90 demandés)")).to_be_visible()
    saved(writer)
    text = "x a b dd z 1 : « peut-être », d'où l'hésitation…\n"
    assert written(notebook, "05-statements", "three-reasons") == text
    notebook.page.keyboard.press("Escape")
    assert not writer.evaluate("node => node.contains(document.activeElement)")
    assert (notebook.sources(), notebook.state()) == (before, place)
    assert axe(notebook.output(2)) == []

    notebook.crash()
    area.focus()
    notebook.page.keyboard.type("!")
    expect(writer.locator(".kit-state")).to_contain_text("Python ne répond pas")
    notebook.run_all()
    expect(area).to_have_value(text)


def test_the_machine_reads_the_sentence_as_it_is_typed(notebook):
    afresh(notebook)
    rewriter, _ = writers(notebook)
    area = rewriter.get_by_role("textbox", name="Durcissez S3")
    expect(rewriter.get_by_text("la machine montrera ici")).to_be_visible()
    expect(rewriter.locator("mark")).to_contain_text(["rendrait", "adopterait"])
    area.focus()
    notebook.page.keyboard.type("Un tel geste rendra Trump furieux")
    expect(rewriter.get_by_role("listitem")).to_have_count(2)
    expect(rewriter.get_by_role("listitem").first).to_contain_text("en moins : rendrait")
    expect(rewriter.locator("[aria-live]")).to_contain_text("plus affirmée que l’originale")
    notebook.page.keyboard.type(", sans doute, et il pourrait ainsi peut-être partir")
    expect(rewriter.get_by_role("listitem").filter(has_text="en plus : sans doute")).to_contain_text("réserve moyenne")
    expect(rewriter.get_by_text("plus prudente que l’originale").first).to_be_visible()
    saved(rewriter)
    assert written(notebook, "04-hedges", "S3-harder").endswith("peut-être partir")
    assert axe(notebook.output(1)) == []
    narrow(notebook)
    assert rewriter.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_undo_takes_back_what_was_typed_since_the_last_rest(notebook):
    afresh(notebook)
    _, writer = writers(notebook)
    area = writer.get_by_role("textbox")
    area.focus()
    notebook.page.keyboard.type("Un.")
    area.blur()
    area.focus()
    notebook.page.keyboard.press("End")
    notebook.page.keyboard.type(" Deux.")
    expect(area).to_have_value("Un. Deux.")
    writer.get_by_role("button", name="Annuler").click()
    expect(area).to_have_value("Un.")
    writer.get_by_role("button", name="Rétablir").click()
    expect(area).to_have_value("Un. Deux.")
    saved(writer)
    assert written(notebook, "05-statements", "three-reasons") == "Un. Deux."


SAID = "node => [node.querySelector('.kit-state').dataset.tone, node.querySelector('textarea').value]"


@pytest.mark.long
def test_whenever_python_is_killed_what_the_screen_called_saved_is_on_disk(notebook):
    """Letters as fast as the page takes them; the dice choose four moments to kill (the server gives up after five)."""
    dice, called = Random(11), ""
    afresh(notebook)
    for _ in range(4):
        _, writer = writers(notebook)
        area = writer.get_by_role("textbox")
        area.focus()
        notebook.page.keyboard.press("Control+End")
        for _ in range(dice.randrange(5, 60)):
            notebook.page.keyboard.press(dice.choice("abcdefgh "))
            tone, text = writer.evaluate(SAID)
            called = text if tone == "good" else called
        notebook.crash()
        assert written(notebook, "05-statements", "three-reasons").startswith(called)
        notebook.run_all()
        expect(area).to_have_value(written(notebook, "05-statements", "three-reasons"))
    assert called


def test_a_booster_that_goes_is_named_and_has_no_strength(notebook):
    afresh(notebook)
    rewriter = notebook.output(3).locator(".kit-writer")
    rewriter.get_by_role("textbox").fill("Another thinks, on the contrary, that the beams will probably hold.")
    expect(rewriter.locator("li").filter(has_text="undoubtedly")).to_have_text(re.compile("Booster$"))
