"""What a class answered, counted while the copies pass by: memory grows with the questions, not with the students."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kit.answers import Item
from kit.exercise import FACTS, Part, labels
from kit.grading.agreement import Counts
from kit.grading.marking import Graded, Reading
from kit.scoring import SPANS, points, score_part


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
    items : dict
        By part and item; extra marks stand apart.
    extras : dict
        By part, how often each place was marked too many.
    """

    items: defaultdict[tuple[str, str], ItemTally] = field(default_factory=lambda: defaultdict(ItemTally))
    extras: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, graded: Graded) -> None:
        """Count one copy that could be read."""
        for judged in graded.parts:
            for outcome in judged.outcomes:
                if outcome.outcome == "extra":
                    self.extras[judged.part.id][outcome.item_id] += 1
                    continue
                tally = self.items[judged.part.id, outcome.item_id]
                tally.outcomes[outcome.name] += 1
                if outcome.answer and outcome.expected:  # a written text is no label to count
                    tally.answers[outcome.given] += 1

    def update(self, other: "Tally") -> None:
        """Add what was counted elsewhere."""
        for part, extras in other.extras.items():
            self.extras[part].update(extras)
        for place, counted in other.items.items():
            self.items[place].outcomes.update(counted.outcomes)
            self.items[place].answers.update(counted.answers)

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
