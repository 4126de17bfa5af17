"""The comparison in a real JupyterLab: filtered and answered by keyboard alone, kept, and silent for axe."""

import json

import pytest
from lab import axe
from marking import afresh, narrow
from playwright.sync_api import expect

MARKS = """
from kit.answers import Item
article, store = lesson.article, lesson._store
marks = {"un diplomate à Bruxelles": "unnamed_group", "un autre": "unnamed_individual",
         "Donald Trump": "named_person", "La Haye": "named_person"}
for quote, label in marks.items():
    start = article.text.index(quote)
    end = start + len(quote)
    store.put(Item(f"sources:{start}-{end}", "sources", start=start, end=end, quote=quote, label=label))
"""
STATEMENTS = """
said = kit.lesson("05-statements", lang="fr", article="otan-ukraine")
unit = next(unit for unit in said.units if unit.id == "S2")
said._store.put(Item("statements:S2", "statements", start=unit.start, end=unit.end, quote=unit.text, label="fact",
                     voice="journal"))
said.compare("detector", layer="statements")
"""
PEOPLE = """
import json
from kit.answers import Answers
people = kit.lesson("03-people", lang="fr", article="otan-ukraine")
text = people.article.text
one, two, three = (f"{text.index(said)}-{text.index(said) + len(said)}"
                   for said in ("un autre", "cette Source", "des diplomates"))
theirs = Answers("03-people", people.article.id, people.article.sha256)
for answers, cards, least in ((people._store, ((one, two), (three,)), "4"), (theirs, ((one,), (two, three)), "3")):
    for number, places in enumerate(cards, 1):
        start, end = map(int, places[0].split("-"))
        answers.put(Item(f"people:{number}", "people", start=start, end=end, quote=text[start:end],
                         why=f"carte {number}", attributes={"mentions": " ".join(places)}))
    answers.put(Item("people:least", "people", label=least))
open("zoe.json", "w").write(json.dumps(theirs.to_dict()))
people.compare("zoe.json")
"""
HOSTILE = """
import json
from kit.answers import Answers
evil = "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 2'> javascript:window.hacked=3 "
evil += "« \u202eRetour \U0001f389 », peut-être, dit un maire. Le chat rit" + "\u0301" * 10000 + " ici."
mine = kit.lesson("06-your-article", lang="fr", article=kit.read(text=evil, lang="fr"))
mark = Item("sources:0-7", "sources", start=0, end=7, quote=evil[:7], label="unnamed_group", why=evil)
mine._store.put(mark)
theirs = Answers("06-your-article", mine.article.id, mine.article.sha256, student="<img src=x onerror=hacked=4>")
theirs.put(Item("sources:0-7", "sources", start=0, end=7, quote=evil[:7], why=evil,
                label="<img src=x onerror=hacked=5>"))
name = "<img src=x onerror=hacked=6>.json"
open(name, "w").write(json.dumps(theirs.to_dict()))
from IPython.display import display
display(mine.read(), *map(mine.picture, ("left", "certainty", "sources")), mine.write("origin"), mine.compare(name))
"""
CELLS = ['import kit\nlesson = kit.lesson("02-sources", lang="fr")', MARKS, 'lesson.compare("detector")', STATEMENTS,
         'kit.lesson("03-people", lang="fr", article="otan-ukraine").compare()', HOSTILE, PEOPLE]  # fmt: skip


@pytest.fixture
def opened(notebook):
    afresh(notebook, 3)
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
    file = notebook.file.parent / "answers" / "02-sources.json"
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    assert "xabdd : un seul diplomate" in [item.get("why") for item in items if item["layer"] == "text"]
    page.keyboard.press("Escape")
    expect(area).not_to_be_focused()
    assert notebook.sources() == before


def test_what_is_not_agreed_is_shown_first_and_the_rest_is_a_key_away(opened):
    notebook, widget = opened
    signs = widget.locator(".kit-verdict-sign")
    expect(widget.get_by_role("radio", name="à discuter")).to_be_checked()
    assert not any(sign.startswith("✓") for sign in signs.all_inner_texts())
    shown = signs.count()
    widget.get_by_role("radio", name="à discuter").focus()
    notebook.page.keyboard.press("ArrowRight")
    expect(widget.get_by_role("radio", name="tout")).to_be_checked()
    expect(signs.filter(has_text="✓")).not_to_have_count(0)
    assert signs.count() > shown


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


def test_statements_are_compared_too_and_cards_are_sent_to_check(opened):
    notebook, _ = opened
    statements = notebook.run(3).locator(".kit-compare")
    row = statements.locator(".kit-pair").filter(has_text="S2").first
    expect(row).to_contain_text("autre étiquette")
    expect(row).to_contain_text("Le journal")
    assert axe(notebook.output(3)) == []
    expect(notebook.run(4)).to_contain_text("lesson.check()")


def test_cards_are_compared_with_a_classmates_and_answered_by_keyboard_alone(opened):
    notebook, _ = opened
    page, output = notebook.page, notebook.run(6)
    widget = output.locator(".kit-compare")
    expect(widget).to_have_accessible_name("Mes cartes et celles d’un camarade (otan-ukraine, S1–S16)")
    expect(widget.get_by_text("Au moins : 4 pour moi, 3 pour l’autre.")).to_be_visible()
    expect(widget.get_by_role("listitem")).to_have_count(2)
    widget.get_by_role("radio", name="tout (2)").focus()
    page.keyboard.press("ArrowRight")
    expect(widget.get_by_role("radio", name="≠ autre avis (2)")).to_be_checked()
    row = widget.get_by_role("listitem").filter(has_text="un autre / cette Source")
    expect(row).to_contain_text("la même personne")
    expect(row).to_contain_text("deux personnes différentes")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row.get_by_role("textbox", name="Je maintiens ou je change d’avis")).to_be_focused()
    page.keyboard.type("« cette » reprend « un autre »")
    expect(widget.locator(".kit-state")).to_contain_text("Enregistré ")
    assert axe(output) == []
    narrow(notebook)
    assert widget.evaluate("node => node.scrollWidth <= node.clientWidth")
    notebook.run(6)
    expect(output.locator(".kit-compare textarea:visible")).to_have_value("« cette » reprend « un autre »")


def test_a_hostile_text_label_name_and_reason_run_nothing_and_break_no_page(opened):
    notebook, _ = opened
    output = notebook.run(5)
    expect(output.locator(".kit-compare .kit-pair")).to_have_count(1)
    area = output.locator(".kit-writer textarea")
    area.fill("<script>window.hacked = 7</script><img src=x onerror=hacked=8>")
    expect(output.locator(".kit-writer .kit-state")).to_contain_text("Enregistré ")
    expect(output.locator("figure")).to_have_count(3)
    assert notebook.page.evaluate("() => window.hacked") is None
    assert output.locator("script, img, a[href^=javascript]").count() == 0
    for width in (390, 320):
        narrow(notebook, width)
        assert output.evaluate("node => node.scrollWidth <= node.clientWidth && node.offsetHeight < 12000")
