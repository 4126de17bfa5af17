"""A text as it was given, and what is known about it.

``Article.text`` is the file's text, code point for code point: the kit marks, flags and glosses, and
never repairs. What is absent from a copy is None, what was inferred stands apart with its evidence.

A library article is a folder of ``kit/library``::

    article.txt      the text, byte for byte
    article.toml     language, sha256, rights, metadata, frozen units, what was inferred and why
    flags.toml       what is odd in this copy: stand-off records, never corrections
    gloss.<lang>.txt a translation of each unit, our own ("S1", a tab, the words)
    reading.json     one reader's reading: a key (see `kit.scoring`)
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from kit import webpage
from kit.errors import ArticleError, DataError
from kit.wording import LANGUAGES, say, typeset_each

LIBRARY = Path(__file__).parent / "library"
METADATA = ("title", "date", "outlet", "byline", "agency", "url")
MOST_MEGABYTES = 20

_MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "Word/ODT/ZIP", b"\xd0\xcf\x11\xe0": "Word", b"{\\rtf": "RTF",
          b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"bplist": "webarchive (Safari)", b"From: <Saved by": "MHTML"}
_SHADOW = dict(zip("’‘ʼ＇\u00a0\u202f\u2009\u2007\u2011\u2010", "''''    --", strict=True))


class Sentence(NamedTuple):
    """A sentence or a heading of an article.

    Parameters
    ----------
    id : str
        ``S1``, ``S2``... for sentences, ``H1``... for headings, each counted from the top.
    kind : {"sentence", "heading"}
    start, end : int
        Offsets in the article's text (Python str indices, half-open).
    text : str
        ``article.text[start:end]``.
    """

    id: str
    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something odd in a copy ("signalement"): shown beside the text, never corrected.

    Parameters
    ----------
    id, unit : str
        Its own id, and that of the sentence or heading it stands in.
    start, end : int
        Offsets in the article's text.
    text : str
        The words flagged.
    kind : str
        ``missing_word``, ``typography``, ``truncation``...
    shown : bool
        False for remarks that are shown on request, not as faults.
    says, wrong, guess : dict of str to str
        What the copy says, what is odd about it, and a conjecture, by language; `guess` may be empty.
    group : str
        Flags of one group are one phenomenon; empty where the flag stands alone.
    """

    id: str
    unit: str
    start: int
    end: int
    text: str
    kind: str
    shown: bool
    says: Mapping[str, str]
    wrong: Mapping[str, str]
    guess: Mapping[str, str]
    group: str


@dataclass(frozen=True)
class Article:
    """A text, verbatim, with what is known about it.

    Parameters
    ----------
    id : str
        The library's name, or the file's, or ``"text"``.
    lang : str or None
        ``"fr"``, ``"en"``, or None where nobody said.
    text : str
        The text, byte for byte; every offset of the kit counts its code points.
    sha256 : str
        Of the text in UTF-8.
    metadata : mapping
        The fields of `METADATA`; None means absent from the copy.
    inferred : mapping
        What was concluded from elsewhere, with the evidence; never mixed with `metadata`.
    rights, about : mapping
        Who may do what with the text, and what it is, by language.
    units : tuple of Sentence or None
        Frozen sentences and headings (library articles), else None: see `kit.tokens.units`.
    flags : tuple of Flag
    versions : tuple of mapping
        Short fragments of other published versions, unit by unit.
    gloss : mapping
        ``{language: {unit id: translation}}``.
    folder : Path or None
        Where a library article lives.
    """

    id: str
    lang: str | None
    text: str
    sha256: str
    metadata: Mapping[str, str | None] = field(default_factory=lambda: dict.fromkeys(METADATA))
    inferred: Mapping[str, Any] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    units: tuple[Sentence, ...] | None = None
    flags: tuple[Flag, ...] = ()
    versions: tuple[Mapping[str, Any], ...] = ()
    gloss: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folder: Path | None = None

    def __repr__(self) -> str:
        return f"Article({self.id!r}, lang={self.lang!r}, {len(self.text)} characters)"


def normalise(text: str) -> str:
    """Return a shadow of `text` to match on: same length, one form of apostrophe, space and hyphen."""
    for odd, plain in _SHADOW.items():  # five times as fast as one translate()
        text = text.replace(odd, plain)
    return text


def library() -> tuple[str, ...]:
    """Return the names of the library's articles."""
    return tuple(sorted(path.parent.name for path in LIBRARY.glob("*/article.toml")))


def read(name: str | Path | None = None, *, text: str | None = None, lang: str | None = None) -> Article:
    """Open an article of the library, a text file, a web page saved from the browser, or a string.

    Parameters
    ----------
    name : str or Path, optional
        A name of `library`, or the path of a UTF-8 text file or of an HTML page, whose article is told from the rest.
    text : str, optional
        The text itself, instead of `name`.
    lang : {"fr", "en"}, optional
        The text's language; a library article knows its own.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        Where there is nothing to read, or not as text: the message says why and what to do.
    DataError
        Where a library folder is faulty, its text altered included.
    """
    if (name is None) == (text is None):
        raise ArticleError(say("article.neither" if name is None else "article.both"))
    if text is not None:
        return _from_text("text", text, lang)
    if str(name) in library():
        return open_folder(LIBRARY / str(name))
    return _from_file(Path(str(name)).expanduser(), str(name), lang)


def _from_file(path: Path, name: str, lang: str | None) -> Article:
    data = _file_bytes(path, name)
    if not data.strip():
        raise ArticleError(say("article.empty", name=name))
    if webpage.is_page(data, path.suffix):
        text, found = webpage.extract(data, name)
        return replace(_from_text(path.stem, text, lang), metadata=dict.fromkeys(METADATA) | found)
    text = _decode(data, name)
    if not any(map(str.isalpha, text)):
        raise ArticleError(say("article.empty", name=name))
    return _from_text(path.stem, text, lang)


def _from_text(name: str, text: str, lang: str | None) -> Article:
    if not text.strip():
        raise ArticleError(say("article.empty", name=name))
    return Article(id=name, lang=lang, text=text, sha256=_sha256(text))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _file_bytes(path: Path, name: str) -> bytes:
    """Read a file that may be text, by its size and its first bytes."""
    try:
        if path.is_dir():
            raise ArticleError(say("article.folder", name=name))
        size = path.stat().st_size / 1e6
        if size > MOST_MEGABYTES:
            raise ArticleError(say("article.too_big", name=name, size=round(size), most=MOST_MEGABYTES))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(say("article.missing", name=name, known=", ".join(library()))) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ArticleError(say("article.unreadable", name=name, reason=error)) from None
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(say("article.binary", name=name, kind=kind))
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        raise ArticleError(say("article.encoding", name=name, line=len(before), near=before[-1][-24:] or "…")) from None
    if "\0" in text:
        raise ArticleError(say("article.binary", name=name, kind=say("article.binary_kind")))
    return text


def open_folder(folder: Path) -> Article:
    """Open the article that lives in `folder` (see the module's docstring), its text checked by hash."""
    name = f"{folder.name}/article.txt"
    text = _decode(_file_bytes(folder / "article.txt", name), name)
    data = _toml(folder / "article.toml")
    _check(folder / "article.toml", data, {"lang", "sha256", "units"},
           {"rights", "metadata", "inferred", "versions", "about"})
    _check(folder / "article.toml", data.get("metadata", {}), set(), set(METADATA))
    if data["sha256"] != _sha256(text):
        raise DataError(say("article.changed", file=name))
    return Article(
        id=folder.name, lang=data["lang"], text=text, sha256=data["sha256"],
        metadata=dict.fromkeys(METADATA) | data.get("metadata", {}), inferred=data.get("inferred", {}),
        rights=data.get("rights", {}), about=data.get("about", {}),
        units=tuple(Sentence(u, kind, start, end, text[start:end]) for u, kind, start, end in data["units"]),
        flags=_flags(folder, text), versions=tuple(data.get("versions", ())), gloss=_gloss(folder), folder=folder,
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(say("article.unreadable", name=path.name, reason=error)) from None


def _check(path: Path, data: Mapping[str, Any], required: set[str], optional: set[str]) -> None:
    """Refuse a field that is unknown or missing, by name, with the nearest one that is known."""
    known = required | optional
    for key in [*sorted(set(data) - known), *sorted(required - set(data))]:
        close = get_close_matches(key, known - {key}, 1)
        near = say("article.near", word=close[0]) if close and key not in known else ""
        raise DataError(say("article.field", file=f"{path.parent.name}/{path.name}", key=key, near=near))


def _flags(folder: Path, text: str) -> tuple[Flag, ...]:
    path = folder / "flags.toml"
    if not path.exists():
        return ()
    flags = []
    for entry in _toml(path).get("flag", ()):
        _check(path, entry, {"id", "unit", "start", "end", "kind", "says", "wrong"}, {"shown", "guess", "group"})
        span = text[entry["start"]:entry["end"]]
        said = {name: typeset_each(entry.get(name, {})) for name in ("says", "wrong", "guess")}
        flags.append(Flag(**({"shown": True, "group": ""} | entry | said), text=span))
    return tuple(flags)


def _gloss(folder: Path) -> dict[str, dict[str, str]]:
    gloss = {}
    for lang in LANGUAGES:
        path = folder / f"gloss.{lang}.txt"
        if path.exists():
            gloss[lang] = dict(re.findall(r"^([SH]\d+)\t(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    return gloss
