"""What classmates say of the same text: one of them, or the whole class and how far it agrees.

Until there are files of a class, an invented one stands in for it (``classmates.toml``), and says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kit.answers import Answers, Item
from kit.article import Sentence
from kit.charts import Bar, Picture, bars, figure
from kit.checked import load_toml
from kit.errors import AnswersError, UsageError
from kit.exercise import flat_label
from kit.grading.agreement import alpha, interval, mean_kappa, pair_agreement
from kit.readings import OVERLAP, Reading, overlap, spoken_label
from kit.store import load_answers
from kit.wording import say, table

FOLDER = Path("class")
INVENTED = Path(__file__).with_suffix(".toml")
_STATUS = {"F": "fact", "S": "speculation", "O": "opinion", "I": "intention"}
_VOICE = {"j": "journal", "n": "named", "a": "anonymous"}

Labels = dict[str, str]
"""A copy's flat labels, by sentence."""


@dataclass(frozen=True, slots=True)
class Class:
    """The copies of a class.

    Parameters
    ----------
    copies : sequence of Answers
        One's own comes first, where there is one.
    notes : tuple of str
        Where they come from, and which files could not be used.
    """

    copies: Sequence[Answers]
    notes: tuple[str, ...]


def classmate(path: Path, mine: Answers, layer: str, lang: str) -> Reading:
    """Return what a classmate's answers file or notebook says.

    Raises
    ------
    UsageError
        Where the file is missing, cannot be read, or is about another text: the message says which.
    """
    answers = _open(path)
    if answers.article_sha256 != mine.article_sha256:
        raise UsageError(say("compare.other_text", file=path.name))
    notes = tuple(_numbers(mine, answers, lang)) if layer == "people" else ()
    return Reading("file", answers.live(layer), notes, path.as_posix())


def _numbers(mine: Answers, theirs: Answers, lang: str) -> Iterator[str]:
    """Say how two students' cards are compared, and what numbers the two came to."""
    yield say("compare.people.how", lang)
    for name, word in (("least", say("cards.least", lang)), ("distinct", say("cards.distinct", lang))):
        given = [answers.items.get(f"people:{name}") for answers in (mine, theirs)]
        one, two = (item.label if item and not item.deleted else "" for item in given)
        if one or two:
            yield say("compare.people.numbers", lang, number=word, mine=one or "–", theirs=two or "–")


def _open(path: Path) -> Answers:
    """Read the newest answers of a file, whoever wrote it."""
    try:
        return load_answers(path)
    except AnswersError:
        raise UsageError(say("compare.unreadable", file=path.name)) from None


def gather(mine: Answers, units: Iterable[Sentence], layer: str, lang: str) -> Class:
    """Return the class in the folder `FOLDER`, else the invented one of this text.

    Raises
    ------
    UsageError
        Where there is neither.
    """
    theirs, refused = _files(mine)
    source = []
    if not theirs and not refused and layer == "statements":
        theirs = list(_invented(mine, units))
        source = [say("compare.invented", lang, n=len(theirs), folder=FOLDER)]
    if not theirs:
        raise UsageError(say("compare.no_class", folder=FOLDER))
    own = bool(mine.live(layer))
    count = say("compare.copies" if own else "compare.copies_of_others", lang, n=len(theirs) + own)
    return Class([mine] * own + theirs, (*source, count, *refused))


def _files(mine: Answers) -> tuple[list[Answers], list[str]]:
    """Return the copies of this text in the folder, and a sentence for each file that cannot be read."""
    copies, refused = [], []
    for path in sorted(FOLDER.glob("*.json")) + sorted(FOLDER.glob("*.ipynb")):
        try:
            answers = _open(path)
        except UsageError as error:
            refused.append(str(error))
        else:
            if answers.article_sha256 == mine.article_sha256 and answers.to_dict() != mine.to_dict():
                copies.append(answers)
    return copies, refused


def _invented(mine: Answers, units: Iterable[Sentence]) -> Iterator[Answers]:
    sentences = [unit for unit in units if unit.kind == "sentence"]
    for entry in load_toml(INVENTED).tables("class"):
        if mine.article_id in entry.words("articles"):
            for row in entry.text("students").strip().splitlines():
                yield _student(row.split(), sentences, mine)


def _student(row: Sequence[str], sentences: Sequence[Sentence], mine: Answers) -> Answers:
    answers = Answers(mine.exercise, mine.article_id, mine.article_sha256)
    for unit, code in zip(sentences, row, strict=True):
        answers.put(Item(f"statements:{unit.id}", "statements", start=unit.start, end=unit.end, quote=unit.text,
                         label=_STATUS[code[0]], voice=_VOICE[code[1]]))
    return answers


# ---- what most of them say

def majority(found: Class, layer: str, lang: str) -> Reading:
    """Return what most of the class says, and how far it agrees."""
    notes = (*found.notes, *agreement_notes(found.copies, layer, lang))
    return Reading("class", tuple(_majority(found.copies, layer, lang)), notes)


def _majority(copies: Sequence[Answers], layer: str, lang: str) -> Iterator[Item]:
    """Gather the marks on the same words, and give the most frequent label where half of the class marked them."""
    groups: list[list[Item]] = []
    for copy in copies:
        for item in _main(copy.live(layer)):
            group = next((group for group in groups if overlap(group[0], item) >= OVERLAP), None)
            if group is None:
                groups.append([item])
            else:
                group.append(item)
    for group in groups:
        if 2 * len(group) >= len(copies):
            counts = Counter((item.label, item.voice) for item in group)
            (label, voice), _ = counts.most_common(1)[0]
            first = group[0]
            yield Item(first.id, layer, start=first.start, end=first.end, quote=first.quote, label=label, voice=voice,
                       why=say("compare.shares", lang, shares=_shares(group, lang), of=len(copies)))


def _shares(group: Iterable[Item], lang: str) -> str:
    counts = Counter(spoken_label(item, lang) for item in group)
    return "; ".join(f"{n} × {label}" for label, n in counts.most_common())


def _main(items: Iterable[Item]) -> Iterator[Item]:
    """Leave out the further claims of a split sentence: its main point is what counts."""
    return (item for item in items if item.label and item.id.count(":") == 1)


# ---- how far they agree

def _labels(copies: Iterable[Answers]) -> list[Labels]:
    return [{item.id.partition(":")[2]: flat_label(item.label, item.voice) for item in _main(copy.live("statements"))}
            for copy in copies]


def _disputed(labels: Sequence[Labels]) -> list[tuple[str, Counter[str]]]:
    """Count the labels of each sentence, the sentence on which the fewest agree first."""
    units = dict.fromkeys(unit for given in labels for unit in given)
    counts = [(unit, Counter(given[unit] for given in labels if unit in given)) for unit in units]
    return sorted(counts, key=lambda pair: max(pair[1].values()) / pair[1].total())


def agreement_notes(copies: Sequence[Answers], layer: str, lang: str) -> Iterator[str]:
    """Say how far the class agrees on its statements, beside what a careless answer would get."""
    labels = _labels(copies) if layer == "statements" else []
    disputed = _disputed(labels)
    counts = [count for _, count in disputed]
    share, value, span = pair_agreement(counts), alpha(counts), interval(counts)
    if share is None:
        return
    label, n = sum(counts, Counter[str]()).most_common(1)[0]
    yield say("compare.percentage", lang, share=round(100 * share))
    yield say("compare.kappa", lang, kappa=_figure(mean_kappa(labels), lang))
    low, high = span or (None, None)
    yield say("compare.alpha", lang, alpha=_figure(value, lang), low=_figure(low, lang), high=_figure(high, lang),
              n=len(counts))
    yield say("compare.careless", lang, label=table("flat", lang)[label],
              share=round(100 * n / sum(count.total() for count in counts)))
    yield say("compare.disputed", lang, units=", ".join(unit for unit, _ in disputed[:2]))


def _figure(value: float | None, lang: str) -> str:
    if value is None:
        return say("compare.undefined", lang)
    return f"{value:.2f}".replace(".", "," if lang == "fr" else ".")


def agreement(found: Class, lang: str) -> Picture:
    """Show how the class labelled each sentence, the most disputed first, and how far it agrees."""
    words = table("flat", lang)
    rows = []
    for unit, counts in _disputed(_labels(found.copies)):
        ranked = counts.most_common()
        says = " · ".join(f"{n}\u00a0× {words[label]}" for label, n in ranked)
        rows.append(Bar(unit, 100 * ranked[0][1] / counts.total(), says, "journal"))
    notes = "".join(f"<li>{escape(note)}</li>" for note in agreement_notes(found.copies, "statements", lang))
    body = f"<ul>{notes}</ul>" + bars("agreement", ("sentence", "bar", "labels"), rows, lang)
    return figure("agreement", say("chart.agreement.title", lang), " ".join(found.notes), body, lang)
