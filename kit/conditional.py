"""Is this French word a conditional? The form alone decides; what the conditional means is another question.

A conditional is a *future stem* with the endings of the imperfect (« préparer-ait », « viendr-ait »). An imperfect
whose root ends in r looks alike (« prépar-ait », « montr-ait », « tir-ait ») and so do nouns (« trait », « frais »).
So the end is cut off and the rest is judged: a future stem ends in -er, -ir, or is one of the closed list of
irregular stems; the few roots that end so by accident (tirer, désirer…) are named in ``irregular-verbs.toml``.
The rule needs no dictionary, so it holds for verbs that were coined yesterday (« ubériserait »).

References
----------
Grevisse & Goosse 2016, *Le Bon Usage*, 16th ed., §§ 816, 859 (formation of the conditional).
"""

import re
from functools import cache

from kit.conjugation import data

_CONDITIONAL = re.compile(r"(.*r)(?:ais|ait|ions|iez|aient)")

_FUTURE = re.compile(r"(.*r)(?:ai|as|a|ons|ez|ont)")


def is_conditional(form: str) -> bool:
    """Tell whether a word, in lower case, is a present conditional.

    Examples
    --------
    >>> [word for word in ("serait", "préparait", "préparerait", "montrait", "irait", "trait") if is_conditional(word)]
    ['serait', 'préparerait', 'irait']
    """
    if not form.endswith(("rait", "raient", "rais", "rions", "riez")):
        return False
    found = _CONDITIONAL.fullmatch(form)
    return found is not None and _is_future_stem(found.group(1))


def is_future(form: str) -> bool:
    """Tell whether a word, in lower case, is a simple future: the same stems with the endings of avoir.

    Examples
    --------
    >>> [word for word in ("sera", "prendra", "opéra", "caméra", "iront", "environs") if is_future(word)]
    ['sera', 'prendra', 'iront']
    """
    if not form.endswith(("ra", "ront", "rai", "rez", "rons", "ras")):
        return False
    found = _FUTURE.fullmatch(form)
    return found is not None and form != "environs" and _is_future_stem(found.group(1))


def _is_future_stem(stem: str) -> bool:
    whole, ends, not_stems = _stems()
    if stem in whole:
        return True
    if stem in not_stems:
        return False
    return stem.endswith(("er", "ir", "ïr", *ends)) and len(stem) > 2


@cache
def _stems() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Return the stems that stand alone, the ends of stems that take prefixes, and what only looks like a stem."""
    table = data()
    futures = {stem for verb in table["verbs"].values() for stem in verb["future"].split()}
    alone = frozenset({"aur", "saur", "ser", "fer", "ir"})
    ends = {stem for stem in futures - alone if not stem.endswith(("er", "ir", "ïr"))}
    ends |= {stem.replace("î", "i") for stem in ends} | set(table["conditional"]["ends"])
    return alone, tuple(ends), frozenset(table["conditional"]["not_stems"])
