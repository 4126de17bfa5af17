"""How many unnamed people speak? What the grammar guarantees, and not one more.

Each mention of unnamed people is a card. Cards may hide the same person, unless the text forbids it: « un autre » is
not the one before, and somebody American is not somebody European. The least number of people is then that of the
largest set of cards no two of which can share anybody, each counted with the number that its grammar guarantees.
There is no greatest number where a plural stands: « des diplomates » has no ceiling.

References
----------
Antheaume, A. (2016), blog of Sciences Po's school of journalism: eleven unnamed sources of one article turned out to
be five or six people, and a reader could not know.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kit.detect.findings import Source
from kit.lists import lists
from kit.wording import say

PEOPLE = ("unnamed_individual", "unnamed_group", "bare_source")
_MEMBER = re.compile(r"(?:one|l['’]une?)\b", re.IGNORECASE)
""""One", « l'un »: of those before."""
_FURTHER = re.compile("^[^ ]+ (?:third|fourth|fifth|sixth|troisième|quatrième|cinquième)")
"""Neither the one before nor whom that one is not."""
_MOST_CARDS = 14
"""Above this many cards in conflict, the largest set is sought greedily: still guaranteed, perhaps too small."""
_MOST_COMPARED = 300
"""Above this many cards that may conflict, they are not compared each with each: the cost stays linear."""


@dataclass(frozen=True, slots=True)
class Card:
    """One mention that is not a mere repetition of another.

    Parameters
    ----------
    source : Source
    least : int
        How many people the grammar guarantees.
    origins : frozenset of str
        Where the text says they come from.
    inherited : frozenset of str
        The origins that an ellipsis (« un autre ») takes over from the phrase before, where it does.
    others : frozenset of int
        The numbers of the cards from which « un autre », « un troisième élu » keep apart.
    """

    source: Source
    least: int
    origins: frozenset[str]
    inherited: frozenset[str]
    others: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the argument: a code and the words of the text that bear it."""

    code: str
    values: tuple[tuple[str, object], ...]

    def sentence(self, lang: str | None = None) -> str:
        """Return the step as a sentence in the reader's language."""
        return say(f"people.{self.code}", lang, **dict(self.values))


@dataclass(frozen=True, slots=True)
class People:
    """The number of distinct unnamed people in a text.

    Parameters
    ----------
    least : int
        Guaranteed by the text.
    least_otherwise : int
        The same where « un autre » takes over the noun alone (« un autre diplomate », of whatever origin).
    apart : int
        At least this many if no two mentions overlap.
    most : int or None
        ``None`` where a plural has no ceiling.
    cards : tuple of Card
    reasons : tuple of Reason
        The argument, step by step.
    """

    least: int
    least_otherwise: int
    apart: int
    most: int | None
    cards: tuple[Card, ...]
    reasons: tuple[Reason, ...]


def count_people(sources: Sequence[Source]) -> People:
    """Count the unnamed people among the sources of one text.

    Parameters
    ----------
    sources
        All mentions, in the order of the text.
    """
    cards, reasons = _cards(sources)
    least, best = _largest(cards, inherit=True)
    otherwise, _ = _largest(cards, inherit=False)
    apart = sum(card.least for card in cards)
    most = apart if all(card.source.most is not None for card in cards) else None
    reasons += [_plural(card) for card in cards if card.least > 1]
    reasons += [_conflict(cards, i, j) for i, j in combinations(best, 2)]
    reasons.append(Reason("least", (("least", least),)))
    if otherwise < least:
        reasons.append(Reason("otherwise", (("least", otherwise),)))
    reasons.append(Reason("apart", (("apart", apart), ("sum", " + ".join(str(card.least) for card in cards) or "0"))))
    reasons.append(Reason("no_most", ()) if most is None else Reason("most", (("most", most),)))
    return People(least, otherwise, apart, most, cards, tuple(reasons))


def _cards(sources: Sequence[Source]) -> tuple[tuple[Card, ...], list[Reason]]:
    """Make one card a mention, leaving out those that only point back to one."""
    cards: list[Card] = []
    starts: list[int] = []
    place: dict[int, int] = {}
    reasons = []
    for source in sources:
        if source.source_class not in PEOPLE:
            continue
        at = source.antecedent.start if source.antecedent else -1
        before = place.get(at)
        nearest = bisect_right(starts, at) - 1
        if before is None and nearest >= 0 and at < cards[nearest].source.end:
            before = nearest  # « l'élu », one of « un pompier et un élu »
        if source.anaphor and before is not None:
            place[source.start] = before
            reasons.append(Reason("same", (("text", source.text), ("other", cards[before].source.text))))
            continue
        antecedent = source.antecedent.text if source.antecedent and not source.anaphor else ""
        place[source.start] = len(cards)
        inherited = _origins(antecedent)
        others = frozenset[int]() if before is None or _MEMBER.match(source.text) else frozenset((before,))
        if before is not None and len(cards[before].others) < _MOST_CARDS and _FURTHER.search(source.text):
            others |= cards[before].others
        starts.append(source.start)
        cards.append(Card(source, source.least or 1, _origins(source.text), inherited, others))
    return tuple(cards), reasons


def _largest(cards: Sequence[Card], inherit: bool) -> tuple[int, tuple[int, ...]]:
    """Return the greatest guaranteed number over sets of cards that share nobody, and that set."""
    numbers = range(len(cards))
    wary = _wary(cards, inherit)
    few = len(wary) <= _MOST_COMPARED
    foes = {i: {j for j in wary if j != i and _apart(cards, i, j, inherit)} for i in wary} if few else {}
    if not few or sum(map(bool, foes.values())) > _MOST_CARDS:
        found: tuple[int, ...] = ()
        for i in sorted(numbers, key=lambda i: -cards[i].least):
            if all(_apart(cards, i, j, inherit) for j in found):
                found += (i,)
        return sum(cards[i].least for i in found), tuple(sorted(found))
    sets = [(), *((i,) for i in numbers), *_cliques([i for i in wary if foes[i]], foes)]
    best = max(sets, key=lambda chosen: (sum(cards[i].least for i in chosen), -len(chosen)))
    return sum(cards[i].least for i in best), best


def _wary(cards: Sequence[Card], inherit: bool) -> list[int]:
    """Return the cards that may conflict with any: they have an origin, keep apart from one, or are kept apart from."""
    kept = {j for card in cards for j in card.others}
    return [i for i, card in enumerate(cards)
            if i in kept or card.others or card.origins or inherit and card.inherited]


def _cliques(numbers: Sequence[int], foes: dict[int, set[int]]) -> list[tuple[int, ...]]:
    """Return every set of two or more cards of which no two can share a person."""
    found: list[tuple[int, ...]] = [(i,) for i in numbers]
    start = 0
    while start < len(found):
        found += [(*found[start], j) for j in numbers if j > found[start][-1] and foes[j] >= set(found[start])]
        start += 1
    return found


def _apart(cards: Sequence[Card], i: int, j: int, inherit: bool) -> bool:
    """Tell whether the text forbids that two cards share a person."""
    one, two = cards[i], cards[j]
    if j in one.others or i in two.others:
        return True
    a = one.origins | (one.inherited if inherit else frozenset())
    b = two.origins | (two.inherited if inherit else frozenset())
    return bool(a and b) and not _compatible(a, b)


def _compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    european = _peoples()[1] | {"european"}
    return bool(a & b) or "european" in a and bool(b & european) or "european" in b and bool(a & european)


def _plural(card: Card) -> Reason:
    return Reason("plural", (("text", card.source.text), ("least", card.least)))


def _conflict(cards: Sequence[Card], i: int, j: int) -> Reason:
    """Say why two cards cannot share a person."""
    one, two = cards[i].source.text, cards[j].source.text
    code = "other" if i in cards[j].others else "origin"
    return Reason(code, (("text", two), ("other", one)))


def _origins(text: str) -> frozenset[str]:
    table = _peoples()[0]
    return frozenset(table[word] for word in re.findall(r"[\w.]+", text.lower()) if word in table)


@cache
def _peoples() -> tuple[dict[str, str], frozenset[str]]:
    """Return word → origin, and the origins that are European."""
    data = lists("peoples")
    words = {word: origin for origin, line in data["words"].items() for word in line.split(", ")}
    plurals = {f"{word}s": origin for word, origin in words.items()}
    return plurals | words, frozenset(data["european"].split(", "))
