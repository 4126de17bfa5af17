"""The words that give away a promise, a forecast or a judgement, and where in a text they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kit.conditional import is_conditional, is_future
from kit.detect.signs import SIGNALS, signs
from kit.tokens import Text
from kit.words import is_infinitive, is_participle

_NEAR = 4
"""How many tokens may stand between a verb and what it governs."""
_RELATIVES = (" qui", " which", " that", " what")
_MARK = re.compile('[«»“”"]')
_BACK = 14
"""How many tokens may stand between « a indiqué que » and the verb of what was said."""


class Signals:
    """Where the signals of a text stand, sentence by sentence.

    Parameters
    ----------
    text
        The text; only the words of the lists are visited.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.signs = signs(text.lang)
        self.demand = self.signs.patterns["demand"]
        self.quoted = _quoted_tokens(text)
        places: dict[str, list[int]] = {signal: [] for signal in SIGNALS}
        for form, here in text.index.items():
            for signal in self.signs.signals[form]:
                places[signal] += here
        self._intentions = self._found(places["intention"], self._intends)
        self._futures = self._found(places["future"], self._is_future)
        self._judgements = self._found(places["judgement"], self._judges)
        self._theses = self._found(places["thesis"], self._argues)

    def _found(self, places: Iterable[int], holds: Callable[[int], bool]) -> dict[int, list[int]]:
        """Deal the tokens of which `holds` is true out to their sentences."""
        found: dict[int, list[int]] = {}
        for i in sorted(places):
            if holds(i):
                found.setdefault(self.text.sentence_of[i], []).append(i)
        return found

    def _after(self, i: int) -> list[str]:
        return self.text.forms[i + 1 : i + 1 + _NEAR]

    def _intends(self, i: int) -> bool:
        """« a promis de venir », « promet une réponse », "plans to leave": the verb itself not quoted."""
        words, after = self.signs.words, self._after(i)
        if not any(self.text.forms[i] in words[name] for name in ("promise", "pledged", "plan")):
            return self._acts(i)
        if self.quoted[i] or not words["no_plans"].isdisjoint(after[:2]) or self._relative(i):
            return False
        if self._noun(i) or self._in_passing(i):
            return False
        if self.text.forms[i] in words["wants"]:  # "they want him to go" is no plan of theirs
            return after[:1] == ["to"]
        if self.text.forms[i] in words["oath"] and not words["gifts"].isdisjoint(after[:1]):
            return True
        if self.text.forms[i] in words["provide"]:  # « Le texte prévoit que… » tells what it says
            return not words["promise_links"].isdisjoint(set(after[:3]) - {"que", "qu'"})
        if self.text.forms[i] in words["promise"] or self.text.forms[i] in words["pledged"]:
            return not words["promise_links"].isdisjoint(after[:3])
        return self._governs(after)

    def _noun(self, i: int) -> bool:
        """Tell "the plan to…", "a ten-point plan that…" from "they plan to…"."""
        words, before = self.signs.words, self.text.forms[i - 1] if i else ""
        if before in words["articles"]:
            return True
        if self.text.forms[i] in words["plural_nouns"]:  # "controversial plans to…", but "the mayor plans to…"
            return before != "," and before not in words["singulars"] and self._plural_noun(i, before)
        return self.text.forms[i] in words["nouns"] and not before.endswith("s") and before not in words["plurals"]

    def _plural_noun(self, i: int, before: str) -> bool:
        words, forms = self.signs.words, self.text.forms
        if not words["openers"].isdisjoint(forms[max(i - 2, 0) : i]) or not before[:1].isalnum():
            return True
        return self.signs.patterns["adjective"].fullmatch(before) is not None or any(
            forms[j] in words["auxiliaries"] and forms[j - 1] not in words["third_persons"]
            for j in range(i + 1, min(i + 16, self.text.bounds[self.text.sentence_of[i]][1]))
        )

    def _in_passing(self, i: int) -> bool:
        """Tell ", intending to keep it" from "is intending to keep it"."""
        if self.text.lang != "en" or not self.text.forms[i].endswith("ing"):
            return False
        return self.signs.words["now"].isdisjoint(self.text.forms[max(i - 2, 0) : i])

    def _acts(self, i: int) -> bool:
        """« Nous ferons appel », « a dit qu'elle partirait », "said it would appeal": what the speaker means to do."""
        text, words = self.text, self.signs.words
        first = text.bounds[text.sentence_of[i]][0]
        j = i - 1
        while j > first and text.forms[j] in words["between"]:
            j -= 1
        verb = text.forms[i]
        if text.lang == "en":
            verb = next((form for form in self._after(i) if form not in words["between"]), "")
        elif verb in words["going"] and not is_future(verb):  # « va réexaminer »
            verb = next((form for form in self._after(i) if is_infinitive(form)), "être")
        if j < first or verb in words["states"]:
            return False
        if self.signs.patterns["own"].fullmatch(f"{text.forms[j]} {text.forms[i]}"):
            return True
        return text.forms[j] in words["third_persons"] and self._told(j, 3)

    def _told(self, i: int, back: int) -> bool:
        """Tell whether a verb of saying governs token `i`: « a indiqué que… », "said"."""
        first = self.text.bounds[self.text.sentence_of[i]][0]
        before = self.text.forms[max(first, i - back) : i]
        linked = self.text.lang == "en" or not {"que", "qu'"}.isdisjoint(before)
        return linked and not self.signs.words["told"].isdisjoint(before)

    def _relative(self, i: int) -> bool:
        """Tell a verb of a relative clause ("an aide, who did not want to be named") from that of the sentence."""
        floor = self.text.bounds[self.text.sentence_of[i]][0]
        return not self.signs.words["relatives"].isdisjoint(self.text.forms[max(floor, i - 5) : i])

    def _governs(self, after: list[str]) -> bool:
        """Tell whether an infinitive follows, nothing but small words between."""
        if self.text.lang == "en":
            return after[:1] == ["to"]
        return any(is_infinitive(form) for form in after) and "," not in after and "que" not in after

    def _is_future(self, i: int) -> bool:
        words, after, form = self.signs.words, self._after(i), self.text.forms[i]
        if self._provided(i) or self._name(i):
            return False
        if form in words["expect"] and "to" in self.text.forms[i + 1 : i + 2 + 2 * _NEAR]:  # "expect rates to be cut"
            return True
        if form in words["foresee"]:  # « L'enquête prévoit une hausse », but « la loi prévoit »
            placed = "sur" in after[:3] or form not in words["bets"]  # « table sur », not « la table »
            return placed and after[:1] != ["de"] and words["texts"].isdisjoint(self.text.forms[max(i - _BACK, 0) : i])
        if form in words["awaited"]:  # « est attendu », « s'annonce »
            return not words["now"].isdisjoint(self.text.forms[max(i - 2, 0) : i])
        if form in words["expect"]:
            return False
        if form in words["future_words"] or is_conditional(form):  # « a dit qu'il viendrait », never « aurait fui »
            return self._told(i, _BACK) and not (is_participle(after[0]) if after else True)
        form = self.text.forms[i]
        return form not in words["going"] and form not in words["coming"] or self._governs(after)

    def _name(self, i: int) -> bool:
        """Tell a name within a sentence (« Katy Mira », "Will Smith") from a verb."""
        first = self.text.bounds[self.text.sentence_of[i]][0]
        return i > first and self.text.title(i) and self.text.forms[i - 1][0].isalnum()

    def _provided(self, i: int) -> bool:
        """« Le texte prévoit que les aides seront versées »: what a text says is a fact."""
        words, first = self.signs.words, self.text.bounds[self.text.sentence_of[i]][0]
        before = self.text.forms[max(first, i - 12) : i]
        return not words["provide"].isdisjoint(before) and not words["texts"].isdisjoint(before)

    def _judges(self, i: int) -> bool:
        """Tell a judgement; a plain predicate judges only after « est, semble… »."""
        words, forms = self.signs.words, self.text.forms
        if forms[i] in words["judgements"]:
            return True
        for j in range(i - 1, max(i - _NEAR, 0) - 1, -1):  # « est une (grave) erreur »
            if forms[j] in words["copula"]:
                return True
            if forms[j] not in words["degrees"] and j < i - 1:
                return False
        return False

    def _argues(self, i: int) -> bool:
        return not self.signs.words["first_persons"].isdisjoint(self.text.forms[max(i - 2, 0) : i])

    def words(self, k: int) -> str:
        """Return sentence `k` in lower case."""
        sentence = self.text.sentences[k]
        return self.text.low[sentence.start : sentence.end]

    def size(self, k: int) -> int:
        """Return the number of tokens of sentence `k`."""
        first, stop = self.text.bounds[k]
        return stop - first

    def intention(self, k: int) -> bool:
        """Tell whether sentence `k` announces an action of the speaker's own."""
        return k in self._intentions

    def thesis(self, k: int) -> bool:
        """Tell whether sentence `k` argues in the first person."""
        return k in self._theses

    def future(self, k: int) -> int | None:
        """Return the token of the first future of sentence `k`."""
        return self._futures.get(k, [None])[0]

    def judgement(self, k: int, quoted_too: bool) -> int | None:
        """Return how far into sentence `k` its first judgement stands, in tokens."""
        first = self.text.bounds[k][0]
        found = (i - first for i in self._judgements.get(k, ()) if quoted_too or not self.quoted[i])
        return next(found, None)

    def dated(self, k: int, token: int) -> bool:
        """Tell whether an exact date follows a token of sentence `k`."""
        start, end = self.text.starts[token], self.text.sentences[k].end
        aside = self.signs.patterns["aside"].search(self.text.low, start, end)  # « qui siège depuis mardi »
        return self.signs.patterns["date"].search(self.text.low, start, aside.start() if aside else end) is not None

    def told_event(self, k: int) -> bool:
        """Tell whether a quotation gives a figure or tells what happened, rather than what the speaker feels."""
        patterns, words = self.signs.patterns, self.words(k)
        said = _said(words)
        happened = patterns["event"].search(said) and not patterns["sweeping"].search(said)
        return bool(happened or re.search(r"\d", words))

    def predicated(self, k: int, start: int) -> bool:
        """Tell whether what begins at `start` is what the sentence says: "is possible", "there is a chance"."""
        before = self.text.low[max(self.text.sentences[k].start, start - 30) : start]
        return self.signs.patterns["predicated"].search(before) is not None

    def aside(self, k: int, start: int) -> bool:
        """Tell whether what begins at `start` only says who or what is meant, in a sentence that tells an event."""
        before = self.text.low[self.text.sentences[k].start : start].rstrip()
        word = self.text.low[start : start + 20].split()[:1]
        if before.endswith(" who") or not self.signs.words["local"].isdisjoint(word):
            return True  # "anyone who may have seen it", « potentiellement mortel »
        return before.endswith(_RELATIVES) and self.signs.patterns["event"].search(self.words(k)) is not None

    def order(self, k: int) -> bool:
        """Tell whether sentence `k` asks the reader for something."""
        words, patterns = self.words(k), self.signs.patterns
        return patterns["order"].match(words) is not None or patterns["request"].search(words) is not None

    def mostly_quoted(self, k: int) -> bool:
        """Tell whether more than half of sentence `k` stands between quotation marks."""
        first, stop = self.text.bounds[k]
        return sum(self.quoted[first:stop]) * 2 > stop - first


def _said(words: str) -> str:
    """Return what stands between quotation marks, in a sentence that may begin or end within them."""
    marks = _MARK.findall(words)
    if not marks:
        return words
    begins_inside = marks[0] in "»”" or marks[0] == '"' and len(marks) % 2 == 1 and not words.startswith('"')
    return " ".join(_MARK.split(words)[not begins_inside :: 2])


def _quoted_tokens(text: Text) -> bytearray:
    """Mark the tokens of quotations that are closed within their sentence."""
    inside = bytearray(len(text.forms))
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        start = -1
        for i in sorted((*text.index.get(opening, ()), *text.index.get(closing, ()))):
            if start >= 0 and text.forms[i] == closing and text.sentence_of[i] == text.sentence_of[start]:
                inside[start:i] = b"\1" * (i - start)
                start = -1
            elif text.forms[i] == opening:
                start = i
    return inside
