"""The plain page: the text as it is, escaped, with marks, codes and reasons."""

import re
from html import unescape

import nbformat
import pytest
from nbconvert import HTMLExporter

from kit import article
from kit.answers import Answers, Item
from kit.marked import article_page, gather, word
from kit.store import Store
from kit.tokens import units
from kit.widgets.base import mirror

HOSTILE = ("<script>alert(1)</script> a dit <img src=x onerror=alert(2)> hier. "
           "« \u202eRetour\u202c » &amp; javascript:alert(3) e\u0301" + "\u0301" * 50 + " 🎉 fin.")
OTAN = article.read("otan-ukraine")


def mark(text: str, words: str, layer: str = "sources", label: str = "bare_source", why: str = "") -> Item:
    start = text.index(words)
    return Item(f"{layer}:{start}-{start + len(words)}", layer, start=start, end=start + len(words), quote=words,
                label=label, why=why)


def page(text: str, *items: Item) -> str:
    read = article.read(text=text, lang="fr")
    return article_page(read, units(read), items, "fr")


def words(html: str) -> str:
    """What a reader sees, without codes, numbers and style."""
    number = '<span class="kit-number">.*?</span> '
    html = re.sub(f"<style>.*?</style>|<table.*?</table>|&nbsp;<sup.*?</sup>|{number}", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_text_is_there_to_the_letter():
    html = article_page(OTAN, units(OTAN), [], "fr")
    assert words(html) == "".join(unit.text for unit in units(OTAN))


def test_no_line_ends_between_a_guillemet_and_its_word():
    html = page("« Oui », dit-il : « Non. »")
    assert html.count('<span class="kit-kept"> </span>') == 5
    assert words(html) == "« Oui », dit-il : « Non. »"


def test_nothing_in_a_text_or_reason_becomes_markup():
    html = page(HOSTILE, mark(HOSTILE, "<img src=x onerror=alert(2)>", why="<b onclick=x>", label="<i>"))
    assert not re.search(r"<(script|img|b onclick|i>)", html)
    assert words(html) == "".join(unit.text for unit in units(article.read(text=HOSTILE, lang="fr")))


def test_a_mark_is_a_line_a_code_and_a_row_with_its_reason():
    html = page("Un diplomate parle.", mark("Un diplomate parle.", "Un diplomate", why="il parle"))
    assert re.search(r"<u>Un diplomate</u>&nbsp;<sup[^>]*>\[SRC\?\]</sup> parle", html)
    assert "<td>il parle</td>" in html
    assert word("sources", "bare_source", "fr") in html


@pytest.mark.parametrize(("one", "two"), [("Un diplomate", "diplomate parle"), ("Un diplomate parle", "diplomate"),
                                          ("Un", "parle"), ("Un diplomate", "Un diplomate")])
def test_marks_that_overlap_lose_no_letter_and_end_once(one, two):
    text = "Un diplomate parle."
    html = page(text, mark(text, one), mark(text, two, "hedges", "booster"))
    assert words(html) == text
    assert html.count("[SRC?]") == html.count("[FORT]") == 1
    assert html.count("<u>") == html.count("</u>")


def test_a_notebook_shows_the_marks_without_kernel_script_or_network():
    store = Store(Answers("lesson", OTAN.id, OTAN.sha256), None)
    store.answers.put(mark(OTAN.text, "un diplomate européen de l’Otan"))
    html = article_page(OTAN, units(OTAN), store.answers.live(), "fr")
    view = {"text/plain": "Marker()", "application/vnd.jupyter.widget-view+json": {"model_id": "x", "version_major": 2}}
    outputs = [nbformat.v4.new_output("display_data", data) for data in (view, mirror(store, html))]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("lesson.mark()", outputs=outputs)])
    exported, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    assert "<u>un diplomate européen de l’Otan</u>" in exported
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", exported)


def test_a_translation_and_the_flags_stand_under_their_sentence():
    html = article_page(OTAN, units(OTAN), [], "en", OTAN.flags)
    first = html.index('>S1<')
    second = html.index('>S2<')
    assert OTAN.gloss["en"]["S1"] in unescape(html[first:second])
    assert "Odd here: “Etats-Unis” · “toutefois”" in html[first:second]
    assert html.count("<details") == len({flag.unit for group in gather(OTAN.flags, units(OTAN)) for flag in group[:1]})
