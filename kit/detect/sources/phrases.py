"""Where the noun phrase of a speaker begins and ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from kit.detect.sources.shape import NOUN, Shape

LONGEST = 40
"""No phrase is looked for further than this many tokens away: what keeps the cost linear."""

_N = f"[{NOUN}]"
_FORWARD = {
    # after the verb: « affirme [un diplomate européen de l'Otan] à la presse »
    "fr": re.compile(
        rf"(?:T*C+(?=[^CHIOGbw]|$)(?:[KD]T*C+)*|[De]?D?U?{_N}+(?:(?:d|e)[DU]*{_N}+|[ào]D?[CI]{_N}*|KD?[HIGC]{_N}*)*)"
    ),
    "en": re.compile(rf"T*C+(?=[^CHIOGbwd]|$)|[D]?D?U?{_N}+(?:dD?U?{_N}+|à(?![tU])D?{_N}+|KD?[HIGC]{_N}*)*"),
}
_BACKWARD = {
    # before the verb: « [Les habitants du quartier dans leur ensemble] affirment »
    "fr": re.compile(rf"[De]?D?U?{_N}+(?:(?:[deàoP][DU]*|K[De]?D?U?){_N}+)*(?:\({_N}+\))?"),
    "en": re.compile(rf"[D]?D?U?{_N}+(?:(?:[dàP][DU]*|KD?U?){_N}+)*(?:\({_N}+\))?"),
}
_EDGE = frozenset(",;:.!?<>-()QRkVXASYJgnB")
_STARTERS = frozenset("DeUCTHGIOb")
_SOURCE_OR_BARE = {"fr": _STARTERS, "en": _STARTERS | {"w"}}


class Phrase(NamedTuple):
    """Tokens ``first`` to ``stop``, exclusive."""

    first: int
    stop: int


def forward(shape: Shape, start: int) -> Phrase | None:
    """Return the noun phrase that begins at `start`."""
    found = _FORWARD[shape.lexicon.lang].match(shape.letters, start, start + LONGEST)
    return _trim(shape, Phrase(*found.span())) if found else None


def backward(shape: Shape, stop: int, floor: int) -> Phrase | None:
    """Return the longest noun phrase that ends at `stop`, not before the clause's edge or `floor`."""
    letters = shape.letters
    edge = stop
    floor = max(floor, stop - LONGEST)
    while edge > floor and letters[edge - 1] not in _EDGE:
        edge -= 1
    if edge > floor and letters[edge - 1] == ")" and (opened := letters.rfind("(", floor, edge)) > 0:
        edge = opened
        while edge > floor and letters[edge - 1] not in _EDGE:
            edge -= 1
    bare = _SOURCE_OR_BARE[shape.lexicon.lang]
    pattern = _BACKWARD[shape.lexicon.lang]
    for start in range(edge, stop):
        if letters[start] in (bare if start == edge else _STARTERS) and pattern.fullmatch(letters, start, stop):
            return _trim(shape, Phrase(start, stop))
    return None


def _trim(shape: Shape, phrase: Phrase) -> Phrase | None:
    """Cut words of time off the end: « un porte-parole lundi »."""
    first, stop = phrase
    letters = shape.letters
    while stop > first and letters[stop - 1] in "tU":
        stop -= 1
    while stop > first and letters[stop - 1] in "Dedào":
        stop -= 1
    return Phrase(first, stop) if stop > first and re.search("[wCHIOGbp]", letters[first:stop]) else None


def speaks(shape: Shape, phrase: Phrase, kinds: str) -> bool:
    """Tell whether the head of the phrase is of one of `kinds` (letters)."""
    return head(shape, phrase) in kinds


def head(shape: Shape, phrase: Phrase) -> str:
    """Return the letter of the phrase's head: its first known noun or name before any complement, else ``w``."""
    core = re.match(r"[De]?[^deàoPK]*", shape.letters[phrase.first : phrase.stop])
    nouns = [letter for letter in (core.group() if core else "") if letter in "HGIObTC"]
    return (nouns[0] if shape.lexicon.lang == "fr" else nouns[-1]) if nouns else "w"
