"""Who speaks: the speakers to whom a text attributes what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.detect.findings import UNNAMED_CLASSES, Cue, Source, Span
from kit.detect.sources import english, french, french_verbs
from kit.detect.sources.anaphora import Antecedents
from kit.detect.sources.details import anonymity
from kit.detect.sources.frames import frames, quoting
from kit.detect.sources.mentions import Mention
from kit.detect.sources.phrases import Phrase
from kit.detect.sources.quotes import attributions, incises, speakers_of_quotes
from kit.detect.sources.shape import Shape
from kit.tokens import Text

_GRAMMARS = {
    "fr": (french_verbs.verb_groups, french.construction),
    "en": (english.verb_groups, english.construction),
}

_CONTEXT = 250
"""How far back a verb's sentence is read, in tokens: a sentence without end costs no more than its length."""


def find_sources(text: Text) -> tuple[Source, ...]:
    """Return every mention of a source, in the order of the text.

    References
    ----------
    Pareti, S. (2016). PARC 3.0: A corpus of attribution relations. LREC. (Source, cue, content.)
    """
    shape = Shape(text)
    mentions = [*frames(shape), *attributions(shape), *_verbs(shape), *incises(shape)]
    mentions = _speaking(mentions, text.sentence_of)
    held = {text.sentence_of[mention.phrase.first] for mention in mentions}
    mentions += speakers_of_quotes(shape, held)
    antecedents = Antecedents(shape)
    found = (_source(shape, mention, antecedents) for mention in _apart(shape, mentions))
    return tuple(source for source in found if source)


def _verbs(shape: Shape) -> Iterator[Mention]:
    bounds, owner = shape.text.bounds, shape.text.sentence_of
    groups, construction = _GRAMMARS[shape.lexicon.lang]
    for group in groups(shape):
        floor, ceiling = bounds[owner[group.first]]
        mention = construction(shape, group, max(floor, group.first - _CONTEXT), ceiling)
        if mention:
            yield mention


def _speaking(mentions: list[Mention], owner: list[int]) -> list[Mention]:
    """Leave out a participle (« note l'AFP, rappelant que ») where somebody else already speaks in its sentence."""
    participles = {m for m in mentions if m.rule.endswith("participle")}
    heard = {owner[m.phrase.first] for m in mentions if m not in participles} if participles else set()
    return [m for m in mentions if m not in participles or owner[m.phrase.first] not in heard]


def _apart(shape: Shape, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """One speaker with several verbs is one mention, at the first verb; that before it wins, then the longer phrase."""
    end, spoke = -1, False
    order = [(m.phrase.first, not m.rule.endswith("inverted"), -m.phrase.stop, m.cue, m) for m in mentions]
    for *_, mention in sorted(order, key=lambda entry: entry[:4]):
        first, stop = mention.phrase
        again = spoke and first == end + 1 and shape.letters[end] == "," and "R" in shape.letters[stop : stop + 5]
        if first >= end and not (again and mention.rule.endswith("subject")):
            end, spoke = stop, mention.rule.endswith("inverted")
            yield mention  # « …, a dit [Ada Roy], la maire, qui affirme que » speaks once


def _source(shape: Shape, mention: Mention, antecedents: Antecedents) -> Source | None:
    text, phrase = shape.text, mention.phrase
    kind, found, anaphor = antecedents.resolve(mention)
    if found and mention.rule.endswith("pronoun") and antecedents.spoke(found, text.sentence_of[phrase.first]):
        return None  # one speaker with several verbs is one mention
    viewpoint = anaphor and mention.rule.endswith("viewpoint")
    if viewpoint and not (found and antecedents.heard(found) or quoting(shape, phrase)):
        return None  # « Pour elle, le voyage s'arrête » is no opinion
    if kind.source_class == "unresolved" and shape.forms[phrase.first] in shape.lexicon.words["things"]:
        return None
    start, end = text.starts[phrase.first], text.ends[phrase.stop - 1]
    if shape.letters[phrase.first] == "Y":
        start = end - len(shape.forms[phrase.first].rsplit("-", 1)[-1])
    unnamed = kind.source_class in UNNAMED_CLASSES
    reason, record = anonymity(shape, phrase.first, unnamed)
    return Source(
        start, end, text.text[start:end],
        source_class=kind.source_class, anaphor=anaphor, least=kind.least, most=kind.most,
        cue=Cue(*_place(shape, mention.cue)), stance=mention.stance, anonymity_reason=reason,
        antecedent=Span(*_place(shape, found.phrase)) if found else None, rule=mention.rule, record=record,
    )  # fmt: skip


def _place(shape: Shape, phrase: Phrase) -> tuple[int, int, str]:
    text = shape.text
    return text.starts[phrase.first], text.ends[phrase.stop - 1], text.slice(*phrase)
