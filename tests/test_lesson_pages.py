"""What a lesson promises its reader: the template's sections, short sentences, easy words, links that lead somewhere.

Reading ease is that of Flesch (1948) for English, 206.835 - 1.015 (words a sentence) - 84.6 (syllables a word), and of
Kandel & Moles (1958) for French, 207 - 1.015 (words a sentence) - 73.6 (syllables a word); 60 to 70 is plain language,
for 13 to 15 year olds.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
PAGES = sorted(NOTEBOOKS.glob("*/*.ipynb"))
LESSONS = [path for path in PAGES if re.match(r"0[1-9]|template", path.name)]
SECTIONS = "title objectives need warm-up anonymous open class more home sources teacher".split()
CALLS = {"start", "hint", "check", "solution", "count", "hand-in"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
LONGEST = 30
EASE = range(60, 101)
OPENED = re.compile(r'(^lesson = kit\.lesson\("[\w-]+", lang="\w\w")(?:, article="[\w-]+")?', re.MULTILINE)
VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
SILENT = {"fr": rf"[^{VOWELS}](e|es|ent)$", "en": r"[^aeiouyl]e$|[^aeiouytd]ed$"}


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def cells(path: Path, kind: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == kind]


def sentences(markdown: str) -> Iterator[list[str]]:
    """The words of each sentence, without quotations, addresses, code and marks of layout."""
    text = re.sub(r"«[^»]*»|“[^”]*”|\(https?://[^)]*\)|<[^>]+>|`[^`]*`|\[\d\]", "", markdown)
    for line in re.sub(r"[*_#>|]", " ", text).splitlines():
        for sentence in re.split(r"(?<=[.!?:;…])\s+", line):
            words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", sentence)
            if words:
                yield words


def syllables(word: str, lang: str) -> int:
    count = len(re.findall(rf"[{VOWELS}]+", word.lower()))
    return max(1, count - bool(count > 1 and re.search(SILENT[lang], word.lower())))


def ease(path: Path) -> float:
    lang = path.parent.name
    read = [words for cell in cells(path, "markdown") for words in sentences(cell.source) if len(words) > 2]
    words = [word for sentence in read for word in sentence]
    length, weight = len(words) / len(read), sum(syllables(word, lang) for word in words) / len(words)
    return 207 - 1.015 * length - 73.6 * weight if lang == "fr" else 206.835 - 1.015 * length - 84.6 * weight


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_has_every_section_of_the_template_in_its_order(path):
    text, code = ([cell.id for cell in cells(path, kind)] for kind in ("markdown", "code"))
    assert not CALLS - set(code)
    kept = [section for section in text if section in SECTIONS]
    assert kept == SECTIONS
    assert code[-1] == "hand-in"


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_draws_a_picture_and_asks_for_words(path):
    code = " ".join(cell.source for cell in cells(path, "code"))
    assert ".picture(" in code
    assert ".write(" in code or ".rewrite(" in code


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_cell_defines_a_function_or_holds_more_than_two_short_lines(path):
    for cell in cells(path, "code"):
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS)]
        assert len(cell.source.splitlines()) <= 2
        assert max(map(len, cell.source.splitlines())) <= 80


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_sentence_is_longer_than_thirty_words(path):
    read = [words for cell in cells(path, "markdown") for words in sentences(cell.source)]
    assert not [" ".join(words) for words in read if len(words) > LONGEST]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_reads_easily(path):
    assert round(ease(path)) in EASE


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_each_link_inside_the_kit_leads_to_a_file(path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^)#\s]+)\)", cell.source):
            assert target.startswith(("http://", "https://")) or (path.parent / target).is_file(), target


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_each_claim_that_names_a_source_has_it_and_each_source_is_named_by_a_claim(path):
    text = {cell.id: cell.source for cell in cells(path, "markdown")}
    listed = re.findall(r"^(\d+)\. .*\]\(https?://", text.pop("sources"), re.MULTILINE)
    cited = {number for words in text.values() for number in re.findall(r"\[(\d)\]", words)}
    assert listed == [str(n) for n in range(1, len(listed) + 1)] != []
    assert cited == set(listed)


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_both_languages_tell_the_same_story_in_the_same_order(path):
    other = NOTEBOOKS / {"fr": "en", "en": "fr"}[path.parent.name] / path.name
    assert [cell.id for cell in nbformat.read(path, 4).cells] == [cell.id for cell in nbformat.read(other, 4).cells]


def test_the_measures_can_fail():
    assert max(len(words) for words in sentences("mot " * 31)) == 31
    assert list(sentences("« " + "mot " * 31 + "»")) == []
    assert [syllables(word, "fr") for word in ("table", "été", "parlent", "information")] == [1, 2, 1, 4]


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_runs_on_the_other_article_by_changing_one_argument(path):
    other = {"fr": "valmere-piscine", "en": "otan-ukraine"}[path.parent.name]
    names: dict[str, object] = {}
    for cell in cells(path, "code"):
        source = OPENED.sub(rf'\1, article="{other}"', cell.source)
        exec(compile(source, f"{path.name}:{cell.id}", "exec"), names)
    assert names["lesson"].article.id == other
