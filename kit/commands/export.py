"""``kit export ANSWERS -o OUT``: a marked article for other hands: a page, a PDF, W3C Web Annotations, a table.

A Web Annotation names its place twice, as the recommendation advises: by position in code points and by the
words with a little of what stands around them, so that it can be found again in another copy of the text.

References
----------
Sanderson, R., Ciccarese, P., & Young, B. (2017). Web Annotation Data Model. W3C Recommendation.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from kit.answers import Answers, Item
from kit.article import Article, library, read
from kit.errors import AnswersError, ArticleError, UsageError
from kit.exercise import exercises, lessons, load_exercise, load_lesson
from kit.grading.sheet import write_sheet
from kit.marked import article_page, html_table, unit_at, word
from kit.report.page import page
from kit.store import load_answers
from kit.tokens import units
from kit.wording import LANGUAGES, language, say

AROUND = 32  # characters of context on each side of a quote
COLUMNS = ("id", "layer", "unit", "start", "end", "quote", "label", "word", "voice", "attributes", "why")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PATIENCE = 120  # seconds for a browser to print a page


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("input", metavar="ANSWERS", type=Path, help=say("export.input"))
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help=say("export.output"))
    parser.add_argument("--format", choices=tuple(FORMATS), help=say("export.format"))
    parser.add_argument("--article", metavar="PATH", help=say("export.article"))


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    kind = args.format or args.output.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise UsageError(say("export.which", name=args.output.name, known=", ".join(FORMATS)))
    answers = load_answers(args.input)
    article = find_article(answers, args.article)
    for item in answers.live():
        if item.start is not None and article.text[item.start:item.end] != item.quote:
            raise AnswersError(say("export.elsewhere", quote=item.quote, file=args.input.name))
    try:
        FORMATS[kind](args.output, article, answers, language())
    except OSError as error:
        raise UsageError(say("export.cannot_write", path=args.output, reason=error.strerror or error)) from None
    print(say("export.done", count=len(answers.live()), path=args.output))
    return 0


def find_article(answers: Answers, name: str | None = None) -> Article:
    """Find the very text that the answers are about; an `ArticleError` says how to give it."""
    known = [read(name)] if name else _articles(answers)
    for article in known:
        if article.sha256 == answers.article_sha256:
            return article
    raise ArticleError(say("export.other_text" if name else "export.no_text", name=name or answers.article_id))


def _articles(answers: Answers) -> Iterator[Article]:
    if answers.article_id in library():
        yield read(answers.article_id)
    for known, opened in ((exercises(), load_exercise), (lessons(), load_lesson)):
        if answers.exercise in known:
            task = opened(answers.exercise)
            yield from (task.article(lang) for lang in LANGUAGES if task.articles)


def to_jsonld(article: Article, items: Sequence[Item]) -> dict[str, Any]:
    """Return items as a page of W3C Web Annotations; positions count code points, first included, last not."""
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "id": f"urn:sha256:{article.sha256}#annotations",
            "type": "AnnotationPage", "items": [_annotation(article, item) for item in items]}


def _annotation(article: Article, item: Item) -> dict[str, Any]:
    values = [("classifying", item.label), ("classifying", item.voice), ("commenting", item.why),
              *(("describing", f"{name}: {value}") for name, value in item.attributes.items())]
    body = [{"type": "TextualBody", "purpose": purpose, "value": value} for purpose, value in values if value]
    target: dict[str, Any] = {"source": f"urn:sha256:{article.sha256}"}
    if item.start is not None and item.end is not None:
        target["selector"] = [
            {"type": "TextPositionSelector", "start": item.start, "end": item.end},
            {"type": "TextQuoteSelector", "exact": item.quote,
             "prefix": article.text[max(0, item.start - AROUND):item.start],
             "suffix": article.text[item.end:item.end + AROUND]},
        ]
    return {"id": f"urn:sha256:{article.sha256}#{item.id}", "type": "Annotation", "body": body, "target": target}


def _jsonld(out: Path, article: Article, answers: Answers, lang: str) -> None:
    text = json.dumps(to_jsonld(article, answers.live()), ensure_ascii=False, indent=1)
    out.write_text(text + "\n", encoding="utf-8")


def _csv(out: Path, article: Article, answers: Answers, lang: str) -> None:
    sentences = units(article)
    rows: list[tuple[str, ...]] = []
    for item in answers.live():
        place = ("", "") if item.start is None else (str(item.start), str(item.end))
        attributes = "; ".join(f"{name}: {value}" for name, value in item.attributes.items())
        rows.append((item.id, item.layer, unit_at(item, sentences), *place, item.quote, item.label,
                     word(item.layer, item.label, lang), item.voice, attributes, item.why))
    write_sheet(out, COLUMNS, rows)


def to_html(article: Article, answers: Answers, lang: str) -> str:
    """Return the marked article as a self-contained page, what has no place in the text below it."""
    placed = [item for item in answers.live() if item.start is not None]
    rest = [(item.id, item.label, item.why) for item in answers.live() if item.start is None]
    head = f"<h1>{escape(article.id)}</h1><p><bdi>{escape(answers.student or '')}</bdi></p>"
    below = html_table([say(f"export.{name}", lang) for name in ("id", "label", "why")], rest) if rest else ""
    return page(article.id, head + article_page(article, units(article), placed, lang) + below, lang)


def _html(out: Path, article: Article, answers: Answers, lang: str) -> None:
    out.write_text(to_html(article, answers, lang), encoding="utf-8")


def _pdf(out: Path, article: Article, answers: Answers, lang: str) -> None:
    """Let a browser of this machine print the page, offline and with a profile of its own."""
    browser = next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *BROWSERS, MACOS))), None)
    if browser is None:
        raise UsageError(say("export.no_browser"))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        _html(source, article, answers, lang)
        words = [browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile",
                 "--host-resolver-rules=MAP * ~NOTFOUND", f"--print-to-pdf={out.resolve()}", source.as_uri()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container, where Chromium has no sandbox to build
            words.insert(1, "--no-sandbox")
        try:
            done = subprocess.run(words, capture_output=True, check=False, timeout=PATIENCE).returncode
        except subprocess.TimeoutExpired:
            done = 1
    if done or not out.is_file():
        raise UsageError(say("export.not_printed", browser=browser))


FORMATS: dict[str, Callable[[Path, Article, Answers, str], None]] = {
    "html": _html, "pdf": _pdf, "jsonld": _jsonld, "csv": _csv}
