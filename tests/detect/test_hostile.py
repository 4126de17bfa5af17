"""No text makes the scan crash or cost more than its length: work is counted in calls, never in seconds."""

import sys

import pytest

from kit.detect import scan

SHAPES = {
    "one word": "a",
    "guillemets": "« ",
    "nested guillemets": "«",
    "one endless sentence": "Le maire de la ville dit que le ministre affirme , ",
    "frames": "selon ",
    "names": "Jean Dupont ",
    "asides": "le maire, ",
    "emoji": "😀",
    "right to left": "مرحبا ",
    "determiners": "des ",
    "verbs": "dit ",
    "lines": "a\n",
    "quotation marks": '"x" ',
    "inverted pronouns": "« a », dit-il. ",
    "english pronouns": "he said, ",
    "conjunctions": "que le maire ",
    "brackets": "(a) ",
    "apostrophes": "l’",
}


def calls(text, lang):
    """Count the function calls of one scan."""
    count = 0

    def tick(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        scan(text, lang)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_no_faster_than_the_text(shape, lang):
    scan("Le maire dit non. The mayor said no.", lang)  # the word lists are loaded
    small, large = (calls((SHAPES[shape] * 4_000)[:size], lang) for size in (2_000, 8_000))
    assert large < 5 * small + 1_000


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "«", "»", "l’", "-t-il", "selon", "Selon", ", dit", "a-t-", "\ud800", "\0"]
)
def test_the_smallest_texts_are_read(text):
    for lang in ("fr", "en"):
        assert scan(text, lang).lang == lang


@pytest.mark.parametrize("text", ["The report was published by the WHO.", "He moved to the US.", "WHO"])
def test_initials_may_end_the_text(text):
    assert scan(text, "en").sources == ()


def test_an_adjective_that_has_the_form_of_a_verb_speaks_of_nobody():
    assert scan("Une situation confuse et critique dans plusieurs vallées.", "fr").sources == ()
