"""What a page copied from the web brings along: read past, kept, and told."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.detect import scan
from kit.seen import HIDDEN, oddities, seen
from kit.tokens import Text, tokenize

FRENCH = "Le bac s’arrêtera\n\nLe bac fermera, a annoncé la régie. « C’est peut-être fini », dit un pêcheur."
ENGLISH = "Ferry to stop\n\nThe ferry may stop, the board said. “It isn’t fair,” said a fisherman."


def hidden(text, character):
    """`text` with a character that nobody sees in the middle of each long word."""
    return " ".join(word[:3] + character + word[3:] if len(word) > 4 else word for word in text.split(" "))


COPIES = {
    "soft hyphens": lambda text: hidden(text, "\u00ad"),
    "spaces of no width": lambda text: text.replace(" ", " \u200b"),
    "word joiners": lambda text: text.replace(" ", "\u2060 "),
    "byte order marks within": lambda text: text.replace(" ", " \ufeff"),
    "marks of direction": lambda text: text.replace(",", "\u200e,\u200f"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "codes": lambda text: text.replace(" ", "&nbsp;").replace("’", "&#8217;").replace("“", "&ldquo;")
    .replace("”", "&rdquo;").replace("é", "&eacute;").replace("«", "&laquo;").replace("»", "&#xBB;"),
}  # fmt: skip


def found(text, lang):
    read = scan(text, lang)
    spans = (*read.sources, *read.hedges, *read.sentences)
    assert all(text[span.start : span.end] == span.text for span in spans)
    return ([source.source_class for source in read.sources], [hedge.category for hedge in read.hedges],
            [(sentence.id, sentence.kind) for sentence in read.sentences])  # fmt: skip


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize(("text", "lang"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_a_copy_is_read_as_its_original_is(text, lang, copy):
    assert found(COPIES[copy](text), lang) == found(text, lang)


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_whole_in_its_words(copy):
    text = COPIES[copy](FRENCH)
    tokens = tokenize(text)
    assert text[: tokens[0].start] + "".join(token.text + token.space for token in tokens) == text


@pytest.mark.parametrize("text", ["Roy & Hill", "a &word; b", "R&D;", "Un texte simple.", "Été"])
def test_what_is_no_code_is_left_as_it_is(text):
    assert seen(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un\nbateau\u00adx\u00ad", ["2", "2 ×", "U+00AD"]),
        ("A&nbsp;b", ["1 ×", "&nbsp;"]),
        ("<p>Un bateau</p>", ["2 ×", "<p>"]),
        ("L’Ã©tÃ©", ["2 ×", "Ã©"]),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_odd_is_told_with_its_line(text, words, lang):
    [note] = oddities(text, lang)
    assert all(word in note for word in words)


@pytest.mark.parametrize(
    "text",
    [FRENCH, ENGLISH, "\ufeff" + FRENCH, "SÃO PAULO", "Roy & Hill: 1 < 2, 3 > 2", "Bravo \U0001f469\u200d\U0001f692 !"],
)
def test_nothing_is_told_of_a_clean_text(text):
    assert oddities(text) == ()


@given(st.lists(st.sampled_from([*HIDDEN, "&nbsp;", "&#8217;", "&", "maire ", "dit", ". ", "\n", "«", "»", "é", "'"])))
def test_no_word_is_lost_and_none_is_met_twice(parts):
    text = "".join(parts)
    tokens = tokenize(text)
    assert "".join(token.text + token.space for token in tokens) == text[tokens[0].start if tokens else len(text) :]
    words = Text(text, "fr")
    assert sum(stop - first for first, stop in words.bounds) == len(words.forms) == len(tokens)
