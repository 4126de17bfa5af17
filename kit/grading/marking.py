"""One copy judged: read, checked against the text it is about, scored, and amended by the instructor's decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kit.answers import Answers, Item
from kit.article import Article, Sentence
from kit.errors import SubmissionError
from kit.exercise import Exercise, Part
from kit.grading.names import Who
from kit.grading.overrides import Decision, Place
from kit.grading.submissions import Copy, Entry, Problem, read_answers, read_entry
from kit.key import Key, check_key, load_key
from kit.scoring import Outcome, points, score_part
from kit.tokens import units
from kit.wording import LANGUAGES, language, say


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that an exercise is done on, in one language, and the key to it."""

    lang: str
    article: Article | None
    units: tuple[Sentence, ...]
    key: Key | None


@dataclass(frozen=True)
class Marking:
    """All that judging a copy takes: the exercise, its texts by hash, and the instructor's decisions."""

    exercise: Exercise
    readings: Mapping[str, Reading]
    decisions: Mapping[Place, Decision] = field(default_factory=dict)

    @cached_property
    def decided(self) -> dict[str, list[Place]]:
        """What the instructor decided on, by student: sorted once, however many copies there are."""
        places: dict[str, list[Place]] = {}
        for place in self.decisions:
            places.setdefault(place[0], []).append(place)
        return places

    def reading(self, answers: Answers) -> Reading:
        """Return the text that `answers` is about.

        Raises
        ------
        SubmissionError
            Where it is another one; the text is the code of the problem.
        """
        if not self.readings:
            return Reading(language(), None, (), None)
        if answers.article_sha256 not in self.readings:
            known = {reading.article.id for reading in self.readings.values() if reading.article}
            raise SubmissionError("other_version" if answers.article_id in known else "other_article")
        return self.readings[answers.article_sha256]


@dataclass(frozen=True)
class Judged:
    """One part of one copy."""

    part: Part
    outcomes: tuple[Outcome, ...]
    comments: Mapping[str, str]

    @cached_property
    def points(self) -> float:
        """What the part earned so far."""
        return points(self.outcomes, self.part)

    @cached_property
    def open_items(self) -> int:
        """How many items wait for the instructor."""
        return sum(outcome.outcome == "open" for outcome in self.outcomes)


@dataclass(frozen=True)
class Graded:
    """One student's copy, judged; `answers` is None, and `parts` empty, where no file could be used."""

    who: Who
    lang: str
    file: str
    answers: Answers | None
    parts: tuple[Judged, ...]
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The name typed in the copy, else that of its folder or file."""
        return (self.answers.student if self.answers else None) or self.who.name

    @cached_property
    def points(self) -> float:
        """What is sure so far, to two decimals."""
        return round(sum(judged.points for judged in self.parts), 2)

    @cached_property
    def open_items(self) -> int:
        """How many items wait for the instructor."""
        return sum(judged.open_items for judged in self.parts)

    @property
    def status(self) -> str:
        """``refused``, ``provisional`` (something is open) or ``graded``."""
        if self.answers is None:
            return "refused"
        return "provisional" if self.open_items else "graded"


def load_marking(exercise: Exercise, key: Path | None, decisions: Mapping[Place, Decision]) -> Marking:
    """Open the texts and the key of an exercise; a `DataError` where they do not fit each other.

    A text that both languages share does not say in which of them it was read: its pages are in the instructor's.
    """
    readings: dict[str, Reading] = {}
    path = key or exercise.folder / "key.json"
    for lang in sorted(LANGUAGES, key=lambda code: code != language()) if exercise.articles else ():
        article = exercise.article(lang)
        sentences = units(article)
        found = check_key(load_key(path, lang), article, sentences, path.name) if key or path.exists() else None
        readings.setdefault(article.sha256, Reading(lang, article, sentences, found))
    return Marking(exercise, readings, decisions)


def grade_copy(place: Path, copy: Copy, marking: Marking) -> Graded:
    """Judge all that one student handed in: of several versions, the one with the highest revision."""
    problems: list[Problem] = []
    best: tuple[Answers, Entry, Reading] | None = None
    usable = 0
    for entry in copy.entries:
        try:
            answers, reading = _usable(place, entry, marking)
        except SubmissionError as error:
            problems.append(note(copy.who, entry.path, str(error)))
            continue
        usable += 1
        if best is None or answers.revision > best[0].revision:
            best = answers, entry, reading
    if best is None:
        return Graded(copy.who, language(), "", None, (), tuple(problems))
    answers, entry, reading = best
    problems = [problem for problem in problems if problem.code != "other_exercise"]  # handed in for another day
    if usable > 1:
        problems.append(note(copy.who, entry.path, f"several {usable}", refused=False))
    items, strays = _in_place(answers, reading)
    parts = _judge(copy.who, items, marking, reading)
    reasons = _notes(answers, strays) + _astray(copy.who, parts, marking.decided)
    problems += [note(copy.who, entry.path, reason, refused=False) for reason in reasons]
    return Graded(copy.who, reading.lang, entry.path, answers, parts, tuple(problems))


def _usable(place: Path, entry: Entry, marking: Marking) -> tuple[Answers, Reading]:
    """Return the last answers of a file that are to this exercise and on its text."""
    found = read_answers(read_entry(place, entry), entry.path)
    mine = [answers for answers in found if answers.exercise == marking.exercise.id]
    if not mine:
        raise SubmissionError(f"other_exercise {found[-1].exercise}")
    return mine[-1], marking.reading(mine[-1])


def _in_place(answers: Answers, reading: Reading) -> tuple[tuple[Item, ...], int]:
    """Return the answers that quote the text rightly, and how many do not: those cannot be judged."""
    live = answers.live()
    if reading.article is None:
        return live, 0
    text = reading.article.text
    kept = tuple(item for item in live
                 if item.start is None or item.end is None
                 or (item.end <= len(text) and item.quote in ("", text[item.start:item.end])))
    return kept, len(live) - len(kept)


def _notes(answers: Answers, strays: int) -> list[str]:
    return ([f"marks_elsewhere {strays}"] if strays else []) + (
        ["changed_since"] if answers.modified_since_hand_in() else []) + (
        ["blank"] if all(item.deleted for item in answers.items.values()) else [])


def _judge(who: Who, items: tuple[Item, ...], marking: Marking, reading: Reading) -> tuple[Judged, ...]:
    return tuple(_amend(who, Judged(part, score_part(items, part, reading.key, reading.units), {}), marking.decisions)
                 for part in marking.exercise.parts)


def _amend(who: Who, judged: Judged, decisions: Mapping[Place, Decision]) -> Judged:
    """Put the instructor's decisions in the place of the judge's."""
    if not decisions:
        return judged
    outcomes, comments = list(judged.outcomes), {}
    for n, outcome in enumerate(outcomes):
        decision = decisions.get((who.id, judged.part.id, outcome.item_id))
        if decision is not None:
            comments[outcome.item_id] = decision.comment
            if decision.credit is not None:
                outcomes[n] = outcome._replace(credit=decision.credit, outcome=_decided(decision.credit))
    return Judged(judged.part, tuple(outcomes), comments)


def _astray(who: Who, parts: Iterable[Judged], decided: Mapping[str, list[Place]]) -> list[str]:
    """Name the decisions on this student that are about no item of theirs."""
    there = {(who.id, judged.part.id, outcome.item_id) for judged in parts for outcome in judged.outcomes}
    return [f"no_such_item {', '.join(place)}" for place in decided.get(who.id, ()) if place not in there]


def _decided(credit: float) -> str:
    return "correct" if credit == 1 else "partial" if credit else "wrong"


def note(who: Who, file: str, reason: str, refused: bool = True) -> Problem:
    """Return the problem that `reason` (a code, a space, details) names."""
    code, _, detail = reason.partition(" ")
    return Problem(who.id, file, code, refused, say(f"grade.problem.{code}", detail=" ".join(detail.split())[:300]))
