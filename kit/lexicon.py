"""The word lists of ``rules/{fr,en}``, ready to be looked up: one table from form to part of speech, one of verbs.

A part of speech is one letter, so that a sentence becomes a string on which a short regular expression is a
grammar (see `kit.detect.sources.shape`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from kit.conjugation import Form, forms
from kit.lists import lists
from kit.verbs import english
from kit.words import Remembered

LETTERS = {
    "time": "t", "adverb": "B", "number": "U", "documents": "O", "institutions": "I", "groups": "G", "roles": "H",
    "titles": "T", "bare": "b", "conjunction": "k", "preposition": "P", "clitic": "J", "relative": "R", "that": "Q",
    "and": "K", "subject": "S", "determiner": "D", "des": "e", "de": "d", "a": "à", "au": "o", "owner": "s",
}  # fmt: skip
"""Part of speech → letter; a word in two lists takes the later one."""
PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "«": "<", "»": ">", "“": "<", "”": ">",
    "„": "<", '"': '"', ".": ".", "...": ".", "…": ".", "!": "!", "?": "?", "–": "-", "—": "-", "-": "-", "―": "-",
    "*": "-", "•": "-", "+": "w", "&": "C",
}  # fmt: skip
RAISED = 0x2000
"""What is added to the code of a letter to say more of its word."""
_INVERTED = re.compile(r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)")
_ORDINAL = re.compile(r"\d+(?:re|es?|[eè]mes?|nde?)")
"""« [2e] adjoint »; « 1er mai » is a date."""
_NOUNS = frozenset("HIOG")
_PREFIXES = frozenset("vice ex co sous néo primo non demi pro anti neo deputy".split())
_MOODS = {"infinitive": "infinitive", "indicative": "finite", "conditional": "finite", "participle": "past"}


class Verb(NamedTuple):
    """What one form of a reporting verb can be."""

    lemma: str
    mood: str
    """finite, past (a participle), infinitive or ing."""
    reflexive: bool
    stance: str
    takes: frozenset[str]
    tail: tuple[str, ...]
    """What follows in a fixed phrase: « (a fait) savoir »."""


class Frame(NamedTuple):
    """Words that bring a source in without a verb (« selon »), and the letters of what may follow."""

    words: tuple[str, ...]
    kinds: str
    anchor: int
    """The rank of its longest word, which is the one to look for: « de l'[avis] de »."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the words of one language that the source detector knows."""

    lang: str
    letters: dict[str, str]
    verbs: dict[str, tuple[Verb, ...]]
    numbers: dict[str, str]
    """Finite form → "s" or "p", where its number is certain."""
    values: dict[str, int]
    """How many a number in letters guarantees, where it is exact."""
    words: dict[str, frozenset[str]]
    frames: dict[str, tuple[Frame, ...]]
    """By the word to look for."""
    fused: tuple[tuple[str, frozenset[str], str], ...]
    """(word, words before it, its letter): « (l') un », « (d') autres »."""
    adverbials: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]
    """Several words that count as an adverb (« par ailleurs »), by the longest, with its rank among them."""
    patterns: dict[str, re.Pattern[str]]
    kin: dict[str, frozenset[str]]
    """By what else the holders of some offices are called: a magistrat is a procureur or a juge."""

    looks: Remembered[str] = field(init=False)
    """Form → its letter, guessed by its ending where the word is unknown; x: a verb after a plural only; h: a word with
    a hyphen, which may be a name."""
    marks: Remembered[str] = field(init=False)
    """Form → its letter, raised by `RAISED` where it can be of a reporting verb: one look-up says both."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "looks", Remembered(lambda form: self.letters.get(form) or self._guess(form)))
        object.__setattr__(self, "marks", Remembered(self._mark))

    def _mark(self, form: str) -> str:
        return chr(ord(self.looks[form]) + RAISED * (form in self.verbs))

    def _guess(self, form: str) -> str:
        if form[0].isdigit():
            return "D" if _ORDINAL.fullmatch(form) else "U"
        if not form[0].isalpha():
            return "Y" if _INVERTED.fullmatch(form) else "."
        guesses = (("B", "adverb"), ("X", "finite"), ("x", "finite_plural"), ("H", "role"))
        guessed = next((letter for letter, name in guesses if self.patterns[name].fullmatch(form)), "w")
        if "-" not in form:
            return guessed
        return self._compound(*form.split("-", 1)) or ("h" if guessed == "w" else guessed)

    def _compound(self, first: str, rest: str) -> str:
        """Return the letter of « vice-procureure » and « médecin-chef », which are a procureure's and a médecin's."""
        letter = self.letters.get(rest, "")
        if letter in _NOUNS and first in _PREFIXES:
            return letter
        return "H" if letter == self.letters.get(first) == "H" else ""


@cache
def lexicon(lang: str) -> Lexicon:
    """Load the word lists of a language, once.

    Parameters
    ----------
    lang : {"fr", "en"}
    """
    grammar, sources, groups, anonymity, names = (
        lists(f"{lang}/{name}") for name in ("grammar", "sources", "reporting-verbs", "anonymity", "../names")
    )
    listed = sources["words"] | grammar["words"] | names["words"] | anonymity["words"]
    words = {name: split(text) for name, text in listed.items()}
    words["number"] = words["number"].union(grammar["values"])
    common = split(grammar["verbs"]["common"])
    helpers = split(grammar["verbs"]["have"] + ", " + grammar["verbs"]["be"])
    verbs = _verbs(groups["group"], lang)
    letters = dict.fromkeys(_finite(common, lang) if lang == "fr" else common, "X")
    if lang == "fr":  # « the ruling », « a warning » are nouns, « précisant » never is
        letters |= {form: "g" for form, entries in verbs.items() if all(verb.mood == "ing" for verb in entries)}
    letters |= {form: "V" for form, entries in verbs.items() if any(verb.mood == "finite" for verb in entries)}
    for name, letter in LETTERS.items():
        letters |= dict.fromkeys(_inflected(words.get(name, ()), letter, lang), letter)
    letters |= dict.fromkeys(_finite(helpers, lang) if lang == "fr" else _all_forms(helpers, lang), "A")
    words["origins"] = frozenset(_demonyms())
    words["governors"] = frozenset(_all_forms(split(grammar["verbs"]["governors"]), lang))
    words["be"] = frozenset(_all_forms(split(grammar["verbs"]["be"]), lang))
    return Lexicon(
        lang,
        letters | dict.fromkeys(words["owner"], "s") | PUNCTUATION,
        verbs,
        dict(_numbers({*common, *helpers, *(_bare(v.lemma)[0] for entries in verbs.values() for v in entries)}, lang)),
        grammar["values"],
        words,
        _frames(sources["frames"]),
        tuple((word, split(before), letter)
              for letter, pairs in sources["fused"].items() for word, before in pairs.items()),
        _by_longest(tuple(_WORD.findall(words)) for words in split(grammar["words"]["adverbial"])),
        {name: re.compile(pattern) for name, pattern in (grammar["guess"] | anonymity["patterns"]).items()},
        {name: split(offices) for names, offices in sources.get("kin", {}).items() for name in split(names)},
    )


def _contracted(frame: str) -> Iterator[str]:
    """« aux dires de », « aux dires d' », « aux dires du », « aux dires des »."""
    yield frame
    if frame.endswith(" de"):
        yield from (frame[:-1] + ending for ending in ("'", "u", "es"))


def _frames(groups: dict[str, str]) -> dict[str, tuple[Frame, ...]]:
    """Hang the frames of each group (kinds → list) on the longest of their words."""
    found: dict[str, tuple[Frame, ...]] = {}
    for kinds, group in groups.items():
        for text in (text for listed in sorted(split(group)) for text in _contracted(listed)):
            words = tuple(_WORD.findall(text))
            anchor = max(words, key=len)
            found[anchor] = (*found.get(anchor, ()), Frame(words, kinds, words.index(anchor)))
    return found


def _by_longest(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    found: dict[str, tuple[tuple[int, tuple[str, ...]], ...]] = {}
    for words in sorted(phrases):
        longest = max(words, key=len)
        found[longest] = (*found.get(longest, ()), (words.index(longest), words))
    return found


_WORD = re.compile(r"\w+'|[\w-]+")


def _demonyms() -> Iterator[str]:
    """Give the words that say where somebody comes from, singular and plural."""
    for line in lists("peoples")["words"].values():
        for word in split(line):
            yield from (word, f"{word}s")


def split(text: str) -> frozenset[str]:
    """Return the words of a list written with commas."""
    return frozenset(word.strip() for word in text.replace("\n", " ").split(",") if word.strip())


def _inflected(words: Iterable[str], letter: str, lang: str) -> Iterator[str]:
    for word in words:
        yield word
        if letter in _NOUNS:
            yield _plural(word, lang)


def _plural(word: str, lang: str) -> str:
    if lang == "en":
        return re.sub("(?<![aeiou])y$", "ie", re.sub("(s|x|z|ch|sh)$", r"\1e", word)) + "s"
    if word.endswith(("s", "x", "z")):
        return word
    return re.sub("al$", "au", word) + ("x" if word.endswith(("al", "eau", "eu")) else "s")


def _conjugate(verb: str, lang: str) -> tuple[Form, ...]:
    return forms(verb) if lang == "fr" else english(verb)


def _all_forms(verbs: Iterable[str], lang: str) -> Iterator[str]:
    return (form.text for verb in verbs for form in _conjugate(verb, lang))


def _finite(verbs: Iterable[str], lang: str) -> Iterator[str]:
    return (f.text for verb in verbs for f in _conjugate(verb, lang) if _MOODS.get(f.mood) == "finite")


def _numbers(verbs: Iterable[str], lang: str) -> Iterator[tuple[str, str]]:
    """Give the number of each finite form; "say" counts as plural, "said" as neither."""
    seen: dict[str, set[str]] = {}
    for verb in verbs if lang == "fr" else (v for v in verbs if " " not in v):
        for form in _conjugate(verb, lang):
            if _MOODS.get(form.mood) == "finite":
                seen.setdefault(form.text, set()).add(_number(form, lang))
    yield from ((form, next(iter(numbers))) for form, numbers in seen.items() if len(numbers) == 1)
    if lang == "en":
        yield from {"was": "s", "were": "p", "is": "s", "are": "p", "has": "s", "have": "p"}.items()


def _number(form: Form, lang: str) -> str:
    if lang == "fr":
        return form.number
    return {"present": "s" if form.person == 3 else "p"}.get(form.tense, "")


def _bare(lemma: str) -> tuple[str, tuple[str, ...]]:
    """Split « se faire fort » into the verb to conjugate and what follows it."""
    head, *tail = _WORD.findall(lemma.removeprefix("se ").removeprefix("s'"))
    return head, tuple(tail)


_MOOD_ORDER = ("past", "infinitive", "ing", "finite")
"""A form is first tried as what needs an auxiliary before it (« a promis »)."""


def _order(verb: Verb) -> tuple[int, int, str]:
    return -len(verb.tail), _MOOD_ORDER.index(verb.mood), verb.lemma


def _verbs(groups: list[dict[str, Any]], lang: str) -> dict[str, tuple[Verb, ...]]:
    """Give each form of each reporting verb what it can be; the groups of one verb add up, the first stance wins."""
    stances: dict[str, str] = {}
    takes: dict[str, set[str]] = {}
    for group in groups:
        for lemma in split(group["verbs"]):
            stances.setdefault(lemma, group["stance"])
            takes.setdefault(lemma, set()).update(group["takes"])
    table: dict[str, set[Verb]] = {}
    for lemma, stance in stances.items():
        head, tail = _bare(lemma)
        reflexive = lang == "fr" and lemma.startswith(("se ", "s'"))
        taken = frozenset(takes[lemma])
        by_mood = {mood: Verb(lemma, mood, reflexive, stance, taken, tail) for mood in _MOOD_ORDER}
        for form in _conjugate(head, lang):
            mood = "ing" if (form.mood, form.tense) == ("participle", "present") else _MOODS.get(form.mood)
            if mood:
                table.setdefault(form.text, set()).add(by_mood[mood])
    same: dict[tuple[Verb, ...], tuple[Verb, ...]] = {}  # one tuple for all forms that can be the same
    found = ((form, tuple(sorted(entries, key=_order))) for form, entries in table.items())
    return {form: same.setdefault(verbs, verbs) for form, verbs in found}
