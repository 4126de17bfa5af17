"""Pages to hand back: one self-contained HTML file a student, in the student's language, fit to print.

Everything that a student or teacher wrote is escaped; the page holds no script and asks nothing of the network.
"""

from collections.abc import Iterable, Mapping
from html import escape

from kit.article import Sentence
from kit.grading.marking import Graded, Judged, Marking
from kit.report.page import SIGNS, about, number, outcome_word, page, word
from kit.scoring import Outcome, in_words
from kit.wording import say


def feedback(graded: Graded, marking: Marking) -> str:
    """Return a student's page: points, the text with the marks, each answer with its reason and its rival.

    Parameters
    ----------
    graded : Graded
        A copy that could be read.
    marking : Marking
    """
    lang, exercise = graded.lang, marking.exercise
    assert graded.answers is not None
    body = (f"<h1>{escape(exercise.title[lang])}</h1><p><bdi>{escape(graded.name)}</bdi></p>"
            f'<p class="grade">{_points(graded.points, exercise.points, lang)}</p>')
    if graded.open_items:
        body += f'<p class="note">{escape(say("report.provisional", lang, open=graded.open_items))}</p>'
    reading = marking.reading(graded.answers)
    body += "".join(_part(judged, reading.units, lang) for judged in graded.parts)
    receipt = say("report.receipt", lang, receipt=graded.answers.receipt(), revision=graded.answers.revision)
    return page(exercise.title[lang], f"{body}<footer><p class=id>{escape(receipt)}</p></footer>", lang)


def _points(earned: float, most: float, lang: str) -> str:
    return escape(say("report.points", lang, earned=number(earned, lang), most=number(most, lang)))


def _part(judged: Judged, units: Iterable[Sentence], lang: str) -> str:
    part = judged.part
    head = (f"<section><h2>{escape(part.prompt.get(lang) or part.id)}</h2>"
            f"<p><strong>{_points(judged.points, part.points, lang)}</strong></p>")
    if [outcome.item_id for outcome in judged.outcomes] == [part.id]:  # nothing but the instructor's reading
        return head + _written(judged, lang) + "</section>"
    places = [o for o in judged.outcomes if o.end and part.layer != "statements"]
    text = _marked_text(places, units) if places else ""
    rows = "".join(_row(outcome, judged.comments, lang) for outcome in judged.outcomes)
    names = "".join(f"<th scope=col>{escape(say(f'report.{name}', lang))}</th>"
                    for name in ("place", "you", "outcome", "key", "why"))
    return f'{head}{text}<div class=wide tabindex=0><table><tr>{names}</tr>{rows}</table></div></section>'


def _written(judged: Judged, lang: str) -> str:
    [outcome] = judged.outcomes
    text = in_words(outcome.given, outcome.layer, lang) or (outcome.answer.why if outcome.answer else "")
    waits = outcome.outcome in ("open", "blank")  # else the points say what the instructor decided
    return ((f"<p>{outcome_word(outcome.outcome, lang)}</p>" if waits else "")
            + (f"<blockquote>{escape(text)}</blockquote>" if text else "")
            + _comment(judged.comments.get(outcome.item_id, ""), lang))


def _comment(text: str, lang: str) -> str:
    return f'<p class=comment>{escape(say("report.comment", lang))} {escape(text)}</p>' if text else ""


def _row(outcome: Outcome, comments: Mapping[str, str], lang: str) -> str:
    answer = outcome.answer
    given = word(outcome.layer, outcome.given, lang) or "–"
    if answer and answer.why:
        given += f"<br><q>{escape(answer.why)}</q>"
    words = about(outcome.layer, outcome.item_id, outcome.text, lang)
    return (f"<tr><th scope=row><span class=id>{escape(outcome.unit)}</span> <q>{words}</q></th>"
            f"<td>{given}</td><td>{outcome_word(outcome.name, lang)}</td><td>{_expected(outcome, lang)}</td>"
            f"<td>{escape(outcome.explanation.get(lang, ''))}"
            f"{_comment(comments.get(outcome.item_id, ''), lang)}</td></tr>")


def _expected(outcome: Outcome, lang: str) -> str:
    words = word(outcome.layer, outcome.expected, lang) or "–"
    if outcome.alternatives:
        rivals = ", ".join(word(outcome.layer, label, lang) for label in outcome.alternatives)
        words += f'<br><span class=id>{escape(say("report.rival", lang))} {rivals}</span>'
    return words


def _marked_text(outcomes: Iterable[Outcome], units: Iterable[Sentence]) -> str:
    """Return the sentences with each place underlined in the manner of its outcome; of two that overlap, the first."""
    places = sorted(outcomes, key=lambda o: (o.start, -o.end))
    return f'<div class=text>{"".join(_marked_unit(unit, places) for unit in units)}</div>'


def _marked_unit(unit: Sentence, places: list[Outcome]) -> str:
    html, done = "", unit.start
    for place in places:
        if done <= place.start and place.end <= unit.end:
            html += escape(unit.text[done - unit.start:place.start - unit.start])
            inside = escape(unit.text[place.start - unit.start:place.end - unit.start])
            html += f"<mark class={place.outcome}>{inside}<sup>{SIGNS[place.outcome]}</sup></mark>"
            done = place.end
    tag = "h3" if unit.kind == "heading" else "p"
    return f"<{tag}><span class=id>{unit.id}</span> {html}{escape(unit.text[done - unit.start:])}</{tag}>"
