"""Find the words by which a text weakens a claim, or strengthens it: rules applied, nothing else.

The linguistics stands in ``rules/{fr,en}/hedges.toml``. Here is the mechanism: each word is looked up once; where a
rule hangs on it, its neighbours are compared; where two rules want the same word, the first of the file has it,
and a rule of category ``none`` (« selon la saison ») takes its words out of the game.

References
----------
Lakoff 1973, *Hedges*, Journal of Philosophical Logic 2 (doi:10.1007/BF00262952). Prince, Frader & Bosk 1982, *On
hedging in physician-physician discourse*. Hyland 2005, *Metadiscourse*. Haillet 2002, *Le conditionnel en français*.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import compress, count, groupby
from typing import Any

from kit.detect.findings import Hedge
from kit.detect.matching import find
from kit.patterns import Sequence, Words
from kit.rules import Rule, load
from kit.tokens import Text
from kit.words import Remembered, is_frequent

_REACH = 60
"""How far, in tokens, a rule looks around: the cost stays linear even in one endless sentence."""

Candidate = tuple[int, int, int]
"""Rank of the rule, first token, minus the token after the last: in the order in which they are served."""


Owned = tuple[Any, Sequence]


class _Hung:
    """What hangs on one form: looked at wherever it stands, or only where the text has another word, or beside it."""

    def __init__(self, owned: Iterable[Owned]) -> None:
        self.anywhere: list[Owned] = []
        self.after: dict[str, list[Owned]] = {}
        self.before: dict[str, list[Owned]] = {}
        self.afar: list[tuple[Words, Owned]] = []
        for pair in owned:
            self.hang(pair)

    def hang(self, pair: Owned) -> None:
        for steps, place in ((pair[1].right, self.before), (pair[1].left, self.after)):
            first = next((step for step in steps if step.kind not in "<>"), None)
            if first is not None and first.plain:
                for word in first.words:
                    place.setdefault(word, []).append(pair)
                return
        apart = [step.words for step in (*pair[1].left, *pair[1].right) if step.kind == "word" and step.test is None]
        if apart:
            self.afar.append((min(apart, key=lambda words: (is_frequent(words), len(words))), pair))
        else:
            self.anywhere.append(pair)

    def here(self, text: Text, i: int) -> list[Owned]:
        """Return what may match at token `i`, by the words on either side and those of the text."""
        forms, vocabulary = text.forms, text.vocabulary
        found = self.anywhere
        if self.after and i and forms[i - 1] in self.after:
            found = found + self.after[forms[i - 1]]
        if self.before and i + 1 < len(forms) and forms[i + 1] in self.before:
            found = found + self.before[forms[i + 1]]
        if self.afar:
            found = found + [pair for words, pair in self.afar if not vocabulary.isdisjoint(words)]
        return found


class _Table(Remembered[_Hung | None]):
    """From a form to the sequences that hang on it, each with its owner; a form is judged once and remembered."""

    def __init__(self, owned: Iterable[Owned]) -> None:
        super().__init__(self._hung)
        self.named: dict[str, list[Owned]] = {}
        self.open: list[Owned] = []
        for owner, sequence in owned:
            for form in sequence.anchor.words:
                self.named.setdefault(form, []).append((owner, sequence))
            if sequence.anchor.test is not None:
                self.open.append((owner, sequence))
        self.tests = {sequence.anchor.test for _, sequence in self.open}

    def _hung(self, form: str) -> _Hung | None:
        fits = {test for test in self.tests if test is not None and test(form)}
        owned = [*self.named.get(form, ()), *(pair for pair in self.open if pair[1].anchor.test in fits)]
        return _Hung(owned) if owned else None


@cache
def _table(lang: str) -> _Table:
    """Index what the rules look for."""
    return _Table((rule, sequence) for rule in load(lang, "hedges") for sequence in rule.sequences)


@cache
def _conditions(lang: str) -> _Table:
    """Index what the rules need, or are barred by, elsewhere in the sentence."""
    kinds = ("before", "needs", "bars")
    rules = load(lang, "hedges")
    return _Table(((rule.rank, kind), item) for rule in rules for kind in kinds for item in getattr(rule, kind))


def find_hedges(text: Text) -> tuple[Hedge, ...]:
    """Find the hedges and boosters of a text, in the order in which they stand.

    Parameters
    ----------
    text
        The text, cut into words and sentences once for all detectors.

    Returns
    -------
    tuple of Hedge
        They do not overlap.
    """
    table = _table(text.lang)
    rules = load(text.lang, "hedges")
    hits = compress(count(), map(table.__getitem__, text.forms))
    found: list[Hedge] = []
    for k, here in groupby(hits, text.sentence_of.__getitem__):
        low, high = text.bounds[k]
        for first, stop, rank in _chosen(set(_candidates(table, text, here, low, high))):
            rule = rules[rank]
            if rule.category != "none":
                start, end = text.starts[first], text.ends[stop - 1]
                found.append(Hedge(start, end, text.text[start:end], rule.category, rule.strength, rule.id))
    return tuple(found)


def _candidates(table: _Table, text: Text, hits: Iterable[int], low: int, high: int) -> Iterator[Candidate]:
    around, forms = _Around(text, low, high), text.forms
    for i in hits:
        hung = table[forms[i]]
        for rule, sequence in hung.here(text, i) if hung else ():
            span = find(sequence, text, i, low, high)
            if span is not None and _allowed(rule, text, i, around):
                yield rule.rank, span[0], -span[1]


class _Around:
    """Where in one sentence the conditions of rules hold, found in one pass and only if asked."""

    def __init__(self, text: Text, low: int, high: int) -> None:
        self.text, self.low, self.high = text, low, high

    @cached_property
    def places(self) -> dict[tuple[int, str], list[int]]:
        table = _conditions(self.text.lang)
        places: dict[tuple[int, str], list[int]] = {}
        for j, hung in enumerate(map(table.__getitem__, self.text.forms[self.low : self.high]), self.low):
            for owner, sequence in hung.here(self.text, j) if hung else ():
                if find(sequence, self.text, j, self.low, self.high) is not None:
                    places.setdefault(owner, []).append(j)
        return places

    def holds(self, rule: Rule, kind: str, first: int, last: int) -> bool:
        """Tell whether a condition of the rule holds at one of the tokens `first` to `last`."""
        places = self.places.get((rule.rank, kind), [])
        k = bisect_left(places, first)
        return k < len(places) and places[k] <= last


def _allowed(rule: Rule, text: Text, i: int, around: _Around) -> bool:
    """Tell whether the sentence around token `i` has what the rule needs and nothing that bars it."""
    if rule.where and text.quoted[i] != (rule.where == "quoted"):
        return False
    if rule.before and not around.holds(rule, "before", i - _REACH // 2, i - 1):
        return False
    if rule.needs and not around.holds(rule, "needs", i - _REACH, i + _REACH):
        return False
    return not (rule.bars and around.holds(rule, "bars", i - _REACH, i + _REACH))


def _chosen(candidates: set[Candidate]) -> list[tuple[int, int, int]]:
    """Let each word go to the first rule that wants it; give the rest back in the order of the text."""
    taken: set[int] = set()
    chosen = []
    for rank, first, end in sorted(candidates):
        tokens = range(first, -end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append((first, -end, rank))
    return sorted(chosen)
