"""Claim: words, sentences and hedges cost the same for each character, however long or odd the text.

Run ``python bench/linear.py [CHARACTERS]``: for each kind of text, microseconds of processor time a kilobyte
at a quarter, a half and the whole of that length. In a linear design the three numbers agree.
"""

import sys
import time

from kit.detect.hedges import find_hedges
from kit.tokens import Text

SENTENCE = "Le chat pourrait dire que si le chien aurait fui, il serait peut-être là et n’exclut pas de "
KINDS = {
    "aaaa": "a",
    "guillemets": "« ",
    "one endless sentence": SENTENCE,
    "many sentences": SENTENCE + "fin. Le ",
    "si": "si ",
    "emoji": "😀",
    "right to left": "مرحبا بالعالم ",
    "full stops": ".",
    "lines": "a\n",
}


def cost(unit: str, size: int, lang: str) -> float:
    """Return microseconds of processor time a kilobyte for a text of `size` characters."""
    text = (unit * (size // len(unit) + 1))[:size]
    begin = time.process_time()
    find_hedges(Text(text, lang))
    return (time.process_time() - begin) * 1e9 / size


def main(size: int) -> None:
    """Print the table."""
    print(f"{'µs a kB':22} {size // 4:>10} {size // 2:>10} {size:>10}")
    for name, unit in KINDS.items():
        for lang in ("fr", "en"):
            find_hedges(Text(unit, lang))
            row = [cost(unit, part, lang) for part in (size // 4, size // 2, size)]
            print(f"{name + ' ' + lang:22}" + "".join(f" {value:>10.0f}" for value in row))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
