"""``kit scan IN [-o OUT]``: what the second reader finds, for programs (jsonl) or people (text, html)."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any, TextIO

from kit.article import read
from kit.detect import scan
from kit.errors import KitError, LanguageError, UsageError
from kit.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``kit scan``."""
    parser.add_argument("input", metavar="IN")
    parser.add_argument("-o", "--output", metavar="OUT", default="-")
    parser.add_argument("--lang", choices=("fr", "en", "auto"), default="auto")
    parser.add_argument("--format", choices=("jsonl", "text", "html"))


def run(args: argparse.Namespace) -> int:
    """Scan a file or standard input; exit status 1 where a line was bad."""
    lines = args.input == "-" or args.input.endswith(".jsonl")
    with _output(args.output) as out:
        if lines:
            return _stream(args, out)
        found = scan(read(args.input), args.lang)
        print(json.dumps({"id": args.input} | found.to_dict(), ensure_ascii=False), file=out)
        return 0


def _output(path: str) -> Any:
    return nullcontext(sys.stdout) if path == "-" else open(path, "w", encoding="utf-8")


def _stream(args: argparse.Namespace, out: TextIO) -> int:
    """Answer line by line, so that neither memory nor a bad line stops a batch."""
    status = 0
    source = nullcontext(sys.stdin) if args.input == "-" else open(args.input, encoding="utf-8")
    with source as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                answer = _answer(line, number, args.lang)
                status |= "error" in answer
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status


def _answer(line: str, number: int, lang: str) -> dict[str, Any]:
    """Return the findings of one line, or the error that stands in their place."""
    name: Any = None
    try:
        row = _row(line)
        name = row.get("id")
        found = scan(_text(row), _lang(row, lang))
        return {"id": name} | found.to_dict()
    except KitError as error:
        return {"id": name, "error": say("scan.bad_line", line=number, reason=error)}


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
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
    if code not in ("fr", "en", "auto"):
        raise LanguageError(say("scan.bad_lang", lang=code))
    return str(code)
