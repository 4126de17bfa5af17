"""Whose file is it? The names that nbgrader, Moodle and Canvas give to what students hand in.

========== =====================================================================
nbgrader   ``submitted/<student>/<assignment>/02-sources.ipynb``
Moodle     ``Full Name_12345_assignsubmission_file_/02-sources.ipynb``, or the
           same name and the file's in one (a download without folders)
Canvas     ``lastfirst_12345_67890_file.ipynb``, ``lastfirst_LATE_12345_67890_file.ipynb``
by hand    ``<student>/02-sources.ipynb``, or ``<student>.ipynb``
========== =====================================================================

What the folder or the learning platform says decides; the name typed in the copy is shown beside it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_.*)?", re.DOTALL)
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<number>\d+)_\d+_.+", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """A student.

    Parameters
    ----------
    id : str
        What tells this student from all others: the folder's name, or name and number of the platform.
    name : str
        To show to the instructor.
    number : str
        The platform's number: Moodle's participant, Canvas's user; empty elsewhere.
    """

    id: str
    name: str
    number: str = ""


def whose(path: str) -> Who:
    """Tell whose file it is.

    Parameters
    ----------
    path : str
        Within the folder or archive handed over, with ``/`` between its parts.
    """
    parts = PurePosixPath(path).parts
    for part in parts:
        moodle = _MOODLE.fullmatch(part)
        if moodle:
            return Who(f"{moodle['name']}_{moodle['number']}", moodle["name"], moodle["number"])
    canvas = _CANVAS.fullmatch(parts[-1])
    if canvas:
        return Who(f"{canvas['name']}_{canvas['number']}", canvas["name"], canvas["number"])
    if "submitted" in parts[:-2]:
        parts = parts[parts.index("submitted") + 1:]
    student = parts[0] if len(parts) > 1 else PurePosixPath(parts[0]).stem
    return Who(student, student)


def wrapper(paths: Sequence[str], assignments: Collection[str]) -> str:
    """Return the one folder that holds all students' folders (``3B/alice/…``), with its ``/``, or nothing.

    Parameters
    ----------
    paths : sequence of str
    assignments : collection of str
        Names of exercises: folders of one student, not of several.
    """
    split = [PurePosixPath(path).parts for path in paths]
    if not split or len({parts[0] for parts in split}) > 1 or split[0][0] == "submitted":
        return ""
    students = {parts[1] for parts in split if len(parts) > 2} - set(assignments)
    return f"{split[0][0]}/" if len(students) > 1 and all(len(parts) > 2 for parts in split) else ""
