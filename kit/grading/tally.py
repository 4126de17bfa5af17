"""What a class answered, counted while the copies pass by: memory grows with the questions, not with the students."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kit.answers import Item
from kit.exercise import FACTS, Part, labels
from kit.grading.agreement import Counts
from kit.grading.gradebook import ITEM_COLUMNS, Result
from kit.grading.marking import Reading
from kit.scoring import SPANS, points, score_part

_PART, _ITEM, _OUTCOME, _ANSWER, _EXPECTED = map(ITEM_COLUMNS.index, ("part", "item", "outcome", "answer", "expected"))


@dataclass
class ItemTally:
    """What became of one item: how often each outcome, and each answer."""

    outcomes: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def dispute(self) -> float:
        """The chance that two students who answered gave different answers."""
        total = self.answers.total()
        same = sum(n * (n - 1) for n in self.answers.values())
        return 1 - same / (total * (total - 1)) if total > 1 else 0.0


@dataclass
class Tally:
    """A class's answers in one language.

    Parameters
    ----------
    points : Counter
        How many students have each number of points.
    items : dict
        By part and item; extra marks stand apart.
    extras : dict
        By part, how often each place was marked too many.
    """

    points: Counter[float] = field(default_factory=Counter)
    items: dict[tuple[str, str], ItemTally] = field(default_factory=dict)
    extras: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        """Count one copy; one that could not be read counts nowhere."""
        if result.status == "refused":
            return
        self.points[result.points] += 1
        for row in result.items:
            part, item, outcome = str(row[_PART]), str(row[_ITEM]), str(row[_OUTCOME])
            if outcome == "extra":
                self.extras.setdefault(part, Counter())[item] += 1
                continue
            tally = self.items.setdefault((part, item), ItemTally())
            tally.outcomes[outcome] += 1
            if outcome not in ("missed", "blank") and row[_EXPECTED]:  # a written text is no label to count
                tally.answers[str(row[_ANSWER])] += 1

    def part(self, part: Part) -> Iterator[tuple[str, ItemTally]]:
        """Yield the items of a part with their counts, the most disputed first, of equals the most answered."""
        mine = [(item, tally) for (name, item), tally in self.items.items() if name == part.id]
        yield from sorted(mine, key=lambda pair: (-pair[1].dispute, -pair[1].answers.total()))

    def counts(self, part: Part) -> list[Counts]:
        """Return how often each label was given to each item of a part."""
        return [tally.answers for (name, _), tally in self.items.items() if name == part.id]


def careless(part: Part, reading: Reading) -> tuple[str, float]:
    """Return the one label that would earn most if it were given everywhere, and the points it would earn."""
    results = [(points(score_part(_everywhere(part, reading, label), part, reading.key, reading.units), part), label)
               for label in _choices(part)] if reading.key else []
    best, label = max(results, default=(0.0, ""))
    return label, best


def _choices(part: Part) -> tuple[str, ...]:
    return (*part.labels, *FACTS.values()) if part.layer == "statements" else part.labels or labels(part.layer)


def _everywhere(part: Part, reading: Reading, label: str) -> list[Item]:
    """Return the answers of a student who finds each place and always says the same."""
    assert reading.key is not None
    return [Item(f"{part.layer}:{item.id if part.layer not in SPANS else f'{item.start}-{item.end}'}", part.layer,
                 start=item.start, end=item.end, label=label)
            for item in reading.key.layer(part.layer) if not item.optional]
