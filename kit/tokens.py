"""Words and sentences, with their offsets: the ground on which every rule stands.

Two views of one text, made by the same regular expression:

- `tokenize` gives `Token` values, for people: each carries the space that follows it, so that the text can
  be rebuilt to the character (the marker sends these to the browser, never offsets).
- `Text` gives parallel lists, for machines: `forms[i]` is the word to look up in a table (lower case,
  straight apostrophes, composed accents), `starts[i]` and `ends[i]` its place in the original text,
  `bounds` the tokens of each sentence. It is built once a scan and shared by all detectors.

A word keeps its inner hyphens and apostrophes (« peut-être », « aujourd’hui », « didn't »), but an elided word
(« l’ »), an inverted subject (« -t-il », « -on ») and an English clitic (« 's ») are words of their own.
A number keeps its thousands (« 3 000 »).

References
----------
The sentence rule follows the observation that final punctuation, then space, then a capital ends a sentence
unless an abbreviation stands before it (Kiss & Strunk 2006, *Unsupervised Multilingual Sentence Boundary
Detection*, doi:10.1162/coli.2006.32.4.485). Line breaks come first: they alone show a heading.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from kit.article import Article, Sentence, normalise
from kit.seen import Seen, seen

HEADING_LENGTH = 120
"""A line without final punctuation is a heading up to this length, in characters; beyond, a sentence."""

_SUBJECT = r"(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)(?![\w'-])"
_CLITIC = r"(?:s|d|ll|re|ve|m)\b"
_WORD = r"[^\W_][\w\u0300-\u036f]*"
_TOKEN = re.compile(
    rf"""(\s*+)(                                                        # stepped over at once, not tried as a word
    [^\W\d_][^\W_]*+(?![\w.'\u0300-\u036f-])                          # a plain word: most of them
  | [^\w\s.'-]                                                         # a mark that begins nothing else
  | (?:https?://|www\.)[^\s<>«»"]+                                     # an address
  | \d{{1,3}}(?:[ .,]\d{{3}})+(?!\d)(?:,\d+)?                          # 3 000, 1.250,50
  | \d+(?:[.,:]\d+)*(?:[^\W\d_]+\d*)?                                  # 24, 1.5, 20h30, 2e
  | (?:[^\W\d_]\.){{2,}}                                               # U.S.
  | (?:[cdjlst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=\w)           # an elided word
  | [nm]'(?=[aeiouyhàâäéèêëîïôöùûüœæ])
  | (?:[cdjlmnst]|qu)'(?=\s?[«“"(])
  | -{_SUBJECT}                                                        # an inverted subject
  | '{_CLITIC}                                                         # an English clitic
  | rendez-vous
  | {_WORD}(?:(?:-(?!{_SUBJECT})|'(?!{_CLITIC})){_WORD})*
  | \.{{2,}}
  | \S
  )
    """,
    re.VERBOSE,
)


_QUOTATION = re.compile(r"""(«[^»]*|“[^”]*|„[^“]*|"[^"\n]*).?""", re.DOTALL)
"""A quotation without the mark that closes it; straight marks hold within one line."""


class Token(NamedTuple):
    """One word or punctuation mark.

    Parameters
    ----------
    id
        Its rank in the text, from 0.
    start, end
        Its place, half-open, in Python string indices.
    text
        The characters themselves, as they stand in the text.
    space
        Exactly what stands between this token and the next, line breaks included.
    """

    id: int
    start: int
    end: int
    text: str
    space: str


class Text:
    """A text cut once into words and sentences, for all detectors.

    Token ``i`` has ``forms[i]`` (lower case, ’ → ', no-break space → space, accents composed: compare and look
    up this one), ``starts[i]`` and ``ends[i]`` (offsets in `text`, so ``text[starts[i]:ends[i]]`` is the word
    as written). Sentence ``k`` is ``sentences[k]`` and its tokens are ``range(*bounds[k])``. Tokens between
    two sentences do not exist: every word belongs to one sentence, that of number ``sentence_of[i]``. Where a form
    stands says ``index[form]``, token numbers in order; ``vocabulary`` are the forms, each once; ``capitals[i]`` says
    whether token ``i`` begins with a capital.

    Parameters
    ----------
    text
        The article, never altered.
    lang
        "fr" or "en".
    sentences
        The frozen units of a library article, where there are some; else the text is split.
    """

    __slots__ = (
        *("__dict__", "bounds", "capitals", "ends", "forms", "index", "lang", "low", "sentence_of", "sentences"),
        *("starts", "text", "vocabulary"),
    )

    def __init__(self, text: str, lang: str, sentences: tuple[Sentence, ...] | None = None) -> None:
        self.text = text
        self.lang = lang
        self.low = low = _lower(normalise(text))
        view = seen(text)
        self.forms, self.starts, self.ends = _found(low, view)
        if not unicodedata.is_normalized("NFC", low):
            self.forms = [unicodedata.normalize("NFC", form) for form in self.forms]
        self.sentences = _sentences(text, view) if sentences is None else sentences
        self.bounds = [(bisect_left(self.starts, s.start), bisect_left(self.starts, s.end)) for s in self.sentences]
        self.index: dict[str, list[int]] = {}
        for i, form in enumerate(self.forms):
            self.index.setdefault(form, []).append(i)
        self.vocabulary = frozenset(self.index)
        self.sentence_of = [0] * len(self.forms)
        for k, (first, stop) in enumerate(self.bounds):
            self.sentence_of[first:stop] = [k] * (stop - first)
        self.capitals = [text[start].isupper() for start in self.starts]

    @cached_property
    def quoted(self) -> bytearray:
        """1 where a token stands between quotation marks, also where the quotation spans sentences; else 0."""
        inside = bytearray(len(self.forms))
        for quotation in _QUOTATION.finditer(self.low):
            first, stop = (bisect_left(self.starts, end) for end in quotation.span(1))
            inside[first:stop] = b"\1" * (stop - first)
        return inside

    def title(self, i: int) -> bool:
        """Tell whether token `i` is written as a name is: a capital first, and not capitals only."""
        word = self.text[self.starts[i] : self.ends[i]]
        return word[0].isupper() and (len(word) == 1 or not word.isupper())

    def slice(self, first: int, stop: int) -> str:
        """Return the original text of tokens `first` to `stop`, exclusive."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if first < stop else ""


def _found(low: str, view: Seen | None) -> tuple[list[str], list[int], list[int]]:
    """Return the words that are seen of a text, and where each begins and ends in it."""
    shown = _lower(normalise(view.text)) if view else low
    pieces = _TOKEN.split(shown.rstrip())  # white space that no word follows would be tried from each of its places
    forms, places = pieces[2::3], list(accumulate(map(len, pieces)))  # nothing, white space, a word; nothing, …
    starts, ends = places[1::3], places[2::3]
    if not view:
        return forms, starts, ends
    return forms, [view.starts[i] for i in starts], [view.ends[i - 1] for i in ends]


def _lower(text: str) -> str:
    """Lower-case without changing the length (« İ » lowers to two characters and is left alone)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def tokenize(text: str) -> list[Token]:
    """Cut `text` into words and punctuation.

    ``text[: tokens[0].start] + "".join(t.text + t.space for t in tokens)`` is `text` again.
    """
    _, starts, ends = _found(_lower(normalise(text)), seen(text))
    return [
        Token(i, start, end, text[start:end], text[end:after])
        for i, (start, end, after) in enumerate(zip(starts, ends, [*starts[1:], len(text)], strict=False))
    ]


_LINE = re.compile(r"\S(?:[^\r\n\u2028\u2029\x0b\x0c\x85]*\S)?")
_CLOSERS = r"""(?:\s?[»”]|["'’)\]])*+"""
_FINAL = re.compile(rf"[.!?…:;]{_CLOSERS}$")
# Possessive, and looking behind the first mark, so that a run of ten million full stops costs one step each; the mark
# comes before that look, because only then does the search leap from mark to mark.
_STOP = re.compile(
    rf"""(?P<stop>[.!?…](?<![.!?…]{{2}})[.!?…]*+){_CLOSERS}(?P<gap>\s++)(?:[«“"‘'’(\[–—-]\s?)*+(?P<next>\w+)"""
)
_BULLET = re.compile(r"[-–—•*·▪►]\s")
# fmt: off
_BEFORE_NAME = frozenset({
    "m", "mm", "dr", "pr", "prof", "mgr", "st", "ste", "cf", "chap", "ch", "fig", "vol", "pp", "env", "mr", "mrs", "ms",
    "sr", "jr", "gen", "col", "lt", "sgt", "capt", "cpl", "adm", "rep", "sen", "gov", "rev", "hon", "vs", "janv",
    "const", "coun", "cllr", "det", "insp", "supt", "calif", "colo", "conn", "fla", "ariz", "mich", "minn", "tenn",
    "févr", "juil", "déc", "av", "bd", "jan", "feb", "apr", "aug", "sept", "oct",
})
"""Abbreviations that a capital follows within the sentence, in French or English."""
_BEFORE_NUMBER = frozenset({"n", "no", "nos", "art", "fig", "vol", "chap", "ch", "p", "pp", "av"})
_OPENINGS = frozenset({
    "the", "he", "she", "it", "they", "we", "in", "on", "at", "but", "and", "a", "an", "this", "that", "il", "elle",
    "ils", "elles", "le", "la", "les", "un", "une",
})
"""Words that open a sentence even after an initial (« the U.S. The »)."""
# fmt: on


def split(text: str, lang: str | None = None) -> tuple[Sentence, ...]:
    """Cut `text` into sentences and headings, numbered S1, S2… and H1, H2….

    A short line without final punctuation is a heading; a line that goes on in lower case on the next one
    does not end there. One rule serves every `lang`, since newspapers quote foreign names.
    """
    return _sentences(text, seen(text))


def _sentences(text: str, view: Seen | None) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    counts = {"S": 0, "H": 0}
    shown = view.text if view else text
    for start, end in _blocks(shown):
        heading = _is_heading(shown, start, end)
        for first, stop in [(start, end)] if heading else _cut(shown, start, end):
            letter, kind = ("H", "heading") if heading else ("S", "sentence")
            counts[letter] += 1
            begin, close = (view.starts[first], view.ends[stop - 1]) if view else (first, stop)
            found.append(Sentence(f"{letter}{counts[letter]}", kind, begin, close, text[begin:close]))
    return tuple(found)


def units(article: Article) -> tuple[Sentence, ...]:
    """Return the frozen units of a library article, or split the text."""
    return article.units if article.units is not None else split(article.text, article.lang)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines of a text, without their margins; a line that goes on in lower case is joined to the next."""
    start = end = -1
    for first, stop in (line.span() for line in _LINE.finditer(text)):
        if start >= 0 and text[first].islower() and not _FINAL.search(text, max(start, end - 8), end):
            end = stop
            continue
        if start >= 0:
            yield start, end
        start, end = first, stop
    if start >= 0:
        yield start, end


def _is_heading(text: str, start: int, end: int) -> bool:
    if end - start > HEADING_LENGTH or _BULLET.match(text, start) or _FINAL.search(text, max(start, end - 8), end):
        return False
    return next(_cut(text, start, end)) == (start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the sentences of one line."""
    first = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, first, stop):
            yield first, stop.start("gap")
            first = stop.end("gap")
    yield first, end


def _ends_sentence(text: str, first: int, stop: re.Match[str]) -> bool:
    """Decide whether the punctuation at `stop`, in the sentence begun at `first`, ends it."""
    following = stop["next"]
    if not (following[0].isupper() or following[0].isdigit()):
        return False
    if stop["stop"] != ".":
        return True
    words = text[max(first, stop.start() - 24) : stop.start()].rsplit(maxsplit=1)
    word = words[-1].lstrip("«“\"'’(-") if words else ""
    if word.isdigit() and first + len(word) == stop.start():  # « 1. Le gouvernement… »: a numbered line
        return False
    if following[0].isdigit():
        return word.lower() not in _BEFORE_NUMBER
    initials = word.replace(".", "").isupper() and (len(word) == 1 or "." in word)
    initials = initials or word in ("a.m", "p.m")
    return following.lower() in _OPENINGS if initials else word.lower() not in _BEFORE_NAME
