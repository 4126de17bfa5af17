"""A web page saved from the browser: the text of its article, and what the page says of itself.

Menus, banners, comments and links to other stories are told from the article by trafilatura, which is installed with
JupyterLab but is not in the browser's Python. Nothing is fetched, no script is run. What the page says of itself is a
proposal: a value that does not stand in the page, word for word, is not taken.

References
----------
Barbaresi, A. (2021). Trafilatura: a web scraping library and command-line tool for text discovery and extraction.
ACL-IJCNLP 2021, system demonstrations.
"""

import codecs
import logging
import re
from collections.abc import Mapping
from html import unescape

from kit.errors import ArticleError
from kit.wording import say

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it would talk between a student's cells

SUFFIXES = (".html", ".htm", ".xhtml")
LEAST_WORDS = 30
"""A page with fewer words between its menus has no article."""

MOST_ATTRIBUTES = 300
"""No tag that a newspaper writes has half as many, and to read one takes the square of their number."""

_FIELDS = {"title": "title", "date": "date", "outlet": "sitename", "byline": "author", "url": "url"}
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]+)", re.I)
_HEAD = 4096
"""Bytes in which a page says what it is."""
_LATIN = ("ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1")
"""Browsers read what calls itself so as windows-1252, and so do those who wrote it."""


def is_page(data: bytes, suffix: str) -> bool:
    """Tell whether a file is a web page, by its name or by how it begins."""
    return suffix.lower() in SUFFIXES or bool(_BEGINS.match(data[:_HEAD]))


def extract(data: bytes, name: str) -> tuple[str, dict[str, str]]:
    """Return the text of a page's article, a paragraph a line, and what the page says of itself.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What it is called, for messages.

    Returns
    -------
    text : str
    metadata : dict
        Some of title, date, outlet, byline and url; what was not found is not there.

    Raises
    ------
    ArticleError
        Where the page cannot be decoded, holds no article, or trafilatura is not installed.
    """
    html = _decode(data, name)
    try:
        from lxml.etree import HTMLParser
        from trafilatura import bare_extraction
    except ModuleNotFoundError:
        raise ArticleError(say("webpage.not_installed", name=name)) from None
    widest = _Widest()
    HTMLParser(target=widest, encoding="utf-8", huge_tree=True).feed(html.encode())
    if widest.attributes > MOST_ATTRIBUTES:
        raise ArticleError(say("webpage.too_wide", name=name, most=MOST_ATTRIBUTES))
    found = bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True,
                            date_extraction_params={"extensive_search": False, "original_date": True})
    text: str = getattr(found, "text", None) or ""
    if len(text.split()) < LEAST_WORDS:
        raise ArticleError(say("webpage.no_article", name=name))
    return text, _proposed(found, html)


class _Widest:
    """What lxml tells of a page as it reads it: here, of its tags, the one with most attributes."""

    attributes = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self.attributes = max(self.attributes, len(attributes))


def _proposed(found: object, html: str) -> dict[str, str]:
    """Keep what stands in the page; a date too, as the page gives it to machines."""
    said = " ".join(unescape(html).split())
    values = {field: getattr(found, name, None) or "" for field, name in _FIELDS.items()}
    return {field: value for field, value in values.items() if value and value in said}


def _decode(data: bytes, name: str) -> str:
    """Read a page in UTF-8, else in the encoding that it declares."""
    encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else _declared(data[:_HEAD])
    for each in ("utf-8-sig", encoding):
        try:
            return data.decode(each)
        except (LookupError, ValueError):  # LookupError: no such encoding, or one that is not of text
            continue
    raise ArticleError(say("webpage.encoding", name=name, encoding=encoding))


def _declared(head: bytes) -> str:
    found = _CHARSET.search(head)
    encoding = found[1].decode().lower() if found else "utf-8"
    return "windows-1252" if encoding in _LATIN else encoding
