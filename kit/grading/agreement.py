"""How far a class agrees: three figures, each with what it takes into account.

The percentage is easy to read and flatters; Cohen's kappa takes chance off for two readers, Krippendorff's alpha for
any number of readers, with gaps. With a dozen sentences the interval is wide: agreement starts a discussion, it is
never a mark.

References
----------
Cohen 1960, *A Coefficient of Agreement for Nominal Scales*; Light 1971, *Measures of Response Agreement for
Qualitative Data* (the mean of all pairs). Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*. Efron &
Tibshirani 1993, *An Introduction to the Bootstrap* (percentile interval).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

Counts = Mapping[str, int]
"""How many readers gave each label to one unit."""


def percentage(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Return the share of units that two readers label alike; None where there is none."""
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first) if first else None


def kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two readers; None where it is not defined (no unit, or one label throughout)."""
    observed = percentage(first, second)
    if observed is None:
        return None
    there, here = Counter(first), Counter(second)
    chance = sum(there[label] * here[label] for label in there) / len(first) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def mean_kappa(readers: Sequence[Mapping[str, str]]) -> float | None:
    """Return Cohen's kappa averaged over all pairs of readers, each on the units that both labelled.

    Parameters
    ----------
    readers : sequence of mapping
        Each reader's labels, by unit.
    """
    pairs = [(one, two, [unit for unit in one if unit in two]) for one, two in combinations(readers, 2)]
    values = [kappa([one[unit] for unit in both], [two[unit] for unit in both]) for one, two, both in pairs]
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


def pair_agreement(units: Sequence[Counts]) -> float | None:
    """Return the share of pairs of readers that agree, over all units; None where no unit has two readers."""
    same = sum(n * (n - 1) for unit in units for n in unit.values())
    pairs = sum(total * (total - 1) for total in (sum(unit.values()) for unit in units))
    return same / pairs if pairs else None


def alpha(units: Sequence[Counts]) -> float | None:
    """Return Krippendorff's alpha for nominal labels.

    Parameters
    ----------
    units : sequence of mapping
        For each unit, how many readers gave each label; a unit with fewer than two labels says nothing.

    Returns
    -------
    float or None
        1 for perfect agreement, 0 for chance, below where readers disagree more than by chance; None where it is
        not defined: nothing to compare, or one label throughout.
    """
    paired = [unit for unit in units if sum(unit.values()) > 1]
    labels: Counter[str] = Counter()
    for unit in paired:
        labels.update(unit)
    total = labels.total()
    expected = total * total - sum(n * n for n in labels.values())
    if not expected:
        return None
    sizes = ((sum(unit.values()), sum(n * n for n in unit.values())) for unit in paired)
    observed = sum((size * size - same) / (size - 1) for size, same in sizes)
    return 1 - (total - 1) * observed / expected


def interval(units: Sequence[Counts], rounds: int = 1000, level: float = 0.95) -> tuple[float, float] | None:
    """Return a bootstrap interval of `alpha`: units drawn anew, always the same way.

    Parameters
    ----------
    units : sequence of mapping
    rounds : int
        How many times.
    level : float
        The share of results within the interval.
    """
    random = Random(0)  # noqa: S311 - the same class gets the same interval
    values = sorted(value for value in (alpha(random.choices(units, k=len(units))) for _ in range(rounds))
                    if value is not None) if units else []
    if not values:
        return None
    cut = int(len(values) * (1 - level) / 2)
    return values[cut], values[-1 - cut]
