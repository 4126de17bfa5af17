"""A small pattern language over the words of a sentence, for people who write rules.

A pattern reads like the phrase it finds. Its pieces, separated by spaces:

==================  ==========================================================================
``reste``           this form; the shape of the apostrophe does not count
``May``             this form with a capital, and only the first letter
``est|serait``      one of these forms
``{sembler}``       any finite form of a verb; ``{sembler:conditional}`` of one mood only
                    (also ``infinitive``, ``past`` participle, ``finite``, or ``all``)
``@approx``         an entry, of one word or several, of the list ``approx`` of the rule's file
``@num``            a number, in digits or letters
``@cond``           a conditional (``rendrait``)
``@inf``            a French infinitive; ``@part`` a past participle; ``@cap`` a word with a capital,
                    ``@any`` any token
``[très|fort]``     optional
``(en l' état)``    a group; ``(a b | c)`` one of two
``..3``             up to three words, no punctuation among them; ``...9`` whatever they are
``@adverb*2``       up to two words of a list
``!de|que``         and the next word is none of these
``^``               the sentence begins here (quotation marks and brackets apart)
``< >``             around the hedge itself; what is outside is context
==================  ==========================================================================

A pattern is expanded into plain sequences, each hung on its rarest word (`kit.detect.matching` looks for them).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from kit.conditional import is_conditional, is_future
from kit.verbs import verb_forms
from kit.words import Remembered, is_frequent, is_infinitive, is_number, is_participle

Words = frozenset[str]
Test = Callable[[str], bool]

_PIECE = re.compile(r"\{[^{}]*\}|\.{2,3}\d+|[\[\]()<>^]|(?<= )\|(?= )|!?[^\s\[\]()<>{}]+|\S")


def _anything(form: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One word to match, or a test, a gap or a mark; of these only words and tests consume a token."""

    kind: str
    words: Words = frozenset()
    test: Test | None = None
    gap: int = 0
    title: bool = False
    fits: Test = field(init=False, repr=False, compare=False)
    """Whether a word, in lower case, is what this step asks for; a gap without words or a test lets all through."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fits", self.test or (self.words.__contains__ if self.words else _anything))

    @property
    def plain(self) -> bool:
        """Tell whether the step is a choice of words and nothing else."""
        return self.kind == "word" and self.test is None and not self.title


@dataclass(frozen=True, slots=True)
class Sequence:
    """A plain sequence of steps, cut at its anchor: `left` is read backwards from it, `right` forwards."""

    anchor: Step
    left: tuple[Step, ...]
    right: tuple[Step, ...]


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which piece."""


def compile_pattern(pattern: str, lists: Mapping[str, tuple[str, ...]], lang: str) -> tuple[Sequence, ...]:
    """Turn a pattern into sequences.

    Raises
    ------
    PatternError
        Where a piece is unknown, a bracket is not closed, or no word is left to hang the sequence on.
    """
    pieces = _PIECE.findall(pattern)
    if "<" not in pieces:
        pieces = ["<", *pieces, ">"]
    parser = _Parser(pieces, lists, lang)
    return tuple(_hang(steps, pattern) for steps in parser.whole())


def _hang(steps: tuple[Step, ...], pattern: str) -> Sequence:
    """Choose the anchor: a word that is rare, named rather than described, and of the hedge itself if possible."""
    opened, closed = ([step.kind for step in steps].index(mark) for mark in "<>")
    costs = []
    for place, step in enumerate(steps):
        if step.kind == "word":
            vague = not step.words and step.test not in (is_conditional, is_future)
            costs.append((vague, is_frequent(step.words), not opened < place < closed, not step.words, place))
    if not costs:
        raise PatternError(f"no word to look for in {pattern!r}")
    place = min(costs)[-1]
    left, right = tuple(reversed(steps[:place])), steps[place + 1 :]
    return Sequence(steps[place], _unmarked(left, "<"), _unmarked(right, ">"))


def _unmarked(steps: tuple[Step, ...], mark: str) -> tuple[Step, ...]:
    """Leave out a mark right beside the anchor: `find` begins with it there."""
    return steps[1:] if steps and steps[0].kind == mark else steps


def _merged(alternatives: list[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
    """Make one step of all alternatives that are one plain word."""
    plain = [steps[0] for steps in alternatives if len(steps) == 1 and steps[0].plain]
    others = [steps for steps in alternatives if not (len(steps) == 1 and steps[0].plain)]
    words = frozenset().union(*(step.words for step in plain))
    return [*([(Step("word", words),)] if plain else []), *others]


_is_word = Remembered(lambda form: form[0].isalnum() or form[0] in "-'").__getitem__

_TESTS: dict[str, Test] = {
    "num": Remembered(is_number).__getitem__,
    "cond": is_conditional,
    "future": is_future,
    "any": _anything,
    "inf": Remembered(is_infinitive).__getitem__,
    "part": Remembered(is_participle).__getitem__,
}


class _Parser:
    """Reads the pieces of one pattern; every method returns alternatives, each a tuple of steps."""

    def __init__(self, pieces: list[str], lists: Mapping[str, tuple[str, ...]], lang: str) -> None:
        self.pieces = pieces
        self.at = 0
        self.lists = lists
        self.lang = lang

    def whole(self) -> list[tuple[Step, ...]]:
        found = self.sequence("")
        if self.at < len(self.pieces):
            raise PatternError(f"{self.pieces[self.at]!r} closes nothing")
        return found

    def sequence(self, closer: str) -> list[tuple[Step, ...]]:
        """Read pieces up to `closer`, and the alternatives that a lone bar separates."""
        found: list[tuple[Step, ...]] = []
        current: list[tuple[Step, ...]] = [()]
        while self.at < len(self.pieces) and self.pieces[self.at] not in ("]", ")"):
            piece = self.pieces[self.at]
            self.at += 1
            if piece == "|":
                found, current = found + current, [()]
            else:
                current = [a + b for a, b in product(current, self.piece(piece))]
        if closer:
            if self.at >= len(self.pieces) or self.pieces[self.at] != closer:
                raise PatternError(f"a bracket lacks its {closer!r}")
            self.at += 1
        return found + current

    def piece(self, piece: str) -> list[tuple[Step, ...]]:
        if piece == "[":
            return [*_merged(self.sequence("]")), ()]
        if piece == "(":
            return _merged(self.sequence(")"))
        if piece in "<>":
            return [(Step(piece),)]
        if piece == "^":
            return [(Step("start"),)]
        if piece.startswith("..."):
            return [(Step("gap", gap=int(piece[3:])),)]
        if piece.startswith(".."):
            return [(Step("gap", test=_is_word, gap=int(piece[2:])),)]
        if _REPEATED.fullmatch(piece):
            name, most = piece.split("*")
            words = frozenset().union(*(step.words for steps in self.words(name) for step in steps))
            return [(Step("gap", words, gap=int(most)),)]
        if piece.startswith("!"):
            return self.negation(piece[1:])
        return self.words(piece)

    def negation(self, piece: str) -> list[tuple[Step, ...]]:
        """Read what the next token must not be: a zero-width step for each alternative."""
        return [tuple(replace(steps[0], kind="not") for steps in self.words(piece))]

    def words(self, piece: str) -> list[tuple[Step, ...]]:
        """Read « a|b », « {verb:mood} » and « @list », alone or joined by bars."""
        plain: set[str] = set()
        others: list[tuple[Step, ...]] = []
        for part in _BAR.split(piece):
            if part.startswith("{"):
                plain |= verb_forms(part.strip("{}"), self.lang)
            elif part.startswith("@") and part[1:] in _TESTS:
                others.append((Step("word", frozenset(), _TESTS[part[1:]]),))
            elif part == "@cap":
                others.append((Step("word", test=_is_word, title=True),))
            elif part.startswith("@"):
                for steps in self.entries(part[1:]):
                    if len(steps) == 1 and steps[0].kind == "word" and steps[0].test is None:
                        plain |= steps[0].words
                    else:
                        others.append(steps)
            elif part[:1].isupper():
                others.append((Step("word", frozenset({part.lower()}), title=True),))
            else:
                plain.add(part.replace("’", "'"))
        return [*([(Step("word", frozenset(plain)),)] if plain else []), *others]

    def entries(self, name: str) -> list[tuple[Step, ...]]:
        if name not in self.lists:
            raise PatternError(f"@{name}")
        found: list[tuple[Step, ...]] = []
        for entry in self.lists[name]:
            pieces = _PIECE.findall(entry) if " " in entry or "{" in entry else []
            plain = [(Step("word", frozenset({entry.replace("’", "'")})),)]
            found += _Parser(pieces, self.lists, self.lang).whole() if pieces else plain
        return found


_REPEATED = re.compile(r"@\w+\*\d")
_BAR = re.compile(r"\|(?![^{]*\})")
