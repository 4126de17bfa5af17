"""The frame of every page: a self-contained HTML document, and how labels, numbers and outcomes are written in it."""

from functools import cache
from html import escape
from pathlib import Path

from kit.wording import say, table

SIGNS = {"correct": "✓", "partial": "½", "half": "½", "open": "?",
         "wrong": "✗", "missed": "○", "extra": "+", "blank": "–"}
_TABLES = {"sources": ("class",), "hedges": ("category",), "flags": ("flag",), "statements": ("flat", "status"),
           "people": ("word.people",)}


def page(title: str, body: str, lang: str) -> str:
    """Return a whole HTML document around `body`, its style inside."""
    return (f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            f"<title>{escape(title)}</title><style>{style()}</style></head>\n<body><main>{body}</main></body></html>\n")


@cache
def style() -> str:
    """Return the style sheet of all pages."""
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def word(layer: str, code: str, lang: str) -> str:
    """Return the words for a label, escaped; a label that nobody knows stands as it is."""
    words = (table(name, lang).get(code) for name in _TABLES.get(layer, ()))
    return escape(next((found for found in words if found), code))


def about(layer: str, item_id: str, text: str, lang: str) -> str:
    """Return the words that an item is about, escaped; of the two numbers of the cards, their name."""
    return escape(text) or (word(layer, item_id, lang) if layer == "people" else "")


def number(value: float, lang: str) -> str:
    """Return a number as it is written in the language: at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return (text or "0").replace(".", "," if lang == "fr" else ".")


def outcome_word(outcome: str, lang: str) -> str:
    """Return an outcome's sign and word, in a span of its class."""
    return f'<span class="outcome {outcome}">{SIGNS[outcome]} {escape(say(f"outcome.{outcome}", lang))}</span>'
