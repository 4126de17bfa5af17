"""Findings as tables: a row a finding, for pandas."""

import pytest

from kit.detect import scan

SCAN = scan("Le pont tiendra peut-être, selon un agent. Le maire affirme que non.", "fr")


def test_sources_make_a_table():
    table = SCAN.to_frame("sources")
    assert list(table["text"]) == ["un agent", "Le maire"]
    assert list(table["class"]) == ["unnamed_individual"] * 2
    assert list(table["cue_text"]) == ["selon", "affirme"]
    assert table["number_least"].tolist() == [1, 1]


def test_the_other_layers_make_tables_too():
    assert list(SCAN.to_frame("hedges")["text"]) == ["peut-être"]
    assert list(SCAN.to_frame("statements")["because"]) == ["reservation; source", "checkable; source"]


def test_an_unknown_layer_is_refused():
    with pytest.raises(ValueError, match="sources, hedges, statements"):
        SCAN.to_frame("sorces")
