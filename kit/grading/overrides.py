"""What the instructor decided: ``overrides.csv``, one row a student and item, never written by a grading run.

``student, part, item, credit, comment``: the credit is a share of the item or of the written part, 0 to 1; empty
where only a comment is given. A row for a student or item that is not there is kept, and said.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kit.errors import DataError
from kit.grading.sheet import read_sheet, write_sheet
from kit.wording import say

COLUMNS = ("student", "part", "item", "credit", "comment")

Place = tuple[str, str, str]
"""Student's id, part's id, item's id."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An instructor's word on one item; `credit` is None where it is a comment alone."""

    credit: float | None
    comment: str


def load_overrides(path: Path) -> dict[Place, Decision]:
    """Read the decisions; none where there is no file.

    Raises
    ------
    DataError
        Where a row has a fault: the file is the instructor's own, so that the run stops rather than skip it.
    """
    if not path.exists():
        return {}
    try:
        rows = read_sheet(path)
    except (OSError, ValueError) as error:
        raise DataError(say("checked.unreadable", file=path.name, reason=error)) from None
    return dict(_decision(row, f"{path.name}:{n}") for n, row in enumerate(rows, 2))


def _decision(row: dict[str, str], place: str) -> tuple[Place, Decision]:
    for name in COLUMNS[:4]:
        if name not in row:
            raise DataError(say("checked.missing", place=place, name=name, near=""))
    return (row["student"], row["part"], row["item"]), Decision(_credit(row["credit"], place), row.get("comment", ""))


def _credit(cell: str, place: str) -> float | None:
    if not cell.strip():
        return None
    try:
        credit = float(cell.replace(",", "."))
    except ValueError:
        credit = -1.0
    if not 0 <= credit <= 1:
        raise DataError(say("grade.credit", place=place, value=cell))
    return credit


def save_overrides(path: Path, decisions: Iterable[tuple[Place, Decision]]) -> None:
    """Write all decisions at once, in the order of students and items; the file before stays as ``.previous``."""
    if path.exists():
        previous = path.with_name(path.name + ".previous")
        previous.unlink(missing_ok=True)
        os.link(path, previous)
    write_sheet(path, COLUMNS, ((*place, "" if decision.credit is None else decision.credit, decision.comment)
                                for place, decision in sorted(decisions, key=lambda pair: pair[0])))
