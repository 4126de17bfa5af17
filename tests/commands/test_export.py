"""A marked article for other hands: what is written can be read back, place by place."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from kit.answers import MIME, Answers, Item
from kit.article import read
from kit.cli import main
from kit.commands.export import BROWSERS, find_article, to_jsonld
from kit.store import load_answers

TEXT = "Selon 😀 un diplomate, rien n'est sûr. Un autre se tait."
ARTICLE = read("otan-ukraine")


def mark(article, words, label, **more):
    start = article.text.index(words)
    end = start + len(words)
    return Item(f"sources:{start}-{end}", "sources", start=start, end=end, quote=words, label=label, **more)


def handed(article, *items):
    answers = Answers("02-sources", article.id, article.sha256, student="Zoé")
    for item in items:
        answers.put(item)
    return answers


@pytest.fixture
def work(tmp_path):
    """An answers file: two marks and a written answer."""
    answers = handed(
        ARTICLE,
        mark(ARTICLE, "un diplomate à Bruxelles", "unnamed_individual", attributes={"proximity": "not_stated"}),
        mark(ARTICLE, "Donald Trump", "named_person", why="=1+1 <script>alert(1)</script>"),
        Item("text:who-is-missing", "text", why="Les soldats."),
    )
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers.to_dict()), encoding="utf-8")
    return path


def from_jsonld(page):
    """Rebuild the items, as another program would."""
    found = {}
    for annotation in page["items"]:
        bodies = [(body["purpose"], body["value"]) for body in annotation["body"]]
        selectors = {one["type"]: one for one in annotation["target"].get("selector", ())}
        position, quote = selectors.get("TextPositionSelector", {}), selectors.get("TextQuoteSelector", {})
        found[annotation["id"].partition("#")[2]] = (
            position.get("start"), position.get("end"), quote.get("exact", ""), quote.get("prefix"), bodies
        )  # fmt: skip
    return found


def test_annotations_give_the_same_places_back(work, tmp_path):
    out = tmp_path / "out.jsonld"
    assert main(["export", str(work), "-o", str(out)]) == 0
    found = from_jsonld(json.loads(out.read_text(encoding="utf-8")))
    answers = load_answers(work)
    assert found.keys() == {item.id for item in answers.live()}
    for item in answers.live():
        start, end, quote, _, bodies = found[item.id]
        assert (start, end, quote) == (item.start, item.end, item.quote)
        if start is not None:
            assert ARTICLE.text[start:end] == quote
            assert ("classifying", item.label) in bodies


def test_a_place_after_an_emoji_is_counted_in_code_points():
    article = read(text=TEXT, lang="fr")
    item = mark(article, "un diplomate", "unnamed_individual")
    start, end, quote, prefix, _ = from_jsonld(to_jsonld(article, [item]))[item.id]
    assert article.text[start:end] == quote == "un diplomate"
    assert article.text.index(prefix + quote) + len(prefix) == start, "the quote alone finds the place again"


def test_the_table_holds_every_answer_and_no_formula(work, tmp_path):
    out = tmp_path / "out.csv"
    assert main(["export", str(work), "-o", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["unit"], row["quote"], row["label"]) for row in rows][:2] == [
        ("S1", "un diplomate à Bruxelles", "unnamed_individual"), ("S6", "Donald Trump", "named_person"),
    ]  # fmt: skip
    assert [row["start"] for row in rows][-1] == ""
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]


def test_the_page_asks_for_nothing_and_runs_nothing(work, tmp_path):
    out = tmp_path / "out.html"
    assert main(["export", str(work), "-o", str(out)]) == 0
    html = out.read_text(encoding="utf-8")
    tags, links = [], []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            tags.append(tag)
            links.extend(value for name, value in attributes if name in ("src", "href"))

    Reader().feed(html)
    assert links == []
    assert "script" not in tags
    assert tags.count("u") == 2
    assert "Les soldats." in html
    assert "Zoé" in html


def test_a_browser_prints_the_page(work, tmp_path, monkeypatch):
    seen = {}

    def run(words, **_how):
        out = next(word.partition("=")[2] for word in words if word.startswith("--print-to-pdf"))
        seen["page"] = words[-1]
        Path(out).write_bytes(b"%PDF-1.7")
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr("kit.commands.export.shutil.which", lambda name: name or None)
    monkeypatch.setattr("kit.commands.export.subprocess.run", run)
    assert main(["export", str(work), "-o", str(tmp_path / "out.pdf")]) == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert seen["page"].startswith("file://")


@pytest.mark.long
def test_the_pdf_of_a_true_browser_holds_pages(work, tmp_path):
    assert main(["export", str(work), "-o", str(tmp_path / "out.pdf")]) == 0
    data = (tmp_path / "out.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Type /Page" in data


def test_without_a_browser_a_pdf_is_refused_in_one_sentence(work, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("kit.commands.export.shutil.which", lambda _name: None)
    assert main(["export", str(work), "-o", str(tmp_path / "out.pdf")]) == 2
    err = capsys.readouterr().err
    assert "Chromium" in err
    assert len(err.splitlines()) == 1
    assert "chromium" in BROWSERS


def test_a_notebook_gives_its_newest_answers(work, tmp_path):
    answers = load_answers(work)
    old = handed(ARTICLE, mark(ARTICLE, "Donald Trump", "bare_source"))
    outputs = [nbformat.v4.new_output("display_data", {MIME: one.to_dict()}) for one in (answers, old)]
    path = tmp_path / "copy.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=outputs)]), path)
    assert load_answers(path).to_dict() == answers.to_dict()


def test_the_text_of_a_graded_exercise_is_found():
    from kit.exercise import load_exercise

    article = load_exercise("02-sources").article("en")
    assert find_article(handed(article)).text == article.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"revision": "x"}, "revision"),
        ({"article": {"id": "mine", "sha256": "0" * 64}, "exercise": "mine"}, "--article"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(work, tmp_path, capsys, change, words):
    work.write_text(json.dumps(json.loads(work.read_text(encoding="utf-8")) | change), encoding="utf-8")
    assert main(["export", str(work), "-o", str(tmp_path / "out.csv")]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert len(err.splitlines()) == 1


def test_a_quote_that_is_not_in_its_place_is_refused(work, tmp_path, capsys):
    data = json.loads(work.read_text(encoding="utf-8"))
    data["items"][0]["quote"] = "ailleurs"
    work.write_text(json.dumps(data), encoding="utf-8")
    assert main(["export", str(work), "-o", str(tmp_path / "out.csv")]) == 2
    assert "ailleurs" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["out.txt", "out"])
def test_a_name_that_says_no_form_is_refused(work, tmp_path, capsys, name):
    assert main(["export", str(work), "-o", str(tmp_path / name)]) == 2
    assert "--format" in capsys.readouterr().err
