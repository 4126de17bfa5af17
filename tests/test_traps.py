"""The hunt for the machine's errors is worth it: there is something to catch, and not everything is an error."""

import pytest

import kit
from kit.exercise import labels
from kit.traps import traps, verdicts


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_machine_still_errs_on_most_of_the_sentences_and_reads_some_well(lang):
    picture, right = verdicts(lang)
    learnt = [trap.text for trap, good in zip(traps(lang), right, strict=True) if good]
    assert right.count(False) >= 4, f"the machine reads these well now, find others to catch it with: {learnt}"
    assert right.count(True) >= 2, "a hunter who knows that all are errors has nothing to decide"
    assert str(len(right)) in repr(picture)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_answer_is_folded_and_says_what_a_careful_reader_marks(lang):
    page = kit.lesson("04-hedges", lang=lang).picture("traps").html
    for trap in traps(lang):
        assert set(trap.marks.values()) <= set(labels("hedges"))
        assert all(quote in trap.text for quote in trap.marks)
        shown, _, folded = page.partition("<details>")
        assert trap.why not in shown
        assert trap.why.replace("'", "&#x27;") in folded


def test_a_sentence_that_the_machine_learns_is_told_to_be_read_well(tmp_path, monkeypatch):
    file = tmp_path / "traps.toml"
    told = ("Perhaps it rains.", '{ "Perhaps" = "epist_adverb" }', "A."), ("Perhaps.", "{}", "B.")
    file.write_text("".join(f'[[trap]]\nlang = "en"\ntext = "{text}"\nmarks = {marks}\nwhy = "{why}"\n'
                            for text, marks, why in told), encoding="utf-8")
    monkeypatch.setattr("kit.traps.TRAPS", file)
    picture, right = verdicts("en")
    assert right == (True, False)
    assert picture.html.index("It is right. A.") < picture.html.index("It is wrong. B.")
