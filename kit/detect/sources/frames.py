"""Frames that name a source without a verb: « selon X », « à en croire X », « Pour X, », "according to X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.detect.sources.classes import classify
from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import Phrase, core, forward, head, speaks
from kit.detect.sources.shape import SPEAKERS, Shape
from kit.lexicon import Frame

_OPENINGS = frozenset("mais et or car".split())
_PRONOUNS = frozenset("lui elle eux elles him them".split())
_INTRODUCED = re.compile(",D[wH]*H[^AVX.<>]*,|,<")
"""« Pour Laura, [une amie de la famille,] c'est fini », « Pour Laura[, « c'est fini »] »."""
_NAMED_WHO = re.compile("T*CC+R[^,;:.<>]*,")
"""« Pour [Ada Roy] qui a suivi le dossier, c'est fini »."""
_QUOTING = re.compile(",<[^<>]{,40}[AVXY]")
_PUBLISHED = re.compile(r"[tB]*(?:P|e|à)[DU]*[wCHIOGtU]+(?:[deàoP][DU]*[wCHIOGU]+)*")
"""« les chiffres publiés [vendredi par l'Insee] »."""


def frames(shape: Shape) -> Iterator[Mention]:
    """Give each speaker that a frame brings in."""
    index, known = shape.text.index, shape.lexicon.frames
    for word in known.keys() & shape.text.vocabulary:
        for i, frame in ((at - frame.anchor, frame) for frame in known[word] for at in index[word]):
            stop = i + len(frame.words)
            aside = frame.words[1:2] == ("côté",) and shape.letters[max(i - 1, 0)] not in ".,;:!?>K"
            if aside and i > shape.text.bounds[shape.text.sentence_of[i]][0]:  # « deux morts du côté des rebelles »
                continue
            if i < 0 or frame.kinds == "b" and shape.letters[i + 1 : i + 2] != "b":
                continue
            if tuple(shape.forms[i:stop]) == frame.words and not shape.quoted[i]:
                phrase = _framed(shape, stop, frame)
                if phrase:
                    yield Mention(phrase, Phrase(i, stop), "neutral", f"{shape.lexicon.lang}.frame")
    if shape.lexicon.lang == "fr":
        yield from _points_of_view(shape)


def _framed(shape: Shape, start: int, frame: Frame) -> Phrase | None:
    """Return the phrase that follows a frame, if it can speak: not « selon les régions », « selon la saison »."""
    forms, words = shape.forms, shape.lexicon.words
    pronoun = (
        start < len(forms) and forms[start] in _PRONOUNS and shape.letters[start + 1 : start + 2] not in ("H", "w", "O")
    )
    if pronoun and len(frame.kinds) > 1:
        return Phrase(start, start + 1)
    if shape.letters[start + 2 : start + 3] == "U" and " ".join(forms[start : start + 2]) in words["at_least"]:
        start += 2  # « selon au moins trois témoins »
    phrase = forward(shape, start)
    if phrase is None or not speaks(shape, phrase, frame.kinds):
        return None
    if frame.kinds == "b" and not words["checked"].isdisjoint(forms[phrase.first : phrase.stop]):
        return None
    noun = head(shape, phrase)
    if forms[noun] == "article" and shape.letters[noun + 1 : noun + 2] == "U":  # « selon l'article 49 »
        return None
    if forms[noun] in words["varying"] and phrase.stop == core(shape, phrase).stop and phrase.stop - phrase.first < 3:
        return None
    return _published(shape, phrase) if shape.letters[noun] == "O" else phrase


def _published(shape: Shape, phrase: Phrase) -> Phrase:
    """Take in who made a document: it decides whether a reader could look it up."""
    more = _PUBLISHED.match(shape.letters, phrase.stop)
    made = more and (shape.letters[phrase.stop - 1] in "wH" or shape.forms[phrase.stop] == "by")
    return Phrase(phrase.first, more.end()) if more and made else phrase


def _points_of_view(shape: Shape) -> Iterator[Mention]:
    """Give those of « Pour [Me Yann Le Goff], … »: at the head of a sentence, with a comma."""
    for first in shape.text.index.get("pour", ()):
        floor, stop = shape.text.bounds[shape.text.sentence_of[first]]
        opens = first == floor or first == floor + 1 and shape.forms[floor] in _OPENINGS
        if not opens or stop - first < 5 or shape.quoted[first]:
            continue
        pronoun = shape.forms[first + 1] in _PRONOUNS
        phrase = Phrase(first + 1, first + 2) if pronoun else forward(shape, first + 1)
        if (
            phrase
            and phrase.stop < stop
            and (shape.letters[phrase.stop] == "," or _NAMED_WHO.match(shape.letters, phrase.first, stop))
            and (pronoun or _has_view(shape, phrase))
        ):
            yield Mention(phrase, Phrase(first, first + 1), "opinion", "fr.viewpoint")


def quoting(shape: Shape, phrase: Phrase) -> bool:
    """Tell « Pour le maire, « c'est fini » » from « Pour les enfants, « La Boîte à rêves » est ouverte »."""
    return _QUOTING.match(shape.letters, phrase.stop) is not None


def _has_view(shape: Shape, phrase: Phrase) -> bool:
    """Tell whose view it is (a name, a title, an office) from « pour les enfants »: for whom."""
    inside = shape.letters[phrase.first : phrase.stop]
    if shape.letters[phrase.first] in "CT":
        known = _INTRODUCED.match(shape.letters, phrase.stop) is not None and shape.letters[phrase.first] == "C"
        return "T" in inside or len(inside) > 1 or known or shape.forms[phrase.first] in shape.lexicon.words["powers"]
    views, quotes = shape.lexicon.words["views"], quoting(shape, phrase)
    if quotes and speaks(shape, phrase, "HT") or re.search("[HwT]C", inside) and speaks(shape, phrase, SPEAKERS):
        return True
    return shape.forms[head(shape, phrase)] in views or classify(shape, phrase).source_class == "named_person"
