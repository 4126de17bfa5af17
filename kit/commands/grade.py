"""``kit grade``: students' files in, tables and pages out; nothing that a student wrote is run."""

import argparse
import sys
import webbrowser
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kit.exercise import Exercise, exercises, load_exercise
from kit.grading.gradebook import Result, grade_class, keep, processors
from kit.grading.lms import FORMATS
from kit.grading.marking import Marking, Reading, load_marking
from kit.grading.overrides import load_overrides
from kit.grading.review import Review
from kit.grading.submissions import Copy, collect
from kit.grading.tally import Tally
from kit.report.classroom import class_page, progress_since
from kit.report.feedback import feedback
from kit.report.review import ReviewServer
from kit.wording import say

DECISIONS = "overrides.csv"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("submissions", type=Path, help=say("grade.submissions"))
    parser.add_argument("--exercise", required=True, help=say("grade.exercise"))
    parser.add_argument("--key", type=Path, help=say("grade.key"))
    parser.add_argument("--out", type=Path, required=True, help=say("grade.out"))
    parser.add_argument("--format", choices=FORMATS, help=say("grade.format"))
    parser.add_argument("--review", action="store_true", help=say("grade.review"))
    parser.add_argument("--no-browser", action="store_true", help=say("grade.no_browser"))
    parser.add_argument("--before", type=Path, help=say("grade.before"))
    parser.add_argument("--names", action="store_true", help=say("grade.names"))
    parser.add_argument("--scores-only", action="store_true", help=say("grade.scores_only"))
    parser.add_argument("--jobs", type=int, default=processors(), help=say("grade.jobs"))
    parser.add_argument("--scheduler", default="", help=say("grade.scheduler"))


def run(args: argparse.Namespace) -> int:
    """Grade; where asked, open the grading page and grade again with what was decided there."""
    exercise = load_exercise(args.exercise)
    copies = collect(args.submissions, {*exercises(), exercise.id})
    marking = _grade(args, exercise, copies)
    if args.review:
        _review(Review(args.submissions, copies, marking, args.out / DECISIONS), not args.no_browser)
        _grade(args, exercise, copies)
    return 0


def _grade(args: argparse.Namespace, exercise: Exercise, copies: Sequence[Copy]) -> Marking:
    """Grade all copies, and say in one line what became of them."""
    marking = load_marking(exercise, args.key, load_overrides(args.out / DECISIONS))
    seen = Seen(len(copies), marking, keep=bool(args.format))
    grade_class(args.submissions, copies, marking, args.out, page=None if args.scores_only else feedback,
                jobs=max(1, args.jobs), scheduler=args.scheduler, seen=seen)
    if not args.scores_only:
        progress = progress_since(args.before, seen.students, exercise.points) if args.before else ()
        keep(args.out / "class.html", class_page(exercise, seen.tallies, refused=seen.counts["refused"],
                                                 names=seen.students if args.names else None, progress=progress))
    if args.format:
        FORMATS[args.format](seen.results, exercise, args.out)
    counts = seen.counts
    print(say("grade.done", graded=counts["graded"], provisional=counts["provisional"], refused=counts["refused"],
              out=args.out))
    return marking


def _review(review: Review, browser: bool) -> None:
    """Serve the grading page until the instructor has finished or stops the program."""
    with ReviewServer(review) as server:
        print(say("grade.review_at", address=server.address), flush=True)
        if browser:
            webbrowser.open(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


class Seen:
    """Counts the results while they pass, and shows how many there are on a terminal."""

    def __init__(self, total: int, marking: Marking, keep: bool) -> None:
        self.total = total
        self.keep = keep
        self.results: list[Result] = []
        self.counts: Counter[str] = Counter()
        self.students: dict[str, tuple[str, float]] = {}
        self.tallies: dict[str, tuple[Reading, Tally]] = {}
        self._readings = {reading.lang: reading for reading in marking.readings.values()}

    def __call__(self, result: Result) -> None:
        """Count one."""
        if not result.who.id:
            return
        self.counts[result.status] += 1
        if self.keep:
            self.results.append(replace(result, items=(), grade=()))
        if result.status != "refused":
            self.students[result.who.id] = (result.name, result.points)
            reading = self._readings.get(result.lang) or Reading(result.lang, None, (), None)
            self.tallies.setdefault(result.lang, (reading, Tally()))[1].add(result)
        self._show(self.counts.total())

    def _show(self, done: int) -> None:
        if sys.stderr.isatty() and (done % 50 == 0 or done == self.total):
            print("\r" + say("grade.progress", done=done, total=self.total), end="\n" if done == self.total else "",
                  file=sys.stderr, flush=True)
