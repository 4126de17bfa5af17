"""``kit grade``: students' files in, tables and pages out; nothing that a student wrote is run."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from kit.exercise import exercises, load_exercise
from kit.grading.gradebook import Result, grade_class, processors
from kit.grading.marking import load_marking
from kit.grading.overrides import load_overrides
from kit.grading.submissions import collect
from kit.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("submissions", type=Path, help=say("grade.submissions"))
    parser.add_argument("--exercise", required=True, help=say("grade.exercise"))
    parser.add_argument("--key", type=Path, help=say("grade.key"))
    parser.add_argument("--out", type=Path, required=True, help=say("grade.out"))
    parser.add_argument("--jobs", type=int, default=processors(), help=say("grade.jobs"))
    parser.add_argument("--scores-only", action="store_true", help=say("grade.scores_only"))


def run(args: argparse.Namespace) -> int:
    """Grade, tell the progress on standard error, and say in one line what became of the copies."""
    exercise = load_exercise(args.exercise)
    marking = load_marking(exercise, args.key, load_overrides(args.out / "overrides.csv"))
    copies = collect(args.submissions, {*exercises(), exercise.id})
    progress = Progress(len(copies))
    grade_class(args.submissions, copies, marking, args.out, jobs=max(1, args.jobs), seen=progress)
    progress.close()
    counts = progress.counts
    print(say("grade.done", graded=counts["graded"], provisional=counts["provisional"], refused=counts["refused"],
              out=args.out))
    return 0


class Progress:
    """Counts the results, and shows how many there are on a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.counts = Counter(graded=0, provisional=0, refused=0)

    def __call__(self, result: Result) -> None:
        """Count one."""
        self.counts[result.status] += bool(result.student)
        done = self.counts.total()
        if sys.stderr.isatty() and (done % 50 == 0 or done == self.total):
            print("\r" + say("grade.progress", done=done, total=self.total), end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave the line."""
        if sys.stderr.isatty():
            print(file=sys.stderr)
