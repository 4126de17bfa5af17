"""French verb groups: a reporting verb with its auxiliary, its pronouns and its negation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.mentions import Group
from kit.detect.sources.shape import Shape
from kit.lexicon import Verb

_OBJECTS = frozenset(("l'", "le", "la", "les", "en", "nous", "vous", "leur"))
_CLAIMS = frozenset(("l'", "le", "la", "les"))
_REFLEXIVE = frozenset(("s'", "se"))
_JOINED = re.compile("A[Bt]*w[^AVXYSQR;:<>]*$")
_OURS = ("ez", "ons")
"""« informez la police », « rappelons la règle »: nobody is said to speak."""
_FAR = 7
"""How far before a participle its auxiliary may stand, in tokens."""


def verb_groups(shape: Shape) -> Iterator[Group]:
    """Give each reporting verb that has a subject to speak of."""
    stands = shape.text.index
    for i in shape.cues:
        for verb in shape.lexicon.verbs[shape.forms[i]]:
            group = _group(shape, i, verb) if not verb.tail or verb.tail[0] in stands else None
            if group:
                yield group
                break


def _group(shape: Shape, i: int, verb: Verb) -> Group | None:
    stop = _tail(shape, i + 1, verb.tail) if verb.tail else i + 1
    return _FINDERS[verb.mood](shape, i, stop, verb) if stop else None


def _tail(shape: Shape, i: int, tail: tuple[str, ...]) -> int:
    """Return where the fixed words of « a fait savoir » end, 0 where they are absent."""
    forms, first = shape.forms, tail[0]
    while i < len(forms) and forms[i] != first:
        if shape.letters[i] not in "BY":
            return 0
        i += 1
    return i + len(tail) if tuple(forms[i : i + len(tail)]) == tail else 0


def _simple(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    letters = shape.letters
    before = letters[i - 1] if i else "."
    of_it = before == "à" and shape.forms[i - 1] == "en"  # « en est convaincu »
    noun = letters[i] in "wC" or letters[i] not in ("VA" if of_it else "V") and before in "DedoàPUbw"
    noun = noun or shape.forms[i].endswith(_OURS)
    if noun or before in "AdàPU" and not of_it:
        return None
    return _close(shape, i, stop, verb)


def _compound(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    """« a toutefois déclaré », « a-t-elle annoncé », « a, jeudi, dénoncé »."""
    letters, forms = shape.letters, shape.forms
    j, floor = i - 1, max(-1, i - _FAR)
    while j > floor and (letters[j] in "BtY<" or forms[j] == "été"):
        j -= 1
    if j > floor and letters[j] == ",":
        opened = letters.rfind(",", max(0, i - 25), j)
        j = opened - 1 if opened > 0 and not set(letters[opened:j]) & set("AVX") else j
    if forms[i - 1] in shape.lexicon.words["claims"] and forms[stop : stop + 1] == [
        "par"
    ]:  # « une thèse défendue par »
        return Group(i, i, stop, verb, "", passive=True)
    if forms[j] == "et" and letters[stop : stop + 1] == "Q":  # « a salué l'accord et prévenu que »
        told = _JOINED.search(letters, max(0, j - 4 * _FAR), j)
        group = _close(shape, told.start(), stop, verb) if told else None
        return group and group._replace(first=i)
    if j < 0 or letters[j] != "A":
        return None
    passive = forms[j] in shape.lexicon.words["be"] or "été" in forms[j:i]
    return _close(shape, j, stop, verb, passive)


def _governed(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    """« a tenu à préciser », « s'empresse-t-elle de préciser », « consent-elle à déclarer »."""
    letters, forms = shape.letters, shape.forms
    j = i - 1
    if verb.reflexive and forms[j] not in _REFLEXIVE:  # « veut prononcer » is not « veut se prononcer »
        return None
    if _narrated(shape, i):
        return Group(j, j, stop, verb, "")
    if j > 0 and letters[j] in "dà":
        j -= 1
    if j > 1 and forms[j] in ("soin", "peine"):  # « prend [le] soin de préciser »
        j -= 1 + (letters[j - 1] == "D")
    inverted = letters[j] == "Y"
    while j > 0 and letters[j] in "BY":
        j -= 1
    if j < 0 or not inverted and forms[j] not in shape.lexicon.words["governors"]:
        return None
    first = j
    while first > 0 and letters[first - 1] in "BY":
        first -= 1
    first = first - 1 if first > 0 and letters[first - 1] == "A" else j
    if letters[first] not in ("XVAHw" if inverted else "XVA"):
        return None
    while first > 0 and forms[first - 1] in _REFLEXIVE:
        first -= 1
    if inverted and letters[first - 1] not in ",>?!-":  # « au moins devra-t-il dire comment »
        return None
    return _close(shape, first, stop, verb)


def _narrated(shape: Shape, i: int) -> bool:
    """Tell « Et le maire de conclure : « … » », where an infinitive has a subject."""
    floor = shape.text.bounds[shape.text.sentence_of[i]][0]
    opens = shape.forms[floor] == "et" and shape.letters[i - 1] == "d" and i - floor < _FAR * 2
    return opens and shape.letters[floor + 1] in "DTC" and not re.search("[AVX,;:R]", shape.letters[floor:i])


def _participle(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    """« …, affirmant que », « … et précisant que », « en ajoutant que »."""
    before = shape.forms[i - 1] if i else ""
    opens = shape.text.bounds[shape.text.sentence_of[i]][0] == i
    return Group(i, i, stop, verb, "") if opens or before in (",", "et", "en", "tout") else None


def _close(shape: Shape, first: int, stop: int, verb: Verb, passive: bool = False) -> Group | None:
    """Take in the pronouns and the negation before the verb; refuse one that is not reflexive as it should be."""
    letters, forms, left = shape.letters, shape.forms, first
    while left > 0 and (letters[left - 1] == "J" or forms[left - 1] in _OBJECTS and letters[left - 1] in "DàS"):
        left -= 1
    before = forms[left:first]
    reflexive = not _REFLEXIVE.isdisjoint(before)
    if verb.mood != "infinitive" and verb.reflexive != reflexive:
        return None
    start = next((left + k for k, form in enumerate(before) if form in _REFLEXIVE), first)
    negated = "ne" in before or "n'" in before
    number = shape.lexicon.numbers.get(forms[first] if forms[first] not in _REFLEXIVE else forms[first + 1], "")
    if forms[stop : stop + 2] == ["en", "privé"]:
        stop += 2
    return Group(start, left, stop, verb, number, negated, passive and not reflexive, not _CLAIMS.isdisjoint(before))


_FINDERS = {"finite": _simple, "past": _compound, "infinitive": _governed, "ing": _participle}
