"""Another reading of the same text, as answers: the machine's, the key's; and two readings side by side.

Nothing here judges. The key's reading is given for sentences that were answered, and for no others.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from pathlib import Path

from kit.answers import Item
from kit.article import Sentence
from kit.detect.findings import Scan
from kit.exercise import WORDING, card_places
from kit.key import Key
from kit.rules import load
from kit.spans import Place, one_to_one, share
from kit.wording import say, table

MEASURED = Path(__file__).parent / "gold" / "measured.json"
OVERLAP = 0.3
"""Two marks are about the same words where they share this much of what they cover together, or one holds the other."""

Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody else says of the text.

    Parameters
    ----------
    name : str
        ``detector``, ``key``, ``file`` or ``class``: whose reading it is.
    items : tuple of Item
        The marks; `why` holds the reason, where there is one.
    notes : tuple of str
        Sentences to read before the marks.
    path : str
        The file that it comes from, where there may be several of the name.
    """

    name: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()
    path: str = ""


def machine(scan: Scan, layer: str, lang: str) -> Reading:
    """Return what the second reader found, each with its reason."""
    readers = {"sources": _sources, "hedges": _hedges, "statements": _statements}
    items = tuple(readers[layer](scan, lang)) if layer in readers else ()
    return Reading("detector", items, (say("compare.fallible", lang), *_measured(scan.lang, layer, lang)))


def _measured(text_lang: str, layer: str, lang: str) -> Iterator[str]:
    """Say how often the machine was right on sentences that its rules had never seen (``kit evaluate``)."""
    figures = json.loads(MEASURED.read_text(encoding="utf-8")).get(text_lang, {}).get(layer)
    if figures:  # never better than it is: 95 in 100 is 9 in 10
        yield say("compare.measured", lang, found=int(10 * figures["R"]), wrong=ceil(10 * (1 - figures["P"])))


def _sources(scan: Scan, lang: str) -> Iterator[Item]:
    for found in scan.sources:
        why = say("compare.cue", lang, cue=found.cue.text)
        yield _item("sources", found.start, found.end, found.text, found.source_class, why)


def _hedges(scan: Scan, lang: str) -> Iterator[Item]:
    rules = {rule.id: rule for rule in load(scan.lang, "hedges")}
    for found in scan.hedges:
        rule = rules[found.rule]
        reword = say("compare.reword", lang, harder=rule.harder[lang], softer=rule.softer[lang])
        yield _item("hedges", found.start, found.end, found.text, found.category, f"{rule.why[lang]} {reword}")


def _statements(scan: Scan, lang: str) -> Iterator[Item]:
    places = {sentence.id: sentence for sentence in scan.sentences}
    reasons = table("because", lang)
    for found in scan.statements:
        place = places[found.sentence]
        why = "; ".join(reasons.get(code, code) for code in found.because)
        yield Item(f"statements:{place.id}", "statements", start=place.start, end=place.end, quote=place.text,
                   label=found.status, voice=found.voice, why=why)


def _item(layer: str, start: int, end: int, quote: str, label: str, why: str) -> Item:
    return Item(f"{layer}:{start}-{end}", layer, start=start, end=end, quote=quote, label=label, why=why)


def teacher(key: Key, mine: Collection[Item], units: Iterable[Sentence], layer: str, lang: str) -> Reading:
    """Return the key's marks on the sentences in which the student has marked something."""
    answered = [unit for unit in units if any(_touches(item, unit) for item in mine)]
    items = tuple(
        Item(f"{layer}:{item.id}", layer, start=item.start, end=item.end, quote=item.text, label=item.label,
             voice=str(item.attributes.get("voice", "")), why=item.explanation.get(lang, ""))
        for item in key.layer(layer)
        if any(unit.start <= (item.start or 0) < unit.end for unit in answered)
    )
    return Reading("key", items, (say("lesson.one_reading", lang),))


def sources(key: Key) -> tuple[Item, ...]:
    """Return the places and classes of the key's sources, and nothing else of what it says."""
    return tuple(_item("sources", item.start, item.end, item.text, item.label, "") for item in key.layer("sources"))


def _touches(item: Item, unit: Sentence) -> bool:
    return item.start is not None and unit.start <= item.start < unit.end


# ---- side by side

def overlap(one: Item, two: Item) -> float:
    """Return what two marks share, as a part of what they cover together."""
    return share((one.start or 0, one.end or 0), (two.start or 0, two.end or 0))


def _within(one: Item, two: Item) -> bool:
    """Tell whether one of two marks lies inside the other."""
    inner, outer = sorted((one, two), key=lambda item: (item.end or 0) - (item.start or 0))
    return (outer.start or 0) <= (inner.start or 0) < (inner.end or 0) <= (outer.end or 0)


def pair_up(mine: Iterable[Item], theirs: Iterable[Item]) -> list[Pair]:
    """Put each mark beside the one that shares most with it, one to one, in the order of the text."""
    mine, left = list(mine), list(theirs)
    close = sorted((-overlap(one, two), i, j) for i, one in enumerate(mine) for j, two in enumerate(left))
    partner = one_to_one((i, j) for far, i, j in close if -far >= OVERLAP or _within(mine[i], left[j]))
    pairs: list[Pair] = [(item, left[partner[i]] if i in partner else None) for i, item in enumerate(mine)]
    pairs += [(None, item) for j, item in enumerate(left) if j not in partner.values()]
    return sorted(pairs, key=lambda pair: next(item.start or 0 for item in pair if item))


def pair_people(mine: Iterable[Item], theirs: Iterable[Item]) -> list[Pair]:
    """Put side by side what two students' cards say of two mentions, where one of them may see one person in both.

    A mention of theirs that touches one of mine is the same one. Who has not put both onto cards says nothing of them.
    """
    here, there = ({place: card for card in cards for place in card_places(card.attributes)}
                   for cards in (mine, theirs))
    there = {next((own for own in here if share(own, place)), place): card for place, card in there.items()}
    pairs = [(_said_of(*two, here), _said_of(*two, there)) for two in combinations(sorted(here | there), 2)]
    return [pair for pair in pairs if any(item and item.label != "different" for item in pair)]


def _said_of(one: Place, two: Place, cards: Mapping[Place, Item]) -> Item | None:
    first, second = cards.get(one), cards.get(two)
    if first is None or second is None:
        return None
    doubting = [card for card, other in ((first, second), (second, first))
                if other.id == f"people:{card.attributes.get('perhaps')}"]
    label = "same" if first is second else "perhaps" if doubting else "different"
    why = [] if label == "different" else doubting or [first]
    return Item(f"people:{one[0]}-{two[1]}", "people", start=one[0], end=two[1], label=label,
                attributes={"mentions": " ".join(f"{start}-{end}" for start, end in (one, two))},
                why=" ".join(card.why for card in why))


def verdict(pair: Pair) -> str:
    """Return ``agree``, ``differ``, ``only_mine`` or ``only_theirs``."""
    mine, theirs = pair
    if mine is None or theirs is None:
        return "only_theirs" if mine is None else "only_mine"
    same_voice = not (mine.voice and theirs.voice) or mine.voice == theirs.voice
    return "agree" if mine.label == theirs.label and same_voice else "differ"


def spoken_label(item: Item, lang: str) -> str:
    """Return the words of a label; those of a statement name its voice too."""
    if item.layer == "statements":
        voice = table("voice", lang).get(item.voice)
        status = table("status", lang).get(item.label, item.label)
        return f"{status} · {voice}" if voice else status
    return table(WORDING.get(item.layer, f"word.{item.layer}"), lang).get(item.label, item.label)
