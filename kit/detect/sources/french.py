"""The constructions by which a French newspaper brings a speaker in with a verb."""

from __future__ import annotations

import re

from kit.detect.sources.bodies import listed
from kit.detect.sources.french_claims import claim
from kit.detect.sources.mentions import Group, Mention
from kit.detect.sources.phrases import LONGEST, Phrase, agrees, backward, forward, head, speaks
from kit.detect.sources.shape import SPEAKERS, Shape
from kit.detect.sources.subjects import of_sentence, over_commas, subject_before, supposed

_BETWEEN = re.compile(
    r"[Bt]|D?U?t+U?|,[^,.;:<>AVX]{1,8},|[àoP]+[deDU]*[wICOHt]+?(?:[de][DU]*[wICOHt]+?)*,?(?=[BtàoPDeUCTHGIOb])"
)
"""What may stand between a verb and the subject that follows it: « a confié [mardi] [à l'AFP] un proche »."""
_MAIN = re.compile(",(?=[DTC][^,AVXSRQ;:]{,12}[AVXJ])")
_NEITHER = re.compile("[0-9]{1,2}|[a-zé]+ment")
"""« a dit [posément] le maire », « a dit sur Europe [1] le maire »."""
_MOST_BETWEEN = 5
_LINKED = re.compile("K,[^,AVX]{1,12},$")
"""« …s'est rendu sur les lieux et, dans la foulée, a alerté la mairie »: the subject stands before."""
_IN_WORDS = re.compile("[kd]?<[^<>]{1,12}>")
"""« est décrite [comme « inquiétante »] par les pompiers »."""
_BEFORE_AGENT = re.compile("(?:[Bt,]|(?:à|Pd)D?[CI]+){,8}")
"""« a été confirmé [jeudi] [à l'AFP] par un proche »."""
_TOLD = frozenset(("clause", "impersonal"))
_PRONOUN = re.compile("-(?:t-)?")
_NEAR, _PAST = 10, ("ait", "aient")
_HEARER = re.compile("àD?C(?=db)")
"""« explique-t-on à l'AFP de [source proche] »."""
_AND_ANOTHER = re.compile(",K[DTC]")
_FINITE = re.compile("[AVX]")
_THIRD = frozenset(("il", "elle", "ils", "elles"))
_AFTER_SUBJECT = frozenset(",.;:()>?!-àoPtBRdg")


def construction(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Return the speaker of one verb group, if it has one; the sentence is tokens `floor` to `ceiling`."""
    if group.negated and group.verb.lemma in shape.lexicon.words["silent"]:
        return None
    if group.verb.mood == "ing":
        return _participle(shape, group, floor, ceiling)
    if group.verb.mood == "infinitive" and shape.letters[group.first] == "d":
        return _narrated(shape, group, floor, ceiling)
    if group.passive:
        return _passive(shape, group, floor, ceiling)
    return (
        _pronoun_after(shape, group, floor, ceiling)
        or _noun_after(shape, group, floor, ceiling)
        or _before(shape, group, floor, ceiling)
    )


def _mention(
    phrase: Phrase, group: Group, rule: str, agentless: bool = False, first: int = -1, stop: int = -1
) -> Mention:
    cue = Phrase(first if first >= 0 else group.first, stop if stop >= 0 else group.stop)
    return Mention(phrase, cue, group.verb.stance, f"fr.{rule}", agentless)


def _pronoun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« a-t-elle annoncé », « s'empresse-t-elle de préciser », « apprend-on de source proche »."""
    at = shape.letters.find("Y", group.first, min(group.stop + 1, ceiling))
    if at < 0 or shape.letters[ceiling - 1] == "?" and group.left == floor:
        return None
    pronoun, stop = _PRONOUN.sub("", shape.forms[at]), max(group.stop, at + 1)
    if pronoun == "on":
        place = _place(shape, stop)
        return _mention(place or Phrase(at, at + 1), group, "on", place is None, stop=stop)
    if pronoun not in _THIRD or group.verb.takes == {"on"}:
        return None
    return _mention(Phrase(at, at + 1), group, "inverted", stop=stop)


def _place(shape: Shape, i: int) -> Phrase | None:
    """« indique-t-on [côté français] », « apprend-on de [source proche] », « reconnaît-on à [Matignon] »."""
    letters, forms = shape.letters, shape.forms
    while i < len(letters) and letters[i] in "Bt":
        i += 1
    if forms[i : i + 1] == ["côté"]:
        return forward(shape, i)
    if forms[i : i + 2] == ["du", "côté"]:
        i += 2
    hearer = _HEARER.match(letters, i)
    i = hearer.end() if hearer else i
    if i < len(letters) and letters[i] in "àoPde":
        phrase = forward(shape, i + 1)
        return phrase if phrase and speaks(shape, phrase, SPEAKERS) else None
    return None


def _noun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« …, a confié à l'AFP [un proche du président] »: the verb first, then its subject."""
    opening = _opening(shape, group, floor)
    if not opening or group.verb.takes <= {"on", "impersonal"}:
        return None
    limit, start = min(ceiling, group.stop + LONGEST), group.stop
    for _ in range(_MOST_BETWEEN):
        start += start < limit and _NEITHER.fullmatch(shape.forms[start]) is not None
        phrase = forward(shape, start)
        fits = phrase and phrase.stop <= ceiling and agrees(shape, phrase, group.number)
        if phrase and fits and shape.letters[start] != "w" and _follows(shape, group, phrase, opening, floor, ceiling):
            return _mention(phrase, group, "inverted", first=group.left - 1 if opening == "comme" else -1)
        between = _BETWEEN.match(shape.letters, start, limit)
        apposed = between and between[0].endswith(",") and "H" in between[0]  # « a dit au maire, Paul Roy, de venir »
        if not between or apposed and shape.letters[between.end()] == "C":
            return None
        start = between.end()
    return None


def _opening(shape: Shape, group: Group, floor: int) -> str:
    """Say what stands before an inverted clause: a quotation, « comme », « ce que », a comma, a dash, or nothing."""
    letters, forms, i = shape.letters, shape.forms, group.left
    while i > floor and letters[i - 1] == "B" and forms[i - 1] != "plus":
        i -= 1
    if i <= floor:
        return "start" if i == group.first and "clause" in group.verb.takes else ""
    if forms[i - 1] == "comme" or forms[max(floor, i - 2) : i] == ["ainsi", "que"]:
        return "comme"
    if letters[i - 1] == "Q":
        return "que" if i - 2 >= floor and forms[i - 2] in shape.lexicon.words["claims"] else ""
    before = i - 1 - (letters[i - 1] == ",")
    if before >= floor and letters[before] in ">?!":
        return "quote"
    if before < i - 1 and _LINKED.search(letters, max(floor, i - LONGEST), i):
        return ""
    named = group.stop < len(letters) and letters[group.stop] in "DC" and shape.text.capitals[group.stop]
    if named and letters[i - 1] in "wCHIGO" and _FINITE.search(letters, floor, i):
        return "bare"
    return letters[i - 1] if letters[i - 1] in ",-" else ""


def _follows(shape: Shape, group: Group, phrase: Phrase, opening: str, floor: int, ceiling: int) -> bool:
    """Tell the subject of an inverted clause from an object."""
    after = shape.letters[phrase.stop] if phrase.stop < ceiling else "."
    told = after == "Q" and bool(shape.quoted[group.first])  # « …, indique [X] que nous avons joint »
    told = told or after == "H" and shape.letters[phrase.stop - 2 : phrase.stop] == "CC"  # « …, dit [Paul Roy] avocat »
    told = told or after == "D" and shape.letters[phrase.stop + 1 : phrase.stop + 2] == "t"  # « … parus ce mercredi »
    if after not in _AFTER_SUBJECT and opening != "quote" and not told or after in "AV" and opening != "quote":
        return False
    if opening == "quote":
        return True
    if not speaks(shape, phrase, SPEAKERS):
        return False
    if opening == "bare":  # « Un homme a été arrêté rapporte [Le Monde]. »
        name = shape.letters[phrase.first : phrase.stop].strip("D")
        return after == "." and name.strip("C") == "" and listed(shape, *phrase) and "clause" in group.verb.takes
    if opening in ("comme", "que"):
        return True
    if opening == "start":  # « Explique [Mark Maslin], de l'université. »
        near = phrase.first == group.stop or shape.letters[group.first] == "A"
        return near and shape.forms[phrase.first] != "du"
    return after == "," and opening == "," or not _apposed(shape, group, floor)


def _apposed(shape: Shape, group: Group, floor: int) -> bool:
    """Tell « Le groupe, basé à Lyon, annonce… », a subject and its verb, from « Le trafic reprend, annonce… »."""
    subject = over_commas(shape, group.left - 1, floor)
    if subject is None or not speaks(shape, subject, SPEAKERS):
        return False
    begin = max((shape.letters.rfind(mark, floor, subject.first) for mark in ";:.-"), default=-1) + 1
    quotes = group.verb.takes == {"quote"} and group.verb.lemma not in shape.lexicon.words["asking"]
    return not quotes and not re.search("[AVXY]", shape.letters[max(begin, floor) : subject.first])


def _before(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« [Le Kremlin] dément », « [Jean X], maire de Y, a dit que », « [un proche] qui assure que »."""
    subject = subject_before(shape, group.left, floor)
    if subject is None or shape.quoted[group.first] or supposed(shape, subject) or _no_speech(shape, group):
        return None
    kind = claim(shape, group, subject, floor, ceiling)
    if shape.letters[subject.first] == "S":
        return _pronoun_before(shape, group, subject, kind, floor)
    if not kind or not (agrees(shape, subject, group.number) or _joined(shape, subject, group)):
        return None
    words, noun = shape.lexicon.words, shape.forms[head(shape, subject)]
    ruling = kind == "object" or group.verb.lemma in ("condamner", "ordonner")
    if noun in words["mute"] or noun in words["courts"] and ruling:
        return None
    if group.verb.lemma in words["shows"] and noun not in words["scholars"] and speaks(shape, subject, "HGCI"):
        return None  # « le club a montré qu'il savait gagner »
    needs_speaker = kind == "object" or group.verb.takes.isdisjoint(_TOLD) or group.verb.lemma in words["things_do"]
    if speaks(shape, subject, SPEAKERS if needs_speaker else SPEAKERS + "w"):
        return _mention(subject, group, "subject")
    return None


def _joined(shape: Shape, subject: Phrase, group: Group) -> bool:
    """Tell « [Le préfet], Jean Roche, et la maire, Ada Roy, ont annoncé », a subject of two phrases."""
    return group.number == "p" and _AND_ANOTHER.search(shape.letters, subject.stop, group.left) is not None


def _no_speech(shape: Shape, group: Group) -> bool:
    """Tell « le ministre annoncera un plan », an act to come, and « ses sorties en témoignent », a proof."""
    later = group.verb.mood == "finite" and shape.forms[group.stop - 1 - len(group.verb.tail)].endswith(("ra", "ront"))
    if later and shape.letters[group.stop : group.stop + 1] != ":":  # « [il] dira qu'il l'ignorait » is told
        near = slice(group.stop, group.stop + _NEAR)
        return "Q" not in shape.letters[near] or not any(form.endswith(_PAST) for form in shape.forms[near])
    return group.verb.lemma in ("témoigner", "attester") and "en" in shape.forms[group.left : group.first]


def _pronoun_before(shape: Shape, group: Group, subject: Phrase, kind: str, floor: int) -> Mention | None:
    pronoun, takes = shape.forms[subject.first], group.verb.takes
    if pronoun == "il" and "impersonal" in takes and kind != "object":
        return _mention(subject, group, "impersonal", True)
    where = shape.letters[max(subject.first - 2, 0) : subject.first]
    if group.verb.stance == "commissive" and where.endswith("R"):
        return None  # « une charte par laquelle ils s'engagent à »
    if pronoun == "on" and "y" in shape.forms[group.left : group.first]:
        return None  # « on y apprend que »: in the document just named
    if pronoun == "on":
        here = "R" not in where and not group.verb.reflexive
        place = _place_before(shape, subject, floor) or here and _place(shape, group.stop)
        if place:
            says = kind or group.verb.lemma not in shape.lexicon.words["weak"]
            return _mention(place, group, "on") if says else None
        alone = here and kind == "clause" and takes & {"clause", "on"}
        return _mention(subject, group, "on", True) if alone else None
    return _mention(subject, group, "pronoun") if kind and pronoun in _THIRD else None


def _place_before(shape: Shape, subject: Phrase, floor: int) -> Phrase | None:
    """« Dans [l'entourage du ministre], on assume », « à [l'Élysée], où l'on assume »."""
    letters, stop = shape.letters, subject.first - (shape.forms[subject.first - 1] == "l'")
    if shape.forms[stop - 2 : stop] == [",", "où"]:
        phrase = backward(shape, stop - 2, floor)
        return phrase if phrase and speaks(shape, phrase, "HGI") else None
    phrase = _place(shape, floor) if letters[floor] in "àoPd" or shape.forms[floor] == "côté" else None
    return phrase if phrase and letters[phrase.stop : stop] in ("", ",", ",B,") else None


def _narrated(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« Et [le maire] de conclure : « … » »."""
    phrase = forward(shape, floor + 1)
    if phrase is None or not speaks(shape, phrase, SPEAKERS):
        return None
    subject = Phrase(phrase.first, min(phrase.stop, group.first))
    told = subject.stop == group.first and claim(shape, group, subject, floor, ceiling)
    return _mention(subject, group, "subject") if told else None


def _participle(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« [Le maire] a quitté la salle, affirmant que… »: the subject of the sentence speaks."""
    opens = floor == group.first  # « Estimant que la loi est injuste, [le maire] saisit le juge »
    main = _MAIN.search(shape.letters, group.stop, min(ceiling, group.stop + LONGEST)) if opens else None
    phrase = forward(shape, main.start() + 1) if main else of_sentence(shape, floor, group.first)
    if phrase is None or shape.quoted[group.first] or not speaks(shape, phrase, SPEAKERS):
        return None
    if group.verb.lemma in shape.lexicon.words["minds"]:
        return None
    if claim(shape, group, phrase, floor, ceiling) == "clause" and (main or phrase.stop < group.first):
        return _mention(phrase, group, "participle")
    return None


def _passive(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« il a été révélé que » names nobody; « a été confirmé par [le parquet] » names the agent."""
    letters, forms = shape.letters, shape.forms
    if shape.quoted[group.first]:
        return None
    subject = subject_before(shape, group.left, floor)
    if subject and forms[subject.first] == "il" and letters[group.stop : group.stop + 1] == "Q":
        return _mention(subject, group, "impersonal", True)
    words = _IN_WORDS.match(letters, group.stop, ceiling)
    start = words.end() if words else group.stop
    passed = _BEFORE_AGENT.match(letters, start, ceiling)
    agent = passed.end() if passed else start
    if forms[agent : agent + 1] != ["par"]:
        return None
    phrase = forward(shape, agent + 1)
    told = words or group.verb.takes & {"clause"} and group.verb.lemma not in shape.lexicon.words["unspoken"]
    return _mention(phrase, group, "passive") if phrase and told and speaks(shape, phrase, "HGICbT") else None
