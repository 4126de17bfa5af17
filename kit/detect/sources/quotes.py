"""Speakers brought in by punctuation alone: « Le maire est amer : « … » », « … » – Luc Arnaud, "Police: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.classes import classify
from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import LEAD, LONGEST, Phrase, forward, head, is_plural, speaks
from kit.detect.sources.shape import Shape

_COLON = re.compile(r":(?:\([^()]{,30}\))?<")
_DASH = re.compile("[-(](?=[DTHGCObI])")
_SIGNED = re.compile("(?:(?<=>):T*C|:T*C{2,3})$")
"""A headline that ends in « : Jean Dupont »."""
_LAST_NAME = re.compile("(?<=[XVA,w])T*C{2,4}$")
_WORRIES = re.compile("Dw+w(?=T*C{2,4}$)")
""""The delay worries [Ada Roy]"."""
_NAME_FIRST = re.compile("D?[wH]*C{2,}(?=w)")
_TITLE = re.compile(r"(?:\([^()AVX]*\))?(?:,[^AVX]*)?")
_INCISE = {
    "fr": re.compile(">[,.]?(J*(?:A[BY]*w|[XVw]Y?)B*)"),
    "en": re.compile(">(w)"),
}
_FORM = {"fr": re.compile(r".{2,}(?:[eé]|[^aeu]it|d|ent|-(?:t-)?(?:il|elle|on)s?)"), "en": re.compile(".{2,}ed")}
_ON = re.compile("à[^AVXS,:]{1,12}")
_AFTER = frozenset(",.;:()!?<>-àoPtBR")
_VERB = re.compile(r"[JB]*[AXV]|J+w(?=B)")


def speakers_of_quotes(shape: Shape, taken: set[int]) -> Iterator[Mention]:
    """Give the subject of each clause that ends in a colon and a quotation, in sentences without another source.

    Parameters
    ----------
    shape
        The text.
    taken
        The numbers of the sentences that already have a source.
    """
    owner, bounds = shape.text.sentence_of, shape.text.bounds
    for colon in _COLON.finditer(shape.letters):
        k = owner[colon.start()]
        if k not in taken and bounds[k][0] < colon.start():
            taken.add(k)
            mention = _before_colon(shape, bounds[k][0], colon.start())
            if mention:
                yield mention


def attributions(shape: Shape) -> Iterator[Mention]:
    """Give the speakers of « « On tiendra » – Luc Arnaud », "Talks to resume - officials" and "Police: two dead"."""
    bounds, letters, lang = shape.text.bounds, shape.letters, shape.lexicon.lang
    for dash in _DASH.finditer(letters):
        phrase, stop = forward(shape, dash.end()), bounds[shape.text.sentence_of[dash.end()]][1]
        said = letters.endswith((">", ">.", ">,"), 0, dash.start())
        if phrase and _signs(shape, phrase, stop, said):
            yield Mention(phrase, Phrase(*dash.span()), "neutral", f"{lang}.dash")
    headings = [bounds[k] for k, sentence in enumerate(shape.text.sentences) if sentence.kind == "heading"]
    for first, stop in headings:
        name = _SIGNED.search(letters, max(first, stop - 5), stop)
        phrase = forward(shape, name.start() + 1) if name and name.start() > first + 4 else None
        if name and phrase and phrase.stop == stop and classify(shape, phrase).source_class == "named_person":
            yield Mention(phrase, Phrase(name.start(), name.start() + 1), "neutral", f"{lang}.colon")
    for first, stop in headings if lang == "en" else ():
        colon = letters.find(":", first, min(first + 4, stop - 2))
        phrase = forward(shape, first) if colon > 0 else None
        if phrase and phrase.stop == colon and (_anonymous(shape, phrase) or _known(shape, phrase)):
            yield Mention(phrase, Phrase(colon, colon + 1), "neutral", "en.colon")


def incises(shape: Shape) -> Iterator[Mention]:
    """Give the speaker after a quotation, whatever the verb: « « On tiendra », badine [le maire]. »."""
    text, letters, lang = shape.text, shape.letters, shape.lexicon.lang
    for found in _INCISE[lang].finditer(letters):
        first, stop = found.span(1)
        ceiling = text.bounds[text.sentence_of[first]][1]
        speaker = _after_verb(shape, first, stop) if stop < ceiling and _long_quotation(shape, first) else None
        if speaker and (speaker.stop >= ceiling or letters[speaker.stop] in _AFTER):
            yield Mention(speaker, Phrase(first, stop), "neutral", f"{lang}.inverted")


def _after_verb(shape: Shape, first: int, stop: int) -> Phrase | None:
    """Return the subject that follows a verb, or the pronoun within it (« a-t-il énuméré »)."""
    pronoun = shape.letters.find("Y", first, stop)
    if pronoun >= 0:
        return Phrase(pronoun, pronoun + 1) if shape.forms[pronoun].endswith(("il", "elle", "ils", "elles")) else None
    verb = max(i for i in range(first, stop) if shape.letters[i] not in "BJ")
    if not _FORM[shape.lexicon.lang].fullmatch(shape.forms[verb]) or shape.letters[stop] not in "DTC":
        return None
    phrase = forward(shape, stop)
    return phrase if phrase and speaks(shape, phrase, "HTC") else None


def _long_quotation(shape: Shape, stop: int) -> bool:
    """Tell a quotation from a title (« Le Monde »): it holds a verb or many words."""
    opened = shape.letters.rfind("<", max(0, stop - 400), stop)
    inside = shape.letters[opened:stop] if opened >= 0 else ""
    return len(inside) > 6 or re.search("[AVXY]", inside) is not None


def _signs(shape: Shape, phrase: Phrase, stop: int, quoted: bool) -> bool:
    """Tell the signature of a quotation, or of a headline, from the name of a paper after a dash."""
    after = shape.letters[phrase.stop : phrase.stop + 1] if phrase.stop < stop else ""
    closed = after == ")" and phrase.stop + 1 >= stop
    if quoted:
        return (after in ("", ",", "(", "à") or closed) and speaks(shape, phrase, "HGITC")
    if phrase.stop == stop and _known(shape, phrase):
        return True
    heading = shape.text.sentences[shape.text.sentence_of[phrase.first]].kind == "heading"
    return heading and (phrase.stop == stop or closed) and _anonymous(shape, phrase)


def _known(shape: Shape, phrase: Phrase) -> bool:
    """Tell "… – Roy", "Roy: …" of somebody the English text names again."""
    uses = (j for j in shape.text.index[shape.forms[phrase.stop - 1]] if j >= phrase.stop or j < phrase.first)
    again = any(shape.letters[j - 1] not in "DàPd" for j in uses) and set(shape.letters[slice(*phrase)]) == {"C"}
    return again and shape.lexicon.lang == "en" and classify(shape, phrase).source_class == "named_person"


def _anonymous(shape: Shape, phrase: Phrase) -> bool:
    """Tell "officials", "police", "a study" from the subject of an article ("Brexit: …")."""
    if shape.lexicon.lang == "en" and " ".join(shape.forms[slice(*phrase)]) in shape.lexicon.words["signing_names"]:
        return True
    bare = shape.letters[phrase.first] in "HGObIw" and "C" not in shape.letters[phrase.first + 1 : phrase.stop]
    noun = shape.forms[head(shape, phrase)]
    crowd = speaks(shape, phrase, "HG") and is_plural(shape, phrase) or noun in shape.lexicon.words["signing"]
    return bare and (crowd or speaks(shape, phrase, "b"))


def _before_colon(shape: Shape, floor: int, colon: int) -> Mention | None:
    lead = LEAD.match(shape.letters, floor, min(colon, floor + LONGEST))
    start = lead.end() if lead else floor
    if shape.letters[start] == "S":
        return None
    answer = shape.forms[start] in shape.lexicon.words["answers"] and shape.letters[start + 1] in "deo"
    phrase = forward(shape, start + 2 * answer)  # « Réponse du [maire] : « … » »
    worries = _WORRIES.match(shape.letters, start, colon)
    worried = worries and shape.forms[worries.end() - 1].endswith(("s", "ed"))
    if phrase is None or worried or phrase.stop > colon or not speaks(shape, phrase, "HGITC"):
        return _named_last(shape, floor, colon)
    if phrase.stop == colon and shape.lexicon.words["places"].issuperset(shape.forms[phrase.first : colon]):
        return None  # « Ukraine : « … » » says what it is about
    rule = f"{shape.lexicon.lang}.colon"
    if phrase.stop == colon:
        return Mention(phrase, Phrase(colon, colon + 1), "neutral", rule)
    if _TITLE.fullmatch(shape.letters, phrase.stop, colon):  # « Ada Roy (FRA), troisième : « … » »
        return Mention(phrase, Phrase(colon, colon + 1), "neutral", rule)
    if _ON.fullmatch(shape.letters, phrase.stop, colon):  # "Roy on her injury: “It hurts”"
        return Mention(phrase, Phrase(colon, colon + 1), "neutral", rule)
    named = _NAME_FIRST.match(shape.letters, phrase.first, phrase.stop)
    if named:  # « [Ada Roy] digère mal la défaite : « … » »
        return Mention(Phrase(*named.span()), Phrase(colon, colon + 1), "neutral", rule)
    verb = _VERB.match(shape.letters, _after_aside(shape.letters, phrase.stop, colon), colon)
    held = shape.lexicon.verbs.get(shape.forms[verb.end()], ()) if verb else ()
    if verb and shape.forms[verb.end() + 1] == "to" and any("impersonal" in entry.takes for entry in held):
        return None  # "The clerk is alleged to have written: “…”"
    return Mention(phrase, Phrase(verb.start(), verb.end()), "neutral", rule) if verb else None


def _named_last(shape: Shape, floor: int, colon: int) -> Mention | None:
    """« Ce retard inquiète [Luc Roy] : « … » »: no person is the subject."""
    name = _LAST_NAME.search(shape.letters, max(floor, colon - LONGEST), colon)
    phrase = Phrase(*name.span()) if name else None
    if phrase is None or classify(shape, phrase).source_class != "named_person":
        return None
    return Mention(phrase, Phrase(colon, colon + 1), "neutral", f"{shape.lexicon.lang}.colon")


def _after_aside(letters: str, i: int, colon: int) -> int:
    """Step over « , ancien ministre, » or « , qui a tout vu, »."""
    closed = letters.find(",", i + 1, colon)
    return closed + 1 if letters[i] == "," and closed > 0 else i
