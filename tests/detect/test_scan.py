"""The scan as a whole: its contract, and what must hold on any text at all."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.article import read
from kit.detect import scan
from kit.detect.findings import SOURCE_CLASSES, STATUSES, VOICES
from kit.errors import LanguageError

STANCES = {"neutral", "factive", "opinion", "distancing", "commissive", "emphatic"}
RECORDS = {"on_record", "in_private", "anonymity_announced", "not_stated"}
PIECES = st.sampled_from(
    "le la l’ un une des du de d’ à selon d’après il elle -t-elle on maire ministre source sources témoins Kiev Paul "
    'Durand a ont est sont été dit affirmé estime reconnaissent annonce que qu’ qui et mais , . : ; « » “ ” " ( ) – \n '
    "jeudi 12 the said told court who according to officials spokeswoman she it 's not by will 😀 É ß İ \u00a0 \u202f "
    "plusieurs certains autre dernier privé anonymat par crainte mal Me M.".split(" ")
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=120)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(found):
    for source in found.sources:
        yield from (source, source.cue, *([source.antecedent] if source.antecedent else []))
    yield from found.hedges


@relaxed
@given(TEXTS, st.sampled_from(("fr", "en")))
def test_every_span_is_a_piece_of_the_text(text, lang):
    for span in spans(scan(text, lang)):
        assert text[span.start : span.end] == span.text != ""


@relaxed
@given(TEXTS, st.sampled_from(("fr", "en")))
def test_every_code_is_one_of_its_list(text, lang):
    found = scan(text, lang)
    for source in found.sources:
        assert source.source_class in SOURCE_CLASSES
        assert source.stance in STANCES
        assert source.record in RECORDS
        assert source.least is None or source.least >= 1
        assert source.most is None or source.most >= source.least
    for statement in found.statements:
        assert statement.status in STATUSES
        assert statement.voice in VOICES


@relaxed
@given(TEXTS, st.sampled_from(("fr", "en")))
def test_sources_stand_in_order_and_do_not_overlap(text, lang):
    ends = 0
    for source in scan(text, lang).sources:
        assert source.start >= ends
        ends = source.end


def test_the_contract_of_one_line():
    text = "Cela prendra du temps, estime un autre. Il est peu probable que ça change."
    found = scan(text, "fr").to_dict()
    assert list(found) == ["lang", "sha256", "sentences", "sources", "hedges", "statements"]
    assert found["sentences"][0] == {"id": "S1", "kind": "sentence", "start": 0, "end": 39}
    assert found["sources"] == [
        {"start": 30, "end": 38, "text": "un autre", "class": "unnamed_individual", "anaphor": False,
         "number": {"least": 1, "most": 1}, "cue": {"start": 23, "end": 29, "text": "estime"}, "stance": "opinion",
         "anonymity_reason": None, "antecedent": None, "rule": "fr.inverted", "record": "not_stated"}
    ]  # fmt: skip
    assert {"start", "end", "text", "category", "strength", "rule"} == set(found["hedges"][0])
    assert set(found["statements"][0]) == {"sentence", "status", "voice", "because", "unhedged_forecast"}
    json.dumps(found)


def test_a_library_article_keeps_its_frozen_sentences():
    article = read("otan-ukraine")
    found = scan(article)
    assert found.sentences == article.units
    assert found.sha256 == article.sha256
    assert found.lang == "fr"


def test_the_language_is_told_unless_given():
    assert scan("The minister said the bridge would open.").lang == "en"
    assert scan("Le ministre a dit que le pont ouvrirait.", "auto").lang == "fr"
    with pytest.raises(LanguageError, match="espagnol"):
        scan("El ministro dijo que el puente no está en la ciudad.")


def test_results_depend_neither_on_order_nor_on_threads():
    texts = [f"Selon {n} témoins, le pont a cédé. « Non », a dit Paul Durand." for n in range(2, 30)]
    alone = [scan(text, "fr") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: scan(text, "fr"), reversed(texts))) == alone[::-1]
