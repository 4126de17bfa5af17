import json

import pytest

from kit import article as articles
from kit.cli import main
from kit.exercise import load_exercise
from kit.grading.sheet import read_sheet
from kit.key import check_key, load_key
from kit.tokens import units
from kit.wording import LANGUAGES
from tests.grading.copies import data, notebook

TEXT = "Le marché ouvre samedi, annonce la mairie. Un voisin craint le bruit."


def mark(start, end, label, why="", layer="sources"):
    return {"id": f"{layer}:{start}-{end}", "layer": layer, "rev": 1, "deleted": False, "start": start, "end": end,
            "quote": TEXT[start:end], "label": label, "why": why}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "market.txt").write_text(TEXT, encoding="utf-8")
    assert main(["new", "exercise", "market", "--text", "market.txt", "--lang", "fr"]) == 0
    return tmp_path / "market"


def answers(folder, *items):
    article = load_exercise(folder).article("fr")
    return {"schema": 1, "exercise": "market", "article": {"id": article.id, "sha256": article.sha256},
            "student": "Eve", "kit": "0.1.0", "revision": 9, "saved": None, "handed_in": 9, "items": list(items)}


MARKS = (mark(32, 41, "named_institution", "Elle annonce."), mark(43, 52, "unnamed_individual"))


def test_from_a_text_to_a_graded_exercise(folder, capsys):
    (folder / "fr.ipynb").write_bytes(notebook(answers(folder, *MARKS)))
    assert main(["new", "key", "market", "market/fr.ipynb"]) == 0
    article = load_exercise(folder).article("fr")
    key = check_key(load_key(folder / "key.json", "fr"), article, units(article))
    assert [(item.unit, item.text, TEXT[slice(*item.head)], item.label) for item in key.items] == [
        ("S1", "la mairie", "mairie", "named_institution"), ("S2", "Un voisin", "voisin", "unnamed_individual")]
    assert key.items[0].explanation == {"fr": "Elle annonce.", "en": "Elle annonce."}
    (folder.parent / "in" / "ann").mkdir(parents=True)
    (folder.parent / "in" / "ann" / "a.json").write_bytes(data(answers(folder, MARKS[0])))
    assert main(["grade", "in", "--exercise", "market", "--out", "out"]) == 0
    assert [row["points"] for row in read_sheet(folder.parent / "out" / "grades.csv")] == ["7.5"]


@pytest.mark.parametrize(("quote", "head"), [
    ("the town council", "council"), ("a source close to the mayor", "source"), ("Priya Nair, who runs it", "Nair"),
    ("it", "it"),
])
def test_the_head_of_an_english_source_is_its_last_word_before_what_describes_it(tmp_path, monkeypatch, quote, head):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "market.txt").write_text(f"The hall will close on Monday, said {quote}.\n" * 3, encoding="utf-8")
    assert main(["new", "exercise", "market", "--text", "market.txt", "--lang", "en"]) == 0
    folder = tmp_path / "market"
    source = mark(36, 36 + len(quote), "bare_source") | {"quote": quote}
    (folder / "en.ipynb").write_bytes(notebook(answers(folder, source)))
    assert main(["new", "key", "market", "market/en.ipynb"]) == 0
    (item,) = json.loads((folder / "key.json").read_text(encoding="utf-8"))["items"]
    assert (tmp_path / "market.txt").read_text(encoding="utf-8")[slice(*item["head"])] == head


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_on_a_text_that_both_languages_share_comes_back_in_the_instructors(folder, lang):
    (folder / "fr.ipynb").write_bytes(notebook(answers(folder, *MARKS)))
    assert main(["new", "key", "market", "market/fr.ipynb"]) == 0
    (folder.parent / "in").mkdir()
    (folder.parent / "in" / "ann.json").write_bytes(data(answers(folder, MARKS[0])))
    assert main(["--interface", lang, "grade", "in", "--exercise", "market", "--out", "out"]) == 0
    (page,) = (folder.parent / "out" / "feedback").glob("*.html")
    assert f'<html lang="{lang}"' in page.read_text(encoding="utf-8")


def test_the_folder_is_whole_in_both_languages(folder):
    exercise = load_exercise(folder)
    assert exercise.points == 20
    assert {exercise.article(lang).lang for lang in LANGUAGES} == {"fr"}
    for lang in LANGUAGES:
        assert "media-literacy-kit:key:" in (folder / f"rubric.{lang}.md").read_text(encoding="utf-8")
        cells = json.loads((folder / f"{lang}.ipynb").read_text(encoding="utf-8"))["cells"]
        assert "market" in "".join(cells[0]["source"])
    assert not (folder / "canary.txt").exists()


def test_a_new_key_keeps_the_old_one(folder):
    for marks in (MARKS, MARKS[:1]):
        (folder / "a.json").write_bytes(data(answers(folder, *marks)))
        assert main(["new", "key", "market", "market/a.json"]) == 0
    assert len(load_key(folder / "key.json").items) == 1
    assert len(load_key(folder / "key.previous.json").items) == 2


@pytest.mark.parametrize(("content", "says"), [
    (b"{", "abîmé"), (None, "aucune"), ("other", "autre texte"), (b"", "abîmé"),
])
def test_marks_that_cannot_be_used_are_one_sentence(folder, content, says, capsys):
    if content is None:
        content = data(answers(folder))
    elif content == "other":
        content = data(answers(folder, *MARKS) | {"article": {"id": "x", "sha256": "0" * 64}})
    (folder / "a.json").write_bytes(content)
    assert main(["new", "key", "market", "market/a.json"]) == 2
    assert says in capsys.readouterr().err.lower()
    assert not (folder / "key.json").exists()


def test_nothing_is_overwritten(folder, capsys):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert main(["new", "exercise", "market", "--text", "market.txt", "--lang", "fr"]) == 2
    assert "market" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


def test_a_text_joins_the_library_as_it_is(folder, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(articles, "LIBRARY", tmp_path / "library")
    monkeypatch.setattr("kit.commands.new.LIBRARY", tmp_path / "library")
    (tmp_path / "library").mkdir()
    assert main(["new", "article", "market-day", "--text", "market.txt", "--lang", "fr"]) == 0
    article = articles.read("market-day")
    assert article.text == TEXT
    assert [unit.id for unit in article.units] == ["S1", "S2"]
    assert set(article.metadata.values()) == {None}
    for name in ("market-day", "../evil", "é", ""):
        assert main(["new", "article", name, "--text", "market.txt", "--lang", "fr"]) == 2
    assert [path.name for path in (tmp_path / "library").iterdir()] == ["market-day"]


@pytest.mark.parametrize(("lang", "words"), [
    ("fr", ("allemand", "anglais", "ligne 2, après « l’île a caf »")),
    ("en", ("German", "English", "line 2, after “l’île a caf”")),
])
def test_a_text_that_cannot_serve_is_refused_in_the_reader_s_language_before_a_folder_is_made(
        tmp_path, monkeypatch, capsys, lang, words):
    monkeypatch.chdir(tmp_path)
    texts = {
        "german": "Die Fähre wird eingestellt, sagte der Mann. Wir haben keine Wahl, und das ist nicht gut.".encode(),
        "english": b"The ferry will stop in March, said the mayor. It is not what we had hoped for.",
        "mixed": "Le bac\nl’île a caf".encode() + b"\xe9\n",
    }
    for (name, text), said in zip(texts.items(), words, strict=True):
        (tmp_path / f"{name}.txt").write_bytes(text)
        assert main(["--interface", lang, "new", "exercise", name, "--text", f"{name}.txt", "--lang", "fr"]) == 2
        assert said in capsys.readouterr().err.replace("\u00a0", " ")
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("text", ["\ufeff", "\u200b\u00ad", "...\n---", "12 34"])
def test_a_text_without_a_word_makes_no_exercise(tmp_path, monkeypatch, capsys, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main(["--interface", "en", "new", "exercise", "a", "--text", "a.txt", "--lang", "fr"]) == 2
    assert "“a.txt” holds no words" in capsys.readouterr().err


def test_what_a_copied_text_brings_along_is_told_and_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    data = "Le mar\u00adché ouvre,\r\nannonce la mairie.&nbsp;Un voisin craint le bruit.".encode()
    (tmp_path / "a.txt").write_bytes(data)
    assert main(["--interface", "en", "new", "exercise", "a", "--text", "a.txt", "--lang", "fr"]) == 0
    told = capsys.readouterr().out
    assert "U+00AD" in told
    assert "&nbsp;" in told
    assert (tmp_path / "a" / "article.fr.txt").read_bytes() == data
