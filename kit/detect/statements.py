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
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from kit.article import Sentence, normalise
from kit.detect.findings import Hedge, Source, Statement
from kit.tokens import Text

Found = TypeVar("Found", Source, Hedge)

_RULES = Path(__file__).parents[1] / "rules"
_RESERVES = frozenset(
    ("cond_hypothetical", "modal_verb", "impersonal", "epist_adverb", "neg_certainty", "condition")
)
"""Hedges that leave the main point open; an adjective or hearsay (« serait ») seldom does."""
_QUOTED = re.compile(r"[«“][^«»“”]*[»”]|\"[^\"]*\"")
_MARKS = re.compile("[«»“”\"]")
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
    spoken = _by_sentence(text.sentences, sources)
    hedged = _by_sentence(text.sentences, hedges)
    quoted = _quoted(text)
    found = []
    for k, sentence in enumerate(text.sentences):
        status, reason, forecast = _status(text, sentence, hedged.get(k, []), quoted[k])
        voice, because = _voice(k, text, spoken, quoted) if sentence.kind == "sentence" else ("journal", "heading")
        found.append(Statement(sentence.id, status, voice, (reason, because), forecast))
    return tuple(found)


def _by_sentence(sentences: Sequence[Sentence], found: Sequence[Found]) -> dict[int, list[Found]]:
    """Deal the findings out to the sentences in which they begin."""
    dealt: dict[int, list[Found]] = {}
    k = 0
    for finding in found:
        while k + 1 < len(sentences) and sentences[k].end <= finding.start:
            k += 1
        dealt.setdefault(k, []).append(finding)
    return dealt


def _quoted(text: Text) -> list[str]:
    """Say of each sentence whether it is a quotation: whole, opened, continued, closed, or none of these."""
    kinds, inside = [], False
    for k, sentence in enumerate(text.sentences):
        if k and "\n" in text.text[text.sentences[k - 1].end : sentence.start]:
            inside = False
        before = inside
        for mark in _MARKS.findall(sentence.text):
            inside = not inside if mark == '"' else mark in "«“"
        begins, ends = sentence.text[:1] in "«“\"", sentence.text.rstrip(" .!?")[-1:] in "»”\""
        if before:
            kinds.append("continued" if inside else "closed")
        else:
            kinds.append("opened" if begins and inside else "whole" if begins and ends else "")
    return kinds


def _voice(k: int, text: Text, spoken: dict[int, list[Source]], quoted: Sequence[str]) -> tuple[str, str]:
    """Say who speaks in sentence `k`, and why."""
    demand = _patterns(text.lang)["demand"]
    for source in spoken.get(k, ()):
        if not demand.search(source.cue.text.lower()):
            return _of(spoken[k]), "source"
    if spoken.get(k):
        return "journal", "act"
    speaker = spoken.get(_closing(k, quoted)) or spoken.get(_opening(k, spoken, quoted))
    return (_of(speaker), "quotation") if speaker else ("journal", "no_source")


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
    earlier = k - 1 if quoted[k] in ("continued", "closed", "whole") else -1
    while earlier >= 0 and earlier not in spoken and quoted[earlier] in ("continued", "opened", "whole", "closed"):
        earlier -= 1
    return earlier


def _of(sources: Sequence[Source]) -> str:
    """One anonymous source makes the sentence anonymous."""
    return "named" if all(source.source_class.startswith("named") for source in sources) else "anonymous"


def _status(text: Text, sentence: Sentence, hedges: Sequence[Hedge], quoted: str) -> tuple[str, str, bool]:
    """Walk down the decision tree: status, reason, and whether a forecast stands without any reservation."""
    patterns = _patterns(text.lang)
    words = normalise(sentence.text).lower()
    own = words if quoted else _QUOTED.sub(lambda mark: " " * len(mark[0]), words)
    if sentence.kind == "heading":
        return "non_assertive", "heading", False
    if words.rstrip(" »”\"").endswith("?"):
        return "non_assertive", "question", False
    if len(words.split()) < _SHORT and not patterns["finite"].search(words):
        return "non_assertive", "fragment", False
    intention = patterns["intention"].search(_MARKS.sub(" ", words))
    if intention and own[intention.start()] != " ":
        return "intention", "intention", False
    spoken = quoted != "" or len(own.split()) < len(words.split()) / 2
    return _content(patterns, words, own, hedges, spoken)


def _content(
    patterns: dict[str, re.Pattern[str]], words: str, own: str, hedges: Sequence[Hedge], spoken: bool
) -> tuple[str, str, bool]:
    """Forecast, judgement or fact? `own` is the sentence without what it quotes in passing."""
    judged = patterns["judgement"].search(words if spoken else own)
    if judged and judged.start() < len(words) / 3:
        return "opinion", "judgement", False
    if patterns["thesis"].search(words):
        return "opinion", "thesis", False
    if any(hedge.category in _RESERVES and hedge.strength > 1 for hedge in hedges):
        return "speculation", "reservation", False
    future = patterns["future"].search(words)
    if future and not patterns["date"].search(words, future.start()):
        return "speculation", "future", not any(hedge.strength > 1 for hedge in hedges)
    if judged:
        return "opinion", "judgement", False
    if spoken and not re.search(r"\d", words):
        return "opinion", "quotation", False
    return "fact", "calendar" if future else "checkable", False


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((_RULES / lang / "statements.toml").read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in data["patterns"].items()}
