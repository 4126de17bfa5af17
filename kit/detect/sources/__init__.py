"""Who speaks: the speakers to whom a text attributes what it says."""

from __future__ import annotations

from kit.detect.findings import Cue, Source
from kit.detect.sources import english, french
from kit.detect.sources.classes import classify
from kit.detect.sources.frames import frames
from kit.detect.sources.mentions import Mention
from kit.detect.sources.shape import Shape
from kit.tokens import Text


_GRAMMARS = {"fr": french, "en": english}


def find_sources(text: Text) -> tuple[Source, ...]:
    """Return every mention of a source, in the order of the text."""
    shape = Shape(text)
    mentions = [*frames(shape), *_verbs(shape)]
    taken: set[int] = set()
    found = []
    for mention in sorted(mentions, key=lambda m: (m.phrase.first, -m.phrase.stop)):
        span = set(range(mention.phrase.first, mention.phrase.stop))
        if not span & taken:
            taken |= span
            found.append(_source(shape, mention))
    return tuple(found)


def _verbs(shape: Shape) -> list[Mention]:
    bounds, owner = shape.text.bounds, shape.text.sentence_of
    found = []
    grammar = _GRAMMARS[shape.lexicon.lang]
    for group in grammar.verb_groups(shape):
        mention = grammar.constructions(shape, group, *bounds[owner[group.first]])
        if mention:
            found.append(mention)
    return found


def _source(shape: Shape, mention: Mention) -> Source:
    text = shape.text
    start, end = text.starts[mention.phrase.first], text.ends[mention.phrase.stop - 1]
    if shape.letters[mention.phrase.first] == "Y":
        start = end - len(shape.forms[mention.phrase.first].rsplit("-", 1)[1])
    cue = Cue(text.starts[mention.cue.first], text.ends[mention.cue.stop - 1], text.slice(*mention.cue))
    kind = classify(shape, mention.phrase)
    stance = mention.verb.stance if mention.verb else "neutral"
    return Source(start, end, text.text[start:end], kind.source_class, False, kind.least, kind.most, cue, stance, None, None, mention.rule, "not_stated")
