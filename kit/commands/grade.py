"""``kit grade``: students' files in, tables and pages out; nothing that a student wrote is run."""

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kit.exercise import exercises, load_exercise
from kit.grading.gradebook import Result, grade_class, keep, processors
from kit.grading.lms import FORMATS
from kit.grading.marking import Marking, Reading, load_marking
from kit.grading.overrides import load_overrides
from kit.grading.submissions import collect
from kit.grading.tally import Tally
from kit.report.classroom import class_page, progress_since
from kit.report.feedback import feedback
from kit.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("submissions", type=Path, help=say("grade.submissions"))
    parser.add_argument("--exercise", required=True, help=say("grade.exercise"))
    parser.add_argument("--key", type=Path, help=say("grade.key"))
    parser.add_argument("--out", type=Path, required=True, help=say("grade.out"))
    parser.add_argument("--format", choices=FORMATS, help=say("grade.format"))
    parser.add_argument("--before", type=Path, help=say("grade.before"))
    parser.add_argument("--names", action="store_true", help=say("grade.names"))
    parser.add_argument("--scores-only", action="store_true", help=say("grade.scores_only"))
    parser.add_argument("--jobs", type=int, default=processors(), help=say("grade.jobs"))


def run(args: argparse.Namespace) -> int:
    """Grade, tell the progress on standard error, and say in one line what became of the copies."""
    exercise = load_exercise(args.exercise)
    marking = load_marking(exercise, args.key, load_overrides(args.out / "overrides.csv"))
    copies = collect(args.submissions, {*exercises(), exercise.id})
    seen = Seen(len(copies), marking, keep=bool(args.format))
    grade_class(args.submissions, copies, marking, args.out, page=None if args.scores_only else feedback,
                jobs=max(1, args.jobs), seen=seen)
    if not args.scores_only:
        progress = progress_since(args.before, seen.students, exercise.points) if args.before else ()
        keep(args.out / "class.html", class_page(exercise, seen.tallies, refused=seen.counts["refused"],
                                                 names=seen.students if args.names else None, progress=progress))
    if args.format:
        FORMATS[args.format](seen.results, exercise, args.out)
    print(say("grade.done", graded=seen.counts["graded"], provisional=seen.counts["provisional"],
              refused=seen.counts["refused"], out=args.out))
    return 0


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
