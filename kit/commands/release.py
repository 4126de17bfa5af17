"""``kit release OUT``: what students receive: everything for practice, nothing that solves a graded exercise.

Lessons, with the readings that ``check()`` and ``solution()`` need; exercises without key, rubric or sample answer;
notebooks without outputs; the texts, the kit itself and the files that Binder reads. What an exercise's folder may
hold is listed here, so that a file that nobody thought of stays at home.

``--without-article`` leaves no words of an article anywhere: its folder stays at home, lessons take another one, and
whatever quotes it is taken out of the notebooks.

``--repo`` lets each notebook begin with a folded cell that installs the kit where it is missing: on Colab, in VS Code.
"""

import argparse
import json
import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Set
from itertools import product
from pathlib import Path
from typing import Any

from kit.article import LIBRARY, library, read
from kit.checked import near
from kit.commands.lab import blank
from kit.commands.links import REPOSITORY, STUDENT_BRANCH
from kit.errors import UsageError
from kit.exercise import EXERCISES, LESSONS, exercises, lessons
from kit.wording import LANGUAGES, language, say

ROOT = EXERCISES.parent
ALONGSIDE = (".binder/*", "pyproject.toml", "README.md", "LICENSE*", "NOTICE", "CITATION.cff")
TASK = ("exercise.toml", "article.*.txt", "fr.ipynb", "en.ipynb")
AT_HOME = ("gold", "template", "__pycache__", ".ipynb_checkpoints", "answers")
"""Parts of the kit that stay with the instructor: sentences with their solutions, the template of exercises."""
QUOTED = 5
"""From how many words of an article in a row a passage quotes it."""
INSTALL = f"""try:
    import kit
except ImportError:
    %pip install --quiet "media-literacy-kit @ git+https://github.com/{{repo}}@{STUDENT_BRANCH}"
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("out", type=Path, help=say("release.out"))
    parser.add_argument("--without-article", metavar="ID", action="append", default=[], help=say("release.without"))
    parser.add_argument("--repo", metavar="OWNER/NAME", help=say("release.repo"))


def run(args: argparse.Namespace) -> int:
    """Write the tree into an empty or missing folder, and say how much it holds."""
    if not (ROOT / "pyproject.toml").is_file():
        raise UsageError(say("release.no_checkout"))
    for name in args.without_article:
        if name not in library():
            raise UsageError(say("release.no_article", name=name, near=near(name, library()),
                                 known=", ".join(library())))
    if args.repo and not re.fullmatch(REPOSITORY, args.repo):
        raise UsageError(say("links.bad_repo", repo=args.repo))
    try:
        count = release(args.out, args.without_article, args.repo)
    except OSError as error:
        raise UsageError(say("release.not_written", path=args.out, reason=error.strerror or error)) from None
    print(say("release.done", count=count, out=args.out, lessons=len(lessons()) - 1, exercises=len(exercises())))
    for name in args.without_article:
        print(say("release.replaced", name=name, others=", ".join(_others(args.without_article).values())))
    return 0


def _others(without: Collection[str]) -> dict[str, str]:
    """Return for each language an article to take the place of those that are left out."""
    left = {read(name).lang: name for name in reversed(library()) if name not in without}
    for lang in LANGUAGES if without else ():
        if lang not in left:
            raise UsageError(say("release.no_other", name=say(f"language.{lang}")))
    return {lang: left[lang] for lang in LANGUAGES if without}


def release(out: Path, without: Collection[str] = (), repo: str | None = None) -> int:
    """Write the students' tree.

    Parameters
    ----------
    out : Path
        A folder that is empty or missing.
    without : collection of str
        Articles of the library to leave out; others take their place in lessons.
    repo : str, optional
        ``owner/name`` on GitHub, where the tree will be the branch `STUDENT_BRANCH`.

    Returns
    -------
    int
        How many files were written.

    Raises
    ------
    UsageError
        Where `out` holds something already, or no article would be left for the lessons in one language.
    """
    others = _others(without)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(say("release.not_empty", path=out))
    phrases = {phrase for name in without for phrase in _phrases(name)}
    files = list(_files(without))
    for source in files:
        target = out / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
        if source.suffix == ".ipynb":
            notebook = _without(source, without, phrases)
            if repo:
                notebook["cells"].insert(0, _installer(repo))
            target.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        elif source.parent == LESSONS:
            target.write_text(_on_another(source, without, others), encoding="utf-8")
        elif source.name == "postBuild":  # Binder's menus are in the language of whoever releases
            text = source.read_text(encoding="utf-8")
            target.write_text(re.sub("(?m)^LESSONS=.*", f"LESSONS={language()}", text), encoding="utf-8")
    return len(files)


def _files(without: Collection[str]) -> Iterator[Path]:
    for pattern in ALONGSIDE:
        yield from ROOT.glob(pattern)
    for source in sorted((ROOT / "kit").rglob("*")):
        parts = source.relative_to(ROOT).parts
        if source.is_file() and not set(parts) & set(AT_HOME) and not (
                parts[1] == LIBRARY.name and parts[2] in without):
            yield source
    yield from sorted((ROOT / "notebooks").glob("*/*.ipynb"))
    for pattern in TASK:
        yield from sorted(EXERCISES.glob(f"*/{pattern}"))


def _phrases(name: str) -> Iterator[tuple[str, ...]]:
    """Yield all runs of `QUOTED` words of an article and of its translations."""
    article = read(name)
    for text in (article.text, *(text for gloss in article.gloss.values() for text in gloss.values())):
        yield from _runs(text)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[n:] for n in range(QUOTED)), strict=False)


def _installer(repo: str) -> dict[str, Any]:
    """Return a cell that does nothing where the kit is there, folded in JupyterLab and on Colab."""
    return {"cell_type": "code", "id": "install-kit", "execution_count": None, "outputs": [],
            "metadata": {"cellView": "form", "jupyter": {"source_hidden": True}},
            "source": INSTALL.format(repo=repo).splitlines(keepends=True)}


def _without(path: Path, without: Collection[str], phrases: Set[tuple[str, ...]]) -> dict[str, Any]:
    """Return a notebook that nobody has run.

    Cells of code that name an article of `without` are left out, and lines of prose that name or quote one.
    """
    notebook = blank(path)
    for cell in notebook["cells"]:
        pieces = ["".join(cell["source"])] if cell["cell_type"] == "code" else "".join(cell["source"]).splitlines(True)
        cell["source"] = [piece for piece in pieces
                          if phrases.isdisjoint(_runs(piece)) and not any(name in piece for name in without)]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["source"]]
    return notebook


def _on_another(path: Path, without: Collection[str], others: Mapping[str, str]) -> str:
    """Return a lesson's file with each article that is left out replaced by one in the lesson's language."""
    text = path.read_text(encoding="utf-8")
    for name, (lang, other) in product(without, others.items()):
        text = re.sub(rf'(article = \{{.*\b{lang} = )"{name}"', rf'\g<1>"{other}"', text)
    return text
