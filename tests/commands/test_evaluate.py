"""``kit evaluate``: the machine beside people, counted as the field counts."""

import json

import pytest

from kit.cli import main
from kit.commands.evaluate import ASIDE, GOLD, MEASURED, evaluate, match, measure, read_gold
from kit.detect import scan
from kit.errors import DataError
from kit.readings import machine

SENTENCE = "Il est peu probable que Kiev accepte, estime un diplomate."


def gold(**more):
    start = SENTENCE.index("un diplomate")
    return {"text": SENTENCE, "lang": "fr", "difficulty": "plain", "sources": [
        {"start": start, "end": start + 12, "text": "un diplomate", "class": "unnamed_individual"} | more]}


def test_a_found_mark_a_missed_one_and_a_wrong_label_are_counted():
    tally = evaluate([gold()])["sources", "fr"]
    assert (tally.found, tally.extra, tally.missed, tally.labelled) == (1, 0, 0, 1)
    tally = evaluate([gold(**{"class": "named_person"})])["sources", "fr"]
    assert (tally.found, tally.labelled, tally.label) == (1, 0, 0)
    tally = evaluate([gold(start=0, end=6)])["sources", "fr"]
    assert (tally.found, tally.extra, tally.missed) == (0, 1, 1)


def test_an_optional_mark_is_neither_a_hit_nor_an_error():
    tally = evaluate([gold(optional=True)])["sources", "fr"]
    assert (tally.found, tally.extra, tally.missed) == (0, 0, 0)
    tally = evaluate([gold(optional=True, start=0, end=6)])["sources", "fr"]
    assert (tally.found, tally.extra, tally.missed) == (0, 1, 0)


def test_marks_match_one_to_one_best_first():
    people = [{"start": 0, "end": 10}, {"start": 5, "end": 12}]
    assert match(people, [{"start": 4, "end": 12}]) == [(1, 0)]


def test_a_line_that_is_no_gold_is_named(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(gold()) + "\n{}\n", encoding="utf-8")
    with pytest.raises(DataError, match="mine.jsonl 2"):
        list(read_gold(path))


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
    assert f"finds {round(10 * measure()['fr']['sources']['R'])} passages in 10" in note


@pytest.mark.parametrize("path", [GOLD / "tuning.jsonl", ASIDE])
def test_each_mark_of_the_gold_is_where_it_says(path):
    for row in read_gold(path):
        for mark in (*row.get("spans", ()), *row.get("sources", ())):
            assert row["text"][mark["start"]:mark["end"]] == mark["text"]
