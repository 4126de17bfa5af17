"""Tables, with pandas and without."""

import subprocess
import sys

import pandas
import pytest

from kit.frame import Rows, frame

ROWS = [{"label": "b", "n": 1}, {"label": "a", "n": 2}, {"label": "b", "n": None}]


@pytest.fixture
def without_pandas(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)


def test_with_pandas_a_table_is_a_data_frame():
    table = frame(ROWS)
    assert isinstance(table, pandas.DataFrame)
    assert list(table.columns) == ["label", "n"]
    assert list(frame([], ["label"]).columns) == ["label"]


def test_without_pandas_it_counts_as_pandas_does(monkeypatch):
    counts = frame(ROWS).value_counts("label")
    monkeypatch.setitem(sys.modules, "pandas", None)
    table = frame(ROWS)
    assert isinstance(table, Rows)
    assert table.value_counts("label").values == (("b", 2), ("a", 1))
    assert dict(table.value_counts("label").values) == dict(counts)


def test_without_pandas_it_reads_as_a_table_and_trusts_no_text(without_pandas):
    table = frame([{"quote": "<b>", "n": None}], ["quote", "n"])
    html = table._repr_html_()
    assert "<td>&lt;b&gt;</td><td></td>" in html
    assert '<th scope="col">quote</th>' in html
    assert len(frame([], ["quote"])) == 0
    assert "quote" in repr(frame([], ["quote"]))


WITHOUT = """
import sys
for name in ("pandas", "numpy", "anywidget", "ipywidgets", "IPython"):
    sys.modules[name] = None
import kit
article = kit.read("otan-ukraine")
found = kit.scan(article)
assert found.sources and len(found.to_frame()) == len(found.sources)
import kit.answers, kit.charts, kit.exercise, kit.scoring, kit.store, kit.cli
print(len(article.text))
"""


def test_the_core_runs_where_there_is_neither_pandas_nor_a_widget():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout) > 1000
