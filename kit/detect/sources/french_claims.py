"""What holds the claim of a French verb that follows its subject: a clause, a quotation, an object, or nothing."""

from __future__ import annotations

import re

from kit.detect.sources.mentions import Group
from kit.detect.sources.phrases import LONGEST, Phrase, forward, speaks
from kit.detect.sources.shape import NOUN, SPEAKERS, Shape
from kit.detect.sources.subjects import meets

_COMPLEMENT = rf"[àoP]+[deDU]*[{NOUN}]+(?:[deàoKP]+[DU]*[{NOUN}]+)*"
_TO_CLAIM = re.compile(rf"(?:[BtU]|Dt+|,?{_COMPLEMENT},?|,[^AVXYRQgS:;<>.,]{{1,12}},)*")
_ALONE = {False: re.compile("[.,;]|$"), True: re.compile("[Bt]*(?:[.,;]|$)")}
"""« L'Ukraine confirme. », « Le club a démenti jeudi. »"""
_PARENTHESIS = re.compile(",[^AVXYRQgS:;<>.,]{1,12},")
_TOLD = re.compile(rf"[BtU]*[De]D?U?[{NOUN}]+(?:[deào]D?[{NOUN}]+)*[Bt]*Q")
"""« a prévenu [ses clients] que »."""
_TOWARDS = re.compile(rf"B*(?:[De]D?U?[{NOUN}]+(?:[de]D?[{NOUN}]+)*[ào]|[àoP])")
"""« appelle à la grève », « a appelé les deux camps à la retenue »."""
_CLAUSE = re.compile(",?[<Q]|:")
_QUOTATION = re.compile(",[<Q]|[:<]")
_QUOTES_LATER = re.compile("[^AVXYgR;<]*<")
_COLON_LATER = re.compile("[^AVXYgR;<,.:]{1,12}:")
"""« avance une première explication : il n'a pas supporté… »"""
_QUOTES_NEXT = re.compile("[^AVXYgR;:<.]{,24}[.:]<")
"""« La jeune femme a témoigné jeudi. « J'avais un travail. » »: the sentence ends, and a quotation follows."""
_SPOKEN = re.compile(">[.!?]?$")
"""« On n'a rien vu. » [Michel], retraité, soupire."""
_HEARER = re.compile("[BJt]*àD?[CI]+t?")
_INFINITIVE = re.compile(r"[a-zà-ÿœ]{2,}(?:er|ir|re|oir)")


def claim(shape: Shape, group: Group, subject: Phrase, floor: int, ceiling: int) -> str:
    """Say what holds the claim of a verb that follows its subject: a clause, an object, or nothing."""
    letters, forms, takes, i = shape.letters, shape.forms, group.verb.takes, group.stop
    limit = min(ceiling, i + LONGEST)
    passed = _TO_CLAIM.match(letters, i, limit)
    j = passed.end() if passed else i
    spoken_of = speaks(shape, subject, SPEAKERS) and takes & {"object", "claim"}
    clause = "clause" in takes or "on" in takes or "impersonal" in takes
    opens = _CLAUSE if clause else _QUOTATION
    if any(opens.match(letters, k, limit) for k in (i, j, max(j - 1, i))):
        return "clause"
    if group.verb.lemma in shape.lexicon.words["telling"] and _TOLD.match(letters, i, limit):
        return "clause"
    if (clause or "partial" in takes and not meets(shape, group, i)) and _quotes_later(letters, i, limit):
        return "clause"
    if spoken_of and _COLON_LATER.match(letters, i, limit):
        return "clause"
    main = letters[subject.first - 1 : subject.first] != "R"  # « le 15, où [un médecin] apprécie la situation. « … » »
    main = main and takes != {"claim"} and group.verb.lemma not in shape.lexicon.words["weak"]
    if main and _QUOTES_NEXT.match(letters, i) and speaks(shape, subject, SPEAKERS):
        return "clause"
    if clause and _asks(forms, i, group.verb.reflexive):
        return "clause"
    if group.claimed and "clause" in takes:
        return "object"
    if "doing" in takes and _does(shape, i):
        return "clause" if speaks(shape, subject, SPEAKERS) or letters[subject.first] == "S" else ""
    if clause and letters[i : i + 1] in (".", "") and ">" in letters[floor : subject.first]:
        return "clause"
    spoken = _SPOKEN.search(letters, max(subject.first - 2, 0), subject.first)
    if spoken and letters[i : i + 1] in {*".,Bt", ""}:
        return "clause" if speaks(shape, subject, SPEAKERS) else ""
    return "object" if _object(shape, group, subject, i, j, limit) else ""


def _quotes_later(letters: str, i: int, limit: int) -> bool:
    """Look beyond « jeudi, lors d'une visite » for a quotation, as far as the next verb."""
    return _QUOTES_LATER.match(letters, i, limit) is not None


def _asks(forms: list[str], i: int, wonders: bool) -> bool:
    """« explique pourquoi », « raconte ce que », « se demande si »."""
    word, following = (*forms[i : i + 2], "", "")[:2]
    if word in ("pourquoi", "comment", "combien") or wonders and word in ("si", "s'"):
        return True
    return word == "ce" and following in ("que", "qui", "qu'")


def _does(shape: Shape, i: int) -> bool:
    """« affirme avoir payé », « a dit à l'AFP l'avoir vu », « promet de ne pas venir », « dit vouloir »."""
    hearer = _HEARER.match(shape.letters, i)
    i = hearer.end() if hearer else i
    if shape.letters.startswith("àD", i):  # « témoigne à la barre »
        return False
    window = zip(shape.forms[i : i + 6], shape.letters[i : i + 6], strict=True)
    word = next(
        (form for form, letter in window if letter not in "JàdBStU" and form not in ("le", "la", "les", "l'")), ""
    )
    object_first = "D" in shape.letters[i : i + 1] and word not in ("avoir", "être")  # « affirme le contraire »
    return _INFINITIVE.fullmatch(word) is not None and not object_first


def _object(shape: Shape, group: Group, subject: Phrase, i: int, j: int, limit: int) -> bool:
    """« dénoncent une stratégie », « parle d'un sabotage », « plaide pour une trêve », « …, ce que l'armée dément »."""
    letters, takes = shape.letters, group.verb.takes
    k = j if letters[i : i + 1] in ("t", "B", ",", "P") else i
    following = letters[k : k + 1] if k < limit else ""
    if group.verb.lemma == "accuser" and not shape.lexicon.words["losses"].isdisjoint(shape.forms[i : i + 4]):
        return False  # « le groupe accuse un net recul »
    if "of" in takes and letters[i if letters[i : i + 1] in "de" else k : i + 60][:1] in ("d", "e"):
        return True
    if "against" in takes and shape.forms[i : i + 1] == ["contre"]:
        return True
    aside = _PARENTHESIS.match(letters, i, limit)  # « tablent, eux aussi, sur une baisse »
    if "to" in takes and _TOWARDS.match(letters, aside.end() if aside else i, limit):
        return True
    if "alone" in takes and _ALONE["late" in takes].match(letters, i):
        return True
    if group.verb.lemma == "voir" and "y" in shape.forms[group.left : group.first]:  # « d'autres y voient une chance »
        return following in tuple("DeU")
    if group.verb.lemma in shape.lexicon.words["minds"] and letters[group.left - 1 : group.left] == "R":
        return False  # « la majorité, qui craint un vote sanction »
    named = forward(shape, k) if "claim" in takes else None
    if named and not shape.lexicon.words["claims"].isdisjoint(shape.forms[named.first : named.stop]):
        return True
    if not takes & {"object", "clause", "state"}:
        return False
    if (
        letters[subject.first - 1 : subject.first] == "Q"
        and subject.first > 1
        and shape.forms[subject.first - 2] in shape.lexicon.words["claims"]
    ):
        return bool(takes & {"clause", "object"})
    if "object" in takes and (following in tuple("DeUwCOIH") or letters[i : i + 2] == "Bd"):  # « plus de moyens »
        return not meets(shape, group, k)
    return "state" in takes and following in ("w", "V", "X")  # « se dit inquiète » has the look of a verb
