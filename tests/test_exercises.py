"""The graded exercises as they are shipped: texts, keys, notebooks and samples belong together."""

import json
import re
import tomllib
from itertools import combinations

import pytest

from kit.answers import parse
from kit.article import LIBRARY, read
from kit.detect.language import identify, notes
from kit.exercise import EXERCISES, exercises, load_exercise
from kit.key import check_key, load_key
from kit.scoring import points, score_part
from kit.tokens import units
from kit.wording import LANGUAGES

SAMPLES = [(path.parent.parent.name, path.stem) for path in sorted(EXERCISES.glob("*/samples/*.json"))]
TEXTS = sorted(EXERCISES.glob("*/article*.txt"))
CANARY = "media-literacy-kit:key:not-for-students:"


def the_key(exercise, lang):
    if not (exercise.folder / "key.json").exists():
        return None
    article = exercise.article(lang)
    return check_key(load_key(exercise.folder / "key.json", lang), article, units(article))


@pytest.mark.parametrize("name", exercises())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_key_fits_its_text_and_explains_each_item(name, lang):
    exercise = load_exercise(name)
    asked = {part.layer: part for part in exercise.parts}
    if not exercise.articles or set(asked) == {"text"}:
        return  # only an instructor can judge these
    for item in the_key(exercise, lang).items:
        assert all(item.explanation.values()), item.id
        assert item.layer in asked or item.layer == "sources", item.id  # people are made of sources
        labels = asked[item.layer].labels if item.layer in asked else ()
        assert not labels or item.label in labels, item.id


@pytest.mark.parametrize("name", exercises())
def test_both_notebooks_hold_the_same_cells_but_for_the_language(name):
    code = {}
    for lang in LANGUAGES:
        cells = json.loads((EXERCISES / name / f"{lang}.ipynb").read_text(encoding="utf-8"))["cells"]
        code[lang] = [("".join(c["source"])).replace(f'lang="{lang}"', "") for c in cells if c["cell_type"] == "code"]
        assert code[lang][-1] == "work.hand_in()"
    assert code["fr"] == code["en"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_text_is_shown_with_a_remark_about_it(path):
    article = read(path)
    assert notes(article.text, article.lang or identify(article.text)) == ()


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_a_sample_gets_the_grade_it_must_get(name, sample):
    exercise = load_exercise(name)
    expected = tomllib.loads((exercise.folder / "samples" / "expected.toml").read_text(encoding="utf-8"))
    lang = sample.split(".")[1]
    answers = parse(json.loads((exercise.folder / "samples" / f"{sample}.json").read_text(encoding="utf-8")))
    sentences = units(exercise.article(lang)) if exercise.articles else ()
    outcomes = {part.id: score_part(answers.live(), part, the_key(exercise, lang), sentences)
                for part in exercise.parts}
    assert {"points": round(sum(points(outcomes[part.id], part) for part in exercise.parts), 2),
            "open": sum(o.outcome == "open" for part in outcomes.values() for o in part)
            } == expected[sample.replace(".", "-")]


@pytest.mark.parametrize("name", exercises())
def test_every_file_that_reveals_an_answer_carries_the_canary(name):
    folder = EXERCISES / name
    revealing = [*folder.glob("key.json"), *folder.glob("rubric.*.md"), *folder.glob("samples/good.*"),
                 *folder.glob("samples/wrong.*"), *folder.glob("samples/careless.*")]
    assert len(revealing) >= 4
    for path in revealing:
        assert CANARY in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", exercises())
def test_what_a_student_gets_carries_none(name):
    for path in (EXERCISES / name).iterdir():
        if path.name.startswith(("article", "exercise", "fr.", "en.")):
            assert CANARY not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", exercises())
def test_one_label_everywhere_does_not_pass(name):
    folder = EXERCISES / name
    expected = tomllib.loads((folder / "samples" / "expected.toml").read_text(encoding="utf-8"))
    for sample, grade in expected.items():
        if sample.startswith("careless"):
            assert grade["points"] < load_exercise(name).points / 2


@pytest.mark.parametrize("name", exercises())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_of_a_notebook_runs_from_top_to_bottom(name, lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text("La piscine rouvrira lundi, selon un agent.", encoding="utf-8")
    cells = json.loads((EXERCISES / name / f"{lang}.ipynb").read_text(encoding="utf-8"))["cells"]
    names = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert {part.layer for part in names["work"].exercise.parts} <= {"text", "people"} | set(labels_asked(cells))


def runs(text, length=8):
    """All runs of so many words."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[n:n + length]) for n in range(len(words) - length + 1)}


def test_what_is_graded_is_no_text_of_the_lessons_nor_of_another_exercise():
    texts = {path: runs(path.read_text(encoding="utf-8"))
             for path in [*EXERCISES.glob("*/article.??.txt"), *LIBRARY.glob("*/article.txt")]}
    assert len(texts) > 12
    for one, other in combinations(texts, 2):
        assert not texts[one] & texts[other], (one, other)


def labels_asked(cells):
    """The layers that the notebook's cells give a widget for."""
    calls = {"work.mark(": ("sources", "hedges"), "work.label(": ("statements",)}
    code = "".join("".join(cell["source"]) for cell in cells)
    return [layer for call, layers in calls.items() if call in code for layer in layers]
