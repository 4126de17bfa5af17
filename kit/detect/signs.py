"""The lists of words and patterns that may give a statement's status away, one language at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kit.conditional import is_conditional, is_future
from kit.lexicon import split
from kit.lists import lists
from kit.verbs import verb_forms
from kit.words import Remembered

SIGNALS = {
    "intention": ("announced", "purposes", "going", "future_words"),
    "future": ("going", "coming", "expect", "foresee", "awaited", "scheduled", "future_words"),
    "judgement": ("judgements", "predicates"),
    "thesis": ("theses",),
    "duty": ("duties",),
    "advice": ("advices",),
    "assessed": ("assessors",),
    "comment": ("comments",),
    "request": ("requests",),
}
"""Signal → the lists of words that may give it; a verb in the future or the conditional may give the first two."""


@dataclass(frozen=True, slots=True)
class Signs:
    """One language's lists: verbs by form, words, patterns."""

    lang: str
    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    signals: Remembered[tuple[str, ...]] = field(init=False)
    """Form → what it may signal."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "signals", Remembered(self._signals))

    def _signals(self, form: str) -> tuple[str, ...]:
        signalled = {signal for signal, names in SIGNALS.items() if any(form in self.words[name] for name in names)}
        if self.future(form) or self.lang == "fr" and is_conditional(form):
            signalled |= {"future", "intention"}
        if self.patterns["evaluative"].fullmatch(form):
            signalled.add("judgement")
        return tuple(sorted(signalled))

    def future(self, form: str) -> bool:
        """Tell whether a form is a future; `would` is one only in what somebody said."""
        future = self.patterns["future"].fullmatch(form) is not None or self.lang == "fr" and is_future(form)
        return future and form not in self.words["not_futures"]


_FEMININE = (("eux", "euse"), ("f", "ve"), ("el", "elle"), ("er", "ère"), ("eur", "euse"), ("e", "e"), ("", "e"))


def _agreed(adjective: str) -> set[str]:
    """Give the four forms of a French adjective: « amer, amère, amers, amères »."""
    feminine = next(adjective.removesuffix(end) + other for end, other in _FEMININE if adjective.endswith(end))
    plural = re.sub("al$", "aux", adjective) if adjective.endswith("al") else adjective + "s"
    return {adjective, feminine, feminine + "s", adjective if adjective.endswith(("s", "x")) else plural}


@cache
def signs(lang: str) -> Signs:
    """Read the lists of a language, once."""
    data = lists(f"{lang}/statements")
    mood = ":all" if lang == "en" else ":finite"
    verbs = {name: verb_forms("|".join(split(verbs)) + mood, lang) for name, verbs in data["verbs"].items()}
    verbs |= {name: verb_forms("|".join(split(all_)) + ":all", lang) for name, all_ in data["every_form"].items()}
    words = {name: split(text) for name, text in data["words"].items()}
    verbs["copula"] |= words["like"]
    verbs["announced"] = verbs["promise"] | verbs["plan"] | words["pledged"]
    for name, adjectives in data.get("agreeing", {}).items():
        words[name] |= {form for adjective in split(adjectives) for form in _agreed(adjective)}
    return Signs(lang, verbs | words, {name: re.compile(pattern) for name, pattern in data["patterns"].items()})
