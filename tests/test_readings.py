"""Other readings: the machine's and the key's, laid beside one's own."""

import pytest

import kit
from kit.answers import Item
from kit.detect import scan
from kit.exercise import card_places
from kit.readings import machine, overlap, pair_people, pair_up, verdict
from kit.wording import typeset


def mark(start, end, label="x", layer="sources", voice=""):
    return Item(f"{layer}:{start}-{end}", layer, start=start, end=end, quote="", label=label, voice=voice)


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Three sentences labelled."""
    monkeypatch.chdir(tmp_path)
    lesson = kit.lesson("05-statements", lang="fr", article="otan-ukraine")
    for unit in [unit for unit in lesson.units if unit.kind == "sentence"][:3]:
        lesson._store.put(Item(f"statements:{unit.id}", "statements", start=unit.start, end=unit.end, quote=unit.text,
                               label="fact", voice="journal"))
    return lesson


def test_marks_pair_with_what_shares_most_one_to_one():
    mine = [mark(0, 10), mark(50, 60)]
    theirs = [mark(4, 10), mark(0, 9), mark(80, 90)]
    pairs = pair_up(mine, theirs)
    assert [(a and a.start, b and b.start) for a, b in pairs] == [(0, 0), (None, 4), (50, None), (None, 80)]
    assert overlap(mine[0], theirs[1]) == 0.9


def test_a_mark_pairs_with_a_longer_one_that_holds_it_but_not_with_a_neighbour():
    pairs = pair_up([mark(0, 8), mark(40, 44)], [mark(0, 30), mark(44, 50)])
    assert [(a and a.start, b and b.start) for a, b in pairs] == [(0, 0), (40, None), (None, 44)]


@pytest.mark.parametrize(("mine", "theirs", "expected"), [
    (mark(0, 5, "a"), mark(0, 5, "a"), "agree"), (mark(0, 5, "a"), mark(0, 5, "b"), "differ"),
    (mark(0, 5, "a", voice="named"), mark(0, 5, "a", voice="journal"), "differ"),
    (mark(0, 5, "a", voice="named"), mark(0, 5, "a"), "agree"),
    (mark(0, 5), None, "only_mine"), (None, mark(0, 5), "only_theirs"),
])
def test_a_pair_has_a_verdict(mine, theirs, expected):
    assert verdict((mine, theirs)) == expected


def card(number, *places, **said):
    gathered = " ".join(f"{start}-{end}" for start, end in places)
    return Item(f"people:{number}", "people", attributes={"mentions": gathered, **said.pop("attributes", {})}, **said)


# "un maire, un élu, ils, elle"
MAYOR, COUNCILLOR, THEY, SHE = (0, 8), (10, 16), (18, 21), (23, 27)


def test_cards_say_of_two_mentions_whether_they_are_one_person():
    mine = [card(1, MAYOR, THEY, why="« ils »"), card(2, COUNCILLOR, attributes={"perhaps": 3}, why="qui ?"),
            card(3, SHE)]
    theirs = [card(1, (3, 8)), card(5, COUNCILLOR, SHE, why="un élu"), card(7, THEY)]
    found = {tuple(card_places(pair[0].attributes)): [(item.label, item.why) for item in pair]
             for pair in pair_people(mine, theirs)}
    assert found == {
        (MAYOR, THEY): [("same", "« ils »"), ("different", "")],
        (COUNCILLOR, SHE): [("perhaps", "qui ?"), ("same", "un élu")],
    }


def test_who_has_not_put_both_mentions_onto_cards_says_nothing_of_them():
    (pair,) = pair_people([card(1, MAYOR, THEY)], [card(1, MAYOR)])
    assert verdict(pair) == "only_mine"
    assert pair_people([card(1, MAYOR)], [card(1, MAYOR)]) == []


def test_nothing_is_compared_before_a_first_try(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "Essayez" in repr(kit.lesson("02-sources", lang="fr").compare("key"))


def test_the_machine_gives_the_reason_of_the_rule_that_fired(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lesson = kit.lesson("04-hedges", lang="fr", article="otan-ukraine")
    start = lesson.article.text.index("rendrait")
    lesson._store.put(mark(start, start + 8, "cond_hypothetical", "hedges"))
    rows = {row["key"]: row for row in lesson.compare("detector").rows}
    row = rows[f"{start}-{start + 8}"]
    assert row["verdict"] == "agree"
    assert "une condition cachée" in row["theirs"]["why"]
    reword = typeset("Plus sûr : le futur : « fermera ». Moins sûr : « pourrait fermer ».", "fr")
    assert row["theirs"]["why"].endswith(reword)


def test_an_english_reader_is_told_in_english_how_to_reword():
    (found,) = machine(kit.scan("Il aurait fui.", lang="fr"), "hedges", "en").items
    assert "Harder: the indicative:" in found.why and "Softer: «" in found.why


def test_the_key_speaks_only_of_sentences_that_were_answered(lesson):
    assert {row["unit"] for row in lesson.compare("key").rows} == {"S1", "S2", "S3"}


def test_a_reply_is_an_answer_and_comes_back(lesson):
    widget = lesson.compare("key")
    key = widget.rows[0]["key"]
    widget._receive(widget, {"do": "change", "client": "c", "number": 1,
                             "changes": [{"key": key, "why": "Je maintiens."}]}, None)
    assert lesson.compare("key").items == [{"key": key, "why": "Je maintiens."}]
    assert "Je maintiens." in lesson.compare("key").page()


def test_a_reply_to_no_row_is_refused(lesson):
    widget = lesson.compare("key")
    widget._receive(widget, {"do": "change", "client": "c", "number": 1, "changes": [{"key": "0-1", "why": "x"}]}, None)
    assert widget.items == []
    assert widget.status["problem"]


def test_the_machine_is_never_said_to_be_better_than_it_was_measured(tmp_path, monkeypatch):
    figures = tmp_path / "measured.json"
    figures.write_text('{"fr": {"hedges": {"P": 0.96, "R": 0.99}}}', encoding="utf-8")
    monkeypatch.setattr("kit.readings.MEASURED", figures)
    said = machine(scan("Il viendra peut-être.", "fr"), "hedges", "en").notes[-1]
    assert "passages found, 9 in 10; wrong marks, 1 in 10" in said
