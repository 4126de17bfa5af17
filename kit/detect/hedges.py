"""Find the words by which a text weakens a claim, or strengthens it: rules applied, nothing else.

The linguistics stands in ``rules/{fr,en}/hedges.toml``. Here is the mechanism: each word is looked up once; where a
rule hangs on it, its neighbours are compared; where two rules want the same word, the first of the file has it,
and a rule of category ``none`` (« selon la saison ») takes its words out of the game.

References
----------
Lakoff 1973, *Hedges*, Journal of Philosophical Logic 2 (doi:10.1007/BF00262952). Prince, Frader & Bosk 1982, *On
hedging in physician-physician discourse*. Hyland 2005, *Metadiscourse*. Haillet 2002, *Le conditionnel en français*.
"""

from collections.abc import Iterator
from functools import cache

from kit.detect.findings import Hedge
from kit.patterns import Sequence, find
from kit.rules import Rule, load
from kit.tokens import Text

_REACH = 60
"""How far, in tokens, a rule looks around: the cost stays linear even in one endless sentence."""
_MEMORY = 50_000

Candidate = tuple[int, int, int]
"""Rank of the rule, first token, token after the last."""


class _Table(dict[str, tuple[tuple[Rule, Sequence], ...]]):
    """From a form to what hangs on it; each form is judged once and remembered."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self.named: dict[str, list[tuple[Rule, Sequence]]] = {}
        self.open: list[tuple[Rule, Sequence]] = []
        for rule in rules:
            for sequence in rule.sequences:
                for form in sequence.anchor.words:
                    self.named.setdefault(form, []).append((rule, sequence))
                if sequence.anchor.test is not None:
                    self.open.append((rule, sequence))
        self.tests = {sequence.anchor.test for _, sequence in self.open}

    def __missing__(self, form: str) -> tuple[tuple[Rule, Sequence], ...]:
        fits = {test for test in self.tests if test is not None and test(form)}
        found = (*self.named.get(form, ()), *(pair for pair in self.open if pair[1].anchor.test in fits))
        if len(self) < _MEMORY:
            self[form] = found
        return found


@cache
def _table(lang: str) -> _Table:
    return _Table(load(lang, "hedges"))


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
    hits = [i for i, form in enumerate(text.forms) if table[form]]
    found: list[Hedge] = []
    for low, high, here in _by_sentence(text, hits):
        for rank, first, stop in _chosen(_candidates(table, text, here, low, high)):
            rule = rules[rank]
            if rule.category != "none":
                start, end = text.starts[first], text.ends[stop - 1]
                found.append(Hedge(start, end, text.text[start:end], rule.category, rule.strength, rule.id))
    return tuple(found)


def _by_sentence(text: Text, hits: list[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Give each sentence that has hits, as the bounds of its tokens and the hits."""
    bounds = iter(text.bounds)
    low = high = 0
    here: list[int] = []
    for i in hits:
        while i >= high:
            if here:
                yield low, high, here
            here = []
            following = next(bounds, None)
            if following is None:
                return
            low, high = following
        if i >= low:
            here.append(i)
    if here:
        yield low, high, here


def _candidates(table: _Table, text: Text, hits: list[int], low: int, high: int) -> Iterator[Candidate]:
    for i in hits:
        for rule, sequence in table[text.forms[i]]:
            span = find(sequence, text, i, low, high)
            if span is not None and _allowed(rule, text, i, low, high):
                yield rule.rank, *span


def _allowed(rule: Rule, text: Text, i: int, low: int, high: int) -> bool:
    """Tell whether the sentence around token `i` has what the rule needs and nothing that bars it."""
    if rule.where and text.quoted[i] != (rule.where == "quoted"):
        return False
    low, high = max(low, i - _REACH), min(high, i + _REACH)
    if rule.needs and not _stands(rule.needs, text, low, high):
        return False
    return not (rule.bars and _stands(rule.bars, text, low, high))


def _stands(sequences: tuple[Sequence, ...], text: Text, low: int, high: int) -> bool:
    """Tell whether one of the sequences stands somewhere between two tokens."""
    for sequence in sequences:
        for j in range(low, high):
            if sequence.anchor.fits(text.forms[j]) and find(sequence, text, j, low, high) is not None:
                return True
    return False


def _chosen(candidates: Iterator[Candidate]) -> list[Candidate]:
    """Let each word go to the first rule that wants it; give the rest back in the order of the text."""
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(set(candidates), key=lambda c: (c[0], c[1], -c[2])):
        tokens = range(candidate[1], candidate[2])
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c[1])
