"""The pictures tell in words what they show, and show what the data say."""

import re
from dataclasses import replace

import pytest

from kit import charts
from kit.article import read
from kit.detect import scan as detect
from kit.detect.findings import Cue, Hedge, Scan, Source, Statement
from kit.tokens import split

TEXT = "Le texte est prêt. Un diplomate le dit. Il pleuvra. Il pourrait neiger & <b>geler</b>."


def source(start: int, end: int, kind: str) -> Source:
    return Source(start, end, TEXT[start:end], kind, False, 1, 1, Cue(start, end, TEXT[start:end]), "neutral",
                  None, None, "test", "not_stated")


@pytest.fixture
def scan() -> Scan:
    modal = TEXT.index("pourrait")
    return Scan(
        lang="fr", sha256="", sentences=split(TEXT, "fr"), sources=(source(19, 31, "unnamed_individual"),),
        hedges=(Hedge(modal, modal + 8, "pourrait", "modal_verb", 2, "test"),),
        statements=(Statement("S3", "speculation", "journal", (), True),
                    Statement("S4", "speculation", "journal", (), False)),
    )


@pytest.fixture
def article():
    return read(text=TEXT, lang="fr")


def test_what_is_left_counts_the_words_that_each_setting_leaves(article, scan):
    html = charts.what_is_left(article, scan, "en").html
    shares = dict(re.findall(r'class="share (hide[\w-]*)">(\d+)%', html))
    assert len(shares) == 8
    assert shares["hide"] == "100"
    assert int(shares["hide-unnamed"]) + int(shares["hide-forecast"]) - int(shares["hide-unnamed-forecast"]) == 100
    assert shares["hide-hedged-forecast"] == shares["hide-forecast"]


def test_a_forecast_without_hedge_is_called_so(article, scan):
    picture = charts.certainty(article, scan, "en")
    assert "unhedged forecast" in picture.html
    assert repr(picture) == "The certainty strip. Sentences with a hedge: 1 of 4. Forecasts without any: 1."


def test_the_source_map_gives_the_paper_what_nobody_else_says(article, scan):
    picture = charts.source_map(article, scan, "fr")
    assert "Un diplomate" in picture.html and "Le journal" in picture.html
    shares = [int(n) for n in re.findall(r"(\d+)\s%", picture.words)]
    assert len(shares) == 3 and 99 <= sum(shares) <= 101


def test_text_is_escaped_in_every_picture(article, scan):
    article = replace(article, versions=({"unit": "S1", "copy": "<script>", "elsewhere": "<b>x</b>", "start": 0},))
    for picture in (charts.what_is_left(article, scan, "fr"), charts.certainty(article, scan, "fr"),
                    charts.source_map(article, scan, "fr"), charts.versions(article, "fr")):
        assert "<script" not in picture.html and "<b>" not in picture.html


def test_versions_count_apart_what_changed_inside_quotation_marks():
    picture = charts.versions(read("otan-ukraine"), "fr")
    assert picture.words == "Deux versions. 11 passages diffèrent, dont 2 entre guillemets."
    assert "<del>depuis</del>" in picture.html and "<ins>par</ins>" in picture.html


def test_nothing_is_asked_from_the_network(article, scan):
    html = charts.what_is_left(article, scan, "fr").html
    assert not re.search(r"https?://|url\(|@import", html)


def test_what_nobody_says_is_named_by_the_words_that_say_so():
    text = read(text="It is understood that the county has offered a bus.", lang="en")
    assert "It is understood" in charts.source_map(text, detect(text), "en").html
