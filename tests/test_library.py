"""The articles of the library: frozen sentences, flags, glosses and readings, each where it says."""

import json

import pytest

from kit.article import METADATA, library, read
from kit.key import load_key
from kit.tokens import split, units
from kit.wording import LANGUAGES, table

ARTICLES = [read(name) for name in library()]
OWN = [article for article in ARTICLES if article.id.startswith("valmere")]


def reading(article):
    return load_key(article.folder / "reading.json")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_the_frozen_sentences_are_those_of_the_splitter(article):
    assert split(article.text, article.lang) == article.units == units(article)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_a_reading_explains_each_of_its_items_in_both_languages(article):
    key = reading(article)
    for item in key.items:
        assert set(item.explanation) == set(LANGUAGES), item.id
        assert all(len(words.split()) >= 4 for words in item.explanation.values()), item.id
    assert all(set(trap.why) == set(LANGUAGES) for trap in key.distractors)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_a_reading_covers_every_sentence_and_calls_itself_provisional(article):
    key = reading(article)
    assert [item.unit for item in key.layer("statements") if item.unit[0] == "S"] == [f"S{n}" for n in range(1, 17)]
    assert {item.layer for item in key.items} >= {"sources", "hedges", "statements", "people"}
    assert "provisional" in key.status
    assert {trap.layer for trap in key.distractors} == {"sources", "hedges"}


def test_the_first_article_counts_as_its_reading_says():
    key = reading(read("otan-ukraine"))
    sources = [item for item in key.layer("sources") if not item.optional]
    unnamed = [item for item in sources if not item.label.startswith("named")]
    assert (len(sources), len(unnamed)) == (10, 8)
    assert not any(item.attributes["anonymity_reason"] for item in sources)
    hedges = key.layer("hedges")
    assert (len(hedges), sum(not item.optional for item in hedges)) == (14, 8)
    numbers = {item.id: (item.label, item.alternatives) for item in key.layer("people")}
    assert (numbers["least"], numbers["distinct"]) == (("4", ("3",)), ("9", ()))


def test_a_conjecture_about_a_defect_stands_in_square_brackets():
    guesses = [words for flag in read("otan-ukraine").flags for words in flag.guess.values()]
    assert guesses
    assert all(words.startswith("[") and words.endswith("]") for words in guesses)


def test_flags_speak_both_languages_and_hide_what_is_no_fault():
    flags = read("otan-ukraine").flags
    assert len(flags) == 28
    assert all(set(flag.says) == set(flag.wrong) == set(LANGUAGES) for flag in flags)
    assert {flag.kind for flag in flags if not flag.shown} == {"note", "contestable", "awkward", "not_a_defect"}
    labels = {item.label for item in reading(read("otan-ukraine")).layer("flags")}
    assert labels == set(table("flag", "en"))


def test_the_gloss_translates_every_sentence_and_keeps_the_defects():
    article = read("otan-ukraine")
    gloss = article.gloss["en"]
    assert list(gloss) == [unit.id for unit in units(article)]
    assert "will take some - and" in gloss["S4"]
    assert "this Source" in gloss["S5"]


def test_the_second_article_is_complete_and_says_that_it_is_invented():
    for article in OWN:
        assert all(article.metadata[field] for field in METADATA)
        assert "imagin" in article.metadata["outlet"]
    french, english = (next(a for a in OWN if a.lang == lang) for lang in LANGUAGES)
    assert french.metadata["date"] == english.metadata["date"]
    assert [unit.id for unit in french.units] == [unit.id for unit in english.units]
    one, two = ([(item.id, item.label) for item in reading(article).layer("sources")] for article in (french, english))
    assert one == two


def test_every_reading_carries_the_same_canary():
    texts = [(article.folder / "reading.json").read_text(encoding="utf-8") for article in ARTICLES]
    assert len({json.loads(text)["canary"] for text in texts}) == 1
