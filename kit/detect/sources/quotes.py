"""Quotations whose speaker is not brought in by a reporting verb: « Le maire ne décolère pas : « … » »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import LONGEST, Phrase, forward, speaks
from kit.detect.sources.shape import Shape

_COLON = re.compile(":<")
_LEAD = re.compile(r"(?:[PàotBUd][^,:.;<>AVX]*,|[Bkt]+)?")
_VERB = re.compile(r"[JB]*[AXV]|J+w(?=B)")


def speakers_of_quotes(shape: Shape, taken: set[int]) -> Iterator[Mention]:
    """Give the subject of each clause that ends in a colon and a quotation, in sentences without another source.

    Parameters
    ----------
    shape
        The text.
    taken
        The numbers of the sentences that already have a source.
    """
    owner, bounds = shape.text.sentence_of, shape.text.bounds
    for colon in _COLON.finditer(shape.letters):
        k = owner[colon.start()]
        if k not in taken and bounds[k][0] < colon.start():
            taken.add(k)
            mention = _before_colon(shape, bounds[k][0], colon.start())
            if mention:
                yield mention


def _before_colon(shape: Shape, floor: int, colon: int) -> Mention | None:
    lead = _LEAD.match(shape.letters, floor, min(colon, floor + LONGEST))
    start = lead.end() if lead else floor
    if shape.letters[start] == "S":
        return None
    phrase = forward(shape, start)
    if phrase is None or phrase.stop > colon or not speaks(shape, phrase, "HGITC"):
        return None
    rule = f"{shape.lexicon.lang}.colon"
    if phrase.stop == colon:
        return Mention(phrase, Phrase(colon, colon + 1), "neutral", rule)
    verb = _VERB.match(shape.letters, _after_aside(shape.letters, phrase.stop, colon), colon)
    return Mention(phrase, Phrase(verb.start(), verb.end()), "neutral", rule) if verb else None


def _after_aside(letters: str, i: int, colon: int) -> int:
    """Step over « , ancien ministre, » or « , qui a tout vu, »."""
    closed = letters.find(",", i + 1, colon)
    return closed + 1 if letters[i] == "," and closed > 0 else i
