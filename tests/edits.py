"""Two hundred edits as a student makes them: ``python tests/edits.py`` says the number of each once it is saved.

Two words after it name the layer of the marks, so that two programs may work on the same answers, and how many to make.
"""

import sys
from random import Random

from kit import article
from kit.answers import Item
from kit.errors import AnswersError
from kit.store import open_store

COUNT = 200
PLACES = 40
ARTICLE = article.read(text=" ".join(f"mot{n:02}" for n in range(PLACES)), lang="fr")


def edits(layer: str) -> list[Item]:
    """Marks made, explained, explained anew and thrown away, the same each time."""
    dice = Random(4)
    return [edit(layer, n, dice.randrange(PLACES), dice.random() < 0.2) for n in range(1, COUNT + 1)]


def edit(layer: str, n: int, place: int, deleted: bool) -> Item:
    start, end = place * 6, place * 6 + 5
    return Item(f"{layer}:{start}-{end}", layer, deleted=deleted, start=start, end=end,
                quote=ARTICLE.text[start:end], label="bare_source", why=f"{n} : parce que")  # fmt: skip


def after(n: int, layer: str = "sources") -> dict[str, str]:
    """What holds after the first `n` edits: the reason of each mark."""
    last = {item.id: item for item in edits(layer)[:n]}
    return {item.id: item.why for item in last.values() if not item.deleted}


def found() -> dict[str, str]:
    """What is found again, by whoever opens the answers next."""
    return {item.id: item.why for item in open_store("lesson", ARTICLE).answers.live()}


def main(layer: str = "sources", count: str = str(COUNT)) -> None:
    """Make the edits, and say of each that it is saved, or why it is not."""
    store = open_store("lesson", ARTICLE)
    for n, item in enumerate(edits(layer)[: int(count)], 1):
        try:
            store.put(item)
        except AnswersError as error:
            print("refused:", error, flush=True)
        else:
            print(n, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
