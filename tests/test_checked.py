import pytest

from kit.checked import Table, load_json, load_toml, near, strict_json
from kit.errors import DataError

ASKED = [
    (lambda t: t.text("x"), ["good", ""], [1, None, [], True]),
    (lambda t: t.text("x", choices=("a", "b")), ["a"], ["c", ""]),
    (lambda t: t.number("x"), [0, 1.5, 10**15], [-1, float("nan"), float("inf"), "1", True]),
    (lambda t: t.whole("x"), [0, 3, 3.0], [3.5, -1, "3", False]),
    (lambda t: t.yes("x"), [True, False], [0, "yes"]),
    (lambda t: t.words("x"), [[], ["a"]], ["a", [1], {}]),
    (lambda t: t.words("x", ("a", "b")), [["b", "a"]], [["a", "c"]]),
    (lambda t: t.span("x", (0, 0)), [[1, 2]], [[1], [1, -2], ["1", 2], [True, 2], "12"]),
    (lambda t: t.both("x"), [{"fr": "a", "en": "b"}], [{"fr": "a"}, {"fr": "a", "en": 1}, "a"]),
    (lambda t: t.table("x").data, [{}, {"y": 1}], [[], 1]),
    (lambda t: [row.data for row in t.tables("x")], [[], [{"y": 1}]], [{}, [1]]),
]


@pytest.mark.parametrize(("ask", "value"), [(ask, value) for ask, good, _ in ASKED for value in good])
def test_a_value_of_the_right_kind_is_given(ask, value):
    given = ask(Table({"x": value}, "f.toml"))
    assert given in (value, tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize(("ask", "value"), [(ask, value) for ask, _, bad in ASKED for value in bad])
def test_any_other_is_one_sentence_with_file_and_place(ask, value):
    with pytest.raises(DataError) as caught:
        ask(Table({"x": value}, "f.toml", "part 2"))
    assert str(caught.value).startswith("f.toml part 2")
    assert "\n" not in str(caught.value)


def test_a_missing_value_is_named_with_what_may_have_been_meant():
    with pytest.raises(DataError, match=r"«\spoints\s».*«\spoint\s»"):
        Table({"point": 3}, "f.toml").number("points")


def test_what_nobody_asked_for_is_an_error_with_the_nearest_key():
    table = Table({"label": "a", "lable": "b"}, "f.toml")
    table.text("label")
    with pytest.raises(DataError, match=r"«\slable\s».*«\slabel\s»"):
        table.close()


def test_a_nearest_word_is_only_offered_where_one_is_near():
    assert near("sorces", ["sources", "hedges"])
    assert near("zzz", ["sources", "hedges"]) == ""


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "NaN", "-Infinity", "1e999", "[" * 100_000, "9" * 21, "{", ""])
def test_json_that_two_readers_might_take_differently_is_refused(text):
    with pytest.raises(ValueError, match="."):
        strict_json(text)


def test_ordinary_json_is_read():
    assert strict_json('{"a": [1, -2.5, 1e3, null, true, "é"]}') == {"a": [1, -2.5, 1000.0, None, True, "é"]}


@pytest.mark.parametrize(("load", "content"), [(load_toml, b"a = "), (load_toml, b"\xff"), (load_json, b"{"),
                                               (load_json, b"\xff"), (load_json, b"[]"), (load_toml, None)])
def test_a_file_that_cannot_be_read_is_one_sentence(load, content, tmp_path):
    path = tmp_path / "f.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"f\.toml") as caught:
        load(path)
    assert "\n" not in str(caught.value)
