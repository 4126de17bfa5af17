"""``kit grade``: students' files in, tables and pages out; nothing that a student wrote is run."""

import argparse
import sys
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from kit.exercise import Exercise, exercises, load_exercise
from kit.grading.gradebook import grade_class, keep
from kit.grading.lms import FORMATS
from kit.grading.marking import Marking, load_marking
from kit.grading.overrides import load_overrides
from kit.grading.review import Review
from kit.grading.spread import processors
from kit.grading.submissions import Copy, collect
from kit.report.classroom import class_page
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
    for student in sorted(marking.decided.keys() - {copy.who.id for copy in copies}):
        print(say("grade.problem.no_such_item", detail=student), file=sys.stderr)
    found = grade_class(args.submissions, copies, marking, args.out, page=None if args.scores_only else feedback,
                        jobs=max(1, args.jobs), scheduler=args.scheduler, seen=partial(_show, total=len(copies)))
    if not args.scores_only:
        keep(args.out / "class.html", class_page(marking, found, names=args.names, before=args.before))
    if args.format:
        FORMATS[args.format](found.results, exercise, args.out)
    counts = found.counts()
    print(say("grade.done", graded=counts["graded"], provisional=counts["provisional"], refused=counts["refused"],
              out=args.out))
    return marking


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print("\r" + say("grade.progress", done=done, total=total), end="\n" if done == total else "", file=sys.stderr,
              flush=True)


def _review(review: Review, browser: bool) -> None:
    """Serve the grading page until the instructor has finished or stops the program."""
    if not review.questions:
        print(say("review.nothing"))
        return
    with ReviewServer(review) as server:
        print(say("grade.review_at", address=server.address), flush=True)
        if browser:
            webbrowser.open(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
