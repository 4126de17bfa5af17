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
from kit.exercise import Hint, Part
from kit.key import Key, KeyItem
from kit.marked import article_page, html_table, inside, section, unit_at, word
from kit.scoring import Outcome
from kit.spans import touch
from kit.store import Store
from kit.widgets.base import mirror
from kit.wording import say, table

SIGNS = {"correct": "✓", "partial": "≈", "half": "½", "wrong": "≠", "near": "↔",
         "extra": "+", "missed": "?", "blank": "…"}


def explain(outcomes: Sequence[Outcome], lang: str) -> Picture:
    """Explain each mark, and say in which sentences something is still to find."""
    if all(outcome.answer is None for outcome in outcomes):
        return message("nothing_to_check", lang)
    by_place = sorted(outcomes, key=lambda outcome: (outcome.start, outcome.end))
    left = [outcome for outcome in by_place if outcome.outcome == "missed"]
    missed = dict.fromkeys(outcome.unit for outcome in left)
    found = "".join(_mark(outcome, left, lang) for outcome in by_place if outcome.answer is not None)
    to_find = _entry("missed", ", ".join(missed), "", [say("lesson.to_find", lang)], lang) if missed else ""
    blank = [outcome.unit for outcome in by_place if outcome.outcome == "blank" and outcome.unit]
    to_do = _entry("blank", ", ".join(blank), "", [], lang) if blank else ""
    counts = _counts(by_place, left, lang)
    return _picture("checked", f"<p>{counts}</p><ul>{found}{to_find}{to_do}</ul>" + _note(lang), lang)


def _counts(outcomes: Iterable[Outcome], left: Iterable[Outcome], lang: str) -> str:
    counts = Counter(_name(outcome, left) for outcome in outcomes)
    return " ".join(_verdict(name, lang, counts[name]) for name in SIGNS if counts[name])


def _name(outcome: Outcome, left: Iterable[Outcome]) -> str:
    """Return what an outcome is called in a lesson: a mark too many beside one still to find is nearly there."""
    if outcome.outcome == "extra" and any(_touch(outcome, other) for other in left):
        return "near"
    return "partial" if outcome.outcome == "open" else outcome.name


def _touch(one: Outcome, other: Outcome) -> bool:
    return one.layer == other.layer and touch((one.start, one.end), (other.start, other.end))


def _verdict(name: str, lang: str, count: int = 0) -> str:
    """Return a verdict with its sign; in a lesson, what was missed is still to find."""
    words = table("lesson.verdict", lang).get(name) or say(f"outcome.{name}", lang)
    words = say("lesson.number", lang, name=words, n=count) if count else words
    return f'<span class="kit-verdict kit-{name}">{SIGNS[name]} {escape(words)}</span>'


def _mark(outcome: Outcome, left: Iterable[Outcome], lang: str) -> str:
    """Explain one mark: what I said, what the key says, why, and which other reading can be defended."""
    quote = outcome.answer.quote if outcome.answer else ""
    unit, name = outcome.unit, _name(outcome, left)
    if outcome.layer == "people":  # a pair of mentions, or one of the two numbers
        quote, unit = outcome.text, "" if outcome.text else word("people", outcome.item_id, lang)
    said = [say("lesson.mine", lang, label=word(outcome.layer, outcome.given, lang))] if outcome.given else []
    if outcome.expected and outcome.expected != outcome.given:
        said.append(say("lesson.theirs", lang, label=word(outcome.layer, outcome.expected, lang)))
    if name == "near":
        said.append(say("lesson.near", lang))
    elif outcome.explanation:
        said.append(outcome.explanation[lang])
    elif name == "extra":
        said.append(table("lesson.extra", lang).get(outcome.layer, ""))
    rivals = [word(outcome.layer, label, lang) for label in outcome.alternatives if label != outcome.given]
    if rivals:
        said.append(say("lesson.rival", lang, labels=", ".join(rivals)))
    return _entry(name, unit, quote, said, lang, whole=outcome.layer == "statements")


def _entry(name: str, unit: str, quote: str, said: Iterable[str], lang: str, whole: bool = False) -> str:
    tag = "i" if whole else "q"  # a whole sentence may bring quotation marks of its own
    head = f'{_verdict(name, lang)} <b>{escape(unit)}</b> {f"<{tag}>{escape(quote)}</{tag}>" if quote else ""}'
    return f'<li>{head}<br>{"<br>".join(escape(sentence) for sentence in said)}</li>'


def _note(lang: str, key: str = "one_reading") -> str:
    return f'<p class="kit-note">{escape(say(f"lesson.{key}", lang))}</p>'


def nudge(hints: Sequence[tuple[Part, Hint]], lang: str) -> Picture:
    """Hide each hint behind its own fold, which says what it is for."""
    if not hints:
        return message("no_hint", lang)
    folds = "".join(fold(_aim(part, hint, lang), hint.says[lang]) for part, hint in hints)
    return Picture(section(folds, lang, "lesson"), f"{len(hints)} × {say('lesson.hint', lang)}")


def _aim(part: Part, hint: Hint, lang: str) -> str:
    name = "hint_for" if hint.unit else "hint_text" if part.layer == "text" else "hint"
    return say(f"lesson.{name}", lang, unit=hint.unit)


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


def row(item: Item, units: Iterable[Sentence], lang: str) -> Mapping[str, Any]:
    """Return an answer as a row of a table, its label in words."""
    words = say("lesson.written", lang) if item.layer == "text" else word(item.layer, item.label, lang)
    if item.layer == "people" and item.label.isdecimal():  # one of the two numbers, not a card
        name = word("people", item.id.removeprefix("people:"), lang)
        words = say("lesson.number", lang, name=name, n=item.label)
    return item.to_dict() | {"unit": unit_at(item, units), "code": item.label, "label": words}


def identity(article: Article, lang: str) -> Picture:
    """Show what the text says of itself, and what it does not say."""
    absent = f"<i>{escape(say('article.absent', lang))}</i>"
    values = {name: article.metadata.get(name) for name in METADATA}
    rows = "".join(f'<tr><th scope="row">{escape(say(f"article.says.{name}", lang))}</th>'
                   f"<td>{escape(value) if value else absent}</td></tr>" for name, value in values.items())
    words = ", ".join(say("lesson.number", lang, name=say(f"article.says.{name}", lang),
                          n=value or say("article.absent", lang)) for name, value in values.items())
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
