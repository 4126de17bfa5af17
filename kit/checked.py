"""A data file read key by key: what is asked for is checked, what nobody asked for is an error.

Exercises and keys are written by hand, by teachers. A fault in them is a `DataError` of one
sentence that names the file, the place in it and, for a misspelt word, the nearest valid one.
"""

import difflib
import json
import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kit.errors import DataError
from kit.wording import LANGUAGES, say, typeset_each


class Table:
    """One table (a JSON object, a TOML table) of a file, and the keys asked of it so far; a null counts as not there.

    Parameters
    ----------
    data : object
        What the file holds at this place.
    file : str
        The file's name, for messages.
    place : str
        Where in the file, such as ``"part 2"``.

    Raises
    ------
    DataError
        Where `data` is not a table; so does each method whose value is missing or of another kind.
    """

    __slots__ = ("_asked", "data", "file", "place")

    def __init__(self, data: object, file: str, place: str = "") -> None:
        if not isinstance(data, dict):
            raise DataError(say("checked.not_table", place=f"{file} {place}".strip()))
        self.data: dict[str, Any] = data
        self.file = file
        self.place = place
        self._asked: dict[str, None] = {}

    def text(self, name: str, default: str | None = None, choices: Iterable[str] = ()) -> str:
        """Return a string, one of `choices` where some are given."""
        value: str = self._get(name, str, "text", default)
        if choices:
            self._choose(name, value, tuple(choices))
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number that is neither negative nor infinite."""
        value = self._get(name, (int, float), "number", default)
        if isinstance(value, bool) or not math.isfinite(value) or value < 0:
            raise self._wrong(name, "number")
        return float(value)

    def whole(self, name: str, default: int | None = None) -> int:
        """Return a whole number that is not negative."""
        value = self.data.get(name)
        if type(value) is int and value >= 0:  # nearly always
            self._asked[name] = None
            return value
        number = self.number(name, default)
        if number != int(number):
            raise self._wrong(name, "whole")
        return int(number)

    def yes(self, name: str, default: bool = False) -> bool:
        """Return a truth value."""
        return bool(self._get(name, bool, "yes", default))

    def words(self, name: str, choices: Iterable[str] = (), default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of strings, each one of `choices` where some are given."""
        values = self._get(name, (list, tuple), "words", default)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(name, "words")
        allowed = tuple(choices)
        for value in values:
            if allowed:
                self._choose(name, value, allowed)
        return tuple(values)

    def both(self, name: str, default: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return a text in both languages of the interface: ``{"fr": ..., "en": ...}``."""
        value = self._get(name, dict, "both", default)
        if value and (set(value) != set(LANGUAGES) or not all(isinstance(text, str) for text in value.values())):
            raise self._wrong(name, "both")
        return typeset_each(value)

    def span(self, name: str, default: tuple[int, int]) -> tuple[int, int]:
        """Return a pair of offsets, first included, last not."""
        value = self._get(name, (list, tuple), "span", default)
        if len(value) != 2 or not all(type(offset) is int and offset >= 0 for offset in value):
            raise self._wrong(name, "span")
        return value[0], value[1]

    def table(self, name: str) -> "Table":
        """Return the table below `name`, empty where there is none."""
        return Table(self._get(name, dict, "table", {}), self.file, f"{self.place} {name}".strip())

    def tables(self, name: str) -> list["Table"]:
        """Return the list of tables below `name`, empty where there is none."""
        rows = self._get(name, list, "tables", [])
        return [Table(row, self.file, f"{self.place} {name} {n}".strip()) for n, row in enumerate(rows, 1)]

    def take(self, kinds: Mapping[str, type]) -> dict[str, Any]:
        """Return all that is there, each value of the kind that `kinds` gives for its name: str, int, bool or dict."""
        found: dict[str, Any] = {}
        for name, value in self.data.items():
            kind = kinds.get(name)
            if type(value) is kind and (not isinstance(value, int) or value >= 0):
                found[name] = value
            elif value is not None:  # a fault, or a whole number written as 3.0
                self._asked |= dict.fromkeys(kinds)
                self.close()
                found[name] = self._readers()[kinds[name]](name)
        return found

    def _readers(self) -> dict[type, Callable[[str], Any]]:
        return {str: self.text, int: self.whole, bool: self.yes, dict: self.table}

    def close(self) -> None:
        """Raise a `DataError` where the table holds a key that was never asked for."""
        for name, value in self.data.items():
            if name not in self._asked and value is not None:
                raise self.error("checked.unknown", name=name, near=near(name, self._asked),
                                 known=", ".join(self._asked))

    def error(self, key: str, **values: Any) -> DataError:
        """Return the error that says `key` of this place."""
        return DataError(say(key, place=f"{self.file} {self.place}".strip(), **values))

    def _get(self, name: str, kinds: Any, kind: str, default: Any) -> Any:
        self._asked[name] = None
        value = self.data.get(name)
        if value is None:
            value = default
        if value is None:
            unasked = [key for key in self.data if key not in self._asked]
            raise self.error("checked.missing", name=name, near=near(name, unasked))
        if not isinstance(value, kinds):
            raise self._wrong(name, kind)
        return value

    def _choose(self, name: str, value: str, choices: tuple[str, ...]) -> None:
        if value not in choices:
            raise self.error("checked.choice", name=name, value=value, near=near(value, choices),
                             known=", ".join(choices))

    def _wrong(self, name: str, kind: str) -> DataError:
        return self.error("checked.kind", name=name, kind=say(f"checked.{kind}"))


def near(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean ...?)" with the nearest known word, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return say("checked.near", word=found[0]) if found else ""


def load_toml(path: Path) -> Table:
    """Return the table that a TOML file holds; a file that cannot be read is a `DataError`."""
    try:
        return Table(tomllib.loads(_read(path)), path.name)
    except tomllib.TOMLDecodeError as error:
        raise DataError(say("checked.syntax", file=path.name, reason=error)) from None


def load_json(path: Path) -> Table:
    """Return the table that a JSON file holds; a file that cannot be read is a `DataError`."""
    try:
        return Table(strict_json(_read(path)), path.name)
    except ValueError as error:
        raise DataError(say("checked.syntax", file=path.name, reason=error)) from None


def strict_json(text: str) -> Any:
    """Parse JSON, refusing what two readers might understand differently.

    Raises
    ------
    ValueError
        On a fault of syntax, a key given twice in one object, NaN or an infinity, a number of
        more than 20 digits, or brackets nested too deep to read.
    """
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_short, parse_float=_float)
    except RecursionError:
        raise ValueError("brackets nested too deep") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"key given twice: {next(n for n in names if names.count(n) > 1)[:40]!r}")
    return table


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _short(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError("number of more than 20 digits")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse(digits[:20])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(say("checked.unreadable", file=path, reason=error)) from None
