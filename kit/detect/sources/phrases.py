"""Where the noun phrase of a speaker begins and ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from kit.detect.sources.shape import NOUN, Shape

LONGEST = 40
"""No phrase is looked for further than this many tokens away: what keeps the cost linear."""

LEAD = re.compile(r"(?:[Bkt]*(?:[PàotBUd][^,:.;<>AVX]*|D(?:[tU]+|B[Bt]+)|w[PàodBt][^,:.;<>AVX]*),|[Bkt,]+)?")
"""With what a sentence begins before its subject: « Dans sa note, », « Mais ce lundi, », « Basé à Lens, », « Hier »."""
_SOME_OF_THEM = "[DU]dP?S"
"""« certains d'entre eux », "one of them"."""
_SOME_OF = frozenset(("Dd", "De", "Ud", "Ue"))
"""« plusieurs des élus », "one of the advisers"."""
_THEM = re.compile(_SOME_OF_THEM)
_TWO_ROLES = re.compile("[wCIH]*HK[wCI]*HC+")
""""journalist and historian Evan Thomas"."""
_N = f"(?:[{NOUN}]|<D?[{NOUN}]{{1,4}}>)"
_NAME_THEN_ROLE = re.compile("T*(?:TC|CC)C*(?=H)")
_LONG_ASIDE = re.compile(r"\([^()]{2,}\)$")
_ASIDE = r"\([^()AVX]{1,14}\)"
_FORWARD = {
    # after the verb: « affirme [un cadre suisse de la Fifa] à la presse »; a name takes no complement
    "fr": re.compile(
        rf"T*C+(?![CHIOGbwd])(?:[KD]{{1,2}}T*C+)*"
        rf"|{_SOME_OF_THEM}|(?:[DU][de]D*|TD|[De])?D*(?:UKU|U?)D?{_N}+(?:[de][DU]*{_N}+|dP?S|à(?=C){_N}+|(?<=w)P(?=D?[CIHG])D?{_N}+|K[De]?[HIGC]{_N}*|(?<=[wH])Kw|K[de]D?{_N}+)*"
    ),
    "en": re.compile(
        rf"T*C+(?![CHIOGbwds]|K[CIOw]+H)(?:KT*C+(?![CHIOGbwds]))*|{_SOME_OF_THEM}|(?:[DU]dD*)?D*(?:UKU|U?)D?{_N}+(?:[ds][DU]*{_N}+|dS|à(?![tUD]*t)[DU]*{_N}+|(?<=w)P(?=D?[CIHG])D?{_N}+|K(?:[DU]w?)?[HIGC]{_N}*)*"
    ),
}
_BACKWARD = {
    # before the verb: « [Les habitants du quartier dans leur ensemble] affirment »
    "fr": re.compile(
        rf"{_SOME_OF_THEM}|(?:[DU][de]D*|TD|[De])?D*(?:UKU|U?)D?{_N}+(?:(?:[deàoP]+[DU]*|K[Ded]?D?U?){_N}+|dP?S|{_ASIDE}{_N}*)*"
    ),
    "en": re.compile(
        rf"{_SOME_OF_THEM}|(?:[DU]dD*)?D*(?:UKU|U?)D?{_N}+(?:(?:[dsàP]+[DU]*|KD?U?|(?<=[HGI]w)D){_N}+|[dà]S|{_ASIDE}{_N}*)*"
    ),
}
_CORE = {"fr": re.compile("(?:TD)?[De]?[^deàoPK(]*"), "en": re.compile(r"(?:[^deàoPK(]|\(C{1,3}\)(?=[wHIOG]))*")}
_FIELD = re.compile(rf"à[wO][wC]*(?:[de]D?[{NOUN}]+)*")
"""« un expert [en droit de la mer] », « l'expert [en cybersécurité Paul Hénin] »."""
_CHARGE = re.compile(rf"[ào]D?[wHIOG]+(?:[de]D?[{NOUN}]+)*C*")
"""« l'adjoint [à la culture] », « l'adjointe [au maire] »."""
_PERSON = re.compile("[DeT]*[wH]*H[wH]*C+(?=w)")
_HALF = re.compile(r"[^HIGObT]*K.*|[wC]*I[wI]*K[wI]+H")
"""The first half of "current and former officials", "police and law enforcement officials"."""
_TITLES = re.compile("[wCIH]*HK[wCI]*H")
_OF_BODY = re.compile("DH?[CI]d[wCTIO]+H")
_BOTH = re.compile("[Dd][wH]*HK[wH]*H(?!C)")
_DATES = ("t", "DUt", "DtU")
"""« a déclaré [le 7 mars] Ada Roy »."""
_NAMED_AND = re.compile("D[IG]w*C+KC+")
"""« le collectif Terre et Mer »."""
_HOLDS = re.compile("[wCHIOGbpDU](?:(?<=[wCHIOGbp])|(?<=[DU])dP?S)")
_INSIDE = re.compile(rf"<D?[{NOUN}]+>$|\([^()AVX]+\)$")
_EDGE = frozenset(",;:.!?<>-()QRkVXASYJgnB")
_STARTERS = {"fr": frozenset("DeUCTHGIOb"), "en": frozenset("DUCTHGIOb")}


class Phrase(NamedTuple):
    """Tokens ``first`` to ``stop``, exclusive."""

    first: int
    stop: int


def forward(shape: Shape, start: int) -> Phrase | None:
    """Return the noun phrase that begins at `start`."""
    if shape.letters.startswith(_DATES, start) or start >= len(shape.forms):
        return None
    stop = shape.text.bounds[shape.text.sentence_of[start]][1]
    found = _FORWARD[shape.lexicon.lang].match(shape.letters, start, min(stop, start + LONGEST))
    phrase = _trim(shape, Phrase(*found.span())) if found else None
    more = _field(shape, phrase, stop) if phrase and shape.letters.startswith(("à", "o"), phrase.stop) else None
    if phrase and more:
        return Phrase(phrase.first, more)
    if phrase is None and shape.forms[start : start + 1] and shape.forms[start] in shape.lexicon.words["pronouns"]:
        return Phrase(start, start + 1)
    return phrase


def _field(shape: Shape, phrase: Phrase, ceiling: int) -> int | None:
    """Return where the field of somebody ends, if the phrase lacks it: « un expert [en droit] »."""
    words, last, after = shape.lexicon.words, shape.forms[phrase.stop - 1], shape.forms[phrase.stop]
    if after == "en" and last in words["fields"]:
        found = _FIELD.match(shape.letters, phrase.stop, ceiling)
    elif last in words["deputies"] and after != "en":
        found = _CHARGE.match(shape.letters, phrase.stop, ceiling)
    else:
        return None
    return found.end() if found else None


def backward(shape: Shape, stop: int, floor: int) -> Phrase | None:
    """Return the longest noun phrase that ends at `stop`, within the clause and not before `floor`."""
    letters = shape.letters
    edge = _edge(shape, stop, max(floor, stop - LONGEST))
    pattern, starters = _BACKWARD[shape.lexicon.lang], _STARTERS[shape.lexicon.lang]
    for start in range(edge, stop):
        if letters.startswith("Ut", start):  # « le dimanche 30 octobre et [plusieurs sources] »
            continue
        begins = letters[start] in starters or letters[start] == "w" and start == edge and shape.lexicon.lang == "en"
        if begins and pattern.fullmatch(letters, start, stop):
            return _trim(shape, Phrase(start, stop))
    if stop > floor and shape.forms[stop - 1] in shape.lexicon.words["pronouns"]:
        return Phrase(stop - 1, stop)
    return None


def _edge(shape: Shape, stop: int, floor: int) -> int:
    """Return where the clause that ends at `stop` can begin at the earliest; « (PS) » and « "source" » belong to it."""
    letters, edge = shape.letters, stop
    while edge > floor:
        letter = letters[edge - 1]
        inside = _INSIDE.search(letters, max(floor, edge - 16), edge) if letter in ")>" else None
        if inside:
            edge = inside.start()
        elif _bounds(shape, edge - 1):
            break
        else:
            edge -= 1
    return edge


def _bounds(shape: Shape, i: int) -> bool:
    """Tell whether a token bounds a clause: a mark, a verb, a pronoun, or "after" as in "after the firm said"."""
    letters, letter = shape.letters, shape.letters[i]
    if letter == "S":
        return letters[i - 1 : i] not in ("d", "P", "à")
    return letter in _EDGE or letter == "P" and shape.forms[i] in shape.lexicon.words["subordinators"]


def _trim(shape: Shape, phrase: Phrase) -> Phrase | None:
    """Cut off what is no part of the phrase: « un porte-parole [lundi] », « la ministre Ada Roy [cède] »."""
    first, stop = phrase
    letters = shape.letters
    named = _PERSON.match(letters, first, stop)
    stop = named.end() if named else stop
    aside = _LONG_ASIDE.search(letters, first, stop) if letters[stop - 1] == ")" else None
    stop = aside.start() if aside else stop
    french_name = letters[first] in "TC" and shape.lexicon.lang == "fr"
    alone = _NAME_THEN_ROLE.match(letters, first, stop) if french_name else None
    stop = alone.end() if alone else stop  # « explique [Jean Roy] président du club »
    while stop > first + 1 and letters[stop - 1] in "tUDedàosK":
        stop -= 1
    return Phrase(first, stop) if _HOLDS.search(letters, first, stop) else None


def core(shape: Shape, phrase: Phrase) -> Phrase:
    """Return the phrase without its complements: what holds its head."""
    found: Phrase | None = shape.cores.get(phrase)
    if found is None:
        found = shape.cores[phrase] = _core(shape, phrase)
    return found


def _core(shape: Shape, phrase: Phrase) -> Phrase:
    letters, (first, stop) = shape.letters, phrase
    if letters.startswith("UKU", first):  # « deux ou trois [habitants] »
        first += 2
    end = _reach(_CORE[shape.lexicon.lang], letters, first, stop)
    if (
        shape.lexicon.lang == "en"
        and letters[stop - 1] == "H"
        and letters[first] == "D"
        and _OF_BODY.match(letters, first)
    ):
        return Phrase(first, stop)  # "a Department of Justice [official]"
    if shape.lexicon.lang == "en" and "s" in letters[first:end]:  # the head follows the last owner: the union's [head]
        first = letters.rfind("s", first, end) + 1
    elif shape.lexicon.lang == "en" and letters[end : end + 1] == "K" and _HALF.fullmatch(letters, first, stop):
        end = _reach(_CORE["en"], letters, end + 1, stop)  # "current and former [officials]"
    elif letters[end : end + 1] in ("d", "e") and end < stop and _counts(shape, phrase):  # « la plupart des [élus] »
        first, end = end + 1, _reach(_CORE["en"], letters, end + 1, stop)
    return Phrase(first, max(end, first + 1))


def _reach(pattern: re.Pattern[str], letters: str, first: int, stop: int) -> int:
    found = pattern.match(letters, first, stop)
    return found.end() if found else first


def _counts(shape: Shape, phrase: Phrase) -> bool:
    """Tell whether the phrase begins with a quantity: « une partie des », "dozens of"."""
    quantities, forms, (first, stop) = shape.lexicon.words["quantities"], shape.forms, phrase
    if shape.letters[first : first + 2] in _SOME_OF:
        return True
    following = shape.letters[first + 1 : min(first + 3, stop)]
    if "d" not in following and "e" not in following:
        return False
    return any(forms[i] in quantities and shape.letters[i + 1] in "de" for i in range(first, min(first + 2, stop - 1)))


def head(shape: Shape, phrase: Phrase) -> int:
    """Return the token of the phrase's head: in French the first known noun, in English the last."""
    found = shape.heads.get(phrase)
    if found is None:
        found = shape.heads[phrase] = _head(shape, phrase)
    return found


def _head(shape: Shape, phrase: Phrase) -> int:
    first, stop = core(shape, phrase)
    adjectives = shape.lexicon.words["adjectives"]
    known = [i for i in range(first, stop) if shape.letters[i] in "HIOGbTC"]
    if not known:
        return next((i for i in range(first, stop) if shape.letters[i] == "w"), stop - 1)
    nouns = [i for i in known if shape.letters[i] in "HIOGb"] or known
    if shape.lexicon.lang == "en":
        return nouns[-1]
    if shape.letters[known[0]] in "CT":
        return known[0]
    noun = next((i for i in nouns if shape.forms[i] not in adjectives), nouns[0])
    bare = noun + 1 < stop and shape.letters[noun + 1] == "w" and shape.forms[noun] in shape.lexicon.words["ranked"]
    return noun + bare  # « les premiers examens »


def speaks(shape: Shape, phrase: Phrase, kinds: str) -> bool:
    """Tell whether the head of the phrase is of one of `kinds` (letters)."""
    alone = phrase.stop - phrase.first == 1 and shape.forms[phrase.first] in shape.lexicon.words["pronouns"]
    if alone or shape.letters[phrase.stop - 1] == "S" and _THEM.fullmatch(shape.letters, *phrase):
        return "G" in kinds
    return shape.letters[head(shape, phrase)] in kinds


def is_plural(shape: Shape, phrase: Phrase) -> bool:
    """Tell whether the phrase is plural, by its determiner, its number or its head."""
    found = shape.plurals.get(phrase)
    if found is None:
        found = shape.plurals[phrase] = _is_plural(shape, phrase)
    return found


def _is_plural(shape: Shape, phrase: Phrase) -> bool:
    words, forms, letters = shape.lexicon.words, shape.forms, shape.letters
    first = phrase.first
    if _counts(shape, phrase):  # « un des élus » is one
        return letters[first + 1] not in "de" or forms[first] not in words["singular"]
    end = core(shape, phrase).stop
    if letters.find("K", *phrase) >= 0 and _one(shape, phrase, end):
        return False
    if end < phrase.stop and letters[end] == "K" and forms[end] != "or":  # « la ministre et le préfet »
        return shape.lexicon.lang == "en" or not _BOTH.match(letters, first)  # « le ministre et porte-parole »
    if forms[first] in words["singular"] and not (letters.startswith("U", first + 1) and _dozen(shape, first)):
        return False
    aged = "year-old" in forms[first : phrase.stop]  # "the 60-year-old driver"
    several = "U" in letters[first : first + 2] and not aged
    if letters[first] != "C" and forms[first] in words["plural"] or several and forms[first] not in words["singular"]:
        return True
    noun = head(shape, phrase)
    form = forms[noun]
    if form in words["origins"] and form.endswith("s") and form[:-1] in words["origins"]:  # "Palestinians"
        return True
    return letters[noun] != "C" and (
        form in words["plural_nouns"] or form.endswith(("s", "x")) and not form.endswith("ss")
    )


def _one(shape: Shape, phrase: Phrase, end: int) -> bool:
    """Tell "journalist and historian Evan Thomas" and "parent and former teacher, Ada Roy," from two people."""
    letters, last = shape.letters, (end - 1, phrase.stop - 1)
    if _TWO_ROLES.fullmatch(letters, *phrase) or _NAMED_AND.fullmatch(letters, *phrase):
        return True
    return bool(_TITLES.fullmatch(letters, *phrase)) and not any(shape.forms[i].endswith("s") for i in last)


def _dozen(shape: Shape, first: int) -> bool:
    """Tell "a dozen residents", "another two officers" from "a 60-year-old driver"."""
    return shape.forms[first] == "another" or shape.forms[first + 1] in ("dozen", "hundred", "thousand")


def agrees(shape: Shape, phrase: Phrase, number: str) -> bool:
    """Tell whether the phrase can be the subject of a verb in this number ("s", "p", or "" where unknown)."""
    if not number or is_plural(shape, phrase) == (number == "p"):
        return True
    letters = shape.letters[phrase.first : phrase.stop]
    if (
        "K" in letters
        and "or" not in shape.forms[phrase.first : phrase.stop]
        or letters[0] == "U"
        or _counts(shape, phrase)
    ):
        return True
    noun = shape.letters[head(shape, phrase)]
    if shape.lexicon.lang == "fr":
        if noun == "C" and shape.forms[head(shape, phrase)] in shape.lexicon.words["bodies"]:
            return True  # « Les Échos a rapporté »
        return number == "p" and (noun == "G" or noun == "C" and letters[0] in "De")
    return noun in "GC" or noun == "I" and (number == "s" or letters[0] == "D" or "C" in letters)
