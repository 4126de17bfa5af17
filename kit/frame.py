"""Rows as a table: pandas' own, and where there is no pandas (Python in the browser) one to read and to count.

Only what the lessons type is here; whoever wants more has pandas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> pandas.DataFrame | Rows:
    """Return `rows` as a table, its `columns` those of the rows where not given."""
    names = tuple(columns or dict.fromkeys(name for row in rows for name in row))
    try:
        import pandas  # only here: importing kit must not load it
    except ImportError:
        return Rows(names, tuple(tuple(row.get(name) for name in names) for row in rows))
    return pandas.DataFrame(rows, columns=list(names))


@dataclass(frozen=True)
class Rows:
    """A table to look at, and to count in.

    Parameters
    ----------
    columns : tuple of str
    values : tuple of tuple
        A tuple a row, in the order of `columns`.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, column: str) -> list[Any]:
        """Return a column."""
        place = self.columns.index(column)
        return [row[place] for row in self.values]

    def value_counts(self, column: str) -> Rows:
        """Count how often each value stands in `column`, the most frequent first."""
        return Rows((column, "count"), tuple(Counter(self[column]).most_common()))

    def __repr__(self) -> str:
        return "\n".join("  ".join(line) for line in self._lines())

    def _repr_html_(self) -> str:
        head, *lines = self._lines()
        top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
        body = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
        return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"

    def _lines(self) -> Iterator[list[str]]:
        yield list(self.columns)
        for row in self.values:
            yield ["" if value is None else str(value) for value in row]
