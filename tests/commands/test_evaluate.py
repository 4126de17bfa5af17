"""``kit evaluate``: the machine beside people, counted as the field counts."""

import json

import pytest

from kit.cli import main
from kit.commands.evaluate import ASIDE, GOLD, MEASURED, errors, evaluate, match, measure, read_gold
from kit.detect import scan
from kit.errors import DataError
from kit.readings import machine

SENTENCE = "Il est peu probable que Kiev accepte, estime un diplomate."


def gold(**more):
    start = SENTENCE.index("un diplomate")
    return {"text": SENTENCE, "lang": "fr", "difficulty": "plain", "sources": [
        {"start": start, "end": start + 12, "text": "un diplomate", "class": "unnamed_individual"} | more]}


def test_the_command_prints_a_table_and_the_errors(tmp_path, capsys):
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(gold(start=0, end=6)) + "\n", encoding="utf-8")
    assert main(["evaluate", str(path), "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "+0 ?1 -1" in shown
    assert "? sources: un diplomate" in shown


def test_the_figures_that_the_lessons_quote_are_those_of_the_part_kept_aside():
    assert json.loads(MEASURED.read_text(encoding="utf-8")) == measure()
    (note,) = machine(scan(SENTENCE, "fr"), "sources", "en").notes[1:]
    assert f"passages found, {round(10 * measure()['fr']['sources']['R'])} in 10" in note


@pytest.mark.parametrize("path", [GOLD / "tuning.jsonl", ASIDE])
def test_each_mark_of_the_gold_is_where_it_says(path):
    for row in read_gold(path):
        for mark in (*row.get("spans", ()), *row.get("sources", ())):
            assert row["text"][mark["start"]:mark["end"]] == mark["text"]


def mark(start, end, **more):
    return {"start": start, "end": end, "text": "x" * (end - start), **more}


TEXT = "Il pleut, selon un voisin."
RIGHT = mark(16, 25, **{"class": "unnamed_individual"})


def row(*sources, **more):
    return {"text": TEXT, "lang": "fr", "difficulty": "plain", "sources": list(sources)} | more


@pytest.mark.parametrize(
    ("sources", "figures"),
    [
        ([RIGHT], (1, 0, 0, 1)),
        ([RIGHT | {"class": "bare_source"}], (1, 0, 0, 0)),
        ([], (0, 1, 0, 0)),
        ([mark(0, 8, **{"class": "agentless"})], (0, 1, 1, 0)),
        ([RIGHT | {"optional": True}], (0, 0, 0, 0)),
        ([RIGHT, mark(0, 2, optional=True)], (1, 0, 0, 1)),
        ([RIGHT, mark(0, 2)], (1, 0, 1, 1)),
    ],
)
def test_found_extra_missed_and_label(sources, figures):
    tally = evaluate([row(*sources)])["sources", "fr/plain"]
    assert (tally.found, tally.extra, tally.missed, tally.labelled) == figures


def test_precision_recall_and_f1():
    tally = evaluate([row(RIGHT), row(RIGHT, mark(0, 8)), row()])["sources", "all"]
    assert (tally.found, tally.extra, tally.missed) == (2, 1, 1)
    assert tally.precision == tally.recall == tally.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([mark(0, 10)], [mark(0, 3)], [(0, 0)]),
        ([mark(0, 10)], [mark(0, 2)], []),
        ([mark(0, 10)], [mark(0, 9), mark(0, 10)], [(0, 1)]),
        ([mark(0, 10), mark(2, 12)], [mark(1, 11)], [(1, 0)]),
        ([mark(0, 4)], [mark(6, 9)], []),
    ],
)
def test_marks_match_one_to_one_best_first(gold, found, pairs):
    assert match(gold, found) == pairs


def test_errors_are_listed_with_their_sentence():
    listed = list(errors([row(RIGHT | {"class": "bare_source"}), row(mark(0, 8)), row()]))
    assert [line[0] for line in listed] == ["~", "-", "?", "?"]
    assert all(TEXT in line for line in listed)


def test_without_a_file_the_kit_s_own_gold_is_measured(capsys):
    assert main(["evaluate"]) == 0
    assert "tuning.jsonl" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["{", '{"text": "a"}', "[]"])
def test_a_faulty_gold_file_is_named(tmp_path, content):
    path = tmp_path / "own.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"own\.jsonl 1"):
        list(read_gold(path))
    with pytest.raises(DataError, match="missing"):
        list(read_gold(tmp_path / "missing.jsonl"))


def test_the_rules_do_on_their_own_gold_what_the_readme_says():
    tallies = evaluate(read_gold(GOLD / "tuning.jsonl"))
    for lang in ("fr", "en"):
        assert tallies["sources", lang].f1 >= 0.92
        assert tallies["sources", lang].label >= 0.92
