"""The marker's kernel side: tokens in, answers on disk out, and nothing believed that the browser says."""

import json
import re

import pytest

from kit import article, store
from kit.answers import MIME, Item
from kit.store import open_store
from kit.widgets import base
from kit.widgets.marker import Marker

TEXT = "🎉 Un diplomate parle. Les voisins\u202f: « l’Otan se tait », disent-ils."
ARTICLE = article.read(text=TEXT, lang="fr")


@pytest.fixture
def shown(monkeypatch):
    """What a notebook would have been given."""
    outputs = []
    monkeypatch.setattr(base, "display", lambda data, **how: outputs.append((data, how)))
    return outputs


def marker(**options) -> Marker:
    return Marker(ARTICLE, lang="fr", **options)


def token(widget: Marker, word: str) -> int:
    return next(number for number, text, _ in widget.text["tokens"] if text == word)


def change(widget: Marker, first: str, last: str, label: str = "unnamed_individual", **more) -> dict:
    return {"key": "?", "layer": "sources", "first": token(widget, first), "last": token(widget, last),
            "label": label, "attributes": {}, "why": "", **more}


def send(widget: Marker, *changes: dict) -> None:
    message = {"do": "change", "client": "c", "number": 1, "changes": list(changes)}
    widget._handle_custom_msg(json.loads(json.dumps(message)), [])


def answers() -> list[Item]:
    return list(open_store("marks", ARTICLE).answers.live())


def test_the_browser_is_given_tokens_and_never_an_offset():
    widget = marker()
    tokens = widget.text["tokens"]
    assert "".join(text + space for _, text, space in tokens) == TEXT
    assert not re.search(r"\b(start|end)\b", json.dumps([widget.text, widget.layers, widget.items]))


def test_an_emoji_shifts_no_mark():
    send(marker(), {**change(marker(), "l’", "Otan", "named_institution")})
    mark, = answers()
    assert TEXT[mark.start:mark.end] == mark.quote == "l’Otan"
    assert mark.id == f"sources:{mark.start}-{mark.end}"


def test_a_change_is_on_disk_before_it_is_confirmed():
    widget = marker()
    seen = []
    widget.observe(lambda status: seen.append((status["new"]["done"], [item.quote for item in answers()])), "status")
    send(widget, change(widget, "Un", "diplomate", why="il parle", attributes={"proximity": "witness"}))
    assert seen == [({"client": "c", "number": 1}, ["Un diplomate"])]
    assert widget.status["saved"]
    assert widget.items[0]["attributes"] == {"proximity": "witness"}


def test_marks_come_back_and_can_be_changed_and_thrown_away():
    send(marker(), change(marker(), "Un", "diplomate"))
    again = marker()
    item = again.items[0]
    assert (item["quote"], item["key"]) == ("Un diplomate", f"sources:{item['first']}-{item['last']}")
    send(again, item | {"label": "bare_source"})
    assert [mark.label for mark in answers()] == ["bare_source"]
    send(again, item | {"deleted": True})
    assert answers() == []
    assert marker().items == []


def test_a_mark_from_elsewhere_that_fits_no_token_is_shown_on_the_words_it_touches_and_keeps_its_id():
    work = open_store("marks", ARTICLE)
    start = TEXT.index("diplomate") + 2
    work.put(Item("sources:old", "sources", start=start, end=start + 3, quote="plo", label="bare_source"))
    widget = marker()
    assert [item["quote"] for item in widget.items] == ["plo"]
    assert widget.items[0]["first"] == widget.items[0]["last"] == token(widget, "diplomate")
    send(widget, widget.items[0] | {"why": "x"})
    assert [(mark.id, mark.why) for mark in answers()] == [("sources:old", "x")]


@pytest.mark.parametrize("odd", [
    {"layer": "hedges"}, {"layer": 3}, {"label": "<script>"}, {"label": None}, {"first": 999}, {"last": "1"},
    {"first": None}, {"attributes": 3}, {"first": 4, "last": 1},
])
def test_what_is_not_a_mark_here_is_refused_in_words(odd):
    widget = marker()
    send(widget, change(widget, "Un", "diplomate") | odd)
    assert answers() == []
    assert "Relancez" in widget.status["problem"]
    assert widget.status["saved"] is None


def test_an_unknown_attribute_is_left_out_and_half_an_emoji_is_mended():
    widget = marker()
    send(widget, change(widget, "Un", "diplomate", why="a\ud83d", attributes={"evil": "x", "relay": "Le Monde"}))
    assert [(mark.why, mark.attributes) for mark in answers()] == [("a?", {"relay": "Le Monde"})]


def test_a_disk_that_refuses_is_said_and_the_work_goes_on(monkeypatch):
    widget = marker()
    with monkeypatch.context() as patch:
        patch.setattr(store, "_replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        send(widget, change(widget, "Un", "diplomate"))
    assert "No space left" in widget.status["problem"]
    assert [item["quote"] for item in widget.items] == ["Un diplomate"]
    send(widget, change(widget, "Les", "voisins"))
    assert widget.status["problem"] == ""
    assert [mark.quote for mark in answers()] == ["Un diplomate", "Les voisins"]


def test_the_answers_can_be_had_as_a_file(monkeypatch):
    widget = marker()
    send(widget, change(widget, "Un", "diplomate"))
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._handle_custom_msg({"do": "copy"}, [])
    assert sent[0]["name"] == "marks.json"
    assert json.loads(sent[0]["copy"])["items"][0]["quote"] == "Un diplomate"


def test_two_kernels_both_say_that_their_work_was_united():
    one, two = marker(), marker()
    send(one, change(one, "Un", "diplomate"))
    send(two, change(two, "Les", "voisins"))
    assert "réunies" in two.status["news"]
    one._handle_custom_msg({"do": "look"}, [])
    assert "réunies" in one.status["news"]
    assert [item["quote"] for item in one.items] == ["Un diplomate", "Les voisins"]


def test_only_the_sentences_asked_for_are_shown_and_marked():
    units = marker().units
    send(marker(), change(marker(), "Un", "diplomate"))
    second = marker(units=units[1:])
    assert second.items == []
    assert [unit["id"] for unit in second.text["units"]] == ["S2"]
    assert second.text["tokens"][0][1] == "Les"
    assert "Un diplomate" not in second.page()


def test_several_layers_and_chosen_labels():
    widget = marker(layer=("sources", "hedges"), labels={"sources": ["bare_source"]})
    sources, hedges = widget.layers
    assert [label["code"] for label in sources["labels"]] == ["bare_source"]
    assert len(hedges["labels"]) > 9
    assert [code for code, _ in hedges["attributes"][0]["choices"]] == ["1", "3"]
    send(widget, change(widget, "Un", "diplomate", "named_person"))
    assert answers() == []


def test_a_student_can_watch_the_marks():
    widget, seen = marker(), []
    widget.observe(lambda change: seen.append([item["quote"] for item in change["new"]]), "items")
    send(widget, change(widget, "Un", "diplomate"))
    assert seen == [["Un diplomate"]]


def test_the_notebook_gets_the_view_and_beside_it_the_mirror(shown):
    widget = marker()
    widget._ipython_display_()
    (view, _), (mirror, how) = shown
    assert view["text/plain"] == repr(widget) == "Marker(text, S1-S2, sources)"
    assert mirror[MIME]["revision"] == 0
    assert how["update"] is False
    send(widget, change(widget, "Un", "diplomate"))
    updated, how = shown[-1]
    assert how["update"] is True
    assert how["display_id"] == shown[1][1]["display_id"]
    assert updated[MIME]["items"][0]["quote"] == "Un diplomate"
    assert "[UN?]" in updated["text/html"]


def test_what_is_shown_before_any_answer_is_always_the_same(shown):
    for _ in range(2):
        marker()._ipython_display_()
    first, second = shown[1][0], shown[3][0]
    assert first == second
    assert shown[0][0]["text/plain"] == shown[2][0]["text/plain"]


def test_flags_and_translations_reach_the_reader():
    widget = Marker(article.read("otan-ukraine"), lang="en")
    assert {flag["unit"] for flag in widget.text["flags"]} >= {"S1", "S4"}
    assert all(unit["gloss"] for unit in widget.text["units"])
    assert all(flag["says"] and flag["wrong"] for flag in widget.text["flags"])


def test_one_phenomenon_is_flagged_once_with_all_its_places():
    widget = Marker(article.read("otan-ukraine"), lang="fr")
    nato = [flag for flag in widget.text["flags"] if flag["text"].lower() == "otan"]
    assert len(nato) == 1
    assert len(nato[0]["places"]) == 7
    assert nato[0]["also"].startswith(", aussi en S5, S7")


def test_each_label_has_a_short_code_of_its_own():
    for lang in ("fr", "en"):
        for layer in Marker(ARTICLE, layer=("sources", "hedges", "flags"), lang=lang).layers:
            codes = [label["short"] for label in layer["labels"]]
            assert len(set(codes)) == len(codes)
            assert all(1 < len(code) <= 6 for code in codes)
