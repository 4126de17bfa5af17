"""The words that give away a promise, a forecast or a judgement, and where in a text they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress

from kit.conditional import is_conditional, is_future
from kit.detect.signs import SIGNALS, signs
from kit.detect.spoken import quoted_tokens, said
from kit.tokens import Text
from kit.words import is_infinitive, is_participle

_NEAR = 4
"""How many tokens may stand between a verb and what it governs."""
_HEAD = 2
"""Before how many spaces a clause opens its sentence: « Et s'il… », "But if…"."""
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
        self.demand, self.verdict, self.guess = (self.signs.patterns[name] for name in ("demand", "verdict", "guess"))
        self.quoted = quoted_tokens(text)
        self.low = [text.low[sentence.start : sentence.end] for sentence in text.sentences]  # in lower case
        places: dict[str, list[int]] = {signal: [] for signal in SIGNALS}
        for form in compress(text.index, map(self.signs.signals.__getitem__, text.index)):
            for signal in self.signs.signals[form]:
                places[signal] += text.index[form]
        tests = {
            "intention": self._intends,
            "future": self._is_future,
            "judgement": self._judges,
            "thesis": lambda i: self._near(i, "first_persons"),
            "duty": self._obliges,
            "assessed": lambda i: self._begins(i, "assessed"),
            "request": lambda i: self._begins(i, "request"),
            "comment": lambda i: not self.quoted[i],
            "advice": lambda i: not self.quoted[i],
        }
        self._at = {signal: self._found(places[signal], holds) for signal, holds in tests.items()}

    def _found(self, places: Iterable[int], holds: Callable[[int], bool]) -> dict[int, list[int]]:
        """Deal the tokens of which `holds` is true out to their sentences."""
        found: dict[int, list[int]] = {}
        for i in sorted(places):
            if holds(i):
                found.setdefault(self.text.sentence_of[i], []).append(i)
        return found

    def _after(self, i: int) -> list[str]:
        return self.text.forms[i + 1 : i + 1 + _NEAR]

    def _before(self, i: int, back: int) -> list[str]:
        """Return the tokens before `i` in its sentence, at most so many."""
        return self.text.forms[max(self.text.bounds[self.text.sentence_of[i]][0], i - back) : i]

    def _intends(self, i: int) -> bool:
        """« a promis de venir », « promet une réponse », "plans to leave": the verb itself not quoted."""
        words, after = self.signs.words, self._after(i)
        if self.text.forms[i] in words["purposes"]:
            return not words["copula"].isdisjoint(after[:1]) and self._governs(after[1:])
        if self.text.forms[i] not in words["announced"]:
            return self._acts(i)
        if self.quoted[i] and not self._near(i, "selves") or not words["no_plans"].isdisjoint(after[:2]):
            return False
        if self._relative(i) or self._noun(i):
            return False
        if self.text.forms[i] in words["wants"]:  # "they want him to go" is no plan of theirs
            return after[:1] == ["to"]
        if self.text.forms[i] in words["oath"] and not words["gifts"].isdisjoint(after[:1]):
            return True
        if self.text.forms[i] in words["promise"] and self.text.forms[i] not in words["provide"]:
            return not {"that", "que", "qu'"}.isdisjoint(after[:3]) or self._governs(after)
        return self._governs(after)

    def _noun(self, i: int) -> bool:
        """Tell "the plan to…", "a ten-point plan that…", ", intending to…" from "they plan to…"."""
        words, before = self.signs.words, self.text.forms[i - 1] if i else ""
        if before in words["articles"] or before == "," and self.text.forms[i].endswith("ing"):
            return True
        if self.text.forms[i] in words["plural_nouns"]:  # "controversial plans to…", but "the mayor plans to…"
            opened = not words["openers"].isdisjoint(self.text.forms[max(i - 2, 0) : i]) or not before[:1].isalnum()
            known = before in words["singulars"] or before == ","
            return not known and (opened or self.signs.patterns["adjective"].fullmatch(before) is not None)
        return self.text.forms[i] in words["nouns"] and not before.endswith("s") and before not in words["plurals"]

    def _acts(self, i: int) -> bool:
        """« Nous ferons appel », « a dit qu'elle partirait », "said it would appeal": what the speaker means to do."""
        text, words = self.text, self.signs.words
        first = text.bounds[text.sentence_of[i]][0]
        j = i - 1
        while j > first and text.forms[j] in words["between"]:
            j -= 1
        if j < first or self._verb(i) in words["states"]:
            return False
        if self.signs.patterns["own"].fullmatch(f"{text.forms[j]} {text.forms[i]}"):
            return True
        return text.forms[j] in words["third_persons"] and self._told(j, 3)

    def _verb(self, i: int) -> str:
        """Return the verb that an auxiliary of the future stands before: « va réexaminer », "will also review"."""
        verb, words = self.text.forms[i], self.signs.words
        if self.text.lang == "en":
            return next((form for form in self._after(i) if form not in words["between"] and form != "to"), "")
        if verb in words["going"] and not is_future(verb):
            return next((form for form in self._after(i) if is_infinitive(form)), "être")
        return verb

    def _told(self, i: int, back: int) -> bool:
        """Tell whether a verb of saying governs token `i`: « a indiqué que… », "said"."""
        before = self._before(i, back)
        linked = self.text.lang == "en" or not {"que", "qu'"}.isdisjoint(before)
        return linked and not self.signs.words["told"].isdisjoint(before)

    def _relative(self, i: int) -> bool:
        """Tell a verb of a relative clause ("an aide, who did not want to be named") from that of the sentence."""
        return not self.signs.words["relatives"].isdisjoint(self._before(i, 5))

    def _governs(self, after: list[str]) -> bool:
        """Tell whether an infinitive follows, nothing but small words between."""
        if self.text.lang == "en":
            return after[:1] == ["to"]
        stops = self.signs.words["stops"]
        return is_infinitive(next((form for form in after if form == "," or form in stops or is_infinitive(form)), ""))

    def _is_future(self, i: int) -> bool:
        words, after, form = self.signs.words, self._after(i), self.text.forms[i]
        if self._provided(i) or self._name(i) or self._enclosed(i):
            return False
        if form in words["having"]:  # « il y aura un train », but « il aura perdu » is over
            over = any(map(is_participle, after[:3])) or not words["pasts"].isdisjoint(after[:3])
            return not over and self.text.forms[i - 1] not in words["articles"]
        if form in words["scheduled"]:  # « doit être achevé d'ici à l'été »
            end = self.text.sentences[self.text.sentence_of[i]].end
            soon = self.signs.patterns["soon"].search(self.text.low, self.text.starts[i], end)
            return soon is not None and self._governs(after)
        if form in words["expect"] and self._expects(i):
            return True
        if form in words["foresee"]:  # « L'enquête prévoit une hausse », but « la loi prévoit »
            placed = "sur" in after[:3] or form not in words["bets"]  # « table sur », not « la table »
            return placed and after[:1] != ["de"] and words["texts"].isdisjoint(self._before(i, _BACK))
        if form in words["awaited"]:  # « est attendu », « s'annonce »
            return self._near(i, "now")
        if form in words["expect"]:
            return False
        if form in words["future_words"] or is_conditional(form):  # « a dit qu'il viendrait », never « aurait fui »
            told = form in words["evolving"] or self._told(i, _BACK)  # « la croissance atteindrait 2 % »
            return told and not (is_participle(after[0]) if after else True)
        form = self.text.forms[i]
        if form in words["coming"]:
            linked = self._near(i, "copula") and self.text.forms[i - 1] in words["copula"] | words["between"]
            return self._governs(after) and (linked or form not in words["bare"])
        return form not in words["going"] or self._governs(after)

    def _expects(self, i: int) -> bool:
        """Tell "expect rates to be cut" from "its growth forecast for this year as it cut rates to…"."""
        following = self.text.forms[i + 1 : i + 2 + 4 * _NEAR]
        if "to" not in following or self.text.forms[i - 1] in self.signs.words["growing"]:
            return False
        return self.signs.words["clauses"].isdisjoint(following[: following.index("to")])

    def _enclosed(self, i: int) -> bool:
        """Tell a future that only says who or what is meant: "the route, which will cost £2m, is late"."""
        before, stop = self._before(i, 3), self.text.bounds[self.text.sentence_of[i]][1]
        opening = before[before.index(",") + 1 :][:1] if "," in before else []
        return not self.signs.words["relatives"].isdisjoint(opening) and "," in self.text.forms[i + 1 : stop]

    def _provided(self, i: int) -> bool:
        """« Le texte prévoit que les aides seront versées »: what a text says is a fact."""
        words, before = self.signs.words, self._before(i, 12)
        return not words["provide"].isdisjoint(before) and not words["texts"].isdisjoint(before)

    def _name(self, i: int) -> bool:
        """Tell a name within a sentence (« Katy Mira », "Will Smith") from a verb."""
        first = self.text.bounds[self.text.sentence_of[i]][0]
        return i > first and self.text.title(i) and self.text.forms[i - 1][0].isalnum()

    def _judges(self, i: int) -> bool:
        """Tell a judgement; a plain predicate, or an adjective by its ending, judges only after « est, semble… »."""
        words, forms = self.signs.words, self.text.forms
        if not words["likely"].isdisjoint(forms[i + 1 : i + 2]) or self._name(i):
            return False
        return forms[i] in words["judgements"] or self._predicate(i)

    def _predicate(self, i: int) -> bool:
        """Tell what a copula says of its subject: "was “bleak”", not "was under threat" or "was damaging crops"."""
        words, forms, after = self.signs.words, self.text.forms, "".join(self._after(i)[:1])
        active = forms[i].endswith("ing") and after.isalpha() and after not in words["links"]
        if active or i and forms[i - 1] in words["into"]:
            return False
        for j in range(i - 1, max(i - _NEAR, 0) - 1, -1):  # « est une (grave) erreur »
            if forms[j] in words["copula"]:
                return not (self.signs.future(forms[j]) or forms[j - 1] in words["modals"])
            if forms[j] not in words["degrees"] and j < i - 1:
                return False
        return False

    def _near(self, i: int, name: str) -> bool:
        """Tell whether one of the two tokens before `i` is in a list of words."""
        return not self.signs.words[name].isdisjoint(self.text.forms[max(i - 2, 0) : i])

    def _obliges(self, i: int) -> bool:
        """« Il doit partir », "they need to go": what ought to be done."""
        return self.text.forms[i] in self.signs.words["shoulds"] or self._governs(self._after(i))

    def _begins(self, i: int, pattern: str) -> bool:
        """Tell whether a turn of phrase begins at token `i`: « c'est une gageure », « merci de »."""
        return self.signs.patterns[pattern].match(self.text.low, self.text.starts[i]) is not None

    def size(self, k: int) -> int:
        """Return the number of tokens of sentence `k`."""
        first, stop = self.text.bounds[k]
        return stop - first

    def has(self, signal: str, k: int) -> bool:
        """Tell whether a signal (intention, thesis, duty, assessed…) stands in sentence `k`."""
        return k in self._at[signal]

    def figure(self, k: int) -> bool:
        """Tell whether sentence `k` gives a figure."""
        return self.signs.patterns["figure"].search(self.low[k]) is not None

    def deed(self, token: int) -> bool:
        """Tell whether a future is a step that somebody takes on purpose: « le conseil examinera… »."""
        return "be" not in self._after(token) and self._verb(token) in self.signs.words["deeds"]

    def future(self, k: int) -> int | None:
        """Return the token of the first future of sentence `k`."""
        return self._at["future"].get(k, [None])[0]

    def judgement(self, k: int, quoted_too: bool) -> int | None:
        """Return how far into sentence `k` its first judgement stands, in tokens."""
        first = self.text.bounds[k][0]
        places = self._at["judgement"].get(k, ())
        measured = bool(places) and not quoted_too and self.figure(k)
        found = (
            i - first
            for i in places
            if quoted_too or i == first or not (measured or self.quoted[i]) or self._predicate(i)
        )
        return next(found, None)

    def dated(self, k: int, token: int) -> bool:
        """Tell whether an exact date follows a token of sentence `k`; what is only expected has none."""
        words = self.signs.words
        if self.text.forms[token] in words["expect"] or self.text.forms[token] in words["foresee"]:
            return False
        start, end = self.text.starts[token], self.text.sentences[k].end
        aside = self.signs.patterns["aside"].search(self.text.low, start, end)  # « qui siège depuis mardi »
        return self.signs.patterns["date"].search(self.text.low, start, aside.start() if aside else end) is not None

    def told_event(self, k: int) -> bool:
        """Tell whether a quotation gives a figure or tells what happened, rather than what the speaker feels."""
        patterns, told = self.signs.patterns, said(self.low[k])
        happened = patterns["event"].search(told) and not patterns["sweeping"].search(told)
        return bool(happened) or self.figure(k)

    def recorded(self, k: int) -> bool:
        """Tell whether sentence `k` gives a figure or tells what happened."""
        return self.figure(k) or self.signs.patterns["event"].search(self.low[k]) is not None

    def predicated(self, k: int, start: int) -> bool:
        """Tell whether what begins at `start` is what the sentence says: "is possible", "there is a chance"."""
        before = self.text.low[max(self.text.sentences[k].start, start - 30) : start]
        return self.signs.patterns["predicated"].search(before) is not None

    def aside(self, k: int, start: int) -> bool:
        """Tell whether what begins at `start` only says who or what is meant, in a sentence that tells an event."""
        before = self.text.low[self.text.sentences[k].start : start].rstrip()
        word = self.text.low[start : start + 20].split()[:1]
        known = before.endswith(" who") or not self.signs.words["local"].isdisjoint(word)  # « potentiellement mortel »
        opened = self.signs.patterns["inside"].search(before)
        if known or opened is None:
            return known
        return k in self._at["judgement"] or self.signs.patterns["event"].search(before, 0, opened.start()) is not None

    def opens(self, k: int, start: int) -> bool:
        """Tell whether what begins at `start` stands at the head of sentence `k`, but for a word or two."""
        return self.text.low.count(" ", self.text.sentences[k].start, start) < _HEAD

    def order(self, k: int) -> bool:
        """Tell whether sentence `k` asks the reader for something."""
        return self.has("request", k) or self.signs.patterns["order"].match(self.low[k]) is not None

    def mostly_quoted(self, k: int) -> bool:
        """Tell whether more than half of sentence `k` stands between quotation marks."""
        first, stop = self.text.bounds[k]
        return self.quoted.count(1, first, stop) * 2 > stop - first
