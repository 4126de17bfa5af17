"""The word lists of ``rules/{fr,en}``, ready to be looked up: one table from form to part of speech, one of verbs.

A part of speech is one letter, so that a sentence becomes a string on which a short regular expression is a
grammar (see `kit.detect.sources.shape`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kit.conjugation import Form, english, forms

RULES = Path(__file__).parent / "rules"

LETTERS = {
    "time": "t", "adverb": "B", "number": "U", "documents": "O", "institutions": "I", "groups": "G", "roles": "H",
    "titles": "T", "bare": "b", "conjunction": "k", "preposition": "P", "clitic": "J", "relative": "R", "that": "Q",
    "and": "K", "subject": "S", "determiner": "D", "des": "e", "de": "d", "a": "à", "au": "o",
}  # fmt: skip
"""Part of speech → letter; a word in two lists takes the later one."""
PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "«": "<", "»": ">", "“": "<", "”": ">", "„": "<",
    '"': '"', ".": ".", "...": ".", "…": ".", "!": "!", "?": "?", "–": "-", "—": "-", "-": "-", "―": "-", "*": "-", "•": "-",
}  # fmt: skip


_FRAME = re.compile(r"\w+'|[\w-]+")


class Verb(NamedTuple):
    """What one form of a reporting verb can be."""

    lemma: str
    mood: str
    """finite, past (a participle), infinitive or ing."""
    reflexive: bool
    stance: str
    takes: frozenset[str]
    plural: bool
    tail: tuple[str, ...] = ()
    """What follows in a fixed phrase: « (a fait) savoir »."""


class Lexicon(NamedTuple):
    """All the words of one language that the source detector knows."""

    lang: str
    letters: dict[str, str]
    verbs: dict[str, tuple[Verb, ...]]
    words: dict[str, frozenset[str]]
    frames: tuple[tuple[tuple[str, ...], str], ...]


@cache
def lexicon(lang: str) -> Lexicon:
    """Load the word lists of a language, once."""
    grammar, lists, verbs = (_toml(lang, name) for name in ("grammar", "sources", "reporting-verbs"))
    names = tomllib.loads((RULES / "names.toml").read_text(encoding="utf-8"))
    words = {name: _split(text) for name, text in (lists["words"] | grammar["words"] | names["words"]).items()}
    letters = {}
    conjugate = forms if lang == "fr" else english
    for verb in _split(grammar["verbs"]["common"]):
        letters |= dict.fromkeys(_finite(verb) if lang == "fr" else (verb,), "X")
    table = _verbs(verbs["group"], conjugate)
    letters |= {form: "V" for form, entries in table.items() if any(v.mood == "finite" for v in entries)}
    for name, letter in LETTERS.items():
        plural = letter in "HIOG"
        letters |= {form: letter for word in words[name] for form in ({word, _plural(word, lang)} if plural else {word})}
    for name in ("have", "be"):
        letters |= {f.text: "A" for f in conjugate(grammar["verbs"][name]) if f.mood in ("indicative", "conditional")}
    letters |= PUNCTUATION
    words["governors"] = frozenset(f.text for verb in _split(grammar["verbs"]["governors"]) for f in conjugate(verb))
    words["be"] = frozenset(f.text for f in conjugate(grammar["verbs"]["be"]))
    frames = tuple((tuple(_FRAME.findall(f)), kinds) for kinds, group in lists["frames"].items() for f in _split(group))
    return Lexicon(lang, letters, table, words, frames)


def _toml(lang: str, name: str) -> dict[str, Any]:
    return tomllib.loads((RULES / lang / f"{name}.toml").read_text(encoding="utf-8"))


def _split(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.replace("\n", " ").split(",") if word.strip())


def _plural(word: str, lang: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if lang == "en" and word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("al") and lang == "fr":
        return word[:-1] + "ux"
    return word + ("x" if word.endswith(("eau", "eu")) else "s")  # TODO


_MOODS = {"infinitive": "infinitive", "indicative": "finite", "conditional": "finite"}


def _finite(infinitive: str) -> set[str]:
    return {form.text for form in forms(infinitive) if form.mood in ("indicative", "conditional")}


def _verbs(groups: list[dict[str, Any]], conjugate: Callable[[str], tuple[Form, ...]]) -> dict[str, tuple[Verb, ...]]:
    """Give each form of each reporting verb what it can be; the groups of one verb add up, the first stance wins."""
    stances: dict[str, str] = {}
    takes: dict[str, set[str]] = {}
    for group in groups:
        for lemma in _split(group["verbs"]):
            stances.setdefault(lemma, group["stance"])
            takes.setdefault(lemma, {"quote"}).update(group["takes"])
    table: dict[str, set[Verb]] = {}
    for lemma, stance in stances.items():
        head, *tail = lemma.removeprefix("se ").removeprefix("s'").split()
        reflexive = lemma.startswith(("se ", "s'"))
        for form in conjugate(head):
            mood = _mood(form)
            if mood:
                verb = Verb(lemma, mood, reflexive, stance, frozenset(takes[lemma]), form.number == "p", tuple(tail))
                table.setdefault(form.text, set()).add(verb)
    return {form: tuple(sorted(entries, key=lambda v: (-len(v.tail), v.lemma, v.mood))) for form, entries in table.items()}


def _mood(form: Form) -> str:
    if form.mood == "participle":
        return {"past": "past", "present": "ing"}[form.tense]
    return _MOODS.get(form.mood, "")
