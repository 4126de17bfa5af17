"""The constructions by which an English newspaper brings a speaker in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.mentions import Group, Mention
from kit.detect.sources.phrases import LONGEST, Phrase, forward, speaks
from kit.detect.sources.shape import Shape
from kit.detect.sources.subjects import subject_before
from kit.lexicon import Verb

_TO_CONTENT = re.compile(r"(?:[BtU]|[à,]?[àP][DU]*[wHICOGtU]+(?:d[DU]*[wHICOGtU]+)*)*")
_SPEAKERS = "HGIOCbT"
_DONE = re.compile(r"(?:[BtU]|[àP][DU]*[wHICOGtUV]+(?:[dà][DU]*[wHICOGtU]+)*)*[.,;>\-?!:]|$")
_PRONOUNS = frozenset("he she they it".split())


def verb_groups(shape: Shape) -> Iterator[Group]:
    """Give each reporting verb with its auxiliaries and negation."""
    for i in shape.cues:
        for verb in shape.lexicon.verbs[shape.forms[i]]:
            group = _group(shape, i, verb)
            if group:
                yield group
                break


def _group(shape: Shape, i: int, verb: Verb) -> Group | None:
    letters, forms = shape.letters, shape.forms
    stop = i + 1 + len(verb.tail)
    if tuple(forms[i + 1 : stop]) != verb.tail or letters[i] == "C":
        return None
    j = i
    while j > 0 and letters[j - 1] in "B" or j > 0 and forms[j - 1] == "not":
        j -= 1
    helped = j > 0 and letters[j - 1] in "AX"
    first = j - 1 if helped else i
    while helped and first > 0 and letters[first - 1] in "AXBJ":
        first -= 1
    while helped and letters[first] in "BJ":
        first += 1
    helpers = forms[first:i]
    negated = "not" in helpers or any(form.endswith("n't") for form in helpers)
    passive = verb.mood == "past" and helped and helpers[-1 if j == i else j - 1 - first] in shape.lexicon.words["be"]
    if verb.mood == "finite":
        return Group(i, i, stop, verb, False, False, False) if not helped and _finite(shape, i) else None
    if verb.mood == "past":
        return Group(first, first, stop, verb, negated, passive, False) if helped else None
    if verb.mood == "infinitive" and helped:
        return Group(first, first, stop, verb, negated, False, False)
    if verb.mood == "ing" and (helped or letters[i - 1 : i] == ","):
        return Group(first, first, stop, verb, negated, False, False)
    return None


def _finite(shape: Shape, i: int) -> bool:
    """A form that may be a noun (« the claims ») is none after a determiner or a preposition."""
    before = shape.letters[i - 1] if i else "."
    return shape.letters[i] != "w" and before not in "DdàPUX" and not (before == "n" and shape.forms[i - 1] == "to")


def constructions(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Return the speaker of one verb group, if it has one; the sentence is tokens `floor` to `ceiling`."""
    if group.negated:
        return None
    if group.passive:
        return _passive(shape, group, floor, ceiling)
    return _noun_after(shape, group, floor, ceiling) or (
        None if shape.quoted[group.first] else _before(shape, group, floor, ceiling)
    )


def _noun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """"…," said [Maria Keane], head of the union."""
    letters = shape.letters
    if group.first != group.stop - 1 or group.first <= floor:
        return None
    before = letters[max(floor, group.first - 2) : group.first]
    if not (before[-1] in ",>-" or ">" in before):
        return None
    phrase = forward(shape, group.stop)
    cue = Phrase(group.first, group.stop)
    if phrase and phrase.stop <= ceiling and _ends(shape, phrase, ceiling) and speaks(shape, phrase, _SPEAKERS + "w"):
        known = ">" in before or speaks(shape, phrase, _SPEAKERS)
        return Mention(phrase, cue, group.verb, "en.inverted") if known else None
    if letters[group.stop : group.stop + 1] == "S" and shape.forms[group.stop] in _PRONOUNS:
        return Mention(Phrase(group.stop, group.stop + 1), cue, group.verb, "en.inverted")
    return None


def _ends(shape: Shape, phrase: Phrase, ceiling: int) -> bool:
    """The subject of an inverted clause is not followed by another verb."""
    return phrase.stop >= ceiling or shape.letters[phrase.stop] not in "VAXQ"


def _before(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """[Officials] privately concede that…; …, [a company spokeswoman] said, …"""
    letters, forms = shape.letters, shape.forms
    subject = subject_before(shape, group.left, floor)
    if subject is None:
        return None
    cue = Phrase(group.first, group.stop)
    if letters[subject.first] == "S":
        if forms[subject.first] not in _PRONOUNS or not content(shape, group, subject, ceiling):
            return None
        return Mention(subject, cue, group.verb, "en.pronoun")
    if forms[group.stop - 1] == "heard":
        return None
    kind = content(shape, group, subject, ceiling)
    if kind and speaks(shape, subject, _SPEAKERS if kind != "clause" else _SPEAKERS + "w"):
        return Mention(subject, cue, group.verb, "en.subject")
    return None


def content(shape: Shape, group: Group, subject: Phrase, ceiling: int) -> str:
    """Say what holds the claim: a clause, an object, or nothing."""
    letters, takes, i = shape.letters, group.verb.takes, group.stop
    ceiling = min(ceiling, i + LONGEST)
    passed = _TO_CONTENT.match(letters, i, ceiling)
    j = passed.end() if passed else i
    for k in (i, j):
        if k < ceiling and (letters[k] in ":<" or letters[k] == "Q" and takes & {"clause", "bare"}):
            return "clause"
        if k + 1 < ceiling and letters[k] == "," and letters[k + 1] in "<Q":
            return "clause"
    mark = re.compile("[:<]").search(letters, i, ceiling)
    if mark and not re.search("[AVXY]", letters[i : mark.start()]):
        return "clause"
    if "hearer" in takes and letters[i : i + 1] in tuple("DCHISGwU"):
        return "clause"
    if _DONE.match(letters, i, ceiling) and subject.first > 0 and letters[subject.first - 1] in ",>?!-" and "bare" in takes | {"bare"}:
        return "clause"
    if shape.forms[i : i + 1] in (["how"], ["why"], ["whether"], ["if"], ["what"]):
        return "clause" if "clause" in takes else ""
    if "bare" in takes and letters[i : i + 1] in tuple("DSCHIGUOwbtàPXB"):
        return "clause"
    if "doing" in takes and (shape.forms[i : i + 1] == ["to"] or shape.forms[i : i + 1] and shape.forms[i].endswith("ing")):
        return "clause"
    if "object" in takes and letters[i : i + 1] in tuple("DCHIOGUwS"):
        return "object"
    if "of" in takes and shape.forms[i : i + 1] in (["of"], ["about"], ["against"], ["for"]):
        return "object"
    return ""


def _passive(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """"It is understood that"; "The jury was told"; "was confirmed by [the ministry]"."""
    letters, forms = shape.letters, shape.forms
    subject = subject_before(shape, group.left, floor)
    cue = Phrase(group.first, group.stop)
    if subject and forms[subject.first] == "it" and letters[group.stop : group.stop + 1] in ("Q", ",", ".", ""):
        return Mention(subject, cue, group.verb, "en.impersonal")
    for i in range(group.stop, min(group.stop + 4, ceiling - 1)):
        if forms[i] == "by":
            phrase = forward(shape, i + 1)
            return Mention(phrase, cue, group.verb, "en.passive") if phrase and speaks(shape, phrase, "HGICbT") else None
    if subject and forms[subject.stop - 1] in shape.lexicon.words["courts"]:
        return Mention(subject, cue, group.verb, "en.court")
    return None
