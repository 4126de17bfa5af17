"""The constructions by which a French newspaper brings a speaker in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.mentions import Group, Mention
from kit.detect.sources.phrases import LONGEST, Phrase, forward, speaks
from kit.detect.sources.shape import Shape
from kit.detect.sources.subjects import subject_before
from kit.lexicon import Verb

_TO_SUBJECT = re.compile(r"(?:[Bt]|[àoP][DU]*[wICOt]+(?:[de][DU]*[wICOt]+)*(?=[BtàoPDeUCTHGIb]))*?(?=[DeUCTHGIOb])")
_TO_CONTENT = re.compile(r"(?:[BtU]|,?[àoP][DU]*[wHICOGtU]+(?:[de][DU]*[wHICOGtU]+)*,?)*")
_OBJECT = re.compile(r"[B]*[DeUwCOIHJà]")
_INFINITIVE = re.compile(r"[a-zà-ÿœ]{2,}(?:er|ir|re|oir)")
_OBJECT_CLITICS = frozenset(("l'", "le", "la", "les", "en", "nous", "vous", "leur"))


def verb_groups(shape: Shape) -> Iterator[Group]:
    """Give each reporting verb with its auxiliary, pronouns and negation."""
    for i in shape.cues:
        for verb in shape.lexicon.verbs[shape.forms[i]]:
            group = _group(shape, i, verb)
            if group:
                yield group
                break


def _group(shape: Shape, i: int, verb: Verb) -> Group | None:
    stop = _tail(shape, i + 1, verb.tail)
    if stop is None:
        return None
    if verb.mood == "finite":
        return _simple(shape, i, stop, verb)
    if verb.mood == "past":
        return _compound(shape, i, stop, verb)
    if verb.mood == "infinitive":
        return _governed(shape, i, stop, verb)
    return _close(shape, i, i, stop, verb, False) if shape.forms[i - 1] == "en" or shape.letters[i - 1 : i] in (",", "K") else None


def _tail(shape: Shape, i: int, tail: tuple[str, ...]) -> int | None:
    """Return where the fixed words of « a fait savoir » end."""
    if not tail:
        return i
    while i < len(shape.forms) and shape.letters[i] in "BY" and shape.forms[i] != tail[0]:
        i += 1
    return i + len(tail) if tuple(shape.forms[i : i + len(tail)]) == tail else None


def _simple(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    letters = shape.letters
    before = letters[i - 1] if i else "."
    if letters[i] not in "VA" and (before in "DedoàPUb" or letters[i] == "w"):
        return None
    if before == "A" or letters[i] == "C":
        return None
    return _close(shape, i, i, stop, verb, False)


def _compound(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    """Find the auxiliary of a past participle: « a toutefois déclaré », « a-t-elle annoncé », « a, jeudi, dénoncé »."""
    letters, forms = shape.letters, shape.forms
    j, floor = i - 1, max(-1, i - 7)
    while j > floor and (letters[j] in "BtY" or forms[j] == "été"):
        j -= 1
    if j > floor and letters[j] == ",":
        opened = letters.rfind(",", max(0, i - 20), j)
        j = opened - 1 if opened > 0 and not set(letters[opened:j]) & set("AVX") else j
    if j < 0 or letters[j] != "A":
        return None
    passive = forms[j] in shape.lexicon.words["be"] or "été" in forms[j:i]
    return _close(shape, j, j, stop, verb, passive)


def _governed(shape: Shape, i: int, stop: int, verb: Verb) -> Group | None:
    """Find the verb that lends its subject to an infinitive: « a tenu à préciser », « s'empressent-ils de souligner »."""
    letters, forms = shape.letters, shape.forms
    j = i - 1
    if j > 0 and letters[j] in "dà":
        j -= 1
    while j > 0 and letters[j] in "BY":
        j -= 1
    if j < 0 or forms[j] not in shape.lexicon.words["governors"] or letters[j] not in "XVAwH":
        return None
    first = j
    while first > 0 and letters[first - 1] in "BY":
        first -= 1
    first = first - 1 if first > 0 and letters[first - 1] == "A" else j
    if first == j and letters[j] not in "XVA":
        return None
    while first > 0 and letters[first - 1] == "J" and forms[first - 1] in ("s'", "se"):
        first -= 1
    return _close(shape, first, first, stop, verb._replace(reflexive=False), False)


def _close(shape: Shape, first: int, left: int, stop: int, verb: Verb, passive: bool) -> Group | None:
    """Take in the pronouns and the negation before the verb; refuse a reflexive that does not agree."""
    letters, forms = shape.letters, shape.forms
    reflexive = False
    while left > 0 and (letters[left - 1] == "J" or forms[left - 1] in _OBJECT_CLITICS and letters[left - 1] in "DàS"):
        left -= 1
        reflexive |= forms[left] in ("s'", "se")
    infinitive = verb.mood == "infinitive"
    if verb.reflexive != reflexive and not infinitive:
        return None
    if reflexive and verb.reflexive:
        passive = False
    negated = any(form in ("ne", "n'") for form in forms[left:first])
    start = next((k for k in range(left, first) if forms[k] in ("s'", "se")), first)
    return Group(start, left, stop, verb, negated, passive, any(forms[k] in ("l'", "le", "la", "les") for k in range(left, first)))


def constructions(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """Return the speaker of one verb group, if it has one; the sentence is tokens `floor` to `ceiling`."""
    if group.negated and group.verb.lemma in _SILENT:
        return None
    if group.passive:
        return _passive(shape, group, floor, ceiling)
    return (
        _pronoun_after(shape, group, floor, ceiling)
        or _noun_after(shape, group, floor, ceiling)
        or (None if shape.quoted[group.first] else _before(shape, group, floor, ceiling))
    )


_SILENT = frozenset(("dire", "préciser", "indiquer", "révéler", "communiquer", "détailler", "confirmer", "annoncer", "expliquer", "répondre", "commenter", "évoquer", "dévoiler", "mentionner"))
_PRONOUN_AFTER = re.compile("-(?:t-)?")


def _pronoun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    at = shape.letters.find("Y", group.first, min(group.stop + 1, ceiling))
    if at < 0:
        return None
    pronoun = _PRONOUN_AFTER.sub("", shape.forms[at])
    if pronoun in ("je", "nous", "vous", "tu", "ce") or shape.letters[ceiling - 1] == "?" and group.left == floor:
        return None
    cue = Phrase(group.first, max(group.stop, at + 1))
    if pronoun == "on":
        place = _place(shape, cue.stop)
        return Mention(place or Phrase(at, at + 1), cue, group.verb, "fr.on")
    return Mention(Phrase(at, at + 1), cue, group.verb, "fr.inverted")


_PLACE = re.compile(r"B*(?:P|o|à|d|C|w)")


def _place(shape: Shape, i: int) -> Phrase | None:
    """« indique-t-on [côté français] », « apprend-on de [source proche] », « dit-on à [Matignon] »."""
    letters, forms = shape.letters, shape.forms
    while i < len(letters) and letters[i] in "Bt":
        i += 1
    if i + 1 >= len(letters):
        return None
    if forms[i] == "côté":
        return forward(shape, i)
    if forms[i : i + 3] == ["du", "côté", "de"] or forms[i : i + 3] == ["du", "côté", "d'"]:
        return forward(shape, i + 3)
    if forms[i] == "du" and forms[i + 1] == "côté":
        return forward(shape, i + 3)
    if letters[i] in "àoPd":
        phrase = forward(shape, i + 1)
        return phrase if phrase and speaks(shape, phrase, "HGIOCb") else None
    return None


def _noun_after(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« …, a confié à l'AFP [un proche du président] »: the verb first, then its subject."""
    letters = shape.letters
    opening = _opening(shape, group, floor)
    if not opening:
        return None
    skipped = _TO_SUBJECT.match(letters, group.stop, min(ceiling, group.stop + LONGEST))
    for start in ([group.stop] if not skipped or skipped.end() == group.stop else [skipped.end()]):
        phrase = forward(shape, start)
        if phrase and phrase.stop <= ceiling and _may_follow(shape, group, phrase, opening, ceiling):
            cue = Phrase(group.left if opening == "comme" else group.first, group.stop)
            return Mention(phrase, cue, group.verb, "fr.inverted")
    return None


def _opening(shape: Shape, group: Group, floor: int) -> str:
    """What stands before an inverted clause: a quotation, « comme », « ce que », a comma, or nothing of the kind."""
    letters, forms, i = shape.letters, shape.forms, group.left
    while i > floor and letters[i - 1] == "B" and forms[i - 1] not in ("plus",):
        i -= 1
    if i <= floor:
        return ""
    if forms[i - 1] == "comme" or forms[i - 2 : i] == ["ainsi", "que"]:
        return "comme"
    if letters[i - 1] == "Q":
        return "que" if i - 2 >= floor and (forms[i - 2] == "ce" or letters[i - 2] in "wIOHC,") else ""
    before = letters[max(floor, i - 2) : i]
    if ">" in before or "?" in before or "!" in before:
        return "quote"
    return letters[i - 1] if letters[i - 1] in ",-" else ""


def _may_follow(shape: Shape, group: Group, phrase: Phrase, opening: str, ceiling: int) -> bool:
    """Tell the subject of an inverted clause from an object."""
    after = shape.letters[phrase.stop : phrase.stop + 1]
    if after == "A" or after == "V" and opening in (",", "-"):
        return False
    if opening == "quote":
        return True
    if opening in ("comme", "que"):
        return speaks(shape, phrase, "HGIOCbT")
    if shape.letters[group.stop] == "Q":
        return False
    clause = shape.letters[max(group.left - 1 - LONGEST, 0) : group.left - 1]
    inside = shape.quoted[group.first]
    if not inside and not speaks(shape, phrase, "HGIOCbT"):
        return False
    whole = re.search("[AVXYk]", clause) is not None or "w" in clause
    return inside or whole and not _apposed(shape, group)


def _apposed(shape: Shape, group: Group) -> bool:
    """Tell « Le groupe, basé à Lyon, annonce une porte-parole » apart."""
    return False


def _before(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« [Le Kremlin] dément », « [Jean X], maire de Y, a dit que », « [un proche] qui assure que »."""
    letters, forms = shape.letters, shape.forms
    subject = subject_before(shape, group.left, floor)
    if subject is None:
        return None
    rule, kinds = "fr.subject", "HGIOCbT"
    pronoun = letters[subject.first] == "S"
    if pronoun:
        word = forms[subject.first]
        if word == "on":
            return Mention(subject, Phrase(group.first, group.stop), group.verb, "fr.on") if content(shape, group, ceiling) == "clause" else None
        if word == "il" and group.verb.lemma in ("se dire", "murmurer", "dire") and group.verb.reflexive:
            return Mention(subject, Phrase(group.first, group.stop), group.verb, "fr.impersonal")
        if word not in ("il", "elle", "ils", "elles", "eux"):
            return None
        rule = "fr.pronoun"
    kind = content(shape, group, ceiling)
    if not kind and group.object_clitic:
        kind = "clause" if "clause" in group.verb.takes else ""
    if not kind and letters[subject.first - 1 : subject.first] == "Q" and group.verb.takes & {"clause", "object"}:
        kind = "object"
    if not kind:
        return None
    if not pronoun and kind != "clause" and not speaks(shape, subject, kinds):
        return None
    if not pronoun and not speaks(shape, subject, "HGIOCbTw"):
        return None
    return Mention(subject, Phrase(group.first, group.stop), group.verb, rule)


def content(shape: Shape, group: Group, ceiling: int) -> str:
    """Say what follows the verb that holds the claim: clause, object, or nothing."""
    letters, takes, i = shape.letters, group.verb.takes, group.stop
    ceiling = min(ceiling, i + LONGEST)
    direct = letters[i : i + 1]
    if direct == "J" or shape.forms[i : i + 1] in (["à"], ["de"], ["d'"], ["ne"], ["y"]) or direct in "wX":
        word = next((f for f, c in zip(shape.forms[i : i + 4], letters[i : i + 4], strict=False) if c not in "JàdBSD"), "")
        if _INFINITIVE.fullmatch(word) and "doing" in takes and (direct != "w" or shape.forms[i] == word):
            return "clause"
    passed = _TO_CONTENT.match(letters, i, ceiling)
    j = passed.end() if passed else i
    for k in (i, j):
        if k < ceiling and (letters[k] in ":<" or letters[k] == "Q" and "clause" in takes):
            return "clause"
        if k < ceiling and letters[k] == "," and k + 1 < ceiling and letters[k + 1] in "<Q":
            return "clause"
    colon = letters.find(":", i, ceiling)
    if colon > 0 and not re.search("[AVXY]", letters[i:colon]):
        return "clause"
    quote = letters.find("<", i, ceiling)
    if quote > 0 and not re.search("[AVXY]", letters[i:quote]):
        return "clause"
    if shape.forms[i : i + 1] in (["si"], ["pourquoi"], ["comment"], ["combien"]) or shape.forms[i : i + 2] in (["ce", "que"], ["ce", "qui"], ["ce", "qu'"]):
        return "clause" if "clause" in takes else ""
    if "object" in takes and _OBJECT.match(letters, j if letters[i : i + 1] in ("t", "B", ",") else i, ceiling):
        return "object"
    if "of" in takes and letters[j if letters[i : i + 1] in ("t", "B") else i : i + 99][:1] in ("d", "e"):
        return "object"
    if "to" in takes and letters[i : i + 1] in ("à", "o", "P"):
        return "object"
    return ""


def _passive(shape: Shape, group: Group, floor: int, ceiling: int) -> Mention | None:
    """« il a été révélé que » names nobody; « a été confirmé par [le parquet] » names the agent."""
    letters, forms = shape.letters, shape.forms
    cue = Phrase(group.first, group.stop)
    subject = subject_before(shape, group.left, floor)
    if subject and forms[subject.first] == "il" and letters[group.stop : group.stop + 1] == "Q":
        return Mention(subject, cue, group.verb, "fr.impersonal")
    for i in range(group.stop, min(group.stop + 4, ceiling - 1)):
        if forms[i] == "par":
            phrase = forward(shape, i + 1)
            return Mention(phrase, cue, group.verb, "fr.passive") if phrase and speaks(shape, phrase, "HGICbT") else None
    return None
