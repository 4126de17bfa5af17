"""French conjugation, generated: an infinitive in, all its simple forms out.

Regular verbs follow four rules (chanter, finir, vendre, and the changes of spelling of placer, manger, lever,
céder, jeter, payer); the others are derived from the principal parts in ``rules/fr/irregular-verbs.toml``.
Where the reform of 1990 allows a second spelling (« cèderait », « paraitrait »), both are given.

Compound forms, pronouns and negation belong to whoever reads a sentence, not here.

References
----------
Grevisse & Goosse 2016, *Le Bon Usage*, 16th ed., §§ 785-880. Conseil supérieur de la langue française 1990,
*Les rectifications de l'orthographe*, Journal officiel, documents administratifs no 100.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from kit.lists import lists

_PERSONS = ((1, "s"), (2, "s"), (3, "s"), (1, "p"), (2, "p"), (3, "p"))
_ENDINGS = {
    ("indicative", "imperfect"): ("ais", "ais", "ait", "ions", "iez", "aient"),
    ("indicative", "future"): ("ai", "as", "a", "ons", "ez", "ont"),
    ("conditional", "present"): ("ais", "ais", "ait", "ions", "iez", "aient"),
    ("subjunctive", "present"): ("e", "es", "e", "ions", "iez", "ent"),
}
_INVARIABLE = frozenset({"été", "pu", "fallu", "suffi", "nui", "ri", "souri", "lui", "menti"})
_MUTE_ENDINGS = ("e", "es", "e", "ent")


class Form(NamedTuple):
    """One form of a verb.

    Parameters
    ----------
    text
        The form itself, in lower case.
    mood : {"infinitive", "indicative", "subjunctive", "conditional", "imperative", "participle"}
    tense : {"present", "imperfect", "past", "future"}
    person
        1, 2, 3; 0 for infinitives and participles.
    number : {"s", "p", ""}
    """

    text: str
    mood: str
    tense: str
    person: int = 0
    number: str = ""


@cache
def forms(infinitive: str) -> tuple[Form, ...]:
    """Conjugate a verb.

    Parameters
    ----------
    infinitive
        In lower case, without a pronoun: "déclarer", "prévenir", "se" left out.

    Returns
    -------
    tuple of Form
        Every simple form, spelling variants included; no form twice.

    Raises
    ------
    ValueError
        Where the word cannot be an infinitive.

    Examples
    --------
    >>> [f.text for f in forms("adopter") if f.mood == "conditional" and f.person == 3]
    ['adopterait', 'adopteraient']
    """
    parts = _parts(infinitive)
    found = [Form(infinitive, "infinitive", "present"), *_simple(parts)]
    if parts["present"][2] and not parts["present"][0]:  # il faut, il pleut: the third person alone
        found = [form for form in found if form.person in (0, 3)]
    return tuple(dict.fromkeys(_with_1990(infinitive, found)))


@cache
def data() -> dict[str, Any]:
    """Return the table of irregular verbs as it stands in its file."""
    return lists("fr/irregular-verbs")


@cache
def irregular(infinitive: str) -> str | None:
    """Return the name of the entry that conjugates this verb, or None for a regular verb."""
    if infinitive.endswith(tuple(data()["regular"])):
        return None
    names = [name for name in data()["verbs"] if infinitive == name or (infinitive.endswith(name) and name != "aller")]
    return max(names, key=len, default=None)


def _parts(infinitive: str) -> dict[str, Any]:
    """Return the principal parts of a verb: lists of stems and of ready forms."""
    entry = irregular(infinitive)
    if entry is not None:
        parts = data()["verbs"][entry]
        prefix = infinitive.removesuffix(entry)
        return {key: [prefix + part if part != "-" else "" for part in value.split()] for key, value in parts.items()}
    if infinitive.endswith("er"):
        return _first_group(infinitive)
    if infinitive.endswith(("ir", "ïr")):
        return _second_group(infinitive)
    if infinitive.endswith("re"):
        return _third_group(infinitive)
    raise ValueError(f"not a French infinitive: {infinitive!r}")


def _first_group(infinitive: str) -> dict[str, Any]:
    stem = infinitive[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    mutes = _before_mute_e(stem)
    futures = [mute + "er" for mute in mutes]
    if _acute(stem):
        futures.append(infinitive)
    return {
        "present": [mutes[0] + "e", mutes[0] + "es", mutes[0] + "e", soft + "ons", stem + "ez", mutes[0] + "ent"],
        "mute": mutes, "future": futures, "imperfect": [soft], "imperfect_i": [stem], "past": [soft + "a"],
        "participle": [stem + "é"], "subjunctive": [mutes[0], stem],
        "imperative": [mutes[0] + "e", soft + "ons", stem + "ez"],
    }


def _before_mute_e(stem: str) -> list[str]:
    """Spell the stem of an -er verb as it stands before a mute e: lèv-, cèd-, jett-, emploi-."""
    if stem.endswith(("oy", "uy")):
        return [stem[:-1] + "i"]
    if stem.endswith("ay"):
        return [stem[:-1] + "i", stem]
    if stem.endswith(("el", "et")) and stem + "er" not in data()["grave"]["verbs"]:
        return [stem + stem[-1], _grave(stem)]
    if _acute(stem) or _mute(stem):
        return [_grave(stem)]
    return [stem]


def _acute(stem: str) -> bool:
    """Tell whether é stands before the last consonants: céder, régner, intégrer, alléguer (but not créer)."""
    i = len(stem.removesuffix("u") if stem.endswith(("gu", "qu")) else stem) - 1
    while i >= 0 and stem[i] not in "aeiouyàâäéèêëîïôöùûü":
        i -= 1
    return 0 <= i < len(stem) - 1 and stem[i] == "é"


def _mute(stem: str) -> bool:
    """Tell whether a lone consonant, or vr, follows e: lever, peser, sevrer (but not rester, verser)."""
    return len(stem) > 2 and ((stem[-2] == "e" and stem[-1] not in "aeiouyéx") or stem.endswith("evr"))


def _grave(stem: str) -> str:
    i = max(stem.rfind("e"), stem.rfind("é"))
    return stem[:i] + "è" + stem[i + 1 :]


def _second_group(infinitive: str) -> dict[str, Any]:
    stem = infinitive[:-1]
    present = [stem + end for end in ("s", "s", "t", "ssons", "ssez", "ssent")]
    return {"present": present, "future": [infinitive], "past": [stem], "participle": [stem]}


def _third_group(infinitive: str) -> dict[str, Any]:
    stem = infinitive[:-2]
    present = [stem + end for end in ("s", "s", "", "ons", "ez", "ent")]
    return {"present": present, "future": [stem + "r"], "past": [stem + "i"], "participle": [stem + "u"]}


def _simple(parts: dict[str, Any]) -> Iterator[Form]:
    present = parts["present"]
    yield from _person_forms("indicative", "present", present)
    for mute in parts.get("mute", [])[1:]:
        yield from _mute_forms(mute)
    for future in parts["future"]:
        for mood, tense in (("indicative", "future"), ("conditional", "present")):
            yield from _person_forms(mood, tense, [future + end for end in _ENDINGS[mood, tense]])
    imperfect = parts["imperfect"][0] if "imperfect" in parts else present[3].removesuffix("ons")
    soft = parts.get("imperfect_i", [imperfect])[0]
    if imperfect:
        ends = _ENDINGS["indicative", "imperfect"]
        stems = (imperfect, imperfect, imperfect, soft, soft, imperfect)
        yield from _person_forms("indicative", "imperfect", [s + e for s, e in zip(stems, ends, strict=True)])
        gerund = parts["gerund"][0] if "gerund" in parts else imperfect + "ant"
        yield Form(gerund, "participle", "present")
    yield from _subjunctive(parts)
    yield from _imperative(parts)
    yield from _past(parts["past"][0])
    yield from _participles(parts["participle"][0])


def _person_forms(mood: str, tense: str, words: list[str]) -> Iterator[Form]:
    for word, (person, number) in zip(words, _PERSONS, strict=True):
        if word:
            yield Form(word, mood, tense, person, number)


def _mute_forms(mute: str) -> Iterator[Form]:
    """Give the present of a second spelling (« il paye » beside « il paie »)."""
    for mood in ("indicative", "subjunctive"):
        for end, i in zip(_MUTE_ENDINGS, (0, 1, 2, 5), strict=True):
            yield Form(mute + end, mood, "present", *_PERSONS[i])


def _subjunctive(parts: dict[str, Any]) -> Iterator[Form]:
    given = parts.get("subjunctive")
    if given is None:
        if not parts["present"][5]:
            return
        given = [parts["present"][5].removesuffix("ent"), parts["present"][3].removesuffix("ons")]
    if len(given) == 2:
        strong, weak = given
        stems = (strong, strong, strong, weak, weak, strong)
        given = [s + e for s, e in zip(stems, _ENDINGS["subjunctive", "present"], strict=True)]
    yield from _person_forms("subjunctive", "present", given)


def _imperative(parts: dict[str, Any]) -> Iterator[Form]:
    present = parts["present"]
    second = present[1].removesuffix("s") if present[1].endswith(("es", "vas")) else present[1]
    words = parts.get("imperative", [second, present[3], present[4]])
    for word, (person, number) in zip(words, ((2, "s"), (1, "p"), (2, "p")), strict=True):
        if word:
            yield Form(word, "imperative", "present", person, number)


def _past(stem: str) -> Iterator[Form]:
    """Give the simple past and the imperfect subjunctive from the stem with its vowel: alla, fini, voulu, vin."""
    if not stem:
        return
    body, vowel, tail = (stem[:-2], stem[-2], "n") if stem.endswith("in") else (stem[:-1], stem[-1], "")
    hat = body + {"a": "â", "i": "î", "u": "û", "ï": "ï"}[vowel] + tail
    if vowel == "a":
        hard = body[:-1] + "c" if body.endswith("ç") else body.removesuffix("e") if body.endswith("ge") else body
        words = [body + "ai", stem + "s", stem, hat + "mes", hat + "tes", hard + "èrent"]
    else:
        words = [stem + "s", stem + "s", stem + "t", hat + "mes", hat + "tes", stem + "rent"]
    yield from _person_forms("indicative", "past", words)
    ends = ("sse", "sses", "", "ssions", "ssiez", "ssent")
    yield from _person_forms("subjunctive", "imperfect", [stem + e if e else hat + "t" for e in ends])


def _participles(masculine: str) -> Iterator[Form]:
    """Give the four agreements of a past participle (dû, due; mis, mise; résolu, résolue)."""
    plain = masculine[:-1] + "u" if masculine.endswith("û") else masculine
    plural = masculine if masculine.endswith("s") else plain + "s"
    feminine = "absoute" if plain == "absous" else "dissoute" if plain == "dissous" else plain + "e"
    yield Form(masculine, "participle", "past", 0, "s")
    if masculine not in _INVARIABLE:
        yield Form(plural, "participle", "past", 0, "p")
        yield Form(feminine, "participle", "past", 0, "s")
        yield Form(feminine + "s", "participle", "past", 0, "p")


def _with_1990(infinitive: str, found: list[Form]) -> Iterator[Form]:
    """Add the spellings without a circumflex that the reform of 1990 allows on i (« il parait »)."""
    yield from found
    if infinitive.endswith(("aître", "oître")):
        for form in found:
            yield form._replace(text=form.text.replace("aî", "ai").replace("oî", "oi"))
