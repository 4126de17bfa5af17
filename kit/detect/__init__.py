"""The second reader: sources, hedges and statements of an article. It is fallible, and never decides a grade."""

from __future__ import annotations

import hashlib

from kit.article import Article
from kit.detect.findings import Scan
from kit.detect.hedges import find_hedges
from kit.detect.language import identify
from kit.detect.sources import find_sources
from kit.detect.statements import find_statements
from kit.tokens import Text

__all__ = ["scan"]


def scan(article: Article | str, lang: str | None = None) -> Scan:
    """Read a text as the machine does: who speaks, what is hedged, what kind of statement each sentence is.

    Parameters
    ----------
    article : Article or str
        What to read; it is never altered.
    lang : {"fr", "en", "auto"}, optional
        Its language; told from the text where neither given nor known.

    Returns
    -------
    Scan

    Raises
    ------
    LanguageError
        Where the text is neither French nor English.
    """
    text = article if isinstance(article, str) else article.text
    known = None if isinstance(article, str) else article.lang
    code = lang if lang in ("fr", "en") else known or identify(text)
    words = Text(text, code, None if isinstance(article, str) else article.units)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    sources, hedges = find_sources(words), find_hedges(words)
    return Scan(code, sha256, words.sentences, sources, hedges, find_statements(words, sources, hedges))
