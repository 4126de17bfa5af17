"""What kind of statement is each sentence, and in whose voice? Suggestions with their reasons, for a reader to dispute.

Two questions, never one label: who speaks (the paper, a named source, an anonymous one), and what is said
(checkable fact, forecast, judgement, intention, nothing asserted). The second is a decision tree; the first
question answered with yes gives the status.

References
----------
Pew Research Center (2018). Distinguishing Between Factual and Opinion Statements in the News: factual means that
evidence could settle it, not that it is true. de Marneffe, Manning & Potts (2012), Computational Linguistics 38(2):
readers and linguists differ most where a claim is reported, hence two questions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from kit.article import Sentence
from kit.detect.findings import Hedge, Source, Statement
from kit.detect.signals import Signals
from kit.detect.spoken import quotations
from kit.tokens import Text

Found = TypeVar("Found", Source, Hedge)

_RESERVES = frozenset(("cond_hypothetical", "modal_verb", "impersonal", "epist_adverb", "neg_certainty"))
"""Hedges that leave the main point open; an adjective or hearsay (« serait ») seldom does."""
_ASKED = re.compile('[«“"][^»”"]*\\?\\s*[»”"]')
"""« Qui paiera ? », demande un élu."""
_SIDES = frozenset(("judgement", "thesis", "assessed", "exclamation", "question", "verdict"))
"""What takes sides; fewer than `_FEW` such sentences make no commentary."""
_FEW = 3
_SHORT = 4
"""A unit of fewer words without a verb asserts nothing."""


def find_statements(text: Text, sources: Sequence[Source], hedges: Sequence[Hedge]) -> tuple[Statement, ...]:
    """Suggest a status and a voice for each sentence and heading of `text`.

    Parameters
    ----------
    text
        The text, cut into sentences.
    sources, hedges
        What the other layers found in it, in the order of the text.
    """
    signals = Signals(text)
    spoken = _by_sentence(text.sentences, sources)
    hedged = _by_sentence(text.sentences, hedges)
    quoted = quotations(text)
    found = []
    for k, sentence in enumerate(text.sentences):
        if sentence.kind == "heading":
            found.append(Statement(sentence.id, "non_assertive", "journal", ("heading",), False))
            continue
        status, reason, forecast = _status(signals, k, hedged.get(k, []), spoken.get(k, []), quoted[k])
        voice, because = _voice(k, signals, spoken, quoted)
        found.append(Statement(sentence.id, status, voice, (reason, because), forecast))
    own = [k for k, statement in enumerate(found) if statement.because[1:] == ("no_source",)]
    for k in _argued(signals, found, own):
        found[k] = found[k]._replace(status="opinion", because=("argued", "no_source"))
    return tuple(found)


def _argued(signals: Signals, found: Sequence[Statement], own: Sequence[int]) -> list[int]:
    """Return what a commentary says without telling anything: hardly any source, and more sides taken than told."""
    if len(own) * 4 < len(found) * 3:
        return []
    taken = {k for k in own if found[k].because[0] in _SIDES or signals.has("comment", k)}
    if len(taken) < _FEW or len(taken) * 4 < len(own):
        return []
    checkable = [k for k in own if found[k].because[0] == "checkable"]
    plain = [k for k in checkable if not signals.recorded(k)]
    return plain if len(taken) > len(taken.union(checkable)) - len(taken.union(plain)) else []


def _by_sentence(sentences: Sequence[Sentence], found: Sequence[Found]) -> dict[int, list[Found]]:
    """Deal the findings out to the sentences in which they begin."""
    dealt: dict[int, list[Found]] = {}
    ends = [sentence.end for sentence in sentences]
    for finding in found:
        dealt.setdefault(bisect_right(ends, finding.start), []).append(finding)
    return dealt


def _voice(k: int, signals: Signals, spoken: dict[int, list[Source]], quoted: Sequence[str]) -> tuple[str, str]:
    """Say who speaks in sentence `k`, and why."""
    for source in spoken.get(k, ()):
        if not signals.demand.search(source.cue.text.lower()):
            return _of(spoken[k]), "source"
    if k in spoken:
        return "journal", "act"
    if not quoted[k]:
        return "journal", "no_source"
    speaker = spoken.get(_closing(k, quoted)) or spoken.get(_opening(k, spoken, quoted))
    return _of(speaker) if speaker else "anonymous", "quotation"  # never the paper's, though nobody near be heard


def _closing(k: int, quoted: Sequence[str]) -> int:
    """Return the sentence in which the quotation that holds sentence `k` ends, -1 where there is none."""
    if quoted[k] not in ("opened", "continued"):
        return -1
    later = k + 1
    while later < len(quoted) and quoted[later] == "continued":
        later += 1
    return later if later < len(quoted) and quoted[later] == "closed" else -1


def _opening(k: int, spoken: dict[int, list[Source]], quoted: Sequence[str]) -> int:
    """Return the sentence before a quotation, or in which it begins: « …, assure X. « … »."""
    earlier = k - 1
    while earlier >= 0 and earlier not in spoken and quoted[earlier] in ("continued", "opened", "whole", "closed"):
        earlier -= 1
    return earlier


def _of(sources: Sequence[Source]) -> str:
    """One anonymous source makes the sentence anonymous."""
    return "named" if all(source.source_class.startswith("named") for source in sources) else "anonymous"


def _status(
    signals: Signals, k: int, hedges: Sequence[Hedge], sources: Sequence[Source], quoted: str
) -> tuple[str, str, bool]:
    """Walk down the decision tree: status, reason, and whether a forecast stands without any reservation."""
    words = signals.low[k]
    if "?" in words and (words.rstrip(' »”"').endswith("?") or _ASKED.match(words)):
        return "non_assertive", "question", False
    if signals.size(k) < _SHORT and "." not in words[-3:]:
        return "non_assertive", "fragment", False
    if signals.order(k):
        return "non_assertive", "order", False
    spoken = quoted != "" or words[:1] in '«“"' or signals.mostly_quoted(k)
    if signals.has("intention", k):
        return "intention", "intention", False
    return _content(signals, k, hedges, sources, spoken) or (*_view(signals, k, sources, spoken), False)


def _reserves(signals: Signals, k: int, hedge: Hedge) -> bool:
    """Tell whether a hedge leaves the point of the sentence open; an adjective or a noun does as its predicate."""
    if hedge.strength < 2:
        return False
    if hedge.category in ("epist_adjective", "epist_noun"):
        return signals.predicated(k, hedge.start)
    if hedge.category == "condition":  # « si… » after the main clause leaves open what its own verb says, no more
        return signals.opens(k, hedge.start)
    return hedge.category in _RESERVES and not signals.aside(k, hedge.start)


def _content(
    signals: Signals, k: int, hedges: Sequence[Hedge], sources: Sequence[Source], spoken: bool
) -> tuple[str, str, bool] | None:
    """Judge by the words themselves; where a quotation is only a part of the sentence, its words are not the point."""
    judged = signals.judgement(k, spoken or bool(sources))
    if judged is not None and judged < signals.size(k) / 3:
        return "opinion", "judgement", False
    if any(_reserves(signals, k, hedge) for hedge in hedges):
        return "speculation", "reservation", False
    if signals.has("thesis", k):
        return "opinion", "thesis", False
    future = signals.future(k)
    if future is not None and not signals.dated(k, future):
        if signals.deed(future):
            return "intention", "deed", False
        return "speculation", "future", all(hedge.strength < 2 or hedge.category == "booster" for hedge in hedges)
    if judged is not None:
        return "opinion", "judgement", False
    if any(signals.guess.search(source.cue.text.lower()) for source in sources):
        return "speculation", "reservation", False
    return ("fact", "calendar", False) if future is not None else None


def _view(signals: Signals, k: int, sources: Sequence[Source], spoken: bool) -> tuple[str, str]:
    """Judgement or fact? Ask how it is said: what should be done, by a verb that blames or praises, with a cry."""
    words = signals.low[k]
    if signals.has("advice", k) or (spoken or sources) and signals.has("duty", k):
        return "opinion", "duty"
    if signals.has("assessed", k):
        return "opinion", "assessed"
    if "!" in words and words.rstrip(' »”"').endswith("!"):
        return "opinion", "exclamation"
    if any(signals.verdict.search(source.cue.text.lower()) for source in sources) and not signals.figure(k):
        return "opinion", "verdict"
    if spoken and not signals.told_event(k):
        return "opinion", "quotation"
    return "fact", "checkable"
