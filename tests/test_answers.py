"""Answers: read strictly, merged item by item, and never anything lost."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.answers import Answers, Item, newer, parse
from kit.errors import AnswersError

MARK = Item("sources:724-732", "sources", start=724, end=732, quote="un autre", label="unnamed_individual",
            attributes={"proximity": "not_stated"}, why="il parle")
VALID = {
    "schema": 1, "exercise": "02-sources", "article": {"id": "otan-ukraine", "sha256": "ab"}, "student": None,
    "kit": "0.1.0", "revision": 41, "saved": "2026-12-01T14:03:22+01:00",
    "items": [{"id": "sources:724-732", "layer": "sources", "rev": 41, "deleted": False, "start": 724, "end": 732,
               "quote": "un autre", "label": "unnamed_individual", "attributes": {"proximity": "not_stated"},
               "why": "…"}],
}


def blank(**fields: object) -> Answers:
    return Answers("02-sources", "otan-ukraine", "ab", **fields)


def at(place: dict, **changes: object) -> dict:
    return {**place, **changes}


def item_at(**changes: object) -> dict:
    return at(VALID, items=[at(VALID["items"][0], **changes)])


def test_what_is_written_reads_back_the_same():
    answers = blank()
    answers.put(MARK)
    answers.put(Item("text:why", "text", why="Parce que… 🎉\u202e"))
    answers.put(Item("people:1", "people", attributes={"mentions": "724-732", "least": 2}))
    answers.put(Item("text:why", "text", deleted=True))
    assert parse(json.loads(json.dumps(answers.to_dict()))) == answers


def test_blank_answers_name_neither_version_nor_time():
    obj = blank().to_dict()
    assert (obj["revision"], obj["saved"], obj["student"], obj["kit"], obj["items"]) == (0, None, None, None, [])
    assert parse(obj) == blank()


def test_each_change_is_a_revision_and_a_deletion_is_a_mark():
    answers = blank()
    answers.put(MARK)
    answers.put(replace(MARK, deleted=True))
    assert answers.revision == 2
    assert answers.live() == ()
    assert answers.items[MARK.id].deleted


def test_live_items_follow_the_text():
    answers = blank()
    for start in (90, 5, 40):
        answers.put(replace(MARK, id=f"sources:{start}", start=start, end=start + 2))
    assert [item.start for item in answers.live("sources")] == [5, 40, 90]
    assert answers.live("hedges") == ()


@pytest.mark.parametrize(("obj", "said"), [
    ([], "answers"),
    ("text", "answers"),
    (None, "answers"),
    (at(VALID, schema="1"), "schema"),
    (at(VALID, schema=0), "1"),
    (at(VALID, schema=True), "schema"),
    (at(VALID, revision=-1), "revision"),
    (at(VALID, revision="41"), "revision"),
    (at(VALID, extra=1), "extra"),
    (at(VALID, article={"id": "x"}), "sha256"),
    (at(VALID, article={"id": "x", "sha256": "y", "text": "z"}), "text"),
    (at(VALID, student=["x"]), "student"),
    (at(VALID, student="x" * 201), "student"),
    (at(VALID, items={}), "items"),
    (at(VALID, items=[3]), "items 1"),
    (at(VALID, items=VALID["items"] * 2), "sources:724-732"),
    (at(VALID, items=VALID["items"] * 20_001), "20000"),
    (item_at(layer="source"), "sources"),
    (item_at(layer="hedges"), "hedges:"),
    (item_at(start=732), "732-732"),
    (item_at(start=1.5), "start"),
    (item_at(start=True), "start"),
    (item_at(end=None), "end"),
    (item_at(deleted="no"), "deleted"),
    (item_at(label=3), "label"),
    (item_at(why="x" * 50_001), "why"),
    (item_at(why="\ud83d"), "why"),
    (item_at(attributes={"proximity": ["a"]}), "proximity"),
    (item_at(attributes={"proximity": True}), "proximity"),
    (item_at(attributes=[]), "attributes"),
    (item_at(text="x"), "text"),
    (item_at(__proto__={}), "__proto__"),
])
def test_a_fault_is_one_sentence_that_names_the_place(obj, said):
    with pytest.raises(AnswersError) as caught:
        parse(obj)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_newer_schema_is_refused_as_such():
    with pytest.raises(AnswersError, match="2"):
        parse(at(VALID, schema=2, unheard_of=True))
    assert newer({"schema": 2})
    assert not newer(VALID)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda children: st.lists(children) | st.dictionaries(st.text(), children), max_leaves=10)


FIELDS = st.sampled_from([*sorted(VALID["items"][0]), "voice", "unknown"])


@given(st.sampled_from(sorted(VALID)) | st.text(), JSON, FIELDS, JSON)
def test_any_object_is_read_or_refused(field, value, item_field, item_value):
    for obj in (value, at(VALID, **{field: value}), item_at(**{item_field: item_value})):
        try:
            answers = parse(obj)
        except AnswersError:
            continue
        assert parse(answers.to_dict()) == answers


def test_two_versions_unite_and_the_later_change_of_an_item_wins():
    one, two = blank(), blank()
    first = one.put(MARK)
    two.merge(one)
    one.put(replace(MARK, id="sources:1-2", start=1, end=2))
    two.put(replace(first, why="autre"))
    assert one.merge(two)
    assert {item.id: item.why for item in one.live()} == {"sources:1-2": "il parle", MARK.id: "autre"}


def test_a_merge_does_not_bring_back_what_was_thrown_away():
    one, two = blank(), blank()
    one.put(MARK)
    two.merge(one)
    one.put(replace(MARK, deleted=True))
    two.put(replace(MARK, id="sources:1-2", start=1, end=2))
    two.put(replace(MARK, id="sources:3-4", start=3, end=4))
    two.merge(one)
    assert [item.id for item in two.live()] == ["sources:1-2", "sources:3-4"]


def test_what_changed_since_the_common_revision_wins_and_is_newer_for_all():
    disk, mine = blank(), blank()
    disk.put(MARK)
    mine.merge(disk)
    for why in "abc":
        disk.put(replace(MARK, why=why))
    mine.put(replace(MARK, why="mine"))
    assert mine.merge(disk, since=1) is False  # nothing of theirs replaced mine
    assert mine.live()[0].why == "mine"
    assert mine.live()[0].rev > disk.revision


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12), st.integers(0, 12))
def test_merging_twice_changes_nothing_more(edits, cut):
    one, two = blank(), blank()
    for n, (which, gone) in enumerate(edits):
        target = one if n < cut else two
        target.put(replace(MARK, id=f"sources:{which}", why=str(n), deleted=gone))
    one.merge(two)
    assert one.merge(two) is False


def test_the_receipt_follows_the_content_alone():
    one, two = blank(), blank()
    one.put(MARK)
    two.put(replace(MARK, why="draft"))
    two.put(MARK)
    assert one.receipt() == two.receipt()
    two.put(replace(MARK, why="other"))
    assert one.receipt() != two.receipt()
    assert len(one.receipt()) == 9


def test_more_than_was_handed_in_is_noticed():
    answers = blank()
    answers.put(MARK)
    assert not answers.modified_since_hand_in()
    answers.handed_in = answers.revision
    assert not answers.modified_since_hand_in()
    answers.put(replace(MARK, why="plus"))
    assert answers.modified_since_hand_in()
