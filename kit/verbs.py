"""Verbs by name: English conjugation, and « sembler:conditional » expanded into forms for patterns and lists.

References
----------
Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, §§ 3.2-3.20.
"""

import re
from collections.abc import Callable
from functools import cache

from kit.conjugation import Form, forms
from kit.lists import lists

_DOUBLED = re.compile("(?:[^aeiou]*|qu)[aeiou][^aeiouwxy]")
"""One syllable with one short vowel: "slam", "slammed"."""

_MOODS: dict[str, Callable[[Form], bool]] = {
    "all": lambda form: True,
    "finite": lambda form: form.mood in ("indicative", "subjunctive", "conditional"),
    "infinitive": lambda form: form.mood == "infinitive",
    "conditional": lambda form: form.mood == "conditional",
    "participle": lambda form: form.mood == "participle" and form.tense == "past",
    "gerund": lambda form: form.mood == "participle" and form.tense == "present",
    "present": lambda form: (form.mood, form.tense) == ("indicative", "present"),
    "imperfect": lambda form: (form.mood, form.tense) == ("indicative", "imperfect"),
    "past": lambda form: (form.mood, form.tense) == ("indicative", "past"),
    "future": lambda form: (form.mood, form.tense) == ("indicative", "future"),
}


@cache
def verb_forms(piece: str, lang: str) -> frozenset[str]:
    """Expand « verb » or « verb|verb:mood,mood » into forms; without a mood, all finite forms."""
    verbs, _, moods = piece.partition(":")
    conjugate = forms if lang == "fr" else english
    names = moods.split(",") if moods else ["finite"]
    unknown = [name for name in names if name not in _MOODS]
    if unknown:
        raise ValueError(unknown[0])
    found = (form for verb in verbs.split("|") for form in conjugate(verb))
    return frozenset(form.text for form in found if any(_MOODS[name](form) for name in names))


@cache
def english(verb: str) -> tuple[Form, ...]:
    """Conjugate an English verb: base, third person, past, participle, gerund.

    Irregular verbs stand in ``rules/en/irregular-verbs.toml``; the others follow the rules of spelling.
    """
    past, participle, third, gerund = _english_parts(verb)
    plain = _irregular().get(verb, {}).get("present", verb).split()
    return (
        Form(verb, "infinitive", "present"),
        *(Form(form, "indicative", "present", 1, "s") for form in plain),
        Form(third, "indicative", "present", 3, "s"),
        *(Form(form, "indicative", "past", 3, "s") for form in past),
        *(Form(form, "participle", "past") for form in participle.split()),
        *(Form(form, "participle", "present") for form in gerund.split()),
    )


def _english_parts(verb: str) -> tuple[list[str], str, str, str]:
    """Return the past forms, the participle, the third person and the gerund of an English verb."""
    stem = verb[:-1] if verb.endswith("e") else verb + verb[-1] * bool(_DOUBLED.fullmatch(verb))
    third, past = verb + "s", stem + "ed"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        third = verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    given = _irregular().get(verb, {})
    past = given.get("past", past)
    return past.split(), given.get("participle", past), given.get("third", third), given.get("gerund", stem + "ing")


@cache
def _irregular() -> dict[str, dict[str, str]]:
    return lists("en/irregular-verbs")
