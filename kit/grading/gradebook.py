"""A whole class: each copy judged on its own, in the order of the students, and four tables written.

``grades.csv`` a row a student, ``items.csv`` a row a student and item, ``problems.csv`` a row a file that was
refused or flagged, ``feedback/`` a page a student. The same copies give the same bytes; a run that was killed has
replaced nothing and is simply run again. A copy whose judging kills its process is graded apart from the others and
named in ``problems.csv``.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kit.errors import SubmissionError
from kit.exercise import Exercise
from kit.grading.marking import Graded, Marking, grade_copy, note
from kit.grading.names import Who
from kit.grading.sheet import Cell, lines, writing
from kit.grading.spread import on_cluster, on_this_machine
from kit.grading.submissions import Copy
from kit.grading.tally import Tally
from kit.wording import language, say

ITEM_COLUMNS = ("student", "part", "item", "unit", "outcome", "credit", "weight", "answer", "expected", "why",
                "comment")
PROBLEM_COLUMNS = ("student", "file", "problem", "consequence", "says")

Row = tuple[Cell, ...]
Page = Callable[[Graded, Marking], str]
"""Makes a student's feedback page."""


@dataclass(frozen=True, slots=True)
class Result:
    """What is kept of a copy once its rows are written."""

    who: Who
    name: str
    status: str
    points: float
    parts: Mapping[str, float]
    open_parts: frozenset[str]
    comments: Mapping[str, Sequence[str]]


@dataclass
class Class:
    """What some copies, in the end all, come to.

    Parameters
    ----------
    results : list of Result
        In the order of the students.
    tallies : dict of str to Tally
        What was answered, by the language of the text.
    """

    results: list[Result] = field(default_factory=list)
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def update(self, other: "Class") -> None:
        """Add what comes next."""
        self.results += other.results
        for lang, tally in other.tallies.items():
            self.tallies[lang].update(tally)

    def counts(self) -> Counter[str]:
        """Return how many copies were graded, are provisional or were refused."""
        return Counter(result.status for result in self.results)


Piece = tuple[Class, tuple[str, str, str]]
"""What some copies come to, and their rows as they stand in the three tables: made where the copies are judged."""


def grade_columns(exercise: Exercise) -> tuple[str, ...]:
    """Return the columns of ``grades.csv``: the last but four are the exercise's parts."""
    return ("student", "name", "status", "points", "maximum", "open",
            *(part.id for part in exercise.parts), "revision", "receipt", "file", "feedback")


def grade_class(place: Path, copies: Sequence[Copy], marking: Marking, out: Path, *, page: Page | None = None,
                jobs: int = 1, scheduler: str = "", seen: Callable[[int], None] = lambda done: None) -> Class:
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
        Told how many copies are done.

    Raises
    ------
    SubmissionError
        Where `out` cannot be written.
    """
    tables = {"grades": grade_columns(marking.exercise), "items": ITEM_COLUMNS, "problems": PROBLEM_COLUMNS}
    judge = partial(_judge_batch, place, marking, page, out / "feedback", language())
    whole = Class()
    try:
        (out / "feedback").mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            streams = [stack.enter_context(writing(out / f"{name}.csv")) for name in tables]
            pieces = on_cluster(judge, copies, scheduler) if scheduler else on_this_machine(
                judge, copies, jobs, killed=partial(_killed, marking.exercise))
            for stream, columns in zip(streams, tables.values(), strict=True):
                stream.write(lines([columns]))
            for found, texts in pieces:
                whole.update(found)
                for stream, text in zip(streams, texts, strict=True):
                    stream.write(text)
                seen(len(whole.results))
    except OSError as error:
        raise SubmissionError(say("grade.no_out", path=out, reason=error.strerror or error)) from None
    return whole


def _judge_batch(place: Path, marking: Marking, page: Page | None, folder: Path, lang: str,
                 copies: Iterable[Copy]) -> Piece:
    language(lang)
    return _piece((_judge(place, copy, marking, page, folder) for copy in copies), marking.exercise)


def _judge(place: Path, copy: Copy, marking: Marking, page: Page | None, folder: Path) -> tuple[Graded, str]:
    """Judge one copy and keep its page; return what it came to and the page's name."""
    try:
        graded = grade_copy(place, copy, marking)
    except Exception as error:  # a fault of ours must not cost the class its grades: it is reported with the copy
        return _crashed(copy, f"{type(error).__name__}: {error}"), ""
    if page is None or graded.answers is None:
        return graded, ""
    name = f"{slug(copy.who.id)}.html"
    keep(folder / name, page(graded, marking))
    return graded, f"feedback/{name}"


def _killed(exercise: Exercise, copy: Copy) -> Piece:
    return _piece([(_crashed(copy, "killed"), "")], exercise)


def _crashed(copy: Copy, reason: str) -> Graded:
    return Graded(copy.who, language(), "", None, (), (note(copy.who, "", f"crashed {reason}", refused=True),))


def _piece(judged: Iterable[tuple[Graded, str]], exercise: Exercise) -> Piece:
    found, grades, items, problems = Class(), list[Row](), list[Row](), list[Row]()
    for graded, page in judged:
        if graded.who.id:  # else the file is nobody's
            found.results.append(_result(graded))
            grades.append(_grade(graded, exercise, page))
        if graded.answers:
            found.tallies[graded.lang].add(graded)
        items += _items(graded)
        problems += ((problem.student, problem.file, problem.code, "refused" if problem.refused else "flagged",
                      problem.says) for problem in graded.problems)
    return found, (lines(grades), lines(items), lines(problems))


def _result(graded: Graded) -> Result:
    comments = {judged.part.id: [comment for comment in judged.comments.values() if comment]
                for judged in graded.parts if judged.comments}
    return Result(graded.who, graded.name, graded.status, graded.points,
                  {judged.part.id: round(judged.points, 2) for judged in graded.parts},
                  frozenset(judged.part.id for judged in graded.parts if judged.open_items), comments)


def _grade(graded: Graded, exercise: Exercise, page: str) -> Row:
    """Return the row of ``grades.csv``: no points at all where nothing could be read, which is not a zero."""
    if graded.answers is None:
        return graded.who.id, graded.who.name, "refused", *[""] * (len(exercise.parts) + 7)
    return (graded.who.id, graded.name, graded.status, graded.points, exercise.points,
            graded.open_items, *(round(judged.points, 2) for judged in graded.parts),
            graded.answers.revision, graded.answers.receipt(), graded.file, page)


def _items(graded: Graded) -> Iterator[Row]:
    student = graded.who.id
    for judged in graded.parts:
        part, comments = judged.part.id, judged.comments
        for outcome in judged.outcomes:
            given, why = outcome.given, outcome.answer.why if outcome.answer else ""
            if outcome.layer == "text":
                given, why = why, ""
            yield (student, part, outcome.item_id, outcome.unit, outcome.outcome, outcome.credit, outcome.weight,
                   given, outcome.expected, why, comments.get(outcome.item_id, ""))


def slug(name: str) -> str:
    """Return a file name for a student: plain letters, and a short code where that changed anything."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60]
    if short and short == name:
        return short
    code = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short}-{code}".strip("-")


def keep(path: Path, text: str) -> None:
    """Write a page where it is new or changed; one that a power cut spoils is found different by the next run."""
    data = text.encode("utf-8", "replace")
    if not path.exists() or path.read_bytes() != data:
        with writing(path, sync=False) as stream:
            stream.write(text)
