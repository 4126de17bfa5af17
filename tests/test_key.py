import copy
import json

import pytest

from kit.article import library, read
from kit.errors import DataError
from kit.key import check_key, load_key
from kit.tokens import units

TEXT = "Un diplomate estime que non."
ARTICLE = read(text=TEXT, lang="fr")
PLAIN = {
    "schema": 1, "article": {"id": "t", "sha256": ARTICLE.sha256}, "status": "provisional", "canary": "c",
    "items": [
        {"id": "M1", "layer": "sources", "unit": "S1", "start": 0, "end": 12, "text": "Un diplomate", "head": [3, 12],
         "label": "unnamed_individual", "alternatives": ["bare_source"], "explanation": {"fr": "…", "en": "…"}},
        {"id": "S1", "layer": "statements", "unit": "S1", "start": 0, "end": 28, "text": TEXT, "label": "speculation",
         "alternatives": ["claim_anonymous"], "attributes": {"voice": "anonymous"}},
    ],
    "distractors": [{"layer": "sources", "unit": "S1", "start": 13, "end": 19, "text": "estime",
                     "why": {"fr": "…", "en": "…"}}],
}


def load(folder, data, lang=None):
    path = folder / "key.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return check_key(load_key(path, lang), ARTICLE, units(ARTICLE))


def test_a_key_is_read_and_found_in_its_text(tmp_path):
    key = load(tmp_path, PLAIN)
    assert key.layer("sources")[0].alternatives == ("bare_source",)
    assert key.layer("statements")[0].expected == "speculation"


def test_one_file_may_hold_a_key_for_each_language(tmp_path):
    assert load(tmp_path, {"fr": PLAIN, "en": PLAIN}, "en").canary == "c"
    with pytest.raises(DataError, match="fr"):
        load(tmp_path, {"fr": PLAIN}, "en")


@pytest.mark.parametrize(("path", "value", "says"), [
    (["items", 0, "label"], "unnamed_indivdual", "unnamed_individual"),
    (["items", 0, "alternative"], [], "alternatives"),
    (["items", 0, "layer"], "source", "sources"),
    (["items", 0, "text"], "Une diplomate", "Un diplomate"),
    (["items", 0, "end"], 99, "99"),
    (["items", 0, "head"], [3, 13], "M1"),
    (["items", 0, "head"], [3], "head"),
    (["items", 0, "unit"], "S2", "S2"),
    (["items", 0, "weight"], -1, "weight"),
    (["items", 0, "optional"], "no", "optional"),
    (["items", 1, "alternatives"], ["fact_own", "opinon"], "opinion"),
    (["items", 1, "id"], 7, "id"),
    (["distractors", 0, "text"], "non", "estime"),
    (["schema"], 2, "2"),
    (["article", "sha256"], "0" * 64, "sha256"),
    (["canary"], None, "canary"),
])
def test_a_fault_is_named_with_its_place(tmp_path, path, value, says):
    data = copy.deepcopy(PLAIN)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(DataError, match=r"key\.json") as caught:
        load(tmp_path, data)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", [
    "", "[", "[]", '{"schema": NaN}', '{"schema": 1, "schema": 1}', '{"schema": 1e999}', "[" * 100_000,
    '{"schema": ' + "9" * 5000 + "}",
])
def test_a_file_that_is_not_a_key_is_one_sentence(tmp_path, text):
    with pytest.raises(DataError, match=r"key\.json") as caught:
        load(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_two_items_of_one_layer_cannot_share_an_id(tmp_path):
    with pytest.raises(DataError, match="M1"):
        load(tmp_path, PLAIN | {"items": [PLAIN["items"][0]] * 2})


def test_people_must_be_made_of_sources_of_the_key(tmp_path):
    pair = {"id": "p", "layer": "people", "label": "same", "attributes": {"mentions": ["M1", "M2"]}}
    with pytest.raises(DataError, match="M2"):
        load(tmp_path, PLAIN | {"items": [*PLAIN["items"], pair]})


@pytest.mark.parametrize("name", library())
def test_the_reading_of_a_library_article_fits_its_text(name):
    article = read(name)
    path = article.folder / "reading.json"
    assert not path.exists() or check_key(load_key(path), article, units(article)).items
