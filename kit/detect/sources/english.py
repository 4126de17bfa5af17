"""The constructions by which an English newspaper brings a speaker in with a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.mentions import Group, Mention
from kit.detect.sources.phrases import LONGEST, Phrase, agrees, forward, head, speaks
from kit.detect.sources.shape import NOUN, SPEAKERS, Shape
from kit.detect.sources.subjects import meets, of_sentence, subject_before, supposed
from kit.lexicon import Verb

_COMPLEMENT = rf"[àP]+[DU]*[{NOUN}]+(?:[dsàK]+[DU]*[{NOUN}]+)*"
_TO_CLAIM = re.compile(rf"(?:[BtU]|,?{_COMPLEMENT}|,[Bk]{{1,2}},|,[^,;:.<>]{{1,12}},(?=Q))*")
_ENDS = re.compile(rf"(?:[BtU]|d[DU]*[{NOUN}]+|{_COMPLEMENT})*(?:[.,;>\-?!:]|$)")
_CLAUSE = re.compile(",?[<Q]|:")
_QUOTATION = re.compile(",[<Q]|[:<]")
_QUOTES_LATER = re.compile("[^AVXYgR;<]*<")
_THIRD = frozenset("he she they it".split())
_MATTERS = frozenset("with about over against".split())
"""What follows a quarrel, not a claim: "argued with the clerk about the accounts"."""
_BARE = re.compile(rf"(?:S|[DU]*[{NOUN}]+(?:[dsà][DU]*[{NOUN}]+)*)B*[AXV]")
"""A clause without "that"."""
_FURTHER = re.compile("[^AVX,.;:]{1,14}[AVX]")
_QUESTIONS = frozenset("how why whether if what".split())


def verb_groups(shape: Shape) -> Iterator[Group]:
    """Give each reporting verb with its auxiliaries and negation."""
    for i in shape.cues:
        for verb in shape.lexicon.verbs[shape.forms[i]]:
            group = _group(shape, i, verb)
            if group:
                yield group
                break


def _group(shape: Shape, i: int, verb: Verb) -> Group | None:
    letters, forms = shape.letters, shape.forms
    stop = i + 1 + len(verb.tail)
    if tuple(forms[i + 1 : stop]) != verb.tail:
        return None
    j = i
    while j > 0 and (letters[j - 1] in "BJ" or forms[j - 1] in ("all", "both")):
        j -= 1
    if j == 0 or letters[j - 1] not in "AX":
        if shape.forms[i - 1] in shape.lexicon.words["claims"] and forms[stop : stop + 1] == ["by"]:
            return Group(i, i, stop, verb, "", passive=True)  # "a claim repeated by state television"
        alone = verb.mood == "finite" and _is_verb(shape, i) or verb.mood == "ing" and letters[i - 1 : i] == ","
        return Group(i, i, stop, verb, shape.lexicon.numbers.get(forms[i], "")) if alone else None
    first = j - 1
    while first > 0 and letters[first - 1] in "AX":
        first -= 1
    helpers = forms[first:i]
    negated = any(form == "not" or form.endswith("n't") for form in helpers) or helpers[:2] == ["would", "have"]
    passive = verb.mood == "past" and forms[j - 1] in shape.lexicon.words["be"]
    if verb.mood == "finite" or verb.mood == "infinitive" and forms[j - 1] in shape.lexicon.words["modals"]:
        return None
    return Group(first, first, stop, verb, shape.lexicon.numbers.get(forms[first], ""), negated, passive)


def _is_verb(shape: Shape, i: int) -> bool:
    """Tell a verb from a noun ("the claims"): none stands after a determiner or a preposition."""
    before = shape.letters[i - 1] if i else "."
    both = i > 0 and before == "D" and shape.forms[i - 1] in shape.lexicon.words["pronouns"]
    participle = shape.forms[i + 1 : i + 2] == ["by"] and shape.forms[i].endswith("ed")  # "a claim repeated by…"
    if before in "CwHIO" and shape.letters[i + 1 : i + 2] in ("X", "A") and not shape.forms[i].endswith("d"):
        return False  # "the Pacific Crest report comes": a noun and its verb
    if before == "t" and shape.letters[i - 2 : i - 1] in ("s", "D"):  # "her Sunday comments"
        return False
    return shape.letters[i] not in "wC" and (before not in "DdàPUX" or both) and not participle


def construction(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Return the speaker of one verb group, if it has one; the sentence is tokens `floor` to `ceiling`."""
    if group.negated:
        return None
    if group.passive:
        return _passive(shape, group, floor, ceiling)
    if group.verb.mood == "ing" and group.first == group.stop - 1:
        return _participle(shape, group, floor, ceiling)
    return (
        _as_saying(shape, group, ceiling)
        or _noun_after(shape, group, floor, ceiling)
        or _before(shape, group, floor, ceiling)
    )


def _mention(phrase: Phrase, group: Group, rule: str, agentless: bool = False) -> Mention:
    return Mention(phrase, Phrase(group.first, group.stop), group.verb.stance, f"en.{rule}", agentless)


def _as_saying(shape: Shape, group: Group, ceiling: int) -> Mention | None:
    """Read "The agency quoted [an official] as saying"."""
    phrase = forward(shape, group.stop) if group.verb.lemma in ("quote", "cite") else None
    after = shape.forms[phrase.stop : min(phrase.stop + 2, ceiling)] if phrase else []
    if phrase and after[:1] == ["as"] and after[-1].endswith("ing") and speaks(shape, phrase, SPEAKERS):
        return _mention(phrase, group, "quoted")
    return None


def _noun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "…," said [Maria Keane], head of the union."""
    letters = shape.letters
    before = letters[max(floor, group.first - 2) : group.first]
    quoted = re.search("[>?!],?$", before) is not None
    if group.first != group.stop - 1 or not (
        quoted or before[-1:] in (",", "-") and group.verb.takes & {"clause", "bare"}
    ):
        return None
    after = letters[group.stop] if group.stop < ceiling else "."
    if after == "S" and shape.forms[group.stop] in _THIRD and _ENDS.match(letters, group.stop + 1, ceiling):
        return _mention(Phrase(group.stop, group.stop + 1), group, "inverted")
    phrase = forward(shape, group.stop)
    if phrase is None or phrase.stop > ceiling or not agrees(shape, phrase, group.number):
        return None
    ends = phrase.stop >= ceiling or letters[phrase.stop] in ",.;:>()?!-àPtBRk"
    return _mention(phrase, group, "inverted") if ends and (quoted or speaks(shape, phrase, SPEAKERS)) else None


def _before(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "[Officials] privately concede that…" and "…, [a company spokeswoman] said, …"."""
    subject = subject_before(shape, group.left, floor)
    if subject is None or shape.quoted[group.first] or supposed(shape, subject):
        return None
    if shape.forms[group.stop - 1] == "heard":
        court = shape.forms[head(shape, subject)] in shape.lexicon.words["courts"]
        before = shape.letters[max(subject.first - 1, 0)]
        reports = (
            (before in ",>-" and _ENDS.match(shape.letters, group.stop, ceiling))
            or shape.letters[group.stop] in "Qk"
            or shape.forms[group.stop] in _QUESTIONS
        )
        return _mention(subject, group, "court", True) if court and reports else None
    if "emerge" in group.verb.takes:
        that = _TO_CLAIM.match(shape.letters, group.stop, ceiling)
        emerged = shape.forms[subject.first] == "it" and that and shape.letters[that.end() : that.end() + 1] == "Q"
        return _mention(subject, group, "impersonal", True) if emerged else None
    kind = _claim(shape, group, subject, floor, ceiling)
    if shape.letters[subject.first] == "S":
        who = _THIRD if kind == "clause" else _THIRD - {"it"}
        return _mention(subject, group, "pronoun") if kind and shape.forms[subject.first] in who else None
    noun, words = shape.forms[head(shape, subject)], shape.lexicon.words
    needs_speaker = kind == "object" or group.verb.lemma in words["things_do"]
    if (
        kind
        and noun not in words["mute"]
        and agrees(shape, subject, group.number)
        and speaks(shape, subject, SPEAKERS + "w" * (not needs_speaker))
    ):
        return _mention(subject, group, "subject")
    return None


def _claim(shape: Shape, group: Group, subject: Phrase, floor: int, ceiling: int) -> str:
    """Say what holds the claim: a clause, an object, or nothing."""
    letters, forms, takes, i = shape.letters, shape.forms, group.verb.takes, group.stop
    limit = min(ceiling, i + LONGEST)
    passed = _TO_CLAIM.match(letters, i, limit)
    j = passed.end() if passed else i
    spoken = bool(takes & {"clause", "bare"})
    opens = _CLAUSE if spoken else _QUOTATION
    if opens.match(letters, i, limit) or opens.match(letters, j, limit):
        return "clause"
    if (spoken or "partial" in takes) and _QUOTES_LATER.match(letters, i, limit):
        return "clause"
    if "hearer" in takes and letters[i : i + 1] in tuple("DCHIOSGwU"):
        known = speaks(shape, subject, SPEAKERS) or letters[subject.first] == "S"
        return "clause" if known and _tells(shape, group, subject, limit) else ""
    if _after_claim(shape, group, subject, floor, ceiling):
        known = (
            speaks(shape, subject, SPEAKERS)
            or letters[subject.first] == "S"
            or group.verb.lemma in ("say", "add", "sigh")
        )
        return ("clause" if spoken else "object") if known else ""
    if "clause" in takes and forms[i : i + 1] and forms[i] in _QUESTIONS:
        return "clause"
    senses = group.verb.lemma in shape.lexicon.words["senses"] and not speaks(shape, subject, "O")
    if "bare" in takes and (senses or forms[i : i + 1] and forms[i] in _MATTERS):  # "officers found the man dead"
        return ""
    shows = group.verb.lemma in shape.lexicon.words["senses"] and not _FURTHER.match(letters, i, limit)
    if "bare" in takes and shows and speaks(shape, subject, "O"):  # "a letter which showed support"
        return ""
    i = j if letters[i : i + 1] == "," else i  # "says, however, the plan…"
    further = letters[i : i + 1] not in ("à", "P", "t") or _FURTHER.match(letters, i, limit)  # "reported to police."
    if further and "bare" in takes and letters[i : i + 1] in tuple("DSCHIGUOwbtàPXBkV"):
        return "clause" if speaks(shape, subject, SPEAKERS) or letters[subject.first] == "S" else ""
    if "doing" in takes and i < limit and (forms[i] == "to" or forms[i].endswith("ing")):
        return "object"
    if (
        "figure" in takes
        and "at" in forms[i : i + 8]
        and not shape.lexicon.words["counts"].isdisjoint(forms[i : i + 5])
    ):
        return "object"
    if "label" in takes and _labels(shape, i, limit):
        return "object"
    felt = forward(shape, i) if "claim" in takes else None
    if felt and not shape.lexicon.words["claims"].isdisjoint(forms[felt.first : felt.stop]):
        return "object"
    if "object" in takes and letters[i : i + 1] in tuple("DCHIOGUwS"):
        return "" if meets(shape, group, i) else "object"
    return "object" if "of" in takes and i < limit and forms[i] in ("of", "about", "against", "for") else ""


def _labels(shape: Shape, i: int, limit: int) -> bool:
    """Read "called [the statements] [an open threat]": two noun phrases in a row."""
    named = forward(shape, i)
    return named is not None and named.stop < limit and shape.forms[named.stop] in ("a", "an")


def _tells(shape: Shape, group: Group, subject: Phrase, limit: int) -> bool:
    """Tell a report ("told reporters the plan…") from an order ("told staff not to speak")."""
    hearer = forward(shape, group.stop) or Phrase(group.stop, group.stop + 1)
    after = shape.forms[hearer.stop : hearer.stop + 2]
    alone = shape.letters[hearer.stop : hearer.stop + 1] in (".", ";", "")  # "he told his mother."
    if alone and shape.letters[max(subject.first - 1, 0)] not in ",>-?!":
        return False
    if "bare" in group.verb.takes and shape.letters[hearer.stop : hearer.stop + 1] in ("A", "X", "V"):
        return True  # "warned the toll could rise": no hearer at all
    if after[:1] == ["to"] or after == ["not", "to"]:
        return False
    bare = _BARE.match(shape.letters, hearer.stop) is not None  # "assured motorists the force would…"
    return group.verb.lemma == "tell" or bare or "Q" in shape.letters[hearer.stop : min(hearer.stop + 2, limit)]


def _after_claim(shape: Shape, group: Group, subject: Phrase, floor: int, ceiling: int) -> bool:
    """Tell whether the claim stands before: "…, sources said."."""
    if not _ENDS.match(shape.letters, group.stop, ceiling) or not subject.first:
        return False
    mark = shape.letters[subject.first - 1]
    if shape.forms[subject.first - 1] in ("so", "as"):  # "or so he claims", "as he said, …"
        return True
    return mark in ">?!" or mark in ",-" and bool(group.verb.takes & {"clause", "bare"})


def _participle(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "[The chancellor] left early, saying that…": the subject of the sentence speaks."""
    phrase = of_sentence(shape, floor, group.first)
    if phrase is None or shape.quoted[group.first] or not speaks(shape, phrase, SPEAKERS):
        return None
    if group.verb.lemma in shape.lexicon.words["minds"]:
        return None
    claim = _claim(shape, group, phrase, floor, ceiling)
    return _mention(phrase, group, "participle") if claim == "clause" and phrase.stop < group.first else None


def _passive(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "It is understood that", "The jury was told", "was confirmed by [the ministry]"."""
    letters, forms = shape.letters, shape.forms
    subject = subject_before(shape, group.left, floor)
    after = letters[group.stop] if group.stop < ceiling else "."
    that = _TO_CLAIM.match(letters, group.stop, ceiling)  # "it is whispered at the town hall that"
    said = after in "Q,." or that is not None and letters[that.end() : that.end() + 1] == "Q"
    said = said or _BARE.match(letters, group.stop, ceiling) is not None  # "it is understood the club will appeal"
    if subject and forms[subject.first] == "it" and said:
        return _mention(subject, group, "impersonal", True)
    for i in range(group.stop, min(group.stop + 4, ceiling - 1)):
        if forms[i] == "by":
            phrase = forward(shape, i + 1)
            speaker = phrase and group.verb.takes & {"clause"} and speaks(shape, phrase, "HGICbT")
            return _mention(phrase, group, "passive") if phrase and speaker else None
    court = subject and forms[head(shape, subject)] in shape.lexicon.words["courts"]
    return _mention(subject, group, "court", True) if subject and court and "court" in group.verb.takes else None
