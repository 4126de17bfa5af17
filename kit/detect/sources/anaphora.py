"""To whom a pronoun, « cette source » or « un autre » points back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kit.detect.sources.agreement import agree, gender_fits
from kit.detect.sources.bodies import titled
from kit.detect.sources.classes import Kind, classify
from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import LEAD, LONGEST, Phrase, forward, head, is_plural
from kit.detect.sources.roles import holder, only_once, pair
from kit.detect.sources.shape import SPEAKERS, Shape

_BACK = 4
"""How many sentences back an antecedent may stand, those of a quotation not counted…"""
_FAR_BACK = {"role": 12, "source": 12, "epithet": 3}
_FURTHEST = 24
"""… and counted."""
_MEMORY = 8
"""How many of the people met in one sentence are considered."""
_NAME = re.compile("(?<![CT])T*C+")


class Referent(NamedTuple):
    """Somebody the text has spoken of."""

    phrase: Phrase
    kind: Kind


class Antecedents:
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

    def resolve(self, mention: Mention) -> tuple[Kind, Referent | None, bool]:
        """Return the kind of a mention, its antecedent, and whether it is an anaphor."""
        shape, phrase = self.shape, mention.phrase
        if mention.agentless:
            return Kind("agentless", None, None), None, False
        found: Referent | None = None
        anaphor = self._anaphor(phrase)
        if anaphor:
            found = self._antecedent(phrase, anaphor)
            kind = self._kind(phrase, anaphor, found)
        else:
            kind = classify(shape, phrase)
        self.speakers.add(phrase)
        self.met.setdefault(shape.text.sentence_of[phrase.first], []).append(Referent(phrase, kind))
        return kind, found, bool(anaphor) and anaphor != "other" and not (anaphor == "role" and not found)

    def spoke(self, referent: Referent, sentence: int) -> bool:
        """Tell whether somebody has already spoken in that sentence."""
        return any(met.phrase == referent.phrase for met in self.met.get(sentence, ()))

    def heard(self, referent: Referent) -> bool:
        """Tell whether somebody has already spoken in the text."""
        return referent.phrase in self.speakers

    def _anaphor(self, phrase: Phrase) -> str:
        """Say in which way a phrase points back: pronoun, latter, source, other, role, epithet; or not at all."""
        shape, words = self.shape, self.shape.lexicon.words
        letter, forms = shape.letters[phrase.first], shape.forms
        if letter in "SY" or phrase.stop - phrase.first == 1 and forms[phrase.first] in words["personal"]:
            return "pronoun"
        inside = forms[phrase.first : phrase.stop]
        if not words["latter"].isdisjoint(inside) and len(inside) <= 3:
            return "latter"
        noun = head(shape, phrase)
        if shape.letters[noun] == "b" and forms[phrase.first] in words["this"]:
            return "source"
        if forms[noun] in words["pairs"] and forms[phrase.first] in words["the"] and len(inside) == 2:
            return "pair"
        body = len(inside) == 2 and inside[0] in words["singular"] and shape.letters[noun] in "IO"  # "one note"
        if (
            len(inside) <= 2
            and not body
            and (not words["other"].isdisjoint(inside))
            or inside[:2] in (["l'", "un"], ["l'", "une"])
        ):
            return "other"
        few = 3 if shape.lexicon.lang == "en" and shape.letters[noun] == "H" else 2  # "the police chief"
        alone = phrase.stop - phrase.first <= few and shape.letters[noun] in "HIO" and not shape.text.capital(noun)
        if alone and forms[phrase.first] in words["definite"] and not self._is_epithet(phrase, noun):
            return "role"
        return "epithet" if self._is_epithet(phrase, noun) else ""

    def _is_epithet(self, phrase: Phrase, noun: int) -> bool:
        """Tell « le technicien corse », « l'Argentin »: by what else a person just named may be called."""
        words, forms, (first, stop) = self.shape.lexicon.words, self.shape.forms, phrase
        look = self.shape.lexicon.patterns["people"]
        place = forms[noun] in words["places"]  # « l'Ukraine » looks like a people
        origin = forms[noun] in words["origins"] or look.fullmatch(forms[noun])
        people = self.shape.letters[noun] == "C" and origin and not place
        lower = not self.shape.text.capital(noun) or self.shape.text.slice(noun, noun + 1).isupper()  # « le PDG »
        aged = "year-old" in forms[first : noun + 1]
        known = (forms[noun] in words["epithets"] or aged) and lower or people
        near = noun == first + 1 and stop - first <= 3 or aged
        return bool(known) and forms[first] in words["the"] and near and not titled(self.shape, first)

    def _kind(self, phrase: Phrase, anaphor: str, found: Referent | None) -> Kind:
        own = classify(self.shape, phrase)
        if found is None:
            return own._replace(source_class="unresolved") if anaphor in ("pronoun", "latter") else own
        if anaphor == "pair":
            return Kind("named_person", 2, 2)
        if anaphor == "other":  # another of the same kind, in its own number
            return own._replace(source_class="unnamed_individual" if own.most == 1 else "unnamed_group")
        body = found.kind.source_class == "named_institution"  # « cette source » after « le parquet »
        if anaphor == "source" and not body and self.shape.letters[head(self.shape, found.phrase)] != "b":
            return own  # « cette source » says no more of « un autre » than "source"
        return found.kind

    def _antecedent(self, phrase: Phrase, anaphor: str) -> Referent | None:
        """Return who is meant; in English also by a name given in passing ("sent to jail by Judge Ann Roy")."""
        if anaphor == "pair":
            both = pair(self.shape, phrase)
            return Referent(both, Kind("named_person", 2, 2)) if both else None
        found = self._spoken(phrase, anaphor)
        if anaphor not in ("role", "epithet") or self.shape.lexicon.lang != "en":
            return found
        if found and (anaphor == "epithet" or found.kind.source_class == "named_person"):
            return found
        name = holder(self.shape, phrase)
        if name and (found is None or found.phrase.first < name.first):
            return Referent(name, Kind("named_person", 1, 1))
        firm = found is None and self.shape.forms[head(self.shape, phrase)] in self.shape.lexicon.words["firms_too"]
        if firm:  # "Oak Bank cut its forecast. The broker said…"
            return self._spoken(phrase, "firm")
        return found or (self._spoken(phrase, "epithet") if only_once(self.shape, phrase) else None)

    def _spoken(self, phrase: Phrase, anaphor: str) -> Referent | None:
        shape = self.shape
        sentence = shape.text.sentence_of[phrase.first]
        spare: Referent | None = None
        if anaphor == "latter":
            found = self._named(phrase, anaphor)
            if found and all(met.phrase.first < found.phrase.first for met in self.met.get(sentence - 1, ())):
                return found
        inverted = anaphor == "latter" and shape.letters[phrase.first - 1] in "VwBt"  # « …, confirme ce dernier »
        for k in self._earlier(sentence - (anaphor == "they" or inverted), _FAR_BACK.get(anaphor, _BACK)):
            for referent in self._candidates(k, phrase.first):
                if not self._fits(referent, phrase, anaphor) or spare and not self.heard(referent):
                    continue
                if k < sentence or not self._spoken_of(referent, phrase):
                    return referent
                spare = referent
        if spare:
            return spare
        if shape.forms[phrase.first] in shape.lexicon.words["things"]:
            return next(self._bodies(sentence, phrase.first), None)
        if anaphor == "pronoun" and shape.forms[phrase.first] == "they":  # one person of unknown gender
            return self._spoken(phrase, "they")
        if anaphor == "epithet":
            return self._spoken(phrase, "role") or self._named(phrase, anaphor)
        return self._spoken(phrase, "someone") if anaphor == "source" else self._named(phrase, anaphor)

    def _spoken_of(self, referent: Referent, phrase: Phrase) -> bool:
        """Tell in "[The suspect] opened fire, she said" of whom it is said from who says it."""
        after = self.shape.letters[phrase.first] == "Y" or self.shape.letters[phrase.first - 1] in ",>"
        after = after or self.shape.forms[phrase.first - 1] == "selon"
        return after and not self.heard(referent)

    def _earlier(self, sentence: int, steps: int) -> Iterator[int]:
        """Give a sentence and those before it; what stands within a quotation costs no step."""
        for k in range(sentence, max(-1, sentence - _FURTHEST), -1):
            if steps == 0:
                break
            steps -= not self._within(k)
            yield k

    def _within(self, k: int) -> bool:
        """Tell whether a sentence begins within a quotation."""
        first, stop = self.shape.text.bounds[k]
        return first < stop and bool(self.shape.quoted[first]) and self.shape.letters[first] != "<"

    def _named(self, phrase: Phrase, anaphor: str) -> Referent | None:
        """Return, for want of better, the last person named: « elle compte sur [Guy]. « … », insiste-t-il »."""
        shape, words = self.shape, self.shape.lexicon.words
        pronoun = shape.forms[phrase.first if anaphor == "pronoun" else phrase.stop - 1].rsplit("-", 1)[-1]
        if anaphor == "epithet" and shape.lexicon.lang == "fr":
            pronoun = "elle" if shape.forms[phrase.first] == "la" else "il"
        if anaphor not in ("pronoun", "latter", "epithet") or pronoun not in words["he"] | words["she"]:
            return None
        if pronoun in words["plural_pronouns"]:
            return None
        back = 1 if anaphor == "latter" else _BACK
        floor = shape.text.bounds[max(0, shape.text.sentence_of[phrase.first] - back)][0]
        for found in reversed(list(_NAME.finditer(shape.letters, max(floor, phrase.first - 200), phrase.first))):
            name = Phrase(*found.span())
            kind = classify(shape, name)
            fits = kind.source_class == "named_person" and gender_fits(shape, name, pronoun)
            fits = fits and not (anaphor == "latter" and shape.letters[name.first - 1] in "deo")
            if fits and not shape.quoted[name.first]:
                return Referent(name, kind)
        return None

    def _candidates(self, sentence: int, before: int) -> Iterator[Referent]:
        """Give who was met in a sentence, latest first, then its subject."""
        shape = self.shape
        latest = self.met.get(sentence, [])[-_MEMORY:]
        yield from (referent for referent in reversed(latest) if referent.phrase.first < before)
        if shape.text.bounds[sentence][1] > before:
            yield from self._subjects(sentence, before)
            return
        if sentence not in self.subjects:
            self.subjects[sentence] = list(self._subjects(sentence, before))
        yield from self.subjects[sentence]

    def _subjects(self, sentence: int, before: int) -> Iterator[Referent]:
        """Give the subjects that stand in a sentence, as far as a token."""
        shape = self.shape
        if self._within(sentence):
            return
        floor, ceiling = shape.text.bounds[sentence]
        for start in self._subject_places(floor, min(ceiling, before)):
            phrase = forward(shape, start) if shape.letters[start] != "<" else None
            bare = shape.lexicon.lang == "fr" and shape.letters[start] in "HIOG"  # « Invité de RTL, il… »
            if phrase and not bare and phrase.stop <= before and shape.letters[head(shape, phrase)] in SPEAKERS:
                yield Referent(phrase, classify(shape, phrase))

    def _bodies(self, sentence: int, before: int) -> Iterator[Referent]:
        """Give the bodies named before a token of a sentence, nearest first: "shares in [the firm] fell after it"."""
        floor = max(self.shape.text.bounds[sentence][0], before - LONGEST)
        for i in range(before - 1, floor, -1):
            if self.shape.letters[i - 1 : i + 1] == "DI" and self.shape.letters[i + 1] not in "wHIOG":
                phrase = Phrase(i - 1, i + 1)
                yield Referent(phrase, classify(self.shape, phrase))

    def _subject_places(self, floor: int, ceiling: int) -> Iterator[int]:
        """Give where a subject may begin: the head of the sentence, and after each « que » or semicolon."""
        if floor >= ceiling:
            return
        letters = self.shape.letters
        lead = LEAD.match(letters, floor, min(ceiling, floor + LONGEST))
        yield lead.end() if lead else floor
        if lead and lead.end() > floor:
            yield floor
        lowest = max(floor, ceiling - LONGEST)
        yield from (i + 1 for i in range(ceiling - 2, lowest, -1) if letters[i] in ";Qk")

    def _fits(self, referent: Referent, phrase: Phrase, anaphor: str) -> bool:
        shape, code = self.shape, referent.kind.source_class
        if code in ("unresolved", "agentless"):
            return False
        if anaphor == "role":
            return self._same_role(referent, phrase)
        if anaphor == "source":
            same = is_plural(shape, phrase) == is_plural(shape, referent.phrase)
            return shape.letters[head(shape, referent.phrase)] == "b" and same
        if anaphor == "epithet":
            she = shape.forms[phrase.first] == "la"
            known = (
                shape.forms[phrase.first] != "le"
                and not she
                or gender_fits(shape, referent.phrase, "elle" if she else "il")
            )
            return code == "named_person" and known
        if anaphor == "someone" and self.heard(referent) and code == "named_institution":
            return True
        if anaphor == "someone" and not self.heard(referent):
            return False
        if anaphor == "firm":
            return code == "named_institution"
        if anaphor in ("other", "someone", "they"):
            return code in ("unnamed_individual", "unnamed_group")
        return agree(shape, referent.phrase, referent.kind, phrase)

    def _same_role(self, referent: Referent, phrase: Phrase) -> bool:
        """« la ministre » after « la ministre Agathe Roncourt » or « Agathe Roncourt, ministre de… »."""
        shape = self.shape
        form = shape.forms[head(shape, phrase)]
        until = min(referent.phrase.stop + 6, phrase.first)
        first, stop = referent.phrase
        if shape.letters[head(shape, phrase)] != "H":
            bare = shape.forms[first] in shape.lexicon.words["the"] and shape.forms[first + 1] == form  # « the report »
            return shape.forms[head(shape, referent.phrase)] == form and stop - first > 2 and not bare
        longer = stop - first > 2 or shape.letters[stop:until].startswith(",")
        someone = shape.letters[head(shape, referent.phrase)] in "HTC"
        return longer and someone and form in shape.forms[first:until] and referent.kind.source_class != "unresolved"
