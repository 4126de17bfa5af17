"""The constructions by which an English newspaper brings a speaker in with a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.classes import classify
from kit.detect.sources.english_claims import BARE, ENDS, QUESTIONS, TO_CLAIM, claim
from kit.detect.sources.mentions import Group, Mention
from kit.detect.sources.phrases import LONGEST, Phrase, agrees, core, forward, head, speaks
from kit.detect.sources.shape import NOUN, SPEAKERS, Shape
from kit.detect.sources.subjects import of_sentence, subject_before, supposed, whose_clause
from kit.lexicon import Verb

_THIRD = frozenset("he she they it".split())
_WHEN = frozenset("when where if whether".split())
_CLAUSE_HEAD = re.compile(r"(?<=.)[kP](T*C{2,3}),[^<>.:;]*,$")
"""« …, after [Ada Roy], a minister, resigned, saying that… »"""
_CLAUSE_DID = re.compile(r"k([wH]*C{2,3}|C+I|Dw*H+)(?:V|X|A?w)[^,AVXSkQR<>]*,$")
"""« …, when [Ada Roy] stood up, saying that… », "as [Oak Bank] cut its forecast, saying that…"."""
_OF_WHICH = re.compile(f"[RQ][D{NOUN}]{{1,3}}$")
_BESIDE = re.compile(f"à[DU]*[{NOUN}]+$")
_QUOTED = re.compile("[>?!],?$")
_QUOTED_AS = re.compile("(?:, )?as [a-z]+ing")
_PARTICLES = frozenset("out up down off back around along".split())
_DOES = re.compile("[HG]w")
_MEASURED = re.compile("[wCIH]$")
_ASIDE = re.compile("[CHI],[^,AVXSYR<>]*,$")
"""« Ada Roy, head of the school, said people need… »: who speaks stands before."""
_TOLD = re.compile(rf"[Qk]|S|C+(?![àdP,.])|(?:D[{NOUN}]+K)?{BARE.pattern}|D[{NOUN}]+KD[{NOUN}]+(?![àdP,.])")
"""What a court hears as a claim: "heard Smith punched him", "heard the man and his son returned"."""


_TOLD_THAT = re.compile("(?:,[^,.<>]*,)?Q")
"""What the court "heard from a nurse, Ada Roy, that"."""


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
    if i > 1 and forms[i - 1] == "to":
        return _chained(shape, i, stop, verb)
    j = i
    while j > 0 and (letters[j - 1] in "BJ" or forms[j - 1] in ("all", "both", "first")):
        j -= 1
    if j == 0 or letters[j - 1] not in "AX":
        if shape.forms[i - 1] in shape.lexicon.words["claims"] and forms[stop : stop + 1] == ["by"]:
            return Group(i, i, stop, verb, "", passive=True)  # "a claim repeated by state television"
        alone = verb.mood == "finite" and _is_verb(shape, i) or verb.mood == "ing" and _is_participle(shape, i)
        return Group(i, i, stop, verb, shape.lexicon.numbers.get(forms[i], "")) if alone else None
    first = j - 1
    while first > 0 and letters[first - 1] in "AX":
        first -= 1
    helpers = forms[first:i]
    negated = any(form == "not" or form.endswith("n't") for form in helpers) or helpers[:2] == ["would", "have"]
    passive = verb.mood == "past" and forms[j - 1] in shape.lexicon.words["be"]
    words = shape.lexicon.words
    if verb.mood == "finite" or verb.mood == "infinitive" and forms[j - 1] in words["modals"] | words["be"]:
        return None
    return Group(first, first, stop, verb, shape.lexicon.numbers.get(forms[first], ""), negated, passive)


def _chained(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    """Read "went on [to say]", "continued [to insist]", "was forced [to admit]": what was begun was said."""
    forms, words, first = shape.forms, shape.lexicon.words, i - 2
    if forms[first] == "on" and forms[first - 1] in words["goes_on"]:
        first -= 1
    elif forms[first] not in words["keeps_to"]:
        return None
    while first and shape.letters[first - 1] in "AB":
        first -= 1
    began = shape.letters[first] in "AVX" or forms[i - 2].endswith("ed") and shape.letters[first - 1] not in "AXJ"
    if verb.mood != "infinitive" or not began or shape.letters[first - 1] in "JX":
        return None
    return Group(first, first, stop, verb, "")


def _is_verb(shape: Shape, i: int) -> bool:
    """Tell a verb from a noun ("the claims"): none stands after a determiner or a preposition."""
    before = shape.letters[i - 1] if i else "."
    both = i > 0 and before == "D" and shape.forms[i - 1] in shape.lexicon.words["pronouns"]
    after = shape.forms[i + 1 : i + 3]
    does = any("doing" in verb.takes for verb in shape.lexicon.verbs[shape.forms[i]])  # "claimed to be"
    passive = after in (["to", "be"], ["to", "have"]) and not does
    passive = passive or after[:1] == ["by"] and not after[-1].endswith("ing")  # "responded by calling it a farce"
    participle = passive and shape.forms[i].endswith("ed")  # "a claim repeated by…", "two men suspected to be…"
    plural = shape.lexicon.numbers.get(shape.forms[i])
    people = plural == "p" and (before == "H" and shape.forms[i - 1].endswith("s") or shape.forms[i - 1] == "police")
    noun = before in "CwHIO" and shape.letters[i + 1 : i + 2] in ("X", "A") and not shape.forms[i].endswith("d")
    notes = plural == "s" and i > 1 and shape.letters[i - 2] == "Q" and after[:1] in (["were"], ["are"], ["have"])
    which = not notes and _OF_WHICH.search(shape.letters, max(i - 5, 0), i)  # "which US scientists say is cool"
    if noun and not people and not which:  # not "a van detectives believe was used"
        return False  # "the Pacific Crest report comes", "that hospital notes were lost": a noun and its verb
    if before == "t" and shape.letters[i - 2 : i - 1] in ("s", "D") and plural:  # "her Sunday comments"
        return False
    loose = shape.forms[i - 1] in _PARTICLES and not plural  # "who had cried her eyes out said"
    return shape.letters[i] not in "wC" and (before not in "DdàPUX" or both or loose) and not participle


def _is_participle(shape: Shape, i: int) -> bool:
    """Tell "left early, saying that" and "with aides saying that" from a noun ("the saying")."""
    before = shape.letters[i - 1 : i]
    told = shape.letters[i + 1 : i + 2] == "Q" or BARE.match(shape.letters, i + 1) is not None
    told = told or "with" in shape.forms[max(i - 6, 0) : i]
    return before == "," or before in tuple("CHGIb") and told


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
    stop = phrase.stop + (shape.letters[phrase.stop : phrase.stop + 1] == ",") if phrase else 0
    after = shape.forms[stop : min(stop + 2, ceiling)] if phrase else []
    if phrase and after[:1] == ["as"] and after[-1].endswith("ing") and speaks(shape, phrase, SPEAKERS):
        return _mention(phrase, group, "quoted")
    return None


def _noun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "…," said [Maria Keane], head of the union."""
    letters = shape.letters
    before = letters[max(floor, group.first - 2) : group.first]
    quoted = _QUOTED.search(before) is not None
    opens = group.first == floor  # "Says Ada Roy, “We lost.”"
    if group.first != group.stop - 1 or not (
        quoted or opens or before[-1:] in (",", "-") and group.verb.takes & {"clause", "bare"}
    ):
        return None
    after = letters[group.stop] if group.stop < ceiling else "."
    if after == "S" and shape.forms[group.stop] in _THIRD and ENDS.match(letters, group.stop + 1, ceiling):
        return _mention(Phrase(group.stop, group.stop + 1), group, "inverted")
    phrase = forward(shape, group.stop)
    if phrase is None or phrase.stop > ceiling or not agrees(shape, phrase, group.number):
        return None
    if opens and letters[phrase.stop : phrase.stop + 2] not in (",<", ":<"):
        return None
    aside = None if quoted else _ASIDE.search(letters, max(floor, group.first - LONGEST), group.first)
    title = before[-1:] == ">" and shape.letters[group.first - 2 : group.first - 1] not in tuple(",.?!")
    if title and group.verb.lemma in shape.lexicon.words["things_do"] and not speaks(shape, phrase, "HGICbT"):
        return None  # "this “catastrophe” shows no sign of ending"
    if aside and (aside.start() - floor < 3 or _DOES.search(letters, *core(shape, phrase))):
        return None  # "The town, on a hill, boasts a library", "said villagers brought the bodies"
    ends = phrase.stop >= ceiling or letters[phrase.stop] in ",.;:>()?!-" + ("" if aside else "àPtBRk")
    return _mention(phrase, group, "inverted") if ends and (quoted or speaks(shape, phrase, SPEAKERS)) else None


def _before(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "[Officials] privately concede that…" and "…, [a company spokeswoman] said, …"."""
    subject = subject_before(shape, group.left, floor)
    if subject and not agrees(shape, subject, group.number):  # "relatives of a man who lived in the valley say"
        subject = whose_clause(shape, group.left, floor) or subject
    if subject is None or shape.quoted[group.first] or supposed(shape, subject):
        return None
    if shape.letters[subject.first] in "DH" and shape.forms[subject.first] in shape.lexicon.words["nobody"]:
        return None  # "each side thinks it has won"
    if "label" in group.verb.takes and shape.letters[group.stop : group.stop + 1] == "<":  # "papers labelled “secret”"
        return None
    if shape.forms[group.stop - 1] == "heard":
        teller = forward(shape, group.stop + 1) if shape.forms[group.stop : group.stop + 1] == ["from"] else None
        if teller and _TOLD_THAT.match(shape.letters, teller.stop, ceiling):
            return _mention(teller, group, "passive")
        return _mention(subject, group, "court", True) if _in_court(shape, group, subject, ceiling) else None
    if "emerge" in group.verb.takes:
        emerged = shape.forms[subject.first] == "it" and _that(shape, group, ceiling)
        return _mention(subject, group, "impersonal", True) if emerged else None
    headline = group.stop == ceiling and shape.forms[head(shape, subject)] in shape.lexicon.words["courts"]
    if headline and shape.forms[group.first] in ("told", "hears"):
        return _mention(subject, group, "court", True)  # "Man fled over the roof, court told"
    kind, words = claim(shape, group, subject, floor, ceiling), shape.lexicon.words
    inner = shape.letters[subject.first - 1 : subject.first] in ("Q", "V") or shape.forms[subject.first - 1] in _WHEN
    if inner and (group.verb.lemma in words["minds"] or group.verb.lemma.startswith("be ")):
        return None  # "she says they are hopeful": of them it is said
    if shape.letters[subject.first] == "S":
        who = _THIRD if kind == "clause" else _THIRD - {"it"}
        related = kind == "object" and shape.letters[max(subject.first - 1, 0)] in "wHIGO"  # "the law they swore by"
        told = kind and not related and shape.forms[subject.first] in who
        return _mention(subject, group, "pronoun") if told else None
    if inner and kind == "object" or inner and group.verb.lemma in words["doings"] and not _that(shape, group, ceiling):
        return None  # "they said that the woman talked about it": nobody speaks to the paper
    noun = shape.forms[head(shape, subject)]
    counted = noun in words["counted"] and (
        _MEASURED.search(shape.letters, subject.first, head(shape, subject)) is not None
        or shape.forms[min(head(shape, subject) + 1, subject.stop - 1)] in ("released", "published", "obtained", "from")
        or classify(shape, subject).source_class == "named_institution"
    )
    kinds = SPEAKERS if kind == "object" or group.verb.lemma in words["things_do"] else SPEAKERS + "w"
    fits = kind and (counted or noun not in words["mute"]) and agrees(shape, subject, group.number)
    return _mention(subject, group, "subject") if fits and speaks(shape, subject, kinds) else None


def _that(shape: Shape, group: Group, ceiling: int) -> bool:
    """Tell whether "that" follows, over words of time and hearers."""
    passed = TO_CLAIM.match(shape.letters, group.stop, min(ceiling, group.stop + LONGEST))
    return passed is not None and shape.letters[passed.end() : passed.end() + 1] == "Q"


def _in_court(shape: Shape, group: Group, subject: Phrase, ceiling: int) -> bool:
    """Tell "The jury heard that…" and "…, the court heard" from "The court heard three witnesses"."""
    before, after = shape.letters[max(subject.first - 1, 0)], shape.forms[group.stop : group.stop + 1]
    reports = before in ",>-" and ENDS.match(shape.letters, group.stop, ceiling) is not None
    reports = reports or _TOLD.match(shape.letters, group.stop, ceiling) is not None or not QUESTIONS.isdisjoint(after)
    told = forward(shape, group.stop)  # "heard the trial collapsed twice"
    reports = reports or told is not None and told.stop > told.first + 2 and shape.forms[told.stop - 1].endswith("ed")
    return reports and shape.forms[head(shape, subject)] in shape.lexicon.words["courts"]


def _participle(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "[The chancellor] left early, saying that…": the subject of the sentence speaks."""
    if group.verb.lemma in shape.lexicon.words["minds"]:
        return None
    if shape.letters[floor] == "S" and shape.forms[floor] in _THIRD - {"it"} and shape.letters[group.first - 1] == ",":
        held = claim(shape, group, Phrase(floor, floor + 1), floor, ceiling)
        return _mention(Phrase(floor, floor + 1), group, "pronoun") if held == "clause" else None
    lowest = max(floor, group.first - LONGEST)
    clause = _CLAUSE_HEAD.search(shape.letters, lowest, group.first) or _CLAUSE_DID.search(
        shape.letters, lowest, group.first
    )
    if shape.letters[group.first - 1] != ",":  # "…, with [police sources] saying that…"
        beside = _BESIDE.search(shape.letters, lowest, group.first)
        phrase = Phrase(beside.start() + 1, group.first) if beside else None
        with_them = phrase is not None and shape.forms[phrase.first - 1] == "with" and speaks(shape, phrase, SPEAKERS)
        return _mention(phrase, group, "participle") if phrase and with_them else None
    phrase = Phrase(*clause.span(1)) if clause else of_sentence(shape, floor, group.first)
    if phrase is None or shape.quoted[group.first] or not speaks(shape, phrase, SPEAKERS):
        return None
    held = claim(shape, group, phrase, floor, ceiling)
    return _mention(phrase, group, "participle") if held == "clause" and phrase.stop < group.first else None


def _passive(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Read "It is understood that", "The jury was told", "was confirmed by [the ministry]"."""
    letters, forms = shape.letters, shape.forms
    if shape.quoted[group.first] or forms[group.first] in shape.lexicon.words["modals"]:
        return None  # "details will be announced by the mayor": not yet
    subject = subject_before(shape, group.left, floor)
    after = letters[group.stop] if group.stop < ceiling else "."
    aside = subject is not None and letters[max(subject.first - 1, 0)] in ',.<>"-' or subject and not subject.first
    said = (
        after == "Q" or after in ",." and aside or _that(shape, group, ceiling)
    )  # "it is whispered at the town hall that"
    thought = group.verb.lemma in shape.lexicon.words["beliefs"] and after in "DUCHIGS"
    said = said or thought or BARE.match(letters, group.stop, ceiling) is not None  # "it is understood the club lost"
    if subject and forms[subject.first] == "it" and said:
        return _mention(subject, group, "impersonal", True)
    for i in range(group.stop, min(group.stop + 4, ceiling - 1)):
        if forms[i] == "by":
            phrase = forward(shape, i + 1)
            claimed = phrase and (group.verb.takes & {"clause"} or forms[phrase.stop : phrase.stop + 1] == ["as"])
            wordless = group.verb.lemma in shape.lexicon.words["wordless"]
            speaker = phrase and claimed and not wordless and speaks(shape, phrase, "HGICbT")
            return _mention(phrase, group, "passive") if phrase and speaker else None
    quoted = group.verb.lemma in ("quote", "cite") and _QUOTED_AS.match(" ".join(forms[group.stop : group.stop + 3]))
    if subject and quoted:
        return _mention(subject, group, "quoted")  # "…, she was quoted as saying"
    court = subject and forms[head(shape, subject)] in shape.lexicon.words["courts"]
    return _mention(subject, group, "court", True) if subject and court and "court" in group.verb.takes else None
