"""The hunt for the machine's errors: short sentences, what it reads in them now, and what a careful reader does.

Nothing here says beforehand where the machine errs: it reads each sentence anew, and is compared.
"""

from dataclasses import dataclass
from pathlib import Path

from kit.article import read
from kit.charts import Picture
from kit.checked import Table, load_toml
from kit.detect import scan
from kit.explain import fold
from kit.marked import article_page, inside
from kit.readings import machine
from kit.tokens import units as units_of
from kit.wording import LANGUAGES, say, typeset

TRAPS = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Trap:
    """A sentence, the marks that a careful reader makes on it (words and category), and why."""

    text: str
    marks: dict[str, str]
    why: str


def traps(lang: str) -> tuple[Trap, ...]:
    """Return the sentences in a language."""
    return tuple(trap for spoken, trap in map(_trap, load_toml(TRAPS).tables("trap")) if spoken == lang)


def _trap(entry: Table) -> tuple[str, Trap]:
    lang, marks = entry.text("lang", choices=LANGUAGES), entry.table("marks")
    return lang, Trap(typeset(entry.text("text"), lang),
                      {typeset(quote, lang): marks.text(quote) for quote in marks.data},
                      typeset(entry.text("why"), lang))


def verdicts(lang: str) -> tuple[Picture, tuple[bool, ...]]:
    """Show what the machine marks in each sentence, the answers folded; tell of each whether the machine is right."""
    asked = traps(lang)
    article = read(text="\n".join(trap.text for trap in asked), lang=lang)
    units = units_of(article)
    found = machine(scan(article), "hedges", lang).items
    right = tuple({item.quote: item.label for item in found if inside(item, [unit])} == trap.marks
                  for trap, unit in zip(asked, units, strict=True))
    folds = "".join(
        fold(say("lesson.trap", lang, unit=unit.id), f"{say(f'lesson.trap_{good}', lang)} {trap.why}")
        for trap, unit, good in zip(asked, units, ("right" if good else "wrong" for good in right), strict=True))
    page = article_page(article, units, found, lang).removesuffix("</section>")
    return Picture(f"{page}{folds}</section>", say("lesson.traps", lang, n=len(asked))), right
