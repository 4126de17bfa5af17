"""Hedges: every rule's examples, the article, the traps, and texts that nobody would write."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.article import read
from kit.detect.hedges import find_hedges
from kit.rules import load
from kit.tokens import Text, units

RULES = [(lang, rule) for lang in ("fr", "en") for rule in load(lang, "hedges")]


def examples(kind):
    pairs = [(lang, rule, text) for lang, rule in RULES for text in getattr(rule, kind)]
    return [pytest.param(lang, rule, text, id=f"{rule.id}:{text[:30]}") for lang, rule, text in pairs]


def marked(example):
    """Take the square brackets out of an example; return the text and the spans that they showed."""
    text, spans = "", []
    for piece in re.split(r"([\[\]])", example):
        if piece == "[":
            spans.append([len(text)])
        elif piece == "]":
            spans[-1].append(len(text))
        else:
            text += piece
    return text, {tuple(span) for span in spans}


def found(text, lang="fr"):
    return {hedge.text: hedge.category for hedge in find_hedges(Text(text, lang))}


@pytest.mark.parametrize(("lang", "rule", "example"), examples("match"))
def test_a_rule_finds_its_examples(lang, rule, example):
    text, spans = marked(example)
    hedges = find_hedges(Text(text, lang))
    if rule.category == "none":
        assert hedges == ()
    else:
        assert {(h.start, h.end) for h in hedges if h.rule == rule.id} == spans


@pytest.mark.parametrize(("lang", "rule", "example"), examples("nomatch"))
def test_a_rule_leaves_its_counterexamples(lang, rule, example):
    assert rule.id not in {hedge.rule for hedge in find_hedges(Text(example, lang))}


def test_the_article():
    article = read("otan-ukraine")
    hedges = find_hedges(Text(article.text, "fr", units(article)))
    key = json.loads((article.folder / "reading.json").read_text(encoding="utf-8"))
    items = [item for item in key["items"] if item["layer"] == "hedges"]
    core = {(item["start"], item["end"]): item["label"] for item in items if not item["optional"]}
    every = {(item["start"], item["end"]) for item in items}
    marks = {(hedge.start, hedge.end): hedge.category for hedge in hedges}
    assert core.items() <= marks.items()
    assert len(marks.keys() - every) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère préparait une réforme, déclarait-elle, et montrait un portrait aux traits frais.",
        "Ils couraient, mouraient, serraient les dents, s'ouvraient et livraient tout.",
        "Le procureur a indiqué que le suspect serait présenté jeudi à un juge.",
        "Dix ans plus tard, il deviendrait champion.",
        "Nous voudrions comprendre et je souhaiterais parler.",
        "« Nous aurions dû les prévenir », a-t-il reconnu.",
        "Cela ne saurait durer.",
        "Il a agi sans douter un instant.",
        "Certains pays, et un certain nombre d'élus, ont refusé.",
        "L'avion peut transporter 300 passagers.",
        "Nous ne pouvons garantir la paix qu'avec la force.",
        "Il devait trois mois de loyers ; la rencontre doit avoir lieu vendredi.",
        "Le plus court possible, dès que possible.",
        "Il est possible de s'inscrire en ligne.",
        "Le club a exclu deux joueurs et n'exclut pas les mineurs.",
        "Les prix varient selon la saison, d'après un roman, l'après-midi.",
        "Le livre paraît jeudi.",
        "Les risques d'incendie sont assurés.",
        "Quelques salariés vivent près de la frontière, autour de la maire, dans les environs.",
        "Une chaleur si intense. On verra si elle accepte, même si c'est tard, comme s'il dormait.",
        "Si le premier match a été difficile, le second a été facile.",
        "Il croit en Dieu, actuellement.",
        "L'homme n'était pas connu des services de police et n'a pas été arrêté.",
        "Il est présumé innocent.",
        "Le navire est en quarantaine.",
    ],
)
def test_a_trap_of_french(text):
    assert found(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The election will be held in May, and last May was dry.",
        "The army showed its might.",
        "As a child she would walk to school along the canal.",
        "Prices vary according to the season.",
        "The court ruled out the recording as evidence.",
        "Drivers should carry a vest and must have a licence.",
        "The must-have toy sold out.",
        "She could hear the sirens but could not move.",
        "Reporters asked if he would resign.",
        "Call as soon as possible.",
        "He said the line would reopen, on condition of anonymity.",
        "Trains are supposed to run hourly.",
        "They are presumed innocent.",
        "He wrote a book about three sisters.",
    ],
)
def test_a_trap_of_english(text):
    assert found(text, "en") == {}


def test_capitals_and_either_apostrophe_change_nothing():
    assert found("LES PAYS N'EXCLUENT PAS D'ENVOYER DES TROUPES.") == {"N'EXCLUENT PAS": "neg_certainty"}
    assert found("Les pays n’excluent pas d’envoyer des troupes.") == {"n’excluent pas": "neg_certainty"}


def test_an_imperfect_and_a_conditional_in_one_sentence():
    assert set(found("Le ministre préparait un plan qui coûterait cher.")) == {"coûterait"}


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(text=st.text(max_size=300))
def test_any_text_gives_spans_in_order_that_do_not_overlap(lang, text):
    hedges = find_hedges(Text(text, lang))
    assert all(text[h.start : h.end] == h.text for h in hedges)
    assert all(a.end <= b.start for a, b in pairwise(hedges))


WORDS = "si il n' exclut pas que pourrait aurait fui selon « » , . a dit peu probable de 40 près risque ne".split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_heap_of_words_is_survived(words):
    text = " ".join(words)
    assert all(text[h.start : h.end] == h.text for h in find_hedges(Text(text, "fr")))


def test_the_order_of_texts_does_not_matter():
    first, second = "Il pourrait venir.", "Il aurait fui."
    before = found(first), found(second)
    assert (found(first), found(second)) == before
    assert (found(second), found(first)) == before[::-1]
