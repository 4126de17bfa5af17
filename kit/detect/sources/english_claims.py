"""What holds the claim of an English verb that follows its subject: a clause, an object, or nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from kit.detect.sources.mentions import Group
from kit.detect.sources.phrases import LONGEST, Phrase, forward, is_plural, speaks
from kit.detect.sources.shape import NOUN, SPEAKERS, Shape
from kit.detect.sources.subjects import meets

COMPLEMENT = rf"[àP]+[DU]*[{NOUN}]+(?:[dsàK]+[DU]*[{NOUN}]+)*S?"
TO_CLAIM = re.compile(rf"(?:[BtU]|,?{COMPLEMENT}|,[Bk]{{1,2}},|,[^,;:.<>]{{1,12}},(?=Q))*")
ENDS = re.compile(rf"(?:[BtU]|d[DU]*[{NOUN}]+|{COMPLEMENT})*(?:[.,;>\-?!:]|$)")
_CLAUSE = re.compile(",?[<Q]|:")
_QUOTATION = re.compile(",[<Q]|[:<]")
_QUOTES_LATER = re.compile("[^AVXYgR;<]*<")
_MATTERS = frozenset("with about over against".split())
"""What follows a quarrel, not a claim: "argued with the clerk about the accounts"."""
BARE = re.compile(rf"(?:S|[DU]*[{NOUN}]+(?:[dsà][DU]*[{NOUN}]+)*)B*[AXV]")
"""A clause without "that"."""
_SIMPLE = re.compile(rf"(?:S|[DU]*[{NOUN}]+)B*[AX]")
_LATER = re.compile("[^AVX.;:]{1,14}[AVX]")
_LEVEL = frozenset("at lower higher".split())
_FURTHER = re.compile("(?:V(?=[AX])|[^AVX,.;:]{1,14})[AVX]")
_DOES = re.compile("[CI]w$")
_CALLED = frozenset(("a", "an", '"', "“", "'", "‘"))
_ASKED = frozenset((asked, "to") for asked in ("what", "how", "when", "where"))
QUESTIONS = frozenset("how why whether if what".split())


def claim(shape: Shape, group: Group, subject: Phrase, floor: int, ceiling: int) -> str:
    """Say what holds the claim: a clause, an object, or nothing."""
    letters, forms, takes, i = shape.letters, shape.forms, group.verb.takes, group.stop
    limit = min(ceiling, i + LONGEST)
    passed = TO_CLAIM.match(letters, i, limit)
    j = passed.end() if passed else i
    spoken, known = bool(takes & {"clause", "bare"}), speaks(shape, subject, SPEAKERS) or letters[subject.first] == "S"
    opens = _CLAUSE if spoken else _QUOTATION
    if opens.match(letters, i, limit) or opens.match(letters, j, limit):
        return "clause"
    if (spoken or "partial" in takes) and _QUOTES_LATER.match(letters, i, limit):
        return "clause"
    if i < ceiling and "hearer" in takes and letters[i : i + 1] in tuple("DCHIOSGwU"):
        return "clause" if known and _tells(shape, group, subject, limit) else ""
    if _after_claim(shape, group, subject, floor, ceiling):
        known = known or group.verb.lemma in ("say", "add", "sigh")
        return ("clause" if spoken else "object") if known else ""
    if i >= ceiling:
        return ""
    by = forms[i + 1] if forms[i] == "by" and i + 1 < ceiling else ""  # "responded by calling it a farce"
    if by.endswith("ing") and by in shape.lexicon.verbs or "clause" in takes and forms[i] in QUESTIONS:
        return "clause"
    if not speaks(shape, subject, "O") and meets(shape, group, i):  # "recognised the defendant"
        return ""
    senses = group.verb.lemma in shape.lexicon.words["senses"] and not speaks(shape, subject, "O")
    matters = forms[i] in _MATTERS and letters[i + 1 : i + 2] != "U"
    if "bare" in takes and (senses or matters):  # "officers found the man dead"
        return ""
    if takes & {"object", "partial"} and forms[i : i + 1] == ["how"]:  # "the letter describes how"
        return "clause"
    related = "bare" in takes and known or letters[max(subject.first - 1, 0)] in "RQ"
    if spoken and letters[i] in "AX" and related:
        return "clause"  # "what police said was an attack", "a strike residents said was over"
    shows = group.verb.lemma in shape.lexicon.words["senses"] and not _FURTHER.match(letters, i, limit)
    if "bare" in takes and shows and speaks(shape, subject, "O"):  # "a letter which showed support"
        return ""
    if group.verb.lemma == "report" and speaks(shape, subject, "H") and is_plural(shape, subject):
        return "object" if letters[i] in "DwHU" and "to" not in forms[i:limit] else ""  # "officials reported injuries"
    told = group.verb.lemma in shape.lexicon.words["needs_clause"] and not speaks(shape, subject, "O")
    if told and not BARE.match(letters, j, limit) and not forms[i].endswith("ing"):
        return ""
    i = j if letters[i : i + 1] == "," else i  # "says, however, the plan…"
    later = _LATER if group.verb.lemma == "say" else _FURTHER  # "said in three cases, deaths were hidden"
    further = letters[i : i + 1] not in ("à", "P", "t") or later.match(letters, i, limit)  # "reported to police."
    if further and "bare" in takes and letters[i : i + 1] in tuple("DSCHIGUOwbtTàPXBkVJ"):
        return "clause" if known else ""
    if "clause" in takes and known and _SIMPLE.match(letters, i, limit):
        return "clause"  # "hinted the plant could close"
    after = letters[i : i + 1]
    named = after in ("D", "w") if "label" in takes else forms[i : i + 1] == ["as"] and "partial" in takes
    if named and subject.first > floor and letters[subject.first - 1] in ("RS" if after == "D" else "RSw"):
        return "object"  # "what she called a disgrace", "a move which he described as absurd"
    return "object" if _object(shape, group, i, limit) else ""


def _object(shape: Shape, group: Group, i: int, limit: int) -> bool:
    """Tell whether what follows the verb says what is claimed: "denied taking money", "put the toll at 900"."""
    letters, forms, takes, words = shape.letters, shape.forms, group.verb.takes, shape.lexicon.words
    if i >= limit:
        return False
    to = forms[i] == "to" and group.verb.lemma not in words["recollects"]
    if "doing" in takes and (to or forms[i].endswith("ing")):
        return True
    level = "figure" in takes and not _LEVEL.isdisjoint(forms[i : i + 8])
    if level and not words["counts"].isdisjoint(forms[i : i + 5]) or "label" in takes and _labels(shape, i, limit):
        return True
    felt = forward(shape, i) if "claim" in takes else None
    if felt and not words["claims"].isdisjoint(forms[felt.first : felt.stop]):
        return True
    noun = letters[i] == "V" and forms[i] in words["claims"]  # "dismissed claims"
    if "object" in takes and (noun or letters[i] in "DCHIOGUwST"):
        return not meets(shape, group, i)
    of = "of" in takes and forms[i] in ("of", "about", "against", "for")
    return of and letters[i + 1 : i + 2] not in tuple("Bt.,")  # not "which he spoke about last week"


def _labels(shape: Shape, i: int, limit: int) -> bool:
    """Read "called [the statements] [an open threat]": two noun phrases in a row."""
    named = Phrase(i, i + 1) if shape.letters[i] == "S" else forward(shape, i)
    return named is not None and named.stop < limit and shape.forms[named.stop] in _CALLED


def _tells(shape: Shape, group: Group, subject: Phrase, limit: int) -> bool:
    """Tell a report ("told reporters the plan…") from an order ("told staff not to speak")."""
    hearer = forward(shape, group.stop) or Phrase(group.stop, group.stop + 1)
    joined = shape.letters[hearer.stop : hearer.stop + 1] == "K"  # "told her and her family to leave"
    hearer = joined and forward(shape, hearer.stop + 1) or hearer
    after = shape.forms[hearer.stop : hearer.stop + 2]
    alone = shape.letters[hearer.stop : hearer.stop + 1] in (".", ";", "")  # "he told his mother."
    if alone and shape.letters[max(subject.first - 1, 0)] not in ",>-?!":
        return False
    if "bare" in group.verb.takes and shape.letters[hearer.stop : hearer.stop + 1] in ("A", "X", "V"):
        return True  # "warned the toll could rise": no hearer at all
    asked = any(pair in _ASKED for pair in pairwise(shape.forms[hearer.stop : limit]))  # "told them where to go"
    if asked or "to" in (*shape.forms[hearer.first : hearer.stop], *after):
        return False
    if "bare" in group.verb.takes and _DOES.search(shape.letters, *hearer) and shape.forms[hearer.stop - 1][-1] == "s":
        return shape.letters[hearer.stop : hearer.stop + 1] not in ("à", "P")  # "warned the council plans cuts"
    bare = BARE.match(shape.letters, hearer.stop) is not None  # "assured motorists the force would…"
    return group.verb.lemma == "tell" or bare or "Q" in shape.letters[hearer.stop : min(hearer.stop + 2, limit)]


def _after_claim(shape: Shape, group: Group, subject: Phrase, floor: int, ceiling: int) -> bool:
    """Tell whether the claim stands before: "…, sources said."."""
    mark = shape.letters[subject.first - 1] if subject.first else "."
    further = mark == ">" and shape.letters[group.stop : group.stop + 1] in tuple("tBdPà")
    if further:  # “…,” he said of the match played on Monday
        return True
    then = shape.forms[group.stop + 1 : group.stop + 2]
    if mark == "," and shape.letters[group.stop : group.stop + 1] == "t" and then and then[0].endswith("ing"):
        return "clause" in group.verb.takes  # "…, the lender said yesterday, outpacing"
    if not subject.first or not ENDS.match(shape.letters, group.stop, ceiling):
        return False
    if shape.forms[subject.first - 1] in ("so", "as"):  # "or so he claims", "as he said, …"
        return True
    return mark in ">?!" or mark in ",-" and bool(group.verb.takes & {"clause", "bare"})
