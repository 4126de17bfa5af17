"""Whom a text has spoken of: the people and bodies met sentence by sentence, and those named in passing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from kit.detect.sources.agreement import gender_fits
from kit.detect.sources.classes import Kind, classify
from kit.detect.sources.phrases import LEAD, LONGEST, Phrase, core, forward, head
from kit.detect.sources.shape import SPEAKERS, Shape
from kit.words import is_participle

_FURTHEST = 24
"""How many sentences back anybody is looked for, those of a quotation counted."""
_MEMORY = 8
"""How many of the people met in one sentence are considered."""
_NEAR = 200
"""How far back, in tokens, a name given in passing is looked for."""
_A = frozenset(("un", "une"))
_NAME = re.compile("(?<![CT])T*C+")
_PEOPLE = re.compile("(?<![deoDU])[DeU]+w?[HGI]")
_AFTER_CLAUSE = re.compile(",(?=[DTC][^,AVXSR.;:]{1,8}[AVXJ])")
"""« Arrêté lundi, [le suspect] nie »."""


class Referent(NamedTuple):
    """Somebody the text has spoken of."""

    phrase: Phrase
    kind: Kind


class Referents:
    """The people and bodies met so far, asked in the order of the text.

    Parameters
    ----------
    shape
        The text.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.met: dict[int, list[Referent]] = {}
        self.subjects: dict[int, list[Referent]] = {}
        self.speakers: set[Phrase] = set()
        self.genders: dict[str, bool] = {}

    def add(self, referent: Referent) -> None:
        """Remember a speaker."""
        self.speakers.add(referent.phrase)
        self.met.setdefault(self.shape.text.sentence_of[referent.phrase.first], []).append(referent)

    def spoke(self, referent: Referent, sentence: int) -> bool:
        """Tell whether somebody has already spoken in that sentence."""
        return any(met.phrase == referent.phrase for met in self.met.get(sentence, ()))

    def heard(self, referent: Referent) -> bool:
        """Tell whether somebody has already spoken in the text."""
        return referent.phrase in self.speakers

    def taken_up(self, referent: Referent, phrase: Phrase) -> None:
        """Remember whether somebody was called « il » or « elle »."""
        feminine = self._feminine(phrase)
        if feminine is not None:
            self.genders.setdefault(self.shape.forms[referent.phrase.stop - 1], feminine)

    def clashes(self, referent: Referent, phrase: Phrase) -> bool:
        """Tell whether somebody was called « elle » before and would now be « il »."""
        known = self.genders.get(self.shape.forms[referent.phrase.stop - 1])
        return known is not None and self._feminine(phrase) is (not known)

    def _feminine(self, phrase: Phrase) -> bool | None:
        words, form = self.shape.lexicon.words, self.shape.forms[phrase.stop - 1].rsplit("-", 1)[-1]
        return True if form in words["she"] else False if form in words["he"] else None

    def sentences(self, sentence: int, steps: int) -> Iterator[int]:
        """Give a sentence and those before it; what stands within a quotation costs no step."""
        for k in range(sentence, max(-1, sentence - _FURTHEST), -1):
            if steps == 0:
                break
            steps -= not self._within(k)
            yield k

    def holds(self, sentence: int, form: str) -> bool:
        """Tell whether a form stands in a sentence."""
        places, (first, stop) = self.shape.text.index[form], self.shape.text.bounds[sentence]
        at = bisect_left(places, first)
        return at < len(places) and places[at] < stop

    def candidates(self, sentence: int, before: int) -> Iterator[Referent]:
        """Give who was met in a sentence, latest first, then its subjects."""
        latest = self.met.get(sentence, [])[-_MEMORY:]
        yield from (referent for referent in reversed(latest) if referent.phrase.first < before)
        if self.shape.text.bounds[sentence][1] > before:
            yield from self._subjects(sentence, before)
            return
        if sentence not in self.subjects:
            self.subjects[sentence] = list(self._subjects(sentence, before))
        yield from self.subjects[sentence]

    def bodies(self, before: int) -> Iterator[Referent]:
        """Give the bodies before a token of a sentence, nearest first: "shares in [the firm] fell after it"."""
        floor = max(self.shape.text.bounds[self.shape.text.sentence_of[before]][0], before - LONGEST)
        for i in range(before - 1, floor, -1):
            if self.shape.letters[i - 1 : i + 1] == "DI" and self.shape.letters[i + 1] not in "wHIOG":
                phrase = Phrase(i - 1, i + 1)
                yield Referent(phrase, classify(self.shape, phrase))

    def names(self, pronoun: str, before: int, back: int) -> Iterator[Referent]:
        """Give the people named before a token whose gender allows a pronoun, nearest first, in any place."""
        shape = self.shape
        floor = shape.text.bounds[max(0, shape.text.sentence_of[before] - back)][0]
        for found in reversed(list(_NAME.finditer(shape.letters, max(floor, before - _NEAR), before))):
            name = Phrase(*found.span())
            kind = classify(shape, name)
            told = kind.source_class == "named_person" and not self._unlike(name) and not shape.quoted[name.first]
            if told and gender_fits(shape, name, pronoun):
                yield Referent(name, kind)

    def people(self, before: int, back: int) -> Iterator[Referent]:
        """Give the people and bodies spoken of before a token without a name, nearest first, in any place."""
        shape = self.shape
        floor = shape.text.bounds[max(0, shape.text.sentence_of[before] - back)][0]
        places = [found.start() for found in _PEOPLE.finditer(shape.letters, max(floor, before - _NEAR), before)]
        for i in reversed(places):
            phrase = None if shape.quoted[i] else forward(shape, i)
            if phrase and phrase.stop <= before and shape.letters[head(shape, phrase)] in "HGI":
                yield Referent(Phrase(i, core(shape, phrase).stop), classify(shape, phrase))

    def _unlike(self, name: Phrase) -> bool:
        """Tell one word that is rather no name: « la Toulousaine », « à Sorne », « Stupeur : », « Pressenti pour »."""
        letters, (first, stop) = self.shape.letters, name
        if stop - first > 1:
            return False
        begins = first == self.shape.text.bounds[self.shape.text.sentence_of[first]][0]
        if begins and self.shape.lexicon.lang == "fr" and is_participle(self.shape.forms[first]):
            return letters[stop] in "PàodeQ,"
        return letters[first - 1 : first] in ("D", "e", "o", "à") or letters[stop] == ":"

    def introduced(self, phrase: Phrase) -> Referent | None:
        """Return who came in as « une jeune femme », in any place, before « la jeune femme »."""
        shape, noun = self.shape, head(self.shape, phrase)
        places = shape.text.index[shape.forms[noun]]
        for i in reversed(places[max(0, bisect_left(places, noun) - _MEMORY) : bisect_left(places, noun)]):
            start = next((j for j in (i - 1, i - 2) if j >= 0 and shape.forms[j] in _A), -1)
            if start > 0 and (shape.letters[start - 1] in "A," or shape.quoted[start]):
                continue  # « Ada Roy est une jeune femme »
            whole = forward(shape, start) if start >= 0 else None
            if whole and whole.first <= i < whole.stop:
                return Referent(whole, classify(shape, whole))
        return None

    def _within(self, k: int) -> bool:
        """Tell whether a sentence begins within a quotation, or is one."""
        first, stop = self.shape.text.bounds[k]
        if first < stop and self.shape.letters[first] == "<":
            return not -1 < self.shape.letters.find(">", first, stop) < stop - 2
        return first < stop and bool(self.shape.quoted[first])

    def _subjects(self, sentence: int, before: int) -> Iterator[Referent]:
        """Give the subjects that stand in a sentence, as far as a token."""
        shape = self.shape
        if self._within(sentence):
            return
        floor, ceiling = shape.text.bounds[sentence]
        for start in self._subject_places(floor, min(ceiling, before)):
            phrase = forward(shape, start) if shape.letters[start] != "<" else None
            bare = shape.lexicon.lang == "fr" and shape.letters[start] in "HIOG"  # « Invité de RTL, il… »
            ends = phrase and shape.letters[phrase.stop : phrase.stop + 1] in (",", ".", ";")
            as_one = ends and shape.forms[start - 1] == "as"  # "worked as a clerk, …"
            if phrase and (self._unlike(phrase) or shape.quoted[start] or as_one):
                continue
            if phrase and not bare and phrase.stop <= before and shape.letters[head(shape, phrase)] in SPEAKERS:
                yield Referent(phrase, classify(shape, phrase))

    def _subject_places(self, floor: int, ceiling: int) -> Iterator[int]:
        """Give where a subject may begin: the head of the sentence, after each « que » or semicolon, after a clause."""
        if floor >= ceiling:
            return
        letters = self.shape.letters
        lead = LEAD.match(letters, floor, min(ceiling, floor + LONGEST))
        yield lead.end() if lead else floor
        if lead and lead.end() > floor:
            yield floor
        if self.shape.forms[floor : floor + 2] == ["as", "for"]:  # "As for [the unions], they…"
            yield floor + 2
        lowest = max(floor, ceiling - LONGEST)
        yield from (i + 1 for i in range(ceiling - 2, lowest, -1) if letters[i] in ";Qk")
        if letters[floor] not in "DeUSTC" and self.shape.lexicon.lang == "fr":
            yield from (found.start() + 1 for found in _AFTER_CLAUSE.finditer(letters, floor, ceiling))
