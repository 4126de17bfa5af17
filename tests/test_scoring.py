"""The one judge. A text of two sentences, « Un diplomate estime que non. Selon Kiev, si. », is enough for most."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.answers import Item
from kit.article import Sentence
from kit.exercise import Part
from kit.key import Distractor, Key, KeyItem
from kit.scoring import points, score, score_part

TEXT = "Un diplomate estime que non. Selon Kiev, si."
UNITS = (Sentence("S1", "sentence", 0, 28, TEXT[:28]), Sentence("S2", "sentence", 29, 44, TEXT[29:]))
M1 = KeyItem("M1", "sources", "S1", 0, 12, "Un diplomate", (3, 12), "unnamed_individual", ("bare_source",))
M2 = KeyItem("M2", "sources", "S2", 35, 39, "Kiev", (35, 39), "named_institution")
KEY = Key("t", "0" * 64, "provisional", "canary", (M1, M2))
PART = Part("sources", "sources", "", (), {}, 10, 0.5, 0, ())


def mark(start, end, label="unnamed_individual", **more):
    return Item(f"sources:{start}-{end}", "sources", start=start, end=end, quote=TEXT[start:end], label=label, **more)


def judged(*marks, key=KEY, units=UNITS):
    return {o.item_id: (o.outcome, o.credit) for o in score(marks, key, units)}


def test_the_right_marks_earn_everything():
    answers = [mark(0, 12), mark(35, 39, "named_institution")]
    assert judged(*answers) == {"M1": ("correct", 1.0), "M2": ("correct", 1.0)}
    assert points(score_part(answers, PART, KEY, UNITS), PART) == 10


def test_nothing_attempted_is_blank_and_not_missed():
    assert judged() == {"M1": ("blank", 0.0), "M2": ("blank", 0.0)}


def test_what_was_passed_over_is_missed_and_another_label_is_wrong():
    assert judged(mark(0, 12, "agentless")) == {"M1": ("wrong", 0.0), "M2": ("missed", 0.0)}


def test_an_alternative_earns_half_and_is_open_where_a_reason_is_given():
    assert judged(mark(0, 12, "bare_source"))["M1"] == ("partial", 0.5)
    assert judged(mark(0, 12, "bare_source", why="no role"))["M1"] == ("open", 0.5)
    assert judged(mark(0, 12, "bare_source", why="  "))["M1"] == ("partial", 0.5)


@pytest.mark.parametrize(("start", "end", "hit"), [
    (0, 12, True), (3, 12, True), (3, 28, True), (0, 28, True),  # at most three times as long
    (0, 2, False), (0, 11, False), (4, 12, False),  # the head is not covered
    (0, 30, False), (0, 44, False),  # beyond the sentence
])
def test_a_mark_hits_where_it_covers_the_head_within_its_sentence(start, end, hit):
    assert (judged(mark(start, end))["M1"][0] == "correct") == hit


def test_a_mark_of_more_than_three_times_the_length_finds_nothing():
    assert judged(mark(29, 41, "named_institution"))["M2"] == ("correct", 1.0)
    assert judged(mark(29, 42, "named_institution"))["M2"][0] == "missed"


def test_two_marks_on_one_item_count_once_and_the_best_wins():
    outcomes = judged(mark(0, 28, "agentless"), mark(0, 12))
    assert outcomes == {"M1": ("correct", 1.0), "M2": ("missed", 0.0), "sources:0-28": ("extra", -0.5)}


def test_one_mark_serves_one_item():
    twins = replace(KEY, items=(M1, replace(M1, id="M1b")))
    assert sorted(judged(mark(0, 12), key=twins).values()) == [("correct", 1.0), ("missed", 0.0)]


def test_marks_too_many_cost_but_never_below_zero():
    many = [mark(n, n + 1) for n in range(13, 28)]
    assert points(score_part([mark(0, 12), mark(20, 23)], PART, KEY, UNITS), PART) == 2.5
    assert points(score_part([mark(0, 12), *many], PART, KEY, UNITS), PART) == 0


def test_a_distractor_says_why_it_is_one():
    key = replace(KEY, distractors=(Distractor("sources", "S1", 13, 19, "estime", {"fr": "un verbe", "en": "a verb"}),))
    extra = [o for o in score([mark(13, 19)], key, UNITS) if o.outcome == "extra"]
    assert extra[0].explanation["en"] == "a verb"


def test_an_optional_item_is_neither_missed_nor_wrong():
    key = replace(KEY, items=(replace(M1, optional=True), M2))
    right = mark(35, 39, "named_institution")
    for marks in ([right], [right, mark(0, 12)], [right, mark(0, 12, "agentless")]):
        assert points(score_part(marks, PART, key, UNITS), PART) == 10
        assert not {o.outcome for o in score(marks, key, UNITS)} & {"missed", "wrong", "extra"}


def test_weights_count():
    key = replace(KEY, items=(replace(M1, weight=3), M2))
    assert points(score_part([mark(0, 12)], PART, key, UNITS), PART) == 7.5


def test_only_the_sentences_asked_for_are_judged():
    assert set(judged(mark(0, 12), mark(13, 19), units=UNITS[1:])) == {"M2"}


def test_deleted_answers_do_not_count():
    assert judged(mark(0, 12, deleted=True))["M1"][0] == "blank"


def statement(label, voice=None, **more):
    return Item("statements:S1", "statements", start=0, end=28, label=label, voice=voice, **more)


def stated(label, voice, alternatives=()):
    return KeyItem("S1", "statements", "S1", 0, 28, TEXT[:28], (0, 28), label, alternatives,
                   attributes={"voice": voice})


@pytest.mark.parametrize(("key", "answer", "outcome"), [
    (stated("fact", "journal"), statement("fact", "journal"), ("correct", 1.0)),
    (stated("fact", "journal"), statement("fact"), ("correct", 1.0)),
    (stated("fact", "journal"), statement("fact", "anonymous"), ("partial", 0.5)),
    (stated("fact", "journal"), statement("opinion", "journal"), ("wrong", 0.0)),
    (stated("speculation", "anonymous"), statement("speculation", "journal"), ("correct", 1.0)),
    (stated("speculation", "anonymous", ("claim_anonymous",)), statement("fact", "anonymous"), ("partial", 0.5)),
    (stated("speculation", "anonymous", ("claim_anonymous",)), statement("fact"), ("partial", 0.5)),
    (stated("speculation", "anonymous", ("claim_anonymous",)), statement("fact", "named"), ("wrong", 0.0)),
    (stated("opinion", "named", ("speculation",)), statement("speculation", "named", why="the future"), ("open", 0.5)),
])
def test_a_statement_is_judged_by_its_flat_label(key, answer, outcome):
    [only] = score([answer], replace(KEY, items=(key,)), UNITS, ("statements",))
    assert (only.outcome, only.credit) == outcome


def test_cards_say_who_is_one_person_and_numbers_how_many():
    pair = KeyItem("M1=M2", "people", "", 0, 0, "", (0, 0), "different", attributes={"mentions": ["M1", "M2"]})
    key = replace(KEY, items=(M1, M2, pair, KeyItem("least", "people", "", 0, 0, "", (0, 0), "2", ("1",))))
    card = [Item(f"people:{n}", "people", attributes={"mentions": place}) for n, place in enumerate(["0-12", "35-39"])]
    least = Item("people:least", "people", label="1", why="the same man")

    def people(*answers):
        return {o.item_id: o.outcome for o in score(answers, key, UNITS, ("people",))}

    assert people(*card, least) == {"M1=M2": "correct", "least": "open"}
    assert people(replace(card[0], attributes={"mentions": "0-12 35-39"})) == {"M1=M2": "wrong", "least": "blank"}
    assert people(card[0]) == {"M1=M2": "blank", "least": "blank"}


def test_a_text_is_open_once_there_is_one():
    part = replace(PART, id="why", layer="text")
    [nothing] = score_part([Item("text:why", "text", why=" \n")], part, KEY, UNITS)
    [written] = score_part([Item("text:why", "text", why="Because.")], part, KEY, UNITS)
    assert (nothing.outcome, written.outcome) == ("blank", "open")


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))
MARKS = st.lists(st.tuples(SPANS, st.sampled_from(["unnamed_individual", "named_institution", "bare_source"])),
                 unique_by=lambda m: m[0], max_size=12)


@given(MARKS)
def test_whatever_is_marked_each_item_gets_one_outcome_and_points_stay_in_range(marks):
    answers = [mark(*span, label) for span, label in marks]
    outcomes = score_part(answers, PART, KEY, UNITS)
    assert [o.item_id for o in outcomes if o.outcome != "extra"] == ["M1", "M2"]
    used = [o.answer.id for o in outcomes if o.answer]
    assert len(used) == len(set(used))
    assert 0 <= points(outcomes, PART) <= PART.points
    assert outcomes == score_part(answers[::-1], PART, KEY, UNITS)


@given(MARKS)
def test_one_more_mark_elsewhere_never_earns_more(marks):
    answers = [mark(*span, label) for span, label in marks if span[0] < 20]
    before, after = (points(score_part(a, PART, KEY, UNITS), PART)
                     for a in (answers, [*answers, mark(20, 23, "agentless")]))
    assert after <= before + 1e-9
