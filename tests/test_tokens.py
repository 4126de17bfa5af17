"""Words and sentences keep their places, on every text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.article import read
from kit.tokens import Text, split, tokenize, units


def words(text):
    return [token.text for token in tokenize(text)]


def kinds(text):
    return [(unit.id, unit.text) for unit in split(text)]


def test_the_splitter_reproduces_the_frozen_units_of_the_article():
    article = read("otan-ukraine")
    assert split(article.text, "fr") == units(article)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’Otan", ["l’", "Otan"]),
        ("aujourd’hui, quelqu’un", ["aujourd’hui", ",", "quelqu’un"]),
        ("semble-t-il", ["semble", "-t-il"]),
        ("s’empressent-ils", ["s’", "empressent", "-ils"]),
        ("dit-on", ["dit", "-on"]),
        ("peut-être un rendez-vous", ["peut-être", "un", "rendez-vous"]),
        ("un cessez-le-feu", ["un", "cessez-le-feu"]),
        ("3 000 personnes à 20h30", ["3 000", "personnes", "à", "20h30"]),
        ("3\u202f000", ["3\u202f000"]),
        ("d’« intox »", ["d’", "«", "intox", "»"]),
        ("It didn't rule out Trump's plan", ["It", "didn't", "rule", "out", "Trump", "'s", "plan"]),
        ("N’Djamena", ["N’Djamena"]),
        ("the U.S. Senate", ["the", "U.S.", "Senate"]),
        ("www.exemple.fr/si", ["www.exemple.fr/si"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "M. Macron a vu J. Dupont au n° 3 de la rue.",
        "Elle a dit non ! », raconte-t-il.",
        "« Quoi ? » demande-t-elle.",
        "Mr. Smith met Sen. Jones of the U.S. Senate at 3 p.m. Monday.",
        "Il habite av. Foch, p. 3.",
        "Le cours a perdu 1.5 point... puis regagné.",
    ],
)
def test_one_sentence(text):
    assert len(split(text)) == 1


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Il l’a dit. « Non. Jamais. »", "« Non."),
        ("“It is over.” He left.", "He left."),
        ("Ils viennent des U.S. Le reste suit.", "Le reste suit."),
        ("C’était fin 2023. 300 personnes sont parties.", "300 personnes sont parties."),
        ("Et puis… Rien.", "Rien."),
        ("Quoi ? Rien !", "Rien !"),
    ],
)
def test_two_sentences(text, second):
    assert split(text)[1].text == second


def test_a_short_line_without_final_punctuation_is_a_heading():
    assert kinds("Prévu pour M. Macron\nIl a dit oui.\n") == [("H1", "Prévu pour M. Macron"), ("S1", "Il a dit oui.")]


def test_a_line_that_goes_on_in_lower_case_is_not_cut():
    assert kinds("BRUXELLES (AFP) – Le texte\ncontinue ici.") == [("S1", "BRUXELLES (AFP) – Le texte\ncontinue ici.")]


def test_a_list_item_is_a_sentence_and_its_number_ends_nothing():
    assert [unit.kind for unit in split("- première mesure\n1. La seconde.")] == ["sentence", "sentence"]


def test_windows_line_ends_are_kept():
    article = "Titre\r\n\r\nUne phrase.\r\n"
    assert [unit.text for unit in split(article)] == ["Titre", "Une phrase."]


@given(st.text())
def test_the_tokens_rebuild_any_text(text):
    tokens = tokenize(text)
    before = text[: tokens[0].start] if tokens else text
    assert before + "".join(token.text + token.space for token in tokens) == text
    assert [token.id for token in tokens] == list(range(len(tokens)))


@given(st.text(alphabet=st.sampled_from("aÀé .!?…«»“”\"'’\n\r-–M1 İ😀ا"), max_size=200))
def test_sentences_never_overlap_and_hold_every_word(text):
    sentences = split(text)
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())


@given(st.text(max_size=200))
def test_the_two_views_of_a_text_agree(text):
    view = Text(text, "fr")
    assert [(token.start, token.end) for token in tokenize(text)] == list(zip(view.starts, view.ends, strict=True))
    covered = [i for first, stop in view.bounds for i in range(first, stop)]
    assert covered == list(range(len(view.forms)))


def test_forms_are_lower_case_with_straight_apostrophes_and_composed_accents():
    assert Text("L’E\u0301TAT", "fr").forms == ["l'", "état"]


def test_a_letter_whose_lower_case_is_longer_moves_nothing():
    text = Text("İİ pourrait", "fr")
    assert text.text[text.starts[1] : text.ends[1]] == "pourrait"


def test_quotations_span_sentences_and_an_unclosed_straight_quote_ends_with_its_line():
    text = Text('« Un. Deux. » Trois "quatre\nCinq', "fr")
    inside = [form for form, quoted in zip(text.forms, text.quoted, strict=True) if quoted]
    assert "un" in inside and "deux" in inside and "quatre" in inside
    assert "trois" not in inside and "cinq" not in inside
