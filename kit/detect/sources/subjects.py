"""The subject that stands before a verb, over adverbs, appositions and relative clauses."""

from __future__ import annotations

from kit.detect.sources.phrases import LONGEST, Phrase, backward
from kit.detect.sources.shape import Shape

_WHO = frozenset(("qui", "who", "which"))


def subject_before(shape: Shape, stop: int, floor: int) -> Phrase | None:
    """Return the subject that stands before the verb group beginning at `stop`."""
    letters = shape.letters
    j = stop
    while j > floor and letters[j - 1] == "B":
        j -= 1
    if j <= floor:
        return None
    last = letters[j - 1]
    if last == "S":
        return Phrase(j - 1, j)
    if last == "R" and shape.forms[j - 1] in _WHO:
        end = j - 1
        while end > floor and letters[end - 1] in ",P":
            end -= 1
        return backward(shape, end, floor)
    if last == ",":
        return _over_commas(shape, j - 1, floor)
    if last in ")":
        return backward(shape, j, floor)
    phrase = backward(shape, j, floor)
    if phrase is None:
        return None
    return _over_relative(shape, phrase, floor)


def _over_relative(shape: Shape, phrase: Phrase, floor: int) -> Phrase | None:
    """« [Un policier] qui a vu la scène raconte que »: the phrase found is an object within a relative clause."""
    letters = shape.letters
    i = phrase.first
    while i > floor and letters[i - 1] in "BtJàoPd":
        i -= 1
    if i > floor and letters[i - 1] in "VXAwn" and (i < phrase.first or letters[i - 1] != "w"):
        relative = letters.rfind("R", max(floor, i - LONGEST), i)
        edge = max(letters.rfind(c, max(floor, i - LONGEST), i) for c in ",;:.Qk")
        if relative > edge and relative > floor:
            return backward(shape, relative, floor)
        return None
    return phrase


def _over_commas(shape: Shape, comma: int, floor: int) -> Phrase | None:
    """« [Le président], Jean X, ancien joueur, » or « [Le groupe], qui emploie cent personnes, »."""
    letters = shape.letters
    found: Phrase | None = None
    for _ in range(4):
        opened = letters.rfind(",", max(floor, comma - LONGEST), comma)
        if opened < 0:
            break
        phrase = backward(shape, opened, floor)
        if phrase is None:
            break
        found = phrase if phrase.first == floor or letters[phrase.first - 1] in ",;:.<>-KkQtR" or found is None else found
        if phrase.first == floor or letters[phrase.first - 1] != ",":
            break
        comma = opened
    return found
