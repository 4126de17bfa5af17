"""What a student types, one short call a cell: a thin face over exercise, widgets and scoring.

The key is opened in the kernel alone; what the browser gets of it is about sentences, and about marks already made.
`Lesson.cards` gives the places of the sources where the student has not marked them, and nothing that is said of them.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import charts
from kit.answers import Item
from kit.article import Article, Sentence, read
from kit.charts import Picture
from kit.checked import near
from kit.classmates import agreement, classmate, gather, majority
from kit.detect import scan
from kit.detect.language import identify, notes
from kit.errors import AnswersError, UsageError
from kit.exercise import Exercise, Part, load_exercise, load_lesson, pick_units
from kit.explain import HandIn, explain, identity, message, nudge, progress, row, solve
from kit.frame import Rows, frame
from kit.key import Key, check_key, load_key
from kit.marked import article_page, inside
from kit.readings import Reading, machine, sources, teacher
from kit.scoring import SPANS, score
from kit.store import open_store
from kit.tokens import units as units_of
from kit.traps import verdicts
from kit.widgets.cards import Cards
from kit.widgets.compare import Compare
from kit.widgets.labeller import Labeller
from kit.widgets.marker import Marker
from kit.widgets.writer import DIRECTIONS, Rewriter, Writer
from kit.wording import language, say

if TYPE_CHECKING:
    import pandas

COLUMNS = ("unit", "layer", "label", "quote", "why", "code", "voice", "start", "end")
JUDGED = (*SPANS, "statements", "people")
PICTURES = ("identity", "left", "certainty", "sources", "versions", "agreement", "traps")


def lesson(name: str, lang: str | None = None, article: str | Article | None = None) -> "Lesson":
    """Open a lesson, with all earlier work.

    Parameters
    ----------
    name : str
        Such as ``"02-sources"``.
    lang : {"fr", "en"}, optional
        The language of the lesson, and of all messages from here on.
    article : str or Article, optional
        Another text than the lesson's own: a name of the library, a path, or an opened article.

    Raises
    ------
    UsageError
        Where there is no such lesson.
    ArticleError
        Where the text cannot be read, or is in another language than French and English.
    AnswersError
        Where the answers file is of a newer kit.
    """
    lang = language(lang)
    return Lesson(load_lesson(name), lang, _article(article))


def graded(name: str | Path, lang: str | None = None, article: str | Article | None = None) -> "Lesson":
    """Open a graded exercise, by its name or folder; what it gives is used like a lesson."""
    lang = language(lang)
    return Lesson(load_exercise(name), lang, _article(article))


def _article(article: str | Article | None) -> Article | None:
    """Open a text of one's own; one that the machine could not read is refused here, by its language."""
    opened = read(article) if isinstance(article, str) else article
    return opened if opened is None or opened.lang else replace(opened, lang=identify(opened.text))


class Lesson:
    """A task on an article, and one student's answers to it.

    Parameters
    ----------
    exercise : Exercise
    lang : {"fr", "en"}
    article : Article, optional
        Instead of the exercise's own.
    """

    def __init__(self, exercise: Exercise, lang: str, article: Article | None = None) -> None:
        self.exercise = exercise
        self.lang = lang
        self.article = article or exercise.article(lang)
        self.units = units_of(self.article)
        self._own = article is None
        self._store = open_store(exercise.id, self.article)

    def __repr__(self) -> str:
        return f"Lesson({self.exercise.id}, {self.article.id})"

    # ---- reading and marking

    def read(self, units: str = "", flags: bool = True) -> Picture:
        """Show the numbered text, with or without its oddities under the sentences they stand in."""
        picked = pick_units(self.units, units)
        shown = [flag for flag in self.article.flags if flags and flag.shown]
        odd = () if self.article.folder else notes(self.article.text, str(self.article.lang), self.lang)
        told = "".join(f"<p><small>{escape(note)}</small></p>" for note in odd)
        html = article_page(self.article, picked, (), self.lang, shown) + told
        return Picture(html, f"{self.article.id}, {picked[0].id}-{picked[-1].id}")

    def mark(self, units: str = "", layer: str | None = None) -> Marker:
        """Open the marker on some sentences, ``"S1-S4"``; it saves as one goes."""
        parts = self._marked(layer)
        picked = self._asked(parts[0], units)
        labels = {part.layer: part.labels for part in parts}
        # Whoever hunts for oddities is not shown them.
        article = replace(self.article, flags=()) if "flags" in labels else self.article
        return Marker(article, tuple(labels), picked, labels, self._store, self.lang)

    def label(self, units: str = "") -> Labeller:
        """Open the labeller on some sentences; it saves as one goes."""
        part = self._marked(among=("statements",))[0]
        return Labeller(self.article, self._asked(part, units), part.labels, self._store, self.lang)

    def cards(self, units: str = "") -> Cards:
        """Put mentions of unnamed people onto cards: one's own marks, completed by the key's where they are missing."""
        picked = self._asked(self._marked(among=("people",))[0], units)
        earlier = open_store("02-sources", self.article).answers.live("sources")
        key = self._key()
        reading = sources(key) if key else None
        return Cards(self.article, [*self._answers(), *earlier], reading, picked, self._store, self.lang)

    def write(self, part_id: str) -> Writer:
        """Answer a question in words."""
        questions = {part.id: part for part in self.exercise.parts if part.layer == "text"}
        if part_id not in questions:
            raise UsageError(say("lesson.text_only", id=part_id, known=", ".join(questions)))
        return Writer(questions[part_id], self._store, self.lang)

    def rewrite(self, unit: str, direction: str) -> Rewriter:
        """Rewrite a sentence, ``"softer"`` or ``"harder"``, and see what the machine reads in it."""
        if direction not in DIRECTIONS:
            raise UsageError(say("writer.direction", direction=direction))
        sentence = pick_units(self.units, unit)[0]
        asked = {part.id: part for part in self.exercise.parts}
        part = asked.get(f"{sentence.id}-{direction}") or self._rewriting(sentence, direction)
        return Rewriter(part, self.article, sentence, self._store, self.lang)

    def _rewriting(self, sentence: Sentence, direction: str) -> Part:
        prompt = {self.lang: say(f"writer.{direction}", self.lang, unit=sentence.id)}
        return Part(f"{sentence.id}-{direction}", "text", sentence.id, (), prompt, 0, 0, 0, ())

    def _marked(self, layer: str | None = None, among: Collection[str] = SPANS) -> list[Part]:
        """Return the parts that ask for answers of these layers, or the one of `layer`."""
        parts = [part for part in self.exercise.parts if part.layer in among]
        if layer is not None:
            parts = [part for part in parts if part.layer == layer] or [self.exercise.part(layer)]
        if not parts:
            raise UsageError(say("lesson.no_part"))
        return parts

    def _asked(self, part: Part, units: str) -> tuple[Sentence, ...]:
        """Return the sentences named, else those that a part asks about; on another text than its own, all."""
        return pick_units(self.units, units or (self._own and part.units) or "")

    # ---- looking back

    def check(self, units: str = "", layer: str | None = None) -> Picture:
        """Explain each mark beside the key's reading; without a key, say what is done."""
        key = self._key()
        if key is None:
            return progress(self.exercise.parts, self._answers(), self.lang)
        mine = self._answers()
        return explain([outcome for part in self._marked(layer, JUDGED)
                        for outcome in score(mine, key, self._asked(part, units), {part.layer})], self.lang)

    def hint(self, units: str = "") -> Picture:
        """Give nudges, each behind its own fold: those for all, then those for the sentences named."""
        names = {unit.id for unit in pick_units(self.units, units)}
        hints = [(part, hint) for part in self.exercise.parts for hint in part.hints
                 if not hint.unit or (self._own and hint.unit in names)]
        return nudge(hints, self.lang)

    def solution(self, units: str = "", layer: str | None = None) -> Picture:
        """Show one solution, after a first try: with its reasons and the readings that can be defended beside it."""
        key = self._key()
        if key is None:
            return message("no_key", self.lang)
        parts = self._marked(layer, JUDGED)
        layers = [part.layer for part in parts]
        if not any(item.layer in layers for item in self._answers()):
            return message("try_first", self.lang)
        asked = {unit for part in parts for unit in self._asked(part, units)}
        return solve(self.article, [unit for unit in self.units if unit in asked], key, layers, self.lang)

    def _key(self) -> Key | None:
        """Open the key of this text, where there is one."""
        library = self.article.folder
        path = library / "reading.json" if library else self.exercise.folder / "key.json"
        if not path.is_file() or not (library or self._own):
            return None
        return check_key(load_key(path, self.lang), self.article, self.units, path.name)

    def to_frame(self) -> "pandas.DataFrame | Rows":
        """Return my answers as a table, one a row."""
        return frame([row(item, self.units, self.lang) for item in self._answers()], COLUMNS)

    def compare(self, other: str = "detector", units: str = "", layer: str | None = None) -> Compare | Picture:
        """Lay my marks beside another reading, and answer back.

        Parameters
        ----------
        other : str
            ``"detector"`` (it errs too), ``"key"`` (on the sentences answered), ``"class"`` (the answers files in the
            folder ``class``, else an invented class), or the path of a classmate's answers file or notebook.
        units : str
            Which sentences, such as ``"S1-S4"``; all where empty.
        layer : str, optional
            The lesson's first where not given.

        Raises
        ------
        UsageError
            Where there is no such file, or it is about another text.
        """
        part = self._marked(layer, JUDGED)[0]
        layer = part.layer
        if layer == "people" and other in ("detector", "key", "class"):  # only a classmate makes cards
            return message("compare_people", self.lang)
        picked = self._asked(part, units)
        mine = [item for item in self._answers() if item.layer == layer and inside(item, picked)]
        if not mine:
            return message("try_first", self.lang)
        reading = self._reading(other, mine, layer)
        if reading is None:
            return message("no_key", self.lang)
        return Compare(self.article, reading, layer, self._store, picked, self.lang)

    def _reading(self, other: str, mine: Collection[Item], layer: str) -> Reading | None:
        if other == "detector":
            return machine(self._scan, layer, self.lang)
        if other == "class":
            return majority(gather(self._store.answers, self.units, layer, self.lang), layer, self.lang)
        if other != "key":
            return classmate(Path(other), self._store.answers, layer, self.lang)
        key = self._key()
        return teacher(key, mine, self.units, layer, self.lang) if key else None

    def picture(self, name: str) -> Picture:
        """Show one of the pictures: by its name in `PICTURES`."""
        if name == "agreement":
            self._store.refresh()
            return agreement(gather(self._store.answers, self.units, "statements", self.lang), self.lang)
        if name == "traps":
            return verdicts(self.lang)[0]
        of_text = {"identity": identity, "versions": charts.versions}
        if name in of_text:
            return of_text[name](self.article, self.lang)
        of_scan = {"left": charts.what_is_left, "certainty": charts.certainty, "sources": charts.source_map}
        if name not in of_scan:
            raise UsageError(say("lesson.pictures", known=", ".join(PICTURES)) + near(name, PICTURES))
        return of_scan[name](self.article, self._scan, self.lang)

    @cached_property
    def _scan(self) -> Any:
        return scan(self.article)

    def _answers(self) -> tuple[Item, ...]:
        """Return what was answered so far, in this or any other window."""
        self._store.refresh()
        return self._store.answers.live()

    # ---- handing in

    def hand_in(self, student: str | None = None) -> HandIn:
        """Put all answers into the notebook, which is then a complete copy, and give a receipt.

        Parameters
        ----------
        student : str, optional
            A first name or a code.
        """
        problem = ""
        try:
            self._store.hand_in(student)
        except AnswersError as error:  # the notebook itself carries the answers
            problem = str(error)
        for widget in tuple(self._store.watchers):
            widget.show()
        return HandIn(self._store, self.lang, problem)
