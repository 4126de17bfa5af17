"""``kit evaluate``: how often the second reader is right, on sentences marked by people.

A found span matches a marked one where what they share is at least 0.3 of what they cover together, one to one, best
first. A mark that is optional counts neither as missed nor, where it is found, as wrong. Figures on ``tuning.jsonl``
say how well the rules were fitted; those on ``aside.jsonl``, written by somebody who had not seen the rules, how well
they do on a newspaper.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.detect import scan
from kit.errors import DataError
from kit.readings import OVERLAP
from kit.spans import one_to_one, share
from kit.wording import LANGUAGES, say

GOLD = Path(__file__).parents[1] / "gold"
ASIDE = GOLD / "aside.jsonl"
MEASURED = GOLD / "measured.json"
LAYERS = {"hedges": ("spans", "category"), "sources": ("sources", "class")}

Mark = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """What was found, missed and found too much, and how often the label was right among the found."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    labelled: int = 0

    @property
    def precision(self) -> float:
        """The share of right ones among those that the machine marked."""
        return _ratio(self.found, self.found + self.extra)

    @property
    def recall(self) -> float:
        """The share of those that people marked which the machine found."""
        return _ratio(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _ratio(2 * self.found, 2 * self.found + self.extra + self.missed)

    @property
    def label(self) -> float:
        """The share of right classes or categories among those found."""
        return _ratio(self.labelled, self.found)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("gold", nargs="*", type=Path, help=say("evaluate.gold"))
    parser.add_argument("--errors", action="store_true", help=say("evaluate.errors"))
    parser.add_argument("--write", action="store_true", help=say("evaluate.write"))


def run(args: argparse.Namespace) -> int:
    """Print a table a file: a row a layer, language and difficulty."""
    if args.write:
        MEASURED.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
        return 0
    for path in args.gold or sorted(GOLD.glob("*.jsonl")):
        rows = list(read_gold(path))
        print(f"{path.name}\n{'':8} {'':18} {'P':>5} {'R':>5} {'F1':>5} {say('evaluate.label'):>10}")
        for (layer, group), tally in sorted(evaluate(rows).items()):
            figures = f"{tally.precision:5.3f} {tally.recall:5.3f} {tally.f1:5.3f} {tally.label:10.3f}"
            print(f"{layer:8} {group:18} {figures}   +{tally.found} ?{tally.extra} -{tally.missed}")
        if args.errors:
            print(*errors(rows), sep="\n")
    return 0


def measure() -> dict[str, dict[str, dict[str, float]]]:
    """Return what the lessons quote: precision and recall on the part kept aside, by language and layer."""
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for (layer, group), tally in sorted(evaluate(read_gold(ASIDE)).items()):
        if group in LANGUAGES:
            figures.setdefault(group, {})[layer] = {"P": round(tally.precision, 3), "R": round(tally.recall, 3)}
    return figures


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """Give the lines of a gold file.

    Raises
    ------
    DataError
        Where a line is not JSON or lacks a field.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(say("evaluate.unreadable", file=path, line="", reason=error)) from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            if not {"text", "lang"} <= row.keys():
                raise ValueError('"text", "lang"')
        except (AttributeError, ValueError) as error:
            raise DataError(say("evaluate.unreadable", file=path.name, line=number, reason=error)) from None
        yield row


def evaluate(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Tally]:
    """Compare the machine with people.

    Parameters
    ----------
    rows
        Gold lines: ``text``, ``lang``, ``difficulty``, and ``spans`` (hedges) or ``sources`` or both.

    Returns
    -------
    dict
        (layer, group) to `Tally`; a group is all, a language, or a language and a difficulty.
    """
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for row, layer, gold, found in _compared(rows):
        pairs = match(gold, found)
        firm = [(i, j) for i, j in pairs if not gold[i].get("optional")]
        missed = len(_missed(gold, pairs))
        label = LAYERS[layer][1]
        right = sum(gold[i].get(label) == found[j][label] for i, j in firm)
        for group in ("all", row["lang"], f"{row['lang']}/{row.get('difficulty', '-')}"):
            tally = tallies[layer, group]
            tally.found += len(firm)
            tally.extra += len(found) - len(pairs)
            tally.missed += missed
            tally.labelled += right
    return tallies


def errors(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give each miss, each false alarm and each wrong label, with its sentence."""
    for row, layer, gold, found in _compared(rows):
        pairs, label = match(gold, found), LAYERS[layer][1]
        text = row["text"] if len(row["text"]) < 400 else row.get("id", "")
        for mark in _missed(gold, pairs):
            yield f"- {layer}: {mark['text']} [{mark.get(label)}] | {text}"
        for j in set(range(len(found))) - {j for _, j in pairs}:
            yield f"? {layer}: {found[j]['text']} [{found[j][label]}] | {text}"
        for i, j in pairs:
            if gold[i].get(label) != found[j][label]:
                yield f"~ {layer}: {gold[i]['text']} [{gold[i].get(label)}] not [{found[j][label]}] | {text}"


def _compared(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str, list[Mark], list[Mark]]]:
    for row in rows:
        found = scan(row["text"], row["lang"]).to_dict()
        for layer, (key, _) in LAYERS.items():
            if key in row:
                yield row, layer, row[key], found[layer]


def _missed(gold: Sequence[Mark], pairs: Sequence[tuple[int, int]]) -> list[Mark]:
    matched = {i for i, _ in pairs}
    return [mark for i, mark in enumerate(gold) if i not in matched and not mark.get("optional")]


def match(gold: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return pairs of indices of marks that match, one to one, best overlap first."""
    close = ((share((one["start"], one["end"]), (two["start"], two["end"])), i, j)
             for i, one in enumerate(gold) for j, two in enumerate(found))
    return list(one_to_one((i, j) for shared, i, j in sorted(close, reverse=True) if shared >= OVERLAP).items())
