"""Tables that a spreadsheet opens unharmed.

UTF-8 with a byte order mark (Excel would read accents wrongly without), fields quoted where they must be, so that
commas, quotes and newlines stay in their cell. A text that a spreadsheet would run as a formula (it begins with
``=``, ``+``, ``-``, ``@``, a tab or a return) gets an apostrophe in front; `plain` takes it off again. Control
characters become U+FFFD. Each file is written beside the old one and takes its place when it is whole.

References
----------
OWASP, *CSV Injection*.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import IO

from kit.files import replacing

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Cell = str | float | int


def lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as they stand in a table: texts made safe, numbers left numbers."""
    stream = StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(
        [safe(cell) if isinstance(cell, str) else _number(cell) for cell in row] for row in rows)
    return stream.getvalue()


@lru_cache
def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{round(value, 4):g}"


def safe(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs."""
    if not text or (text[0].isalnum() and text.isprintable()):
        return text  # nearly every cell
    text = _CONTROL.sub("\ufffd", text)
    return "'" + text if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """Undo `safe`."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table, which takes the place of the old one when it is whole."""
    with writing(path) as stream:
        stream.write(lines([columns]))
        stream.write(lines(rows))


@contextmanager
def writing(path: Path, *, sync: bool = True) -> Iterator[IO[str]]:
    """Open a text file that takes the place of `path` once it is whole; a table begins with a byte order mark."""
    encoding = "utf-8-sig" if path.suffix == ".csv" else "utf-8"
    with replacing(path, sync=sync) as file:
        stream = TextIOWrapper(file, encoding, errors="replace", newline="")
        try:
            yield stream
        finally:
            stream.detach()  # what is still in it goes to the file


def read_sheet(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table as `write_sheet` wrote it, or as a spreadsheet saved it again.

    Raises
    ------
    ValueError
        Where the file is not UTF-8.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        first = stream.readline()
        stream.seek(0)
        delimiter = ";" if first.count(";") > first.count(",") else ","
        return [{name.strip(): plain(cell or "") for name, cell in row.items() if name and not isinstance(cell, list)}
                for row in csv.DictReader(stream, delimiter=delimiter)]
