"""What a student is asked to do: an article and parts, from a TOML file that never holds the key.

A graded exercise is a folder of ``exercises`` with ``exercise.toml``; the task of a lesson is
``kit/lessons/<name>.toml``, of the same form::

    id = "02-sources"
    minutes = 25
    title = { fr = "…", en = "…" }
    task = { fr = "…", en = "…" }            # what to do, in two sentences
    article = { fr = "article.fr.txt", en = "article.en.txt" }   # a file beside this one, or a library article

    [[part]]
    id = "sources"                           # the layer's name where not given
    layer = "sources"                        # sources, hedges, flags, statements, people or text
    units = "S5-S16"                         # all of them where not given
    labels = ["named_person", "bare_source"] # all labels of the layer where not given
    prompt = { fr = "…", en = "…" }
    points = 20                              # none in a lesson
    extra_cost = 0.5                         # what a mark too many costs, counted in items
    words = 80                               # how many words a written answer should have
    hints = [{ fr = "…", en = "…" }, { unit = "S7", fr = "…", en = "…" }]

Without an article the exercise is done on an article of the student's own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.article import Article, Sentence, library, read
from kit.checked import Table, load_toml, near
from kit.errors import UsageError
from kit.wording import LANGUAGES, say, table, typeset_each

LAYERS = ("sources", "hedges", "flags", "statements", "people", "text")
LESSONS = Path(__file__).parent / "lessons"
_BESIDE = LESSONS.parents[1] / "exercises"
EXERCISES = _BESIDE if _BESIDE.is_dir() else LESSONS.parent / "exercises"
"""Beside ``kit`` in a checkout, inside it where it is installed."""
WORDING = {"sources": "class", "hedges": "category", "flags": "flag", "statements": "status"}
FACTS = {"journal": "fact_own", "named": "claim_named", "anonymous": "claim_anonymous"}
"""The flat label of a fact, for each voice."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A nudge towards an answer; `unit` is empty where it helps with the whole part."""

    unit: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked: a layer to mark on some sentences, or a question to answer in words.

    Parameters
    ----------
    id : str
        Its own name; the name of a question, as in ``lesson.write("who-is-missing")``.
    layer : str
        One of `LAYERS`.
    units : str
        The sentences concerned (see `pick_units`); empty for all.
    labels : tuple of str
        The codes to choose from; empty for a layer without labels.
    prompt : mapping
        What is asked, by language.
    points : float
        What the part is worth; 0 in a lesson.
    extra_cost : float
        What a mark too many costs, counted in items of weight 1.
    words : int
        The length asked of a written answer, 0 for none.
    hints : tuple of Hint
    """

    id: str
    layer: str
    units: str
    labels: tuple[str, ...]
    prompt: Mapping[str, str]
    points: float
    extra_cost: float
    words: int
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A task, in both languages.

    Parameters
    ----------
    id : str
    title, task : mapping
        By language.
    minutes : int
        The time meant for it, 0 where nothing is said.
    parts : tuple of Part
    articles : mapping
        ``{language: library name or file name}``; empty where students bring their own.
    folder : Path
        Where the file lives.
    """

    id: str
    title: Mapping[str, str]
    task: Mapping[str, str]
    minutes: int
    parts: tuple[Part, ...]
    articles: Mapping[str, str]
    folder: Path

    @property
    def points(self) -> float:
        """What the whole exercise is worth."""
        return sum(part.points for part in self.parts)

    def part(self, name: str) -> Part:
        """Return the part with this id; a `UsageError` names the nearest one."""
        parts = {part.id: part for part in self.parts}
        if name not in parts:
            raise UsageError(say("exercise.part", name=name, near=near(name, parts), known=", ".join(parts)))
        return parts[name]

    def article(self, lang: str) -> Article:
        """Return the article to work on; a `UsageError` where students bring their own.

        A file's own language is in its name (``article.fr.txt``), so that both languages may share one text.
        """
        if not self.articles:
            raise UsageError(say("exercise.own_article", name=self.id))
        name = self.articles[lang]
        if name in library():
            return read(name)
        lang = next((code for code in LANGUAGES if name.endswith(f".{code}.txt")), lang)
        return replace(read(self.folder / name, lang=lang), id=f"{self.id}.{lang}")


def labels(layer: str) -> tuple[str, ...]:
    """Return the codes of a layer, in the order of the interface; none where any word will do."""
    return tuple(table(WORDING[layer], "en")) if layer in WORDING else ()


def card_places(attributes: Mapping[str, object]) -> list[tuple[int, int]]:
    """Return the places in the text that are gathered on a card of the layer ``people``."""
    found = re.findall(r"([0-9]{1,9})-([0-9]{1,9})", str(attributes.get("mentions", "")))
    return [(int(start), int(end)) for start, end in found]


def flat_label(status: str, voice: str | None) -> str:
    """Return the single label of a status and a voice: a fact takes the name of who states it."""
    return FACTS.get(voice or "", status) if status == "fact" else status


def lessons() -> tuple[str, ...]:
    """Return the names of the lessons."""
    return tuple(sorted(path.stem for path in LESSONS.glob("*.toml")))


def exercises() -> tuple[str, ...]:
    """Return the names of the graded exercises."""
    return tuple(sorted(path.parent.name for path in EXERCISES.glob("*/exercise.toml")))


def load_lesson(name: str) -> Exercise:
    """Return the task of a lesson, by its name."""
    return load_exercise(LESSONS / f"{name}.toml") if name in lessons() else _unknown(name, lessons())


def load_exercise(name: str | Path) -> Exercise:
    """Return an exercise, by its name, its folder or its file.

    Raises
    ------
    UsageError
        Where there is no such exercise.
    DataError
        Where its file has a fault; the message names file, place and nearest valid word.
    """
    for path in (EXERCISES / name, Path(name)):
        path = path / "exercise.toml" if path.is_dir() else path
        if path.is_file():
            return _exercise(load_toml(path), path.parent)
    return _unknown(str(name), exercises())


def _unknown(name: str, known: tuple[str, ...]) -> Exercise:
    raise UsageError(say("exercise.none", name=name, near=near(name, known), known=", ".join(known)))


def _exercise(data: Table, folder: Path) -> Exercise:
    exercise = Exercise(
        id=data.text("id"), title=data.both("title"), task=data.both("task", {}), minutes=data.whole("minutes", 0),
        parts=tuple(_part(part) for part in data.tables("part")), articles=_articles(data, folder), folder=folder,
    )
    data.close()
    if not exercise.parts:
        raise data.error("exercise.no_parts")
    names = [part.id for part in exercise.parts]
    for name in names:
        if names.count(name) > 1:
            raise data.error("exercise.twice", id=name)
    return exercise


def _part(data: Table) -> Part:
    layer = data.text("layer", choices=LAYERS)
    part = Part(
        id=data.text("id", layer), layer=layer, units=data.text("units", ""),
        labels=data.words("labels", labels(layer), labels(layer)), prompt=data.both("prompt", {}),
        points=data.number("points", 0), extra_cost=data.number("extra_cost", 0.5), words=data.whole("words", 0),
        hints=tuple(_hint(hint) for hint in data.tables("hints")),
    )
    data.close()
    return part


def _hint(data: Table) -> Hint:
    hint = Hint(data.text("unit", ""), typeset_each({lang: data.text(lang) for lang in LANGUAGES}))
    data.close()
    return hint


def _articles(data: Table, folder: Path) -> Mapping[str, str]:
    articles = data.both("article", {})
    for name in articles.values():
        if name not in library() and not (folder / name).is_file():
            raise data.error("checked.choice", name="article", value=name, near=near(name, library()),
                             known=", ".join(library()))
    return articles


def pick_units(units: Sequence[Sentence], spec: str = "") -> tuple[Sentence, ...]:
    """Return the sentences that `spec` names.

    Parameters
    ----------
    units : sequence of Sentence
        The article's sentences and headings, in order.
    spec : str
        ``"S1-S4"``, ``"S2, S5-S7"``, ``"H1"``; a range includes the headings within it. Empty for all.

    Raises
    ------
    UsageError
        Where it names a sentence that is not there.
    """
    if not spec.strip():
        return tuple(units)
    place = {unit.id: n for n, unit in enumerate(units)}
    picked: set[int] = set()
    for item in spec.upper().split(","):
        first, *last = (end.strip() for end in re.split(r"\s*[-–]\s*", item.strip(), maxsplit=1))
        for name in (first, *last):
            if name not in place:
                raise UsageError(say("exercise.units", spec=spec, near=near(name, place), last=units[-1].id))
        picked.update(range(place[first], place[last[0] if last else first] + 1))
    return tuple(units[n] for n in sorted(picked))

