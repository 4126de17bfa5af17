"""The writer and the rewriter: what is typed is kept, and what the machine reads in it is shown, never judged."""

import pytest

import kit
from kit.errors import UsageError
from tests.widgets.kernel import send

MILD = "Cette décision prendra peut-être du temps, semble-t-il."


@pytest.fixture
def lesson():
    return kit.lesson("04-hedges", lang="fr")


def write(widget, text, key=None):
    send(widget, {"key": key or widget._key, "why": text})


def signs(widget):
    return sorted((change["sign"], change["text"]) for change in widget.reading["changes"])


def test_what_is_written_comes_back_when_the_lesson_is_opened_again(lesson):
    write(lesson.rewrite("S4", "softer"), MILD)
    assert kit.lesson("04-hedges", lang="fr").rewrite("S4", "softer").items == [{"key": "text:S4-softer", "why": MILD}]


def test_nothing_is_said_of_a_sentence_that_is_not_written(lesson):
    widget = lesson.rewrite("S4", "softer")
    assert (widget.reading["verdict"], widget.reading["changes"]) == ("", [])
    write(widget, "  \n")
    assert widget.reading["verdict"] == ""


def test_a_hedge_more_is_shown_with_category_and_strength(lesson):
    widget = lesson.rewrite("S4", "softer")
    write(widget, MILD)
    assert widget.reading["verdict"] == "softer"
    added = {change["text"]: change for change in widget.reading["changes"] if change["sign"] == "added"}
    assert added["peut-être"]["word"] == "Adverbe de doute"
    assert added["peut-être"]["strength"] == "réserve moyenne"


def test_hedges_gone_make_it_harder(lesson):
    widget = lesson.rewrite("S3", "harder")
    write(widget, "Un tel geste rendra Trump furieux.")
    assert widget.reading["verdict"] == "harder"
    assert ("gone", "rendrait") in signs(widget)


def test_a_hedge_that_stays_is_called_kept(lesson):
    widget = lesson.rewrite("S3", "harder")
    write(widget, "Un tel geste adopterait Trump.")
    assert signs(widget) == [("gone", "rendrait"), ("kept", "adopterait")]


def test_a_hedge_in_other_words_of_its_category_is_kept(lesson):
    widget = lesson.rewrite("S3", "harder")
    write(widget, "Un tel geste mettrait Trump en colère, il serait furieux, il crierait.")
    assert [sign for sign, _ in signs(widget)] == ["added", "kept", "kept"]


def test_a_booster_takes_away_from_the_reservation(lesson):
    widget = lesson.rewrite("S4", "harder")
    write(widget, "Cette décision prendra sans aucun doute du temps.")
    assert widget.reading["verdict"] == "harder"
    assert [change["strength"] for change in widget.reading["changes"]] == [""]


def test_the_pieces_are_the_sentence(lesson):
    widget = lesson.rewrite("S4", "softer")
    write(widget, MILD)
    assert "".join(text for text, _ in widget.reading["after"]) == MILD
    unit = next(unit for unit in lesson.units if unit.id == "S4")
    assert "".join(text for text, _ in widget.reading["before"]) == unit.text


def test_a_lesson_that_does_not_ask_for_it_can_still_be_used(lesson):
    widget = lesson.rewrite("S7", "softer")
    assert widget.task["prompt"].startswith("Adoucissez S7")


@pytest.mark.parametrize(("unit", "direction"), [("S4", "louder"), ("S99", "softer")])
def test_what_cannot_be_asked_is_said_in_one_sentence(lesson, unit, direction):
    with pytest.raises(UsageError, match="«"):
        lesson.rewrite(unit, direction)


def test_an_answer_to_another_question_is_refused(lesson):
    widget = lesson.rewrite("S4", "softer")
    write(widget, MILD, key="text:other")
    assert widget.items == []
    assert widget.status["problem"]


def test_the_plain_page_holds_both_sentences_and_no_markup_of_the_student(lesson):
    widget = lesson.rewrite("S4", "softer")
    write(widget, "<b>peut-être</b>")
    assert "&lt;b&gt;peut-être&lt;/b&gt;" in widget.page()
    assert "Cette décision prendra du - et" in widget.page()


def test_in_english_it_reads_english():
    widget = kit.lesson("04-hedges", lang="en").rewrite("S4", "softer")
    write(widget, "It may perhaps hold.")
    assert widget.reading["verdict"] in {"softer", "same", "harder"}
    assert "perhaps" in {change["text"] for change in widget.reading["changes"]}
