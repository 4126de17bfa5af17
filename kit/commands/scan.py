"""``kit scan IN [-o OUT]``: what the second reader finds, for programs (JSON lines) or for people (text, a page).

A line of JSON gives a line of JSON, at once, whatever the lines before it held: a bad line becomes its error,
the rest goes on, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from html import escape
from pathlib import Path
from typing import Any, TextIO

from kit.article import Sentence, read
from kit.checked import strict_json
from kit.detect import scan
from kit.detect.findings import Hedge, Scan, Source, Statement
from kit.detect.language import notes
from kit.detect.people import count_people
from kit.errors import ArticleError, KitError, LanguageError, UsageError
from kit.wording import language, say

LANGUAGES = ("fr", "en", "auto")

Answer = tuple[Any, str, Scan | str]
"""The id of a text, the text, and its scan; or, in place of the scan, the sentence that says why there is none."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("input", metavar="IN", help=say("scan.input"))
    parser.add_argument("-o", "--output", metavar="OUT", default="-", help=say("scan.output"))
    parser.add_argument("--lang", choices=LANGUAGES, default="auto", help=say("scan.lang"))
    parser.add_argument("--format", choices=tuple(FORMATS), help=say("scan.format"))


def run(args: argparse.Namespace) -> int:
    """Scan a text file, or each line of a file of JSON lines or of standard input."""
    lines = args.input == "-" or args.input.endswith(".jsonl")
    kind = args.format or ("jsonl" if lines else "text")
    failed = False
    with _output(args.output) as out:
        if kind == "html":
            print(_HEAD.format(lang=language(), title=escape(say("scan.title"))), file=out)
        for answer in (_answers if lines else _article)(args.input, args.lang):
            failed |= isinstance(answer[-1], str)
            print(FORMATS[kind](*answer).encode("utf-8", "replace").decode(), file=out, flush=True)
        if kind == "html":
            print("</html>", file=out)
    return int(failed)


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


def _json(name: object, text: str, found: Scan | str) -> str:
    answer = {"error": found} if isinstance(found, str) else found.to_dict() | {"people": _people(found)}
    lone = any("\ud800" <= character <= "\udfff" for character in text)  # UTF-8 has no place for half a pair
    return json.dumps({"id": name} | answer, ensure_ascii=lone)


def _people(found: Scan) -> dict[str, int | None]:
    people = count_people(found.sources)
    return {name: getattr(people, name) for name in ("least", "least_otherwise", "apart", "most")}


def _counted(found: Scan) -> list[str]:
    """Return how many unnamed people speak, reason by reason; nothing where none does."""
    people = count_people(found.sources)
    return [reason.sentence() for reason in people.reasons] if people.cards else []


def _plain(name: object, text: str, found: Scan | str) -> str:
    """Return the text with its marks in brackets, what the machine makes of each sentence, and how many speak."""
    if isinstance(found, str):
        return f"{name}\n\n{found}\n"
    lines = [f"{name}\n"]
    for sentence, statement in zip(found.sentences, found.statements, strict=True):
        lines += [f"{sentence.id:4} {_bracketed(text, found, sentence)}", f"     {_said(statement)}"]
    counted = _counted(found)
    return "\n".join([*lines, *(["", say("people.title")] if counted else []), *(f"- {why}" for why in counted)])


def _said(statement: Statement) -> str:
    return f"{say(f'status.{statement.status}')}, {say(f'voice.{statement.voice}')}"


def _bracketed(text: str, found: Scan, sentence: Sentence) -> str:
    pieces, at = [], sentence.start
    for mark in _marks(found, sentence):
        pieces += [text[at : mark.start], f"[{mark.text}: {_words(mark)}]"]
        at = mark.end
    return "".join([*pieces, text[at : sentence.end]])


def _marks(found: Scan, sentence: Sentence) -> Iterator[Source | Hedge]:
    """Give the sources and hedges of a sentence, in its order; of two that overlap, the first."""
    start = sentence.start
    marks: list[Source | Hedge] = [*found.sources, *found.hedges]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if start <= mark.start and mark.end <= sentence.end:
            start = mark.end
            yield mark


def _words(mark: Source | Hedge) -> str:
    return say(f"class.{mark.source_class}") if isinstance(mark, Source) else say(f"category.{mark.category}")


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


def _html(name: object, text: str, found: Scan | str) -> str:
    """Return a part of the page: marks are underlined and named in words, never by colour alone."""
    title = f"<h1>{escape(str(name))}</h1>\n"
    if isinstance(found, str):
        return f"{title}<p>{escape(found)}</p>"
    rows = []
    for sentence, statement in zip(found.sentences, found.statements, strict=True):
        tag = "h2" if sentence.kind == "heading" else "p"
        body, at = "", sentence.start
        for mark in _marks(found, sentence):
            kind = "source" if isinstance(mark, Source) else "hedge"
            body += f'{escape(text[at : mark.start])}<mark class="{kind}">{escape(mark.text)}</mark> '
            body += f"<small>[{escape(_words(mark))}]</small>"
            at = mark.end
        said = f"<small>{sentence.id}: {escape(_said(statement))}</small>"
        rows.append(f"<{tag}>{body}{escape(text[at : sentence.end])} {said}</{tag}>")
    page = f'{title}<section lang="{found.lang}">\n' + "\n".join(rows) + "\n</section>"
    counted = "".join(f"\n<li>{escape(why)}</li>" for why in _counted(found))
    return f"{page}\n<h2>{escape(say('people.title'))}</h2>\n<ul>{counted}\n</ul>" if counted else page


FORMATS = {"jsonl": _json, "text": _plain, "html": _html}
