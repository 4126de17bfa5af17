"""The words that give away a promise, a forecast or a judgement, and where in a text they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kit.lexicon import split
from kit.tokens import Text
from kit.verbs import verb_forms
from kit.words import Remembered, is_infinitive

_RULES = Path(__file__).parents[1] / "rules"
_NEAR = 4
"""How many tokens may stand between a verb and what it governs."""
_SIGNALS = {
    "intention": ("promise", "plan"),
    "future": ("going", "coming", "expect"),
    "judgement": ("judgements", "predicates"),
    "thesis": ("theses",),
}
"""Signal → the lists of words that may give it; a verb in the future does too."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """One language's lists: verbs by form, words, patterns."""

    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    signals: Remembered[tuple[str, ...]] = field(init=False)
    """Form → what it may signal."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "signals", Remembered(self._signals))

    def _signals(self, form: str) -> tuple[str, ...]:
        future = self.patterns["future"].fullmatch(form) is not None and form not in self.words["not_futures"]
        return tuple(
            signal
            for signal, lists in _SIGNALS.items()
            if any(form in self.words[name] for name in lists) or signal == "future" and future
        )


class Signals:
    """Where the signals of a text stand, sentence by sentence.

    Parameters
    ----------
    text
        The text; only the words of the lists are visited.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.signs = _signs(text.lang)
        self.demand = self.signs.patterns["demand"]
        self.quoted = _quoted_tokens(text)
        places: dict[str, list[int]] = {signal: [] for signal in _SIGNALS}
        for form, here in text.index.items():
            for signal in self.signs.signals[form]:
                places[signal] += here
        self._intentions = self._found(places["intention"], self._intends)
        self._futures = self._found(places["future"], self._is_future)
        self._judgements = self._found(places["judgement"], self._judges)
        self._theses = self._found(places["thesis"], self._argues)

    def _found(self, places: Iterable[int], holds: Callable[[int], bool]) -> dict[int, list[int]]:
        """Deal the tokens of which `holds` is true out to their sentences."""
        found: dict[int, list[int]] = {}
        for i in sorted(places):
            if holds(i):
                found.setdefault(self.text.sentence_of[i], []).append(i)
        return found

    def _after(self, i: int) -> list[str]:
        return self.text.forms[i + 1 : i + 1 + _NEAR]

    def _intends(self, i: int) -> bool:
        """« a promis de venir », « promet une réponse », "plans to leave": the verb itself not quoted."""
        words, after = self.signs.words, self._after(i)
        if self.quoted[i] or not words["no_plans"].isdisjoint(after[:2]) or self._relative(i):
            return False
        if i and self.text.forms[i - 1] in words["articles"]:  # "the plan to…" is a noun
            return False
        if self.text.forms[i] in words["oath"] and not words["gifts"].isdisjoint(after[:1]):
            return True
        if self.text.forms[i] in words["provide"]:  # « Le texte prévoit que… » tells what it says
            return not words["promise_links"].isdisjoint(set(after[:3]) - {"que", "qu'"})
        if self.text.forms[i] in words["promise"]:
            return not words["promise_links"].isdisjoint(after[:3])
        return self._governs(after)

    def _relative(self, i: int) -> bool:
        """Tell a verb of a relative clause ("an aide, who did not want to be named") from that of the sentence."""
        floor = self.text.bounds[self.text.sentence_of[i]][0]
        return not self.signs.words["relatives"].isdisjoint(self.text.forms[max(floor, i - 5) : i])

    def _governs(self, after: list[str]) -> bool:
        """Tell whether an infinitive follows, nothing but small words between."""
        if self.text.lang == "en":
            return after[:1] == ["to"]
        return any(is_infinitive(form) for form in after) and "," not in after and "que" not in after

    def _is_future(self, i: int) -> bool:
        words, after = self.signs.words, self._after(i)
        if self._provided(i):
            return False
        if self.text.forms[i] in words["expect"]:  # "expect rates to be cut"
            return "to" in self.text.forms[i + 1 : i + 2 + _NEAR]
        return self.text.forms[i] not in words["going"] | words["coming"] or self._governs(after)

    def _provided(self, i: int) -> bool:
        """« Le texte prévoit que les aides seront versées »: what a text says is a fact."""
        words, first = self.signs.words, self.text.bounds[self.text.sentence_of[i]][0]
        before = self.text.forms[max(first, i - 12) : i]
        return not words["provide"].isdisjoint(before) and not words["texts"].isdisjoint(before)

    def _judges(self, i: int) -> bool:
        """Tell a judgement; a plain predicate judges only after « est, semble… »."""
        words, forms = self.signs.words, self.text.forms
        return forms[i] in words["judgements"] or not words["copula"].isdisjoint(forms[max(i - _NEAR, 0) : i])

    def _argues(self, i: int) -> bool:
        return not self.signs.words["first_persons"].isdisjoint(self.text.forms[max(i - 2, 0) : i])

    def words(self, k: int) -> str:
        """Return sentence `k` in lower case."""
        sentence = self.text.sentences[k]
        return self.text.low[sentence.start : sentence.end]

    def size(self, k: int) -> int:
        """Return the number of tokens of sentence `k`."""
        first, stop = self.text.bounds[k]
        return stop - first

    def intention(self, k: int) -> bool:
        """Tell whether sentence `k` announces an action of the speaker's own."""
        return k in self._intentions

    def thesis(self, k: int) -> bool:
        """Tell whether sentence `k` argues in the first person."""
        return k in self._theses

    def future(self, k: int) -> int | None:
        """Return the token of the first future of sentence `k`."""
        return self._futures.get(k, [None])[0]

    def judgement(self, k: int, quoted_too: bool) -> int | None:
        """Return how far into sentence `k` its first judgement stands, in tokens."""
        first = self.text.bounds[k][0]
        found = (i - first for i in self._judgements.get(k, ()) if quoted_too or not self.quoted[i])
        return next(found, None)

    def dated(self, k: int, token: int) -> bool:
        """Tell whether an exact date follows a token of sentence `k`."""
        end = self.text.sentences[k].end
        return self.signs.patterns["date"].search(self.text.low, self.text.starts[token], end) is not None

    def mostly_quoted(self, k: int) -> bool:
        """Tell whether more than half of sentence `k` stands between quotation marks."""
        first, stop = self.text.bounds[k]
        return sum(self.quoted[first:stop]) * 2 > stop - first


def _quoted_tokens(text: Text) -> bytearray:
    """Mark the tokens of quotations that are closed within their sentence."""
    inside = bytearray(len(text.forms))
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        start = -1
        for i in sorted((*text.index.get(opening, ()), *text.index.get(closing, ()))):
            if start >= 0 and text.forms[i] == closing and text.sentence_of[i] == text.sentence_of[start]:
                inside[start:i] = b"\1" * (i - start)
                start = -1
            elif text.forms[i] == opening:
                start = i
    return inside


@cache
def _signs(lang: str) -> _Signs:
    data = tomllib.loads((_RULES / lang / "statements.toml").read_text(encoding="utf-8"))
    mood = ":all" if lang == "en" else ":finite"
    verbs = {name: verb_forms("|".join(split(verbs)) + mood, lang) for name, verbs in data["verbs"].items()}
    words = {name: split(text) for name, text in data["words"].items()}
    return _Signs(verbs | words, {name: re.compile(pattern) for name, pattern in data["patterns"].items()})
