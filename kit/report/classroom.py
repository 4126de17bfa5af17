"""A page for the whole class: who is hidden, what was answered is not.

The distribution of points; for each question what the class answered, the most disputed first; how far it agrees,
beside what a careless answer would earn; and, where an earlier grading is given, the progress since.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from statistics import median

from kit.errors import DataError
from kit.exercise import Part
from kit.grading.agreement import alpha, interval, pair_agreement
from kit.grading.gradebook import Class, Result
from kit.grading.marking import Marking, Reading
from kit.grading.sheet import read_sheet
from kit.grading.tally import ItemTally, Tally, careless
from kit.key import KeyItem
from kit.report.page import about, number, outcome_word, page, word
from kit.scoring import SPANS
from kit.wording import language, say, table

BINS = 10
MOST_EXTRAS = 5

def class_page(marking: Marking, found: Class, *, names: bool = False, before: Path | None = None) -> str:
    """Return the class's page, in the interface language.

    Parameters
    ----------
    marking : Marking
    found : Class
        What the class answered; two languages of one class are told apart.
    names : bool
        Whether the page may name the students.
    before : Path, optional
        An earlier grading, to say what progress was made since: its folder, or its ``grades.csv``.

    Raises
    ------
    DataError
        Where there is no such table.
    """
    lang, exercise = language(), marking.exercise
    readings = {reading.lang: reading for reading in marking.readings.values()}
    canaries = {reading.key.canary for reading in readings.values() if reading.key}
    read = [result for result in found.results if result.status != "refused"]
    body = (f"<!-- {escape(' '.join(sorted(canaries)))} --><h1>{escape(exercise.title[lang])}</h1>"
            + _distribution([result.points for result in read], exercise.points, len(found.results) - len(read), lang)
            + (_progress(_shares(before, read, exercise.points), lang) if before else ""))
    for text_lang, tally in found.tallies.items():
        if len(found.tallies) > 1:
            body += f"<h2>{escape(say(f'language.{text_lang}', lang).capitalize())}</h2>"
        reading = readings.get(text_lang) or Reading(text_lang, None, (), None)
        body += "".join(_part(part, reading, tally, lang) for part in exercise.parts)
    return page(exercise.title[lang], body + (_names(read, exercise.points, lang) if names else ""), lang)


def _shares(before: Path, now: Sequence[Result], most: float) -> list[tuple[float, float]]:
    """Return each student's share of the points in an earlier ``grades.csv`` and now, of those who did both."""
    path = before / "grades.csv" if before.is_dir() else before
    try:
        rows = read_sheet(path)
        shares = {row["student"]: float(row["points"]) / float(row["maximum"]) for row in rows if row["points"]}
    except (OSError, ValueError, KeyError, ZeroDivisionError) as error:
        raise DataError(say("checked.unreadable", file=path, reason=error)) from None
    return [(shares[result.who.id], result.points / most) for result in now if result.who.id in shares and most]


def _distribution(points: Iterable[float], most: float, refused: int, lang: str) -> str:
    values = sorted(points)
    if not values:
        return f"<p>{escape(say('class_report.none', lang, refused=refused))}</p>"
    quarters = [values[len(values) // 4], median(values), values[(3 * len(values)) // 4]]
    low, middle, high = (number(value, lang) for value in quarters)
    summary = say("class_report.summary", lang, copies=len(values), refused=refused, most=number(most, lang), low=low,
                  middle=middle, high=high)
    bins = Counter(min(int(value / most * BINS), BINS - 1) if most else 0 for value in values)
    rows = [(f"{number(n * most / BINS, lang)}–{number((n + 1) * most / BINS, lang)}", bins[n]) for n in range(BINS)]
    return (f"<p>{escape(summary)}</p><table><caption>{escape(say('class_report.distribution', lang))}</caption>"
            + _bars(rows, lang) + "</table>")


def _bars(rows: Sequence[tuple[str, int]], lang: str) -> str:
    most = max(count for _, count in rows) or 1
    head = (f"<tr><th scope=col>{escape(say('class_report.points', lang))}</th>"
            f"<th scope=col>{escape(say('class_report.copies', lang))}</th></tr>")
    return head + "".join(f'<tr><th scope=row>{escape(name)}</th><td><span class=bar style="width:'
                          f'{70 * count / most:.1f}%"></span> {count}</td></tr>' for name, count in rows)


def _progress(pairs: Sequence[tuple[float, float]], lang: str) -> str:
    if not pairs:
        return ""
    before, now = (_percent(median(column), lang) for column in zip(*pairs, strict=True))
    text = say("class_report.progress", lang, students=len(pairs), before=before, now=now,
               better=sum(b < n for b, n in pairs), worse=sum(b > n for b, n in pairs))
    return f"<h2>{escape(say('class_report.progress_title', lang))}</h2><p>{escape(text)}</p>"


def _part(part: Part, reading: Reading, tally: Tally, lang: str) -> str:
    head = f"<section><h2>{escape(part.prompt.get(lang) or part.id)}</h2>"
    items = {item.id: item for item in reading.key.layer(part.layer)} if reading.key else {}
    if part.layer == "text" or not items:
        outcomes = sum((found.outcomes for _, found in tally.part(part)), Counter[str]())
        return f"{head}<p>{_outcomes(outcomes, lang, table('class_report.written', lang))}</p></section>"
    names = "".join(f"<th scope=col>{escape(say(f'class_report.{name}', lang))}</th>"
                    for name in ("place", "key", "answers", "outcomes"))
    rows = "".join(_row(items[name], reading, found, lang) for name, found in tally.part(part) if name in items)
    return (f"{head}{_agreement(part, reading, tally, lang)}<div class=wide tabindex=0><table><tr>{names}</tr>{rows}"
            f"</table></div>{_extras(part, reading, tally, lang)}</section>")


def _agreement(part: Part, reading: Reading, tally: Tally, lang: str) -> str:
    counts = tally.counts(part)
    same, value, limits = pair_agreement(counts), alpha(counts), interval(counts)
    text = ""
    if same is not None and value is not None and limits is not None:
        low, high = (number(limit, lang) for limit in limits)
        text = say("class_report.agreement", lang, same=_percent(same, lang), alpha=number(value, lang), low=low,
                   high=high)
    label, earned = careless(part, reading)
    if label:
        text += " " + say("class_report.careless", lang, label=word(part.layer, label, lang),
                          earned=number(earned, lang), most=number(part.points, lang))
    return f"<p>{text}</p>"


def _row(item: KeyItem, reading: Reading, found: ItemTally, lang: str) -> str:
    words = reading.key.words(item) if reading.key else ""
    answers = "<br>".join(f"{word(item.layer, label, lang) or '–'} <strong>{count}</strong>"
                          for label, count in found.answers.most_common())
    return (f"<tr><th scope=row><span class=id>{escape(item.unit)}</span> "
            f"<q>{about(item.layer, item.id, words, lang)}</q></th>"
            f"<td>{word(item.layer, item.expected, lang)}</td><td>{answers or '–'}</td>"
            f"<td>{_outcomes(found.outcomes, lang)}</td></tr>")


def _outcomes(outcomes: Counter[str], lang: str, words: Mapping[str, str] | None = None) -> str:
    """Return what became of an item or part; `words` name an outcome otherwise than a mark's."""
    words = words or {}
    return "<br>".join(f"{escape(words[name]) if name in words else outcome_word(name, lang)} {count}"
                       for name, count in outcomes.most_common()) or "–"


def _extras(part: Part, reading: Reading, tally: Tally, lang: str) -> str:
    """Return the places most often marked too many, with the words that stand there."""
    if part.layer not in SPANS or reading.article is None or not tally.extras.get(part.id):
        return ""
    rows = []
    for name, count in tally.extras[part.id].most_common(MOST_EXTRAS):
        start, _, end = name.partition(":")[2].partition("-")
        if start.isdecimal() and end.isdecimal():
            rows.append(f"<li><q>{escape(reading.article.text[int(start):int(end)][:200])}</q> {count}</li>")
    return f"<h3>{escape(say('class_report.extras', lang))}</h3><ul>{''.join(rows)}</ul>"


def _names(results: Iterable[Result], most: float, lang: str) -> str:
    rows = "".join(f"<tr><th scope=row><bdi>{escape(result.name)}</bdi></th><td>{number(result.points, lang)} / "
                   f"{number(most, lang)}</td></tr>" for result in results)
    return f"<h2>{escape(say('class_report.names', lang))}</h2><table>{rows}</table>"


def _percent(share: float, lang: str) -> str:
    return f"{round(100 * share)}{' %' if lang == 'fr' else '%'}"
