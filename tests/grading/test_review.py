import pytest

from kit.exercise import load_exercise
from kit.grading.marking import load_marking
from kit.grading.overrides import Decision, load_overrides
from kit.grading.review import Review
from kit.grading.submissions import collect
from tests.grading.copies import FILE, data, sample, write

WRITTEN = ("ann", "who-is-missing", "who-is-missing")


@pytest.fixture
def place(tmp_path):
    for student, name in {"ann": "good.fr", "bob": "wrong.fr", "cy": "good.en", "di": "blank.fr"}.items():
        write(tmp_path / "in" / student, {FILE: data(sample(name))})
    return tmp_path / "in"


def review(place):
    path = place.parent / "overrides.csv"
    return Review(place, collect(place), load_marking(load_exercise("02-sources"), None, load_overrides(path)), path)


def test_what_is_open_is_gathered_by_question_and_language(place):
    rows = {(row["lang"], row["item"]): row for row in review(place).to_list()}
    assert set(rows) == {("fr", "who-is-missing"), ("fr", "M7"), ("en", "who-is-missing")}
    assert [answer["student"] for answer in rows["fr", "who-is-missing"]["answers"]] == ["ann", "bob"]
    assert "Barème" in rows["fr", "who-is-missing"]["rubric"]
    assert "media-literacy-kit:key" not in rows["fr", "who-is-missing"]["rubric"]
    assert "Rubric" in rows["en", "who-is-missing"]["rubric"]
    assert rows["fr", "M7"]["quote"] == "croit-on"


def test_a_decision_is_on_disk_and_found_again(place):
    review(place).decide(WRITTEN, 0.75, "Bien.")
    assert load_overrides(place.parent / "overrides.csv") == {WRITTEN: Decision(0.75, "Bien.")}
    [answer] = [answer for row in review(place).to_list() for answer in row["answers"] if answer["student"] == "ann"]
    assert (answer["credit"], answer["comment"]) == (0.75, "Bien.")


def test_a_decision_can_be_taken_back_and_others_stay(place):
    again = review(place)
    again.decide(WRITTEN, 1, "")
    again.decide(("bob", "sources", "M7"), 0.5, "")
    again.decide(WRITTEN, None, "")
    assert list(load_overrides(place.parent / "overrides.csv")) == [("bob", "sources", "M7")]


@pytest.mark.parametrize("place_", [("ann", "sources", "M1"), ("nobody", *WRITTEN[1:]), ("di", *WRITTEN[1:])])
def test_what_does_not_wait_cannot_be_decided(place, place_):
    with pytest.raises(KeyError):
        review(place).decide(place_, 1, "")
    assert not (place.parent / "overrides.csv").exists()


def test_a_decision_that_cannot_be_written_is_not_kept(place):
    again = review(place)
    (place.parent / "overrides.csv.part").mkdir()
    with pytest.raises(OSError, match="overrides"):
        again.decide(WRITTEN, 1, "")
    assert again.decisions == {}
