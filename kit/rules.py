"""Rules as data: a TOML file in, checked and compiled rules out. Nothing is matched here.

A file of rules (``rules/<lang>/<name>.toml``) holds named ``[lists]`` of words and a series of ``[[rule]]``. Order is
meaning: where two rules want the same word, the first in the file has it, so that an exception stands before
what it is an exception to. A rule of category ``none`` says that its words are *not* a hedge, and why.

Every rule carries its source and its examples, and a test runs them all: in ``match``, square brackets show the
span that must be found; nothing may be found in ``nomatch``.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kit.errors import DataError
from kit.lists import RULES
from kit.patterns import Sequence, compile_pattern
from kit.wording import LANGUAGES, say, typeset_each

CATEGORIES = ("cond_epistemic", "cond_hypothetical", "modal_verb", "epist_verb", "impersonal", "epist_adverb",
              "epist_adjective", "epist_noun", "evidential", "approximator", "neg_certainty", "condition", "booster",
              "none")
_REQUIRED = ("id", "category", "pattern", "why", "source", "match")
_OPTIONAL = ("strength", "nomatch", "before", "with", "without", "where", "harder", "softer")
_COMMA = re.compile(r",(?![^{]*\})")
_WHERE = ("quoted", "unquoted")


@dataclass(frozen=True, slots=True)
class Rule:
    """One checked and compiled rule.

    Parameters
    ----------
    id
        Unique in its file, such as "fr.impersonal.probable".
    category
        One of `CATEGORIES`; "none" for words that only look like a hedge.
    strength
        Of the reservation: 1 light, 2 medium, 3 strong; 0 where the category is "none".
    rank
        Its place in the file: of two rules that want the same word, the lower rank has it.
    sequences
        What to look for (see `kit.patterns`).
    before, needs, bars
        Sequences of which one must stand before it, or anywhere, or none may stand, in the same sentence.
    where
        "quoted", "unquoted" or "".
    why
        What fired and what it does to the claim, in both languages.
    harder, softer
        How the same claim would read with more, and with less, assurance; the advice in both languages, the words
        quoted in that of the text.
    source
        A reference or an address.
    match, nomatch
        The examples.
    """

    id: str
    category: str
    strength: int
    rank: int
    sequences: tuple[Sequence, ...]
    before: tuple[Sequence, ...]
    needs: tuple[Sequence, ...]
    bars: tuple[Sequence, ...]
    where: str
    why: Mapping[str, str]
    harder: Mapping[str, str]
    softer: Mapping[str, str]
    source: str
    match: tuple[str, ...]
    nomatch: tuple[str, ...]


@cache
def load(lang: str, name: str) -> tuple[Rule, ...]:
    """Read ``rules/<lang>/<name>.toml``.

    Raises
    ------
    DataError
        Where the file is not TOML, or a rule has an unknown, missing or wrong entry; the message names file,
        rule, line and the nearest valid word.
    """
    return read(RULES / lang / f"{name}.toml", lang)


def read(path: Path, lang: str) -> tuple[Rule, ...]:
    """Read a file of rules; see `load`."""
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(say("rules.not_toml", file=path.name, error=error)) from None
    return _Reader(path, text, data, lang).rules()


class _Reader:
    """Checks one file, and knows where in it a fault stands."""

    def __init__(self, path: Path, text: str, data: dict[str, Any], lang: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.data = data
        self.lang = lang
        self.lists = {key: _entries(value) for key, value in data.get("lists", {}).items()}

    def rules(self) -> tuple[Rule, ...]:
        for key in self.data:
            self.known(key, ("lists", "rule", "default"), "")
        found = tuple(self.rule(rank, entry) for rank, entry in enumerate(self.data.get("rule", [])))
        seen: set[str] = set()
        for rule in found:
            if rule.id in seen:
                raise self.fault("twice", rule.id, rule.id)
            seen.add(rule.id)
        return found

    def rule(self, rank: int, entry: dict[str, Any]) -> Rule:
        name = str(entry.get("id", f"[[rule]] {rank + 1}"))
        for key in entry:
            self.known(key, (*_REQUIRED, *_OPTIONAL), name)
        for key in _REQUIRED:
            if not entry.get(key):
                raise self.fault("missing", name, key)
        category = entry["category"]
        self.known(category, CATEGORIES, name)
        strength = entry.get("strength", 0)
        if strength not in ((0,) if category == "none" else (1, 2, 3)):
            raise self.fault("strength", name, strength)
        where = entry.get("where", "")
        self.known(where, ("", *_WHERE), name)
        default = self.data.get("default", {}).get(category, {})
        effect = default.get("effect", {})
        for lang in LANGUAGES:
            if not entry["why"].get(lang):
                raise self.fault("missing", name, f"why.{lang}")
        return Rule(
            id=name, category=category, strength=strength, rank=rank, where=where, source=entry["source"],
            sequences=self.compiled(name, entry["pattern"]), before=self.compiled(name, entry.get("before", [])),
            needs=self.compiled(name, entry.get("with", [])), bars=self.compiled(name, entry.get("without", [])),
            why=typeset_each({lang: f"{entry['why'][lang]} {effect.get(lang, '')}".strip() for lang in LANGUAGES}),
            harder=typeset_each(entry.get("harder", default.get("harder", {}))),
            softer=typeset_each(entry.get("softer", default.get("softer", {}))),
            match=_entries(entry["match"]), nomatch=_entries(entry.get("nomatch", [])),
        )

    def compiled(self, name: str, patterns: str | list[str]) -> tuple[Sequence, ...]:
        found: list[Sequence] = []
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            try:
                found += compile_pattern(pattern, self.lists, self.lang)
            except ValueError as error:
                raise self.fault("pattern", name, pattern, problem=str(error)) from None
        return tuple(found)

    def known(self, word: str, valid: tuple[str, ...], name: str) -> None:
        if word not in valid:
            near = difflib.get_close_matches(word, valid, 1, 0) or [valid[0]]
            raise self.fault("unknown", name, word, near=near[0])

    def fault(self, kind: str, name: str, word: object, **more: str) -> DataError:
        line = self.line(name, word)
        return DataError(say(f"rules.{kind}", file=self.path.name, rule=name, line=line, word=word, **more))

    def line(self, name: str, word: object) -> int:
        """Find the line on which a fault stands: the first after the rule's id that holds the word."""
        first = next((n for n, line in enumerate(self.lines) if name and f'"{name}"' in line), 0)
        here = (n for n in range(first, len(self.lines)) if str(word) in self.lines[n])
        return next(here, first) + 1


def _entries(value: str | list[str]) -> tuple[str, ...]:
    """Read a list of words, written as a TOML list or as one string with an entry a comma or line."""
    if isinstance(value, list):
        return tuple(value)
    return tuple(part.strip() for part in _COMMA.split(value.replace("\n", ",")) if part.strip())
