"""How many speak: the number that a phrase guarantees by its grammar, and the greatest that it allows."""

from __future__ import annotations

import re

from kit.detect.sources.phrases import Phrase, head, is_plural
from kit.detect.sources.shape import Shape

Number = tuple[int, int | None]

_SEVERAL: Number = (2, None)
_SEPARATOR = re.compile("[\\s,.]")
_JOINT = re.compile("(?P<one>T*C+(?=K[CTDUe])|[^K]+(?=K(?:T*CC|TC|[DUe]D?[wHIGCT]))|b[^K]*(?=Kd))Kd?(?P<two>[^K]+)")
"""A name and anything, or anything and a full name or a phrase with its determiner."""


def number(shape: Shape, phrase: Phrase, plural: bool, group: bool) -> Number:
    """Return the least and the greatest number of people that a phrase stands for.

    Parameters
    ----------
    shape
        The text.
    phrase
        The speakers.
    plural : bool
        Whether the phrase is plural.
    group : bool
        Whether it is a collective (« l'entourage »).
    """
    if not plural and not group:
        return 1, 1
    parts = halves(shape, phrase) if plural else ()
    if parts:  # "two engineers and a former inspector"
        return _sum(*(_part(shape, part) for part in parts))
    counted = _counted(shape, phrase) or (_SEVERAL if plural else (1, None))
    crowd = shape.forms[head(shape, phrase)] in shape.lexicon.words["collectives"]  # « deux familles »
    return (counted[0], None) if crowd else counted


def halves(shape: Shape, phrase: Phrase) -> tuple[Phrase, ...]:
    """Return the two phrases that « et » joins, or nothing: not « le collectif Terre et Mer ».

    Parameters
    ----------
    shape
        The text.
    phrase
        The speakers.
    """
    joint = _JOINT.fullmatch(shape.letters, *phrase)
    if not joint or shape.forms[joint.end("one")] in ("or", "ou"):
        return ()
    both = shape.forms[phrase.first] in shape.lexicon.words["both"]  # "both the mayor and an aide"
    return Phrase(phrase.first + both, joint.end("one")), Phrase(*joint.span("two"))


def _sum(first: Number | None, second: Number | None) -> Number:
    if first is None or second is None:
        return _SEVERAL
    return first[0] + second[0], None if first[1] is None or second[1] is None else first[1] + second[1]


def _part(shape: Shape, phrase: Phrase) -> Number | None:
    single = shape.forms[phrase.first] in shape.lexicon.words["singular"] or shape.letters[phrase.first] in "CT"
    return _counted(shape, phrase) or ((1, 1) if single else _SEVERAL if is_plural(shape, phrase) else None)


def _counted(shape: Shape, phrase: Phrase) -> Number | None:
    """Return the number with which a phrase begins, or that its noun has (« un duo »)."""
    words, forms = shape.lexicon.words, shape.forms
    for i in range(phrase.first, min(phrase.first + 3, phrase.stop)):
        if shape.letters.startswith("UKU", i):  # « deux ou trois habitants »
            return _value(shape, i)[0], _value(shape, i + 2)[1]
        if shape.letters[i] == "U":
            return _value(shape, i)
    noun = head(shape, phrase)
    if forms[phrase.first] in words["both"]:
        return 2, 2
    if forms[noun] not in words["pairs"]:
        return (3, 3) if forms[noun] in words["trios"] else None
    few = forms[noun + 1 : noun + 2] == ["of"] and noun + 1 < phrase.stop  # "a couple of aides"
    return _SEVERAL if few else (2, 2)


def _value(shape: Shape, i: int) -> Number:
    """Return what a number guarantees: « environ 200 » no more than a plural, « au moins trois » no greatest."""
    words, forms = shape.lexicon.words, shape.forms
    digits = _SEPARATOR.sub("", forms[i])
    count = shape.lexicon.values.get(forms[i]) or (int(digits) if digits.isdecimal() else 0)
    if not count or shape.letters[i + 1 : i + 2] == "U" or forms[min(i + 1, len(forms) - 1)] in words["parts"]:
        return _SEVERAL
    before = {" ".join(forms[max(i - size, 0) : i]) for size in (1, 2, 3)}
    if not before.isdisjoint(words["about"]):
        return _SEVERAL
    return count, None if not before.isdisjoint(words["at_least"]) else count
