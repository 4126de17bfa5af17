"""Untrusted files in: a folder or an archive becomes copies, and a copy becomes answers or a stated problem.

Nothing is extracted to disk, no link is followed, no file larger than `MOST_BYTES` is read, and nothing a student
wrote is run: answers are data, taken from ``.json`` files and from the outputs of ``.ipynb`` files. Whatever cannot
be read is a `Problem` with its own sentence; the rest goes on.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kit.answers import Answers, in_notebook, newer, parse
from kit.checked import strict_json
from kit.errors import AnswersError, SubmissionError
from kit.grading.names import Who, whose, wrapper
from kit.wording import say

MOST_BYTES = 20_000_000
MOST_FILES = 200_000
_LITTER = ("__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini", ".git")


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was refused, or taken with a reservation.

    Parameters
    ----------
    student, file : str
        Whose, and which; empty where it is nobody's or no file.
    code : str
        What kind of problem, such as ``too_big``.
    refused : bool
        False where the file was used all the same.
    says : str
        The sentence, in the interface language.
    """

    student: str
    file: str
    code: str
    refused: bool
    says: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One file handed in; `index` is its place in the archive, -1 in a folder; `fault` what bars it from reading."""

    path: str
    size: int
    index: int = -1
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """All that one student handed in."""

    who: Who
    entries: tuple[Entry, ...]


def collect(place: Path, assignments: Collection[str] = ()) -> list[Copy]:
    """List the copies in a folder or zip archive, without reading them.

    Parameters
    ----------
    place : Path
    assignments : collection of str
        Names of exercises, which may be folders within a student's (nbgrader).

    Returns
    -------
    list of Copy
        By the student's id.

    Raises
    ------
    SubmissionError
        Where `place` is neither, or holds no file.
    """
    if place.is_dir():
        entries = list(_folder(place))
    elif zipfile.is_zipfile(place):
        entries = list(_archive(place))
    else:
        raise SubmissionError(say("grade.no_place", path=place))
    if not entries:
        raise SubmissionError(say("grade.no_files", path=place))
    return _by_student(entries, assignments)


def _by_student(entries: list[Entry], assignments: Collection[str]) -> list[Copy]:
    outer = wrapper([entry.path for entry in entries if entry.fault != "unsafe_name"], assignments)
    found: dict[str, list[Entry]] = {}
    people: dict[str, Who] = {}
    for entry in sorted(entries, key=lambda entry: (entry.path, entry.index)):
        who = Who("", "") if entry.fault == "unsafe_name" else whose(entry.path.removeprefix(outer))
        people.setdefault(who.id, who)
        found.setdefault(who.id, []).append(entry)
    return [Copy(people[name], tuple(found[name])) for name in sorted(found)]


def _folder(top: Path) -> Iterator[Entry]:
    folders = [""]
    while folders:
        inside = folders.pop()
        try:
            found = list(os.scandir(top / inside))
        except OSError:
            yield Entry(inside.rstrip("/"), 0, fault="unreadable")
            continue
        for item in found:
            name = inside + item.name
            if item.name in _LITTER:
                continue
            if item.is_dir(follow_symlinks=False):
                folders.append(f"{name}/")
            else:
                yield _file(item, name)


def _file(item: os.DirEntry[str], name: str) -> Entry:
    try:
        status = item.stat(follow_symlinks=False)
    except OSError:
        return Entry(name, 0, fault="unreadable")
    if not stat.S_ISREG(status.st_mode):
        return Entry(name, 0, fault="link" if stat.S_ISLNK(status.st_mode) else "special")
    return Entry(name, status.st_size, fault=_barred(name, status.st_size))


def _archive(place: Path) -> Iterator[Entry]:
    with _open_zip(place) as archive:
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise SubmissionError(say("grade.too_many", path=place, most=MOST_FILES))
        for index, info in enumerate(members):
            parts = PurePosixPath(info.filename).parts
            if not info.is_dir() and not set(parts) & set(_LITTER):
                yield Entry(info.filename, info.file_size, index, _archive_fault(info, parts))


def _archive_fault(info: zipfile.ZipInfo, parts: tuple[str, ...]) -> str:
    name = info.orig_filename
    if not parts or name.startswith(("/", "\\")) or ".." in parts or "\\" in name or "\0" in name or ":" in parts[0]:
        return "unsafe_name"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link"
    if info.flag_bits & 1:
        return "encrypted"
    return _barred(info.filename, info.file_size)


def _barred(name: str, size: int) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".zip":
        return "nested"
    if suffix not in (".ipynb", ".json"):
        return "not_answers"
    if size > MOST_BYTES:
        return "too_big"
    return "" if size else "empty"


def _open_zip(place: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(place)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SubmissionError(say("grade.bad_zip", path=place, reason=error)) from None


def read_entry(place: Path, entry: Entry) -> bytes:
    """Return the bytes of one file, at most `MOST_BYTES` of them.

    Raises
    ------
    SubmissionError
        Whose text is the code of the problem, a space, and details.
    """
    if entry.fault:
        raise SubmissionError(entry.fault)
    try:
        data = _read(place, entry)
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError,
            zlib.error) as error:
        raise SubmissionError(f"unreadable {error}") from None
    if len(data) > MOST_BYTES:
        raise SubmissionError("too_big")
    return data


def _read(place: Path, entry: Entry) -> bytes:
    most = min(entry.size, MOST_BYTES) + 1  # an archive may lie about a size, a file may have grown
    if entry.index < 0:
        with (place / entry.path).open("rb") as stream:
            return stream.read(most)
    with _open_zip(place) as archive, archive.open(archive.infolist()[entry.index]) as member:
        return member.read(most)


def read_answers(data: bytes, name: str) -> list[Answers]:
    """Return the answers in a file: one for a ``.json``, all those in the outputs of an ``.ipynb``, oldest first.

    Raises
    ------
    SubmissionError
        Whose text is the code of the problem, a space, and details; where a notebook holds answers that can be
        read and others that cannot, those that can are returned.
    """
    content = _json(data)
    if not name.lower().endswith(".ipynb"):
        return [_parse(content, name)]
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise SubmissionError("not_notebook")
    found, faults = [], []
    for output in in_notebook(content):
        try:
            found.append(_parse(output, name))
        except SubmissionError as error:
            faults.append(error)
    if not found:
        raise faults[0] if faults else SubmissionError("no_answers")
    return sorted(found, key=lambda answers: answers.revision)


def _json(data: bytes) -> object:
    try:
        return strict_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SubmissionError(f"encoding {error.start}") from None
    except ValueError as error:
        raise SubmissionError(f"not_json {error}") from None


def _parse(content: object, name: str) -> Answers:
    try:
        return parse(content, PurePosixPath(name).name)
    except AnswersError as error:
        raise SubmissionError(f"{'newer' if newer(content) else 'invalid'} {error}") from None
