"""Does a pattern match here? Its sequences, compared with the words around the one that they hang on.

Scanning a text costs one dictionary look-up a word; only where an anchor stands are its neighbours compared, never
beyond the sentence.
"""

from kit.patterns import Sequence, Step
from kit.tokens import Text


def find(sequence: Sequence, text: Text, i: int, low: int, high: int) -> tuple[int, int] | None:
    """Match a sequence whose anchor stands at token `i`, within the tokens `low` to `high` of its sentence.

    Returns
    -------
    tuple of int or None
        First token of the hedge and the one after its last.
    """
    marks = {"<": i, ">": i + 1}
    if sequence.anchor.title and not text.title(i):
        return None
    left, right = sequence.left, sequence.right
    if left and not _walk(left, 0, i - 1, -1, text, low, high, marks):
        return None
    if right and not _walk(right, 0, i + 1, 1, text, low, high, marks):
        return None
    return marks["<"], marks[">"]


def _walk(
    steps: tuple[Step, ...], first: int, j: int, way: int, text: Text, low: int, high: int, marks: dict[str, int]
) -> bool:
    """Match steps[first:] from token `j` on, going left (way -1) or right (+1); marks are kept on success."""
    forms = text.forms
    for k in range(first, len(steps)):
        step = steps[k]
        kind = step.kind
        if kind == "word":  # nearly all steps: said in full, not as a call of `_holds`
            if not low <= j < high or not step.fits(forms[j]):
                return False
            if step.title and not text.title(j):
                return False
            j += way
        elif kind == "gap":
            return _leap(steps, k, j, way, text, low, high, marks)
        elif kind == "not":
            if low <= j < high and _holds(step, text, j):
                return False
        elif kind == "start":
            if not _opens(text, j, low):
                return False
        else:
            marks[kind] = j if way > 0 else j + 1
    return True


def _leap(
    steps: tuple[Step, ...], k: int, j: int, way: int, text: Text, low: int, high: int, marks: dict[str, int]
) -> bool:
    """Try a gap of 0, 1, 2… tokens before steps[k + 1:]."""
    step, forms = steps[k], text.forms
    following = steps[k + 1] if k + 1 < len(steps) and steps[k + 1].kind == "word" else None
    for _ in range(step.gap + 1):
        if not low <= j < high:
            return following is None and _walk(steps, k + 1, j, way, text, low, high, marks)
        form = forms[j]
        if (following is None or following.fits(form)) and _walk(steps, k + 1, j, way, text, low, high, marks):
            return True
        if not step.fits(form):
            return False
        j += way
    return False


def _holds(step: Step, text: Text, j: int) -> bool:
    return step.fits(text.forms[j]) and (not step.title or text.title(j))


def _opens(text: Text, j: int, low: int) -> bool:
    """Tell whether only quotation marks, brackets and dashes stand between the sentence's begin and token `j`."""
    return j - low < 4 and all(not text.forms[i][0].isalnum() for i in range(low, j + 1))
