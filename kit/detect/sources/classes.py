"""Who is that? The class of a source and the number that its grammar guarantees.

Named or unnamed is decided by what a reader could call or look up.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kit.detect.sources.phrases import Phrase
from kit.detect.sources.shape import Shape

_DEMONYM = re.compile(r"(?:ais|aise|ois|oise|ain|aine|ien|ienne|éen|éenne|ard|arde|ite|ins?|ines?|ans?)s?")


class Kind(NamedTuple):
    """What a phrase denotes."""

    source_class: str
    least: int | None
    most: int | None


def classify(shape: Shape, phrase: Phrase) -> Kind:
    """Return the class of a noun phrase, and its number."""
    letters = shape.letters[phrase.first : phrase.stop]
    plural = is_plural(shape, phrase)
    code = _class(shape, phrase, letters, plural)
    if code == "bare_source" and not _determined(shape, phrase):
        return Kind(code, None, None)
    return Kind(code, *_number(shape, phrase, code, plural))


def is_plural(shape: Shape, phrase: Phrase) -> bool:
    """Tell whether the phrase is plural, by its determiner, its number or its head."""
    words = shape.lexicon.words
    first = shape.forms[phrase.first]
    if first in words["plural"] or shape.letters[phrase.first] == "U":
        return first not in words["singular"]
    if first in words["singular"]:
        return False
    core = re.match(r"[^deàoPK]*", shape.letters[phrase.first : phrase.stop])
    head = core.group() if core else ""
    if "K" in shape.letters[phrase.first + len(head) : phrase.first + len(head) + 1]:
        return True
    nouns = [i for i, letter in enumerate(head) if letter in "HGIObw"]
    return bool(nouns) and shape.forms[phrase.first + nouns[_head_side(shape)]].endswith(("s", "x"))


def _head_side(shape: Shape) -> int:
    """The head is the first noun in French, the last in English."""
    return 0 if shape.lexicon.lang == "fr" else -1


def _number(shape: Shape, phrase: Phrase, code: str, plural: bool) -> tuple[int | None, int | None]:
    words = shape.lexicon.words
    for i in range(phrase.first, phrase.stop):
        if shape.letters[i] == "U":
            count = _COUNTS.get(shape.forms[i]) or (int(shape.forms[i]) if shape.forms[i].isdecimal() else None)
            return (count, count) if count else (2, None)
        if shape.letters[i] != "D" or shape.forms[i] in words["plural_exact"]:
            break
    if plural:
        return 2, None
    if code == "unnamed_group":
        return 1, None
    return 1, 1


_COUNTS = {
    word: n
    for n, text in enumerate(
        "un/one deux/two trois/three quatre/four cinq/five six sept/seven huit/eight neuf/nine dix/ten".split(), 1
    )
    for word in text.split("/")
}


def _determined(shape: Shape, phrase: Phrase) -> bool:
    return shape.letters[phrase.first] in "DeU" or shape.forms[phrase.first].endswith("s")


def _class(shape: Shape, phrase: Phrase, letters: str, plural: bool) -> str:
    core = re.match(r"[^deàoPK]*", letters).group() if letters[0] not in "de" else letters[0] + re.match(r"[^deàoPK]*", letters[1:]).group()  # type: ignore[union-attr]
    head = _head(shape, core)
    if head == "b":
        return _source(shape, phrase, letters, core, plural)
    if "T" in core and "C" in core:
        return "named_person"
    if head == "H":
        return _person(shape, phrase, letters, core, plural)
    if head == "O":
        return "named_institution" if "C" in letters or "I" in letters else "unnamed_document"
    if head == "I":
        return _body(shape, phrase, letters, plural)
    if head == "G":
        return "unnamed_group"
    if "C" in core:
        return _name(shape, phrase, core, plural)
    return "unnamed_group" if plural else "unnamed_individual"


def _head(shape: Shape, core: str) -> str:
    """The letter of the noun that decides: the first known one in French, the last in English."""
    nouns = [letter for letter in core if letter in "HIOGb"]
    if not nouns:
        return "C" if "C" in core else ""
    if shape.lexicon.lang == "fr":
        return "C" if core.lstrip("De")[0] in "CT" else nouns[0]
    return nouns[-1]


def _source(shape: Shape, phrase: Phrase, letters: str, core: str, plural: bool) -> str:
    vague = shape.lexicon.words["vague"]
    described = [
        i for i in range(phrase.first, phrase.stop)
        if shape.letters[i] in "wCHIOGV" and shape.forms[i] not in vague
    ]
    if not described:
        return "bare_source"
    return "unnamed_group" if plural else "unnamed_individual"


def _person(shape: Shape, phrase: Phrase, letters: str, core: str, plural: bool) -> str:
    if re.search(r"HC|HwC|HT+C|CC", core) and not plural:
        return "named_person"
    if plural:
        return "unnamed_group"
    if not _definite(shape, phrase):
        return "unnamed_individual"
    words = shape.lexicon.words
    offices = any(shape.forms[i] in words["offices"] for i in range(phrase.first, phrase.first + len(core)))
    unique = any(shape.forms[i] in words["unique"] for i in range(phrase.first, phrase.stop))
    complement = letters[len(core) :]
    if offices and (unique or re.search("[CI]", complement)):
        return "named_person"
    return "unnamed_individual"


def _definite(shape: Shape, phrase: Phrase) -> bool:
    return shape.forms[phrase.first] in shape.lexicon.words["definite"]


def _body(shape: Shape, phrase: Phrase, letters: str, plural: bool) -> str:
    words = shape.lexicon.words
    if "C" in letters:
        return "named_institution"
    if plural:
        official = any(shape.forms[i] in words["official"] for i in range(phrase.first, phrase.stop))
        return "named_institution" if official and _definite(shape, phrase) else "unnamed_group"
    return "named_institution" if _definite(shape, phrase) or shape.letters[phrase.first] not in "DeU" else "unnamed_group"


def _name(shape: Shape, phrase: Phrase, core: str, plural: bool) -> str:
    """A phrase whose head is a capitalised word: a person, a body, a place or a people."""
    words, forms = shape.lexicon.words, shape.forms
    names = [i for i in range(phrase.first, phrase.first + len(core)) if shape.letters[i] == "C"]
    if core[0] in "DeU" and shape.lexicon.lang == "fr":
        if _DEMONYM.fullmatch(forms[names[0]][-4:]) or _DEMONYM.search(forms[names[0]][-3:]):
            if not any(forms[i] in words["bodies"] or forms[i] in words["places"] for i in names):
                return "unnamed_group" if plural else "unnamed_individual"
        return "named_institution"
    if core[0] == "D":
        return "named_institution"
    if any(forms[i] in words["bodies"] for i in names) or all(forms[i] in words["places"] for i in names):
        return "named_institution"
    return "named_institution" if any(_acronym(shape, i) for i in names) else "named_person"


def _acronym(shape: Shape, i: int) -> bool:
    raw = shape.text.text[shape.text.starts[i] : shape.text.ends[i]]
    return 2 <= len(raw) <= 6 and raw.isupper()
