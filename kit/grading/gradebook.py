"""A whole class: each copy judged on its own, in the order of the students, and four tables written.

``grades.csv`` a row a student, ``items.csv`` a row a student and item, ``problems.csv`` a row a file that was
refused or flagged, ``feedback/`` a page a student. The same copies give the same bytes; a run that was killed has
replaced nothing and is simply run again. A copy whose judging kills its process is graded apart from the others and
named in ``problems.csv``.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kit.errors import SubmissionError, UsageError
from kit.exercise import Exercise
from kit.grading.marking import Graded, Judged, Marking, grade_copy, note
from kit.grading.names import Who
from kit.grading.sheet import Cell, Sheet, replacing, write_sheet
from kit.grading.submissions import Copy, Problem
from kit.scoring import Outcome
from kit.wording import language, say

BATCH = 50
CONNECT = 10
"""How many seconds a Dask scheduler has to answer."""
ITEM_COLUMNS = ("student", "part", "item", "unit", "outcome", "credit", "weight", "answer", "expected", "why",
                "comment")
PROBLEM_COLUMNS = ("student", "file", "problem", "consequence", "says")

Page = Callable[[Graded, Marking], str]
"""Makes a student's feedback page."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one copy adds to the tables; ``grade`` and ``items`` are their rows."""

    who: Who
    name: str
    lang: str
    status: str
    points: float
    parts: Mapping[str, float]
    open_parts: frozenset[str]
    comments: Mapping[str, Sequence[str]]
    grade: tuple[Cell, ...]
    items: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...]


def grade_columns(exercise: Exercise) -> tuple[str, ...]:
    """Return the columns of ``grades.csv``: the last but four are the exercise's parts."""
    return ("student", "name", "status", "points", "maximum", "open",
            *(part.id for part in exercise.parts), "revision", "receipt", "file", "feedback")


def grade_class(place: Path, copies: Sequence[Copy], marking: Marking, out: Path, *, page: Page | None = None,
                jobs: int = 1, scheduler: str = "", seen: Callable[[Result], None] = lambda result: None) -> None:
    """Judge all copies and write the tables (see the module's docstring).

    Parameters
    ----------
    place : Path
        The folder or archive that the copies are in.
    copies : sequence of Copy
    marking : Marking
    out : Path
        The folder of the results, made where it is missing.
    page : callable, optional
        Makes a feedback page; none are written without it. It must be importable, for other processes.
    jobs : int
        How many processes; 1 for none but this one.
    scheduler : str
        Address of a running Dask cluster to use instead; its workers must reach `place` and `out` by the same paths.
    seen : callable
        Told of each result, in the order of the students.

    Raises
    ------
    SubmissionError
        Where `out` cannot be written.
    """
    try:
        (out / "feedback").mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            grades = stack.enter_context(write_sheet(out / "grades.csv", grade_columns(marking.exercise)))
            items = stack.enter_context(write_sheet(out / "items.csv", ITEM_COLUMNS))
            problems = stack.enter_context(write_sheet(out / "problems.csv", PROBLEM_COLUMNS))
            judge = partial(_judge_batch, place, marking, page, out / "feedback", language())
            batches = _batches(copies)
            for result in _on_cluster(judge, batches, scheduler) if scheduler else _each(judge, batches, jobs):
                _write(result, grades, items, problems)
                seen(result)
    except OSError as error:
        raise SubmissionError(say("grade.no_out", path=out, reason=error.strerror or error)) from None


def _write(result: Result, grades: Sheet, items: Sheet, problems: Sheet) -> None:
    if result.who.id:
        grades.row(*result.grade)
    for row in result.items:
        items.row(*row)
    for problem in result.problems:
        consequence = "refused" if problem.refused else "flagged"
        problems.row(problem.student, problem.file, problem.code, consequence, problem.says)


def _batches(copies: Sequence[Copy]) -> list[Sequence[Copy]]:
    return [copies[n:n + BATCH] for n in range(0, len(copies), BATCH)]


Batch = Callable[[Sequence[Copy]], list[Result]]


def _each(judge: Batch, batches: list[Sequence[Copy]], jobs: int) -> Iterator[Result]:
    """Yield all results in order; a batch that kills its process is done again copy by copy."""
    if jobs == 1 or len(batches) == 1:
        for batch in batches:
            yield from judge(batch)
        return
    while batches:
        try:
            with ProcessPoolExecutor(jobs) as pool:
                for results in pool.map(judge, list(batches)):
                    del batches[0]
                    yield from results
        except BrokenProcessPool:
            yield from _apart(judge, batches.pop(0))


def _on_cluster(judge: Batch, batches: list[Sequence[Copy]], address: str) -> Iterator[Result]:
    """Yield all results in order, each batch done by a worker of a Dask cluster; a worker that dies is replaced."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(say("grade.no_dask")) from None
    try:
        client = Client(address, timeout=CONNECT)
    except (OSError, ValueError) as error:
        raise UsageError(say("grade.no_scheduler", address=address, reason=error)) from None
    with client:
        for future in client.map(judge, batches, pure=False, retries=1):
            yield from future.result()
            future.release()


def _apart(judge: Batch, batch: Sequence[Copy]) -> Iterator[Result]:
    for copy in batch:
        try:
            with ProcessPoolExecutor(1) as pool:
                yield from pool.submit(judge, [copy]).result()
        except BrokenProcessPool:
            yield _result(_crashed(copy, "killed"), None, "")


def _judge_batch(place: Path, marking: Marking, page: Page | None, folder: Path, lang: str,
                 copies: Iterable[Copy]) -> list[Result]:
    language(lang)
    return [_judge(place, copy, marking, page, folder) for copy in copies]


def _judge(place: Path, copy: Copy, marking: Marking, page: Page | None, folder: Path) -> Result:
    try:
        graded = grade_copy(place, copy, marking)
    except Exception as error:  # a fault of ours must not cost the class its grades: it is reported with the copy
        graded = _crashed(copy, f"{type(error).__name__}: {error}")
    name = ""
    if page and graded.answers:
        name = f"{slug(copy.who.id)}.html"
        keep(folder / name, page(graded, marking))
    return _result(graded, marking.exercise, name)


def _crashed(copy: Copy, reason: str) -> Graded:
    return Graded(copy.who, language(), "", None, (), (note(copy.who, "", f"crashed {reason}", refused=True),))


def _result(graded: Graded, exercise: Exercise | None, page: str) -> Result:
    items = tuple(_item(graded, judged, outcome) for judged in graded.parts for outcome in judged.outcomes)
    return Result(
        graded.who, graded.name, graded.lang, graded.status, graded.points,
        parts={judged.part.id: round(judged.points, 2) for judged in graded.parts},
        open_parts=frozenset(judged.part.id for judged in graded.parts if judged.open_items),
        comments={judged.part.id: [comment for comment in judged.comments.values() if comment]
                  for judged in graded.parts},
        grade=_grade(graded, exercise, page), items=items, problems=graded.problems,
    )


def _grade(graded: Graded, exercise: Exercise | None, page: str) -> tuple[Cell, ...]:
    """Return the row of ``grades.csv``: no points at all where nothing could be read, which is not a zero."""
    if graded.answers is None or exercise is None:
        return graded.who.id, graded.who.name, "refused"
    return (graded.who.id, graded.name, graded.status, graded.points, exercise.points,
            graded.open_items, *(round(judged.points, 2) for judged in graded.parts), graded.answers.revision,
            graded.answers.receipt(), graded.file, f"feedback/{page}" if page else "")


def _item(graded: Graded, judged: Judged, outcome: Outcome) -> tuple[Cell, ...]:
    why = outcome.answer.why if outcome.answer else ""
    given, why = (why, "") if outcome.layer == "text" else (outcome.given, why)
    return (graded.who.id, judged.part.id, outcome.item_id, outcome.unit, outcome.outcome, outcome.credit,
            outcome.weight, given, outcome.expected, why, judged.comments.get(outcome.item_id, ""))


def slug(name: str) -> str:
    """Return a file name for a student: plain letters, and a short code where that changed anything."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60]
    if short and short == name:
        return short
    code = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short}-{code}".strip("-")


def keep(path: Path, text: str) -> None:
    """Write a page where it is new or changed."""
    data = text.encode("utf-8", "replace")
    if not path.exists() or path.read_bytes() != data:
        with replacing(path) as stream:
            stream.write(text)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
