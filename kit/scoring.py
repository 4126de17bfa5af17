"""The one judge: what a student answered, against what a teacher says (`kit.key`).

`score` serves a lesson's ``check()`` and grading alike. Findings of the machine play no part here.

A *span* is found where a mark covers the item's head, stays inside its sentence and is at most `LONGEST` times as
long; one mark an item, best overlap first. A *statement* is judged by its flat label, a *people* item by its number
or by the cards that the two sources stand on; a *text* is for the instructor to read.

Outcomes: ``correct`` (credit 1), ``partial`` (a listed alternative without a reason: 1/2), ``open`` (an
alternative with a reason: 1/2, the rest for the instructor; or a text), ``wrong``, ``missed``, ``extra`` (a mark
too many: it costs, and no part falls below zero), ``blank`` (not attempted, which is not wrong). An optional
item weighs nothing: finding it is never wrong, nor is leaving it.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kit.answers import Item
from kit.article import Sentence
from kit.exercise import FACTS, LAYERS, WORDING, Part, card_places, flat_label, pick_units
from kit.key import Distractor, Key, KeyItem
from kit.spans import Place, one_to_one, share
from kit.wording import table

LONGEST = 3
TRAPPED = 0.3
"""The overlap from which a mark counts as set on a distractor."""
SPANS = ("sources", "hedges", "flags")


class Outcome(NamedTuple):
    """What became of one key item, or of one mark too many.

    Parameters
    ----------
    item_id : str
        The key item's id; the answer's own for an extra mark; the part's id for a text.
    layer, unit : str
    outcome : str
        correct, partial, wrong, missed, extra, blank or open.
    credit : float
        Share of the item earned, 0 to 1; negative for an extra mark.
    weight : float
        What the item weighs in its part; 0 where optional.
    answer : Item or None
        What the student said.
    given, expected : str
        The label given and the key's; flat for a statement; empty where there is none.
    alternatives : tuple of str
        Labels that another careful reader could defend.
    explanation : mapping
        Why, by language.
    start, end : int
        The place in the article; 0, 0 where there is none.
    text : str
        The key's words there; for an extra mark, the words marked.
    """

    item_id: str
    layer: str
    unit: str
    outcome: str
    credit: float
    weight: float
    answer: Item | None
    given: str
    expected: str
    alternatives: tuple[str, ...]
    explanation: Mapping[str, str]
    start: int
    end: int
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called: ``half`` where part of the answer is right, though no reading that the key lists."""
        half = self.outcome == "partial" and self.expected and self.given not in self.alternatives
        return "half" if half else self.outcome


def score(answers: Iterable[Item], key: Key, units: Sequence[Sentence],
          layers: Collection[str] = LAYERS, extra_cost: float = 0.5) -> tuple[Outcome, ...]:
    """Judge answers on some sentences.

    Parameters
    ----------
    answers : iterable of Item
        Deleted ones are passed over.
    key : Key
    units : sequence of Sentence
        The sentences concerned, in the order of the text; answers elsewhere are passed over.
    layers : collection of str
        The layers concerned; texts are judged by `score_part` alone.
    extra_cost : float
        What a mark too many costs, in items.

    Returns
    -------
    tuple of Outcome
        One for each key item concerned, in the key's order layer by layer, each layer's extra marks last.
    """
    by_layer: dict[str, list[Item]] = {}
    for answer in answers:
        if not answer.deleted:
            by_layer.setdefault(answer.layer, []).append(answer)
    outcomes: list[Outcome] = []
    for layer in LAYERS:
        if layer in layers:
            given = by_layer.get(layer, [])
            if layer in SPANS:
                outcomes += _score_spans(given, key, units, layer, extra_cost)
            elif layer == "statements":
                outcomes += _score_statements(given, key, units)
            elif layer == "people":
                outcomes += _score_people(given, key)
    return tuple(outcomes)


def score_part(answers: Sequence[Item], part: Part, key: Key | None, units: Sequence[Sentence],
               ) -> tuple[Outcome, ...]:
    """Judge one part of an exercise; a text, or any layer without a key, is left open for the instructor."""
    mine = [answer for answer in answers if answer.layer == part.layer]
    if part.layer == "text":
        return (_read_by_instructor(part, [answer for answer in mine if answer.id == f"text:{part.id}"]),)
    if key is None:
        return (_read_by_instructor(part, mine),)
    return score(mine, key, pick_units(units, part.units), (part.layer,), part.extra_cost)


def points(outcomes: Iterable[Outcome], part: Part) -> float:
    """Return what a part earned: its points times the credit earned, never below zero.

    The result is not rounded; open items count with the credit that is sure.
    """
    earned = total = 0.0
    for outcome in outcomes:
        if outcome.outcome == "extra":
            earned += outcome.credit
        else:
            earned += outcome.credit * outcome.weight
            total += outcome.weight
    return part.points * max(0.0, earned) / total if total else 0.0


def _outcome(item: KeyItem, outcome: str, credit: float = 0.0, answer: Item | None = None,
             given: str = "") -> Outcome:
    return Outcome(item.id, item.layer, item.unit, outcome, credit, 0.0 if item.optional else item.weight, answer,
                   given, item.expected, item.alternatives, item.explanation, item.start, item.end, item.text)


def _judge(item: KeyItem, given: str, answer: Item) -> Outcome:
    """Compare a label with the key's."""
    if given == item.expected or not item.label:
        return _outcome(item, "correct", 1.0, answer, given)
    if given in item.alternatives:
        return _outcome(item, "open" if answer.why.strip() else "partial", 0.5, answer, given)
    return _outcome(item, "partial" if item.optional else "wrong", 0.0, answer, given)


def _score_spans(marks: list[Item], key: Key, units: Sequence[Sentence], layer: str,
                 extra_cost: float) -> Iterator[Outcome]:
    inside = _by_unit(marks, units)
    ends = {unit.id: unit.end for unit in units}
    items = [item for item in key.items if item.layer == layer and item.unit in ends]
    found = _match(items, inside, ends)
    unmet = "missed" if inside else "blank"
    for item in items:
        if item.id in found:
            yield _judge(item, found[item.id].label, found[item.id])
        elif not item.optional:
            yield _outcome(item, unmet)
    used = {mark.id for mark in found.values()}
    for unit in units:
        for mark in inside.get(unit.id, ()):
            if mark.id not in used:
                yield _extra(mark, key, unit.id, extra_cost)


def _by_unit(marks: list[Item], units: Sequence[Sentence]) -> dict[str, list[Item]]:
    """Group marks by the sentence that they begin in; those that begin in none of `units` are left out."""
    starts = [unit.start for unit in units]
    inside: dict[str, list[Item]] = {}
    for mark in sorted(marks, key=_span):
        n = bisect_right(starts, _span(mark)[0]) - 1
        if n >= 0 and _span(mark)[0] < units[n].end:
            inside.setdefault(units[n].id, []).append(mark)
    return inside


def _span(mark: Item) -> Place:
    """Return the place of a mark; one without a place is nowhere."""
    return (-1, -1) if mark.start is None or mark.end is None else (mark.start, mark.end)


def _match(items: list[KeyItem], inside: Mapping[str, list[Item]], ends: Mapping[str, int]) -> dict[str, Item]:
    """Pair key items with marks, one to one, best overlap first; between equals, the right label."""
    pairs = [(-_overlap(item, mark), mark.label != item.label, n, m, item.id, mark.id)
             for n, item in enumerate(items)
             for m, mark in enumerate(inside.get(item.unit, ())) if _hits(item, mark, ends[item.unit])]
    marks = {mark.id: mark for marks in inside.values() for mark in marks}
    ranked = ((name, mark) for *_, name, mark in sorted(pairs))
    return {name: marks[mark] for name, mark in one_to_one(ranked).items()}


def _hits(item: KeyItem, mark: Item, end: int) -> bool:
    start, stop = _span(mark)
    return (start <= item.head[0] and item.head[1] <= stop <= end
            and stop - start <= LONGEST * (item.end - item.start))


def _overlap(item: KeyItem | Distractor, mark: Item) -> float:
    return share((item.start, item.end), _span(mark))


def _extra(mark: Item, key: Key, unit: str, cost: float) -> Outcome:
    traps = [trap for trap in key.distractors if trap.layer == mark.layer and _overlap(trap, mark) >= TRAPPED]
    start, end = _span(mark)
    return Outcome(mark.id, mark.layer, unit, "extra", -cost, 1.0, mark, mark.label, "", (),
                   traps[0].why if traps else {}, start, end, mark.quote)


def _score_statements(answers: list[Item], key: Key, units: Sequence[Sentence]) -> Iterator[Outcome]:
    given = {answer.id.removeprefix("statements:"): answer for answer in answers}
    wanted = {unit.id for unit in units}
    for item in key.layer("statements"):
        if item.unit in wanted:
            if item.id in given:
                yield _judge_statement(item, given[item.id])
            elif not item.optional:
                yield _outcome(item, "blank")


def _judge_statement(item: KeyItem, answer: Item) -> Outcome:
    """Judge the flat label; where no voice was asked for, the status alone; a fact in the wrong voice leaves half."""
    status = answer.label
    if status == "fact" and not answer.voice:
        given = next((label for label in (item.expected, *item.alternatives) if label in FACTS.values()), status)
    else:
        given = flat_label(status, answer.voice)
    outcome = _judge(item, given, answer)
    if outcome.outcome == "wrong" and status == item.label:
        return _outcome(item, "partial", 0.5, answer, outcome.given)
    return outcome


def _score_people(answers: list[Item], key: Key) -> Iterator[Outcome]:
    numbers = {answer.id.removeprefix("people:"): answer for answer in answers}
    sources = {item.id: item for item in key.layer("sources")}
    for item in key.layer("people"):
        pair = [sources[name] for name in item.attributes.get("mentions", ())]
        answer, given = _cards(pair, answers) if pair else (numbers.get(item.id), "")
        if answer is not None:
            outcome = _judge(item, given or answer.label, answer)
            yield outcome._replace(text=key.words(item))
        elif not item.optional:
            yield _outcome(item, "blank")


def _cards(pair: Sequence[KeyItem], cards: list[Item]) -> tuple[Item | None, str]:
    """Return the card that the first source stands on, and whether the second is on the same one."""
    first, second = (next((card for card in cards if _holds(card, source)), None) for source in pair)
    if first is None or second is None:
        return None, ""
    return first, "same" if first is second else "different"


def _holds(card: Item, source: KeyItem) -> bool:
    """Tell whether one of the places gathered on a card covers a source's head."""
    return any(start <= source.head[0] and source.head[1] <= end for start, end in card_places(card.attributes))


def _read_by_instructor(part: Part, answers: list[Item]) -> Outcome:
    """Leave a part open: a text, or all the marks of a layer without a key, in a line each."""
    written = [answer for answer in answers if not answer.deleted and (part.layer != "text" or answer.why.strip())]
    marks = "" if part.layer == "text" else "\n".join(
        " = ".join(filter(None, (answer.quote, answer.label, answer.voice))) for answer in written)
    return Outcome(part.id, part.layer, "", "open" if written else "blank", 0.0, 1.0, written[0] if written else None,
                   marks, "", (), {}, 0, 0)


def in_words(given: str, layer: str, lang: str) -> str:
    """Return the marks that an instructor reads, ``quote = label`` a line, with the words of their labels."""
    words = {**table(WORDING[layer], lang), **table("voice", lang)} if layer in WORDING else {}
    return "\n".join(" = ".join((quote, *(words.get(code, code) for code in codes)))
                     for quote, *codes in (line.split(" = ") for line in given.splitlines()))
