"""Who "the judge" or "the pair" is, where an English text has named them in passing."""

from __future__ import annotations

import re
from bisect import bisect_left

from kit.detect.sources.bodies import listed
from kit.detect.sources.phrases import Phrase, head
from kit.detect.sources.shape import Shape

_NEAREST = 8
"""How many earlier uses of the word are looked at."""
_FURTHEST = 600
"""How far back, in tokens, somebody may have been named."""
_TITLE = re.compile("T*C+")
_NAMED_AFTER = re.compile(r"(?:[dàs][^,AVX.<>]{1,8})?,(T*C{2,4})(?=[,.;:)]|$)")
_NAMED_BEFORE = re.compile(r"(?<!C)(T*C{1,4})(?:,U)?,[^,AVXS.<>]{,8}$")
_PAIR = re.compile("(?<![CK])T*C{1,3}KT*C{1,3}(?![CK])")


def holder(shape: Shape, phrase: Phrase) -> Phrase | None:
    """Return where "the judge" was named: "Judge Ann Roy", "Ann Roy, the judge," or "the judge, Ann Roy,"."""
    noun = head(shape, phrase)
    if shape.letters[noun] != "H":
        return None
    places = shape.text.index[shape.forms[noun]]
    if shape.forms[noun] == "judge":  # "Mr Justice Roy"
        places = sorted(places + shape.text.index.get("justice", []))
    before = bisect_left(places, phrase.first)
    described = set(shape.forms[phrase.first + 1 : noun])
    for i in reversed(places[max(0, before - _NEAREST) : before]):
        if phrase.first - i > _FURTHEST:
            return None
        name = _name_near(shape, i) if described <= set(shape.forms[max(0, i - 4) : i]) else None
        if name and not _listed(shape, name):
            return name
    return None


def pair(shape: Shape, phrase: Phrase) -> Phrase | None:
    """Return the two people last named together: "the couple" after "Ann Roy and Max Hill"."""
    for found in reversed(list(_PAIR.finditer(shape.letters, max(0, phrase.first - _FURTHEST // 3), phrase.first))):
        if not _listed(shape, Phrase(*found.span())):
            return Phrase(*found.span())
    return None


def only_once(shape: Shape, phrase: Phrase) -> bool:
    """Tell whether "the officer" can only be somebody named: the text has spoken of no other officer."""
    noun, index = head(shape, phrase), shape.text.index
    form = shape.forms[noun]
    owner = phrase.first + 1  # "the KWS official", of whom "KWS" was said
    told = noun == owner + 1 and shape.letters[owner] == "C" and index[shape.forms[owner]][0] < owner
    if form not in shape.lexicon.words["officials"] or noun != owner and not told:
        return False
    before = bisect_left(index[form], noun)
    same = all(shape.forms[i - 1] == "the" for i in index[form][max(0, before - _NEAREST) : before])
    return same and index.get(f"{form}s", [noun])[0] >= noun


def _name_near(shape: Shape, i: int) -> Phrase | None:
    letters, (floor, ceiling) = shape.letters, shape.text.bounds[shape.text.sentence_of[i]]
    titled = _TITLE.match(letters, i + 1, ceiling)
    if titled:
        return Phrase(*titled.span())
    after = _NAMED_AFTER.match(letters, i + 1, ceiling)
    if after:
        return Phrase(*after.span(1))
    named = _NAMED_BEFORE.search(letters, max(floor, i - 12), i)
    return Phrase(*named.span(1)) if named else None


def _listed(shape: Shape, phrase: Phrase) -> bool:
    """Tell whether the name is known to be that of a body, a place or a people."""
    return listed(shape, *phrase) or not shape.lexicon.words["origins"].isdisjoint(shape.forms[slice(*phrase)])
