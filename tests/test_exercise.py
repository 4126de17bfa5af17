import pytest

from kit.article import Sentence
from kit.errors import DataError, UsageError
from kit.exercise import load_exercise, load_lesson, pick_units

UNITS = tuple(Sentence(name, "heading" if name[0] == "H" else "sentence", n * 10, n * 10 + 9, "")
              for n, name in enumerate(["S1", "H1", "S2", "S3", "S4"]))

SMALL = """
id = "small"
title = { fr = "Petit", en = "Small" }
article = { fr = "otan-ukraine", en = "otan-ukraine" }
[[part]]
layer = "sources"
units = "S1-S4"
points = 4
hints = [{ unit = "S3", fr = "Cherchez le verbe.", en = "Look for the verb." }]
[[part]]
id = "why"
layer = "text"
words = 80
points = 6
"""


def write(folder, text):
    (folder / "exercise.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_exercise_is_read_with_its_parts_and_points(tmp_path):
    exercise = load_exercise(write(tmp_path, SMALL))
    assert exercise.points == 10
    assert [part.id for part in exercise.parts] == ["sources", "why"]
    assert exercise.part("sources").labels[0] == "named_person"
    assert exercise.part("sources").hints[0].says["fr"] == "Cherchez le verbe."
    assert exercise.article("en").id == "otan-ukraine"


def test_an_article_beside_the_exercise_is_named_after_both(tmp_path):
    (tmp_path / "a.txt").write_text("Il pleut.", encoding="utf-8")
    exercise = load_exercise(write(tmp_path, SMALL.replace("otan-ukraine", "a.txt")))
    assert exercise.article("fr").id == "small.fr"
    assert exercise.article("fr").lang == "fr"


def test_without_an_article_students_are_asked_for_theirs(tmp_path):
    text = "\n".join(line for line in SMALL.splitlines() if not line.startswith("article"))
    with pytest.raises(UsageError, match="small"):
        load_exercise(write(tmp_path, text)).article("fr")


@pytest.mark.parametrize(("old", "new", "place", "hint"), [
    ('layer = "sources"', 'layer = "source"', "exercise.toml part 1", "sources"),
    ("points = 4", "point = 4", "exercise.toml part 1", "points"),
    ("points = 4", "points = -4", "exercise.toml part 1", "points"),
    ("points = 4", "points = inf", "exercise.toml part 1", "points"),
    ("words = 80", "words = 80.5", "exercise.toml part 2", "words"),
    ('id = "why"', 'id = "sources"', "exercise.toml", "sources"),
    ('fr = "Petit", ', "", "exercise.toml", "title"),
    ('"otan-ukraine", en', '"otan-ukrane", en', "exercise.toml", "otan-ukraine"),
    ('id = "small"', "id = small", "exercise.toml", "line 2"),
])
def test_a_fault_is_named_with_file_place_and_nearest_word(tmp_path, old, new, place, hint):
    assert old in SMALL
    with pytest.raises(DataError) as caught:
        load_exercise(write(tmp_path, SMALL.replace(old, new)))
    assert place in str(caught.value)
    assert hint in str(caught.value)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="02-sources"):
        load_exercise("02-source")
    with pytest.raises(UsageError):
        load_lesson("no-such-lesson")


@pytest.mark.parametrize(("spec", "names"), [
    ("", "S1 H1 S2 S3 S4"), ("S1-S3", "S1 H1 S2 S3"), ("s2, S4", "S2 S4"), ("S3–S4", "S3 S4"), ("H1", "H1"),
    (" S1 - S2 ", "S1 H1 S2"), ("S2,S2", "S2"), ("S4-S1", ""),
])
def test_sentences_are_picked_by_name_and_range(spec, names):
    assert [unit.id for unit in pick_units(UNITS, spec)] == names.split()


@pytest.mark.parametrize("spec", ["S9", "S1-S9", "first", "S1..S3", "-", ","])
def test_a_sentence_that_is_not_there_is_an_error_that_names_the_last(spec):
    with pytest.raises(UsageError, match="S4"):
        pick_units(UNITS, spec)
