"""Frames that name a source without a verb: « selon X », « à en croire X », "according to X"."""

from __future__ import annotations

from collections.abc import Iterator

from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import Phrase, forward, speaks
from kit.detect.sources.shape import Shape

_PRONOUNS = frozenset("lui elle eux elles him her them".split())


def frames(shape: Shape) -> Iterator[Mention]:
    """Give each speaker that a frame brings in."""
    index = shape.text.index
    for words, kinds in shape.lexicon.frames:
        for i in index.get(words[0], ()):
            if tuple(shape.forms[i : i + len(words)]) == words and not shape.quoted[i]:
                mention = _frame(shape, i, i + len(words), kinds)
                if mention:
                    yield mention


def _frame(shape: Shape, first: int, stop: int, kinds: str) -> Mention | None:
    rule = f"{shape.lexicon.lang}.frame"
    if stop < len(shape.forms) and shape.forms[stop] in _PRONOUNS:
        return Mention(Phrase(stop, stop + 1), Phrase(first, stop), None, rule)
    phrase = forward(shape, stop)
    if phrase and speaks(shape, phrase, kinds):
        return Mention(phrase, Phrase(first, stop), None, rule)
    return None
