"""What a lesson answers back, as plain HTML: my marks beside the key's, a solution, a receipt.

A mark is explained, never graded. What was not attempted is not wrong; of what was missed only the sentence
is named, so that it can still be found.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from kit.answers import Item
from kit.article import METADATA, Article, Sentence
from kit.charts import Picture
from kit.exercise import Part
from kit.key import Key, KeyItem
from kit.marked import article_page, html_table, inside, section, word
from kit.scoring import Outcome
from kit.store import Store
from kit.widgets.base import mirror
from kit.wording import say, table

SIGNS = {"correct": "✓", "partial": "≈", "open": "≈", "wrong": "≠", "extra": "+", "missed": "?", "blank": "…"}


def explain(outcomes: Sequence[Outcome], lang: str) -> Picture:
    """Explain each mark, and say in which sentences something is still to find."""
    answered = [outcome for outcome in outcomes if outcome.answer is not None]
    if not answered:
        return message("nothing_to_check", lang)
    missed = dict.fromkeys(outcome.unit for outcome in outcomes if outcome.outcome == "missed")
    by_place = sorted(answered, key=lambda outcome: (outcome.start, outcome.end))
    found = "".join(_mark(outcome, lang) for outcome in by_place)
    to_find = _entry("missed", ", ".join(missed), "", [say("lesson.to_find", lang)], lang) if missed else ""
    return _picture("checked", f"<p>{_counts(outcomes, lang)}</p><ul>{found}{to_find}</ul>" + _note(lang), lang)


def _counts(outcomes: Iterable[Outcome], lang: str) -> str:
    counts = Counter("partial" if outcome.outcome == "open" else outcome.outcome for outcome in outcomes)
    return " ".join(_verdict(name, lang, f" : {counts[name]}") for name in SIGNS if counts[name])


def _verdict(outcome: str, lang: str, more: str = "") -> str:
    """Return an outcome with its sign; in a lesson, what was missed is still to find."""
    words = say("lesson.missing" if outcome == "missed" else f"outcome.{outcome}", lang)
    return f'<span class="kit-verdict kit-{outcome}">{SIGNS[outcome]} {escape(words + more)}</span>'


def _mark(outcome: Outcome, lang: str) -> str:
    """Explain one mark: what I said, what the key says, why, and which other reading can be defended."""
    quote = outcome.answer.quote if outcome.answer else ""
    unit = outcome.unit
    if outcome.layer == "people":  # a pair of mentions, or one of the two numbers
        quote, unit = outcome.text, "" if outcome.text else word("people", outcome.item_id, lang)
    said = [say("lesson.mine", lang, label=word(outcome.layer, outcome.given, lang))] if outcome.given else []
    if outcome.expected and outcome.expected != outcome.given:
        said.append(say("lesson.theirs", lang, label=word(outcome.layer, outcome.expected, lang)))
    if outcome.outcome == "extra" and not outcome.explanation:
        said.append(table("lesson.extra", lang).get(outcome.layer, ""))
    if outcome.explanation:
        said.append(outcome.explanation[lang])
    rivals = [word(outcome.layer, label, lang) for label in outcome.alternatives if label != outcome.given]
    if rivals:
        said.append(say("lesson.rival", lang, labels=", ".join(rivals)))
    return _entry(outcome.outcome, unit, quote, said, lang)


def _entry(outcome: str, unit: str, quote: str, said: Iterable[str], lang: str) -> str:
    verdict = _verdict("partial" if outcome == "open" else outcome, lang)
    head = f'{verdict} <b>{escape(unit)}</b> {f"<q>{escape(quote)}</q>" if quote else ""}'
    return f'<li>{head}<br>{"<br>".join(escape(sentence) for sentence in said)}</li>'


def _note(lang: str, key: str = "one_reading") -> str:
    return f'<p class="kit-note">{escape(say(f"lesson.{key}", lang))}</p>'


def fold(title: str, text: str) -> str:
    """Hide a text behind its title."""
    return (f'<details><summary data-lm-suppress-shortcuts="true">{escape(title)}</summary>'
            f"<p>{escape(text)}</p></details>")


def message(key: str, lang: str) -> Picture:
    """Return one sentence of the lesson's own."""
    words = say(f"lesson.{key}", lang)
    return Picture(section(f"<p>{escape(words)}</p>", lang, "lesson"), words)


def _picture(key: str, html: str, lang: str) -> Picture:
    title = say(f"lesson.{key}", lang)
    return Picture(section(f"<p><b>{escape(title)}</b></p>{html}", lang, "lesson"), title)


def progress(parts: Iterable[Part], items: Collection[Item], lang: str) -> Picture:
    """Say how far each part of a task has been taken, where nothing says what is right."""
    rows = "".join(f"<li>{escape(part.prompt.get(lang, part.id))} <b>{escape(_done(part, items, lang))}</b></li>"
                   for part in parts)
    words = say("lesson.no_key", lang)
    return Picture(_picture("progress", f"<p>{escape(words)}</p><ul>{rows}</ul>", lang).html, words)


def _done(part: Part, items: Iterable[Item], lang: str) -> str:
    if part.layer != "text":
        return say("lesson.marks_done", lang, n=sum(item.layer == part.layer for item in items))
    written = next((item.why for item in items if item.id == f"text:{part.id}"), "")
    return say("lesson.words_done", lang, n=len(written.split()), of=part.words)


def identity(article: Article, lang: str) -> Picture:
    """Show what the text says of itself, and what it does not say."""
    absent = f"<i>{escape(say('article.absent', lang))}</i>"
    values = {name: article.metadata.get(name) for name in METADATA}
    rows = "".join(f'<tr><th scope="row">{escape(say(f"article.says.{name}", lang))}</th>'
                   f"<td>{escape(value) if value else absent}</td></tr>" for name, value in values.items())
    words = ", ".join(f"{say(f'article.says.{name}', lang)} : {value or say('article.absent', lang)}"
                      for name, value in values.items())
    return Picture(_picture("identity", f'<table class="kit-table">{rows}</table>', lang).html, words)


def solve(article: Article, units: Sequence[Sentence], key: Key, layers: Sequence[str], lang: str) -> Picture:
    """Show the key's marks on the text, each with its reason and the readings that can be defended beside it."""
    items = [_solution(item, lang) for layer in layers if layer != "people" for item in key.layer(layer)]
    page = article_page(article, units, [item for item in items if inside(item, units)], lang) if items else ""
    people = _people(key, lang) if "people" in layers else ""
    return _picture("solution", _note(lang) + page + people, lang)


def _people(key: Key, lang: str) -> str:
    """Return a table of who is one person, and of the two numbers."""
    marks = ("«\u00a0", "\u00a0»") if lang == "fr" else ("“", "”")
    texts = {item.id: f"{item.unit} {item.text.join(marks)}" for item in key.layer("sources")}
    rows = [(" / ".join(texts[name] for name in item.attributes.get("mentions", ())) or word("people", item.id, lang),
             word("people", item.label, lang), _solution(item, lang).why) for item in key.layer("people")]
    return html_table([say(f"marker.column_{name}", lang) for name in ("quote", "label", "why")], rows)


def _solution(item: KeyItem, lang: str) -> Item:
    rivals = ", ".join(word(item.layer, label, lang) for label in item.alternatives)
    why = [item.explanation.get(lang, ""), say("lesson.rival", lang, labels=rivals) if rivals else ""]
    return Item(f"{item.layer}:{item.id}", item.layer, start=item.start, end=item.end, quote=item.text,
                label=item.expected, why=" ".join(filter(None, why)))


class HandIn:
    """The last output of a lesson: the answers, how many they are, and a receipt."""

    def __init__(self, store: Store, lang: str, problem: str) -> None:
        answers = store.answers
        sentences = [say("lesson.hand_in_blank", lang)] if not answers.revision else [
            say("lesson.handed_in", lang, n=len(answers.live()), revision=answers.revision, receipt=answers.receipt()),
            *([say("lesson.handed_in_by", lang, name=answers.student)] if answers.student else []),
            say("lesson.hand_in_how", lang)]
        self._words = " ".join(sentences)
        paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in [*sentences, problem] if sentence)
        self._bundle = mirror(store, section(paragraphs, lang, "lesson")) | {"text/plain": self._words}

    def __repr__(self) -> str:
        return self._words

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, Any]:
        return self._bundle
