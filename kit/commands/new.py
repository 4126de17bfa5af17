"""``kit new exercise``, ``kit new key``, ``kit new article``: an instructor's own, from a text in ten minutes.

1. ``kit new exercise market --text market.txt --lang fr`` makes the folder ``market`` from the kit's template.
2. Open ``market/fr.ipynb``, mark the text as a student would (reasons become explanations), hand in, save.
3. ``kit new key market market/fr.ipynb`` makes ``market/key.json`` of the marks.

``kit new article`` puts a text into the library, its sentences frozen, what is not known about it left absent.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from kit.answers import Answers, Item
from kit.article import LIBRARY, METADATA, Article, Sentence, library, read
from kit.checked import load_json
from kit.detect.language import identify, notes
from kit.errors import KitError, SubmissionError, UsageError
from kit.exercise import load_exercise
from kit.grading.submissions import MOST_BYTES, read_answers
from kit.key import SCHEMA, check_key, load_key
from kit.scoring import SPANS
from kit.tokens import tokenize, units
from kit.wording import LANGUAGES, say

TEMPLATE = Path(__file__).parents[1] / "template"
CANARY = "canary.txt"
"""Holds the string that stands in every file that reveals an answer; a release never has this file."""

STATUS = "one reader's reading, provisional"
_DETERMINERS = frozenset("un une des le la les l d du de ce cet cette ces son sa ses leur leurs "
                         "a an the this these its some several many most".split())
_AFTER_THE_HEAD = frozenset("of in at from for with on to by near close familiar who which that".split())
"""Words that follow the head of an English phrase."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the three kinds and their options."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar=say("new.metavar"))
    for kind in ("exercise", "article"):
        made = kinds.add_parser(kind, help=say(f"new.{kind}"))
        made.add_argument("name" if kind == "article" else "folder", help=say(f"new.{kind}_name"))
        made.add_argument("--text", type=Path, required=True, help=say("new.text"))
        made.add_argument("--lang", choices=LANGUAGES, required=True, help=say("new.lang"))
    key = kinds.add_parser("key", help=say("new.key"))
    key.add_argument("folder", type=Path, help=say("new.key_folder"))
    key.add_argument("marks", type=Path, help=say("new.marks"))


def run(args: argparse.Namespace) -> int:
    """Make what is asked for, and say what to do next."""
    try:
        if args.kind == "exercise":
            print(new_exercise(Path(args.folder), args.text, args.lang))
        elif args.kind == "article":
            print(new_article(args.name, args.text, args.lang))
        else:
            print(new_key(args.folder, args.marks))
    except OSError as error:
        raise UsageError(say("new.failed", reason=error)) from None
    return 0


def _given(text: Path, lang: str) -> Article:
    """Open an instructor's text, in the language that she says."""
    article = read(text, lang=lang)
    code = identify(article.text, doubtful=lang)
    if code != lang:
        name = say(f"scan.languages.{code}")
        raise UsageError(say("new.other_language", path=text, language=name, code=code))
    return article


def new_exercise(folder: Path, text: Path, lang: str) -> str:
    """Make the folder of an exercise; it must not exist yet."""
    if folder.exists():
        raise UsageError(say("new.exists", path=folder))
    article = _given(text, lang)
    folder.mkdir(parents=True)
    shutil.copy(text, folder / f"article.{lang}.txt")
    values = {"name": folder.name, "lang": lang, "canary": _canary()}
    for source in TEMPLATE.iterdir():
        if source.name != CANARY:
            content = source.read_text(encoding="utf-8")
            filled = content.replace("{name}", folder.name) if source.suffix == ".ipynb" else content.format(**values)
            (folder / source.name).write_text(filled, encoding="utf-8")
    load_exercise(folder)
    made = say("new.exercise_made", folder=folder, sentences=len(units(article)), notebook=folder / f"{lang}.ipynb")
    return "\n".join((made, *notes(article.text, lang)))


def _canary() -> str:
    return (TEMPLATE / CANARY).read_text(encoding="utf-8").strip()


def new_key(folder: Path, marks: Path) -> str:
    """Make ``key.json`` of an instructor's own marks; an older key is kept as ``key.previous.json``."""
    exercise = load_exercise(folder)
    answers = _marks(marks)
    article = next((article for article in map(exercise.article, LANGUAGES)
                    if article.sha256 == answers.article_sha256), None)
    if article is None:
        raise UsageError(say("new.other_text", path=marks))
    sentences = units(article)
    items = [item for item in (_key_item(mark, sentences, article.lang) for mark in answers.live()) if item]
    if not items:
        raise UsageError(say("new.no_marks", path=marks))
    key = {"schema": SCHEMA, "article": {"id": article.id, "sha256": article.sha256}, "status": STATUS,
           "canary": _canary(), "items": items, "distractors": []}
    _write_key(exercise.folder / "key.json", key, exercise.articles, article)
    check_key(load_key(exercise.folder / "key.json", article.lang), article, sentences)
    return say("new.key_made", count=len(items), path=exercise.folder / "key.json")


def _marks(path: Path) -> Answers:
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise UsageError(say("checked.unreadable", file=path, reason="—"))
    try:
        return read_answers(path.read_bytes(), path.name)[-1]
    except SubmissionError as error:
        code, _, detail = str(error).partition(" ")
        raise UsageError(f"{path}: {say(f'grade.problem.{code}', detail=detail)}") from None


def _key_item(mark: Item, sentences: tuple[Sentence, ...], lang: str | None) -> dict[str, Any] | None:
    """Return the key item of a mark; its reason explains it in both languages until somebody translates it."""
    unit = next((unit for unit in sentences if mark.start is not None and mark.end is not None
                 and unit.start <= mark.start < mark.end <= unit.end), None)
    if unit is None or mark.layer not in (*SPANS, "statements") or mark.start is None:
        return None
    statement = mark.layer == "statements"
    if statement and mark.id != f"statements:{unit.id}":
        return None  # a further claim of the sentence: the key judges its main point
    return {"id": unit.id if statement else mark.id.partition(":")[2], "layer": mark.layer, "unit": unit.id,
            "start": mark.start, "end": mark.end, "text": mark.quote,
            "head": [mark.start, mark.end] if statement else _head(mark, lang), "label": mark.label,
            "alternatives": [], "optional": False, "weight": 1,
            "explanation": dict.fromkeys(LANGUAGES, mark.why) if mark.why else {},
            "attributes": {"voice": mark.voice} if mark.voice else {}}


def _head(mark: Item, lang: str | None) -> list[int]:
    """Return the word that a student's mark must at least cover: of those that are no determiner, the first.

    An English source has its noun, or the family name, at the end: "the town council", "a source close to the mayor".
    """
    tokens = tokenize(mark.quote)
    words = [token for token in tokens if token.text[0].isalnum()] or list(tokens)
    words = [token for token in words if token.text.lower().rstrip("'’") not in _DETERMINERS] or words[-1:]
    word = words[0]
    if lang == "en" and mark.layer == "sources":
        ends = (token.start for token in tokens if token.text == "," or token.text.lower() in _AFTER_THE_HEAD)
        limit = next((end for end in ends if end > word.start), len(mark.quote))
        word = [token for token in words if token.start < limit][-1]
    start = mark.start or 0
    return [start + word.start, start + word.end]


def _write_key(path: Path, key: dict[str, Any], articles: Any, article: Article) -> None:
    """Write the key alone where both languages share one text, else as that of its language, beside the other's."""
    whole: dict[str, Any] = key
    if len(set(articles.values())) > 1:
        whole = (dict(load_json(path).data) if path.exists() else {}) | {str(article.lang): key}
    if path.exists():
        path.replace(path.with_name("key.previous.json"))
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def new_article(name: str, text: Path, lang: str) -> str:
    """Put a text into the library, as it is."""
    if name in library() or not name.replace("-", "").isalnum() or not name.isascii():
        raise UsageError(say("new.article_taken", name=name))
    article = _given(text, lang)
    folder = LIBRARY / name
    folder.mkdir()
    try:
        shutil.copy(text, folder / "article.txt")
        (folder / "article.toml").write_text(_metadata(article), encoding="utf-8")
        read(name)
    except KitError:
        shutil.rmtree(folder)
        raise
    return "\n".join((say("new.article_made", folder=folder), *notes(article.text, lang)))


def _metadata(article: Article) -> str:
    rows = "".join(f'  ["{unit.id}", "{unit.kind}", {unit.start}, {unit.end}],\n' for unit in units(article))
    absent = "".join(f'# {field} = "…"\n' for field in METADATA)
    return (f'lang = "{article.lang}"\nsha256 = "{article.sha256}"\n\n# name, kind, start, end\nunits = [\n{rows}]\n\n'
            f'[rights]\nfr = ""\nen = ""\n\n[metadata]\n{absent}')
