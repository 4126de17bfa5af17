"""Who is that? The class of a source and the number that its grammar guarantees.

Named or unnamed is decided by what a reader could call or look up.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kit.detect.sources.bodies import initials, is_body, is_firm, is_owned, listed, titled
from kit.detect.sources.numbers import halves, number
from kit.detect.sources.phrases import Phrase, core, head, is_plural
from kit.detect.sources.shape import Shape

_APPOSED_NAME = re.compile(
    r"(?:[àoP][DU]?[wHIO]+(?:[deKào]+D?[wHCI]+)*|dUt)?(?:\([^()AVX]{1,6}\))?,(?P<name>D?[TH]+w?C+|[HC]*H[wU]?C{2,}|C{2,4})(?=[,.;:>()?!-]|[AVXRP]|$)"
)
"""« le porte-parole [en santé, Vincent Roy], », « le maire de Lens [(PS), Paul Roy], »."""
_RANKED = {
    "fr": re.compile("^[^Kdeoà]*[TH]C+$|^(?:[^K]*[^KdeoàPT])?T+C+$|^[wCIH]*HK[wCI]*HC+$"),
    "en": re.compile("^[^Kdeoà]*[TH]C+$|^(?:[^K]*[^KdeoàPT])?T+C+$|^[wCIH]*HK[wCI]*HC+$|I[wI]*wC{2,}$"),
}
"""A name with its rank: "Mercia police Lt. Ann Lee", "relief agency (BNPB) chief Suharyanto"."""
_WITH_NAME = {"fr": re.compile("T+C|[HTw][wH]*C"), "en": re.compile("T+C|HC+$")}
_THEIRS = frozenset("its his her their".split())
""""Its report", « le communiqué »: somebody's, of whom the text has spoken."""
_ASIDE_NAME = re.compile(r"H[wH]*\([^()]*\)C")
"""« la députée (PS) Alice Tran »."""
_OF_NAME = re.compile("H.*[deào](?!CC$)[^HTI]*CC$")
_PLACE = re.compile("[oR]|àD?[CI]|àD")
_TWO_BODIES = re.compile("DIKD?I")
""""the league and the union"."""
_WITH_BODY = re.compile("T?C{4,}I")
_SHARED = re.compile("C+KC+[HG]+")
_EMPLOYED = re.compile("C+w+C{2,3}")
_TRADERS = re.compile("[wIOC]*HC+$")
_BOTH = re.compile("[^KdàP]*[HT][^KdàP]*C{2,}K[^KdàP]*C{2,}")


class Kind(NamedTuple):
    """What a phrase denotes, and how many its grammar guarantees."""

    source_class: str
    least: int | None
    most: int | None


def classify(shape: Shape, phrase: Phrase) -> Kind:
    """Return the class of a noun phrase, and its number."""
    found = shape.kinds.get(phrase)
    if found is None:
        found = shape.kinds[phrase] = _classify(shape, phrase)
    return found


def _classify(shape: Shape, phrase: Phrase) -> Kind:
    certain = shape.lexicon.lang == "fr" and shape.forms[phrase.first] in shape.lexicon.words["plural"]
    plural = is_plural(shape, phrase) and (certain or not _ranked(shape, phrase))
    code = _class(shape, phrase, plural)
    undetermined = shape.letters[phrase.first] not in "DeUTC" and not plural
    told = shape.letters[head(shape, phrase)] == "O" and code == "bare_source"  # « selon nos informations »
    if told or shape.letters[head(shape, phrase)] == "b" and undetermined:  # « de source policière »
        return Kind(code, None, None)
    return Kind(code, *number(shape, phrase, plural, code == "unnamed_group"))


def _class(shape: Shape, phrase: Phrase, plural: bool) -> str:
    letters = shape.letters[phrase.first : phrase.stop]
    noun = head(shape, phrase)
    letter, form = shape.letters[noun], shape.forms[noun]
    if plural and _BOTH.fullmatch(letters):  # "president Ada Roy and secretary Max Hill"
        return "named_person"
    both = _coordinated(shape, phrase) if plural else ""
    if both:
        return both
    if letter == "b":
        return _source(shape, phrase, plural)
    if letter == "H" and plural and shape.text.title(noun) and _entitled(shape, phrase):
        return "named_institution"  # « les Jeunes Socialistes », « Les Amis de la forêt »
    if letter == "H" and _TRADERS.match(letters) and _are(shape, noun):
        return "named_institution"  # "analysts IDC"
    if letter in "HTw" and (_is_named(shape, phrase, plural) or not plural and _is_office(shape, phrase)):
        return "named_person"
    if not plural and _ranked(shape, phrase):
        return "named_person"
    if letters.endswith("(C)") and letter in "GI" and shape.text.title(noun):
        return "named_institution"  # "the National Union of Teachers (NUT)"
    if letter == "O" and shape.forms[phrase.first] in shape.lexicon.words["ours"]:  # « selon nos informations »
        return "bare_source"
    if letter == "O":
        return "named_institution" if _has_author(shape, phrase) else "unnamed_document"
    if letter == "I" and _WITH_BODY.match(letters) and _of_body(shape, phrase):
        return "named_person"  # "Ada Roy of Oak Bank"
    if letter == "I":
        return _body(shape, phrase, plural)
    if letter == "C":
        return _name(shape, phrase, plural)
    if form in shape.lexicon.words["colleagues"] and "C" in letters:
        return "named_institution"  # « nos confrères de Radio Estuaire »
    clan = form in shape.lexicon.words["clans"]  # « le clan Ravel », « la famille Roy »
    if letter == "G" and "GC" in letters and not clan:  # « le cabinet Deloitte »
        return "named_institution"
    side = shape.forms[phrase.first] == "côté"  # « côté français, on relativise »
    thing = shape.lexicon.patterns["thing"].fullmatch(form) if letter == "w" else None
    if thing and not side:
        return "unnamed_document"  # « le règlement précise que »
    house = form in shape.lexicon.words["houses"] and not plural
    if house and shape.forms[phrase.first] in shape.lexicon.words["the"]:
        return "named_institution"  # "the broker" of business pages
    return "unnamed_group" if plural or side or letter == "G" else "unnamed_individual"


def _entitled(shape: Shape, phrase: Phrase) -> bool:
    """Tell "Doctors Without Borders" by its second capital from "Doctors in Leeds" at the head of a sentence."""
    return shape.letters[phrase.first] == "D" or any(
        shape.letters[i] in "Pà" and shape.text.title(i) for i in range(phrase.first + 1, phrase.stop)
    )


def _are(shape: Shape, noun: int) -> bool:
    form = shape.forms[noun]
    return shape.lexicon.lang == "en" and form.endswith("s") and not form.endswith("ss")


def _ranked(shape: Shape, phrase: Phrase) -> bool:
    """Tell "Det Insp Ada Roy" from "a lawyer for Mr Roy" and "a lawyer representing Mr Roy"."""
    letters = shape.letters[phrase.first : phrase.stop]
    return letters.endswith("C") and bool(_RANKED[shape.lexicon.lang].search(letters)) and not _about(shape, phrase)


def _about(shape: Shape, phrase: Phrase) -> bool:
    title = shape.letters.find("T", *phrase)
    return title > phrase.first + 1 and shape.forms[title - 1].endswith("ing")


def _of_body(shape: Shape, phrase: Phrase) -> bool:
    """Tell "Ada Roy of Oak Bank" from "West Ham of Kent City"."""
    first = phrase.first + (shape.letters[phrase.first] == "T")
    return shape.forms[first + 2] == "of" and not listed(shape, first, first + 2)


def _coordinated(shape: Shape, phrase: Phrase) -> str:
    """Return what both are in « le président Luc Ravel et Eva Kern », or the first where one only is named."""
    codes = [classify(shape, half).source_class for half in halves(shape, phrase)]
    if not codes or set(codes) & {"unresolved", "bare_source", "unnamed_document"}:
        return ""
    shared = codes[0] == "named_institution" and _SHARED.fullmatch(shape.letters, *phrase)  # "FBI and CIA officials"
    return "unnamed_group" if shared or codes[0] in ("unnamed_individual", "unnamed_group") else codes[0]


def _has_author(shape: Shape, phrase: Phrase) -> bool:
    """Tell whether a document bears a name or comes from a body with one (« publié par l'Insee »)."""
    letters, forms, words = shape.letters, shape.forms, shape.lexicon.words
    if not words["seen"].isdisjoint(forms[phrase.first : phrase.stop]):  # « un document consulté par l'AFP »
        return False
    noun = head(shape, phrase)
    issued = forms[noun] in words["issued"] and forms[phrase.first] in words["the"]
    if forms[phrase.first] in _THEIRS or issued and shape.text.index[forms[noun]][0] < noun:
        return True
    others = {"du", *words["definite"] - words["ours"]}
    inside = range(phrase.first + 1, phrase.stop)
    names = (forms[i] for i in range(*phrase) if letters[i] == "C")  # not "a post on Facebook", "a Swedish study"
    known = any(name not in words["platforms"] and name not in words["origins"] for name in names)
    if known and letters[phrase.stop - 1] == "C" and forms[phrase.stop - 2] == "in":  # "reports in Spain"
        return forms[phrase.stop - 1] not in words["places"]
    bodies = (i for i in inside if letters[i] == "I" and forms[i] not in words["crowds"])  # not « par la presse »
    return known or any(forms[i - 1] in others for i in bodies)


def _is_office(shape: Shape, phrase: Phrase) -> bool:
    """Tell an office that one person holds and a reader can look up: « le maire de Kiev », "the prime minister"."""
    words, forms, noun = shape.lexicon.words, shape.forms, head(shape, phrase)
    inside = forms[phrase.first : phrase.stop]
    own = inside[0] == "its" and not words["offices"].isdisjoint(inside)  # "its chief executive"
    one = forms[phrase.first] in words["the"] or shape.letters[phrase.first] in "HC"
    if not (one or own) or not words["former"].isdisjoint(inside):
        return False
    said = f" {' '.join(inside)} ".replace("' ", "'")
    if own or any(f" {office} " in said for office in words["unique"]):
        return True
    if forms[noun] not in words["offices"] or not words["singular"].isdisjoint(set(inside[1:]) - words["definite"]):
        return False
    if forms[noun] in words["portfolios"]:  # « la ministre du Travail », "the health secretary"
        domain = "[deoà]" if shape.lexicon.lang == "fr" else "[wCHI]H|H[dà]"
        return re.search(domain, _around(shape, phrase)) is not None
    leads = range(noun + 1, phrase.stop) if shape.lexicon.lang == "fr" else ()  # « la présidente de la Ligue »
    if any(shape.letters[i] == "I" and shape.text.title(i) for i in leads):
        return True
    known = (name in words["origins"] or name in words["parties"] for name in inside)
    return "C" in shape.letters[phrase.first : phrase.stop] or any(known)


def _around(shape: Shape, phrase: Phrase) -> str:
    """Return the letters of a phrase, its mere ranks ("senior", "cabinet") left out."""
    ranks = shape.lexicon.words["ranks"]
    return "".join(shape.letters[i] for i in range(*phrase) if shape.forms[i] not in ranks)


def _is_named(shape: Shape, phrase: Phrase, plural: bool) -> bool:
    """Tell whether a name goes with the role: « la docteure Hélène Morvan », « Le directeur, Bertrand Haussy »."""
    first, stop = core(shape, phrase)
    letters = shape.letters
    if _ASIDE_NAME.search(letters, first, phrase.stop):
        return True
    if _WITH_NAME[shape.lexicon.lang].search(letters[first:stop]) and not _about(shape, phrase):
        return not plural or "K" not in letters[first : phrase.stop]
    if plural:
        return False
    indefinite = letters[first] == "D" and shape.forms[first] not in shape.lexicon.words["definite"]
    called = letters.endswith("CC", first, phrase.stop) and shape.forms[phrase.stop - 3] in shape.lexicon.words["state"]
    if called and not indefinite and letters[head(shape, phrase)] == "H":  # « le porte-parole du gouvernement Luc Roy »
        return True
    if not indefinite and _OF_NAME.search(letters[first : phrase.stop]):
        return not listed(shape, phrase.stop - 2, phrase.stop)
    apposed = _APPOSED_NAME.match(letters, phrase.stop, phrase.stop + 24)
    person = apposed is not None and letters[head(shape, phrase)] == "H"
    return person and apposed is not None and not listed(shape, apposed.end("name") - 1, apposed.end("name"))


def _source(shape: Shape, phrase: Phrase, plural: bool) -> str:
    vague = shape.lexicon.words["vague"]
    known = range(phrase.first, phrase.stop)
    described = any(shape.letters[i] in "wCHIOGV" and shape.forms[i] not in vague for i in known)
    alone = phrase.stop - phrase.first > 1 and shape.letters[phrase.first] == "b"  # « de source concordante »
    if not described and not _placed(shape, phrase.stop) and not (alone and not plural):
        return "bare_source"
    return "unnamed_group" if plural else "unnamed_individual"


def _placed(shape: Shape, stop: int) -> bool:
    """Tell « une source au fait du dossier » and « une source à l'Élysée » from « a dit une source à l'AFP »."""
    found = _PLACE.match(shape.letters, stop)
    last = shape.forms[found.end() - 1] if found else ""
    words = shape.lexicon.words
    hearer = last in words["hearers"] or last in words["bodies"] and last not in words["places"]
    return found is not None and not hearer


def _body(shape: Shape, phrase: Phrase, plural: bool) -> str:
    """Tell whether a body is the only one of its kind (« la gendarmerie ») or bears a name."""
    words, forms = shape.lexicon.words, shape.forms
    named = "C" in shape.letters[slice(*core(shape, phrase))] or forms[head(shape, phrase)] in words["always_named"]
    state = forms[head(shape, phrase) - 1] == "state"  # "state media"
    if forms[head(shape, phrase)] in words["crowds"] and not state:
        return "unnamed_group"
    both = _TWO_BODIES.match(shape.letters[phrase.first : phrase.stop])
    if plural:
        return "named_institution" if named or both and forms[phrase.first] in words["definite"] else "unnamed_group"
    indefinite = shape.letters[phrase.first] == "D" and forms[phrase.first] not in words["definite"]
    return (
        "unnamed_group" if indefinite and "C" not in shape.letters[phrase.first : phrase.stop] else "named_institution"
    )


def _name(shape: Shape, phrase: Phrase, plural: bool) -> str:
    """Tell what a capitalised word names: a person, a body, a place or a people."""
    words, forms = shape.lexicon.words, shape.forms
    first, stop = core(shape, phrase)
    if "of" in forms[first + 2 : stop]:  # "Ada Roy of Oak Capital", not "the Bank of Spain"
        stop = forms.index("of", first + 2)
    names = [i for i in range(first, stop) if shape.letters[i] == "C"]
    known = any(forms[i] in words["bodies"] for i in names) or any(forms[i] in words["places"] for i in names)
    if shape.letters[phrase.first] in "DeU" and shape.letters[first - 1] != "s":  # not "the BBC's Nick Robinson"
        people = (
            not known
            and not titled(shape, phrase.first)
            and len(names) == 1
            and not initials(shape, names[0])
            and (forms[names[0]] in words["origins"] or shape.lexicon.patterns["people"].fullmatch(forms[names[0]]))
        )
        if len(names) > 1 and not known and not plural and not words["first"].isdisjoint(forms[i] for i in names[:-1]):
            return "named_person"  # « le deuxième ligne Paul Roy »
        return ("unnamed_group" if plural else "unnamed_individual") if people else "named_institution"
    if plural and forms[names[-1]] in words["origins"]:
        return "unnamed_group"
    if _EMPLOYED.fullmatch(shape.letters, first, stop) and not listed(shape, stop - 2, stop):
        return "named_person"  # "Oxfam logistician Ada Roy"
    if "CwC" in shape.letters[first:stop] or any(forms[i].isdigit() for i in names):  # « France 24 »
        return "named_institution"
    follows = forms[phrase.stop : phrase.stop + 2]
    if follows in ([",", "who"], [",", "which"]):  # "Lakefield, which makes tyres, said…"
        return "named_person" if follows[1] == "who" else "named_institution"
    if any(is_body(shape, i) for i in names) or all(forms[i] in words["places"] for i in names):
        return "named_institution"
    if "&" in forms[first:stop] or is_firm(shape, first, stop) or is_owned(shape, names):
        return "named_institution"
    return "named_institution" if any(initials(shape, i) for i in names) else "named_person"
