"""``kit release OUT``: the tree that students receive, without a key, a canary or a solution in any file.

Lessons and exercises as notebooks without outputs, the texts, the kit itself and the files that Binder reads. What an
exercise's folder may hold is listed here, so that a file that nobody thought of stays at home.
"""

import argparse
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.article import LIBRARY, library, read
from kit.checked import near
from kit.errors import UsageError
from kit.exercise import EXERCISES, LESSONS
from kit.wording import LANGUAGES, language, say

ROOT = EXERCISES.parent
ALONGSIDE = (".binder/*", "pyproject.toml", "README.md", "LICENSE*", "NOTICE", "CITATION.cff")
TASK = ("exercise.toml", "article.*.txt", "fr.ipynb", "en.ipynb")
AT_HOME = ("gold", "template", "reading.json", "__pycache__", ".ipynb_checkpoints", "answers")
"""Parts of the kit that stay with the instructor: sentences with their solutions, readings, the template."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("out", type=Path, help=say("release.out"))
    parser.add_argument("--without-article", metavar="ID", action="append", default=[], help=say("release.without"))
    parser.add_argument("--practice", action="store_true", help=say("release.practice"))


def run(args: argparse.Namespace) -> int:
    """Write the tree into an empty or missing folder, and say how much it holds."""
    if not (ROOT / "pyproject.toml").is_file():
        raise UsageError(say("release.no_checkout"))
    for name in args.without_article:
        if name not in library():
            raise UsageError(say("release.no_article", name=name, near=near(name, library()),
                                 known=", ".join(library())))
    try:
        count = release(args.out, frozenset(args.without_article), practice=args.practice)
    except OSError as error:
        raise UsageError(say("release.not_written", path=args.out, reason=error.strerror or error)) from None
    print(say("release.done", count=count, out=args.out))
    return 0


def release(out: Path, without: frozenset[str] = frozenset(), *, practice: bool = False) -> int:
    """Write the students' tree.

    Parameters
    ----------
    out : Path
        A folder that is empty or missing.
    without : frozenset of str
        Articles of the library to leave out; lessons on them take another of the same language.
    practice : bool
        Keep the readings of the lessons' articles, so that ``check()`` and ``solution()`` work there; the keys of the
        exercises are never released.

    Returns
    -------
    int
        How many files were written.

    Raises
    ------
    UsageError
        Where `out` holds something already.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(say("release.not_empty", path=out))
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for source in _files(practice, without):
        target = out / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".ipynb":
            target.write_text(_blank(source), encoding="utf-8")
        elif source.parent == LESSONS and without:
            target.write_text(_on_another(source, without), encoding="utf-8")
        else:
            shutil.copy(source, target)
        if source.name == "postBuild":  # Binder's menus are in the language of whoever releases
            text = source.read_text(encoding="utf-8")
            target.write_text(re.sub("(?m)^LESSONS=.*", f"LESSONS={language()}", text), encoding="utf-8")
        count += 1
    return count


def _files(practice: bool, without: frozenset[str]) -> Iterator[Path]:
    for pattern in ALONGSIDE:
        yield from ROOT.glob(pattern)
    for source in sorted((ROOT / "kit").rglob("*")):
        parts = source.relative_to(ROOT).parts
        kept = practice and source.name == "reading.json"
        if source.is_file() and (kept or not set(parts) & set(AT_HOME)) and not (
                parts[1] == LIBRARY.name and parts[2] in without):
            yield source
    yield from sorted((ROOT / "notebooks").glob("*/*.ipynb"))
    for pattern in TASK:
        yield from sorted(EXERCISES.glob(f"*/{pattern}"))


def _blank(path: Path) -> str:
    """Return a notebook as it was before anybody ran it: no outputs, counts or widget state."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] = {name: notebook["metadata"][name] for name in ("kernelspec", "language_info")
                            if name in notebook["metadata"]}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _on_another(path: Path, without: frozenset[str]) -> str:
    """Return a lesson's file with each article that is left out replaced by another of the same language."""
    text = path.read_text(encoding="utf-8")
    for name in without:
        lang = read(name).lang
        others = [other for other in library() if other not in without and read(other).lang == lang]
        if not others:
            raise UsageError(say("release.no_other", name=name))
        for slot in LANGUAGES:
            text = re.sub(rf'(article = \{{.*\b{slot} = )"{name}"', rf'\g<1>"{others[0]}"', text)
    return text
