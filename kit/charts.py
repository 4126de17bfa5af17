"""Four pictures of a text, in plain HTML: no kernel, no script, both themes, print, and words for all of it.

Each function takes an article and a `Scan` (the detector's, or one made of a student's answers) and gives
a `Picture`. Bars are cells of a table that reads aloud in order; colour is doubled by a pattern and a code.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import compress, product
from pathlib import Path
from typing import TypeVar

from kit.article import Article, Sentence
from kit.detect.findings import UNNAMED_CLASSES, VOICES, Hedge, Scan, Source
from kit.tokens import tokenize
from kit.wording import say

FADES = ("unnamed", "hedged", "forecast")

S = TypeVar("S", Source, Hedge)


@dataclass(frozen=True)
class Picture:
    """HTML to look at, and the same in words.

    Parameters
    ----------
    html : str
        A self-contained fragment.
    words : str
        What the picture shows, in a sentence or two.
    """

    html: str
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words


@cache
def _style() -> str:
    return (Path(__file__).parent / "charts.css").read_text(encoding="utf-8")


def figure(kind: str, title: str, words: str, body: str, lang: str) -> Picture:
    """Return a picture of a kind, with a title and its words above a body of HTML."""
    html = (f'<figure class="mlk-picture mlk-{kind}" lang="{lang}"><style>{_style()}</style>'
            f"<figcaption><strong>{escape(title)}</strong> {escape(words)}</figcaption>{body}</figure>")
    return Picture(html, f"{title} {words}")


# --- what is left ------------------------------------------------------------------------------------------

def what_is_left(article: Article, scan: Scan, lang: str) -> Picture:
    """Show the text with switches that fade what unnamed sources say, what is hedged, and what is forecast.

    Parameters
    ----------
    article : Article
    scan : Scan
        Whose sources, hedges and statements are shown.
    lang : {"fr", "en"}
        The language of the words around the text.

    Returns
    -------
    Picture
        With the share of words that remains, for each of the eight settings of the switches.
    """
    traits = {unit.id: _traits(unit, scan) for unit in scan.sentences}
    switches = "".join(f'<label><input type="checkbox" class="fade-{trait}"> '
                       f'{escape(say("chart.fade." + trait, lang))}</label>' for trait in FADES)
    settings = product((False, True), repeat=len(FADES))
    shares = "".join(_share(scan.sentences, traits, tuple(compress(FADES, setting)), lang) for setting in settings)
    text = "".join(f'<p class="unit {" ".join(traits[unit.id])}"><span class="id">{unit.id}</span> '
                   f"{_words(unit)} {_codes(traits[unit.id], lang)}</p>" for unit in scan.sentences)
    body = (f'<fieldset><legend>{escape(say("chart.fade.legend", lang))}</legend>{switches}</fieldset>'
            f'<p class="shares" role="status">{shares}</p><div class="text" lang="{article.lang}">{text}</div>')
    share = _remaining(scan.sentences, traits, FADES)
    return figure("left", say("chart.left.title", lang), say("chart.left.words", lang, share=share), body, lang)


def _traits(unit: Sentence, scan: Scan) -> tuple[str, ...]:
    """Tell why a sentence would fade: an unnamed source, a hedge, a forecast."""
    unnamed = any(s.source_class in UNNAMED_CLASSES for s in _within(scan.sources, unit))
    hedged = any(h.category != "booster" for h in _within(scan.hedges, unit))
    forecast = any(s.sentence == unit.id and s.status == "speculation" for s in scan.statements)
    return tuple(compress(FADES, (unnamed, hedged, forecast)))


def _within(spans: Iterable[S], unit: Sentence) -> list[S]:
    return [span for span in spans if unit.start <= span.start < unit.end]


def _words(unit: Sentence) -> str:
    text = escape(unit.text)
    return f"<b>{text}</b>" if unit.kind == "heading" else text  # a true heading would enter the notebook's contents


def _codes(traits: Sequence[str], lang: str) -> str:
    return "".join(f'<small class="code">{escape(say("chart.code." + trait, lang))}</small> ' for trait in traits)


def _remaining(units: Iterable[Sentence], traits: dict[str, tuple[str, ...]], hidden: Sequence[str]) -> int:
    """Return the share of words, in per cent, of the sentences that `hidden` traits leave standing."""
    words = {unit.id: _count_words(unit.text) for unit in units if unit.kind == "sentence"}
    left = sum(n for unit, n in words.items() if not set(traits[unit]) & set(hidden))
    return round(100 * left / max(1, sum(words.values())))


def _share(units: Sequence[Sentence], traits: dict[str, tuple[str, ...]], hidden: Sequence[str], lang: str) -> str:
    words = say("chart.left.share", lang, share=_remaining(units, traits, hidden))
    return f'<span class="share {"-".join(("hide", *hidden))}">{escape(words)}</span>'


def _count_words(text: str) -> int:
    return len(re.findall(r"\w+", text))


# --- bars --------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Bar:
    """A row of a bar table: a name, a length in per cent, what it says, and the pattern of its voice."""

    name: str
    length: float
    says: str
    voice: str


def _table(kind: str, columns: Sequence[str], rows: Iterable[Sequence[str]], lang: str, content: str | None) -> str:
    """Return a table whose cells are HTML already; `content` is the language of the cells."""
    head = "".join(f'<th scope="col">{escape(say(f"chart.{kind}.{column}", lang))}</th>' for column in columns)
    body = "".join(f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
                   for first, *rest in rows)
    return f'<table><thead><tr>{head}</tr></thead><tbody lang="{content or lang}">{body}</tbody></table>'


def bars(kind: str, columns: Sequence[str], rows: Iterable[Bar], lang: str) -> str:
    """Return a table of bars; its columns are called ``chart.<kind>.<column>``."""
    cells = [(escape(bar.name), f'<span class="bar voice-{bar.voice}" style="width:{bar.length:.1f}%"></span>',
              f'<span lang="{lang}">{escape(bar.says)}</span>') for bar in rows]
    return _table(kind, columns, cells, lang, None)


def certainty(article: Article, scan: Scan, lang: str) -> Picture:
    """Show a bar a sentence: its strongest reservation, and whose voice it is.

    A forecast without any hedge has no bar and says so: a counter of hedges would call it sure.
    """
    voices = {s.sentence: s for s in scan.statements}
    rows, bare = [], 0
    for unit in scan.sentences:
        if unit.kind != "sentence":
            continue
        strength = max((h.strength for h in _within(scan.hedges, unit) if h.category != "booster"), default=0)
        statement = voices.get(unit.id)
        voice = statement.voice if statement else "journal"
        words = say(f"strength.{strength}", lang) if strength else say("chart.certainty.none", lang)
        if statement and statement.unhedged_forecast and not strength:
            bare += 1
            words = say("chart.certainty.bare", lang)
        rows.append(Bar(unit.id, strength / 3 * 100, f'{words} · {say("voice." + voice, lang)}', voice))
    hedged = sum(bar.length > 0 for bar in rows)
    words = say("chart.certainty.words", lang, hedged=hedged, total=len(rows), bare=bare)
    table = bars("certainty", ("sentence", "bar", "reading"), rows, lang)
    return figure("certainty", say("chart.certainty.title", lang), words, table, lang)


def source_map(article: Article, scan: Scan, lang: str) -> Picture:
    """Show who speaks in how many words: a sentence's words belong to its first source, else to the paper."""
    words: Counter[tuple[str, str]] = Counter()
    for unit in scan.sentences:
        if unit.kind == "sentence":
            words[_speaker(unit, scan, lang)] += _count_words(unit.text)
    total, most = sum(words.values()) or 1, max(words.values(), default=1)
    rows = [Bar(name, 100 * n / most, say("chart.sources.row", lang, words=n, share=round(100 * n / total),
                                          voice=say("voice." + voice, lang)), voice)
            for (name, voice), n in words.most_common()]
    by_voice = {voice: sum(n for (_, v), n in words.items() if v == voice) for voice in VOICES}
    summary = say("chart.sources.words", lang, **{voice: round(100 * n / total) for voice, n in by_voice.items()})
    table = bars("sources", ("who", "bar", "count"), rows, lang)
    return figure("sources", say("chart.sources.title", lang), summary, table, lang)


def _speaker(unit: Sentence, scan: Scan, lang: str) -> tuple[str, str]:
    for source in _within(scan.sources, unit):
        voice = "anonymous" if source.source_class in UNNAMED_CLASSES else "named"
        origin = source.antecedent if source.anaphor and source.antecedent else source
        start, end = min(source.start, source.cue.start) - unit.start, max(source.end, source.cue.end) - unit.start
        return unit.text[start:end] if source.source_class == "agentless" else origin.text, voice  # "it is said"
    return say("voice.journal", lang), "journal"


# --- versions ----------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class _Change:
    """Two wordings of one passage, and whether the passage stands inside quotation marks."""

    unit: str
    here: str
    there: str
    quoted: bool


def versions(article: Article, lang: str) -> Picture:
    """Show this copy and its `Article.versions` side by side, changes inside quotation marks counted apart."""
    changes = [_Change(version["unit"], version["copy"], version["elsewhere"],
                       _in_quotes(article.text, version["start"])) for version in article.versions]
    inside = f'<span lang="{lang}">{escape(say("chart.versions.quoted", lang))}</span>'
    rows = [(escape(change.unit), _marked(change.here, change.there, "del"), _marked(change.there, change.here, "ins"),
             inside if change.quoted else "") for change in changes]
    quoted = sum(change.quoted for change in changes)
    words = say("chart.versions.words", lang, changed=len(changes), quoted=quoted)
    body = _table("versions", ("place", "copy", "elsewhere", "where"), rows, lang, article.lang)
    return figure("versions", say("chart.versions.title", lang), words, body, lang)


def _in_quotes(text: str, offset: int) -> bool:
    before = text[:offset]
    return before.count("«") + before.count("“") > before.count("»") + before.count("”")


def _marked(text: str, other: str, tag: str) -> str:
    """Escape `text`, with the words that `other` does not have in ``<del>`` or ``<ins>``."""
    tokens, others = tokenize(text), tokenize(other)
    matcher = difflib.SequenceMatcher(None, [t.text for t in tokens], [t.text for t in others], autojunk=False)
    out = []
    for kind, i, j, _, _ in matcher.get_opcodes():
        if j > i:
            words, gap = escape(text[tokens[i].start:tokens[j - 1].end]), escape(tokens[j - 1].space)
            out.append((words if kind == "equal" else f"<{tag}>{words}</{tag}>") + gap)
    return "".join(out)
