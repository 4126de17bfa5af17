"""Another reading of the same text, as answers: the machine's, the key's, a classmate's, the class's.

Nothing here judges. The key's reading is given for sentences that were answered, and for no others.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.answers import Answers, Item, parse
from kit.article import Sentence
from kit.checked import strict_json
from kit.detect.findings import Scan
from kit.errors import AnswersError, UsageError
from kit.exercise import WORDING, flat_label
from kit.grading.agreement import alpha, interval, kappa, pair_agreement
from kit.key import Key
from kit.rules import load
from kit.store import read_notebook
from kit.wording import say, table

MEASURED = Path(__file__).parent / "gold" / "measured.json"
OVERLAP = 0.3
"""Two marks are about the same words where they share this much of what they cover together."""

Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody else says of the text.

    Parameters
    ----------
    name : str
        ``detector``, ``key``, ``file`` or ``class``: whose reading it is.
    items : tuple of Item
        The marks; `why` holds the reason, where there is one.
    notes : tuple of str
        Sentences to read before the marks.
    """

    name: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


def machine(scan: Scan, layer: str, lang: str) -> Reading:
    """Return what the second reader found, each with the rule that fired."""
    readers = {"sources": _sources, "hedges": _hedges, "statements": _statements}
    items = tuple(readers[layer](scan, lang)) if layer in readers else ()
    return Reading("detector", items, (say("compare.fallible", lang), *_measured(scan.lang, layer, lang)))


def _measured(text_lang: str, layer: str, lang: str) -> Iterator[str]:
    """Say how often the machine was right on sentences that its rules had never seen (``kit evaluate``)."""
    figures = json.loads(MEASURED.read_text(encoding="utf-8")).get(text_lang, {}).get(layer)
    if figures:
        yield say("compare.measured", lang, found=round(10 * figures["R"]), wrong=round(10 * (1 - figures["P"])))


def _sources(scan: Scan, lang: str) -> Iterator[Item]:
    for found in scan.sources:
        why = say("compare.cue", lang, cue=found.cue.text, rule=found.rule)
        yield _item("sources", found.start, found.end, found.text, found.source_class, why)


def _hedges(scan: Scan, lang: str) -> Iterator[Item]:
    rules = {rule.id: rule for rule in load(scan.lang, "hedges")}
    for found in scan.hedges:
        rule = rules[found.rule]
        reword = say("compare.reword", lang, harder=rule.harder[lang], softer=rule.softer[lang])
        says = f"{rule.why[lang]} ({rule.id}) {reword}"
        yield _item("hedges", found.start, found.end, found.text, found.category, says)


def _statements(scan: Scan, lang: str) -> Iterator[Item]:
    places = {sentence.id: sentence for sentence in scan.sentences}
    reasons = table("because", lang)
    for found in scan.statements:
        place = places[found.sentence]
        why = "; ".join(reasons.get(code, code) for code in found.because)
        yield Item(f"statements:{place.id}", "statements", start=place.start, end=place.end, quote=place.text,
                   label=found.status, voice=found.voice, why=why)


def _item(layer: str, start: int, end: int, quote: str, label: str, why: str) -> Item:
    return Item(f"{layer}:{start}-{end}", layer, start=start, end=end, quote=quote, label=label, why=why)


def teacher(key: Key, mine: Collection[Item], units: Iterable[Sentence], layer: str, lang: str) -> Reading:
    """Return the key's marks on the sentences in which the student has marked something."""
    answered = [unit for unit in units if any(_touches(item, unit) for item in mine)]
    items = tuple(
        Item(f"{layer}:{item.id}", layer, start=item.start, end=item.end, quote=item.text, label=item.label,
             voice=str(item.attributes.get("voice", "")), why=item.explanation.get(lang, ""))
        for item in key.layer(layer)
        if any(unit.start <= (item.start or 0) < unit.end for unit in answered)
    )
    return Reading("key", items, (say("lesson.one_reading", lang),))


def sources(key: Key) -> tuple[Item, ...]:
    """Return the places and classes of the key's sources, and nothing else of what it says."""
    return tuple(_item("sources", item.start, item.end, item.text, item.label, "") for item in key.layer("sources"))


def _touches(item: Item, unit: Sentence) -> bool:
    return item.start is not None and unit.start <= item.start < unit.end


# ---- classmates

def classmate(path: Path, mine: Answers, layer: str) -> Reading:
    """Return what a classmate's answers file or notebook says.

    Raises
    ------
    UsageError
        Where the file is missing, cannot be read, or is about another text: the message says which.
    """
    answers = _open(path)
    if answers.article_sha256 != mine.article_sha256:
        raise UsageError(say("compare.other_text", file=path.name))
    return Reading("file", answers.live(layer))


def _open(path: Path) -> Answers:
    """Read the newest answers of a file, whoever wrote it."""
    try:
        found = read_notebook(path) if path.suffix == ".ipynb" else [parse(strict_json(path.read_text("utf-8")))]
    except (OSError, ValueError, AnswersError):
        found = []
    if not found:
        raise UsageError(say("compare.unreadable", file=path.name))
    return max(found, key=lambda answers: answers.revision)


def whole_class(folder: Path, mine: Answers, layer: str, lang: str) -> Reading:
    """Return what most of the class says, and how far it agrees; files that cannot be used are named.

    Raises
    ------
    UsageError
        Where `folder` holds no file of this text.
    """
    copies, refused = [mine], []
    for path in sorted(folder.glob("*.json")) + sorted(folder.glob("*.ipynb")):
        try:
            answers = _open(path)
        except UsageError as error:
            refused.append(str(error))
        else:
            if answers.article_sha256 == mine.article_sha256 and answers.to_dict() != mine.to_dict():
                copies.append(answers)
    if len(copies) < 2:
        raise UsageError(say("compare.no_class", folder=folder))
    notes = (say("compare.copies", lang, n=len(copies)), *agreement_notes(copies, layer, lang), *refused)
    return Reading("class", tuple(_majority(copies, layer, lang)), notes)


def _majority(copies: Sequence[Answers], layer: str, lang: str) -> Iterator[Item]:
    """Gather the marks on the same words, and give the most frequent label where half of the class marked them."""
    groups: list[list[Item]] = []
    for copy in copies:
        for item in _main(copy.live(layer)):
            group = next((group for group in groups if overlap(group[0], item) >= OVERLAP), None)
            if group is None:
                groups.append([item])
            else:
                group.append(item)
    for group in groups:
        if 2 * len(group) >= len(copies):
            counts = Counter((item.label, item.voice) for item in group)
            (label, voice), _ = counts.most_common(1)[0]
            first = group[0]
            yield Item(first.id, layer, start=first.start, end=first.end, quote=first.quote, label=label, voice=voice,
                       why=say("compare.shares", lang, shares=_shares(group, lang), of=len(copies)))


def _shares(group: Iterable[Item], lang: str) -> str:
    counts = Counter(spoken_label(item, lang) for item in group)
    return ", ".join(f"{label} : {n}" for label, n in counts.most_common())


def _main(items: Iterable[Item]) -> Iterator[Item]:
    """Leave out the further claims of a split sentence: its main point is what counts."""
    return (item for item in items if item.label and item.id.count(":") == 1)


def agreement_notes(copies: Sequence[Answers], layer: str, lang: str) -> Iterator[str]:
    """Say how far the class agrees on its statements, beside what a careless answer would get."""
    labels = [{item.id: flat_label(item.label, item.voice) for item in _main(copy.live("statements"))}
              for copy in copies] if layer == "statements" else []
    units = sorted({unit for given in labels for unit in given})
    counts = [Counter(given[unit] for given in labels if unit in given) for unit in units]
    share, value, span = pair_agreement(counts), alpha(counts), interval(counts)
    if share is None:
        return
    label, n = sum(counts, Counter[str]()).most_common(1)[0]
    yield say("compare.percentage", lang, share=round(100 * share))
    if len(copies) == 2:
        both = [unit for unit in units if all(unit in given for given in labels)]
        pair = kappa([labels[0][unit] for unit in both], [labels[1][unit] for unit in both])
        yield say("compare.kappa", lang, kappa=_figure(pair, lang))
    low, high = span or (None, None)
    yield say("compare.alpha", lang, alpha=_figure(value, lang), low=_figure(low, lang), high=_figure(high, lang),
              n=len(units))
    yield say("compare.careless", lang, label=table("flat", lang)[label],
              share=round(100 * n / sum(count.total() for count in counts)))
    worst = sorted(zip(units, counts, strict=True), key=lambda pair: max(pair[1].values()) / pair[1].total())[:2]
    yield say("compare.disputed", lang, units=", ".join(unit.removeprefix("statements:") for unit, _ in worst))


def _figure(value: float | None, lang: str) -> str:
    if value is None:
        return say("compare.undefined", lang)
    return f"{value:.2f}".replace(".", "," if lang == "fr" else ".")


# ---- side by side

def overlap(one: Item, two: Item) -> float:
    """Return what two marks share, as a part of what they cover together."""
    starts, ends = (one.start or 0, two.start or 0), (one.end or 0, two.end or 0)
    return max(0, min(ends) - max(starts)) / max(1, max(ends) - min(starts))


def pair_up(mine: Iterable[Item], theirs: Iterable[Item]) -> list[Pair]:
    """Put each mark beside the one that shares most with it, one to one, in the order of the text."""
    mine, left = list(mine), list(theirs)
    close = sorted(((overlap(one, two), i, j) for i, one in enumerate(mine) for j, two in enumerate(left)),
                   key=lambda found: (-found[0], found[1:]))
    partner: dict[int, int] = {}
    for share, i, j in close:
        if share >= OVERLAP and i not in partner and j not in partner.values():
            partner[i] = j
    pairs: list[Pair] = [(item, left[partner[i]] if i in partner else None) for i, item in enumerate(mine)]
    pairs += [(None, item) for j, item in enumerate(left) if j not in partner.values()]
    return sorted(pairs, key=lambda pair: next(item.start or 0 for item in pair if item))


def verdict(pair: Pair) -> str:
    """Return ``agree``, ``differ``, ``only_mine`` or ``only_theirs``."""
    mine, theirs = pair
    if mine is None or theirs is None:
        return "only_theirs" if mine is None else "only_mine"
    same_voice = not (mine.voice and theirs.voice) or mine.voice == theirs.voice
    return "agree" if mine.label == theirs.label and same_voice else "differ"


def spoken_label(item: Item, lang: str) -> str:
    """Return the words of a label; those of a statement name its voice too."""
    if item.layer == "statements":
        voice = table("voice", lang).get(item.voice)
        status = table("status", lang).get(item.label, item.label)
        return f"{status} · {voice}" if voice else status
    return table(WORDING[item.layer], lang).get(item.label, item.label)
