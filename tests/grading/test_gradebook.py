import json
import os
import signal

import pytest

from kit.errors import DataError, SubmissionError
from kit.exercise import EXERCISES, load_exercise
from kit.grading import gradebook, spread
from kit.grading.gradebook import grade_class, slug
from kit.grading.marking import load_marking
from kit.grading.overrides import Decision, load_overrides, save_overrides
from kit.grading.sheet import read_sheet
from kit.grading.submissions import collect
from kit.grading.tally import careless
from tests.grading.copies import FILE, data, sample, write

EXERCISE = load_exercise("02-sources")
WRITTEN = ("ann", "who-is-missing", "who-is-missing")


def hand_in(top, **students):
    for student, name in students.items():
        write(top / student, {FILE: data(sample(name))})
    return top


def grade(place, out, decisions=None, **more):
    grade_all(place, out, decisions, **more)
    return {row["student"]: row for row in read_sheet(out / "grades.csv")}


def grade_all(place, out, decisions=None, **more):
    return grade_class(place, collect(place), load_marking(EXERCISE, None, decisions or {}), out, **more)


def test_a_row_a_student_and_a_row_an_item(tmp_path):
    rows = grade(hand_in(tmp_path / "in", ann="good.fr", bob="good.en", cy="careless.fr"), tmp_path / "out")
    assert {name: (row["points"], row["open"], row["status"]) for name, row in rows.items()} == {
        "ann": ("16", "1", "provisional"), "bob": ("16", "1", "provisional"), "cy": ("4.8", "0", "graded")}
    assert rows["ann"]["maximum"] == "20"
    assert (rows["ann"]["sources"], rows["ann"]["who-is-missing"]) == ("16", "0")
    items = read_sheet(tmp_path / "out" / "items.csv")
    names = [row["item"] for row in items if row["student"] == "cy"]
    assert names == [f"M{n}" for n in range(1, 11)] + ["who-is-missing"]
    first = [items[0][name] for name in ("outcome", "answer", "expected")]
    assert first == ["correct", "named_institution", "named_institution"]


def test_copies_of_other_exercises_beside_the_right_one_are_no_problem(tmp_path):
    for name in ("02-sources", "04-hedges"):
        content = json.loads((EXERCISES / name / "samples" / "good.fr.json").read_text(encoding="utf-8"))
        write(tmp_path / "in" / "submitted" / "ann" / name, {"a.json": data(content)})
    rows = grade(tmp_path / "in", tmp_path / "out")
    assert {name: row["points"] for name, row in rows.items()} == {"ann": "16"}
    assert read_sheet(tmp_path / "out" / "problems.csv") == []


def test_the_instructor_decides_and_the_decision_survives(tmp_path):
    place, out = hand_in(tmp_path / "in", ann="good.fr", bob="wrong.fr"), tmp_path / "out"
    out.mkdir()
    path = out / "overrides.csv"
    save_overrides(path, {WRITTEN: Decision(0.75, "=well, said"), ("bob", "sources", "M7"): Decision(1, ""),
                          ("ann", "sources", "M1"): Decision(None, "Good eye.")}.items())
    kept = path.read_bytes()
    for _ in range(2):
        rows = grade(place, out, load_overrides(path))
        assert (rows["ann"]["points"], rows["ann"]["status"]) == ("19", "graded")
        assert rows["bob"]["points"] == "3.2"
        assert path.read_bytes() == kept
    rows = read_sheet(out / "items.csv")
    comments = {(row["student"], row["item"]): row["comment"] for row in rows if row["comment"]}
    assert comments == {("ann", "who-is-missing"): "=well, said", ("ann", "M1"): "Good eye."}


@pytest.mark.parametrize("credit", ["2", "-1", "nan", "good", "1e9"])
def test_a_decision_that_is_no_share_is_refused_with_its_line(tmp_path, credit):
    (tmp_path / "overrides.csv").write_text(f"student,part,item,credit,comment\nann,a,b,{credit},\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"overrides\.csv:2"):
        load_overrides(tmp_path / "overrides.csv")


def test_a_decision_typed_in_a_french_spreadsheet_is_read(tmp_path):
    path = tmp_path / "overrides.csv"
    path.write_text("student;part;item;credit;comment\r\nann;a;b;0,5;bien\r\n", encoding="utf-8")
    assert load_overrides(path) == {("ann", "a", "b"): Decision(0.5, "bien")}


def test_saving_decisions_keeps_the_last_ones_beside(tmp_path):
    path = tmp_path / "overrides.csv"
    save_overrides(path, [(WRITTEN, Decision(0.5, ""))])
    save_overrides(path, [(WRITTEN, Decision(1, ""))])
    assert load_overrides(path)[WRITTEN].credit == 1
    assert load_overrides(tmp_path / "overrides.csv.previous")[WRITTEN].credit == 0.5


def test_several_processes_give_the_same_bytes_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(spread, "BATCH", 2)
    place = hand_in(tmp_path / "in", **{f"s{n}": ["good.fr", "wrong.fr", "blank.fr"][n % 3] for n in range(9)})
    grade(place, tmp_path / "one")
    grade(place, tmp_path / "two", jobs=2)
    for name in ("grades.csv", "items.csv", "problems.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def kill_on_wrong(graded, marking):
    if graded.who.id == "s1":
        os.kill(os.getpid(), signal.SIGKILL)
    return "<p>"


def test_a_killed_process_costs_its_own_copy_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(spread, "BATCH", 2)
    place = hand_in(tmp_path / "in", **{f"s{n}": "good.fr" for n in range(6)})
    rows = grade(place, tmp_path / "out", page=kill_on_wrong, jobs=2)
    assert {name: row["points"] for name, row in rows.items()} == {f"s{n}": "" if n == 1 else "16" for n in range(6)}
    assert [row["problem"] for row in read_sheet(tmp_path / "out" / "problems.csv")] == ["crashed"]


def test_a_fault_of_ours_is_named_with_the_copy_and_the_rest_goes_on(tmp_path, monkeypatch):
    judge = gradebook.grade_copy

    def faulty(place, copy, marking):
        if copy.who.id == "bob":
            raise ZeroDivisionError("ours")
        return judge(place, copy, marking)

    monkeypatch.setattr(gradebook, "grade_copy", faulty)
    rows = grade(hand_in(tmp_path / "in", ann="good.fr", bob="good.fr"), tmp_path / "out")
    assert (rows["ann"]["points"], rows["bob"]["points"]) == ("16", "")
    [problem] = read_sheet(tmp_path / "out" / "problems.csv")
    assert "ZeroDivisionError" in problem["says"]


def test_results_that_cannot_be_written_are_one_sentence(tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(SubmissionError, match="out"):
        grade(hand_in(tmp_path / "in", ann="good.fr"), tmp_path / "out")


@pytest.mark.parametrize(("name", "file"), [("alice", "alice"), ("3b-2", "3b-2")])
def test_a_plain_name_is_its_own_file_name(name, file):
    assert slug(name) == file


def test_other_names_get_a_code_and_stay_apart():
    names = ["Alice", "ALICE", "alice ", "../alice", "日本", "中国", "", "a" * 300, "a" * 301, "é"]
    slugs = [slug(name) for name in names]
    assert len(set(slugs)) == len(names)
    assert all(s and len(s) < 80 and s == s.lower() and "/" not in s and "." not in s for s in slugs)


def test_a_class_is_counted_item_by_item_and_language_by_language(tmp_path, monkeypatch):
    monkeypatch.setattr(spread, "BATCH", 3)
    place = hand_in(tmp_path / "in", ann="good.fr", bob="wrong.fr", cy="careless.fr", di="blank.fr", eve="good.en")
    found = grade_all(place, tmp_path / "out")
    assert sorted(found.tallies) == ["en", "fr"]
    tally, part = found.tallies["fr"], EXERCISE.part("sources")
    counts = dict(tally.part(part))
    assert counts["M7"].answers == {"agentless": 1, "bare_source": 1, "unnamed_individual": 1}
    assert next(iter(tally.part(part)))[0] == "M7"  # the most disputed first
    assert counts["M2"].outcomes == {"correct": 2, "wrong": 1, "blank": 1}
    assert tally.extras["sources"].total() == 2
    [(_, written)] = tally.part(EXERCISE.part("who-is-missing"))
    assert not written.answers  # no student's text is kept in memory
    assert [result.points for result in found.results] == [16, 2.4, 4.8, 0, 16]


def test_the_careless_baseline_is_the_best_single_label():
    marking = load_marking(EXERCISE, None, {})
    reading = next(reading for reading in marking.readings.values() if reading.lang == "fr")
    label, earned = careless(EXERCISE.part("sources"), reading)
    assert (label, round(earned, 2)) == ("unnamed_individual", 4.8)
