"""The subject that stands before a verb, over adverbs, appositions and relative clauses."""

from __future__ import annotations

import re
from itertools import pairwise

from kit.detect.sources.mentions import Group
from kit.detect.sources.phrases import LEAD, LONGEST, Phrase, backward, core, forward, is_plural, speaks
from kit.detect.sources.shape import SPEAKERS, Shape
from kit.words import is_participle

_WHO = frozenset(("qui", "who", "which"))
_APPOSED = re.compile(",[^,AVXS<>]{1,20},[BJ]*[AXVw]")
_DONE = re.compile("[DwU]*[HG]+w+[DUdàP]")
_LAST_NAME = re.compile("[àP](D?[wCI]*[TH]+C+|C{2,3})$")
_WHEN = re.compile("(?<=[wCHIOG])BDt+$")
_APPOSITION = re.compile("(T*(?:TC|CC)C?),$")
_MADE = re.compile(",w[Bt]*[àPoed][^,AVXSR]*$")
_HOLDING = re.compile("(?<=[HGICw])w(?=w[^AVXRQSKk,;:.<>]*$)")
_DID = re.compile("[HGIC]w$")
_OFFICE_NAMED = re.compile(",T*C{2,3}$")
_NEARER = re.compile("[Pk]D?[wCI]*[HGIC]+V")
_NAME_DID = re.compile("Cw$")
_LIVES = re.compile("(?:R|D[wCHIOGt]+)[BJ]*[AXVw][^,;:.<>Q]*$")
_CONTACT = re.compile("D?[wHO]*[wOIG](T*C+|[HGI])(?=V[AX])")
""""A strike [residents] said was over", "a van [Ada Roy] says had left"."""
_FINITE = re.compile("[AVX]")
_CLAUSE = re.compile("[AVXY]|(?<![dP])S")
_SECOND_VERB = re.compile("(?:[AVX]|^[BJ]*w)[^AVXRQSkK]*[wCHIGOt)][AVX]")
"""« Un homme qui [habite] Lens [est] là, a annoncé le parquet »."""
_ASIDES = 8
"""How many asides between commas may stand between a subject and its verb."""


def subject_before(shape: Shape, stop: int, floor: int) -> Phrase | None:
    """Return the subject that stands before the verb group beginning at `stop`."""
    letters = shape.letters
    while stop > floor and (letters[stop - 1] == "B" or shape.forms[stop - 1] == "there"):
        if stop - 1 == floor and shape.forms[floor] in shape.lexicon.words["pronouns"]:
            return Phrase(floor, stop)  # « Beaucoup pensent que »
        stop -= 1
    when = _WHEN.search(letters, max(floor, stop - 6), stop) if shape.lexicon.lang == "en" else None
    stop = when.start() if when else stop  # "a post earlier this morning said"
    if stop <= floor:
        return None
    last = letters[stop - 1]
    object_form = letters[max(stop - 2, 0)] in "àdP" and shape.forms[stop - 1] in shape.lexicon.words["personal"]
    if last == "S" and not object_form:
        return Phrase(stop - 1, stop)
    if last == "R":
        return _antecedent(shape, stop - 1, floor) if shape.forms[stop - 1] in _WHO else None
    if last in "kK" and shape.forms[stop - 1] in shape.lexicon.words["joins"]:
        return _leading(shape, floor, stop)
    if last == ",":
        return over_commas(shape, stop - 1, floor)
    phrase = backward(shape, stop, floor) or Phrase(stop, stop)
    french = shape.lexicon.lang == "fr" and phrase.first > floor and letters[phrase.first - 1] == "w"
    held = _HOLDING.search(letters, floor, phrase.first) if french else None
    if held and shape.forms[held.start()].endswith("ant"):  # « [un élu] ayant requis l'anonymat assure »
        return backward(shape, held.start(), floor)
    if phrase.first > floor and shape.forms[phrase.first - 1] == "dont":
        whole = backward(shape, phrase.first - 1, floor)  # « [plusieurs ONG] dont Amnesty », « Paul, dont [un ami] »
        return whole if whole and is_plural(shape, whole) else phrase
    named = _APPOSITION.match(letters, floor, phrase.first)
    role = named and shape.lexicon.lang == "en" and letters[core(shape, phrase).stop - 1] == "H"
    if named and (role or letters[phrase.first] not in "CT"):  # "Ada Roy, the club's owner said": a comma is missing
        return Phrase(*named.span(1))
    if shape.lexicon.lang == "en" and _OFFICE_NAMED.match(letters, phrase.first - 1, phrase.stop):
        office = backward(shape, phrase.first - 1, floor)  # "Club owner, Ada Roy said"
        if office and speaks(shape, office, "H") and office.first - floor <= (letters[floor] in "kB"):
            return office
    found = _over_relative(shape, _last_speaker(shape, phrase), floor)
    if shape.lexicon.lang == "fr" or found and speaks(shape, found, SPEAKERS):
        return found
    return whose_clause(shape, stop, floor) or found


def whose_clause(shape: Shape, stop: int, floor: int) -> Phrase | None:
    """Return who is meant in "[a woman] who lives in the area said"."""
    for i in range(stop - 1, max(floor, stop - LONGEST), -1):
        if shape.forms[i] in ("who", "whose"):
            return _antecedent(shape, i, floor) if _LIVES.match(shape.letters, i, stop) else None
    return None


def _last_speaker(shape: Shape, phrase: Phrase) -> Phrase:
    """Cut "a quarrel with the owner and [police]", "as the day unfolded [the mayor's spokesman]" to who can speak."""
    if shape.lexicon.lang != "en" or phrase.first == phrase.stop:
        return phrase
    related = _CONTACT.match(shape.letters, phrase.first)
    if related and related.end() == phrase.stop:
        return Phrase(related.start(1), phrase.stop)
    joined = shape.letters.rfind("K", *phrase) + 1
    if joined and shape.letters[phrase.first - 1] in "AVX":  # "there were no injuries and [officials] said"
        last = Phrase(joined, phrase.stop)
        return last if speaks(shape, last, SPEAKERS) else phrase
    if speaks(shape, phrase, SPEAKERS):
        return phrase
    for i in range(phrase.stop - 1, phrase.first, -1):
        did = shape.forms[i - 1].endswith("ed") and shape.letters[i - 2 : i] in ("ww", "Cw", "Hw", "Iw", "tw")
        by = shape.letters[i - 1] == "P" and shape.forms[i - 1] == "by"
        if did or by or shape.letters[i - 1] == "K":
            last = Phrase(i, phrase.stop)
            return last if speaks(shape, last, SPEAKERS) else phrase
    return phrase


def of_sentence(shape: Shape, floor: int, stop: int) -> Phrase | None:
    """Return the phrase with which a sentence begins, over « Dans sa note, »."""
    lead = LEAD.match(shape.letters, floor, stop)
    start = lead.end() if lead else floor
    phrase = forward(shape, start + (shape.letters[start : start + 2] == "PU"))  # "About 200 nurses walked out, saying"
    did = phrase and shape.lexicon.lang == "en" and _DID.search(shape.letters, *phrase)
    if phrase and did and shape.forms[phrase.stop - 1].endswith("ed"):  # "The couple released a letter saying…"
        return Phrase(phrase.first, phrase.stop - 1)
    return phrase


def supposed(shape: Shape, subject: Phrase) -> bool:
    """Tell "if the minister had said so": nothing is said."""
    i = subject.first - 1 - (shape.forms[subject.first - 1] == "l'")  # « si l'on considère »
    return i >= 0 and shape.forms[i] in ("if", "unless", "si", "s'")


def meets(shape: Shape, group: Group, i: int) -> bool:
    """Tell « a reconnu son voisin », "welcomed the queen" from « a reconnu son erreur »: somebody is met."""
    phrase = forward(shape, i) if group.verb.lemma in shape.lexicon.words["meeting"] else None
    named = phrase is not None and shape.letters[phrase.first : phrase.stop].startswith("CC")
    return phrase is not None and (named or speaks(shape, phrase, "HTG"))


def _leading(shape: Shape, floor: int, stop: int) -> Phrase | None:
    """« [Le maire] a quitté la salle et affirme que »: the subject of the first verb."""
    lead = LEAD.match(shape.letters, floor, stop)
    start = lead.end() if lead else floor
    if shape.letters[start] == "S" and start + 1 < stop:
        return Phrase(start, start + 1)
    phrase = forward(shape, start)
    did = phrase and shape.lexicon.lang == "en" and shape.forms[phrase.stop - 1].endswith("ed")
    if phrase and (_DID if did else _NAME_DID).search(shape.letters, *phrase):  # « La police d'Haïti multiplie… »
        return Phrase(phrase.first, phrase.stop - 1) if speaks(shape, phrase, SPEAKERS) else None
    english, between = shape.lexicon.lang == "en", shape.forms[phrase.stop : stop] if phrase else []
    bare = english and shape.lexicon.numbers.get(shape.forms[stop]) == "p"
    nearer = english and phrase and _NEARER.search(shape.letters, phrase.stop, stop)  # "after the union hit out and"
    if nearer or bare and "to" in between or ("to", "have") in pairwise(between):
        return None  # "they were asked to come and refute it", "is reported to have left and said"
    if phrase and _APPOSED.match(shape.letters, phrase.stop, stop):  # "Ada Roy, head of…, came and said"
        return phrase if speaks(shape, phrase, SPEAKERS) else None
    after = next((i for i in range(phrase.stop, stop) if shape.letters[i] != "B"), stop) if phrase else stop
    acts = shape.letters[after] in "AXVJ" or english and shape.forms[after].endswith("ed")
    follows = phrase and phrase.stop < stop and (after < stop and acts or phrase.stop == stop - 1)
    return phrase if phrase and follows and speaks(shape, phrase, SPEAKERS) else None


def _antecedent(shape: Shape, relative: int, floor: int) -> Phrase | None:
    """« [un proche], qui assure que »."""
    if shape.forms[relative - 1] in shape.lexicon.words["whoever"]:  # « n'en déplaise à ceux qui disent que »
        return None
    while relative > floor and shape.letters[relative - 1] == ",":
        relative -= 1
    made = _MADE.search(shape.letters, floor, relative) if shape.letters[relative] == "," else None
    if made and is_participle(shape.forms[made.start() + 1]):  # « [le groupe], affilié à X, qui affirme »
        relative = made.start()
    phrase = backward(shape, relative, floor)
    named = _APPOSITION.search(shape.letters, floor, phrase.first) if phrase else None
    if named and shape.lexicon.lang == "fr" and shape.letters[relative] == ",":  # « [Ada Roy], la maire, qui assure »
        return Phrase(*named.span(1))
    if phrase and phrase.first > floor and _OFFICE_NAMED.match(shape.letters, phrase.first - 1, relative):
        before = backward(shape, phrase.first - 1, floor)
        office = _last_speaker(shape, before) if before else None
        phrase = office if office and speaks(shape, office, "H") else phrase  # "the mayor, Ada Roy, who said"
    return _nearest(shape, _last_speaker(shape, phrase)) if phrase else None


def _nearest(shape: Shape, phrase: Phrase) -> Phrase:
    """Cut "[miners joined the march led by] President Ada Roy, who said…" to whom the relative clause is about."""
    if shape.lexicon.lang == "en" and (_DONE.match(shape.letters, *phrase) or not speaks(shape, phrase, SPEAKERS)):
        found = _LAST_NAME.search(shape.letters, *phrase)
        return Phrase(found.start(1), phrase.stop) if found else phrase
    return phrase


def _over_relative(shape: Shape, phrase: Phrase, floor: int) -> Phrase | None:
    """« [Un policier] qui a vu la scène raconte que »: the phrase found is an object within a relative clause."""
    letters, i = shape.letters, phrase.first
    if i > floor and shape.forms[i - 1] in shape.lexicon.words["subordinators"]:
        return phrase if phrase.stop > i else None
    named = i > floor and shape.forms[i - 1] == "as" and "R" in letters[max(floor, i - LONGEST) : i]
    i -= named  # "a man who gave his name as Karim said"
    while i > floor and letters[i - 1] in "BtJàoPds":
        i -= 1
    if not named and (i == floor or letters[i - 1] not in "VXAw"):
        return phrase if phrase.stop > phrase.first else None
    lowest = max(floor, i - LONGEST)
    relative = letters.rfind("R", lowest, i)
    edge = max(letters.rfind(letter, lowest, i) for letter in ",;:.Qk")
    if relative > edge and shape.forms[relative] in _WHO:
        return backward(shape, relative, floor)
    return phrase if letters[i - 1] == "w" and i == phrase.first < phrase.stop else None


def over_commas(shape: Shape, comma: int, floor: int) -> Phrase | None:
    """« [Le président], Jean X, ancien joueur, » or « [Le groupe], qui emploie cent personnes, »."""
    letters, found = shape.letters, None
    for _ in range(_ASIDES):
        opened = letters.rfind(",", max(floor, comma - LONGEST), comma)
        begin = opened + 1 if opened >= 0 else max(floor, comma - LONGEST)
        begin = letters.rfind(">", begin, comma - 1) + 1 or begin
        doing = _doing(shape, begin) or letters[begin] == "k" and shape.forms[begin + 1].endswith("ing")
        example = shape.forms[begin] in ("comme", "like") or doing  # « d'autres, comme Paul Hénin, »
        kind = "aside" if example else _aside(letters[begin:comma])
        found = None if letters[begin] == "R" else found  # "topics, which touch on Iran, Iraq, suggest": a list within
        if found and shape.quoted[begin] and not shape.quoted[found.first]:
            break  # what stands before is a quotation
        if kind == "clause":
            phrase = backward(shape, comma, floor)
            edge = phrase.first - 1 if phrase else begin
            opens = letters[edge] in "QkK:;.-<>" or shape.forms[edge] in ("où", "dont")
            return phrase if phrase and opens and edge >= begin else found
        if kind == "noun":
            whole = letters[begin:comma].split("R")[0]  # "[a man] who lives there, who…, said"
            phrase = backward(shape, begin + len(whole), max(begin, floor))
            before = letters[begin : phrase.first] if phrase else "."
            place = bool(found and phrase) and opened > floor and _after_place(letters, floor, opened)
            place = place and all(re.fullmatch("T*C+", letters[p.first : p.stop]) for p in (found, phrase) if p)
            if re.fullmatch("[tBPkK>]*", before) and not place:  # « In Washington, DC, [Trump], who…, »
                found = phrase
            if re.fullmatch("[tB]*k.*", before):  # « …, mais [le maire], Jean X, dit »: the clause begins here
                break
        if opened < 0:
            break
        comma = opened
    return found


def _doing(shape: Shape, i: int) -> bool:
    """Tell "Responding to the news, [Ada Roy], head of…" from a noun."""
    if shape.lexicon.lang != "en" or not shape.forms[i].endswith("ing"):
        return False
    return shape.letters[i] in "wVH" and shape.letters[i + 1 : i + 2] in tuple("àPDSdQ")


def _after_place(letters: str, floor: int, comma: int) -> bool:
    """Tell "In Washington, DC, [Trump], who…" from « [Ada Roy], Marie Paul, »: a place opens the sentence."""
    return letters[floor] in "Pà" and letters.rfind(",", floor, comma) < 0


def _aside(letters: str) -> str:
    """Say what stands between two commas: a noun phrase, a relative clause, a complement, or a whole clause."""
    if not letters or letters[0] in "RgB" or letters.startswith(("SB", "KR")):
        return "aside"
    if letters[0] in "PàodJ":
        return "aside" if not _FINITE.search(letters.split("R")[0]) else "clause"
    before, _, within = letters.partition("R")
    return "clause" if _CLAUSE.search(before) or _SECOND_VERB.search(within) else "noun"
