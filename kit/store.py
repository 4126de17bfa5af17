"""Where answers live on disk: written on every change, restored whatever happened.

A `Store` keeps one `Answers` in ``answers/<exercise>.json`` beside the notebook (``$KIT_ANSWERS`` names
another folder; ``off`` keeps nothing, nor does a browser without a place for files). Each write goes to a
temporary file, reaches the disk, and only then takes the place of the last one, which stays beside it as
``.previous``. Whoever finds that another tab or kernel has written in between unites the two. A file that
cannot be read is set aside, never overwritten; one of a newer kit is left alone. Where the file is missing,
the notebook's own outputs give the answers back.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakSet

from kit.answers import SCHEMA, Answers, Item, in_notebook, newer, parse
from kit.article import Article
from kit.checked import strict_json
from kit.errors import AnswersError
from kit.files import replacing
from kit.wording import say

try:
    from fcntl import LOCK_EX, flock
except ImportError:  # Windows, and Python in the browser: two kernels at the very same moment are not kept apart
    flock = None  # type: ignore[assignment]

MOST_MEGABYTES = 100


class _UnreadableError(Exception):
    """A file that holds no answers at all."""


class Store:
    """Answers, and the file that holds them.

    Parameters
    ----------
    answers : Answers
    path : Path or None
        The file; None keeps nothing on disk.

    Attributes
    ----------
    news : str
        A sentence for the student about what just happened to the file, or nothing.
    watchers : set
        The widgets that show these answers; who changes them calls ``show()`` on each.
    """

    def __init__(self, answers: Answers, path: Path | None) -> None:
        self.answers = answers
        self.path = path
        self.news = self._old_news = ""
        self.watchers: WeakSet[Any] = WeakSet()
        self._on_disk = 0

    def put(self, *items: Item) -> None:
        """Keep items and write them to disk; an `AnswersError` says why they are only in memory."""
        if self.news == self._old_news:  # said for the length of one change
            self.news = ""
        self._old_news = self.news
        for item in items:
            self.answers.put(item)
        self.save()

    def hand_in(self, student: str | None = None) -> None:
        """Note who hands in, and that this revision was; blank answers stay blank."""
        self.refresh()
        if not self.answers.revision:
            return
        student = student or self.answers.student
        if student != self.answers.student or self.answers.handed_in != self.answers.revision:
            self.answers.revision += 1
            self.answers.student, self.answers.handed_in = student, self.answers.revision
        self.save()

    def save(self) -> None:
        """Write the answers to disk, united with what another tab or kernel has written there.

        Raises
        ------
        AnswersError
            Where the disk refuses; the last good version is still there.
        """
        if self.path is None or not self.answers.revision:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _alone(self.path.parent):
                self._unite()
                self._write(self.path)
        except OSError as error:
            raise AnswersError(say("answers.refused", file=self.path, reason=error.strerror or error)) from None
        self._on_disk = self.answers.revision

    def refresh(self) -> bool:
        """Take over what another tab or kernel has written, and tell whether there was anything."""
        with suppress(AnswersError, OSError):
            return self._unite()
        return False

    def _unite(self) -> bool:
        if self.path is None:
            return False
        disk = self._read(self.path)
        if disk and not disk.same_work(self.answers):  # another text has taken the name since
            self.path, self._on_disk = _choose(self.answers), 0
            return self._unite()
        if disk is None or disk.revision <= self._on_disk:
            return False
        changed = self.answers.merge(disk, since=self._on_disk)
        self._on_disk = disk.revision
        if changed:
            self.news = say("answers.united")
        return changed

    def _read(self, path: Path) -> Answers | None:
        """Read a file; None where it is missing, or could not be read and was set aside."""
        try:
            return _load(path)
        except _UnreadableError:
            self.news = say("answers.set_aside", file=path.name, name=_set_aside(path).name)
            return None

    def _write(self, path: Path) -> None:
        with suppress(FileNotFoundError):
            _replace(path.with_suffix(".previous"), path.read_bytes())
        saved = self.answers.saved
        self.answers.saved = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            _replace(path, json.dumps(self.answers.to_dict(), ensure_ascii=False, indent=1).encode())
        except OSError:
            self.answers.saved = saved
            raise

    def restore(self, folder: Path) -> None:
        """Find the answers again: in the file, else in the last one beside it, else in a notebook of `folder`."""
        if self.path is None:
            return
        sidecar = self._read(self.path)
        self._on_disk = sidecar.revision if sidecar else 0
        kept = sidecar or self._read(self.path.with_suffix(".previous"))
        notebook = _in_notebooks(folder, self.answers, alone=kept is None)
        if notebook and notebook.revision and (kept is None or notebook.continues(kept)):
            kept = notebook
            self.news = say("answers.from_notebook")
        self.answers = kept or self.answers
        if self.answers.revision > self._on_disk:
            with suppress(AnswersError):  # the next change tries again, and says so
                self.save()


def open_store(exercise: str, article: Article) -> Store:
    """Open the answers to `exercise` on `article`, with all earlier work.

    Raises
    ------
    AnswersError
        Where the file there is of a newer kit, or cannot be opened at all.
    """
    answers = Answers(exercise, article.id, article.sha256)
    store = Store(answers, _choose(answers))
    store.restore(Path.cwd())
    return store


def _choose(answers: Answers) -> Path | None:
    """Return the file for this work: a name that belongs to another text is left to it."""
    place = os.environ.get("KIT_ANSWERS", "answers")
    if place == "off" or _forgets(Path.cwd()):
        return None
    exercise, article = _safe(answers.exercise), _safe(answers.article_id)
    names = (exercise, f"{exercise}.{article}", f"{exercise}.{article}.{answers.article_sha256[:8]}")
    paths = [Path(place).expanduser().absolute() / f"{name}.json" for name in names]
    return next((path for path in paths if _belongs(path, answers)), paths[-1])


def _forgets(folder: Path) -> bool:
    """Tell whether `folder` is only in memory: Python in a browser that was given no place for files."""
    return sys.platform == "emscripten" and not folder.is_relative_to("/drive")


def _belongs(path: Path, answers: Answers) -> bool:
    try:
        found = _load(path)
    except _UnreadableError:
        return True
    return found is None or found.same_work(answers)


def _safe(name: str) -> str:
    """Return `name` as part of a file's name, on any system."""
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name)[:80] or "-"


def _load(path: Path) -> Answers | None:
    """Read a file; None where it is missing."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise AnswersError(say("checked.unreadable", file=path, reason=error.strerror or error)) from None
    try:
        return parse(strict_json(data.decode()), path.name)
    except (ValueError, AnswersError):
        if newer(obj := _any_json(data)):
            raise AnswersError(say("answers.newer", place=path, schema=obj["schema"], known=SCHEMA)) from None
        raise _UnreadableError from None


def _any_json(data: bytes) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(data)
    return None


def _set_aside(path: Path) -> Path:
    """Rename a file that cannot be read, so that nothing is written over it."""
    aside = next(name for n in count(1) if not (name := path.with_suffix(f".unreadable-{n}")).exists())
    try:
        return path.rename(aside)
    except OSError as error:
        raise AnswersError(say("answers.refused", file=path, reason=error.strerror or error)) from None


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")  # one a kernel: not every system keeps two apart
    with replacing(path, draft) as file:
        file.write(data)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder, so that two kernels never write in it at once; a system that cannot lets them."""
    if flock is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            flock(handle, LOCK_EX)
        yield
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _in_notebooks(folder: Path, wanted: Answers, alone: bool) -> Answers | None:
    """Return the newest version of this work in the running notebook's outputs, or in its neighbours' where `alone`."""
    running = folder / os.environ.get("JPY_SESSION_NAME", "")
    paths = [running] if running.is_file() else sorted(folder.glob("*.ipynb")) if alone else []
    found = [answers for path in paths for answers in read_notebook(path) if answers.same_work(wanted)]
    return max(found, key=lambda answers: answers.revision, default=None)


def read_notebook(path: Path) -> list[Answers]:
    """Return each version of answers that a notebook's outputs hold; what cannot be read is passed over."""
    try:
        if path.stat().st_size > MOST_MEGABYTES * 1e6:
            return []
        notebook = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [answers for obj in in_notebook(notebook) for answers in _parsed(obj)]


def load_answers(path: Path) -> Answers:
    """Return the answers of a file, or the newest in a notebook; an `AnswersError` where there are none."""
    if path.suffix == ".ipynb":
        found = read_notebook(path)
        if not found:
            raise AnswersError(say("export.no_answers", file=path))
        return max(found, key=lambda answers: answers.revision)
    try:
        return parse(strict_json(path.read_text(encoding="utf-8")), path.name)
    except (OSError, ValueError) as error:
        raise AnswersError(say("checked.unreadable", file=path, reason=error)) from None


def _parsed(obj: object) -> Iterator[Answers]:
    with suppress(AnswersError):
        yield parse(obj)
