"""A classmate's reading, a class's, an invented one's: what most say, and how far they agree."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import kit
from kit.answers import MIME, Answers, Item
from kit.article import library, read
from kit.classmates import INVENTED, agreement_notes, gather, majority
from kit.errors import UsageError
from kit.exercise import labels
from kit.tokens import units


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def copy_of(statuses):
    """A classmate's answers: a status for each of the first sentences."""
    article = read("otan-ukraine")
    answers = Answers("05-statements", article.id, article.sha256)
    sentences = [unit for unit in units(article) if unit.kind == "sentence"]
    for unit, status in zip(sentences, statuses, strict=False):
        answers.put(Item(f"statements:{unit.id}", "statements", start=unit.start, end=unit.end, quote=unit.text,
                         label=status, voice="journal"))
    return answers


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lesson = kit.lesson("05-statements", lang="fr", article="otan-ukraine")
    for item in copy_of(["fact", "speculation", "opinion"]).live():
        lesson._store.put(item)
    return lesson


def test_a_classmates_file_or_notebook_is_read(lesson, tmp_path):
    other = copy_of(["fact", "opinion"])
    (tmp_path / "zoe.json").write_text(json.dumps(other.to_dict()), encoding="utf-8")
    cell = {"cell_type": "code", "source": "", "outputs": [{"data": {MIME: other.to_dict()}}]}
    (tmp_path / "zoe.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    for name in ("zoe.json", "zoe.ipynb"):
        assert [row["verdict"] for row in lesson.compare(name).rows] == ["agree", "differ", "only_mine"]


def test_a_file_that_cannot_be_used_is_named(lesson, tmp_path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    foreign = copy_of([]).to_dict() | {"article": {"id": "x", "sha256": "0" * 64}}
    (tmp_path / "foreign.json").write_text(json.dumps(foreign), encoding="utf-8")
    for name in ("none.json", "bad.json", "foreign.json"):
        with pytest.raises(UsageError, match=name):
            lesson.compare(name)


def test_the_class_gives_its_majority_and_names_what_it_could_not_read(lesson, tmp_path):
    folder = Path("class")
    folder.mkdir()
    for n, statuses in enumerate([["fact", "opinion", "opinion"], ["fact", "opinion"]]):
        (folder / f"{n}.json").write_text(json.dumps(copy_of(statuses).to_dict()), encoding="utf-8")
    (folder / "broken.json").write_text("nonsense", encoding="utf-8")
    widget = lesson.compare("class")
    assert [row["verdict"] for row in widget.rows] == ["agree", "differ", "agree"]
    assert any("broken.json" in note for note in widget.notes)
    assert "3 copies" in widget.notes[0]


def test_a_class_without_files_on_a_text_of_ones_own_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text("Un voisin affirme que la rue est fermée. La mairie dément.", encoding="utf-8")
    own = kit.lesson("05-statements", lang="fr", article="mine.txt")
    with pytest.raises(UsageError, match="class"):
        own.picture("agreement")


def test_until_there_is_a_class_an_invented_one_says_that_it_is(lesson):
    widget = lesson.compare("class")
    assert "Classe inventée : ces 12" in plain(widget.notes[0])
    assert "13 copies" in widget.notes[1]
    assert len(widget.rows) == 16
    Path("class").mkdir()
    Path("class/lea.json").write_text(json.dumps(copy_of(["fact", "opinion"]).to_dict()), encoding="utf-8")
    assert not any("inventée" in note for note in lesson.compare("class").notes)


def test_files_that_cannot_be_read_are_not_replaced_by_an_invented_class(lesson):
    Path("class").mkdir()
    Path("class/lea.json").write_text("nonsense", encoding="utf-8")
    with pytest.raises(UsageError, match="class"):
        lesson.compare("class")


def test_an_invented_class_is_twelve_students_with_a_label_for_each_sentence():
    for row in tomllib.loads(INVENTED.read_text(encoding="utf-8"))["class"]:
        assert len(row["students"].strip().splitlines()) == 12
        for name in row["articles"]:
            sentences = [unit for unit in units(read(name)) if unit.kind == "sentence"]
            students = gather(Answers("05-statements", name, read(name).sha256), read(name).units, "statements", "en")
            for copy in students.copies:
                assert [item.id for item in copy.live()] == [f"statements:{unit.id}" for unit in sentences]
                assert {item.label for item in copy.live()} <= set(labels("statements"))


def test_every_article_of_the_lesson_has_an_invented_class():
    known = {name for row in tomllib.loads(INVENTED.read_text(encoding="utf-8"))["class"] for name in row["articles"]}
    assert known == set(library())


def test_the_picture_of_agreement_begins_with_the_sentence_on_which_fewest_agree(lesson):
    picture = lesson.picture("agreement")
    names = re.findall(r'<th scope="row">(\w+)<', picture.html)
    lengths = [float(width) for width in re.findall(r"width:([\d.]+)%", picture.html)]
    assert len(names) == 16
    assert lengths == sorted(lengths)
    assert plain(f"Les phrases les plus disputées : {names[0]}, {names[1]}.") in plain(picture.html)
    assert "kappa" in picture.html.lower()


def test_the_class_says_how_many_chose_each_label(lesson):
    students = gather(lesson._store.answers, lesson.units, "statements", "en")
    assert "; 1 × " in " ".join(item.why for item in majority(students, "statements", "en").items)


def test_agreement_stands_beside_what_a_careless_answer_would_get():
    copies = [copy_of(["fact", "fact", "opinion", "fact"]), copy_of(["fact", "fact", "opinion", "opinion"])]
    notes = list(agreement_notes(copies, "statements", "en"))
    assert notes[0] == "Two students picked at random chose the same label 75 times in 100."
    assert "kappa" in notes[1]
    assert notes[2].startswith("Krippendorff’s alpha: 0.53")
    assert "everywhere, would match 62 answers in 100" in notes[3]
    assert "S4" in notes[4]
