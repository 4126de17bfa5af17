"""Places in a text, as pairs of offsets: what two of them share, and which belong together."""

from collections.abc import Iterable
from typing import TypeVar

Place = tuple[int, int]
N = TypeVar("N")
M = TypeVar("M")


def share(one: Place, two: Place) -> float:
    """Return what two places share, as a part of what they cover together."""
    (start, end), (first, stop) = one, two
    return max(0, min(end, stop) - max(start, first)) / max(1, max(end, stop) - min(start, first))


def one_to_one(ranked: Iterable[tuple[N, M]]) -> dict[N, M]:
    """Return the pairs of which neither was in a pair before."""
    found: dict[N, M] = {}
    taken: set[M] = set()
    for one, two in ranked:
        if one not in found and two not in taken:
            found[one] = two
            taken.add(two)
    return found


def touch(one: Place, two: Place) -> bool:
    """Tell whether two places have a character in common."""
    return max(one[0], two[0]) < min(one[1], two[1])
