"""Import files for the platforms that the copies came from; what is still open is left blank there.

========== =============================================================================================
Moodle     ``moodle.csv``, the assignment's grading worksheet: its import finds Identifier, Grade and Last modified
           (grade) by their titles, which are those of a Moodle in English, and drops the word before the number
Canvas     ``canvas.csv``: its import wants Student first, ID second, Section last of the five columns on the
           student, finds the student by ID and the assignment by title, and takes a row with Points Possible
nbgrader   a gradebook, through nbgrader's own interface: one grade cell a part, the instructor's comments
========== =============================================================================================

Read in the source code of both, not tried on a running Moodle or Canvas; nbgrader is tried by a test.

References
----------
Moodle, https://github.com/moodle/moodle, *mod/assign/feedback/offline/importgradeslib.php*. Instructure,
https://github.com/instructure/canvas-lms, *lib/gradebook_importer.rb*. nbgrader, *nbgrader.api.Gradebook*.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.errors import UsageError
from kit.exercise import Exercise
from kit.grading.gradebook import Result
from kit.grading.sheet import write_sheet
from kit.wording import language, say

MOODLE = ("Identifier", "Full name", "Grade", "Maximum Grade", "Last modified (grade)", "Feedback comments")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write_moodle(results: Sequence[Result], exercise: Exercise, out: Path) -> None:
    """Write ``moodle.csv``: a row for each student that Moodle gave a number."""
    write_sheet(out / "moodle.csv", MOODLE, (
        (f"Participant {result.who.number}", result.who.name, _grade(result), exercise.points, "", _comments(result))
        for result in results if result.who.number))


def write_canvas(results: Sequence[Result], exercise: Exercise, out: Path) -> None:
    """Write ``canvas.csv``: a row for each student that Canvas gave a number."""
    possible = ("    Points Possible", "", "", "", "", exercise.points)
    write_sheet(out / "canvas.csv", (*CANVAS, exercise.title[language()]), [possible, *(
        (result.who.name, result.who.number, "", "", "", _grade(result)) for result in results if result.who.number)])


def write_nbgrader(results: Sequence[Result], exercise: Exercise, out: Path) -> None:
    """Write ``gradebook.db``, or add to the one that is there; nbgrader has to be installed."""
    try:
        from nbgrader.api import Gradebook
    except ImportError:
        raise UsageError(say("grade.no_nbgrader")) from None
    # nbgrader calls alembic, installed beside this Python, by its bare name
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with Gradebook(f"sqlite:///{out / 'gradebook.db'}") as book:
        book.update_or_create_assignment(exercise.id)
        book.update_or_create_notebook(exercise.id, exercise.id)
        for part in exercise.parts:
            book.update_or_create_grade_cell(part.id, exercise.id, exercise.id, max_score=part.points, cell_type="code")
            book.update_or_create_solution_cell(part.id, exercise.id, exercise.id)
        for result in results:
            if result.status != "refused":
                _to_gradebook(book, result, exercise)


def _to_gradebook(book: Any, result: Result, exercise: Exercise) -> None:
    student = result.who.id
    book.update_or_create_student(student)
    book.update_or_create_submission(exercise.id, student)
    for part in exercise.parts:
        grade = book.find_grade(part.id, exercise.id, exercise.id, student)
        grade.auto_score = result.parts[part.id]
        grade.needs_manual_grade = part.id in result.open_parts
        comment = book.find_comment(part.id, exercise.id, exercise.id, student)
        comment.manual_comment = "\n".join(result.comments.get(part.id, ())) or None
    book.db.commit()


def _grade(result: Result) -> float | str:
    return result.points if result.status == "graded" else ""


def _comments(result: Result) -> str:
    return "\n".join(comment for comments in result.comments.values() for comment in comments)


FORMATS = {"moodle": write_moodle, "canvas": write_canvas, "nbgrader": write_nbgrader}
