"""The ways in which a phrase points back to somebody: one rule each, tried in the order of the table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kit.detect.sources.agreement import agree, gender_fits
from kit.detect.sources.bodies import titled
from kit.detect.sources.phrases import LONGEST, Phrase, head, is_plural
from kit.detect.sources.referents import Referent
from kit.detect.sources.shape import Shape

_A = frozenset("a an un une".split())
_YEARS = re.compile("dUt")


class Way(NamedTuple):
    """One way of pointing back.

    Parameters
    ----------
    example : str
        The phrase in brackets points back.
    looks : callable
        Tells by its look whether a phrase can point back in this way.
    fits : callable
        Tells whether a phrase may point to somebody met before.
    longest : int
        How many tokens such a phrase has at most; 0 for a way that only stands in for another.
    back : int
        How many sentences back they may stand, those of a quotation not counted.
    else_ : tuple of str
        The ways in which somebody is looked for where nobody fits.
    again : bool
        Whether its noun must have stood before.
    bound : bool
        Whether the phrase says nothing by itself, so that its class is unresolved where nobody is found.
    """

    example: str
    looks: Callable[[Shape, Phrase], bool]
    fits: Callable[[Shape, Referent, Phrase], bool]
    longest: int = 0
    back: int = 4
    else_: tuple[str, ...] = ()
    again: bool = False
    bound: bool = False


def way_of(shape: Shape, phrase: Phrase) -> str:
    """Return in which way a phrase points back, or nothing."""
    size = phrase.stop - phrase.first
    if size > 1 and shape.letters[phrase.first] in "CT":
        return ""  # a name
    for name, way in WAYS.items():
        if size <= way.longest and way.looks(shape, phrase):
            return name
    return ""


def _is_pronoun(shape: Shape, phrase: Phrase) -> bool:
    return shape.letters[phrase.first] in "SY" or shape.forms[phrase.first] in shape.lexicon.words["personal"]


def _agrees(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    return agree(shape, met.phrase, met.kind, phrase)


def _is_latter(shape: Shape, phrase: Phrase) -> bool:
    inside = shape.forms[phrase.first : phrase.stop]
    return not shape.lexicon.words["latter"].isdisjoint(inside)


def _is_source(shape: Shape, phrase: Phrase) -> bool:
    return shape.forms[phrase.first] in shape.lexicon.words["this"] and shape.letters[head(shape, phrase)] == "b"


def _also_source(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    same = is_plural(shape, phrase) == is_plural(shape, met.phrase)
    return same and shape.letters[head(shape, met.phrase)] == "b"


def _is_pair(shape: Shape, phrase: Phrase) -> bool:
    words, forms = shape.lexicon.words, shape.forms
    return forms[phrase.first] in words["the"] and forms[phrase.stop - 1] in words["pairs"]


def _is_other(shape: Shape, phrase: Phrase) -> bool:
    words, inside = shape.lexicon.words, shape.forms[phrase.first : phrase.stop]
    if inside[:2] in (["l'", "un"], ["l'", "une"]):
        return True
    if inside[:1] and inside[0] in words["singular"] and not words["further"].isdisjoint(inside[1:2]):
        return shape.letters[head(shape, phrase)] in "Hb"  # "a second aide", « une troisième source »
    body = len(inside) == 2 and inside[0] in words["singular"] and shape.letters[head(shape, phrase)] in "IO"
    return len(inside) <= 2 and not body and not words["other"].isdisjoint(inside)  # not "one note"


def _is_role(shape: Shape, phrase: Phrase) -> bool:
    noun = head(shape, phrase)
    few = {"en": 3, "fr": 8}[shape.lexicon.lang] if shape.letters[noun] == "H" else 2  # "the police chief"
    named = shape.text.capitals[noun] and not (few == 3 and phrase.stop - phrase.first == 2)  # "The Director said"
    alone = phrase.stop - phrase.first <= few and shape.letters[noun] in "HIO" and not named
    return alone and shape.forms[phrase.first] in shape.lexicon.words["definite"] and not _is_epithet(shape, phrase)


def _same_role(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    form, (first, stop), noun = shape.forms[head(shape, phrase)], met.phrase, head(shape, met.phrase)
    if shape.letters[head(shape, phrase)] != "H":
        bare = shape.forms[first] in shape.lexicon.words["the"] and shape.forms[first + 1] == form  # « the report »
        bare = bare and "C" not in shape.letters[first:stop]
        return shape.forms[noun] == form and stop - first > 2 and not bare
    until = min(stop + 6, phrase.first)
    longer = stop - first > 2 or shape.letters[stop:until].startswith(",") or shape.forms[first] in _A
    someone = shape.letters[noun] in "HTC" and met.kind.source_class != "unresolved"
    said = set(shape.forms[phrase.first + 1 : phrase.stop])  # « le porte-parole de la police »
    if not (longer and someone and said.issubset(shape.forms[first:until])):
        return False
    place = shape.forms.index(form, first, until)
    return place < stop or shape.letters[place + 1] not in "AVX"  # not "colleagues fled, a [witness] says"


def _is_epithet(shape: Shape, phrase: Phrase) -> bool:
    words, forms, (first, stop), noun = shape.lexicon.words, shape.forms, phrase, head(shape, phrase)
    aged = "year-old" in forms[first : noun + 1]
    young = first + 1 + (forms[noun - 1] in words["ages"])  # « la jeune femme », « l'homme de 34 ans »
    near = noun == young and (stop - first <= 3 or _YEARS.fullmatch(shape.letters, noun + 1, stop)) or aged
    if not near or forms[first] not in words["the"] or titled(shape, first):
        return False
    called = forms[noun] in words["epithets"] or shape.lexicon.patterns["called"].fullmatch(forms[noun])
    if (called or aged) and (
        not shape.text.capitals[noun] or shape.text.slice(noun, noun + 1).isupper()  # « le PDG »
    ):
        return True
    if shape.letters[noun] != "C" or forms[noun] in words["places"]:  # « l'Ukraine » looks like a people
        return False
    return forms[noun] in words["origins"] or shape.lexicon.patterns["people"].fullmatch(forms[noun]) is not None


def _may_be_called(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    pronoun = {"le": "il", "la": "elle"}.get(shape.forms[phrase.first])
    anybody = shape.forms[head(shape, phrase)] in shape.lexicon.words["anybody"]  # « l'homme » may be unnamed
    code = met.kind.source_class
    person = code == "named_person" or anybody and code == "unnamed_individual"
    return person and (not pronoun or gender_fits(shape, met.phrase, pronoun))


def _of_that_kind(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    """« le magistrat » after « le procureur Paul Roy », « l'élue » after « Ada Roy, maire de Lens »."""
    kin, (first, stop) = shape.lexicon.kin[shape.forms[head(shape, phrase)]], met.phrase
    inside = _described(shape, met, phrase)
    if "procès" in kin and set(shape.letters[first:stop]) == {"C"}:  # « l'accusé » after « Luc Roy a été jugé »
        inside = shape.forms[first : shape.text.bounds[shape.text.sentence_of[first]][1]]
    return _may_be_called(shape, met, phrase) and not kin.isdisjoint(inside)


def _has_kin(shape: Shape, phrase: Phrase) -> bool:
    own = shape.forms[phrase.first] in shape.lexicon.words["the"]  # not « son avocat »
    return own and phrase.stop - phrase.first < 3 and shape.forms[head(shape, phrase)] in shape.lexicon.kin


def _described(shape: Shape, met: Referent, phrase: Phrase) -> list[str]:
    """Return the words of somebody met, with what stands after a comma."""
    first, stop = met.phrase
    until = min(stop + 6, phrase.first) if shape.letters[stop] == "," else stop
    return shape.forms[first:until]


def _is_this_one(shape: Shape, phrase: Phrase) -> bool:
    noun = head(shape, phrase)
    this = shape.forms[phrase.first] in shape.lexicon.words["this_one"]
    return this and shape.letters[noun] == "H" and not shape.text.capitals[noun]


def _undescribed(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    """« cette infirmière » is somebody of whom no other role is known; « ce responsable » may have any."""
    first, form = met.phrase.first, shape.forms[head(shape, phrase)]
    pronoun = "elle" if shape.forms[phrase.first] == "cette" else "il"
    if met.kind.source_class != "named_person" or not gender_fits(shape, met.phrase, pronoun):
        return False
    inside = _described(shape, met, phrase)
    roles = [shape.forms[i] for i in range(first, first + len(inside)) if shape.letters[i] == "H"]
    if form in shape.lexicon.words["any_role"] or not roles or form in roles:
        return True
    return not shape.lexicon.kin.get(form, frozenset()).isdisjoint(roles)


def _someone(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    return met.kind.source_class in ("unnamed_individual", "unnamed_group")


def _is_they(shape: Shape, phrase: Phrase) -> bool:
    return shape.forms[phrase.first] == "they"


def _unnamed(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    unnamed = met.kind.source_class in ("unnamed_individual", "unnamed_group", "bare_source")
    same = shape.forms[head(shape, met.phrase)] in shape.forms[slice(*phrase)]
    bare = phrase.stop - phrase.first < 3 or shape.forms[phrase.first + 1] != "autre"
    return unnamed and (same or bare)  # « une autre source » is other than a source


def _speaker(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    return met.kind.source_class == "named_institution" or _someone(shape, met, phrase)


def _firm(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    return met.kind.source_class == "named_institution"


def _never(shape: Shape, met: Referent, phrase: Phrase) -> bool:
    return False


def _any(shape: Shape, phrase: Phrase) -> bool:
    return True


WAYS = {
    "pronoun": Way(
        "Le maire est venu. [Il] dément tout.", _is_pronoun, _agrees, longest=1, else_=("they", "name"), bound=True
    ),
    "latter": Way(
        "Paul Roy a vu le maire. [Ce dernier] dément tout.", _is_latter, _agrees, longest=3, else_=("name",), bound=True
    ),
    "source": Way(
        "Selon une source policière, il fuit. [Cette source] dément tout.",
        _is_source, _also_source, longest=LONGEST, back=12, else_=("heard",),
    ),
    "pair": Way("Ann Roy and Max Hill left. [The couple] said that it was over.", _is_pair, _never, longest=2),
    "other": Way("Un élu est parti. [Un autre] dément tout.", _is_other, _unnamed, longest=LONGEST),
    "this_one": Way(
        "Un voisin du port est venu. [Ce voisin] dément tout.",
        _is_this_one, _same_role, longest=LONGEST, back=12, else_=("bare",), again=True,
    ),
    "role": Way(
        "La ministre Ada Roy cède. [La ministre] dément tout.",
        _is_role, _same_role, longest=8, back=12, else_=("kin",), again=True,
    ),
    "epithet": Way(
        "Un technicien du club est venu. [Le technicien] dément tout.",
        _is_epithet, _same_role, longest=LONGEST, back=12, else_=("kin", "person", "name"), again=True,
    ),
    # sought only where another way has found nobody
    "they": Way("An aide resigned. [They] said that it was over.", _is_they, _someone),
    "kin": Way("Le procureur Luc Roy a parlé. [Le magistrat] dément tout.", _has_kin, _of_that_kind, back=12),
    "bare": Way("Ada Roy a eu peur. [Cette infirmière] dément tout.", _any, _undescribed, back=2),
    "person": Way("Ada Roy a eu peur. [La jeune femme] dément tout.", _any, _may_be_called, back=3),
    "heard": Way("« Il fuit », dit un proche. [Cette source] dément tout.", _any, _speaker),
    "firm": Way("Oak Bank cut its forecast. [The broker] said that it was over.", _any, _firm),
}  # fmt: skip
