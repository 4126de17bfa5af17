"""What waits for the instructor: one question at a time, across all students, and what was decided of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kit.exercise import Part
from kit.grading.marking import Graded, Marking, grade_copy
from kit.grading.overrides import Decision, Place, save_overrides
from kit.grading.submissions import Copy
from kit.scoring import Outcome, in_words

_MARKUP = re.compile(r"<!--.*?-->\s*|^\|[-| ]+\|\n|^\| *| *\|$|^# |\*\*", re.DOTALL | re.MULTILINE)
_EDGE = re.compile(r" *\| *")
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The share that each level of a rubric earns, from 0 to 4."""


class Waiting(NamedTuple):
    """One student's answer to one question."""

    student: str
    name: str
    given: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One item, or one written part, that the instructor decides; the same for all students of one language."""

    part: Part
    outcome: Outcome
    lang: str
    answers: list[Waiting] = field(default_factory=list)


class Review:
    """All open questions and the decisions on them, each written to disk before it is called saved.

    Parameters
    ----------
    place : Path
        The submissions.
    copies : sequence of Copy
    marking : Marking
    path : Path
        The instructor's ``overrides.csv``.
    """

    def __init__(self, place: Path, copies: Sequence[Copy], marking: Marking, path: Path) -> None:
        self.path = path
        self.marking = marking
        self.decisions = dict(marking.decisions)
        self.questions: dict[tuple[str, str, str], Question] = {}
        for copy in copies:
            for part, outcome, graded in _open(grade_copy(place, copy, Marking(marking.exercise, marking.readings))):
                self._add(part, outcome, graded)

    def _add(self, part: Part, outcome: Outcome, graded: Graded) -> None:
        name = (graded.lang, part.id, outcome.item_id)
        question = self.questions.setdefault(name, Question(part, outcome, graded.lang))
        text = outcome.answer.why if outcome.answer else ""
        given = in_words(outcome.given, part.layer, graded.lang)
        question.answers.append(Waiting(graded.who.id, graded.name, given, text))

    def decide(self, place: Place, credit: float | None, comment: str) -> None:
        """Keep a decision, on disk at once; neither credit nor comment takes it back.

        Raises
        ------
        KeyError
            Where no such answer waits.
        OSError
            Where it cannot be written; it is then not kept.
        """
        student, part, item = place
        if not any((q.part.id, q.outcome.item_id) == (part, item) and any(w.student == student for w in q.answers)
                   for q in self.questions.values()):
            raise KeyError(place)
        decisions = self.decisions | {place: Decision(credit, comment)}
        if credit is None and not comment:
            del decisions[place]
        save_overrides(self.path, decisions.items())
        self.decisions = decisions

    def to_list(self) -> list[dict[str, Any]]:
        """Return the questions as the page takes them: those with most left to decide first."""
        rows = [self._row(question) for question in self.questions.values()]
        return sorted(rows, key=lambda row: -sum(answer["credit"] is None for answer in row["answers"]))

    def _row(self, question: Question) -> dict[str, Any]:
        part, outcome = question.part, question.outcome
        return {
            "part": part.id, "item": outcome.item_id, "lang": question.lang, "layer": part.layer,
            "prompt": part.prompt.get(question.lang, part.id), "quote": outcome.text, "expected": outcome.expected,
            "why": outcome.explanation.get(question.lang, ""),
            "rubric": self._rubric(question.lang) if outcome.item_id == part.id else "",
            "answers": [self._answer(waiting, part.id, outcome.item_id) for waiting in question.answers]}

    def _rubric(self, lang: str) -> str:
        """Return the rubric for what is written, as plain lines; nothing where there is none."""
        path = self.marking.exercise.folder / f"rubric.{lang}.md"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        return _EDGE.sub(" · ", _MARKUP.sub("", text))

    def _answer(self, waiting: Waiting, part: str, item: str) -> dict[str, Any]:
        decision = self.decisions.get((waiting.student, part, item), Decision(None, ""))
        return waiting._asdict() | {"credit": decision.credit, "comment": decision.comment}


def _open(graded: Graded) -> Iterator[tuple[Part, Outcome, Graded]]:
    for judged in graded.parts:
        for outcome in judged.outcomes:
            if outcome.outcome == "open":
                yield judged.part, outcome, graded
