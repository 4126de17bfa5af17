import csv
import sys
import warnings

import pytest

from kit.errors import UsageError
from kit.exercise import load_exercise
from kit.grading.gradebook import grade_class
from kit.grading.lms import FORMATS, write_nbgrader
from kit.grading.marking import load_marking
from kit.grading.overrides import Decision
from kit.grading.submissions import collect
from tests.grading.copies import data, sample, write

EXERCISE = load_exercise("02-sources")
ZOE, BOB = "Zoé Martin_12345", "bob"
MOODLE = "Zoé Martin_12345_assignsubmission_file_"


@pytest.fixture
def results(tmp_path):
    write(tmp_path / "in" / MOODLE, {"a.json": data(sample())})
    write(tmp_path / "in" / "bob", {"a.json": data(sample())})
    write(tmp_path / "in" / "Eve_7_assignsubmission_file_", {"a.json": b"{"})
    decisions = {(ZOE, "who-is-missing", "who-is-missing"): Decision(0.5, "Which reader?")}
    place = tmp_path / "in"
    return grade_class(place, collect(place), load_marking(EXERCISE, None, decisions), tmp_path).results


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_moodle_gets_its_worksheet_with_decided_grades_only(results, tmp_path):
    FORMATS["moodle"](results, EXERCISE, tmp_path)
    eve, zoe = rows(tmp_path / "moodle.csv")
    assert zoe == {"Identifier": "Participant 12345", "Full name": "Zoé Martin", "Grade": "18", "Maximum Grade": "20",
                   "Last modified (grade)": "", "Feedback comments": "Which reader?"}
    assert (eve["Identifier"], eve["Grade"]) == ("Participant 7", "")


def test_canvas_gets_its_columns_and_the_points_possible(results, tmp_path):
    FORMATS["canvas"](results, EXERCISE, tmp_path)
    possible, _, zoe = rows(tmp_path / "canvas.csv")
    title = EXERCISE.title["fr"]
    assert list(zoe) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title]
    assert (possible["Student"], possible[title]) == ("    Points Possible", "20")
    assert (zoe["ID"], zoe[title]) == ("12345", "18")


def test_without_nbgrader_the_cure_is_named(results, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    with pytest.raises(UsageError, match="pip install nbgrader"):
        write_nbgrader(results, EXERCISE, tmp_path)


def comments(copy):
    return [comment.comment for notebook in copy.notebooks for comment in notebook.comments if comment.comment]


@pytest.mark.long  # needs nbgrader
def test_nbgrader_shows_points_and_comments(results, tmp_path):
    from nbgrader import api

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, about its database
        for _ in range(2):
            write_nbgrader(results, EXERCISE, tmp_path)
        with api.Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
            shown = {copy.student.id: (copy.score, copy.max_score, copy.needs_manual_grade, comments(copy))
                     for copy in book.assignment_submissions(EXERCISE.id)}
    assert shown == {ZOE: (18, 20, False, ["Which reader?"]), BOB: (16, 20, True, [])}
