"""Whether a pronoun agrees with somebody it may point to, in number, gender and kind of being."""

from __future__ import annotations

from kit.detect.sources.classes import Kind
from kit.detect.sources.phrases import Phrase, core, head, is_plural
from kit.detect.sources.shape import Shape


def agree(shape: Shape, met: Phrase, kind: Kind, phrase: Phrase) -> bool:
    """Compare number, gender and kind of being of somebody met with those of a pronoun."""
    pronoun = shape.forms[phrase.first].rsplit("-", 1)[-1]
    plural = is_plural(shape, met) and kind.most != 1
    want = shape.lexicon.words
    latter = shape.forms[phrase.first : phrase.stop]
    crowd = shape.lexicon.lang == "fr" and shape.letters[head(shape, met)] == "G"  # « un couple…, disent-ils »
    many = pronoun in want["plural_pronouns"] or not want["plural_pronouns"].isdisjoint(latter)
    code = kind.source_class
    if shape.lexicon.lang == "en" and pronoun in ("they", "them"):
        return plural or code in ("unnamed_group", "named_institution")
    force = pronoun == "it" and code == "named_institution"  # "The police said it…"
    if plural != many and not force and not (crowd and many):
        return False
    thing = code in ("named_institution", "unnamed_document")
    if shape.lexicon.lang == "en" and (pronoun == "it") != thing:
        return False
    return gender_fits(shape, met, pronoun if len(latter) == 1 else latter[-1])


def gender_fits(shape: Shape, met: Phrase, pronoun: str) -> bool:
    """Tell whether what is seen of somebody's gender allows a pronoun."""
    words = shape.lexicon.words
    words_of = range(met.first, core(shape, met).stop)
    seen = [i for i in words_of if i == met.first or shape.letters[i] != "C"]  # not the « Le » of « Ada Le Roy »
    inside = [shape.forms[i].removeprefix("-t").removeprefix("-") for i in seen]
    feminine, masculine = not words["feminine"].isdisjoint(inside), not words["masculine"].isdisjoint(inside)
    if pronoun in words["she"]:
        return feminine or not masculine
    return masculine or not feminine if pronoun in words["he"] else True
