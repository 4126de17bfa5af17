"""An article with marks as plain HTML: for GitHub, nbconvert, print, and wherever no widget lives.

It needs no script and no style to be read: each mark is underlined and followed by its code, and a table
under the text says what each code means and why the mark was made.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from kit.answers import Item
from kit.article import Article, Flag, Sentence
from kit.exercise import WORDING
from kit.wording import say, table

_KEPT = re.compile("(?<=«) | (?=[»;:!?])")
"""A space at which no line should end: the text keeps it as it is, the look keeps it together."""


@cache
def _style() -> str:
    return f"<style>{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}</style>"


def article_page(article: Article, units: Sequence[Sentence], items: Iterable[Item], lang: str,
                 flags: Sequence[Flag] = ()) -> str:
    """Return sentences with their numbers, the marks on them, and a table of the marks.

    Parameters
    ----------
    article : Article
    units : sequence of Sentence
        The sentences to show.
    items : iterable of Item
        Marks on them.
    lang : {"fr", "en"}
        The language of the words around the text.
    flags : sequence of Flag, optional
        Oddities of this copy to show under their sentences.
    """
    marks = sorted(items, key=lambda item: (item.start or 0, -(item.end or 0)))
    gloss = article.gloss.get(lang, {}) if lang != article.lang else {}
    groups = gather(flags, units)
    body = "".join(_unit(unit, marks, lang, gloss, [group for group in groups if group[0].unit == unit.id])
                   for unit in units)
    return section(f'<div class="kit-text" lang="{article.lang or ""}">{body}</div>{_table(units, marks, lang)}', lang)


def gather(flags: Iterable[Flag], units: Iterable[Sentence]) -> list[list[Flag]]:
    """Return the flags on these sentences, those of one group together: one phenomenon, one note."""
    shown = {unit.id for unit in units}
    groups: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.unit in shown:
            groups.setdefault(flag.group or flag.id, []).append(flag)
    return list(groups.values())


def also(group: Sequence[Flag], lang: str) -> str:
    """Return ", also in S3, S5" where a phenomenon has other places than its first, else nothing."""
    units = dict.fromkeys(flag.unit for flag in group[1:] if flag.unit != group[0].unit)
    return say("marker.also", lang, units=", ".join(units)) if units else ""


def section(html: str, lang: str, kind: str = "static") -> str:
    """Wrap HTML in the look that all plain pages of the kit share."""
    return f'<section class="kit kit-{kind}" lang="{lang}">{_style()}{html}</section>'


def code(layer: str, label: str, lang: str) -> str:
    """Return the short form of a label."""
    return table(f"code.{layer}", lang).get(label, label)


def word(layer: str, label: str, lang: str) -> str:
    """Return the words of a label."""
    words = table(WORDING.get(layer, f"word.{layer}"), lang)
    return words.get(label) or table("flat", lang).get(label, label)


def code_and_word(item: Item, lang: str) -> str:
    """Return what an item's label is called, its short form first."""
    return f"{code(item.layer, item.label, lang)} · {word(item.layer, item.label, lang)}"


def unit_at(item: Item, units: Iterable[Sentence]) -> str:
    """Return the id of the sentence that an item begins in; empty where it has no place in these."""
    return next((unit.id for unit in units if item.start is not None and unit.start <= item.start < unit.end), "")


def inside(item: Item, units: Iterable[Sentence]) -> bool:
    """Tell whether an item stands in one of these sentences."""
    return bool(unit_at(item, units))


def _unit(unit: Sentence, marks: Sequence[Item], lang: str, gloss: Mapping[str, str],
          flags: Sequence[Sequence[Flag]]) -> str:
    here = [mark for mark in marks if unit.start <= (mark.start or 0) < unit.end]
    text = _marked(unit, here, lang)
    text = f"<b>{text}</b>" if unit.kind == "heading" else text  # a true heading would enter the notebook's contents
    gloss_of = gloss.get(unit.id)
    translation = f'<br><span class="kit-gloss" lang="{lang}">{escape(gloss_of)}</span>' if gloss_of else ""
    notes = _notes(flags, lang) if flags else ""
    return f'<p class="kit-{unit.kind}"><span class="kit-number">{unit.id}</span> {text}{translation}</p>{notes}'


def _marked(unit: Sentence, marks: Sequence[Item], lang: str) -> str:
    """Cut a sentence wherever a mark begins or ends; each piece is underlined once for each mark over it."""
    cuts = sorted({unit.start, unit.end, *(edge for mark in marks for edge in (mark.start or 0, mark.end or 0)
                                           if unit.start < edge < unit.end)})
    out = []
    for start, end in pairwise(cuts):
        over = sum((mark.start or 0) < end and start < (mark.end or 0) for mark in marks)
        text = _KEPT.sub('<span class="kit-kept"> </span>', escape(unit.text[start - unit.start:end - unit.start]))
        out.append("<u>" * over + text + "</u>" * over)
        out += [f'&nbsp;<sup class="kit-code">[{escape(code(mark.layer, mark.label, lang))}]</sup>'
                for mark in marks if mark.end == end]
    return "".join(out)


def _notes(groups: Sequence[Sequence[Flag]], lang: str) -> str:
    """Return a fold with all that is odd in a sentence."""
    titles = [say("marker.flag", lang, text=group[0].text) + also(group, lang) for group in groups]
    body = "".join(f"<p><b>{escape(title)}</b></p><dl>{_flag(group[0], lang)}</dl>"
                   for title, group in zip(titles, groups, strict=True))
    return (f'<details class="kit-flag" lang="{lang}"><summary data-lm-suppress-shortcuts="true">'
            f'{escape(say("marker.noted", lang, quotes=" · ".join(titles)))}</summary>{body}</details>')


def _flag(flag: Flag, lang: str) -> str:
    """Return what the copy says, what is odd, a conjecture in brackets."""
    rows = [("says", flag.says), ("wrong", flag.wrong), ("guess", flag.guess)]
    return "".join(f'<dt>{escape(say(f"marker.{name}", lang))}</dt><dd>{escape(text[lang])}</dd>'
                   for name, text in rows if text)


def _table(units: Sequence[Sentence], marks: Sequence[Item], lang: str) -> str:
    head = [say(f"marker.column_{name}", lang) for name in ("unit", "quote", "label", "why")]
    rows = [(unit_at(mark, units), mark.quote, code_and_word(mark, lang), mark.why) for mark in marks]
    return html_table(head, rows) if rows else ""


def html_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of plain text cells."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="kit-table"><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>'
