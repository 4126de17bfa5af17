"""``kit scan IN [-o OUT]``: what the second reader finds, for programs (JSON lines) or for people (text, a page).

A line of JSON gives a line of JSON, at once, whatever the lines before it held: a bad line becomes its error,
the rest goes on, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from html import escape
from pathlib import Path
from typing import Any, TextIO

from kit.article import read
from kit.checked import strict_json
from kit.detect import scan
from kit.detect.findings import Hedge, Scan, Source
from kit.detect.language import notes
from kit.errors import ArticleError, KitError, LanguageError, UsageError
from kit.wording import language, say

FORMATS = ("jsonl", "text", "html")
LANGUAGES = ("fr", "en", "auto")

Answer = tuple[Any, str, Scan | str]
"""The id of a text, the text, and its scan; or, in place of the scan, the sentence that says why there is none."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("input", metavar="IN", help=say("scan.input"))
    parser.add_argument("-o", "--output", metavar="OUT", default="-", help=say("scan.output"))
    parser.add_argument("--lang", choices=LANGUAGES, default="auto", help=say("scan.lang"))
    parser.add_argument("--format", choices=FORMATS, help=say("scan.format"))


def run(args: argparse.Namespace) -> int:
    """Scan a text file, or each line of a file of JSON lines or of standard input."""
    lines = args.input == "-" or args.input.endswith(".jsonl")
    write = {"jsonl": _write_json, "text": _write_text, "html": _write_html}[
        args.format or ("jsonl" if lines else "text")
    ]
    answers = _answers(args.input, args.lang) if lines else _article(args.input, args.lang)
    with _output(args.output) as out:
        return int(write(answers, out))


def _output(path: str) -> AbstractContextManager[TextIO]:
    if path == "-":
        return nullcontext(sys.stdout)
    try:
        return Path(path).open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(say("scan.unwritable", path=path, reason=error.strerror)) from None


def _article(name: str, lang: str) -> Iterator[Answer]:
    article = read(name)
    found = scan(article, lang)
    for note in notes(article.text, found.lang):
        print(note, file=sys.stderr)
    yield article.id, article.text, found


def _answers(path: str, lang: str) -> Iterator[Answer]:
    """Answer each line that is not blank, one after the other."""
    try:
        source = nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb")  # noqa: SIM115
    except OSError as error:
        raise ArticleError(say("article.unreadable", name=path, reason=error.strerror)) from None
    with source as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _answer(line, number, lang)


def _answer(line: bytes, number: int, lang: str) -> Answer:
    name, text = None, ""
    try:
        row = _row(line)
        name = row.get("id")
        text = _text(row)
        return name, text, scan(text, _lang(row, lang))
    except KitError as error:
        return name, text, say("scan.bad_line", line=number, reason=error)


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = strict_json(line.decode("utf-8-sig"))
    except ValueError as error:
        raise UsageError(say("scan.not_json", reason=error)) from None
    if not isinstance(row, dict):
        raise UsageError(say("scan.not_json", reason=type(row).__name__))
    return row


def _text(row: dict[str, Any]) -> str:
    if not isinstance(row.get("text"), str):
        raise UsageError(say("scan.no_text"))
    return str(row["text"])


def _lang(row: dict[str, Any], lang: str) -> str:
    code = row.get("lang") or lang
    if code not in LANGUAGES:
        raise LanguageError(say("scan.bad_lang", code=code))
    return str(code)


def _write_json(answers: Iterable[Answer], out: TextIO) -> bool:
    failed = False
    for name, text, found in answers:
        failed |= isinstance(found, str)
        record = {"id": name} | ({"error": found} if isinstance(found, str) else found.to_dict())
        lone = any("\ud800" <= character <= "\udfff" for character in text)  # UTF-8 has no place for half a pair
        out.write(json.dumps(record, ensure_ascii=lone) + "\n")
        out.flush()
    return failed


def _write_text(answers: Iterable[Answer], out: TextIO) -> bool:
    """Print the text with its marks in brackets, and what the machine makes of each sentence."""
    failed = False
    for name, text, found in answers:
        print(f"{name}\n", file=out)
        failed |= isinstance(found, str)
        if isinstance(found, str):
            print(found + "\n", file=out)
            continue
        for sentence, statement in zip(found.sentences, found.statements, strict=True):
            print(f"{sentence.id:4} {_bracketed(text, found, sentence.start, sentence.end)}", file=out)
            print(f"     {say(f'status.{statement.status}')}, {say(f'voice.{statement.voice}')}", file=out)
    return failed


def _bracketed(text: str, found: Scan, start: int, end: int) -> str:
    pieces, at = [], start
    for mark in _marks(found, start, end):
        pieces += [text[at : mark.start], f"[{mark.text}: {_words(mark)}]"]
        at = mark.end
    return "".join([*pieces, text[at:end]])


def _marks(found: Scan, start: int, end: int) -> Iterator[Source | Hedge]:
    """Give the sources and hedges of a stretch of text, in its order; of two that overlap, the first."""
    marks: list[Source | Hedge] = [*found.sources, *found.hedges]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if start <= mark.start and mark.end <= end:
            start = mark.end
            yield mark


def _words(mark: Source | Hedge) -> str:
    return say(f"class.{mark.source_class}") if isinstance(mark, Source) else say(f"category.{mark.category}")


def _write_html(answers: Iterable[Answer], out: TextIO) -> bool:
    """One page that needs nothing else: marks are underlined and named in words, never by colour alone."""
    failed = False
    print(_HEAD.format(lang=language(), title=escape(say("scan.title"))), file=out)
    for name, text, found in answers:
        failed |= isinstance(found, str)
        print(f"<h1>{escape(str(name))}</h1>", file=out)
        print(f"<p>{escape(found)}</p>" if isinstance(found, str) else _article_html(text, found), file=out)
    print("</html>", file=out)
    return failed


_HEAD = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.7 Georgia, serif; max-width: 65ch; margin: 2rem auto; padding: 0 1rem }}
html {{ color-scheme: light dark }}
mark {{ background: none; color: inherit; text-decoration: underline 2px }}
mark.hedge {{ text-decoration-style: dotted }}
small {{ font: .75rem system-ui, sans-serif; opacity: .8 }}
</style>"""


def _article_html(text: str, found: Scan) -> str:
    rows = []
    for sentence, statement in zip(found.sentences, found.statements, strict=True):
        tag = "h2" if sentence.kind == "heading" else "p"
        body, at = "", sentence.start
        for mark in _marks(found, sentence.start, sentence.end):
            kind = "source" if isinstance(mark, Source) else "hedge"
            body += f'{escape(text[at : mark.start])}<mark class="{kind}">{escape(mark.text)}</mark> '
            body += f"<small>[{escape(_words(mark))}]</small>"
            at = mark.end
        status = f"{say(f'status.{statement.status}')}, {say(f'voice.{statement.voice}')}"
        rows.append(
            f"<{tag}>{body}{escape(text[at : sentence.end])} <small>{sentence.id}: {escape(status)}</small></{tag}>"
        )
    return f'<section lang="{found.lang}">\n' + "\n".join(rows) + "\n</section>"
