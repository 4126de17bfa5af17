"""Print the lessons: ``python tools/handouts.py [OUT]`` writes a worksheet for each, as HTML and PDF.

For a class without computers, from one source: the words are those of the notebook, the text that of the lesson's
article, the questions those of its task. Answers (what stands behind a fold) and what only a screen can show are left
out; of the pictures, those that say something on paper are printed. The cards and the teacher's page are printed whole.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import nbformat
from nbconvert.filters import markdown2html

import kit
from kit.article import Article
from kit.exercise import Exercise, load_lesson
from kit.tokens import units
from kit.wording import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
STYLE = (Path(__file__).parent / "handouts.css").read_text(encoding="utf-8")
PRINTED = ("title", "warm-up", "anonymous", "metadata-intro", "metadata", "hunt", "scale", "tools", "tests", "card",
           "tree", "checklist", "TEXT", "versions-intro", "versions", "proven", "quiz", "traps-intro", "traps", "flash",
           "class", "exit", "WRITE", "home")  # fmt: skip
NOWHERE = r"^.*\(00-welcome\.ipynb\)\.?$| \(\[[^]]+\]\([^)]+\)\)"  # what only a link can say
FOLD = re.compile(r"<details>.*?</details>", re.DOTALL)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NAME = {"fr": "Prénom ou code\u00a0:", "en": "First name or code:"}


def worksheet(path: Path) -> str:
    """Return the worksheet of a lesson, or the whole of a notebook without code, as a page of HTML."""
    lang = path.parent.name
    cells = nbformat.read(path, 4).cells
    text = {cell.id: cell.source for cell in cells if cell.cell_type == "markdown"}
    if all(cell.cell_type == "markdown" for cell in cells):
        return page(path.stem, lang, "".join(section(source) for source in text.values()))
    lesson = load_lesson(path.stem)
    parts = {"TEXT": article(lesson.article(lang), lang) if lesson.articles else "", "WRITE": questions(lesson, lang)}
    parts |= {cell.id: picture(cell.source, path.stem, lang) for cell in cells
              if cell.id in PRINTED and cell.cell_type == "code"}
    body = [parts[name] if name in parts else section(text.get(name, "")) for name in PRINTED]
    return page(path.stem, lang, f'<p class="name">{NAME[lang]} <span></span></p>{"".join(body)}')


def page(title: str, lang: str, body: str) -> str:
    """Return a page that stands alone."""
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{STYLE}</style></head><body>{body}</body></html>")  # fmt: skip


def picture(source: str, lesson: str, lang: str) -> str:
    """Return what a cell such as ``lesson.picture("versions")`` shows, without its folded answers."""
    [name] = re.findall(r'lesson\.picture\("(\w+)"\)', source)
    return FOLD.sub("", kit.lesson(lesson, lang).picture(name).html)


def section(markdown: str) -> str:
    """Return a cell's words, without what stands behind a fold, links and references."""
    words = re.sub(NOWHERE, "", FOLD.sub("", markdown), flags=re.MULTILINE)
    words = re.sub(r" \[\d\]", "", re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", words))
    return f"<section>{markdown2html(words)}</section>" if markdown else ""


def article(text: Article, lang: str) -> str:
    """Return the numbered text and its translation, with room to write between the lines and beside them."""
    gloss = text.gloss.get(lang, {})
    rows = "".join(
        f'<p class="{unit.kind}"><b>{unit.id}</b> <span>{escape(unit.text)}'
        f'<small lang="{lang}">{escape(gloss.get(unit.id, ""))}</small></span></p>' for unit in units(text)
    )
    return f'<section class="article" lang="{text.lang}">{rows}</section>'


def questions(lesson: Exercise, lang: str) -> str:
    """Return each question to be answered in words, with lines for some twelve words each."""
    asked = [part for part in lesson.parts if part.layer == "text"]
    rows = "".join(f"<li>{escape(part.prompt[lang])}{'<hr>' * max(3, part.words // 12)}</li>" for part in asked)
    return f'<section><ol class="write">{rows}</ol></section>' if rows else ""


def print_pdf(source: Path) -> Path:
    """Let a browser print a page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"No Chromium or Chrome to make PDF files: print {source.parent} from any browser.")
    target = source.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
             "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
    return target


def main(out: Path) -> None:
    """Write every worksheet, then print them."""
    for lang in LANGUAGES:
        (out / lang).mkdir(parents=True, exist_ok=True)
        for path in sorted((ROOT / "notebooks" / lang).glob("*.ipynb")):
            if re.match(r"0[1-9]|cards", path.name):
                write(out / lang / f"{path.stem}.html", worksheet(path))
        guide = (ROOT / "docs" / lang / "teacher.md").read_text(encoding="utf-8")
        write(out / lang / "teacher.html", page("teacher", lang, section(guide)))


def write(target: Path, html: str) -> None:
    """Write a page, and print it beside."""
    target.write_text(html, encoding="utf-8")
    print(print_pdf(target.resolve()))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/handouts"))
